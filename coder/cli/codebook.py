"""codebook: the files that people write, against the study and back, and the schemas that editors read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coder.cli.shared.console import emit_json, emit_rows, paint, put, say
from coder.cli.shared.context import Seat, complete_codes, find_code, json_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import Group, command
from coder.cli.shared.voice_options import kept_voices, told_voices, voice_options
from coder.errors import NotFoundError
from coder.i18n import _, listed

if TYPE_CHECKING:
    from coder.codebook.yaml_sync import Difference
    from coder.findings.dead_citations import DeadLink
    from coder.record.study import Study
    from coder.workspace import StudyFiles, Workspace


@click.group(
    "codebook",
    cls=Group,
    help=_("Check, compare, apply or write the codebook's files"),
    epilog="coder codebook check\ncoder codebook diff\ncoder codebook apply\ncoder codebook export --dry-run\n"
    "coder codebook overlaps",
)
def codebook() -> None:
    """Hold the commands on the codebook's files."""


def _place(seat: Seat) -> Workspace:
    """Return the folder with the files: that of the study, or the one named or stood in where no study is yet."""
    from coder.workspace import Workspace

    try:
        return seat.workspace()
    except NotFoundError:
        folder = (seat.study or Path()).absolute()
        if not (folder / "codebook").is_dir():
            raise
        return Workspace(folder)


@command("check", _("Check the files and list errors"), "coder codebook check")
@pass_seat
def check(seat: Seat) -> None:
    """Read every file; the first fault ends it with its file, line and remedy."""
    from coder.workspace import read_files

    place = _place(seat)
    files = read_files(place.folder)
    if files.codebook is None:
        raise NotFoundError(
            _("there is no {path}").format(path=place.codebook / "codebook.yaml"),
            _("coder init --template ai-talent makes one"),
        )
    _check_links(seat, place, files)
    put(
        _(
            "The files are right: {groups} themes and facets, {codes} codes, {findings} findings, "
            "{figures} figures, {cases} cases."
        ).format(
            groups=len(files.codebook.groups),
            codes=len(files.codebook.codes),
            findings=len(files.findings.findings),
            figures=len(files.figures.figures),
            cases=len(files.cases),
        )
    )


def _check_links(seat: Seat, place: Workspace, files: StudyFiles) -> None:
    """Refuse a text that cites what is neither in the files nor in the study."""
    from coder.findings.dead_citations import refuse_links

    if not place.database.is_file():
        refuse_links(_dead_links(place, files, None))
        return
    with seat.open() as study:
        refuse_links(_dead_links(place, files, study))


def _dead_links(place: Workspace, files: StudyFiles, study: Study | None) -> list[DeadLink]:
    """Return what the files' texts cite that is neither in the files nor in the study."""
    from coder.findings.dead_citations import CITING_FILES, dead_links

    book = files.codebook
    known = {finding.id for finding in files.findings.findings} | {figure.id for figure in files.figures.figures}
    known |= set(book.ids) if book else set()
    return dead_links((place.codebook / name for name in CITING_FILES), study, known)


@command(
    "diff", _("List differences between the files and the study"), "coder codebook diff", "coder codebook diff --json"
)
@json_option
@click.pass_context
@pass_seat
def diff(seat: Seat, ctx: click.Context, as_json: bool) -> None:
    """Print each difference by code and field, with the words of both sides; exit status 1 where there are any."""
    from coder.workspace import compare_files

    with seat.open() as study:
        found = compare_files(seat.workspace(), study)
    if as_json:
        emit_json({"equal": not found, "differences": found})
    elif not found:
        put(_("Files and study say the same."))
    else:
        _print(found)
        say(_("coder codebook apply brings the study to the files, coder codebook export the files to the study"))
    ctx.exit(1 if found else 0)


