"""log, undo, redo: what was done, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from coder.cli.shared.console import emit_rows, put, say, table
from coder.cli.shared.context import (
    Seat,
    complete_codes,
    complete_transcripts,
    confirm_visibility,
    json_option,
    limit_option,
    notice_of,
    pass_seat,
    say_notice,
    yes_option,
)
from coder.cli.shared.help_layout import command
from coder.errors import NotFoundError
from coder.i18n import _, listed
from coder.model.values.value_names import sign_word

if TYPE_CHECKING:
    from coder.audit.activity_log import Entry, HistoryFilters
    from coder.audit.change_words import ObjectChange
    from coder.model.journal.change import ActSummary
    from coder.model.project import Project
    from coder.record.signing.signatures import Standing
    from coder.record.study import Study

_ACTS = 20


class _KindName(click.ParamType[str]):
    """The name of a kind of object; the kinds are asked for only when they are needed."""

    name = "kind"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return str(self._names().convert(value, param, ctx))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        return self._names().get_metavar(param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return self._names().shell_complete(ctx, param, incomplete)

    def _names(self) -> click.Choice[str]:
        from coder.record.kinds import KINDS

        return click.Choice(KINDS)


@command(
    "log",
    _("Print the history, newest first"),
    "coder log",
    "coder log --by ann --limit 100",
    "coder log --transcript firm-a --code referral-preferred --day 2026-11-20",
    "coder log --act import#83f1a0c25d7e9b44 --json",
)
@limit_option(_ACTS, _("Number of acts or changes"))
@click.option("--by", "--coder", "who", metavar="NAME", help=_("Only acts of one coder"))
@click.option(
    "--transcript", metavar="NAME", help=_("Only acts on one transcript"), shell_complete=complete_transcripts
)
@click.option(
    "--code", metavar="CODE", help=_("Only acts on a code, or on the codes of a theme"), shell_complete=complete_codes
)
@click.option("--day", metavar="DAY", help=_("Only acts of one day (2026-01-31)"))
@click.option("--since", default="", metavar="MOMENT", help=_("From this day or time on"))
@click.option("--until", default="", metavar="MOMENT", help=_("Until the end of this day, or until this time"))
@click.option("--kind", type=_KindName(), help=_("Only acts that changed this kind of object"))
@click.option(
    "--act",
    "act",
    metavar="ACT",
    help=_("The changes of one act: its name, the end of its name, or a change number (#12)"),
)
@json_option
@pass_seat
def log(seat: Seat, /, limit: int, act: str | None, as_json: bool, **asked: str | None) -> None:
    """Print acts, newest first; or the changes of one act, oldest first."""
    if act is not None and any(asked.values()):
        raise click.UsageError(_("--act shows one act: leave the filters out"))
    filters = _filters(**asked)
    with seat.read() as study:
        if act is not None:
            _print_act(study, _find_act(study, act), limit, as_json=as_json)
            return
        from coder.audit.activity_log import HistoryReader
        from coder.record.signing.signatures import standing

        reader = HistoryReader(study, filters)
        count = reader.count()
        signed = standing(study.reader)
        rows = (_act_row(entry, signed) for entry in reader.page(0, limit))
        if as_json:
            emit_rows(notice_of(study), rows, {"acts": count})
            return
        columns = (_("Time"), _("Coder"), _("What"), _("Where"), _("Changes"), _("Act"), "")
        table(columns, [_act_cells(row, study.project()) for row in rows], numbers=(4,))
        if count > limit:
            say(_("… and {count} more (--limit)").format(count=f"{count - limit:,}"))
        say_notice(study)


def _filters(
    *, day: str | None, since: str | None, until: str | None, who: str | None, **named: str | None
) -> HistoryFilters:
    from coder.audit.activity_log import HistoryFilters

    if day and (since or until):
        raise click.UsageError(_("--day is one day: leave --since and --until out"))
    names = {key: value or "" for key, value in named.items()}
    return HistoryFilters(coder=who or "", since=day or since or "", until=day or until or "", **names)


def _act_row(entry: Entry, signed: Standing) -> dict[str, Any]:
    act = entry.act
    return {
        "act": act.act,
        "verb": act.verb,
        "what": f"{entry.verb} {entry.on}".strip(),
        "place": entry.place,
        "coder": act.coder,
        "at": act.at,
        "changes": entry.rows,
        "kinds": act.kinds,
        "first": act.first_seq,
        "last": act.last_seq,
        "reverts": act.reverts,
        "reverted_by": act.reverted_by,
        "signed": signed.of(act.replica, act.last_seq) if signed.is_any else "",
    }


def _count(study: Study, act: ActSummary) -> int:
    return act.rows if study.seen is None else sum(1 for _change in study.each_change(act.act))


def _act_cells(row: dict[str, Any], project: Project) -> tuple[object, ...]:
    state = _("; ").join(filter(None, (_("taken back") if row["reverted_by"] else "", sign_word(row["signed"]))))
    time = str(row["at"])[:19].replace("T", " ")
    return (
        time,
        project.coder_name(row["coder"]),
        row["what"],
        row["place"],
        row["changes"],
        row["act"].rpartition("#")[2],
        state,
    )


def _acts_with_row(study: Study, name: str) -> list[ActSummary]:
    """Return the acts that wrote the row of the journal that a report names: `#12`, `9f2c#12` of another replica."""
    replica, sign, number = name.rpartition("#")
    if not sign or not number.isdecimal():
        return []
    here = replica or study.journal.replica
    return [
        act for act in study.acts() if act.replica.startswith(here) and act.first_seq <= int(number) <= act.last_seq
    ]


def _find_act(study: Study, name: str) -> ActSummary:
    exact = study.journal.act(name)
    if exact is not None and study.is_shown(exact):
        return exact
    found = [act for act in study.acts() if act.act.endswith(name)] or _acts_with_row(study, name)
    if len(found) != 1:
        raise NotFoundError(_("no act {name}").format(name=name), _("coder log lists them"))
    return found[0]


def _print_act(study: Study, act: ActSummary, limit: int, *, as_json: bool) -> None:
    from coder.audit.change_words import Describer, kind_name

    if as_json:
        emit_rows(notice_of(study), islice(_change_rows(study, act), limit), {"act": act.act})
        return
    columns = ("#", _("Kind"), _("Object"), _("What"), _("Hash"))
    describer, rows = Describer(study), []
    for c in islice(study.each_change(act.act), limit):
        told = describer.describe(c.kind, c.key, c.before, c.after)
        cited = f" [{told.citation}]" if told.citation else ""
        rows.append((f"#{c.seq}", kind_name(c.kind), told.title + cited, _effect(told), c.hash[:16]))
    table(columns, rows)
    if (more := _count(study, act) - limit) > 0:
        say(_("… and {count} more (--limit)").format(count=more))
    say_notice(study)


def _change_rows(study: Study, act: ActSummary) -> Iterator[dict[str, Any]]:
    import json

    for c in study.each_change(act.act):
        yield {
            "seq": c.seq,
            "clock": c.clock,
            "at": c.at,
            "coder": c.coder,
            "kind": c.kind,
            "key": c.key,
            "before": c.before and json.loads(c.before),
            "after": c.after and json.loads(c.after),
            "reverts": c.reverts,
            "prev": c.prev,
            "hash": c.hash,
        }


def _effect(told: ObjectChange) -> str:
    """Return what a change did to its object: made, removed, or which fields it changed."""
    from coder.audit.change_words import what_name

    fields = listed(field.label for field in told.fields)
    return fields if told.what == "changed" and fields else what_name(told.what)


@command("undo", _("Undo your last act"), "coder undo", "coder --coder ann undo")
@yes_option
@pass_seat
def undo(seat: Seat, yes: bool) -> None:
    """Take back the coder's last standing act, of any kind."""
    _turn(seat, "undo", yes=yes)


@command("redo", _("Redo the last undone act"), "coder redo")
@yes_option
@pass_seat
def redo(seat: Seat, yes: bool) -> None:
    """Do again what the coder undid last."""
    _turn(seat, "redo", yes=yes)


def _turn(seat: Seat, way: str, *, yes: bool) -> None:
    from coder.coding.acts import Desk
    from coder.record.veil.blindness import lifts_own

    # Everything but the coder's own entry into the study, which later acts rest on.
    kinds, without = None, frozenset({"join"})
    with seat.open() as study:
        study.require_coder()
        desk, find = Desk(study), study.journal.undoable if way == "undo" else study.journal.redoable
        if lifts_own(study, find(study.coder, kinds, without)):
            confirm_visibility(yes=yes)
        outcome = desk.undo(kinds, without) if way == "undo" else desk.redo(kinds, without)
        put(_("{coder}: {what}").format(coder=study.project().coder_name(study.coder), what=outcome.message))
        say_notice(study)
