"""trace: the chain from a sentence of the report down to words and proof, and up to what rests on them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_json, paint, put
from coder.cli.shared.context import (
    Seat,
    complete_targets,
    json_option,
    layer_option,
    limit_option,
    notice_of,
    pass_seat,
    say_notice,
)
from coder.cli.shared.help_layout import command
from coder.i18n import _, bracketed
from coder.model.values.value_names import side_name

if TYPE_CHECKING:
    from coder.audit.pasted_words import Pasted
    from coder.model.journal.trace_chain import Link

_QUOTES = 5


@command(
    "trace",
    _("Trace a finding or quotation to its source text and journal entries"),
    "coder trace F4",
    "coder trace R3 --limit 2",
    "coder trace A-54-d8b6 --json",
    "coder trace firm-b",
    'coder trace "那跟會不會做沒關係"',
    "coder trace - < sentence.txt",
)
@click.argument("target", nargs=-1, required=True, metavar="ID|WORDS…", shell_complete=complete_targets)
@limit_option(_QUOTES, _("Quotations per code"))
@layer_option
@json_option
@pass_seat
def trace(seat: Seat, target: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Print what a finding, recommendation, figure, code or quote rests on, and what rests on it.

    Of a transcript, case or coder, named or by id, it prints how it came in and what was coded.

    Words pasted from the report are looked for among findings, recommendations and coded passages; `-` reads them.
    """
    from coder.audit.trace import trace_pasted

    words = sys.stdin.read() if target == ("-",) else " ".join(target)
    with seat.read() as study:
        link, found = trace_pasted(study, words.strip(), -1 if as_json else limit)
        if not as_json:
            _put_found(found)
        if as_json:
            pasted = [asdict(one) for one in found]
            emit_json({"notice": notice_of(study), **_as_dict(link), **({"pasted": pasted} if pasted else {})})
            return
        _put_link(link, "", "")
        _put_below(link, "")
        if link.above:
            put()
            put(paint(_("What rests on it"), "title"))
            _put_above(link.above, "")
        say_notice(study)


def _put_found(found: Sequence[Pasted]) -> None:
    """Say what the pasted words were taken for, and what else they may be."""
    for number, one in enumerate(found):
        lead = _("Found by its words") if number == 0 else _("or")
        told = _("{kind} {name}: {share} of the words").format(
            kind=_kind(one.kind), name=one.name if one.kind == "coding" else f"{one.id} {one.name}",
            share=f"{one.likeness:.0%}",
        )  # fmt: skip
        put(paint(f"{lead}: {told}", "quiet"))


def _as_dict(link: Link) -> dict[str, Any]:
    return {
        "kind": link.kind,
        "id": link.id,
        "title": link.title,
        "text": link.text,
        "stance": link.stance,
        "facts": link.facts,
        "below": [_as_dict(below) for below in link.below],
        "above": [_as_dict(above) for above in link.above],
    }


def _kind(kind: str) -> str:
    from coder.audit.trace import link_kind

    return link_kind(kind)


def _put_link(link: Link, lead: str, indent: str, *, below: bool = True) -> None:
    """Print one step: what it is on a line, then its words and its facts."""
    stance = side_name(link.stance)
    typed = link.id if not link.number and link.kind != "coder" else ""
    put(
        lead,
        paint(_kind(link.kind), "quiet"),
        " ",
        paint(link.number, "key"),
        f"  {link.title}" if link.number else link.title,
        paint(bracketed(typed), "quiet") if typed else "",
        paint(f"  [{stance}]", link.stance) if stance else "",
    )
    rail = indent + ("│ " if below and (link.below or link.more) else "  ")
    for line in link.text.rstrip("\n").split("\n") if link.text else ():
        put(rail, "  ", line)
    if link.facts:
        put(
            rail,
            "  ",
            paint(
                _("; ").join(_("{name}: {value}").format(name=name, value=value) for name, value in link.facts.items()),
                "quiet",
            ),
        )


def _put_below(link: Link, indent: str) -> None:
    for last, below in _marked(link.below, more=bool(link.more)):
        inner = indent + ("   " if last else "│  ")
        _put_link(below, indent + ("└─ " if last else "├─ "), inner)
        _put_below(below, inner)
    if link.more:
        put(indent, "└─ ", paint(_("… and {count} more quotes (--limit)").format(count=link.more), "quiet"))


def _marked(links: Sequence[Link], *, more: bool) -> Iterator[tuple[bool, Link]]:
    for i, link in enumerate(links, start=1):
        yield i == len(links) and not more, link


def _put_above(links: Sequence[Link], indent: str) -> None:
    for last, link in _marked(links, more=False):
        inner = indent + ("   " if last else "│  ")
        _put_link(link, indent + ("└─ " if last else "├─ "), inner, below=False)
        _put_above(link.above, inner)
