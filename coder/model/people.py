"""The people who code, what each is to the study, and what each allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from coder.i18n import _

CoderRole = Literal["", "interviewer", "lead", "auditor"]
ROLES: tuple[CoderRole, ...] = get_args(CoderRole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """A person who codes; one who codes blind sees and is told nothing of what others coded."""

    id: str
    name: str
    blind: bool = False
    role: CoderRole = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A coder's leave for a suggester to send the words of transcripts to a receiver outside the program."""

    id: str
    suggester: str
    receiver: str
    coder: str
    at: str


def team_role_name(role: str) -> str:
    """Return a coder's role in words."""
    return {"interviewer": _("interviewer"), "lead": _("lead"), "auditor": _("auditor")}.get(role, "—")
