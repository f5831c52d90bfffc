"""The rows of a quote in the list, and of a code beside it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.style import Style

from coder.i18n import _, labelled, listed
from coder.model.case_condition import where_text
from coder.model.codebook import Code
from coder.model.counting.passage import Passage, Query
from coder.model.counting.table_columns import coders_named
from coder.model.project import Project
from coder.model.text import safe_for_terminal
from coder.model.values.value_names import origin_name
from coder.tui.frame.filtering.filter_bar import Filter
from coder.tui.frame.filtering.filter_questions import voice_words
from coder.tui.frame.palette import Paints
from coder.tui.widgets.expression_completion import Completion
from coder.tui.widgets.pane import Piece, Row
from coder.tui.widgets.wrap import fit, pad, paragraphs

_GREY = "#808080"
_TIME = slice(5, 16)


def quote_rows(
    passage: Passage, project: Project, paints: Paints, width: int, rows: int, *, here: bool, active: bool
) -> list[Row]:
    """Return a quote in `rows` rows: where and by whom, the words, the memo's first line, an empty row."""
    mark = ("█" if active else "▌", paints.strong) if here else (" ", paints.text)
    room = max(10, width - 2)
    made: list[Row] = [(mark, *_head(passage, project, paints, room, here=here))]
    words = rows - 2 - bool(passage.notes)
    wrapped = paragraphs(safe_for_terminal(passage.text.strip("\n")), room, max(1, words))
    made += [(mark, (f" {line}", paints.text)) for line in wrapped]
    if passage.notes:
        note = passage.notes[0]
        said = labelled(project.coder_name(note.coder), note.text.strip().partition("\n")[0])
        made.append((mark, (fit(f" * {said}", room), paints.warn)))
    return [*made, *[()] * (rows - len(made))]


def _head(passage: Passage, project: Project, paints: Paints, room: int, *, here: bool) -> list[Piece]:
    lines = f"{passage.line}-{passage.last_line}" if passage.last_line > passage.line else f"{passage.line}"
    when = passage.at[_TIME].replace("T", " ")
    right = f" {coders_named(project.coders, passage.coders)} {when}"
    strong = paints.strong if here else paints.quiet
    speaker = " " + listed(passage.speakers) if passage.speakers else ""
    left: list[Piece] = [
        (f" [{passage.id}]", strong),
        (f" {passage.case_name} {lines}{speaker} ", paints.quiet),
    ]
    for code, name in zip(passage.codes, passage.code_names, strict=True):
        entry = project.code_by_id.get(code)
        left += [("▌", paints.bracket(entry.color if entry else _GREY)), (f"{name} ", paints.text)]
    return [*_cut(left, room - cell_len(right)), (right, paints.quiet)]


def _cut(pieces: Sequence[Piece], room: int) -> list[Piece]:
    """Return pieces cut or filled to `room` cells."""
    made: list[Piece] = []
    for text, style in pieces:
        shown = fit(safe_for_terminal(text), room)
        room -= cell_len(shown)
        made.append((shown, style))
    return [*made, (" " * max(0, room), Style())]


def code_row(code: Code, depth: int, count: int, paints: Paints, width: int, *, here: bool, active: bool) -> Row:
    """Return a code or theme with the number of its passages."""
    theme = code.level != "code"
    style = paints.strong if theme else paints.text
    if here:
        style += Style(reverse=True) if active else Style(underline=True)
    number = f"{count:,}" if count else ""
    name = pad(" " * depth + code.title, max(4, width - 8))
    return (("■" if theme else "▌", paints.bracket(code.color)), (name, style), (f"{number:>6}", style))


def filters_of(query: Query, project: Project) -> tuple[Filter, ...]:
    """Return the filters with the commands that change them, and what each lets through; then the order."""
    filters, cases = query.filters, project.case_by_id
    return (
        Filter("quotes_case", _("case"), listed(cases[c].title if c in cases else c for c in filters.cases)),
        Filter("quotes_attribute", _("attribute"), listed(map(where_text, filters.where))),
        Filter("quotes_coder", _("coder"), listed(project.coders.get(c, c) for c in filters.coders)),
        Filter("quotes_role", _("whose words"), voice_words(filters)),
        Filter("quotes_origin", _("origin"), listed(map(origin_name, filters.origins))),
        Filter("quotes_text", _("contains"), filters.contains),
        Filter("quotes_memo", _("memo"), _("yes") if filters.with_memo else ""),
        Filter("quotes_same", _("same"), _("yes") if query.same_coder else ""),
        Filter("quotes_sort", _("order"), sort_name(query.sort) if query.sort != "place" else ""),
    )


def sort_name(sort: str) -> str:
    """Return an order of quotes in words."""
    names = {
        "place": _("place in the transcripts"),
        "length": _("longest first"),
        "coder": _("by coder"),
        "time": _("youngest first"),
        "code": _("by code"),
        "case": _("case with the most first"),
    }
    return names.get(sort, sort)


def completion_row(completion: Completion, paints: Paints, key: str) -> Row:
    """Return the codes that a word may become, the one put in marked; `key` puts in the next."""
    pieces: list[Piece] = [(f" {key} ", paints.strong)]
    for at, code in enumerate(completion.codes):
        style = paints.strong + Style(reverse=True) if at == completion.at else paints.quiet
        pieces += [(f" {code.title} ", style), (" ", paints.text)]
    return tuple(pieces)
