"""The options that say who speaks, and the table of candidates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from coder.cli.shared.console import say, table
from coder.errors import CoderError
from coder.i18n import _, bracketed, listed
from coder.model.values.value_names import reason_name, role_name

if TYPE_CHECKING:
    from coder.model.names.speakers import Candidate, SpeakerReading, SpeakerRules

_F = TypeVar("_F", bound=Callable[..., Any])
_PREVIEW = 6
_PREVIEW_WORDS = 60


def speaker_options(command: _F) -> _F:
    """Add the options that say who speaks; the command gets a `SpeakerRules` by `rules_of`."""
    texts = (
        ("--interviewer", "interviewers", "NAME", _("A speaker who asks; may be repeated")),
        ("--respondent", "respondents", "NAME", _("A speaker who answers")),
        ("--other", "others", "NAME", _("A speaker who is neither")),
        ("--not-speaker", "refused", "NAME", _("A label that is not a speaker")),
        ("--same", "same", "NAME=NAME", _("Two labels of one speaker; the second name stays")),
    )
    own = click.option("--label", metavar="REGEX", help=_("Your own label form; its first group is the name"))
    several = (click.option(flag, name, multiple=True, metavar=form, help=text) for flag, name, form, text in texts)
    options = [*several, own]
    for option in reversed(options):
        command = option(command)
    return command


def rules_of(
    interviewers: Sequence[str] = (),
    respondents: Sequence[str] = (),
    others: Sequence[str] = (),
    refused: Sequence[str] = (),
    same: Sequence[str] = (),
    label: str | None = None,
) -> SpeakerRules:
    """Return what the options say on speakers."""
    from coder.model.names.speaker_labels import key_of
    from coder.model.names.speakers import SpeakerRules
    from coder.model.text import Role
    from coder.transcripts.speaker_decisions import pattern_of

    given = ((interviewers, Role.INTERVIEWER), (respondents, Role.RESPONDENT), (others, Role.OTHER))
    pairs = [pair.partition("=") for pair in same]
    if wrong := [old for old, equals, new in pairs if not (equals and old.strip() and new.strip())]:
        raise CoderError(_("{name} names no two labels").format(name=wrong[0]), _("for example: --same Mr_Wang=Wang"))
    return SpeakerRules(
        roles={key_of(name): role for names, role in given for name in names},
        names={key_of(old): new.strip() for old, _equals, new in pairs},
        refused=frozenset(map(key_of, refused)),
        pattern=pattern_of(label) if label else None,
    )


def candidate_rows(reading: SpeakerReading) -> list[dict[str, Any]]:
    """Return the candidates, those who speak most first, those refused last."""
    whole = sum(candidate.chars for candidate in reading.candidates if candidate.taken) or 1
    ordered = sorted(reading.candidates, key=lambda c: (not c.taken, -c.chars))
    return [_row(candidate, whole) for candidate in ordered]


def _row(candidate: Candidate, whole: int) -> dict[str, Any]:
    return {
        "name": candidate.name,
        "taken": candidate.taken,
        "speaker": candidate.speaker or None,
        "role": str(candidate.role),
        "why": str(candidate.why),
        "count": candidate.count,
        "chars": candidate.chars,
        "share": round(candidate.chars / whole, 4) if candidate.taken else None,
        "first": candidate.first,
    }


def preview_rows(reading: SpeakerReading, text: str) -> list[dict[str, Any]]:
    """Return the first turns in which somebody speaks."""
    turns = [turn for turn in reading.turns if turn.role != "none"][:_PREVIEW]
    return [
        {
            "speaker": turn.speaker or None,
            "role": str(turn.role),
            "time": turn.time,
            "text": " ".join(text[turn.body : turn.end].split())[:_PREVIEW_WORDS],
        }
        for turn in turns
    ]


def print_candidates(rows: Iterable[dict[str, Any]]) -> None:
    """Print the table of candidates."""
    cells = [
        (
            row["name"] if row["speaker"] in {None, row["name"]} else f"{row['name']} → {row['speaker']}",
            _("taken") if row["taken"] else _("refused"),
            reason_name(row["why"]),
            role_name(row["role"]) if row["taken"] else "",
            row["count"],
            f"{row['share']:.0%}" if row["share"] is not None else "",
            row["first"][:24],
        )
        for row in rows
    ]
    heads = (_("Label"), "", _("Why"), _("Role"), _("Turns"), _("Share"), _("First words"))
    table(heads, cells, numbers=(4, 5))


def say_what_to_type(command: str) -> None:
    """Say how speakers are put right."""
    message = _("To correct it: {command} --interviewer NAME, --respondent NAME, --not-speaker NAME, --same NAME=NAME")
    say(message.format(command=command))


def say_left_out(file: str, left_out: Sequence[str], refused: Sequence[dict[str, Any]]) -> None:
    """Say in a line each what of a file is not in its text, and which labels are no speakers."""
    if left_out:
        say(_("Left out of {file}: {what}").format(file=file, what=listed(left_out)))
    often = [f"{one['name']}{bracketed(str(one['count']))}" for one in refused if one["count"] > 1]
    if often:
        say(_("No speakers in {file}: {names}").format(file=file, names=listed(often)))
