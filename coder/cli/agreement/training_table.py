"""training: how far each coder agrees with what was settled, and which codes they mix up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_rows, paint, put, say, table
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import command
from coder.i18n import _

if TYPE_CHECKING:
    from coder.agreement.training import Score, Training
    from coder.model.project import Project


@command(
    "training",
    _("Compare each coder with the settled codings"),
    "coder training",
    "coder training ann",
    "coder training --json",
)
@click.argument("coder", metavar="[NAME]", default="")
@json_option
@pass_seat
def training(seat: Seat, coder: str, as_json: bool) -> None:
    """Compare each coder with what was decided; of one coder also by transcript, by code, and code by code."""
    from coder.agreement.training import trainings
    from coder.record.veil.blindness import coder_named

    with seat.read() as study:
        wanted = coder_named(study.project(), coder) if coder else ""
        found = [one for one in trainings(study) if not wanted or one.coder == wanted]
        if as_json:
            emit_rows(notice_of(study), [_as_dict(one) for one in found])
            return
        if not found:
            say(_("Nothing was decided yet: coder adjudicate settles what coders agree on, and what they don't."))
            return
        project = study.project()
        _print_all(found, project)
        if wanted:
            _print_one(found[0], project)
        say_notice(study)


def _as_dict(one: Training) -> dict[str, Any]:
    return {
        "coder": one.coder,
        **_counts(one.whole),
        "transcripts": [{"transcript": s.transcript, "finished": s.at, **_counts(s.score)} for s in one.stages],
        "codes": [{"code": code, **_counts(score)} for code, score in sorted(one.by_code.items())],
        "mixed": [
            {"settled": settled or None, "put": put_there or None, "count": count}
            for (settled, put_there), count in sorted(one.mixed.items())
        ],
    }


def _counts(score: Score) -> dict[str, Any]:
    return {
        "agreement": score.agreement,
        "found": score.found,
        "other_borders": score.borders,
        "missed": score.missed,
        "added": score.added,
    }


def _heads(first: str) -> tuple[str, ...]:
    return (first, _("Agreement"), _("Same code"), _("other borders"), _("missed"), _("added"))


def _cells(first: str, score: Score) -> tuple[object, ...]:
    share = "-" if score.agreement is None else f"{score.agreement:.0%}"
    return first, share, score.found, score.borders, score.missed, score.added


def _print_all(found: list[Training], project: Project) -> None:
    rows = [_cells(project.coders.get(one.coder, one.coder), one.whole) for one in found]
    table(_heads(_("Coder")), rows, numbers=range(1, 6))


def _print_one(one: Training, project: Project) -> None:
    from coder.agreement.confusion import confusion_rows

    put()
    put(paint(_("Transcript by transcript, in the order in which they were finished"), "title"))
    names = {info.id: info.name for info in project.transcripts}
    rows = [_cells(names.get(s.transcript, s.transcript), s.score) for s in one.stages]
    table(_heads(_("Transcript")), rows, numbers=range(1, 6))
    codes = {code.id: code.title for code in project.codes}
    put()
    put(paint(_("What is missed most"), "title"))
    missed = [(codes.get(code, code), count) for code, count in one.most_missed()]
    table((_("Code"), _("missed")), missed, numbers=(1,))
    put()
    put(paint(_("Rows: what was settled; columns: what the coder put"), "title"))
    heads, cells = confusion_rows(one.mixed, codes, _("nothing"))
    table(heads, cells, numbers=range(1, len(heads)))
