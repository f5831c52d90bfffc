"""Who speaks in files that are about to be taken in: shown, and asked about at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_rows, put, say
from coder.cli.shared.context import notice_of
from coder.cli.shared.speaker_options import (
    candidate_rows,
    preview_rows,
    print_candidates,
    say_left_out,
    say_what_to_type,
)
from coder.cli.shared.survey_options import print_survey, survey_row, surveys_among
from coder.errors import CoderError, ProblemsError
from coder.i18n import _, bracketed, listed
from coder.model.names.shell_words import shell_word
from coder.model.values.value_names import role_name

if TYPE_CHECKING:
    from coder.model.names.speakers import SpeakerRules
    from coder.record.study import Study
    from coder.transcripts.intake import ImportPlan
    from coder.transcripts.reading import Reading


def show_speakers(study: Study, paths: Sequence[Path], plan: ImportPlan, *, as_json: bool) -> None:
    """Print every candidate of each file, taken or refused and why, and its first turns."""
    surveys, others = surveys_among(paths, plan.survey)
    readings = _readings(study, others, plan)
    if as_json:
        rows = [_row(reading) for reading in readings]
        emit_rows(notice_of(study), [*rows, *(survey_row(path, survey) for path, survey in surveys.items())])
        return
    for reading in readings:
        _show(reading)
    for path, survey in surveys.items():
        print_survey(path, survey)


def _readings(study: Study, paths: Sequence[Path], plan: ImportPlan) -> list[Reading]:
    from coder.transcripts.intake import case_of, speaker_rules
    from coder.transcripts.reading import open_file

    cases = study.project().cases
    found: list[Reading] = []
    problems: list[CoderError] = []
    for path in paths:
        try:
            found.append(open_file(path, speaker_rules(path, case_of(path, cases, plan), plan)))
        except CoderError as error:
            problems.append(error)
    if problems:
        raise problems[0] if len(problems) == 1 else ProblemsError(problems)
    return found


def _row(reading: Reading) -> dict[str, Any]:
    return {
        "file": str(reading.path),
        "format": reading.source.format,
        "encoding": reading.source.encoding,
        "chars": len(reading.source.text),
        "form": reading.speakers.form or None,
        "sure": reading.speakers.sure,
        "left_out": list(reading.source.left_out),
        "comments": len(reading.source.remarks),
        "candidates": candidate_rows(reading.speakers),
        "preview": preview_rows(reading.speakers, reading.source.text),
    }


def _show(reading: Reading) -> None:
    from coder.files.sheet_paths import name_of

    row = _row(reading)
    put(name_of(reading.path), "" if row["sure"] else "  " + _("it is unclear who speaks"))
    if row["candidates"]:
        print_candidates(row["candidates"])
    else:
        put(_("Nobody is named; each paragraph is a respondent's."))
    for turn in row["preview"]:
        time = f"{turn['time']} " if turn["time"] else ""
        put(f"  {time}{turn['speaker'] or '—'}{bracketed(role_name(turn['role']))}  {turn['text']}")
    say_left_out(name_of(reading.path), row["left_out"], [])
    put("")


def ask_about_speakers(study: Study, paths: Sequence[Path], plan: ImportPlan) -> tuple[list[Path], ImportPlan]:
    """Ask a person about each file in which it is unclear who speaks; return the files to take, and how."""
    from coder.transcripts.intake import case_of, speaker_rules
    from coder.transcripts.reading import open_file

    cases = study.project().cases
    surveys, others = surveys_among(paths, plan.survey)
    kept: list[Path] = [*surveys]
    decided: dict[Path, SpeakerRules] = {}
    for path in others:
        reading = open_file(path, speaker_rules(path, case_of(path, cases, plan), plan))
        rules = plan.rules if reading.speakers.sure else _ask(reading, plan.rules)
        if rules is not None:
            kept.append(path)
            if rules is not plan.rules:
                decided[path] = rules
    return kept, replace(plan, rules_of=decided)


def _ask(reading: Reading, rules: SpeakerRules) -> SpeakerRules | None:
    """Return what a person says on a file's speakers; None leaves the file out."""
    from coder.transcripts.reading import read_bytes
    from coder.transcripts.speaker_decisions import combined

    how = _("Enter takes it so; - leaves the file out; or NAME=interviewer, respondent, other, no, or another NAME")
    while True:
        _show(reading)
        say(how)
        answer = str(click.prompt(_("Who speaks?"), default="", show_default=False, err=True)).strip()
        if not answer:
            return rules
        if answer == "-":
            return None
        try:
            rules = combined(rules, decision(answer))
        except CoderError as error:
            say(error.message)
            continue
        reading = read_bytes(reading.path, reading.data, rules)


def decision(answer: str) -> SpeakerRules:
    """Return what one answer such as 林小姐=interviewer says."""
    from coder.model.names.speaker_labels import key_of
    from coder.model.names.speakers import SpeakerRules
    from coder.model.text import Role

    name, equals, meaning = (part.strip() for part in answer.partition("="))
    if not (name and equals and meaning):
        raise CoderError(_("{name} names no two labels").format(name=answer))
    words = {role_name(role): role for role in Role} | {str(role): role for role in Role}
    if meaning in {"no", str(Role.NONE), _("no role")}:
        return SpeakerRules(refused=frozenset({key_of(name)}))
    if meaning in words:
        return SpeakerRules(roles={key_of(name): words[meaning]})
    return SpeakerRules(names={key_of(name): meaning})


def say_unsure(taken: Sequence[Reading], left: Sequence[Reading]) -> None:
    """Say where it was unclear who speaks: what was taken all the same, what was left out, and what to type."""
    from coder.files.sheet_paths import name_of, stem_of

    for reading in taken:
        speakers = listed(c.name for c in reading.speakers.candidates if c.taken) or "—"
        refused = listed(c.name for c in reading.refused) or "—"
        message = _("It is unclear who speaks in {file}: taken as speakers: {taken}; not: {refused}")
        say(message.format(file=name_of(reading.path), taken=speakers, refused=refused))
        say_what_to_type(f"coder speakers {shell_word(stem_of(reading.path))}")
    for reading in left:
        say(_("Skipped, because the speakers are unclear: {file}").format(file=reading.path))
        file = shell_word(str(reading.path))
        say(
            _("Check it: coder import {file} --dry-run; import it as shown: coder import {file} --as-shown").format(
                file=file
            )
        )
