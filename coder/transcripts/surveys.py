"""Surveys in tables: a row a case, open answers and attributes by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from coder.errors import CoderError, InputError, Problem
from coder.files.csv_rows import few, repeated
from coder.files.sheet_paths import sheet_of, stem_of
from coder.i18n import _, listed
from coder.model.read_transcript import Source
from coder.transcripts.document_pieces import Piece
from coder.transcripts.formats.spreadsheet import Sheet, SpreadsheetImporter, picked
from coder.transcripts.remarks import around, with_remarks
from coder.transcripts.script import Script
from coder.transcripts.table_kind import TableKind, by_column, headed, is_open, kind_of, naming

NAME, ANSWER, ATTRIBUTE, LEFT_OUT = "name", "answer", "attribute", "left out"
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class SurveyChoice:
    """What a person says on the columns of a survey: which hold answers, which one names the row, which are left.

    `named_by` is empty where none names the row, and None where nobody said anything on it.
    """

    answers: tuple[str, ...] = ()
    named_by: str | None = None
    without: tuple[str, ...] = ()


class Column(NamedTuple):
    """A column, what it counts as, how many rows fill it with how many different values, and its first value."""

    name: str
    kind: str
    filled: int
    distinct: int
    example: str


class Respondent(NamedTuple):
    """A row: its name, its attributes and its answers as a text."""

    name: str
    attributes: dict[str, str]
    source: Source


class Survey(NamedTuple):
    """What a table holds; `silent` is how many rows have no answer, `left_out` what else of the file is not read."""

    columns: tuple[Column, ...]
    respondents: tuple[Respondent, ...]
    silent: int
    left_out: tuple[str, ...] = ()


def chosen(survey: Survey, column: str, kind: str) -> SurveyChoice:
    """Return the choice by which a column counts as something else, and the others as they do."""
    kinds = {one.name: ATTRIBUTE if kind == NAME == one.kind else one.kind for one in survey.columns}
    kinds[column] = kind
    of_kind = {wanted: tuple(name for name, it in kinds.items() if it == wanted) for wanted in (ANSWER, NAME, LEFT_OUT)}
    if not of_kind[ANSWER]:
        raise CoderError(_("a survey needs a column of answers"))
    return SurveyChoice(of_kind[ANSWER], "".join(of_kind[NAME]), of_kind[LEFT_OUT])


def kind_name(kind: str) -> str:
    """Return what a column counts as, as a person reads it."""
    return {NAME: _("name"), ANSWER: _("answer"), ATTRIBUTE: _("attribute")}.get(kind, _("left out"))


def read_survey(path: Path, data: bytes, choice: SurveyChoice) -> Survey | None:
    """Return the survey that a table holds; None for another file, and for a table of turns or without answers."""
    if sheet_of(path)[0].suffix.lower() not in SpreadsheetImporter.suffixes:
        return None
    tables = picked(path, data)
    asked = bool(choice.answers or choice.named_by)
    kinds = (kind_of(sheet.rows) for sheet in tables.sheets)
    if not asked and next((kind for kind in kinds if kind is not TableKind.NEITHER), None) is not TableKind.CASES:
        return None
    for sheet in tables.sheets:
        found = _survey(path, sheet, choice, tables.encoding)
        if found is not None:
            return found._replace(left_out=tables.left_out_beside(sheet))
    if asked:
        raise _no_column(path, choice, next((sheet.rows[0] for sheet in tables.sheets[:1] if sheet.rows), []))
    return None


def _survey(path: Path, sheet: Sheet, choice: SurveyChoice, encoding: str) -> Survey | None:
    titles, body = headed(sheet.rows)
    wanted = {*choice.answers, *choice.without, *filter(None, [choice.named_by])}
    if not titles or not body or not wanted <= set(titles):
        return None
    if len(body) > _MOST:
        message = _("holds {count} rows; a survey of more than {most} is not a case study").format(
            count=len(body), most=_MOST
        )
        raise InputError(Problem(path, 0, message), _("Take a sample of its rows."))
    cells = by_column(titles, body)
    kinds = _kinds(cells, choice)
    if ANSWER not in kinds.values():
        return None
    columns = tuple(_column(title, kinds[title], values) for title, values in cells.items())
    names = _row_names(path, cells, kinds, len(body))
    comments = _comments(sheet, titles, len(sheet.rows) - len(body))
    told = [_respondent(name, at, cells, kinds, comments.get(at, {}), encoding) for at, name in enumerate(names)]
    spoken = tuple(one for one in told if one is not None)
    return Survey(columns, spoken, len(told) - len(spoken))


def _comments(sheet: Sheet, titles: Sequence[str], heads: int) -> dict[int, dict[str, list[str]]]:
    """Return the comments of each row by the titles of their columns."""
    found: dict[int, dict[str, list[str]]] = {}
    for row, column, words in sheet.comments:
        if row is not None and row >= heads and column is not None:
            found.setdefault(row - heads, {}).setdefault(titles[column], []).append(words)
    return found


def _kinds(cells: dict[str, list[str]], choice: SurveyChoice) -> dict[str, str]:
    name = naming(cells) if choice.named_by is None else choice.named_by
    kinds = {}
    for title, values in cells.items():
        if title in choice.without:
            kinds[title] = LEFT_OUT
        elif title == name:
            kinds[title] = NAME
        elif choice.answers:
            kinds[title] = ANSWER if title in choice.answers else ATTRIBUTE
        else:
            kinds[title] = ANSWER if is_open(title, values) else ATTRIBUTE
    return kinds


def _column(title: str, kind: str, values: Sequence[str]) -> Column:
    filled = [value for value in values if value]
    example = " ".join(filled[0].split()) if filled else ""
    return Column(title, kind, len(filled), len(set(filled)), example)


def _row_names(path: Path, cells: dict[str, list[str]], kinds: dict[str, str], rows: int) -> list[str]:
    """Return what each row is called; a bare number gets the file's name, for it would stand in other files' names."""
    title = next((title for title, kind in kinds.items() if kind == NAME), None)
    own = [" ".join(value.split()) for value in cells[title]] if title else [str(at + 1) for at in range(rows)]
    again = repeated(own)
    if again or not all(own):
        message = _("column {column} does not tell the rows apart: {names}").format(
            column=title, names=few([name or "—" for name in again or [""]])
        )
        raise InputError(Problem(path, 1, message), _("Name another column by --named-by."))
    stem = stem_of(path)
    return [f"{stem}-{name}" if name.isdigit() else name for name in own]


def _respondent(
    name: str,
    at: int,
    cells: dict[str, list[str]],
    kinds: dict[str, str],
    comments: Mapping[str, list[str]],
    encoding: str,
) -> Respondent | None:
    """Return what a row says; a comment on another cell than an answer is one on the whole of it."""
    script, marked = Script(), Script()
    said: dict[int, str] = {}
    for title, values in cells.items():
        on = [] if kinds[title] == LEFT_OUT else comments.get(title, [])
        numbers = range(len(said), len(said) + len(on))
        said.update(zip(numbers, on, strict=True))
        if kinds[title] == ANSWER and values[at]:
            heading = Piece(f"【{title.replace('【', '〔').replace('】', '〕')}】")
            for one, words in ((script, values[at]), (marked, around(values[at], numbers))):
                one.add(heading)
                one.add(Piece(words, name))
    source = script.source(encoding, "survey", told=True)
    if not source.text:
        return None
    attributes = {title: values[at] for title, values in cells.items() if kinds[title] == ATTRIBUTE and values[at]}
    return Respondent(name, attributes, with_remarks(source, marked.source("", "").text, said) if said else source)


def _no_column(path: Path, choice: SurveyChoice, titles: Sequence[str]) -> InputError:
    wanted = [*choice.answers, *choice.without, *filter(None, [choice.named_by])]
    missing = [title for title in wanted if title not in titles] or wanted
    message = _("has no column {names}").format(names=listed(missing))
    there = few([title for title in titles if title]) or "—"
    return InputError(Problem(path, 1, message), _("columns: {names}").format(names=there))
