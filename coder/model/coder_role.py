"""What a coder is to the study."""

from __future__ import annotations

from typing import Literal, get_args

from coder.i18n import _

CoderRole = Literal["", "interviewer", "lead", "auditor"]
ROLES: tuple[CoderRole, ...] = get_args(CoderRole)


def team_role_name(role: str) -> str:
    """Return a coder's role in words."""
    return {"interviewer": _("interviewer"), "lead": _("lead"), "auditor": _("auditor")}.get(role, "—")
