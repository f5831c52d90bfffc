"""Comparison of coders: a study's codings as units and marks, and the coefficients of codes, themes and all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations
from statistics import fmean
from typing import Literal

import numpy as np

from coder.agreement import queries
from coder.agreement.coefficients import Floats
from coder.agreement.marks import Table, marks_of, table_of
from coder.agreement.measures import (
    ENOUGH_TRANSCRIPTS,
    Figure,
    common_units,
    figures,
    prevalence,
    resamples,
)
from coder.agreement.seated_text import Text
from coder.agreement.seats import Seats
from coder.agreement.set_table import DISTANCES, Sets, set_figure, sets_of
from coder.agreement.span_table import alpha_u, squares_of
from coder.agreement.units import Ints, Rule, Run, Units, merged, offsets, units_of
from coder.errors import CoderError
from coder.i18n import _, listed
from coder.model.counting.codetree import above
from coder.model.project import TranscriptInfo
from coder.model.study_setting import UNITS, UnitKind
from coder.record import settings
from coder.record.study import Study
from coder.record.veil.blindness import blind_hint

Scope = Literal["code", "theme", "all"]
_PAIR = 2
UNIT_MEASURES: Mapping[bool, tuple[str, ...]] = {
    False: ("percent", "kappa", "fleiss", "ac1", "pabak", "alpha"),
    True: ("percent", "kappa", "fleiss", "ac1", "pabak", "alpha", "u_alpha"),
}
"""The coefficients of a code, without and with free spans."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is compared and how; without marks every transcript that a coder coded counts as assigned and finished."""

    unit: UnitKind = "turn"
    rule: Rule = "half"
    coders: tuple[str, ...] = ()
    transcripts: tuple[str, ...] = ()
    interviewers: bool = False
    without_marks: bool = False
    intervals: bool = True
    seed: int = 1


def unit_of(study: Study) -> UnitKind:
    """Return the unit by which the study compares where none is named."""
    decided = settings.value(study.reader, "unit")
    return next(unit for unit in UNITS if unit == decided)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The coefficients of a code, of a theme (any of its codes) or of any code at all."""

    scope: Scope
    code: str
    prevalence: float | None
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows among some coders on some transcripts: the whole, a pair, or one transcript."""

    coders: tuple[str, ...]
    transcripts: tuple[str, ...]
    units: float
    rows: tuple[Row, ...]
    sets: Mapping[str, Figure] = field(default_factory=dict)

    def mean(self, name: str) -> tuple[float | None, int]:
        """Return the mean of a coefficient over the codes on which it is defined, and how many these are."""
        values = [row.figures[name].value for row in self.rows if row.scope == "code"]
        defined = [value for value in values if value is not None]
        return (fmean(defined) if defined else None), len(defined)


