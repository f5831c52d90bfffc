"""coders: who codes, and who codes blind to the others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_rows, put, say, table
from coder.cli.shared.context import (
    Seat,
    complete_transcripts,
    confirm_opening,
    confirm_visibility,
    json_option,
    notice_of,
    pass_seat,
    say_notice,
    yes_option,
)
from coder.cli.shared.help_layout import Group, command
from coder.i18n import _
from coder.model.names.shell_words import shell_word
from coder.model.people import ROLES, team_role_name

_NO_ROLE = "none"

if TYPE_CHECKING:
    from coder.record.study import Study


@click.group(
    "coders",
    cls=Group,
    invoke_without_command=True,
    help=_("List coders; turn blind coding on or off"),
    epilog="coder coders\ncoder coders --json\ncoder coders role ann lead\n"
    "coder coders blind ann\ncoder coders sighted ann\ncoder coders open firm-a",
)
@json_option
@click.pass_context
@pass_seat
def coders(seat: Seat, ctx: click.Context, as_json: bool) -> None:
    """List every coder with the number of codings and acts, and who codes blind."""
    if ctx.invoked_subcommand is not None:
        if as_json:
            raise click.UsageError(_("--json belongs to the list: coder coders --json"))
        return
    with seat.read() as study:
        rows = _rows(study)
        if as_json:
            emit_rows(notice_of(study), rows)
            return
        cells = [
            (
                r["name"],
                r["id"],
                "-" if r["codings"] is None else r["codings"],
                "-" if r["acts"] is None else r["acts"],
                team_role_name(r["role"]),
                _("blind") if r["blind"] else "",
                _("you") if r["you"] else "",
            )
            for r in rows
        ]
        table((_("Name"), _("Id"), _("Codings"), _("Acts"), _("Role"), _("Visibility"), ""), cells, numbers=(2, 3))
        say_notice(study)


def _rows(study: Study) -> list[dict[str, Any]]:
    """Return the coders; how much others did is nobody's who codes blind."""
    from coder.record.queries import codings_by_coder
    from coder.record.veil.blindness import people

    project, seen = study.project(), people(study)
    codings = Counter({coder: made for coder, (made, _places) in codings_by_coder(study.reader).items()})
    acts = Counter(act.coder for act in study.acts())
    return [
        {
            "id": key,
            "name": name,
            "codings": codings[key] if key in seen else None,
            "acts": acts[key] if key in seen else None,
            "role": project.roles.get(key, ""),
            "blind": key in project.blind,
            "you": key == study.coder,
        }
        for key, name in project.coders.items()
    ]


@command("blind", _("Hide other coders' work from a coder (blind coding)"), "coder coders blind ann")
@click.argument("name", metavar="NAME")
@pass_seat
def blind(seat: Seat, name: str) -> None:
    """Leave out of all that the coder sees what others coded, decided and noted; undoable."""
    from coder.record.veil.blindness import set_visibility

    with seat.open() as study:
        key = set_visibility(study, name, blind=True)
        called = study.project().coder_name(key)
        put(_("{name} codes blind now: codings, memos and counts of others are not shown.").format(name=called))
        say(_("coder undo takes it back; coder coders sighted {name} ends it").format(name=shell_word(called)))


@command(
    "sighted",
    _("Show a coder all other coders' work (ends blind coding)"),
    "coder coders sighted ann",
    "coder coders sighted ann --yes",
)
@click.argument("name", metavar="NAME")
@yes_option
@pass_seat
def sighted(seat: Seat, name: str, yes: bool) -> None:
    """End blind coding for a coder; the history names who did it. Who ends it for themselves is asked first."""
    from coder.record.veil.blindness import coder_named, set_visibility

    with seat.open() as study:
        if study.seen is not None and coder_named(study.project(), name) == study.coder:
            confirm_visibility(yes=yes)
        key = set_visibility(study, name, blind=False)
        put(_("{name} sees again what others coded.").format(name=study.project().coder_name(key)))


@command("role", _("Set a coder's role in the team"), "coder coders role ann lead")
@click.argument("name", metavar="NAME")
@click.argument("role", type=click.Choice([role or _NO_ROLE for role in ROLES]))
@pass_seat
def role(seat: Seat, name: str, role: str) -> None:
    """Make a coder an interviewer, a lead or an auditor; where there is a lead, leads alone assign and adjudicate."""
    from coder.agreement.assignments import set_role

    with seat.open() as study:
        put(set_role(study, name, next(one for one in ROLES if (one or _NO_ROLE) == role)).message)


@command("name", _("Correct a coder's displayed name"), "coder coders name ann Ann-Lee")
@click.argument("coder", metavar="CODER")
@click.argument("name")
@pass_seat
def correct_name(seat: Seat, coder: str, name: str) -> None:
    """Correct a coder's name; the id, which codings carry, stays."""
    from coder.coding.whole_transcripts import name_coder

    with seat.open() as study:
        say(name_coder(study, coder, name).message)


@command(
    "open",
    _("Show blind coders all codings of a transcript"),
    "coder coders open firm-a",
    "coder coders open --all --yes",
    "coder coders open firm-a --hide",
)
@click.argument("transcripts", nargs=-1, metavar="TRANSCRIPT...", shell_complete=complete_transcripts)
@click.option("--all", "every", is_flag=True, help=_("Every transcript of the study"))
@click.option("--hide", is_flag=True, help=_("Hide it from blind coders again"))
@yes_option
@pass_seat
def open_blind(seat: Seat, transcripts: tuple[str, ...], *, every: bool, hide: bool, yes: bool) -> None:
    """Open transcripts to all who code blind, as one undoable act of the lead; the journal keeps when and by whom."""
    from coder.agreement.assignments import require_lead
    from coder.agreement.openings import blind_names, open_transcripts, opened

    if not transcripts and not every:
        raise click.UsageError(_("say which transcripts, or --all"))
    with seat.open() as study:
        require_lead(study)
        if not hide:
            confirm_opening(blind_names(study), yes=yes)
        there = opened(study)
        names = [t.id for t in study.project().transcripts if (t.id in there) is hide] if every else list(transcripts)
        put(open_transcripts(study, names, closed=hide).message)


coders.add_command(open_blind)
coders.add_command(correct_name)
coders.add_command(role)
coders.add_command(blind)
coders.add_command(sighted)
