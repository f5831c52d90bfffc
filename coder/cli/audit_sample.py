"""audit sample, verdict, result: how many quotations do not bear their codes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_json, has_screen, put, say, table
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import command
from coder.errors import CoderError
from coder.i18n import _

if TYPE_CHECKING:
    from coder.audit.samples import AuditResult, Samples
    from coder.model.sample import Rate

# Written out, for the help must not import the rooms that know them; a test compares them.
STRATA = ("code", "case", "coder")
VERDICTS = ("supports", "partly", "does-not", "cannot-tell")


@command(
    "sample",
    _("Draw a random sample of quotations to check, with a recorded seed"),
    "coder audit sample --size 50",
    "coder audit sample --size 60 --by case --seed 2026",
    "coder audit sample --size 20 --of F3",
)
@click.option("--size", type=click.IntRange(min=1), default=50, show_default=True, help=_("How many quotations"))
@click.option("--by", "strata", type=click.Choice(STRATA), default=None, help=_("Stratify by code, case or coder"))
@click.option(
    "--seed", type=int, default=None, help=_("The same seed and codings draw the same sample; default: at random")
)
@click.option("--of", "scope", default="", metavar="CODE", help=_("A code, theme or finding (default: all codings)"))
@pass_seat
def sample(seat: Seat, size: int, strata: str | None, seed: int | None, scope: str) -> None:
    """Draw a sample of quotations and print its seed; coder audit work judges it on the screen."""
    from coder.audit.samples import Samples

    with seat.open() as study:
        drawn, outcome = Samples(study).draw(size, strata or "", seed, scope)
        # By its end: it is how a person names an object, and what --sample takes.
        put(drawn.id[-8:])
        say(outcome.message)
        say(_("coder audit work opens it on the screen"))
        say_notice(study)


@command("work", _("Review the sample on the screen"), "coder audit work")
@pass_seat
def work(seat: Seat) -> None:
    """Open the newest sample on the screen, at the first quotation without a verdict."""
    if not has_screen():
        raise CoderError(
            _("the sample is judged on a terminal"), _("without a terminal: coder audit verdict QUOTE VERDICT")
        )
    workspace = seat.workspace()
    from coder.tui.start import run_app

    run_app(workspace, seat.coder, place="sample")


@command(
    "verdict",
    _("Record whether a sampled quotation supports its code"),
    "coder audit verdict A-54-d8b6 supports",
    "coder audit verdict A-54-d8b6 does-not --note 'another topic'",
)
@click.argument("quote", metavar="QUOTE")
@click.argument("verdict", type=click.Choice(VERDICTS))
@click.option("--note", default=None, metavar="TEXT", help=_("Why"))
@click.option("--sample", "name", default="", metavar="SAMPLE", help=_("Sample to use (default: the newest)"))
@pass_seat
def verdict(seat: Seat, quote: str, verdict: str, note: str | None, name: str) -> None:
    """Record a verdict; a second one takes its place, and the history keeps both."""
    from coder.audit.samples import Samples

    with seat.open() as study:
        samples = Samples(study)
        one = samples.find(name)
        put(f"{quote} {samples.judge(one, samples.named(one, quote), verdict, note).message}")


@command(
    "result",
    _("Print the error rate with its interval, and disputed quotations"),
    "coder audit result",
    "coder audit result --json",
)
@click.argument("name", required=False, default="", metavar="[SAMPLE]")
@json_option
@pass_seat
def result(seat: Seat, name: str, as_json: bool) -> None:
    """Print what the sample says so far; what is disputed is for the lead."""
    from coder.audit.samples import Samples

    with seat.read() as study:
        samples = Samples(study)
        found = samples.result(samples.find(name))
        if as_json:
            emit_json(_as_dict(samples, found, notice_of(study)))
            return
        _print(samples, found)
        say_notice(study)


def _print(samples: Samples, found: AuditResult) -> None:
    from coder.audit.samples import percent
    from coder.model.sample import verdict_words

    drawn = found.sample
    told = _("{size} of {count} quotations, seed {seed}, drawn by {by} on {day} after change #{change}")
    put(
        told.format(
            size=len(drawn.drawn), count=f"{sum(drawn.population.values()):,}", seed=drawn.seed,
            by=samples.study.project().coder_name(drawn.by), day=drawn.at[:10], change=drawn.change,
        )
    )  # fmt: skip
    told = _("{judged} judged, {unclear} can't be told, {left} left, {removed} removed since")
    put(told.format(judged=found.judged, unclear=found.cannot_tell, left=found.left, removed=found.removed))
    put(_("Does not support its code: {rate}").format(rate=percent(found.wrong)))
    put(_("Does not, or only partly: {rate}").format(rate=percent(found.wrong_or_partly)))
    if drawn.strata:
        head = (_("Stratum"), _("Codings"), _("Drawn"), _("Judged"), *map(verdict_words, ("partly", "does-not")))
        table(
            head,
            [
                (
                    samples.stratum_name(drawn, t.stratum), f"{drawn.population.get(t.stratum, 0):,}", t.drawn,
                    t.judged, t.counts["partly"], t.counts["does-not"],
                )
                for t in found.tallies
            ],
        )  # fmt: skip
    judged = samples.judgements(drawn)
    for coding in found.disputed:
        one = samples.look(coding, judged[coding])
        code = samples.code_title(one)
        put(f"[{one.citation}] {code}: {verdict_words(judged[coding].verdict)}", f" {judged[coding].note}".rstrip())
        put("    ", one.words.replace("\n", " "))


def _as_dict(samples: Samples, found: AuditResult, notice: str) -> dict[str, Any]:
    drawn, judged = found.sample, samples.judgements(found.sample)
    quotations = []
    for coding in drawn.order:
        one, said = samples.look(coding), judged.get(coding)
        quotations.append({
            "id": one.citation, "coding": coding, "stratum": drawn.drawn[coding],
            "code": one.coding.code if one.coding else None,
            "text": one.words, "verdict": said.verdict if said else None, "note": said.note if said else "",
            "by": said.by if said else None, "at": said.at if said else None, "removed": one.coding is None,
        })  # fmt: skip
    return {
        "notice": notice, "sample": drawn.id, "seed": drawn.seed, "by": drawn.strata, "of": drawn.scope,
        "drawn_by": drawn.by, "at": drawn.at, "after_change": drawn.change, "population": drawn.population,
        "judged": found.judged, "cannot_tell": found.cannot_tell, "left": found.left, "removed": found.removed,
        "does_not": _rate(found.wrong), "does_not_or_partly": _rate(found.wrong_or_partly), "quotations": quotations,
    }  # fmt: skip


def _rate(found: Rate | None) -> dict[str, float] | None:
    return found and {"share": found.share, "low": found.low, "high": found.high, "effective": found.effective}