def _print(found: Sequence[Difference]) -> None:
    for (_kind, key), group in groupby(found, key=lambda d: (d.kind, d.id)):
        first, *rest = group
        put(paint(first.name or key, "title"), f"  {first.kind} {key}")
        for one in (first, *rest):
            if not one.field:
                put("  ", _("only in the study") if one.file is None else _("only in the files"))
                continue
            put(f"  {one.field}")
            put("    ", paint(_("file:  {text}").format(text=_one_line(one.file)), "against"))
            put("    ", paint(_("study: {text}").format(text=_one_line(one.study)), "for"))


def _one_line(text: str | None) -> str:
    return (text or "—").replace("\n", " ⏎ ")


@command("apply", _("Update the study from the files"), "coder codebook apply")
@pass_seat
def apply(seat: Seat) -> None:
    """Take in codebook, findings, figures and cases; what is gone from the files is archived.

    A text that cites what is not there is refused, for no report could be made of it. What the study's own texts cite
    already, such as a coding that was removed since, is only named.
    """
    from coder.findings.dead_citations import dead_already, refuse_links
    from coder.workspace import apply_files, read_files

    place = seat.workspace()
    with seat.open() as study:
        dead, before = _dead_links(place, read_files(place.folder), study), dead_already(study)
        refuse_links(one for one in dead if one.link.target not in before)
        changed = apply_files(place, study)
    put(
        _("Applied: {count} objects changed.").format(count=changed)
        if changed
        else _("The study holds what the files say.")
    )
    if changed:
        say(_("coder undo takes it back, one act at a time"))
    for one in dead:
        say(one.fault.message)
    if dead:
        say(dead[0].fault.hint)


@command(
    "export",
    _("Write the study's codebook into the files"),
    "coder codebook export --dry-run",
    "coder codebook export",
)
@click.option("--dry-run", is_flag=True, help=_("Only show what would change"))
@click.option("--drop", is_flag=True, help=_("Remove from the files what the study does not have"))
@pass_seat
def export(seat: Seat, dry_run: bool, drop: bool) -> None:
    """Write codebook and findings back; comments, order and quoting stay."""
    from difflib import unified_diff
    from tempfile import TemporaryDirectory

    from coder.codebook.yaml_sync import write_all
    from coder.workspace import planned_files

    with seat.open() as study:
        files = planned_files(seat.workspace(), study, drop=drop)
    for file in files:
        lines = (file.before.splitlines(), file.after.splitlines())
        for line in unified_diff(*lines, str(file.path), str(file.path), lineterm="", n=1):
            look = {"+": "for", "-": "against"}.get(line[:1])
            put(paint(line, look) if look else line)
    if not files:
        put(_("The files hold what the study says."))
    elif dry_run:
        say(_("Nothing was written: this is a dry run."))
    else:
        with TemporaryDirectory() as folder:
            write_all(files, Path(folder))
        say(_("Written: {names}").format(names=listed(str(f.path) for f in files)))


@command(
    "precision",
    _("Set a code's target precision"),
    "coder codebook precision certification-distrust 70",
    "coder codebook precision certification-distrust off",
)
@click.argument("code", shell_complete=complete_codes)
@click.argument("percent")
@pass_seat
def precision(seat: Seat, code: str, percent: str) -> None:
    """Set a code's wished precision: its cut-off follows from how its suggestions did on interviews left out."""
    from dataclasses import replace

    from coder.codebook.acts import Codebook, read_precision

    with seat.open() as study:
        entry = find_code(study.project(), code)
        share = read_precision("" if percent == "off" else percent)
        booking = Codebook(study)
        put(booking.do(booking.edit(entry, replace(entry, precision=share))).message)


