"""transcript and case: other names and cases, transcripts taken out, attributes of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_rows, say, table
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat
from coder.cli.shared.help_layout import Group, command
from coder.errors import CoderError
from coder.i18n import _, listed
from coder.model.codebook import ATTRIBUTE_TYPES
from coder.model.values.value_names import attribute_title, value_title

if TYPE_CHECKING:
    from coder.coding.attribute_types import AttributeUse

_NO_TYPE = "none"
_SHOWN = 6


@click.group(
    "transcript",
    cls=Group,
    help=_("Rename a transcript, move it to another case or remove it"),
    epilog="coder transcript rename firm-a first-talk\ncoder transcript move firm-a B\n"
    "coder transcript remove firm-a --yes",
)
def transcript() -> None:
    """Change a transcript as a whole."""


@command("rename", _("Rename a transcript"), "coder transcript rename firm-a first-talk")
@click.argument("transcript")
@click.argument("name")
@pass_seat
def rename(seat: Seat, transcript: str, name: str) -> None:
    """Rename a transcript; citations stay as they are."""
    from coder.coding.whole_transcripts import rename_transcript

    with seat.open() as study:
        say(rename_transcript(study, study.resolve_transcript(transcript), name).message)


@command("move", _("Move a transcript to another case"), "coder transcript move firm-a B")
@click.argument("transcript")
@click.argument("case")
@pass_seat
def move(seat: Seat, transcript: str, case: str) -> None:
    """Move a transcript to another case; its citations begin with that case's id then."""
    from coder.coding.whole_transcripts import move_transcript

    with seat.open() as study:
        say(move_transcript(study, study.resolve_transcript(transcript), case).message)


@command(
    "remove",
    _("Remove a transcript from the study (coder undo brings it back)"),
    "coder transcript remove firm-a --yes",
)
@click.argument("transcript")
@click.option("--yes", is_flag=True, help=_("Don't ask"))
@pass_seat
def remove(seat: Seat, transcript: str, yes: bool) -> None:
    """Take a transcript out, with the codings on it. Its words stay in the history until they are erased."""
    from coder.coding.whole_transcripts import remove_transcript, resting_on, words_stay

    with seat.open() as study:
        key = study.resolve_transcript(transcript)
        info = study.project().transcript_by_id[key]
        count = resting_on(study, info)
        told = _("Remove “{name}” with the {count} codings on it?").format(name=info.name, count=count)
        if not yes and not click.confirm(f"{told} {words_stay()}", err=True):
            raise click.Abort
        say(remove_transcript(study, key).message)


transcript.add_command(rename)
transcript.add_command(move)
transcript.add_command(remove)


@click.group(
    "case",
    cls=Group,
    help=_("Change a case and its attributes"),
    epilog="coder case set B --name Foundry employees=500",
)
def case() -> None:
    """Change a case."""


