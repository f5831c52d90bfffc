"""The history as rows: acts in a list, what an act changed, and the difference between two moments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len
from rich.style import Style

from coder.audit.activity_log import Entry, HistoryFilters, Step
from coder.audit.change_words import FieldChange, ObjectChange, kind_name, what_name
from coder.audit.comparison import CodingTally, Comparison
from coder.i18n import _
from coder.model.journal.moment import Moment
from coder.model.project import Project
from coder.tui.frame.filtering.filter_bar import Filter
from coder.tui.frame.palette import Paints
from coder.tui.widgets.pane import Piece, Row
from coder.tui.widgets.wrap import fit, pad, paragraphs

_WIDE = 100
_QUOTE_LINES = 3
_FIELD_LINES = 6
_TOLD = frozenset(
    {"definition", "text", "statement", "value", "keywords", "supports", "opposes", "when_to_use", "verdict"}
    | {"judged", "ruling", "reason", "alias", "shown", "role"}
)
"""Fields of an object that came or went that say what it was."""


def act_row(entry: Entry, coder: str, width: int, paints: Paints, *, here: bool, marked: bool) -> Row:
    """Return an act in one row: time, coder, what was done, on what, over how many changes."""
    turned = Style(reverse=True) if here else Style()
    wide = width >= _WIDE
    act = entry.act
    time = local_time(act.at)[0 if wide else 5 : 19 if wide else 16]
    count = f"{entry.rows:>8,} " if wide else f"{entry.rows:>6,} "
    place_room = 18 if wide else 12
    verb_room = 26 if wide else 16
    coder_room = 12 if wide else 8
    gone = act.reverted_by is not None
    room = max(4, width - 2 - len(time) - 2 - coder_room - verb_room - place_room - len(count))
    verb_style = paints.quiet if gone else paints.strong
    return (
        ("*" if marked else " ", paints.warn + turned),
        ("-" if gone else " ", paints.bad + turned),
        (time + "  ", paints.quiet + turned),
        (pad(fit(coder, coder_room - 1), coder_room), paints.text + turned),
        (pad(fit(entry.verb, verb_room - 1), verb_room), verb_style + turned),
        (pad(fit(entry.on, room), room), (paints.quiet if gone else paints.text) + turned),
        (" " + pad(fit(entry.place, place_room - 2), place_room - 1), paints.quiet + turned),
        (count, paints.quiet + turned),
    )


def local_time(at: str) -> str:
    """Return a time as it is here, to the second; as it is written where it is none."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return at


def filters_of(filters: HistoryFilters, project: Project) -> tuple[Filter, ...]:
    """Return the filters with the commands that change them, and what each lets through."""
    transcript, code = project.transcript_by_id.get(filters.transcript), project.code_by_id.get(filters.code)
    days = filters.since if filters.since == filters.until else f"{filters.since}..{filters.until}"
    return (
        Filter("history_coder", _("coder"), project.coders.get(filters.coder, filters.coder)),
        Filter("history_transcript", _("transcript"), transcript.name if transcript else filters.transcript),
        Filter("history_code", _("code"), code.title if code else filters.code),
        Filter("history_day", _("day"), days),
    )


def step_rows(entry: Entry, steps: list[Step], more: int, width: int, paints: Paints) -> list[Row]:
    """Return what an act changed: each change with its number and hash, then its words and its fields."""
    rows: list[Row] = [((" " + _("taken back"), paints.bad),)] if entry.act.reverted_by else []
    for step in steps:
        proof = f" #{step.change.seq} {step.change.hash[:12]} "
        rows.append(((proof, paints.quiet), *_headline(step.object, width - cell_len(proof), paints)))
        rows += _body(step.object, width, paints)
    if more > 0:
        rows.append(((" " + _("and {count} more changes").format(count=f"{more:,}"), paints.quiet),))
    return rows


def _headline(change: ObjectChange, width: int, paints: Paints) -> list[Piece]:
    """Return in a line what an object is called, where it stands, and what became of it."""
    style = {"made": paints.good, "removed": paints.bad}.get(change.what, paints.warn)
    kind = "" if change.kind == "memo" else f"{kind_name(change.kind)} "
    place = f" [{change.citation}]" if change.citation else ""
    what = what_name(change.what)
    room = max(6, width - cell_len(what) - cell_len(kind) - cell_len(place) - 3)
    return [(f"{what} ", style), (kind, paints.quiet), (fit(change.title, room), paints.strong), (place, paints.quiet)]


def _body(change: ObjectChange, width: int, paints: Paints) -> Iterator[Row]:
    if change.quote:
        for line in paragraphs(change.quote.strip(), width - 8, _QUOTE_LINES):
            yield (("     > " + line, paints.quiet),)
    for field in change.fields:
        if change.what == "changed" or field.field in _TOLD:
            yield from _field_rows(field, change.what, width, paints)


