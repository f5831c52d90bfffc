"""The options on the columns of a survey, and what is shown of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from coder.cli.shared.console import put, say, table
from coder.i18n import _, listed

if TYPE_CHECKING:
    from coder.transcripts.intake import Imported
    from coder.transcripts.surveys import Survey, SurveyChoice

_F = TypeVar("_F", bound=Callable[..., Any])
_EXAMPLE = 40


def survey_options(command: _F) -> _F:
    """Add the options on columns; `choice_of` makes a choice of what they say."""
    options = (
        click.option(
            "--answers",
            multiple=True,
            metavar="COLUMN",
            help=_("A column of open answers of a survey; may be repeated"),
        ),
        click.option("--named-by", metavar="COLUMN", help=_("The column whose values name the cases of a survey")),
        click.option(
            "--without",
            multiple=True,
            metavar="COLUMN",
            help=_("A column of a survey to leave out, such as an address"),
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def choice_of(answers: Sequence[str], named_by: str | None, without: Sequence[str]) -> SurveyChoice:
    """Return what the options say."""
    from coder.transcripts.surveys import SurveyChoice

    return SurveyChoice(tuple(answers), named_by, tuple(without))


def surveys_among(paths: Sequence[Path], choice: SurveyChoice) -> tuple[dict[Path, Survey], list[Path]]:
    """Return the files that are surveys with what they hold, and the others; one that cannot be read is another."""
    from coder.errors import CoderError
    from coder.transcripts.survey_cases import survey_in

    surveys: dict[Path, Survey] = {}
    others = []
    for path in paths:
        try:
            found = survey_in(path, choice)
        except CoderError:
            if choice.answers or choice.named_by or choice.without:
                raise
            found = None
        if found is None:
            others.append(path)
        else:
            surveys[path] = found
    return surveys, others


def survey_row(path: Path, survey: Survey) -> dict[str, Any]:
    """Return what a survey holds, for JSON."""
    return {
        "file": str(path),
        "format": "survey",
        "rows": len(survey.respondents),
        "rows_without_answers": survey.silent,
        "left_out": list(survey.left_out),
        "columns": [column._asdict() for column in survey.columns],
    }


def print_survey(path: Path, survey: Survey) -> None:
    """Print what each column of a survey is taken as."""
    from coder.files.sheet_paths import name_of
    from coder.transcripts.surveys import kind_name

    count = len(survey.respondents)
    put(_("{file}: a survey of {count} cases").format(file=name_of(path), count=count))
    columns = (_("Column"), _("Taken as"), _("Filled"), _("Different"), _("First"))
    rows = [(c.name, kind_name(c.kind), c.filled, c.distinct, c.example[:_EXAMPLE]) for c in survey.columns]
    table(columns, rows, numbers=(2, 3))
    _say_left_out(path, survey)
    say(_("To change this: --answers COLUMN, --named-by COLUMN, --without COLUMN"))
    put("")


def say_surveys(taken: Sequence[Imported]) -> None:
    """Say which columns of the surveys that were taken in became answers, and which attributes."""
    from coder.files.sheet_paths import name_of

    surveys = {one.reading.path: one.survey for one in taken if one.survey is not None}
    for path, survey in surveys.items():
        names = {
            kind: listed(column.name for column in survey.columns if column.kind == kind) or "—"
            for kind in ("answer", "attribute")
        }
        message = _("{file}: answers: {answers}; attributes: {attributes}")
        say(message.format(file=name_of(path), answers=names["answer"], attributes=names["attribute"]))
        _say_left_out(path, survey)


def _say_left_out(path: Path, survey: Survey) -> None:
    """Say what of a survey is not read."""
    from coder.files.sheet_paths import name_of

    if survey.silent:
        say(_("{file}: rows without an answer, left out: {count}").format(file=name_of(path), count=survey.silent))
    if survey.left_out:
        say(_("Left out of {file}: {what}").format(file=name_of(path), what=listed(survey.left_out)))
