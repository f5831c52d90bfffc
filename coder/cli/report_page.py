"""report-page: the report's cover, abstract and chapters, printed or set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coder.cli.shared.console import emit_json, paint, put
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import command
from coder.i18n import _

if TYPE_CHECKING:
    from coder.findings.lead_page import ReportPages


@command(
    "report-page",
    _("Print or set the report's cover, abstract and chapters"),
    "coder report-page",
    "coder report-page --set title=REPORT --set client=CLIENT",
    "coder report-page --chapters abstract,results,findings,Background,appendices",
    "coder report-page --text results WORDS",
)
@click.option(
    "--set",
    "values",
    multiple=True,
    metavar="FIELD=TEXT",
    help=_("Set title, subtitle, client, institute, authors, date, calendar, abstract, group_by, tables or charts"),
)
@click.option(
    "--chapters", metavar="PART,…", help=_("Chapters in their order; any other name is a chapter of your own")
)
@click.option(
    "--text", "texts", nargs=2, multiple=True, metavar="CHAPTER TEXT", help=_("Your text at the beginning of a chapter")
)
@json_option
@pass_seat
def report_page(
    seat: Seat, values: tuple[str, ...], chapters: str | None, texts: tuple[tuple[str, str], ...], as_json: bool
) -> None:
    """Print the page of the report; with options, write it: each is an act that coder undo takes back."""
    from coder.findings.lead_page import ReportPages

    fields = dict(map(_pair, values))
    if not (fields or chapters or texts):
        with seat.read() as study:
            _print(ReportPages(study), as_json=as_json, notice=notice_of(study))
            say_notice(study)
        return
    with seat.open() as study:
        pages = ReportPages(study)
        done: list[str] = []
        if fields:
            done.append(pages.set(fields).message)
        if chapters:
            done.append(pages.order([name.strip() for name in chapters.split(",") if name.strip()]).message)
        done += [pages.write(part, text).message for part, text in texts]
        if as_json:
            _print(pages, as_json=True, notice=notice_of(study))
            return
    for one in done:
        put(one)


def _pair(value: str) -> tuple[str, str]:
    name, found, text = value.partition("=")
    if not found:
        raise click.UsageError(_("write --set FIELD=TEXT, not {value}").format(value=value))
    return name.strip(), text


def _print(pages: ReportPages, *, as_json: bool, notice: str) -> None:
    from dataclasses import asdict, fields

    page = pages.page()
    if as_json:
        told = asdict(page)
        emit_json({"notice": notice, **{name: value for name, value in told.items() if name != "id"}})
        return
    for field in fields(page):
        value = getattr(page, field.name)
        if field.name in {"id", "chapters"} or not value:
            continue
        shown = ", ".join(value) if isinstance(value, tuple) else value
        put(paint(f"{field.name}: ", "title"), shown)
    put(paint("chapters:", "title"))
    for chapter in page.chapters:
        words = " ".join(filter(None, (chapter.title, chapter.text)))
        put(f"  {chapter.part}", f"  {words}" if words else "")
