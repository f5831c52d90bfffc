"""People that stand above a talk with their part in it, as 訪談人：林小華, and which label below is whose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coder.model.names.speaker_labels import has_title, is_answer, is_role, key_of, role_of
from coder.model.names.surnames import looks_like_a_name
from coder.model.text import Role

_APART = re.compile(r"[、,，/／;；&＆]|\s*[和及與]\s*|\s+(?:and|with)\s+")
_NOTE = re.compile(r"[（(\[【].*?[)）\]】]")
_TITLE = re.compile(r"^(?:Dr|Prof|Mr|Mrs|Ms)\.? ", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{1,3}-?\d{1,4}")
_SMALL = frozenset(["de", "der", "di", "du", "la", "van", "von", "of"])
_LONGEST = 6
_HAN = re.compile(r"[\u3400-\u9fff·]+")


@dataclass(frozen=True, slots=True)
class ToldPerson:
    """A person and the part that lines above the talk say they have in it."""

    name: str
    role: Role

    def is_called(self, label: str) -> bool:
        """Tell whether a label may be this person: by the whole name, surname, given name, title or initials."""
        name, label = self.name, _bare(label)
        if label.casefold() == name.casefold():
            return True
        if _HAN.fullmatch(name) and _HAN.fullmatch(label):
            by_surname = label[0] == name[0] and (len(label) == 1 or has_title(label))
            return by_surname or (len(label) > 1 and label == name[1:])
        words, said = name.casefold().split(), label.casefold().split()
        initials = "".join(word[0] for word in words)
        return len(words) > 1 and (set(said) <= set(words) or label.casefold().replace(".", "") == initials)


def people_told(lines: Iterable[tuple[str, str]]) -> Iterator[ToldPerson]:
    """Yield the people of lines above a talk, each a label and what stands behind it."""
    for label, behind in lines:
        if is_role(label):
            role = role_of(key_of(label), frozenset())
            yield from (ToldPerson(name, role) for part in _APART.split(behind) if (name := _bare(part)))


def names_part(label: str, behind: str) -> bool:
    """Tell whether a line says who has which part, as Interviewer: Dr. Jane Roe and Ann Lee."""
    return is_role(label) and all(_is_person(_bare(part)) for part in _APART.split(behind.strip()))


def _is_person(name: str) -> bool:
    if _HAN.fullmatch(name):
        return not is_answer(key_of(name)) and (looks_like_a_name(name) or has_title(name))
    words = [word for word in name.split() if word not in _SMALL]
    return bool(_CODE.fullmatch(name)) or (1 < len(words) <= _LONGEST and all(word[0].isupper() for word in words))


def part_of(label: str, people: Iterable[ToldPerson]) -> Role | None:
    """Return the part of whom a label names, None where it names none of them, or more than one."""
    parts = [person.role for person in people if person.is_called(label)]
    return parts[0] if len(parts) == 1 else None


def _bare(name: str) -> str:
    return _TITLE.sub("", _NOTE.sub("", name).strip())
