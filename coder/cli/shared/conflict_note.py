"""What lists say of objects that people changed apart, until an act settles them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from coder.cli.shared.console import paint, put, say
from coder.i18n import _, listed

if TYPE_CHECKING:
    from coder.record.study import Study

Apart = frozenset[tuple[str, str]]
"""Objects that wait to be settled, by kind and id."""


def in_conflict(study: Study) -> Apart:
    """Return what was changed apart, as far as the coder may see it; where one copy wrote alone, nothing was."""
    if not study.journal.moment():
        return frozenset()
    from coder.record.union.unsettled import unsettled

    return frozenset((one.kind, one.key) for one in unsettled(study))


def marked(apart: Apart, kind: str, keys: Iterable[str], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row for other programs with whether its object, or one of several, is in conflict."""
    return {**row, "in_conflict": any((kind, key) in apart for key in keys)}


def put_conflict(apart: Apart, kind: str, keys: Iterable[str]) -> None:
    """Print under an object that it, or one of several, is in conflict."""
    if any((kind, key) in apart for key in keys):
        put("  ", paint(_("In conflict: changed apart, not settled; coder conflicts shows both sides"), "error"))


def say_conflicts(study: Study, kind: str, called: Mapping[str, str]) -> None:
    """Name below a list what of it is in conflict; `called` says what each id is called."""
    apart = in_conflict(study)
    if found := [name for key, name in called.items() if (kind, key) in apart]:
        told = _("In conflict: {names}. They were changed apart and are not settled; coder conflicts shows both sides.")
        say(told.format(names=listed(found)))
