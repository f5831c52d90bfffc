"""names: what reports print in the place of names, and what may tell who spoke."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coder.cli.shared.console import emit_rows, put, say, table
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import Group, command
from coder.i18n import _
from coder.model.names.aliases import NAME_KINDS

if TYPE_CHECKING:
    from coder.record.study import Study

_TOLD = 20
"""Of so many names of a file it is said what to think of."""


@click.group(
    "names",
    cls=Group,
    invoke_without_command=True,
    help=_("List names that reports replace, and likely identifying details"),
    epilog="coder names\ncoder names set TSMC 'Firm A'\ncoder names redact 0912-345-678\ncoder names leaks",
)
@json_option
@click.pass_context
@pass_seat
def names(seat: Seat, ctx: click.Context, as_json: bool) -> None:
    """List the names of the key with what is printed in their place."""
    if ctx.invoked_subcommand is not None:
        if as_json:
            raise click.UsageError(_("--json belongs to the list: coder names --json"))
        return
    from coder.privacy.name_use import name_uses

    with seat.read() as study:
        uses = name_uses(study)
        if as_json:
            emit_rows(
                notice_of(study),
                [{"name": u.name, "printed": u.printed, "times": u.times, "warnings": list(u.warnings)} for u in uses],
            )
            return
        if not uses:
            say(_("No name is replaced: no case has aliases, and the list is empty (coder names set NAME ALIAS)."))
        else:
            table(
                (_("Name"), _("Printed as"), _("Times"), _("Caution")),
                [(u.name, u.printed, u.times, "; ".join(u.warnings)) for u in uses],
                numbers=(2,),
            )
        say_notice(study)


@command("set", _("Replace a name in every report"), "coder names set 王大明 受訪者 --kind person")
@click.argument("name", metavar="NAME")
@click.argument("alias", metavar="ALIAS")
@click.option("--kind", type=click.Choice(NAME_KINDS), default="other", show_default=True, help=_("Kind of name"))
@pass_seat
def set_(seat: Seat, name: str, alias: str, kind: str) -> None:
    """Put a name and its alias on the list, which stays in the study."""
    from coder.privacy.name_list import set_alias

    with seat.open() as study:
        put(set_alias(study, name, alias, kind).message)
        _tell_use(study, name)


def _tell_use(study: Study, name: str) -> None:
    """Say how often a name stands, and what to think of before it is printed."""
    from coder.privacy.name_use import name_use

    if (use := name_use(study, name)) is not None:
        for sentence in use.sentences():
            say(sentence)


@command("load", _("Load names to replace from a CSV file: name,alias,kind"), "coder names load names.csv")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
@pass_seat
def load(seat: Seat, file: Path) -> None:
    """Put the names of a file on the list as one act."""
    from coder.model.names.aliases import Alias
    from coder.privacy.name_list import load_aliases
    from coder.privacy.name_use import name_uses

    with seat.open() as study:
        outcome = load_aliases(study, file)
        put(outcome.message)
        loaded = {one.name for _before, one in outcome.changes if isinstance(one, Alias)}
        uses = [use for use in name_uses(study) if use.name in loaded]
        say(_("they appear {count} times in all").format(count=f"{sum(use.times for use in uses):,}"))
        warned = [use for use in uses if use.warnings]
        for use in warned[:_TOLD]:
            for sentence in use.sentences():
                say(sentence if use.name in sentence else f"{use.name}: {sentence}")
        if len(warned) > _TOLD:
            say(_("and {count} more; coder names lists them").format(count=f"{len(warned) - _TOLD:,}"))


@command("redact", _("Redact words in every output"), "coder names redact 0912-345-678")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@pass_seat
def redact(seat: Seat, words: tuple[str, ...]) -> None:
    """Mark words as redacted: every report prints a blank in their place."""
    from coder.privacy import name_list

    with seat.open() as study:
        for word in words:
            put(name_list.redact(study, word).message)
            _tell_use(study, word)


@command("drop", _("Print a name unchanged again"), "coder names drop 王大明")
@click.argument("name", metavar="NAME")
@pass_seat
def drop(seat: Seat, name: str) -> None:
    """Take a name from the list."""
    from coder.privacy.name_list import drop_alias

    with seat.open() as study:
        put(drop_alias(study, name).message)


@command("seen", _("Mark words that look like a leak as none"), "coder names seen TSMC\ncoder names seen TSMC --again")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--again", is_flag=True, help=_("List them again"))
@pass_seat
def seen(seat: Seat, words: tuple[str, ...], *, again: bool) -> None:
    """Remember in the study that words were looked at and are no leak; they are replaced nowhere."""
    from coder.privacy.seen_leaks import mark_seen, mark_unseen

    with seat.open() as study:
        for word in words:
            put((mark_unseen if again else mark_seen)(study, word).message)


@command(
    "leaks", _("List what may identify a respondent: names, phones, addresses, numbers"), "coder names leaks --json"
)
@json_option
@pass_seat
def leaks(seat: Seat, as_json: bool) -> None:
    """List likely leaks in transcripts, codebook and the lead's words, as a report would print them."""
    from coder.privacy.leaks import find_leaks, leak_name, looked_for, not_looked_for
    from coder.privacy.seen_leaks import marked_words, no_leaks

    with seat.read() as study:
        found = find_leaks(study)
        rows = [{name: value for name, value in f._asdict().items() if name != "transcript"} for f in found]
        if as_json:
            told = {"looked_for": looked_for(), "not_looked_for": not_looked_for(), "no_leaks": [*no_leaks(study)]}
            emit_rows(notice_of(study), rows, told)
            return
        if not rows:
            say(_("Nothing looks like a leak."))
        else:
            table(
                (_("Kind"), _("Words"), _("Times"), _("Place")),
                [(leak_name(one.kind), one.words, one.times, one.where) for one in found],
                numbers=(2,),
            )
        if marked := marked_words(len(no_leaks(study))):
            say(marked)
        say(looked_for())
        say(not_looked_for())
        say_notice(study)


for each in (set_, load, redact, drop, seen, leaks):
    names.add_command(each)
