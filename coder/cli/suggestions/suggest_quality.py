"""How good the suggestions are, as tables."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Literal

from coder.cli.shared.console import emit_json, progress, put, say, table
from coder.cli.shared.context import notice_of, say_notice
from coder.i18n import _

if TYPE_CHECKING:
    from coder.model.project import Project
    from coder.record.study import Study
    from coder.suggestions.quality import Evaluation


def emit_evaluation(study: Study, unit: Literal["turn", "sentence"], *, as_json: bool) -> None:
    """Leave each interview out in turn and print what came of it."""
    from coder.agreement.withheld import withheld_compared, withheld_words
    from coder.language.words import Segmenter
    from coder.suggestions.evaluation import evaluate

    project = study.project()
    with progress(_("leaving interviews out"), len(project.transcripts)) as advance:
        found = evaluate(study.reader, project, Segmenter().words, unit, advance)
    apart = withheld_compared(study)
    if as_json:
        emit_json({"notice": notice_of(study), **asdict(found), "withheld": apart and asdict(apart)})
        return
    if apart is not None:
        put(withheld_words(apart))
        put("")
    if found.interviews < 2:  # noqa: PLR2004  one is left out, one to learn from
        say(_("Nothing to compare: fewer than two interviews are coded."))
        return
    _put_summary(found)
    _put_ranks(found)
    _put_codes(found, project)
    _put_chances(found)
    _put_course(found)
    say_notice(study)


def _put_summary(found: Evaluation) -> None:
    unit = _("turns") if found.unit == "turn" else _("sentences")
    put(
        _("{interviews} interviews, {codings} codings; {coded} of {passages} {unit} are coded").format(
            interviews=found.interviews, codings=found.codings, coded=found.coded, passages=found.passages, unit=unit
        )
    )
    put(
        _(
            "shown at the cut-offs: {shown}; right of these (precision) {precision}; "
            "of all codes (pooled recall) {recall}, of a passage's codes on average (recall per passage) {by_passage}"
        ).format(
            shown=found.shown,
            precision=_percent(found.precision),
            recall=_percent(found.recall),
            by_passage=_percent(found.recall_by_passage),
        )
    )
    put(_("{share} of the {unit} without codes get a suggestion").format(share=_percent(found.disturbed), unit=unit))
    put("")
    rows = [
        (
            _("everywhere") if point.level == 0 else _percent(point.level),
            point.quality.shown,
            _percent(point.quality.precision),
            _percent(point.quality.recall),
            _percent(point.quality.recall_by_passage),
            _percent(point.quality.disturbed),
        )
        for point in found.trade_off
    ]
    columns = (
        _("shown where any code is as probable as"),
        _("shown"),
        _("precision"),
        _("pooled recall"),
        _("recall per passage"),
        _("disturbed, of those without codes"),
    )
    table(columns, rows, {0, 1, 2, 3, 4, 5})
    put("")


def _put_ranks(found: Evaluation) -> None:
    names = {
        "frequent": _("most frequent codes (baseline)"),
        "keywords": _("keywords alone (baseline)"),
        "learner": _("learner"),
        "combined": _("combined"),
    }
    rows = [
        (names[q.suggester], *(_percent(v) for v in (q.hit_1, q.hit_3, q.hit_5, q.recall_3))) for q in found.suggesters
    ]
    table((_("suggester"), "hit@1", "hit@3", "hit@5", "recall@3"), rows, {1, 2, 3, 4})
    put("")


def _put_codes(found: Evaluation, project: Project) -> None:
    rows = [
        (
            project.code_by_id[c.code].title,
            c.passages,
            c.shown,
            _percent(c.precision),
            _percent(c.recall),
            _percent(c.in_first_three),
        )
        for c in found.by_code
    ]
    columns = (_("code"), _("coded"), _("shown"), _("precision"), _("recall"), _("in first three"))
    table(columns, rows, {1, 2, 3, 4, 5})
    put("")


def _put_chances(found: Evaluation) -> None:
    put(
        _("Brier score {brier:.4f} (always saying the usual share: {baseline:.4f})").format(
            brier=found.brier, baseline=found.brier_baseline
        )
    )
    rows = [
        (f"{low:.1f}-{low + 0.1:.1f}", number, f"{said:.2f}", f"{right:.2f}", "█" * round(20 * right))
        for low, number, said, right in found.reliability
    ]
    table((_("probability"), _("suggestions"), _("said"), _("right"), ""), rows, {1, 2, 3})
    put("")


def _put_course(found: Evaluation) -> None:
    rows = [(p.codings, _percent(p.hit_3), _percent(p.recall_3), _percent(p.keywords_recall_3)) for p in found.curve]
    table((_("codings learnt"), "hit@3", "recall@3", _("recall@3 of keywords alone")), rows, {0, 1, 2, 3})
    put("")
    if found.acceptance:
        blocks = [
            (_minute(a.since), _minute(a.until), a.verdicts, _percent(a.accepted / a.verdicts))
            for a in found.acceptance
        ]
        table((_("from"), _("to"), _("verdicts"), _("accepted")), blocks, {2, 3})
        put("")
    if found.by_origin:
        _put_origins(found)


def _put_origins(found: Evaluation) -> None:
    names = {"suggestion": _("with suggestions"), "manual": _("by hand alone")}
    rows = [
        (
            names[o.origin],
            o.turns,
            f"{o.codes_a_turn:.2f}",
            f"{o.characters_a_coding:.0f}",
            o.shared,
            _percent(o.agreement),
        )
        for o in found.by_origin
    ]
    columns = (
        _("turns coded"),
        _("number"),
        _("codes a turn"),
        _("characters a coding"),
        _("coded by others too"),
        _("same codes (Jaccard)"),
    )
    table(columns, rows, {1, 2, 3, 4, 5})


def _minute(moment: str) -> str:
    return moment[:16].replace("T", " ")


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"
