"""The options that say which sheets of a workbook are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from coder.errors import CoderError, InputError, Problem
from coder.files.sheet_paths import WORKBOOKS
from coder.i18n import _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_F = TypeVar("_F", bound=Callable[..., Any])


def _names(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the sheets that the workbooks on the line show."""
    from click.shell_completion import CompletionItem

    # A line that ends in an option without its value is not read to the end: the files are what is left of it.
    told = ctx.params.get("files") or [ctx.params.get("file") or "", *ctx.args]
    try:
        names = [name for path in told if path and _is_workbook(Path(path)) for name in _sheets(Path(path))]
    except (CoderError, OSError):
        names = []
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def sheet_option(*, several: bool) -> Callable[[_F], _F]:
    """Return what adds the option on sheets: `several` of them, or one."""
    text = _("A sheet of a workbook; may be repeated") if several else _("The sheet of a workbook")
    return click.option("--sheet", "sheet", multiple=several, metavar="NAME", help=text, shell_complete=_names)


each_sheet_option = click.option(
    "--each-sheet", is_flag=True, help=_("Every sheet of a workbook that holds speech, each a transcript")
)


def on_sheets(paths: Sequence[Path], names: Sequence[str], *, each: bool) -> list[Path]:
    """Return the paths, each workbook replaced by its sheets of these names, or by each that holds speech."""
    if not (names or each):
        return list(paths)
    if not any(map(_is_workbook, paths)):
        raise CoderError(_("none of the files is a workbook (.xlsx, .ods)"), _("Leave --sheet and --each-sheet out."))
    return [one for path in paths for one in _in_place_of(path, names, each=each)]


def _in_place_of(path: Path, names: Sequence[str], *, each: bool) -> Iterator[Path]:
    from coder.transcripts.reading import sheets_of_speech

    if not _is_workbook(path):
        yield path
        return
    found = [*names, *(name for name in (sheets_of_speech(path) if each else ()) if name not in names)]
    if not found:
        raise InputError(Problem(path, 0, _("no sheet of it holds speech")), _("Name one by --sheet NAME."))
    yield from (path / name for name in found)


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in WORKBOOKS and path.is_file()


def _sheets(path: Path) -> list[str]:
    from coder.files.bounded import read_whole
    from coder.transcripts.formats.spreadsheet import tables_of
    from coder.transcripts.reading import LARGEST

    return [sheet.name for sheet in tables_of(path, read_whole(path, LARGEST)).sheets]
