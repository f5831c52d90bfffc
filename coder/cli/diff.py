"""diff: what changed between two moments of the study."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_json, paint, put, say, table
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import command
from coder.i18n import _

if TYPE_CHECKING:
    from coder.audit.change_words import ObjectChange
    from coder.audit.comparison import Comparison
    from coder.model.journal.moment import Moment
    from coder.record.study import Study


@command(
    "diff",
    _("List changes between two moments"),
    "coder diff 2026-11-20",
    "coder diff 2026-11-20T12:00 2026-11-27",
    "coder diff '#1182' '#1240' --json",
)
@click.argument("moment")
@click.argument("other", required=False, default="", metavar=_("[MOMENT]"))
@json_option
@pass_seat
def diff(seat: Seat, moment: str, other: str, as_json: bool) -> None:
    """Print codings by code and coder, then codes, findings, memos and transcripts; without a second moment: till now.

    A moment is a day (its end), a time, or a change number.
    """
    from coder.audit.comparison import compare
    from coder.record.past_study import find_moment

    with seat.open() as study:
        found = compare(study, find_moment(study, moment), find_moment(study, other))
        if as_json:
            emit_json({"notice": notice_of(study), **as_dict(found)})
            return
        _print(study, found)
        say_notice(study)


def _moment(moment: Moment) -> str:
    return moment.short if moment.changes else _("the beginning")


def _print(study: Study, found: Comparison) -> None:
    say(
        paint(
            _("{before} to {after}").format(before=_moment(found.before), after=_moment(found.after)), "quiet", err=True
        )
    )
    if found.equal:
        say(_("Nothing differs."))
        return
    if found.codings:
        _print_codings(study, found)
    for verdict, coder, number in found.decisions:
        name = {"accept": _("suggestions accepted"), "reject": _("suggestions rejected")}.get(verdict, verdict)
        put(f"{name}  {coder}  {number:+,}")
    kind = ""
    for change in found.objects:
        if change.kind != kind:
            kind = change.kind
            put()
            put(paint(_heading(kind), "title"))
        _put_object(change)


def _print_codings(study: Study, found: Comparison) -> None:
    project = study.project()
    codes = project.code_by_id

    def name(code: str) -> str:
        return codes[code].title if code in codes else code

    names = {
        "made": _("Added"), "removed": _("Removed"),
        "came": _("Recoded in"), "left": _("Recoded out"), "moved": _("Moved"),
        "looked_again": _("Reviewed"),
    }  # fmt: skip
    shown = [name for name in names if any(getattr(t, name) for t in found.codings)]
    columns = (_("Code"), _("Coder"), *(names[name] for name in shown), "+/-")
    rows = [
        (name(t.code), project.coder_name(t.coder), *(getattr(t, field) or "" for field in shown), f"{t.balance:+,}")
        for t in found.codings
    ]
    table(columns, rows, numbers=range(2, len(columns)))
    for old, new, coder, number in found.recoded:
        put(
            _("recoded: {old} -> {new}, codings of {coder}: {count}").format(
                old=name(old), new=name(new), coder=project.coder_name(coder), count=number
            )
        )


def _heading(kind: str) -> str:
    from coder.audit.change_words import kind_name

    return kind_name(kind)


def _put_object(change: ObjectChange) -> None:
    from coder.audit.change_words import what_name

    look = {"made": "for", "removed": "against"}.get(change.what, "quiet")
    place = f"  [{change.citation}]" if change.citation else ""
    put(paint(f"{what_name(change.what)}  ", look), change.title, paint(place, "quiet"))
    if change.kind == "memo":
        _put_field("", change.before.text if change.before else "", change.after.text if change.after else "")
        return
    for field in change.fields if change.what == "changed" else ():
        _put_field(field.label, field.before, field.after)


def _put_field(label: str, before: str, after: str) -> None:
    if label:
        put("    ", label)
    for text, sign, look in ((before, "- ", "against"), (after, "+ ", "for")):
        for line in text.rstrip("\n").split("\n") if text else ():
            put("      ", paint(sign + line, look))


def as_dict(found: Comparison) -> Mapping[str, Any]:
    """Return a comparison for other programs."""
    return {
        "before": _as_moment(found.before),
        "after": _as_moment(found.after),
        "equal": found.equal,
        "codings": [
            {
                "code": t.code,
                "coder": t.coder,
                "made": t.made,
                "removed": t.removed,
                "came": t.came,
                "left": t.left,
                "moved": t.moved,
                "looked_again": t.looked_again,
                "balance": t.balance,
            }
            for t in found.codings
        ],
        "recoded": [
            {"from": old, "to": new, "coder": coder, "codings": number} for old, new, coder, number in found.recoded
        ],
        "decisions": [
            {"verdict": verdict, "coder": coder, "more": number} for verdict, coder, number in found.decisions
        ],
        "transcripts": [{"transcript": key, "codings": number} for key, number in found.transcripts],
        "objects": [
            {
                "kind": c.kind,
                "id": c.id,
                "title": c.title,
                "what": c.what,
                "fields": [{"field": f.field, "before": f.before, "after": f.after} for f in c.fields],
            }
            for c in found.objects
        ],
    }


def _as_moment(moment: Moment) -> dict[str, Any]:
    return {"change": moment.seq, "at": moment.at, "head": moment.hash}
