"""A workbook's file: opened for writing rows once, in their order, and closed whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook


@contextmanager
def open_book(path: Path, title: str, notice: str, made_at: str) -> Iterator[Workbook]:
    """Yield a workbook that is written to `path` at the end; what the disk refuses is an `OSError`."""
    from xlsxwriter.exceptions import FileCreateError
    from xlsxwriter.workbook import Workbook

    with TemporaryDirectory(prefix="coder-", ignore_cleanup_errors=True) as folder:
        book = Workbook(str(path), _options(folder))
        book.set_properties({"title": title, "comments": notice, "created": _moment(made_at)})
        try:
            yield book
            book.close()
        except FileCreateError as error:
            reason = error.args[0] if error.args else None
            raise (reason if isinstance(reason, OSError) else OSError(str(error))) from error
        finally:
            _let_go(book)


def _options(folder: str) -> dict[str, object]:
    return {
        "constant_memory": True,
        "tmpdir": folder,
        "use_zip64": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "Calibri", "font_size": 11, "valign": "top"},
    }


def _let_go(book: Workbook) -> None:
    for sheet in book.worksheets():
        with suppress(OSError):
            sheet.row_data_fh.close()


def _moment(made_at: str) -> datetime:
    # The workbook must not tell when it was written, so that the same report gives the same file.
    try:
        moment = datetime.fromisoformat(made_at)
    except ValueError:
        moment = datetime(1980, 1, 1, tzinfo=UTC)
    return moment.astimezone(UTC).replace(tzinfo=None)
