"""What two copies brought together need before they are one study: an act of who brings them together.

It joins what people changed apart where nothing contradicts, brings back what one side removed and the other still
uses, carries anchors to the text that holds, and tells transcripts of one name apart. Two people who do so over the
same rows write the same images, so that nothing stands apart by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coder.model.project import TranscriptRecord
from coder.record.entry import Put
from coder.record.kinds import kind
from coder.record.reader import Reader
from coder.record.study import Study
from coder.record.union.attached import Texts, dangling, last_image
from coder.record.union.field_rules import join
from coder.record.union.lineage import Apart
from coder.record.union.objects_apart import objects_apart
from coder.record.union.unsettled import asked_over
from coder.team.carried_over import CameIn, carry_over

VERB = "bring-together"
_NAMED_BY = 4


@dataclass(slots=True)
class Repairs:
    """What was done so that the copies are one study, and what people are asked over."""

    joined: list[tuple[str, str]] = field(default_factory=list)
    revived: list[tuple[str, str]] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    moved: int = 0
    lost: int = 0
    asked: list[Apart] = field(default_factory=list)


def repair(study: Study, texts: Sequence[Texts], came_in: CameIn) -> Repairs:
    """Do what the rows that came in need, as one act; return what it was. Nothing is written where nothing is to do."""
    done = Repairs()
    with study.together(), study.unveiled():
        _revive(study, done)
        _carry(study, texts, came_in, done)
        _join(study, done)
        _tell_apart(study, done)
    return done


def _revive(study: Study, done: Repairs) -> None:
    """Bring back what one side removed while the other laid something on it, with what that rests on itself."""
    while found := dangling(study.reader):
        puts = []
        for name, key in found:
            image = last_image(study.reader, name, key)
            if image is not None and study.reader.named(name, key) is None:
                puts.append(Put(name, None, kind(name).from_image(image)))
        if not puts:
            return
        study.record(puts, VERB, settling=True)
        done.revived += [(put.kind, put.key) for put in puts]


def _carry(study: Study, texts: Sequence[Texts], came_in: CameIn, done: Repairs) -> None:
    puts, done.moved, done.lost = carry_over(study, texts, came_in)
    if puts:
        study.record(puts, VERB)


def _join(study: Study, done: Repairs) -> None:
    puts = []
    for one in objects_apart(study.reader):
        if asked_over(one):
            done.asked.append(one)
            continue
        put = _put(study.reader, one, join(kind(one.kind), one).image)
        puts.append(put)
        if one.base is not None or _says_more(one):
            done.joined.append((one.kind, one.key))
    if puts:
        study.record(puts, VERB, settling=True)


def _put(reader: Reader, one: Apart, image: str | None) -> Put:
    after = None if image is None else kind(one.kind).from_image(image)
    return Put(one.kind, reader.named(one.kind, one.key), after)


def _says_more(one: Apart) -> bool:
    """Tell whether what was made twice differs in more than when and by whom, and other things nobody is asked over."""
    rule = kind(one.kind)
    told = {
        tuple(str(getattr(rule.from_image(end.after), name)) for name in rule.columns if name not in rule.quiet)
        for end in one.ends
        if end.after is not None
    }
    return len(told) > 1


def _tell_apart(study: Study, done: Repairs) -> None:
    """Let transcripts of one name have names of their own: who was made later is called by its text, too."""
    named: dict[str, list[TranscriptRecord]] = defaultdict(list)
    for record in study.reader.all(TranscriptRecord, "at", "id"):
        named[record.name].append(record)
    puts = []
    for name, several in named.items():
        for one in several[1:]:
            new = replace(one, name=f"{name} ({one.text_hash[:_NAMED_BY]})")
            puts.append(Put("transcript", one, new))
            done.renamed.append((name, new.name))
    if puts:
        study.record(puts, VERB)
