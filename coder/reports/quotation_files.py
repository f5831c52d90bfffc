"""Passages that were retrieved, in one file: CSV, Excel or Markdown by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path

from coder.errors import CoderError
from coder.files.atomic import atomic_path, atomic_text
from coder.files.csv_columns import write_table
from coder.files.markdown_columns import source
from coder.files.markdown_text import block_quote, bold, escape, paragraph, table
from coder.files.spreadsheets import open_book
from coder.i18n import _, listed
from coder.model.counting.column import columns_of
from coder.model.counting.passage import Collection
from coder.model.counting.table_columns import passage_columns
from coder.reports.xlsx.sheets import ROWS, TITLE_HEIGHT, Sheets, sheet_columns, sheet_row

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
            _("let its name end with one of: {names}").format(names=listed(_WRITERS)),
        )
    return found


def _write_csv(collection: Collection, path: Path) -> None:
    """Write one row a passage; several codes, coders or memos in a cell are set apart by semicolons."""
    write_table(path, passage_columns(collection.coder_names, collection), collection.passages())


def _write_workbook(collection: Collection, path: Path) -> None:
    stamp = collection.stamp
    with (
        atomic_path(path) as temporary,
        open_book(temporary, collection.title, collection.notice, stamp.made_at) as book,
    ):
        sheets = Sheets(book, collection.notice, collection.title)
        _overview(sheets, collection)
        columns = columns_of(passage_columns(collection.coder_names, collection), "xlsx")
        rows = (sheet_row(columns, p) for p in collection.passages())
        for number in count(1):
            name = _("Quotations")
            part = list(islice(rows, ROWS - 1))
            if part or number == 1:
                sheets.table(name if number == 1 else f"{name} {number}", sheet_columns(columns), part)
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


def _write_markdown(collection: Collection, path: Path) -> None:
    with atomic_text(path) as file:
        file.writelines(f"{block}\n\n" for block in _blocks(collection))


def _blocks(collection: Collection) -> Iterator[str]:
    yield f"# {escape(collection.title)}"
    if collection.notice:
        yield f"> {bold(escape(collection.notice))}"
    facts = [(escape(label), escape(value) or _NONE) for label, value in _facts(collection)]
    yield table((_("Quotations"), ""), facts, left=2)
    columns = passage_columns(collection.coder_names)
    empty = True
    for p in collection.passages():
        empty = False
        yield block_quote(p.text, source(columns, p))
        for note in p.notes:
            who = escape(collection.coder_names.get(note.coder, note.coder))
            yield f"{bold(_('Memo'))} · {who}\n\n{paragraph(note.text)}"
    if empty:
        yield _("No quotations.")


_WRITERS: dict[str, Callable[[Collection, Path], None]] = {
    ".csv": _write_csv,
    ".xlsx": _write_workbook,
    ".md": _write_markdown,
}
