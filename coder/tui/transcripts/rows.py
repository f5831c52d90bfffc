"""Lost anchors as rows: an item of the list, the words of then and the likeliest words of now."""

from __future__ import annotations

from rich.style import Style

from coder.i18n import _
from coder.model.project import Project
from coder.transcripts.placement import LostEntry
from coder.tui.frame.palette import Paints
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad, paragraphs

_CITATION, _CODER, _TITLE, _LEAST = 16, 9, 22, 10


def lost_row(entry: LostEntry, project: Project, paints: Paints, width: int, *, here: bool) -> Row:
    """Return a lost anchor in one row: its citation, coder, code and words."""
    style = paints.text + Style(reverse=here)
    code = project.code_by_id.get(entry.lost.code or "")
    words = entry.words.replace("\n", " ")
    return (
        ("▌", paints.bracket(code.color) if code else paints.quiet),
        (pad(f" {entry.citation}", _CITATION), style),
        (pad(f" {fit(project.coder_name(entry.lost.coder), _CODER - 2)}", _CODER), style),
        (pad(f" {entry.title}", _TITLE), style),
        (pad(f" {words}", max(_LEAST, width - _CITATION - _CODER - _TITLE - 1)), style),
    )


def then_rows(entry: LostEntry, paints: Paints, width: int) -> list[Row]:
    """Return the words that were coded, in the text of then."""
    head = _("Then: {name}, line {line}, revision {number}").format(
        name=entry.info.name, line=entry.line, number=entry.lost.revision
    )
    rows = _passage(head, entry.around, entry.words, paints, width)
    if entry.note:
        rows += [(), ((" " + _("Memo"), paints.strong),)]
        rows += [((" " + line, paints.text),) for line in paragraphs(entry.note, width - 1, 4)]
    return rows


def now_rows(entry: LostEntry, paints: Paints, width: int) -> list[Row]:
    """Return the likeliest place in the text of now, or where to look for one."""
    if entry.place is None:
        head = _("Now: no words like these; near line {line}").format(line=entry.near_line)
    elif entry.exact:
        head = _("Now: the same words in line {line}").format(line=entry.near_line)
    else:
        head = _("Now: likeliest in line {line}").format(line=entry.near_line)
    return _passage(head, entry.near_around, entry.place_words, paints, width)


def _passage(head: str, around: tuple[str, str], words: str, paints: Paints, width: int) -> list[Row]:
    before, after = around
    rows: list[Row] = [((" " + line, paints.quiet),) for line in paragraphs(head, width - 1)]
    for text, style in ((before, paints.quiet), (words, paints.strong), (after, paints.quiet)):
        rows += [((" " + line, style),) for line in paragraphs(text, max(_LEAST, width - 1))] if text.strip() else []
    return rows
