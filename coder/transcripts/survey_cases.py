"""The cases and transcripts that the rows of a survey become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from coder.errors import InputError, Problem
from coder.files.bounded import read_whole
from coder.files.sheet_paths import sheet_of
from coder.i18n import _
from coder.model.codebook import Attribute, Case
from coder.model.names.speaker_labels import key_of
from coder.model.names.speakers import SpeakerRules
from coder.model.text import Role
from coder.model.values.case_attribute import NONE_DECLARED, read_value, type_name
from coder.transcripts.cases import composed
from coder.transcripts.formats.spreadsheet import SpreadsheetImporter
from coder.transcripts.labels.speakers import find_speakers
from coder.transcripts.reading import LARGEST, Reading
from coder.transcripts.surveys import Respondent, Survey, SurveyChoice, read_survey


def survey_in(path: Path, choice: SurveyChoice, declared: Mapping[str, Attribute] = NONE_DECLARED) -> Survey | None:
    """Return the survey that a file holds, its values as their attributes keep them, or None."""
    file, _sheet = sheet_of(path)
    if file.suffix.lower() not in SpreadsheetImporter.suffixes:
        return None
    survey = read_survey(path, read_whole(file, LARGEST), choice)
    if survey is None or not declared:
        return survey
    return survey._replace(respondents=tuple(_fitting(path, one, declared) for one in survey.respondents))


def _fitting(path: Path, respondent: Respondent, declared: Mapping[str, Attribute]) -> Respondent:
    kept = {}
    for name, value in respondent.attributes.items():
        try:
            kept[name] = read_value(declared.get(name), value)
        except ValueError as error:
            message = _("{case}: {name} “{text}” is not a {type}").format(
                case=respondent.name, name=name, text=value, type=type_name(declared[name].type)
            )
            raise InputError(Problem(path, 0, message), str(error)) from None
    return respondent._replace(attributes=kept)


def cases_of(
    path: Path, survey: Survey, cases: Mapping[str, Case], ids: Iterator[str]
) -> Iterator[tuple[Case | None, Case, Reading]]:
    """Yield for each row the case that the study has of its name, the case that it becomes, and its reading."""
    for respondent in survey.respondents:
        old = _called(composed(respondent.name), cases.values())
        case = Case(id=next(ids), name=composed(respondent.name)) if old is None else old
        yield old, _with_attributes(path, case, respondent), _reading(path, respondent)


def _called(name: str, cases: Iterable[Case]) -> Case | None:
    return next((c for c in cases if name in {c.id, *map(composed, (c.name, *c.aliases))}), None)


def _with_attributes(path: Path, case: Case, respondent: Respondent) -> Case:
    """Return the case with the attributes of its row; one that it has otherwise already is refused."""
    for name, value in respondent.attributes.items():
        if case.attributes.get(name, value) != value:
            message = _("{case} has {name} {old}, and not {new} as its row says").format(
                case=case.name, name=name, old=case.attributes[name], new=value
            )
            raise InputError(Problem(path, 0, message), _("Correct one of the two, or use --without for the column."))
    return replace(case, attributes={**case.attributes, **respondent.attributes})


def _reading(path: Path, respondent: Respondent) -> Reading:
    """Return a row as a transcript; its own words are its original, so that each row can be withdrawn alone."""
    source = respondent.source
    rules = SpeakerRules(roles={key_of(respondent.name): Role.RESPONDENT})
    return Reading(path, source.text.encode(), source, find_speakers(source, rules), composed(respondent.name))
