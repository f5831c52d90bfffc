"""What stands beside the text: codebook with counts on the left, the passage at the caret on the right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from rich.cells import cell_len
from rich.style import Style

from coder.i18n import _, listed
from coder.model.coding import Coding, Memo, Suggestion
from coder.model.counting.codetree import without_folded
from coder.model.counting.frequencies import Coded, tallies
from coder.model.project import OpenTranscript, Project
from coder.model.text import Span
from coder.tui.frame.palette import Paints
from coder.tui.widgets.lanes import Lanes
from coder.tui.widgets.pane import Piece, Row
from coder.tui.widgets.wrap import fit, pad, paragraphs

_MEMO_ROWS = 4
_TALL, _MIDDLING = 34, 28


def codebook_rows(
    project: Project, document: OpenTranscript, paints: Paints, width: int, folded: Collection[str] = ()
) -> tuple[list[Row], list[str]]:
    """Return the codebook's rows with the passages in this transcript, and each row's code; `folded` hide theirs."""
    found = tallies(project.codes, (Coded(document.info.id, c.code, c.start, c.end, c.coder) for c in document.codings))
    rows: list[Row] = []
    ids: list[str] = []
    for code in without_folded(project.codes, folded):
        counted = found[code.id].passages if code.id in found else 0
        if code.archived and not counted:
            continue
        if code.level != "code":
            if rows:
                rows.append(())
                ids.append("")
            glyph = "+" if code.id in folded else "■"
            rows.append(_counted(code.title, counted, width, paints.strong, paints.bracket(code.color), glyph))
        else:
            indent = "  " * (project.depth_by_id[code.id] - 1)
            mark = paints.bracket(code.color)
            row = _counted(code.title, counted, width - len(indent), paints.text, mark, "▌")
            rows.append(((indent, paints.text), *row) if indent else row)
        ids.append(code.id)
    return rows, ids


def _counted(name: str, count: int, width: int, style: Style, mark: Style, glyph: str) -> Row:
    number = str(count) if count else ""
    return ((glyph, mark), (pad(name, max(4, width - 6)), style), (f"{number:>4} ", style))


@dataclass(frozen=True, slots=True)
class Passage:
    """What is to say about the words at the caret.

    `codings` are in groups: one code on the same words by several coders is one group, one's own coding first.
    """

    project: Project
    codings: tuple[tuple[Coding, ...], ...]
    suggestions: tuple[Suggestion, ...]
    memos: tuple[Memo, ...]
    focus: Coding | None
    lanes: Lanes
    with_keys: Callable[[str], str]
    conflict: str = ""
    """What is to be said where something here was changed apart and is not settled."""

    def name(self, code: str) -> str:
        """Return a code's name, its id where the codebook doesn't know it."""
        entry = self.project.code_by_id.get(code)
        return entry.title if entry else code

    def coders(self, group: Sequence[Coding]) -> str:
        """Return the names of who put one code on the same words, one's own first."""
        return listed(self.project.coder_name(coding.coder) for coding in group)

    def color(self, code: str) -> str:
        """Return a code's colour."""
        entry = self.project.code_by_id.get(code)
        return entry.color if entry else "#808080"


Target: TypeAlias = Coding | Suggestion | None


def memos_at(document: OpenTranscript, target: Span, codings: Sequence[Coding]) -> list[Memo]:
    """Return the memos on these codings or on words of `target`."""
    ids = {c.id for c in codings}
    return [
        m
        for m in document.memos
        if m.target in ids
        or (m.start is not None and m.end is not None and m.start < target.end and target.start < m.end)
    ]


def passage_rows(passage: Passage, paints: Paints, width: int, height: int) -> tuple[list[Row], list[Target]]:
    """Return the rows on the passage, and what each row stands for.

    Each part keeps its room, so nothing below it moves when codings or suggestions come and go.
    """
    slots, hints = (6, 5) if height >= _TALL else (5, 4) if height >= _MIDDLING else (4, 3)
    heading = _heading(
        _("This passage"), len(passage.codings) - slots, passage.with_keys(_("{next_coding} next")), paints
    )
    if passage.conflict:
        heading = (*heading[:2], (f"  {passage.conflict}", paints.warn))
    rows: list[Row] = [heading]
    targets: list[Target] = [None]
    for group in passage.codings[:slots]:
        rows.append(_coding_row(passage, group, paints, width))
        targets.append(group[0])
    if not passage.codings:
        rows.append(((" " + _("not coded"), paints.quiet),))
    rows += [()] * (slots + 2 - len(rows))
    rows.append(
        _heading(
            _("Suggestions"),
            len(passage.suggestions) - hints,
            passage.with_keys(_("{accept_1}-{accept_9} accept, {reject} reject")),
            paints,
        )
    )
    targets += [None] * (len(rows) - len(targets))
    for number, suggestion in enumerate(passage.suggestions[:hints], 1):
        rows += _suggestion_rows(passage, number, suggestion, paints, width)
        targets += [suggestion, suggestion]
    if not passage.suggestions:
        rows.append(((" " + _none_here(passage), paints.quiet),))
    rows += [()] * (slots + 2 + 1 + 2 * hints + 1 - len(rows))
    rows.append(_heading(_("Memo"), len(passage.memos) - 1, "", paints))
    for memo in passage.memos[:1]:
        rows += [((" " + line, paints.text),) for line in _paragraphs(memo.text, width - 2, _MEMO_ROWS)]
    rows += [()] * (slots + 2 + 1 + 2 * hints + 1 + 1 + _MEMO_ROWS - len(rows))
    return rows + _definition(passage, paints, width), targets


