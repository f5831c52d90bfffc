"""Who does what a recommendation asks, by when, and how one sees that it was done, as formats and screens say it."""

from __future__ import annotations

from coder.i18n import _
from coder.model.codebook import Recommendation


def plan_labels() -> tuple[str, str, str]:
    """Return what the parts of a plan are called."""
    return _("Responsible"), _("By when"), _("Measured by")


def plan_of(one: Recommendation) -> tuple[tuple[str, str], ...]:
    """Return the parts of a recommendation's plan that are written, each with its label."""
    return tuple((label, text) for label, text in zip(plan_labels(), one.plan, strict=True) if text)


def plan_lines(one: Recommendation) -> tuple[str, ...]:
    """Return the parts of a recommendation's plan that are written, a line each."""
    return tuple(_("{label}: {text}").format(label=label, text=text) for label, text in plan_of(one))