@command(
    "add",
    _("Add a code below a theme or another code, or add a theme"),
    'coder codebook add "On-the-job training" --below talent-competition-gap',
    'coder codebook add "Pay and conditions" --id pay',
)
@click.argument("name")
@click.option("--below", "over", metavar="CODE", help=_("Theme or code to put it under"), shell_complete=complete_codes)
@click.option("--name-en", default="", metavar="NAME", help=_("Its English name"))
@click.option("--id", "key", default="", metavar="ID", help=_("Its id (default: made from the name)"))
@pass_seat
def add(seat: Seat, name: str, over: str | None, name_en: str, key: str) -> None:
    """Add a code at the end of what stands below a theme or code; without --below a theme."""
    from coder.codebook.acts import Codebook, Draft

    with seat.open() as study:
        booking = Codebook(study)
        parent = find_code(study.project(), over).id if over else None
        plan = booking.add(Draft(name=name, name_en=name_en, id=key), parent)
        outcome = booking.do(plan)
        made = next(put.key for put in plan.puts if put.kind == "code" and put.before is None)
        put(f"{outcome.message}  {made}")


@command(
    "move",
    _("Move a code, with all codes below it, below another theme or code"),
    "coder codebook move certification-distrust trusted-referral",
)
@click.argument("code", shell_complete=complete_codes)
@click.argument("below", shell_complete=complete_codes)
@pass_seat
def move(seat: Seat, code: str, below: str) -> None:
    """Move a code to the end of what stands below another one."""
    from coder.codebook.acts import Codebook

    with seat.open() as study:
        booking, project = Codebook(study), study.project()
        put(booking.do(booking.move(find_code(project, code).id, find_code(project, below).id)).message)


@command("schema", _("Write JSON Schemas with which editors check the files"), "coder codebook schema")
@pass_seat
def schema(seat: Seat) -> None:
    """Write the schemas into codebook/schema."""
    from coder.files.study_files import write_schemas

    folder = _place(seat).codebook / "schema"
    write_schemas(folder)
    for path in sorted(folder.glob("*.json")):
        put(str(path))


@command(
    "overlaps",
    _("List pairs of codes that could be merged, and why"),
    "coder codebook overlaps",
    "coder codebook overlaps --json",
)
@voice_options
@json_option
@pass_seat
def overlaps(seat: Seat, roles: tuple[str, ...], speakers: tuple[str, ...], as_json: bool) -> None:
    """Print the pairs that fall together, share keywords or stand on the same words; merging is done on the screen."""
    from coder.codebook.keyword_offers import Reading
    from coder.codebook.overlaps import cautions, reasons
    from coder.codebook.overlaps import overlaps as find
    from coder.language.words import Segmenter
    from coder.model.counting.counting_words import unit

    with seat.open() as study:
        project = study.project()
        found = find(Reading(study.reader, project, Segmenter(), keeps=kept_voices(study, speakers, roles)))
        names = {code.id: code.title for code in project.codes}
        if as_json:
            rows = (
                {
                    "code": o.code,
                    "code_name": names[o.code],
                    "other": o.other,
                    "other_name": names[o.other],
                    "passages": o.passages,
                    "jaccard": round(o.jaccard, 4),
                    "share_of_rarer": round(o.share, 4),
                    "keywords": o.keywords,
                    "cosine": round(o.cosine, 4),
                    "words": o.words,
                    "reasons": reasons(o),
                    "cautions": cautions(project, o),
                }
                for o in found
            )
            emit_rows(notice_of(study), rows)
            return
        for o in found:
            put(paint(f"{names[o.code]} + {names[o.other]}", "title"), paint(f"  {o.code} {o.other}", "quiet"))
            for sentence in reasons(o):
                put("    ", sentence)
            for sentence in cautions(project, o):
                put("    ", paint(sentence, "against"))
        say(_("{count} pairs could be merged; the codebook screen does it").format(count=len(found)))
        if told := told_voices(speakers, roles):
            say(told)
        say(unit(study.counted, project.coders))
        say_notice(study)


codebook.add_command(check)
codebook.add_command(overlaps)
codebook.add_command(diff)
codebook.add_command(apply)
codebook.add_command(export)
codebook.add_command(precision)
codebook.add_command(add)
codebook.add_command(move)
codebook.add_command(schema)
