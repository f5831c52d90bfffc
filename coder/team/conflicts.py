"""What stands apart until somebody settles it: both sides, what they come from, and the act that settles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from coder.audit.change_words import Describer
from coder.audit.field_names import field_name
from coder.errors import CoderError, NotFoundError
from coder.i18n import _, labelled, listed
from coder.model.coding import Coding
from coder.model.project import TranscriptRecord
from coder.model.text import LineIndex, quote_hash
from coder.record import anchors
from coder.record.entry import Put
from coder.record.kind import Kind, encode_json
from coder.record.kinds import kind
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.record.texts import get_text
from coder.record.union.attached import Texts
from coder.record.union.field_rules import REMOVED, join
from coder.record.union.lineage import Apart
from coder.record.union.objects_apart import object_apart
from coder.record.union.unsettled import asked_over, unsettled
from coder.team.carried_over import carry_over
from coder.transcripts.carryover import put_on
from coder.transcripts.revision import Mapping

VERB = "settle"
_RANDOM = re.compile("[0-9a-f]{32}")
_TYPED = 8


@dataclass(frozen=True, slots=True)
class Field:
    """A field over which people are asked: what it is called, what it was, and what each side made of it, as text.

    `name` is empty where the object itself is meant: one side removed it.
    """

    name: str
    label: str
    before: str
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a conflict: its number from 1, who made it and when, and whether it removed the object."""

    number: int
    coder: str
    at: str
    is_removed: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """An object that was changed apart, as people read it; the first side holds until it is settled."""

    apart: Apart
    title: str
    sides: tuple[Side, ...]
    fields: tuple[Field, ...]

    @property
    def id(self) -> str:
        """Return kind and id."""
        return f"{self.apart.kind}:{self.apart.key}"

    @property
    def typed(self) -> str:
        """Return what a person types for it: of a random id only its end."""
        return f"{self.apart.kind}:{self.apart.key[-_TYPED:]}" if _RANDOM.fullmatch(self.apart.key) else self.id


def conflicts(study: Study) -> list[Conflict]:
    """Return what stands apart and waits to be settled, as far as the coder may see it."""
    describer = Describer(study)
    return [_told(study, describer, one) for one in unsettled(study)]


def find(study: Study, key: str) -> Conflict:
    """Return the conflict that an id, the beginning of one, or a title says."""
    waiting = conflicts(study)
    for test in (
        lambda one: key in {one.id, one.apart.key},
        lambda one: key == one.title,
        lambda one: one.apart.key.startswith(key) or one.id.startswith(key) or one.typed == key,
        lambda one: key in one.title,
    ):
        matches = [one for one in waiting if test(one)]
        if len(matches) == 1:
            return matches[0]
    raise NotFoundError(
        _("no conflict {key}").format(key=key),
        _("there are: {names}").format(names=listed([one.typed for one in waiting]) or "-"),
    )


def _told(study: Study, describer: Describer, one: Apart) -> Conflict:
    rule, asked = kind(one.kind), asked_over(one)
    base, *ends = (None if image is None else rule.from_image(image) for image in (one.base, *_afters(one)))
    fields = [
        Field(
            "" if name == REMOVED else name,
            _("the object itself") if name == REMOVED else field_name(name),
            _words(describer, one, name, base),
            tuple(_words(describer, one, name, end) for end in ends),
        )
        for name in asked
    ]
    people = study.project().coders
    sides = tuple(
        Side(number, people.get(end.coder, end.coder), end.at, end.after is None)
        for number, end in enumerate(one.ends, 1)
    )
    return Conflict(one, _title(describer, rule, one), sides, tuple(fields))


def _afters(one: Apart) -> tuple[str | None, ...]:
    return tuple(end.after for end in one.ends)


def _title(describer: Describer, rule: Kind, one: Apart) -> str:
    image = next((after for after in _afters(one) if after is not None), one.base)
    called = describer.title(one.kind, rule.from_image(image)) if image else one.key
    return f"{rule.label()} {called}"


def _words(describer: Describer, one: Apart, name: str, value: Any) -> str:
    """Return a field of a side as people read it; where the object itself is asked over, all that it says."""
    if name != REMOVED:
        return describer.words(one.kind, name, value) or "-"
    if value is None:
        return _("removed")
    return _("; ").join(labelled(field_name(field), told) for field, told in describer.all_words(one.kind, value))


def settle(study: Study, conflict: Conflict, side: int) -> Outcome:
    """Let one side of a conflict stand, as one act; what does not contradict stays of all sides."""
    if not 1 <= side <= len(conflict.sides):
        raise CoderError(
            _("there is no side {number}").format(number=side),
            _("there are: {names}").format(names=listed(str(one.number) for one in conflict.sides)),
        )
    rule, old = kind(conflict.apart.kind), conflict.apart
    with study.together(), study.unveiled():
        now = object_apart(study.reader, old.kind, old.key)
        if now is None or {end.hash for end in now.ends} != {end.hash for end in old.ends}:
            raise CoderError(
                _("{name} was settled or changed meanwhile").format(name=conflict.title), _("look at it again")
            )
        image = _chosen(rule, old, side)
        before = study.reader.named(old.kind, old.key)
        after = None if image is None else rule.from_image(image)
        if isinstance(after, Coding):
            after = _on_its_words(study, after)
        act = study.record([Put(old.kind, before, after)], VERB, settling=True)
        if isinstance(before, TranscriptRecord) and isinstance(after, TranscriptRecord):
            _carry(study, before, after)
    return Outcome(act, _("settled: {name}").format(name=conflict.title))


def _chosen(rule: Kind, one: Apart, side: int) -> str | None:
    """Return the image that a side gives: joined with the others but for what is asked."""
    chosen = one.ends[side - 1].after
    joined = join(rule, one)
    if chosen is None or joined.image is None or not rule.by_field or REMOVED in joined.asked:
        return chosen
    image, own = json.loads(joined.image), json.loads(chosen)
    return encode_json({**image, **{name: own[name] for name in joined.asked if name in own}}).decode()


def _on_its_words(study: Study, coding: Coding) -> Coding:
    """Return a coding on the text that holds, where the side that is chosen had another."""
    record = study.reader.require(TranscriptRecord, coding.transcript)
    text = get_text(study.reader, record.text_hash)
    if quote_hash(text[coding.start : coding.end]) == coding.quote_hash:
        return coding
    for text_hash in _texts(study, coding.transcript):
        then = get_text(study.reader, text_hash)
        if quote_hash(then[coding.start : coding.end]) == coding.quote_hash:
            span = Mapping(then, text).carry(coding.span)
            if span is not None:
                return cast("Coding", put_on(coding, span, text, LineIndex(text)))
    raise CoderError(
        _("its words are not in the text that {name} has now").format(name=record.name),
        _("keep the other side, and code the words again"),
    )


def _texts(study: Study, transcript: str) -> Iterable[str]:
    return dict.fromkeys(one.text_hash for one in anchors.revisions(study.reader, transcript).values())


def _carry(study: Study, before: TranscriptRecord, after: TranscriptRecord) -> None:
    """Lay what stands on a transcript onto the text that was chosen for it."""
    texts = Texts(before.id, before.text_hash, after.text_hash)
    puts, _moved, _lost = carry_over(study, [texts], lambda _replica, _seq: False)
    if puts:
        study.record(puts, VERB)
