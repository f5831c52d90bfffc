"""log, undo, redo: what was done, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from coder.cli.console import emit_rows, put, say, table
from coder.cli.seat import Seat, json_option, limit_option, notice_of, pass_seat, say_notice
from coder.cli.shape import command
from coder.errors import NotFoundError
from coder.i18n import _

if TYPE_CHECKING:
    from coder.domain.change import ActSummary
    from coder.session.study import Study

_ACTS = 20
_NAMED = 20


@command(
    "log",
    _("Print the history, newest first"),
    "coder log",
    "coder log --coder ann --limit 100",
    "coder log --act import#83f1a0c25d7e9b44 --json",
)
@limit_option(_ACTS, _("How many acts or changes"))
@click.option("--coder", "who", metavar="NAME", help=_("Acts of one coder only"))
@click.option("--act", "act", metavar="ACT", help=_("The changes of one act, by its name or the end of it"))
@json_option
@pass_seat
def log(seat: Seat, limit: int, who: str | None, act: str | None, as_json: bool) -> None:
    """Print acts, newest first; or the changes of one act, oldest first."""
    with seat.open() as study:
        if act is not None:
            _print_act(study, _find_act(study, act), limit, as_json=as_json)
            return
        if who is not None and who not in study.project().coders:
            raise NotFoundError(_("no coder {name}").format(name=who), _("coder coders lists them"))
        rows = (_act_row(study, summary) for summary in study.acts(who, limit))
        if as_json:
            emit_rows(notice_of(study), rows)
            return
        columns = (_("Time"), _("Coder"), _("What"), _("Changes"), _("Act"), "")
        table(columns, [_act_cells(row) for row in rows], numbers=(3,))
        say_notice(study)


def _act_row(study: Study, act: ActSummary) -> dict[str, Any]:
    from coder.session.describing import describe_act, memos_of
    from coder.session.memos import memo_codings

    changes = list(islice(study.journal.changes(act.act), _NAMED))
    return {
        "act": act.act,
        "verb": act.verb,
        "what": describe_act(study.project(), act, changes, memo_codings(study, memos_of(changes))),
        "coder": act.coder,
        "at": act.at,
        "changes": act.rows,
        "kinds": act.kinds,
        "first": act.first_seq,
        "last": act.last_seq,
        "reverts": act.reverts,
        "reverted_by": act.reverted_by,
    }


def _act_cells(row: dict[str, Any]) -> tuple[object, ...]:
    state = _("taken back") if row["reverted_by"] else ""
    time = str(row["at"])[:19].replace("T", " ")
    return time, row["coder"], row["what"], row["changes"], row["act"].rpartition("#")[2], state


def _find_act(study: Study, name: str) -> ActSummary:
    exact = study.journal.act(name)
    if exact is not None:
        return exact
    found = [act for act in study.acts() if act.act.endswith(name)]
    if len(found) != 1:
        raise NotFoundError(_("no act {name}").format(name=name), _("coder log lists them"))
    return found[0]


def _print_act(study: Study, act: ActSummary, limit: int, *, as_json: bool) -> None:
    rows = islice(_change_rows(study, act), limit)
    if as_json:
        emit_rows(notice_of(study), rows, {"act": act.act})
        return
    columns = ("#", _("Kind"), _("Object"), _("What"), _("Hash"))
    table(columns, [(f"#{r['seq']}", r["kind"], r["key"], _effect(r), r["hash"][:16]) for r in rows])
    if act.rows > limit:
        say(_("… and {count} more (--limit)").format(count=act.rows - limit))
    say_notice(study)


def _change_rows(study: Study, act: ActSummary) -> Iterator[dict[str, Any]]:
    import json

    for c in study.journal.changes(act.act):
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


def _effect(row: dict[str, Any]) -> str:
    """Return what a change did to its object: made, removed, or which fields it changed."""
    if row["before"] is None:
        return _("made")
    if row["after"] is None:
        return _("removed")
    return ", ".join(name for name, value in row["after"].items() if row["before"].get(name) != value)


@command("undo", _("Take your last act back"), "coder undo", "coder --coder ann undo")
@pass_seat
def undo(seat: Seat) -> None:
    """Take back the coder's last standing act, of any kind."""
    _turn(seat, "undo")


@command("redo", _("Do again what was undone last"), "coder redo")
@pass_seat
def redo(seat: Seat) -> None:
    """Do again what the coder undid last."""
    _turn(seat, "redo")


def _turn(seat: Seat, way: str) -> None:
    from coder.session.desk import Desk
    from coder.store.images import KINDS

    # Everything but the coder's own entry into the study, which later acts rest on.
    kinds = frozenset(KINDS) - {"coder"}
    with seat.open() as study:
        desk = Desk(study)
        no_verb = frozenset[str]()
        outcome = desk.undo(kinds, no_verb) if way == "undo" else desk.redo(kinds, no_verb)
        put(outcome.message)
        say_notice(study)