@command(
    "set",
    _("Set the name and attributes of a case"),
    "coder case set B --name Foundry employees=500",
    "coder case set B size=",
    'coder case set B --name-en "Firm B"',
)
@click.argument("case")
@click.argument("attributes", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--name", default=None, help=_("New name of the case"))
@click.option("--name-en", default=None, help=_("Its name in English"))
@pass_seat
def set_attributes(seat: Seat, case: str, attributes: tuple[str, ...], name: str | None, name_en: str | None) -> None:
    """Set attributes of a case; one without a value goes."""
    from coder.coding.whole_transcripts import set_case

    for one in attributes:
        if "=" not in one:
            raise CoderError(
                _("{text} is not an attribute").format(text=one), _("write NAME=VALUE; NAME= takes it away")
            )
    pairs = dict(one.split("=", 1) for one in attributes)
    with seat.open() as study:
        say(set_case(study, case, name, pairs, name_en=name_en).message)


@command("attributes", _("List the attributes of cases and their types"), "coder case attributes")
@json_option
@pass_seat
def attributes(seat: Seat, *, as_json: bool) -> None:
    """List each attribute with its type, its values and how many cases have one."""
    from coder.coding.attribute_types import attribute_uses, type_words

    with seat.read() as study:
        uses = attribute_uses(study.project())
        if as_json:
            emit_rows(notice_of(study), map(_attribute_row, uses))
            return
        heads = (_("Attribute"), _("Name"), _("Type"), "", _("Cases"), _("Values"))
        rows = (
            (
                use.attribute.id,
                attribute_title(use.attribute),
                type_words(use.attribute),
                "" if use.decided else _("by its values"),
                use.cases,
                _values(use),
            )
            for use in uses
        )
        table(heads, rows, numbers=(4,))


def _values(use: AttributeUse) -> str:
    shown = listed(value_title(use.attribute, value) for value in use.values[:_SHOWN])
    return shown + (" …" if len(use.values) > _SHOWN else "")


def _attribute_row(use: AttributeUse) -> dict[str, Any]:
    attribute = use.attribute
    return {
        "id": attribute.id,
        "name": attribute_title(attribute),
        "type": attribute.type,
        "choices": attribute.choices,
        "decided": use.decided,
        "cases": use.cases,
        "values": use.values,
        "values_en": attribute.values_en,
    }


@command(
    "type",
    _("Set the type of an attribute: text, number, date or choice"),
    "coder case type employees number",
    "coder case type size choice small middle large",
    "coder case type employees none",
)
@click.argument("attribute")
@click.argument("kind", metavar="[text|number|date|choice|none]", type=click.Choice([*ATTRIBUTE_TYPES, _NO_TYPE]))
@click.argument("choices", nargs=-1, metavar="[CHOICE]...")
@pass_seat
def set_attribute_type(seat: Seat, attribute: str, kind: str, choices: tuple[str, ...]) -> None:
    """Decide what an attribute holds; values that don't fit are refused from then on. None: what its values are."""
    from coder.coding.attribute_types import forget_type, set_type

    with seat.open() as study:
        if kind == _NO_TYPE:
            say(forget_type(study, attribute).message)
        else:
            say(set_type(study, attribute, next(t for t in ATTRIBUTE_TYPES if t == kind), choices).message)


@command("rename-attribute", _("Rename an attribute on every case"), "coder case rename-attribute size scale")
@click.argument("attribute")
@click.argument("name")
@pass_seat
def rename_attribute(seat: Seat, attribute: str, name: str) -> None:
    """Give an attribute another name on every case that has it, as one act."""
    from coder.coding.attribute_types import rename_attribute

    with seat.open() as study:
        say(rename_attribute(study, attribute, name).message)


@command(
    "label",
    _("Set an attribute's name in tables and reports, in Chinese and English"),
    "coder case label employees --name-en Staff",
    'coder case label size --name-en "Size of the firm"',
    "coder case label size --value-en 小型=Small --value-en 大型=Large",
)
@click.argument("attribute")
@click.option("--name", metavar="NAME", help=_("Its name"))
@click.option("--name-en", metavar="NAME", help=_("Its name in English"))
@click.option(
    "--value-en", "values_en", multiple=True, metavar="VALUE=ENGLISH", help=_("A value's name in English; repeatable")
)
@pass_seat
def label_attribute(
    seat: Seat, attribute: str, name: str | None, name_en: str | None, values_en: tuple[str, ...]
) -> None:
    """Say what an attribute and its values are called to people; the names on the cases stay."""
    from coder.coding.attribute_types import label_attribute

    if name is None and name_en is None and not values_en:
        raise click.UsageError(_("give --name, --name-en or --value-en"))
    for one in values_en:
        if "=" not in one:
            raise CoderError(
                _("{text} is not a value").format(text=one), _("write VALUE=ENGLISH; VALUE= takes it away")
            )
    pairs = dict(one.split("=", 1) for one in values_en)
    with seat.open() as study:
        say(label_attribute(study, attribute, name, name_en, pairs).message)


case.add_command(set_attributes)
case.add_command(attributes)
case.add_command(set_attribute_type)
case.add_command(rename_attribute)
case.add_command(label_attribute)
