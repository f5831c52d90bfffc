"""The chapter on method as every format prints it: cases, coding, agreement, how was counted, and limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from coder.i18n import _, listed
from coder.model.codebook import Attribute
from coder.model.counting.case_groups import groups_of
from coder.model.counting.counting_words import definition
from coder.model.reporting.derivation import FigureCheck
from coder.model.reporting.method_sentences import MethodPart, MethodSentence
from coder.model.reporting.report import Report
from coder.model.values.value_names import attribute_title
from coder.reports.figure_parts import bases_printed
from coder.reports.outline import table_name, table_numbers
from coder.reports.overall_tables import attributes_of, counted_cases

Told = tuple[MethodSentence, ...]


class MethodTable(NamedTuple):
    """A table of the method: its mark, its caption, its heads and its rows; `words` are its first columns."""

    mark: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int


class MethodSection(NamedTuple):
    """A section of the method: its title, its paragraphs, and the table behind them."""

    title: str
    paragraphs: tuple[Told, ...]
    table: MethodTable | None = None


def method_sections(report: Report) -> tuple[MethodSection, ...]:
    """Return the sections of the method that have something to say, in the order of official reports."""
    found = (
        MethodSection(_("Cases studied"), (tuple(_cases(report)),)),
        MethodSection(_("Coding procedure"), (_told(report, "coding"),), _coders(report)),
        MethodSection(_("Agreement of coders"), ((*_told(report, "agreement"), *_said(_by_theme(report))),)),
        MethodSection(_("How it was counted"), (_said(definition()), _told(report, "counting"))),
        MethodSection(_("Figures of others"), (_said(*bases_printed(report), _derived(report)),), _checks(report)),
        MethodSection(_("Limits"), (tuple(_limits(report)),)),
    )
    return tuple(one for one in found if any(one.paragraphs) or one.table)


def _said(*sentences: str) -> Told:
    return tuple(MethodSentence("", sentence) for sentence in sentences if sentence)


def _by_theme(report: Report) -> str:
    """Return where the agreement by theme stands, if it does."""
    name = table_name(table_numbers(report), "all-agreement")
    return _("Agreement by theme: see {table}.").format(table=name) if name else ""


def _told(report: Report, part: MethodPart) -> Told:
    return tuple(one for one in report.method.record if one.part == part)


def _cases(report: Report) -> Iterator[MethodSentence]:
    method = report.method
    counts = _(
        "The material: {transcripts} transcripts of {cases} cases, {chars:,} characters in all; {codings:,} codings."
    )
    yield MethodSentence(
        "",
        counts.format(
            transcripts=method.transcripts,
            cases=report.frequencies.cases,
            chars=method.chars,
            codings=method.codings,
        ),
    )
    cases = counted_cases(report)
    for name in attributes_of(report, cases):
        attribute = method.attributes.get(name) or Attribute(id=name)
        groups = groups_of(cases, name, method.attributes)
        told = listed(_("{group} {count}").format(group=group.name, count=len(group.cases)) for group in groups)
        yield MethodSentence(
            "", _("Cases by {attribute}: {groups}.").format(attribute=attribute_title(attribute), groups=told)
        )


def _coders(report: Report) -> MethodTable | None:
    rows = tuple((c.name, f"{c.codings:,}", str(c.transcripts)) for c in report.method.coders)
    head = (_("Coder"), _("Codings"), _("Transcripts"))
    return MethodTable("coders", _("Coders"), head, rows, 1) if rows else None


def _derived(report: Report) -> str:
    if not report.method.checks:
        return ""
    return _("Figures that other figures follow from were worked out again and compared within rounding.")


def _checks(report: Report) -> MethodTable | None:
    rows = tuple(
        (
            c.figure.title,
            c.figure.text,
            _derived_from(c),
            _("holds") if c.holds else _("does not hold"),
        )
        for c in report.method.checks
    )
    head = (_("Figure"), _("Value"), _("Derived from"), _("Within rounding"))
    return MethodTable("checks", _("Derived figures, checked within rounding"), head, rows, 4) if rows else None


def _derived_from(check: FigureCheck) -> str:
    derived, of = check.figure.derived, check.of.text
    if derived is None:
        return of
    return _("{value}, rounded").format(value=of) if derived.restates else f"{of} × {derived.times:g}"


def _limits(report: Report) -> Iterator[MethodSentence]:
    yield from _said(
        _(
            "Counts tell how often respondents spoke of something, and in how many cases; "
            "they do not estimate shares in a population."
        )
    )
    yield from _told(report, "limits")
    yield from _said(report.method.audit, report.method.withdrawn, report.method.untranslated)