def _field_rows(field: FieldChange, what: str, width: int, paints: Paints) -> Iterator[Row]:
    """Return a field before and after: in one line where it fits, else below each other."""
    label = _("{name}: {value}").format(name=field.label, value="")
    before, after = field.before or _("(nothing)"), field.after or _("(nothing)")
    if what == "changed":
        line = f"{before} -> {after}"
        if "\n" not in line and cell_len(label) + cell_len(line) + 6 <= width:
            yield (
                ("     " + label, paints.quiet),
                (before, paints.bad),
                (" -> ", paints.quiet),
                (after, paints.good),
            )
            return
        yield (("     " + label, paints.quiet),)
        for text, sign, style in ((before, "- ", paints.bad), (after, "+ ", paints.good)):
            for i, part in enumerate(paragraphs(text, width - 10, _FIELD_LINES)):
                yield (("       " + (sign if not i else "  ") + part, style),)
        return
    text = field.after if what == "made" else field.before
    lines = paragraphs(text, max(10, width - 6 - cell_len(label)), _FIELD_LINES)
    for i, part in enumerate(lines):
        yield (("     " + (label if not i else " " * cell_len(label)), paints.quiet), (part, paints.text))


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the difference, and the place that it leads to, if any."""

    row: Row
    transcript: str = ""
    start: int = 0
    code: str = ""


def moment_name(moment: Moment) -> str:
    """Return a moment in words: number and time."""
    return f"{moment.name} {local_time(moment.at)}" if moment.changes else _("the beginning")


def difference_lines(found: Comparison, project: Project, width: int, paints: Paints) -> list[Line]:
    """Return all that is otherwise: codings by code and coder, then objects by kind."""
    if found.equal:
        return [Line(((" " + _("Nothing differs."), paints.quiet),))]
    lines: list[Line] = []
    if found.codings:
        lines += _tally_lines(found, project, width, paints)
    for verdict, coder, number in found.decisions:
        name = {"accept": _("suggestions accepted"), "reject": _("suggestions rejected")}.get(verdict, verdict)
        lines.append(Line(((f" {name}  {project.coder_name(coder)}  {number:+,}", paints.text),)))
    kind = ""
    for change in found.objects:
        if change.kind != kind:
            kind = change.kind
            lines += [Line(()), Line(((" " + kind_name(kind), paints.quiet),))]
        code = change.id if change.kind == "code" else ""
        head = ((" ", paints.text), *_headline(change, width - 1, paints))
        lines.append(Line(head, change.transcript, change.start, code))
        lines += [Line(row, change.transcript, change.start, code) for row in _body(change, width, paints)]
    return lines


def _tally_lines(found: Comparison, project: Project, width: int, paints: Paints) -> Iterator[Line]:
    names = {
        "made": _("made"), "removed": _("removed"),
        "came": _("recoded in"), "left": _("recoded out"), "moved": _("moved"),
        "looked_again": _("reviewed"),
    }  # fmt: skip
    columns = [name for name in names if any(getattr(t, name) for t in found.codings)]
    rooms = [max(7, cell_len(names[name]) + 2) for name in columns]
    coder_room = min(14, max(6, *(cell_len(project.coder_name(t.coder)) for t in found.codings)) + 2)
    room = max(10, width - 2 - coder_room - sum(rooms) - 8)

    def line(name: str, coder: str, cells: list[str], balance: str, style: Style) -> Row:
        numbers = "".join(" " * (w - cell_len(text)) + text for text, w in zip(cells, rooms, strict=True))
        return (
            (" " + pad(fit(name, room), room) + " " + pad(fit(coder, coder_room - 1), coder_room) + numbers, style),
            (f"{balance:>8}", style),
        )

    yield Line(line(_("code"), _("coder"), [names[name] for name in columns], "+/-", paints.quiet))
    for tally in found.codings:
        cells = [f"{number:,}" if (number := getattr(tally, name)) else "" for name in columns]
        title = _title(project, tally.code)
        yield Line(
            line(title, project.coder_name(tally.coder), cells, f"{tally.balance:+,}", paints.text), code=tally.code
        )
    for old, new, coder, number in found.recoded:
        words = _("recoded: {old} -> {new}, codings of {coder}: {count}")
        text = words.format(
            old=_title(project, old), new=_title(project, new), coder=project.coder_name(coder), count=number
        )
        yield Line(((" " + text, paints.text),), code=new)


def _title(project: Project, code: str) -> str:
    return project.code_by_id[code].title if code in project.code_by_id else code


def tally_total(tallies: tuple[CodingTally, ...]) -> tuple[int, int, int, int]:
    """Return how many codings were made, removed, recoded and moved."""
    return (
        sum(t.made for t in tallies),
        sum(t.removed for t in tallies),
        sum(t.came for t in tallies),
        sum(t.moved for t in tallies),
    )
