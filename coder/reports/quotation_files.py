"""Passages that were retrieved, in one file: CSV, Excel or Markdown by its name."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path

from coder.errors import CoderError
from coder.files.atomic import atomic_path, atomic_text
from coder.files.cells import guard
from coder.files.markdown_text import block_quote, bold, escape, paragraph, table
from coder.files.workbook import open_book
from coder.i18n import _, pick
from coder.model.passage import Collection, Passage
from coder.reports.xlsx.sheets import ROWS, TITLE_HEIGHT, Column, Sheets, Value

PASSAGE_COLUMNS = (
    "quote_id", "citations", "case", "case_name", "transcript", "line", "last_line", "speaker", "code", "code_name",
    "coder", "text", "memo", "start", "end", "at", "origin", "synthetic", "expression", "journal_head", "notice",
)  # fmt: skip
_BOM = "\ufeff"
_FIRST_FACT = 3
_NONE = "—"


def write_passages(collection: Collection, path: Path) -> Path:
    """Write a collection into the file `path`, whole or not at all, in the format that its name ends with."""
    writer(path.name)(collection, path)
    return path


def writer(name: str) -> Callable[[Collection, Path], None]:
    """Return what writes a file of this name; raises `CoderError` where it ends like none of the formats."""
    found = _WRITERS.get(Path(name).suffix.lower())
    if found is None:
        raise CoderError(
            _("no format for the file {name}").format(name=name),
            _("let its name end with one of: {names}").format(names=", ".join(_WRITERS)),
        )
    return found


def _write_csv(collection: Collection, path: Path) -> None:
    """Write one row a passage; several codes, coders or memos in a cell are set apart by semicolons."""
    asked = "; ".join(f"{label}: {value}" for label, value in collection.asked)
    same = [asked, collection.stamp.head, collection.notice]
    with atomic_text(path) as file:
        file.write(_BOM)
        out = csv.writer(file)
        out.writerow(PASSAGE_COLUMNS)
        for p in collection.passages():
            row: list[Value] = [
                p.id, _listed(p.citations), p.case, p.case_name, p.transcript_name, p.line, p.last_line,
                _listed(p.speakers), _listed(p.codes), _listed(p.code_names), _listed(p.coders), p.text,
                _memos(p), p.start, p.end, p.at, _listed(p.origins), "true" if p.synthetic else "false", *same,
            ]  # fmt: skip
            out.writerow([guard(value) if isinstance(value, str) else value for value in row])


def _write_workbook(collection: Collection, path: Path) -> None:
    stamp = collection.stamp
    with (
        atomic_path(path) as temporary,
        open_book(temporary, collection.title, collection.notice, stamp.made_at) as book,
    ):
        sheets = Sheets(book, collection.notice, collection.title)
        _overview(sheets, collection)
        rows = (_row(p, collection) for p in collection.passages())
        for number in count(1):
            name = _("Quotations")
            part = list(islice(rows, ROWS - 1))
            if part or number == 1:
                sheets.table(name if number == 1 else f"{name} {number}", _columns(), part)
            if len(part) < ROWS - 1:
                break


def _overview(sheets: Sheets, collection: Collection) -> None:
    sheet, styles = sheets.open(_("Overview")), sheets.styles
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 70)
    sheet.set_row(0, TITLE_HEIGHT)
    sheet.write_string(0, 0, sheets.text(collection.title)[0], styles.title)
    if sheets.notice:
        sheet.write_string(1, 0, sheets.notice, styles.notice)
    for row, (label, value) in enumerate(_facts(collection), _FIRST_FACT):
        sheet.write_string(row, 0, label)
        sheets.write(sheet, row, 1, value)


def _facts(collection: Collection) -> Iterator[tuple[str, str]]:
    yield from collection.asked
    yield _("Journal head"), collection.stamp.head
    yield _("Changes"), f"{collection.stamp.changes:,}"
    yield _("Made at"), collection.stamp.made_at


def _columns() -> list[Column]:
    return [
        Column(_("Citation"), 16), Column(_("Case"), 18), Column(_("Code"), 24), Column(_("Quotation"), 70, "long"),
        Column(_("Memo"), 40, "long"), Column(_("Speaker"), 14), Column(_("Coder"), 14), Column(_("Line"), 8, "number"),
        Column(_("Last line"), 8, "number"), Column(_("Transcript"), 20), Column(_("Case id"), 10),
        Column(_("Code id"), 20), Column(_("Start"), 9, "number"), Column(_("End"), 9, "number"),
        Column(_("Coded at"), 24), Column(_("Origin"), 12), Column(_("All citations"), 34), Column(_("Synthetic"), 12),
    ]  # fmt: skip


def _row(p: Passage, collection: Collection) -> list[Value]:
    names = [collection.coder_names.get(c, c) for c in p.coders]
    return [
        p.id, p.case_name, _listed(p.code_names), p.text, _memos(p), _listed(p.speakers), _listed(names), p.line,
        p.last_line, p.transcript_name, p.case, _listed(p.codes), p.start, p.end, p.at, _listed(p.origins),
        _listed(p.citations), _("synthetic") if p.synthetic else "",
    ]  # fmt: skip


def _write_markdown(collection: Collection, path: Path) -> None:
    with atomic_text(path) as file:
        file.writelines(f"{block}\n\n" for block in _blocks(collection))


def _blocks(collection: Collection) -> Iterator[str]:
    yield f"# {escape(collection.title)}"
    if collection.notice:
        yield f"> {bold(escape(collection.notice))}"
    facts = [(escape(label), escape(value) or _NONE) for label, value in _facts(collection)]
    yield table((_("Quotations"), ""), facts, left=2)
    empty = True
    for p in collection.passages():
        empty = False
        yield block_quote(p.text, _source(p, collection.coder_names))
        for note in p.notes:
            who = escape(collection.coder_names.get(note.coder, note.coder))
            yield f"{bold(_('Memo'))} · {who}\n\n{paragraph(note.text)}"
    if empty:
        yield _("No quotations.")


def _source(p: Passage, names: dict[str, str]) -> str:
    comma = pick("、", ", ")
    lines = (
        _("line {line}").format(line=p.line)
        if p.line == p.last_line
        else _("lines {first}–{last}").format(first=p.line, last=p.last_line)
    )
    parts = (
        " ".join(f"\\[{escape(cited)}\\]" for cited in p.citations),
        escape(p.case_name),
        lines,
        comma.join(map(escape, p.speakers)),
        comma.join(map(escape, p.code_names)),
        _("coded by {coders}").format(coders=comma.join(escape(names.get(c, c)) for c in p.coders)),
        p.synthetic and _("synthetic"),
    )
    return " · ".join(part for part in parts if part)


def _listed(values: tuple[str, ...] | list[str]) -> str:
    return "; ".join(values)


def _memos(p: Passage) -> str:
    return "\n".join(f"{note.coder}: {note.text}" for note in p.notes)


_WRITERS: dict[str, Callable[[Collection, Path], None]] = {
    ".csv": _write_csv,
    ".xlsx": _write_workbook,
    ".md": _write_markdown,
}
