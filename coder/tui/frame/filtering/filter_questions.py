"""What filters ask by whose words are kept: a role or a speaker, told apart in one list."""

from __future__ import annotations

from dataclasses import replace

from coder.i18n import _, bracketed, listed
from coder.model.counting.passage_filters import Filters
from coder.model.text import Role
from coder.model.values.value_names import role_name
from coder.record.study import Study

_SPEAKER = "speaker:"


def voice_options(study: Study) -> list[tuple[str, str]]:
    """Return the roles, then the speakers of the study, each with its key."""
    from coder.retrieval.passages import all_speakers

    roles = [(str(role), _role(role)) for role in Role]
    return [*roles, *((f"{_SPEAKER}{name}", _speaker(name)) for name in all_speakers(study))]


def voice_of(key: str) -> tuple[str, str]:
    """Return the role and the speaker that a key stands for; one of them is empty, both of an empty key."""
    if key.startswith(_SPEAKER):
        return "", key.removeprefix(_SPEAKER)
    return key, ""


def voice_key(filters: Filters) -> str:
    """Return the key of the speaker or the role in force, empty where there is none."""
    if filters.speakers:
        return f"{_SPEAKER}{filters.speakers[0]}"
    return filters.roles[0] if filters.roles else ""


def by_voice(filters: Filters, key: str) -> Filters:
    """Return filters that keep the words of a role or speaker, by its key; an empty one keeps everybody's."""
    role, speaker = voice_of(key)
    return replace(filters, roles=(role,) if role else (), speakers=(speaker,) if speaker else ())


def voice_words(filters: Filters) -> str:
    """Return whose words are kept, empty where everybody's are."""
    return listed([*map(_role, filters.roles), *map(_speaker, filters.speakers)])


def _role(role: str) -> str:
    # Told from a speaker: many are called by the name of their role.
    return role_name(role) + bracketed(_("role"))


def _speaker(name: str) -> str:
    return name + bracketed(_("speaker"))