def _heading(title: str, more: int, hint: str, paints: Paints) -> Row:
    rest = f"  +{more}" if more > 0 else ""
    return ((title, paints.strong), (rest, paints.warn), (f"  {hint}" if hint else "", paints.quiet))


@lru_cache(maxsize=512)
def _paragraphs(text: str, width: int, most: int) -> tuple[str, ...]:
    return tuple(paragraphs(text, width, most))


def _definition(passage: Passage, paints: Paints, width: int) -> list[Row]:
    code = passage.focus.code if passage.focus else passage.suggestions[0].code if passage.suggestions else ""
    entry = passage.project.code_by_id.get(code)
    if entry is None:
        return []
    rows: list[Row] = [((_("Definition"), paints.strong), (f"  {entry.title} (v{entry.version})", paints.quiet))]
    for text in entry.shown_meaning:
        rows += [((" " + line, paints.quiet),) for line in _paragraphs(text, width - 2, 4) if text]
    return rows


def _coding_row(passage: Passage, group: Sequence[Coding], paints: Paints, width: int) -> Row:
    """Return a row with the bracket's column, the code, and who put it there when."""
    first = group[0]
    who = passage.coders(group) + ("" if len(group) > 1 else f" {first.at[5:16].replace('T', ' ')}")
    in_focus = passage.focus in group
    style = paints.strong if in_focus else paints.text
    return (
        (">" if in_focus else " ", paints.warn),
        (f"{passage.lanes.of(first) + 1}", paints.quiet),
        ("▌", paints.bracket(passage.color(first.code))),
        (pad(passage.name(first.code), max(6, width - cell_len(who) - 5)), style),
        (" " + who, paints.quiet),
    )


def reasons(suggestion: Suggestion) -> str:
    """Return the words that speak for a suggestion; those of the turn before are said to be of it."""
    inside = listed(dict.fromkeys(e.word for e in suggestion.evidence if e.start >= suggestion.start))
    before = listed(dict.fromkeys(e.word for e in suggestion.evidence if e.start < suggestion.start))
    return "  ".join(filter(None, (inside, before and _("(before: {words})").format(words=before))))


def _suggestion_rows(
    passage: Passage, number: int, suggestion: Suggestion, paints: Paints, width: int
) -> tuple[Row, Row]:
    words = reasons(suggestion)
    return (
        (
            (f" {number}", paints.warn),
            ("▌", paints.bracket(passage.color(suggestion.code))),
            (pad(passage.name(suggestion.code), max(6, width - 8)), paints.text),
            (f"{suggestion.score:.2f}"[1:], paints.quiet),
        ),
        ((f"    {fit(words, width - 5)}", paints.warn),),
    )


def _none_here(passage: Passage) -> str:
    return passage.with_keys(_("none here; {next_suggestion} finds the next"))


def fold_rows(passage: Passage, paints: Paints, width: int) -> list[Row]:
    """Return the same in three rows under a line, for a narrow screen."""
    first: list[Piece] = [(_("Here") + " ", paints.strong)]
    if passage.conflict:
        first.append((f"{passage.conflict}  ", paints.warn))
    for group in passage.codings[:5]:
        in_focus = passage.focus in group
        first += [
            (">" if in_focus else "", paints.warn),
            (f"{passage.lanes.of(group[0]) + 1}", paints.quiet),
            ("▌", paints.bracket(passage.color(group[0].code))),
            (passage.name(group[0].code), paints.strong if in_focus else paints.text),
            (f" {passage.coders(group)}  ", paints.quiet),
        ]
    if not passage.codings:
        first.append((_("not coded"), paints.quiet))
    second: list[Piece] = [(_("Suggestions") + " ", paints.strong)]
    for number, s in enumerate(passage.suggestions[:5], 1):
        second.append((f"{number} {passage.name(s.code)} {s.score:.2f}  ", paints.warn))
    if not passage.suggestions:
        second.append((_none_here(passage), paints.quiet))
    words = "  ".join(f"{n} {reasons(s)}" for n, s in enumerate(passage.suggestions[:5], 1))
    memos = passage.memos
    third: Row = ((fit(_("Memo") + f" {memos[0].text}" if memos else words, width), paints.quiet),)
    return [(("─" * width, paints.faint),), tuple(first), tuple(second), third]
