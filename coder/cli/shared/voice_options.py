"""The options that ask for the words of somebody, or of a role."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from coder.i18n import _, listed

if TYPE_CHECKING:
    from coder.model.counting.frequencies import Keeps
    from coder.record.study import Study

_F = TypeVar("_F", bound=Callable[..., Any])

# Written out, for the help must not import the rooms that know them; a test compares them.
ROLES = ("interviewer", "respondent", "other", "none")


def voice_options(command: _F) -> _F:
    """Add --role and --speaker; the command gets `roles` and `speakers`."""
    role = click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), help=_("Only words of this role"))
    name = click.option("--speaker", "speakers", multiple=True, metavar="NAME", help=_("Only words of this speaker"))
    return role(name(command))


def kept_voices(study: Study, speakers: tuple[str, ...], roles: tuple[str, ...]) -> Keeps | None:
    """Return which passages are kept, as quotations are; an unknown name is an error."""
    if not speakers and not roles:
        return None
    from coder.model.counting.passage import Query
    from coder.model.counting.passage_filters import Filters
    from coder.record.speaking_voices import keeping
    from coder.retrieval.passages import plan

    plan(study, Query(filters=Filters(speakers=speakers, roles=roles)))
    return keeping(study.reader, speakers, roles)


def told_voices(speakers: tuple[str, ...], roles: tuple[str, ...]) -> str:
    """Return the sentence on whose words are counted, empty where everybody's are."""
    from coder.model.values.value_names import role_name

    names = [*speakers, *map(role_name, roles)]
    return _("Only passages in which {names} speaks.").format(names=listed(names)) if names else ""
