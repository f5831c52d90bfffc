"""The groups of actions in the help."""

from __future__ import annotations

from coder.i18n import _


def marking() -> str:
    """Return the heading of its actions."""
    return _("Marking")


def moving() -> str:
    """Return the heading of its actions."""
    return _("Moving")


def coding() -> str:
    """Return the heading of its actions."""
    return _("Coding")


def suggesting() -> str:
    """Return the heading of its actions."""
    return _("Suggestions")


def choosing() -> str:
    """Return the heading of its actions."""
    return _("Quotes of codes")


def searching() -> str:
    """Return the heading of its actions."""
    return _("Searching the study")


def program() -> str:
    """Return the heading of its actions."""
    return _("Program")


def noting() -> str:
    """Return the heading of its actions."""
    return _("Memos")


def setting() -> str:
    """Return the heading of its actions."""
    return _("Settings")


def visiting() -> str:
    """Return the heading of its actions."""
    return _("Other screens")


def auditing() -> str:
    """Return the heading of its actions."""
    return _("History")


def booking() -> str:
    """Return the heading of its actions."""
    return _("Codebook")


def placing() -> str:
    """Return the heading of its actions."""
    return _("Lost anchors")


def hiding() -> str:
    """Return the heading of its actions."""
    return _("Names in reports")


def comparing() -> str:
    """Return the heading of its actions."""
    return _("Agreement and adjudication")


def sampling() -> str:
    """Return the heading of its actions."""
    return _("Audit sample")


def menu() -> str:
    """Return the heading of its actions."""
    return _("Go to, in the menu of places")


def reviewing() -> str:
    """Return the heading of its actions."""
    return _("Looking again")


def synthesising() -> str:
    """Return the heading of its actions."""
    return _("Findings and matrices")


def speaking() -> str:
    """Return the heading of its actions."""
    return _("Who speaks")
