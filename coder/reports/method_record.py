"""The method section written from the record: who coded, what blind, how far they agree, and what was decided."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from coder.errors import CoderError
from coder.i18n import _, bracketed, listed, run_on
from coder.model.codebook import Code
from coder.model.people import team_role_name
from coder.model.reporting.method_sentences import MethodPart, MethodSentence, Stretches, stretches
from coder.model.reporting.robustness import Bar
from coder.model.reporting.robustness_words import bar_words
from coder.model.teamwork import RULINGS, Assignment, Finished
from coder.model.values.value_names import ruling_name
from coder.record.counts.usage import waiting_codings
from coder.record.kinds import OWNED, kind
from coder.record.study import Study
from coder.record.veil import layering
from coder.reports import queries
from coder.reports.journal_deeds import deeds_of
from coder.reports.queries import Proof, Row

if TYPE_CHECKING:
    from coder.agreement.coder_comparison import Group
    from coder.agreement.measures import Figure
    from coder.record.union.lineage import Apart

_KINDS = ("coder", "assignment", "finished", "adjudication", "closing", "opening", "code", "setting")


def method_record(study: Study, bar: Bar) -> tuple[MethodSentence, ...]:
    """Return what the record tells of the work, in the order of a method section; nothing to a blind coder."""
    if study.seen is not None:
        return ()
    with layering.lifted(study):
        told = enumerate(_Method(study, bar).sentences(), 1)
        return tuple(replace(one, mark=f"journal{at}") if one.deeds else one for at, one in told)


_NAMED = 8
"""How many objects that wait to be settled are called by name."""


class _Method:
    def __init__(self, study: Study, bar: Bar) -> None:
        self.study = study
        self.bar = bar
        self.rows: dict[str, list[Row]] = {kind: [] for kind in _KINDS}
        for row in queries.rows_of(study.reader, _KINDS):
            self.rows[row.kind].append(row)

    def sentences(self) -> Iterator[MethodSentence]:
        yield self._coders()
        yield self._assigned()
        yield from self._blind()
        yield self._agreement()
        yield self._adjudicated()
        yield self._suggested()
        yield self._codebook()
        yield from self._apart()
        yield self._bar()

    def _bar(self) -> MethodSentence:
        rows = [row for row in self.rows["setting"] if row.key in {"least-for", "most-against"}]
        told = bar_words(self.bar)
        if rows:
            days = listed(dict.fromkeys(r.at[:10] for r in rows))
            told = run_on([told, _("Set or changed on: {days}.").format(days=days)])
        return self._borne_out(_("When a finding holds"), told, rows, "counting")

    def _apart(self) -> Iterator[MethodSentence]:
        from coder.record.union.unsettled import unsettled

        waiting = unsettled(self.study)
        if not waiting:
            return
        told = _(
            "Not settled: {count} objects, changed apart in copies of the study ({kinds}). "
            "Until then the report follows the side that holds."
        ).format(count=len(waiting), kinds=listed(self._called(waiting)))
        places = stretches((end.replica, end.seq) for one in waiting for end in one.ends)
        yield MethodSentence(_("Changed apart"), told, places, "limits")

    def _called(self, waiting: Sequence[Apart]) -> Iterator[str]:
        """Yield what is called by name, as far as a sentence holds it, and of the rest how many of each kind."""
        named = [one for one in waiting if one.kind not in OWNED][:_NAMED]
        for one in named:
            found = self.study.reader.named(one.kind, one.key)
            yield f"{kind(one.kind).label()} {one.key if found is None else kind(one.kind).called(found)}"
        for label, count in Counter(kind(one.kind).label() for one in waiting if one not in named).items():
            yield f"{label} {count}"

    def _borne_out(self, subject: str, told: str, rows: Sequence[Row], part: MethodPart = "coding") -> MethodSentence:
        return self._proved(subject, told, [row.proof for row in rows], part)

    def _proved(self, subject: str, told: str, rows: Iterable[Proof], part: MethodPart = "coding") -> MethodSentence:
        deeds, places = deeds_of(rows, self.study.project().coders), Stretches()
        for stretch in chain.from_iterable(deed.rows for deed in deeds):
            places.add(*stretch)
        return MethodSentence(subject, told, places.told(), part, deeds=deeds)

    def _name(self, coder: str) -> str:
        return self.study.project().coders.get(coder, coder)

    def _names(self, coders: Sequence[str]) -> str:
        return listed(map(self._name, dict.fromkeys(coders)))

    def _coders(self) -> MethodSentence:
        project = self.study.project()
        people = [
            name + bracketed(team_role_name(project.roles[key])) if key in project.roles else name
            for key, name in project.coders.items()
        ]
        told = _("{count} people worked in this study: {names}.").format(count=len(people), names=listed(people))
        return self._borne_out(_("Coders"), told, self.rows["coder"])

    def _assigned(self) -> MethodSentence:
        found = self.study.reader.all(Assignment)
        subject = _("Assignment")
        if not found:
            return MethodSentence(subject, _("Nothing was assigned: each coder coded what they chose."))
        seats = Counter(one.transcript for one in found)
        infos = self.study.project().transcript_by_id
        marks = {(m.transcript, m.coder): m.text_hash for m in self.study.reader.all(Finished)}
        done = sum(
            one.transcript in infos and marks.get((one.transcript, one.coder)) == infos[one.transcript].text_hash
            for one in found
        )
        told = [
            _("{double} transcripts were assigned to two coders or more, {single} to one.").format(
                double=sum(n > 1 for n in seats.values()), single=sum(n == 1 for n in seats.values())
            )
        ]
        if drawn := [one for one in found if one.spans or one.withheld]:
            told.append(
                _("In {count} assignments turns were drawn by lot, seeds {seeds}.").format(
                    count=len(drawn), seeds=listed(str(seed) for seed in sorted({one.seed for one in drawn}))
                )
            )
        told.append(_("{done} of {all} assignments are finished.").format(done=done, all=len(found)))
        return self._borne_out(subject, run_on(told), self.rows["assignment"] + self.rows["finished"])

    def _blind(self) -> Iterator[MethodSentence]:
        subject, found = _("Blind coding"), False
        begun: dict[str, Row] = {}
        for row in self.rows["coder"]:
            is_blind = bool(json.loads(row.after or "{}").get("blind"))
            if is_blind and row.key not in begun:
                begun[row.key] = row
            elif not is_blind and row.key in begun:
                found = True
                yield self._blind_time(subject, begun.pop(row.key), row)
        for row in begun.values():
            yield self._blind_time(subject, row, None)
        if opened := [row for row in self.rows["opening"] if row.after is not None and row.before is None]:
            infos = self.study.project().transcript_by_id
            places = [json.loads(row.after or "{}")["transcript"] for row in opened]
            told = _("{by} opened {count} transcripts to blind coders, the first on {day}: {names}.").format(
                by=self._names([row.coder for row in opened]), count=len(set(places)), day=opened[0].at[:10],
                names=listed(dict.fromkeys(infos[one].name for one in places if one in infos)),
            )  # fmt: skip
            yield self._borne_out(subject, told, self.rows["opening"])
        if not found and not begun:
            yield MethodSentence(subject, _("Nobody coded blind: coders saw what others had coded."))

    def _blind_time(self, subject: str, since: Row, until: Row | None) -> MethodSentence:
        made, places = queries.codings_made(
            self.study.reader, since.key, since.clock, None if until is None else until.clock
        )
        if until is None:
            told = _("{name} codes blind since {day}: {count} codings in {transcripts} transcripts.")
        else:
            told = _(
                "{name} coded blind from {day} to {end}, when {by} opened it: "
                "{count} codings in {transcripts} transcripts."
            )
        words = told.format(
            name=self._name(since.key), day=since.at[:10], end=until.at[:10] if until else "",
            by=self._name(until.coder) if until else "", count=made, transcripts=places,
        )  # fmt: skip
        return self._borne_out(subject, words, [since, until] if until else [since])

    def _agreement(self) -> MethodSentence:
        from coder.agreement.coder_comparison import Comparison, Options

        try:
            comparison = Comparison(self.study, Options())
        except CoderError as error:
            why = _("Agreement was not computed: {why}.").format(why=error.message)
            return MethodSentence(_("Agreement"), why, part="agreement")
        group = comparison.whole()
        told = [_agreement_words(group), *comparison.warnings()]
        names = {code.id: code.title for code in self.study.reader.all(Code)}
        head, cells = _agreement_table(group, names)
        rows = self.rows["finished"]
        return replace(self._borne_out(_("Agreement"), run_on(told), rows, "agreement"), head=head, cells=cells)

    def _adjudicated(self) -> MethodSentence:
        from coder.agreement.adjudication import Adjudications
        from coder.agreement.layer_pieces import closed_apart

        try:
            dockets = Adjudications(self.study, reading=True).dockets()
        except CoderError:
            dockets = []
        decided = [one.decision for one in dockets if one.decision is not None]
        if not decided:
            return MethodSentence(_("Adjudication"), _("Nothing was adjudicated."))
        by = Counter(one.ruling for one in decided)
        told = _(
            "{count} passages were settled by {names} ({rulings}); {waiting} wait; "
            "the adjudication of {closed} of {all} transcripts is closed."
        ).format(
            count=len(decided),
            names=self._names([one.by for one in decided]),
            rulings=listed(f"{ruling_name(ruling)} {by[ruling]}" for ruling in RULINGS if by[ruling]),
            waiting=sum(one.waits for one in dockets),
            closed=len(closed_apart(self.study)),
            all=len(self.study.project().transcripts),
        )
        return self._borne_out(_("Adjudication"), told, self.rows["adjudication"] + self.rows["closing"])

    def _suggested(self) -> MethodSentence:
        from coder.agreement.withheld import withheld_compared, withheld_words

        made = queries.origins(self.study.reader)
        count, one, bulk = sum(made.values()), made.get("suggestion", 0), made.get("bulk", 0)
        told = _("None of {count} codings came from the program's suggestions.")
        if made.get("import"):
            told = _("None of {count} codings came from the program's suggestions; {imported} were imported.")
        if one + bulk:
            told = _(
                "{share} of {count} codings came from the program's suggestions: {one} taken over one by one, "
                "{bulk} in bulk by keywords; {imported} were imported."
            )
        told = told.format(
            share=f"{(one + bulk) / count:.0%}" if count else "0%", count=f"{count:,}", one=f"{one:,}",
            bulk=f"{bulk:,}", imported=f"{made.get('import', 0):,}",
        )  # fmt: skip
        rows = queries.made_by_origin(self.study.reader, ("suggestion", "bulk")) if one + bulk else []
        if apart := withheld_compared(self.study):
            told = run_on([told, withheld_words(apart)])
        return self._proved(_("Suggestions"), told, rows)

    def _codebook(self) -> MethodSentence:
        subject, began = _("Codebook"), queries.first_coding(self.study.reader)
        if began is None:
            return MethodSentence(subject, _("Nobody has coded yet."))
        clock, at = began
        later = [row for row in self.rows["code"] if row.clock > clock]
        if not later:
            told = _("The codebook did not change after coding began on {day}.").format(day=at[:10])
            return MethodSentence(subject, told)
        told = _(
            "After coding began on {day}, {added} codes were added, {defined} defined anew, {removed} removed and "
            "{other} changed otherwise; {waiting} codings stand under an older definition."
        ).format(
            day=at[:10],
            **{how: len({row.key for row in later if _how(row) == how}) for how in _HOW},
            waiting=len(waiting_codings(self.study.reader)),
        )
        return self._borne_out(subject, told, later)


_HOW = ("added", "defined", "removed", "other")


def _how(row: Row) -> str:
    before, after = json.loads(row.before or "{}"), json.loads(row.after or "{}")
    if not before:
        return "added"
    if not after or (after.get("archived") and not before.get("archived")):
        return "removed"
    return "defined" if after.get("version", 1) > before.get("version", 1) else "other"


def _agreement_words(group: Group) -> str:
    from coder.agreement.measures import measure_title

    title = measure_title("alpha", len(group.coders))
    found = next(row.figures["alpha"] for row in group.rows if row.scope == "all")
    counted = _("{coders} coders, {units} units in {transcripts} transcripts").format(
        coders=len(group.coders), units=f"{group.units:,.0f}", transcripts=len(group.transcripts)
    )
    if found.value is None:
        told = _("{title} of any code is not defined ({why}; {counted}).")
        whole = told.format(title=title, why=found.reason, counted=counted)
    elif found.low is None or found.high is None:
        whole = _("{title} of any code {value:.2f} ({counted}).").format(
            title=title, value=found.value, counted=counted
        )
    else:
        told = _("{title} of any code {value:.2f}, interval of 95 percent {low:.2f} to {high:.2f} ({counted}).")
        whole = told.format(title=title, value=found.value, low=found.low, high=found.high, counted=counted)
    return run_on([whole, _means(group)])


def _agreement_table(group: Group, names: dict[str, str]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return heads and rows of the agreement by theme and of any code, without what is defined nowhere."""
    from coder.agreement.measures import measure_title

    measures = ("percent", "kappa", "alpha")
    shown = [row for row in group.rows if row.scope in {"theme", "all"}]
    cells = (
        (
            names.get(row.code, row.code) if row.scope == "theme" else _("Any code"),
            *(_value(row.figures[m]) for m in measures),
        )
        for row in shown
    )
    return (_("Theme"), *(measure_title(m, len(group.coders)) for m in measures)), tuple(cells)


def _value(figure: Figure) -> str:
    if figure.value is None:
        return "—"
    if figure.low is None or figure.high is None:
        return f"{figure.value:.2f}"
    return _("{value:.2f} ({low:.2f} to {high:.2f})").format(value=figure.value, low=figure.low, high=figure.high)


def _means(group: Group) -> str:
    from coder.agreement.measures import measure_title

    means = [
        _("{title} {mean:.2f} over {count} codes").format(
            title=measure_title(name, len(group.coders)), mean=mean, count=n
        )
        for name in ("alpha", "kappa")
        for mean, n in [group.mean(name)]
        if mean is not None
    ]
    return _("Means: {means}.").format(means=listed(means)) if means else ""
