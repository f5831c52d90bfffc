"""What a coder is to the study."""

from __future__ import annotations

from typing import Literal, get_args

CoderRole = Literal["", "interviewer", "lead", "auditor"]
ROLES: tuple[CoderRole, ...] = get_args(CoderRole)
