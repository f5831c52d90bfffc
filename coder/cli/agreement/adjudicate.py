"""adjudicate: the queue of disagreements, decisions on them, and the settled layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_rows, has_screen, put, say, table
from coder.cli.shared.context import (
    Seat,
    complete_transcripts,
    find_code,
    json_option,
    notice_of,
    pass_seat,
    say_notice,
)
from coder.cli.shared.help_layout import Group, command
from coder.errors import CoderError
from coder.i18n import _, listed
from coder.model.values.numerals import whole_number

if TYPE_CHECKING:
    from coder.agreement.adjudication import Adjudications, Docket
    from coder.record.study import Study

# Written out, for the help must not import the rooms that know them; a test compares them.
DIFFERENCES = ("agreed", "missed", "other-code", "borders")
_SHOWN = 40
_SHORT = 8


@click.group(
    "adjudicate",
    cls=Group,
    invoke_without_command=True,
    help=_("Decide disagreements between coders"),
    epilog="coder adjudicate\ncoder adjudicate work\ncoder adjudicate cases firm-a --worst --json\n"
    "coder adjudicate decide 7795a45f --keep ann --reason '...'\ncoder adjudicate agreed\ncoder adjudicate settled",
)
@click.pass_context
@pass_seat
def adjudicate(seat: Seat, ctx: click.Context) -> None:
    """Print how many cases wait in each transcript."""
    if ctx.invoked_subcommand is not None:
        return
    from collections import Counter

    from coder.agreement.adjudication import Adjudications
    from coder.model.values.value_names import difference_name

    with seat.open() as study:
        desk = Adjudications(study)
        waiting: dict[str, Counter[str]] = {}
        for one in desk.dockets():
            waiting.setdefault(one.info.name, Counter())[one.case.difference if one.waits else "settled"] += 1
        heads = [_("Transcript"), *map(difference_name, DIFFERENCES), _("settled")]
        table(heads, [[name, *(n[d] for d in (*DIFFERENCES, "settled"))] for name, n in waiting.items()], range(1, 6))
        say_notice(study)


@command(
    "cases",
    _("List disagreements that wait for a decision"),
    "coder adjudicate cases",
    "coder adjudicate cases firm-a --worst --json",
)
@click.argument("transcripts", nargs=-1, metavar="[TRANSCRIPT]...", shell_complete=complete_transcripts)
@click.option("--code", "word", metavar="CODE", help=_("Only disagreements on one code"))
@click.option("--kind", type=click.Choice(DIFFERENCES), help=_("Kind of disagreement"))
@click.option("--worst", is_flag=True, help=_("Largest disagreements first"))
@click.option("--all", "every", is_flag=True, help=_("Include decided ones"))
@json_option
@pass_seat
def cases(
    seat: Seat, transcripts: tuple[str, ...], word: str | None, kind: Any, as_json: bool,
    *, worst: bool, every: bool,
) -> None:  # fmt: skip
    """List cases with their ids; a decision names one by the beginning of its id."""
    from coder.agreement.adjudication import Adjudications

    with seat.open() as study:
        desk = Adjudications(study)
        code = find_code(study.project(), word).id if word else ""
        found = [one for one in desk.dockets(transcripts, code, kind) if every or one.waits]
        if worst:
            found.sort(key=lambda one: -one.case.weight)
        if as_json:
            emit_rows(notice_of(study), [_row(desk, one) for one in found])
            return
        _print(study, desk, found)


def _print(study: Study, desk: Adjudications, found: list[Docket]) -> None:
    from coder.model.values.value_names import difference_name, ruling_name

    project = study.project()
    rows = []
    for one in found:
        case = one.case
        state = ruling_name(one.decision.ruling) if one.decision else _("opened again") if one.before else ""
        rows.append(
            (
                case.id[:_SHORT],
                one.info.name,
                desk.line(one),
                listed(project.code_by_id[code].title for code in case.codes),
                difference_name(case.difference),
                _people(study, one),
                desk.words(one)[:_SHOWN],
                state,
            )
        )
    heads = (_("Disagreement"), _("Transcript"), _("Line"), _("Code"), _("Kind"), _("Coders"), _("Words"), _("State"))
    table(heads, rows, numbers=(2,))
    say_notice(study)


def _people(study: Study, one: Docket) -> str:
    names = study.project().coders
    by = dict.fromkeys(coding.coder for coding in one.case.codings)
    put_it = listed(names.get(coder, coder) for coder in by)
    return put_it + "".join(f" −{names.get(coder, coder)}" for coder in sorted(one.case.missing))


def _row(desk: Adjudications, one: Docket) -> dict[str, Any]:
    case = one.case
    return {
        "case": case.id,
        "transcript": case.transcript,
        "name": one.info.name,
        "line": desk.line(one),
        "start": case.start,
        "end": case.end,
        "kind": case.difference,
        "words": desk.words(one),
        "codings": [
            {"coding": c.coding, "start": c.start, "end": c.end, "code": c.code, "coder": c.coder} for c in case.codings
        ],
        "missing": sorted(case.missing),
        "ruling": one.decision.ruling if one.decision else None,
        "reason": one.decision.reason if one.decision else None,
        "opened_again": one.before is not None and one.waits,
    }


@command(
    "decide",
    _("Decide a disagreement"),
    "coder adjudicate decide 7795a45f --keep ann",
    "coder adjudicate decide 7795a45f --borders 120-164 --reason 'the cause belongs to it'",
)
@click.argument("case", metavar="CASE")
@click.option("--keep", metavar="NAME", help=_("Keep this coder's codings"))
@click.option("--both", is_flag=True, help=_("Keep all codings"))
@click.option("--borders", metavar="START-END", help=_("Keep the code on these characters"))
@click.option("--code", "word", metavar="CODE", help=_("Use another code"))
@click.option("--neither", is_flag=True, help=_("Keep none"))
@click.option("--reason", default="", metavar="TEXT", help=_("Why"))
@pass_seat
def decide(
    seat: Seat, case: str, keep: str | None, borders: str | None, word: str | None, reason: str,
    *, both: bool, neither: bool,
) -> None:  # fmt: skip
    """Decide one case as one undoable act; the codings themselves stay as they are."""
    from coder.agreement.adjudication import Adjudications
    from coder.record.veil.blindness import coder_named

    if sum(map(bool, (keep, both, borders, word, neither))) != 1:
        raise click.UsageError(_("give one of --keep, --both, --borders, --code, --neither"))
    with seat.open() as study:
        desk = Adjudications(study)
        one = desk.find(case)
        if keep:
            outcome = desk.keep(one, coder_named(study.project(), keep), reason)
        elif both:
            outcome = desk.both(one, reason)
        elif borders:
            outcome = desk.borders(one, _place(borders), reason=reason)
        elif word:
            outcome = desk.recode(one, find_code(study.project(), word).id, reason)
        else:
            outcome = desk.neither(one, reason)
        put(f"{one.case.id[:_SHORT]} {outcome.message}")


def _place(borders: str) -> tuple[int, int]:
    first, _dash, last = borders.partition("-")
    start, end = whole_number(first), whole_number(last)
    if start is None or end is None:
        raise click.UsageError(_("borders are two numbers of characters: 120-164"))
    return start, end


@command(
    "agreed",
    _("Settle all codings that coders agree on, as one act"),
    "coder adjudicate agreed",
    "coder adjudicate agreed firm-a",
)
@click.argument("transcripts", nargs=-1, metavar="[TRANSCRIPT]...", shell_complete=complete_transcripts)
@pass_seat
def agreed(seat: Seat, transcripts: tuple[str, ...]) -> None:
    """Take over what coders coded with the same code and the same borders; coder undo takes it back."""
    from coder.agreement.adjudication import Adjudications

    with seat.open() as study:
        put(Adjudications(study).settle_agreed(transcripts).message)


@command("close", _("Close the adjudication of a transcript"), "coder adjudicate close firm-a")
@click.argument("transcript", metavar="TRANSCRIPT", shell_complete=complete_transcripts)
@click.option("--open", "again", is_flag=True, help=_("Reopen it"))
@pass_seat
def close(seat: Seat, transcript: str, *, again: bool) -> None:
    """Say that a transcript counts as settled from now on; refused while a case waits."""
    from coder.agreement.adjudication import Adjudications

    with seat.open() as study:
        desk = Adjudications(study)
        put((desk.reopen(transcript) if again else desk.close(transcript)).message)


@command("settled", _("Print the settled layer"), "coder adjudicate settled", "coder adjudicate settled firm-a --json")
@click.argument("transcripts", nargs=-1, metavar="[TRANSCRIPT]...", shell_complete=complete_transcripts)
@json_option
@pass_seat
def settled(seat: Seat, transcripts: tuple[str, ...], as_json: bool) -> None:
    """Print what was decided, and, marked single, what one coder alone was assigned."""
    from dataclasses import asdict

    from coder.agreement.adjudication import Adjudications
    from coder.model.values.value_names import ruling_name

    with seat.open() as study:
        desk, project = Adjudications(study), study.project()
        found = desk.settled(transcripts)
        if as_json:
            emit_rows(notice_of(study), [asdict(one) for one in found])
            return
        rows = []
        for one in found:
            info = project.transcript_by_id[one.transcript]
            words = desk.text(info)[one.start : one.end]
            state = _("single") if one.single else ruling_name(one.ruling or "")
            rows.append((info.name, project.code_by_id[one.code].title, state, words[:_SHOWN]))
        table((_("Transcript"), _("Code"), _("State"), _("Words")), rows)
        waiting = len(desk.waiting())
        say(
            _("Layer: settled; {count} passages, {waiting} places wait to be settled").format(
                count=len(found), waiting=waiting
            )
        )
        say_notice(study)


@command("work", _("Decide disagreements on the screen"), "coder adjudicate work")
@pass_seat
def work(seat: Seat) -> None:
    """Open the queue of disagreements on the screen."""
    if not has_screen():
        raise CoderError(
            _("cases are decided on a terminal"), _("without a terminal: coder adjudicate decide CASE --keep NAME")
        )
    workspace = seat.workspace()
    from coder.tui.start import run_app

    run_app(workspace, seat.coder, place="adjudication")


for _one in (cases, decide, agreed, close, settled, work):
    adjudicate.add_command(_one)
