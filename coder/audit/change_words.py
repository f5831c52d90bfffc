"""Changes as people read them: what an object is called, and which of its fields changed from what to what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import msgspec

from coder.audit.field_names import field_name
from coder.coding.memos import describe_target, target_name
from coder.i18n import _, labelled, listed, pick
from coder.model.coding import Coding, Memo
from coder.model.displaced import Displaced
from coder.model.identity import quote_id
from coder.model.people import team_role_name
from coder.model.project import Project
from coder.model.reporting.page_words import calendar_words
from coder.model.sample import verdict_words
from coder.model.text import LineIndex
from coder.model.values.case_attribute import type_name
from coder.model.values.value_names import level_name, origin_name, ruling_name
from coder.record import anchors, history
from coder.record.kinds import KINDS, kind
from coder.record.object_names import object_name
from coder.record.study import Study
from coder.record.texts import get_text
from coder.transcripts.revision import Mapping

_TEXTS_KEPT = 8


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an object, before and after, in words; empty where it was or is nothing."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectChange:
    """What became of one object: `before` and `after` are the objects, `title` names it, `fields` are those changed.

    `transcript` and `start` lead to its place, where it has one; `line` is that of the text.
    """

    kind: str
    id: str
    title: str
    before: Any
    after: Any
    fields: tuple[FieldChange, ...]
    transcript: str = ""
    start: int = 0
    line: int = 0
    citation: str = ""
    quote: str = ""

    @property
    def what(self) -> str:
        """`made`, `removed` or `changed`."""
        return "made" if self.before is None else "removed" if self.after is None else "changed"


def kind_name(name: str) -> str:
    """Return a kind of object in the interface language."""
    return kind(name).label() if name in KINDS else name


def what_name(what: str) -> str:
    """Return what became of an object, in the interface language."""
    return {"made": _("made"), "removed": _("removed"), "changed": _("changed")}[what]


class Describer:
    """Puts changes into words, with the names of the study as it is now; keeps the last texts that it read."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self.project: Project = study.project()
        self._text: Callable[[str], tuple[str, LineIndex]] = lru_cache(_TEXTS_KEPT)(self._read)
        self._is_revised: Callable[[str], bool] = cache(
            lambda transcript: len(anchors.revisions(study.reader, transcript)) > 1
        )

    def describe(self, name: str, key: str, before: str | None, after: str | None) -> ObjectChange:
        """Return a change of one object, from its images."""
        old, new = _value(name, before), _value(name, after)
        value = new if new is not None else old
        if name not in KINDS or value is None:
            return ObjectChange(kind=name, id=key, title=key, before=old, after=new, fields=())
        place = self._place(name, value)
        return ObjectChange(
            kind=name,
            id=key,
            title=self.title(name, value),
            before=old,
            after=new,
            fields=tuple(self._fields(name, old, new)),
            **place,
        )

    def title(self, name: str, value: Any) -> str:
        """Return what an object is called."""
        if isinstance(value, Memo):
            on = describe_target(self.project, value.target_kind, value.target, self._coding_of(value))
            return f"{target_name(value.target_kind)} {on or value.target}"
        if isinstance(value, Displaced):
            return self.title(value.kind, value.anchor)
        rule = kind(name)
        return self._code(value.code) if rule.is_anchored else object_name(self.project, name, value)

    def _coding_of(self, memo: Memo) -> dict[str, Coding]:
        """Return by id the coding that a memo is on, be it gone by now."""
        if memo.target_kind != "coding":
            return {}
        found = self._study.reader.one(Coding, memo.target)
        if found is None and (image := history.coding_image(self._study.reader, memo.target)):
            found = kind("coding").from_image(image)
        seen = self._study.seen
        return {} if found is None or (seen is not None and found.coder not in seen) else {memo.target: found}

    def _place(self, name: str, value: Any) -> dict[str, Any]:
        """Return where an object stands in a text: its transcript, start, line, citation and words."""
        if isinstance(value, Displaced):
            name, value = value.kind, value.anchor
        if isinstance(value, Memo):
            if coding := self._coding_of(value).get(value.target):
                return self._place("coding", coding)
            if value.target_kind != "transcript":
                return {}
            transcript, start, end = value.target, value.start or 0, value.end
        elif name == "transcript":
            return {"transcript": value.id}
        elif kind(name).is_anchored:
            transcript, start, end = value.transcript, value.start, value.end
        else:
            return {}
        found = self._text_of(name, value, transcript)
        if found is None:
            return {"transcript": transcript, "start": start}
        text, lines = found
        line, info = lines.line_of(start), self.project.transcript_by_id[transcript]
        return {
            "transcript": transcript,
            "start": self._start_now(transcript, text, start),
            "line": line,
            "citation": quote_id(info.case, line, value.id) if name == "coding" else "",
            "quote": text[start:end] if end is not None else "",
        }

    def _text_of(self, name: str, value: Any, transcript: str) -> tuple[str, LineIndex] | None:
        """Return the text in which an object stood as it was then: of a revised transcript that of its revision."""
        info = self.project.transcript_by_id.get(transcript)
        if info is None:
            return None
        then = None
        if self._is_revised(transcript):
            then = anchors.text_when(self._study.reader, transcript, name, kind(name).image(value), value.id)
        return self._text(then or info.text_hash)

    def _start_now(self, transcript: str, text: str, start: int) -> int:
        """Return the place in the text of now for one in a text of then."""
        now = self._text(self.project.transcript_by_id[transcript].text_hash)[0]
        return start if now == text else Mapping(text, now).near(start)

    def _read(self, text_hash: str) -> tuple[str, LineIndex]:
        text = get_text(self._study.reader, text_hash)
        return text, LineIndex(text)

    def _fields(self, name: str, old: Any, new: Any) -> Iterable[FieldChange]:
        for field in kind(name).told_fields if kind(name).told != "elsewhere" else ():
            before, after = (None if v is None else getattr(v, field) for v in (old, new))
            moved = bool(field == "start" and old and new and (old.start, old.end) != (new.start, new.end))
            if before == after and not moved:
                continue
            shown = self.words(name, field, old), self.words(name, field, new)
            if shown[0] != shown[1] or moved:
                yield FieldChange(field, field_name(field), *shown)

    def all_words(self, name: str, value: Any) -> Iterable[tuple[str, str]]:
        """Yield each field of an object that says something to a reader, with its value in words."""
        for field in kind(name).told_fields:
            if told := self.words(name, field, value):
                yield field, told

    def words(self, name: str, field: str, value: Any) -> str:
        """Return the value of a field of an object, or of nothing, as people read it."""
        found = getattr(value, field, None)
        if field == "start" and found is not None:
            on = value.target if isinstance(value, Memo) else getattr(value, "transcript", "")
            read = self._text_of(name, value, on)
            return read[0][found : value.end] if read else f"{found}-{value.end}"
        if found is None or found in ((), {}):
            return ""
        named = self._named_words(name, field, found)
        return _plain_words(field, found) if named is None else named

    def _named_words(self, name: str, field: str, found: Any) -> str | None:
        """Return the names of what a field points to, None for a field that points to nothing."""
        project = self.project
        words: str | None = None
        match field:
            case "code" | "parent":
                words = self._code(found)
            case "supports" | "opposes":
                words = listed(map(self._code, found))
            case "judged":
                told = (labelled(project.coder_name(one.coder), self._code(one.code)) for one in found)
                words = listed(dict.fromkeys(told))
            case "settled":
                words = listed(dict.fromkeys(self._code(one.code) for one in found))
            case "coder":
                words = project.coder_name(found)
            case "transcript" if found in project.transcript_by_id:
                words = project.transcript_by_id[found].name
            case "case" if found in project.case_by_id:
                words = project.case_by_id[found].title
            case "findings" if name == "recommendation":
                titles = {f.id: f"{f.id} {f.title}" for f in project.findings}
                words = listed(titles.get(key, key) for key in found)
        return words

    def _code(self, key: str) -> str:
        entry = self.project.code_by_id.get(key)
        return entry.title if entry else key


def _plain_words(field: str, found: Any) -> str:
    """Return a value that is said without the study's names."""
    if isinstance(found, bool):
        return _("yes") if found else _("no")
    if isinstance(found, dict):
        return listed(f"{key}={text}" for key, text in found.items())
    if field in {"spans", "withheld"}:
        return _("{count} turns").format(count=len(found))
    if field == "chapters":
        return listed(pick(one.title, one.title_en) or one.part for one in found)
    if isinstance(found, tuple):
        return listed(map(str, found))
    said: dict[str, Callable[[Any], str]] = {
        "origin": origin_name,
        "version": "v{}".format,
        "code_version": "v{}".format,
        "precision": "{:.0%}".format,
        "verdict": lambda value: {"accept": _("accepted"), "reject": _("rejected")}.get(value, verdict_words(value)),
        "level": level_name,
        "type": type_name,
        "ruling": ruling_name,
        "calendar": calendar_words,
        "role": team_role_name,
        "derived": lambda value: msgspec.json.encode(value).decode(),
    }
    return said.get(field, str)(found)


def _value(name: str, image: str | None) -> Any:
    """Return the object of an image; of a kind that this program does not know, nothing."""
    return kind(name).from_image(image) if image and name in KINDS else None