class Comparison:
    """The codings of several coders on the units that two or more of them were assigned and finished."""

    def __init__(self, study: Study, options: Options) -> None:
        if study.seen is not None:
            raise CoderError(_("you code blind: agreement would show what others coded"), blind_hint(study))
        self.study = study
        self.options = options
        self.seats = Seats(study, options.coders, options.transcripts, without_marks=options.without_marks)
        self.infos: list[TranscriptInfo] = self.seats.transcripts
        self.coders = self.seats.coders
        self._codes()
        self._lay_out()

    @property
    def measures(self) -> tuple[str, ...]:
        """The names of the coefficients of a code."""
        return UNIT_MEASURES[self.options.unit == "span"]

    def _codes(self) -> None:
        project = self.study.project()
        codes = [c for c in project.codes if c.level == "code"]
        # Of codes below codes too, the theme at the top is the one that is compared.
        top = {c.id: above(project.codes, c.id)[-1] for c in codes}
        themes = list(dict.fromkeys(theme for code, theme in top.items() if theme != code))
        self.names: list[tuple[Scope, str]] = [("code", c.id) for c in codes]
        self.names += [("theme", theme) for theme in themes]
        self.names.append(("all", ""))
        place = {name: number for number, (_scope, name) in enumerate(self.names)}
        self._places = {c.id: (place[c.id], place[top[c.id]] if top[c.id] != c.id else -1) for c in codes}
        self._number_of_codes = len(codes)

    def _lay_out(self) -> None:
        options = self.options
        self.texts: list[Text] = self.seats.texts(options.unit, interviewers=options.interviewers)
        run = self._run()
        self._merged = merged(run)
        self.units: Units = units_of(self.texts, self._merged, options.unit)
        rule: Rule = "any" if options.unit in {"character", "span"} else options.rule
        self._marks = marks_of(self.units, self._merged, rule)
        self.table: Table = table_of(self.units, self._marks, len(self.names), len(self.texts))

    def _run(self) -> Run:
        """Return every coding once under its code, once under its theme and once under any code."""
        begins = dict(zip((info.id for info in self.infos), offsets(self.texts).tolist(), strict=True))
        coders = {coder: number for number, coder in enumerate(self.coders)}
        rows = (
            (begins[transcript] + start, begins[transcript] + end, coders[coder], *self._places[code])
            for transcript, coder, code, start, end in queries.spans(self.study.reader)
            if transcript in begins and coder in coders and code in self._places
        )
        starts, ends, who, codes, themes = np.fromiter(chain.from_iterable(rows), dtype=np.int64).reshape(-1, 5).T
        under = themes >= 0
        every = np.full(len(starts), len(self.names) - 1, dtype=np.int64)
        return Run(
            starts=np.concatenate([starts, starts[under], starts]),
            ends=np.concatenate([ends, ends[under], ends]),
            coders=np.concatenate([who, who[under], who]),
            codes=np.concatenate([codes, themes[under], every]),
        )

    def whole(self) -> Group:
        """Return the coefficients among all coders on all transcripts, with their intervals."""
        return self._group(range(len(self.coders)), np.arange(len(self.texts)))

    def pairs(self) -> list[Group]:
        """Return the coefficients of each pair of coders that shares a unit."""
        return [
            group
            for pair in combinations(range(len(self.coders)), _PAIR)
            if (group := self._group(pair, np.arange(len(self.texts)))).units
        ]

    def by_transcript(self) -> list[Group]:
        """Return the coefficients of each transcript among its coders; without intervals: one transcript has none."""
        return [
            self._group(sorted(coder for coder, _spans in text.seats), np.array([number]))
            for number, text in enumerate(self.texts)
        ]

    def _group(self, coders: Sequence[int], chosen: Ints) -> Group:
        whole = len(chosen) == len(self.texts)
        units, shared = common_units(self.table.only(chosen), coders)
        chosen = chosen[shared]
        table = self.table.only(chosen)
        if len(coders) == _PAIR:
            table = table.both(coders)
        several = self.options.intervals and len(chosen) > 1
        drawn = resamples(len(chosen), self.options.seed) if several else None
        found = figures(table, coders, self.measures, drawn, self._squares(coders, chosen))
        shares = prevalence(table, coders)
        rows = [
            Row(
                scope=scope,
                code=code,
                prevalence=float(share) if np.isfinite(share) else None,
                figures=row | self._spans(coders, number) if whole else row,
            )
            for number, ((scope, code), share, row) in enumerate(zip(self.names, shares, found, strict=True))
        ]
        return Group(
            coders=tuple(self.coders[coder] for coder in coders),
            transcripts=tuple(self.infos[number].id for number in chosen),
            units=units,
            rows=tuple(rows),
            sets=self._sets(coders, self._in_all(drawn, chosen)) if whole else {},
        )

    def _squares(self, coders: Sequence[int], chosen: Ints) -> Floats | None:
        if self.options.unit != "span":
            return None
        found = squares_of(self.units, self._merged, (len(self.names), len(self.texts), len(self.coders)), coders)
        return found[:, chosen]

    def _in_all(self, drawn: Floats | None, chosen: Ints) -> Floats | None:
        """Return how often each transcript was drawn, with those that were not to be drawn among them."""
        if drawn is None:
            return None
        every = np.zeros((len(drawn), len(self.texts)))
        every[:, chosen] = drawn
        return every

    def _spans(self, coders: Sequence[int], code: int) -> dict[str, Figure]:
        if self.options.unit != "span":
            return {}
        return {"alpha_u": alpha_u(self.units, self._merged, coders, code)}

    def _sets(self, coders: Sequence[int], drawn: Floats | None) -> dict[str, Figure]:
        kept = self._marks.codes < self._number_of_codes
        marks = type(self._marks)(
            units=self._marks.units[kept], coders=self._marks.coders[kept], codes=self._marks.codes[kept]
        )
        sets: Sets = sets_of(self.units, marks, len(self.coders), self._number_of_codes)
        return {name: set_figure(sets, coders, name, len(self.texts), drawn) for name in DISTANCES}

    def code_title(self, row: Row) -> str:
        """Return the name of a row's code or theme."""
        code = self.study.project().code_by_id.get(row.code)
        return code.title if code else _("any code")

    def extent_words(self, group: Group) -> str:
        """Return on how much the coefficients of a group rest, in a sentence."""
        names = self.study.project().coders
        return _("{units} units in {transcripts} transcripts that two or more of these coded: {coders}").format(
            units=f"{group.units:,.0f}",
            transcripts=len(group.transcripts),
            coders=listed([names.get(coder, coder) for coder in group.coders]),
        )

    def warnings(self) -> list[str]:
        """Return what a reader must know before trusting the numbers."""
        found = [self.rule_words()]
        if len(self.texts) < ENOUGH_TRANSCRIPTS and self.options.intervals:
            found.append(
                _("Intervals are drawn over {count} transcripts; with fewer than {enough} they are too narrow.").format(
                    count=len(self.texts), enough=ENOUGH_TRANSCRIPTS
                )
            )
        if self.options.without_marks:
            found.append(_("Finished marks were ignored: passages a coder never read may count as disagreement."))
        return [*found, *self.seats.notes()]

    def rule_words(self) -> str:
        """Return the unit and the rule by which it carries a code, in a sentence."""
        unit = {
            "turn": _("Unit: turn"),
            "sentence": _("Unit: sentence"),
            "character": _("Unit: character"),
            "span": _("Unit: free span, weighed by its characters"),
        }[self.options.unit]
        rules = {
            "half": _("it carries a code if half of it, or half of a coding, is covered"),
            "any": _("it carries a code if any character of it is covered"),
        }
        speech = _("interviewers' turns too") if self.options.interviewers else _("respondents' speech alone")
        parts: Iterable[str] = (unit, speech)
        if self.options.unit in {"turn", "sentence"}:
            parts = (*parts, rules[self.options.rule])
        return _("; ").join(parts) + _(".")
