"""What stands beside the text: codebook with counts on the left, the passage at the caret on the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rich.style import Style

from coder.domain.codebook import Code
from coder.domain.coding import Coding, Memo, Suggestion
from coder.domain.project import OpenTranscript, Project
from coder.domain.text import Span
from coder.i18n import _
from coder.tui.palette import Paints
from coder.tui.widgets.pane import Piece, Row
from coder.tui.wrap import fit, pad, paragraphs

SUGGESTIONS_SHOWN = 9


def codebook_rows(
    project: Project, document: OpenTranscript, paints: Paints, width: int
) -> tuple[list[Row], list[str]]:
    """Return the codebook's rows with counts in this transcript, and each row's code."""
    counts = Counter(c.code for c in document.codings)
    rows: list[Row] = []
    ids: list[str] = []
    for code in project.codes:
        if code.archived and not counts[code.id]:
            continue
        if code.level != "code":
            total = sum(counts[c.id] for c in project.children(code.id))
            if rows:
                rows.append(())
                ids.append("")
            rows.append(_counted(code.title, total, width, paints.strong, paints.bracket(code.color), "■"))
        else:
            rows.append(_counted(code.title, counts[code.id], width, paints.text, paints.bracket(code.color), "▌"))
        ids.append(code.id)
    return rows, ids


def _counted(name: str, count: int, width: int, style: Style, mark: Style, glyph: str) -> Row:
    number = str(count) if count else ""
    return ((glyph, mark), (pad(name, max(4, width - 6)), style), (f"{number:>4} ", style))


def codings_at(document: OpenTranscript, target: Span) -> list[Coding]:
    """Return the codings that share words with `target`, shortest first."""
    found = [c for c in document.codings if c.start < target.end and target.start < c.end]
    return sorted(found, key=lambda c: (c.end - c.start, c.start, c.id))


def memos_at(document: OpenTranscript, target: Span, codings: Sequence[Coding]) -> list[Memo]:
    """Return the memos on these codings or on words of `target`."""
    ids = {c.id for c in codings}
    return [
        m
        for m in document.memos
        if m.target in ids
        or (m.start is not None and m.end is not None and m.start < target.end and target.start < m.end)
    ]


def passage_rows(
    project: Project,
    document: OpenTranscript,
    target: Span,
    suggestions: Sequence[Suggestion],
    paints: Paints,
    width: int,
) -> list[Row]:
    """Return what is to say about the passage: codings, suggestions with their words, memos, a definition."""
    codes = project.code_by_id
    codings = codings_at(document, target)
    rows: list[Row] = [((_("This passage"), paints.strong),)]
    rows += [_coding_row(coding, codes, paints, width) for coding in codings[:8]]
    if not codings:
        rows.append(((_("not coded"), paints.quiet),))
    rows += [(), ((_("Suggestions"), paints.strong), ("  " + _("1-9 accept, ⌫ reject"), paints.quiet))]
    for number, suggestion in enumerate(suggestions[:SUGGESTIONS_SHOWN], 1):
        rows += _suggestion_rows(number, suggestion, codes, paints, width)
    if not suggestions:
        rows.append(((_("none"), paints.quiet),))
    for memo in memos_at(document, target, codings)[:3]:
        rows += [(), ((_("Memo"), paints.strong), (f"  {memo.coder}", paints.quiet))]
        rows += [((line, paints.text),) for line in paragraphs(memo.text, width - 1, 4)]
    focus = codes.get(codings[0].code if codings else suggestions[0].code if suggestions else "")
    if focus:
        rows += [(), ((_("Definition"), paints.strong), (f"  {focus.title} (v{focus.version})", paints.quiet))]
        for text in (focus.definition, focus.when_to_use, focus.when_not):
            rows += [((line, paints.quiet),) for line in paragraphs(text, width - 1, 4) if text]
    return rows


def _coding_row(coding: Coding, codes: Mapping[str, Code], paints: Paints, width: int) -> Row:
    code = codes.get(coding.code)
    who = f"{coding.coder} {coding.at[5:16].replace('T', ' ')}"
    name = code.title if code else coding.code
    room = max(6, width - len(who) - 5)
    return (
        ("▌", paints.bracket(code.color if code else "#808080")),
        (pad(name, room), paints.text),
        (" " + who, paints.quiet),
    )


def _suggestion_rows(
    number: int, suggestion: Suggestion, codes: Mapping[str, Code], paints: Paints, width: int
) -> list[Row]:
    code = codes[suggestion.code]
    head: list[Piece] = [
        (f"{number} ", paints.warn),
        ("▌", paints.bracket(code.color)),
        (pad(code.title, max(6, width - 10)), paints.text),
        (f"{suggestion.score:.2f}"[1:], paints.quiet),
    ]
    words = "、".join(suggestion.words)
    return [tuple(head), ((f"    {fit(words, width - 5)}", paints.warn),)]


def fold_rows(
    project: Project,
    document: OpenTranscript,
    target: Span,
    suggestions: Sequence[Suggestion],
    paints: Paints,
    width: int,
) -> list[Row]:
    """Return the same in three rows, for a narrow screen."""
    codes = project.code_by_id
    codings = codings_at(document, target)
    first: list[Piece] = [(_("Here") + " ", paints.strong)]
    for coding in codings[:4]:
        code = codes.get(coding.code)
        first += [
            ("▌", paints.bracket(code.color if code else "#808080")),
            ((code.title if code else coding.code) + f" {coding.coder}  ", paints.text),
        ]
    if not codings:
        first.append((_("not coded"), paints.quiet))
    second: list[Piece] = [(_("Suggestions") + " ", paints.strong)]
    for number, s in enumerate(suggestions[:5], 1):
        second.append((f"{number} {codes[s.code].title} {s.score:.2f}  ", paints.warn))
    if not suggestions:
        second.append((_("none"), paints.quiet))
    words = "  ".join(f"{n} {'、'.join(s.words)}" for n, s in enumerate(suggestions[:5], 1))
    memos = memos_at(document, target, codings)
    third: Row = ((fit(_("Memo") + f" {memos[0].text}" if memos else words, width), paints.quiet),)
    return [((" " * 0 + "─" * width, paints.faint),), tuple(first), tuple(second), third]
