"""import and codings: transcripts and codings that lie in files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_rows, progress, put, say, table
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat, say_notice, say_unused_plugins
from coder.cli.shared.help_layout import Group, command
from coder.cli.shared.sheet_options import each_sheet_option, on_sheets, sheet_option
from coder.cli.shared.speaker_options import rules_of, say_left_out, speaker_options
from coder.cli.shared.survey_options import choice_of, say_surveys, survey_options
from coder.errors import InputError, Problem
from coder.i18n import _, bracketed, listed
from coder.model.names.shell_words import shell_word
from coder.model.values.numerals import whole_number
from coder.model.values.value_names import role_name

if TYPE_CHECKING:
    from coder.model.codebook import Case
    from coder.record.study import Study
    from coder.transcripts.intake import Imported, ImportPlan
    from coder.transcripts.reading import Reading

# Whether it can be read is told by who reads it, with a remedy.
_NAMED = 8
_FILES = click.Path(path_type=Path, readable=False)


@command(
    "import",
    _("Import transcripts"),
    "coder import transcripts/",
    "coder import 訪談.docx --case A --interviewer 唐鳳",
    "coder import more/*.txt --case-per-file",
    "coder import survey.xlsx --answers Q7 --named-by ID",
    "coder import talks.xlsx --each-sheet",
)
@click.argument("files", nargs=-1, required=True, type=_FILES)
@click.option("--case", "case", metavar="ID", help=_("The case that all these files belong to"))
@click.option(
    "--case-per-file",
    is_flag=True,
    help=_("Make a case for each file that belongs to none (default without transcripts/cases.yaml)"),
)
@speaker_options
@survey_options
@sheet_option(several=True)
@each_sheet_option
@click.option("--synthetic", is_flag=True, help=_("Mark these texts as invented"))
@click.option("--dry-run", is_flag=True, help=_("Only show the speakers of each file; write nothing"))
@click.option("--as-shown", is_flag=True, help=_("Import files as --dry-run shows them, even if speakers are unclear"))
@json_option
@pass_seat
def take(
    seat: Seat,
    /,
    files: tuple[Path, ...],
    case: str | None,
    case_per_file: bool,
    synthetic: bool,
    dry_run: bool,
    as_shown: bool,
    as_json: bool,
    answers: tuple[str, ...],
    named_by: str | None,
    without: tuple[str, ...],
    sheet: tuple[str, ...],
    each_sheet: bool,
    **said: Any,
) -> None:
    """Read the files as one act, all or none, and print what was recognised in each.

    A table is read as turns where a column holds speakers, else as a survey: each row is a case, its open answers are
    a transcript, the other columns its attributes.

    A file in which it is unclear who speaks is asked about at a terminal; without one it is left out where there are
    several, and named.
    """
    from coder.cli.transcripts.import_speakers import ask_about_speakers, show_speakers
    from coder.transcripts.intake import ImportPlan, import_transcripts
    from coder.transcripts.speaker_decisions import combined, remember, remembered

    paths = on_sheets(expand(files), sheet, each=each_sheet)
    own = rules_of(**said)
    with seat.open() as study:
        apart = case_per_file or (case is None and _has_no_list(seat))
        rules, survey = combined(remembered(study), own), choice_of(answers, named_by, without)
        plan = ImportPlan(case=case, case_per_file=apart, synthetic=synthetic, rules=rules, survey=survey)
        if dry_run:
            show_speakers(study, paths, plan, as_json=as_json)
            return
        plan = _ask_for_cases(study, paths, plan)
        if asked := not as_shown and _asks():
            paths, plan = ask_about_speakers(study, paths, plan)
        settled = as_shown or asked
        unsure: list[Reading] | None = [] if len(paths) > 1 and not settled else None
        with progress(_("importing"), len(paths)) as advance:
            taken = import_transcripts(study, paths, plan, advance, unsure) if paths else []
        remember(study, combined(own, *plan.rules_of.values()))
        _say_taken(study, taken, as_json=as_json)
    _say_unclear([] if settled else taken, unsure or ())


def _say_unclear(taken: Sequence[Imported], unsure: Sequence[Reading]) -> None:
    """Name the files in which it is unclear who speaks, and those that were left out for it: then it is a failure."""
    from coder.cli.transcripts.import_speakers import say_unsure

    say_unsure([one.reading for one in taken if not one.reading.speakers.sure], unsure)
    if unsure:
        click.get_current_context().exit(1)


def _say_taken(study: Study, taken: Sequence[Imported], *, as_json: bool) -> None:
    """Say what was taken in, and what comes next."""
    _print_taken(study, taken, as_json=as_json)
    say_surveys(taken)
    _say_copies(study)


def _say_copies(study: Study) -> None:
    """Say how people come to a copy of their own, where several work and none was brought in yet."""
    if len(study.project().coders) > 1 and not study.journal.moment():
        say(_("For a coder on another machine, make a copy: coder clone FOLDER"))


def _has_no_list(seat: Seat) -> bool:
    """Tell whether no file says what the cases are: then one file is one case."""
    return not (seat.workspace().transcripts / "cases.yaml").exists()


def _asks() -> bool:
    """Tell whether a person at a terminal can be asked."""
    import sys

    return sys.stdin.isatty() and sys.stderr.isatty()


def expand(files: Sequence[Path]) -> list[Path]:
    """Return the files, folders replaced by the transcripts in them, each once."""
    from coder.files.sheet_paths import sheet_of
    from coder.plugins import folder_suffixes, importers, left_out_importers

    say_unused_plugins(left_out_importers())
    suffixes = folder_suffixes()
    found: dict[Path, None] = {}
    for path in files:
        if not sheet_of(path)[0].exists():
            raise InputError(Problem(path, 0, _("is not there")), _("check the name"))
        if not path.is_dir():
            found[path] = None
            continue
        inside = sorted(
            p
            for p in path.rglob("*")
            if p.suffix.lower() in suffixes and p.is_file() and not p.name.startswith((".", "~"))
        )
        if not inside:
            raise InputError(
                Problem(path, 0, _("holds no transcripts")),
                _("transcripts end in {suffixes}").format(suffixes=" ".join(sorted(suffixes))),
            )
        found.update(dict.fromkeys(inside))
        beside = sorted(p for p in path.rglob("*") if p.is_file() and p not in found and p.name[0] not in ".~")
        if beside:
            more = "…" if len(beside) > _NAMED else ""
            names = listed(p.name for p in beside[:_NAMED]) + more
            say(_("Not imported from {folder}: {names}").format(folder=path, names=names))
        if table := next((p for p in beside if p.suffix.lower() in importers()), None):
            say(_("A table is imported when it is named: coder import {file}").format(file=shell_word(str(table))))
    return list(found)


def _ask_for_cases(study: Study, paths: Sequence[Path], plan: ImportPlan) -> ImportPlan:
    """Ask a person at a terminal for the case of each file that matches none."""
    from dataclasses import replace

    from coder.transcripts.intake import files_without_case
    from coder.transcripts.survey_cases import survey_in

    cases = study.project().cases
    if not (_asks() and cases):
        return plan
    asked = [path for path in files_without_case(study, paths, plan) if survey_in(path, plan.survey) is None]
    chosen = {path: _ask(path, cases) for path in asked}
    return replace(plan, chosen=chosen) if chosen else plan


def _ask(path: Path, cases: Sequence[Case]) -> str:
    from coder.files.sheet_paths import name_of

    say(_("Which case does {name} belong to?").format(name=name_of(path)))
    for number, case in enumerate(cases, start=1):
        say(f"  {number:>3}  {case.id}  {case.title}")
    while True:
        answer = str(click.prompt(_("Number or id"), err=True)).strip()
        if (chosen := whole_number(answer, 1, len(cases))) is not None:
            return cases[chosen - 1].id
        if answer in {case.id for case in cases}:
            return answer
        say(_("There is no case {case}.").format(case=answer))


def _print_taken(study: Study, taken: Sequence[Imported], *, as_json: bool) -> None:
    rows = [_row(study, imported) for imported in taken]
    if as_json:
        emit_rows(notice_of(study), rows)
    else:
        columns = (_("Transcript"), _("Case"), _("Characters"), _("Turns"), _("Speakers"), _("Encoding"), "")
        table(columns, [_cells(row) for row in rows], numbers=(2, 3))
    for row in rows:
        say_left_out(row["source"], row["left_out"], row["refused"])
        if row["comments"]:
            message = _("Comments and notes of {file} kept as memos: {count}")
            say(message.format(file=row["source"], count=row["comments"]))
    _say_unrecognised([row for row, one in zip(rows, taken, strict=True) if one.survey is None])
    if not as_json:
        say_notice(study)


def _row(study: Study, imported: Imported) -> dict[str, Any]:
    info = imported.info
    return {
        "id": info.id,
        "name": info.name,
        "case": info.case,
        "case_name": study.project().case_by_id[info.case].title,
        "source": info.source,
        "chars": info.chars,
        "lines": info.lines,
        "turns": imported.turns,
        "speakers": [{"name": name, "role": role} for name, role in imported.speakers],
        "encoding": info.encoding,
        "format": info.format,
        "sure": imported.reading.speakers.sure,
        "left_out": list(imported.reading.source.left_out),
        "comments": len(imported.reading.source.remarks),
        "refused": [{"name": c.name, "count": c.count, "why": str(c.why)} for c in imported.reading.refused],
        "synthetic": info.synthetic,
    }


def _cells(row: dict[str, Any]) -> tuple[object, ...]:
    speakers = listed((s["name"] or "—") + bracketed(role_name(s["role"])) for s in row["speakers"])
    return (
        row["name"],
        row["case_name"],
        row["chars"],
        row["turns"],
        speakers or "—",
        row["encoding"],
        _("synthetic") if row["synthetic"] else "",
    )


def _say_unrecognised(rows: Sequence[dict[str, Any]]) -> None:
    """Say where nobody was taken for the interviewer, or nobody for a respondent, and what to do about it."""
    for role, message in (
        ("interviewer", _("No interviewer was recognised in: {names}")),
        ("respondent", _("No respondent was recognised in: {names}")),
    ):
        without = [row["name"] for row in rows if not any(s["role"] == role for s in row["speakers"])]
        if without:
            say(message.format(names=listed(without)))
    silent = [row for row in rows if not any(s["role"] == "interviewer" for s in row["speakers"])]
    if silent:
        # Who asks in several interviews speaks in most of them.
        speakers = Counter(s["name"] for row in silent for s in row["speakers"] if s["name"])
        name = speakers.most_common(1)[0][0] if speakers else _("NAME")
        transcript = next(
            (row["name"] for row in silent if any(s["name"] == name for s in row["speakers"])), silent[0]["name"]
        )
        message = _("Say who asks: coder speakers {transcript} --interviewer {name}")
        say(message.format(transcript=shell_word(transcript), name=shell_word(name)))


@click.group(
    "codings", cls=Group, help=_("Import codings from CSV files"), epilog="coder codings import ann.csv bob.csv"
)
def codings() -> None:
    """Hold the commands on codings made elsewhere."""


@command("import", _("Import codings from CSV files"), "coder codings import ann.csv bob.csv")
@click.argument("files", nargs=-1, required=True, type=_FILES)
@pass_seat
def take_codings(seat: Seat, files: tuple[Path, ...]) -> None:
    """Take the rows in as one act; each quote must stand word for word where its row says."""
    from coder.coding.codings_import import import_codings

    with seat.open() as study:
        with progress(_("importing"), len(files)) as advance:
            made, there = import_codings(study, files, advance)
        put(_("Imported {made} codings; {there} were there already.").format(made=made, there=there))
        say_notice(study)


codings.add_command(take_codings)
