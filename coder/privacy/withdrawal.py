"""Whose words are withdrawn: the texts without them, the names that go, and what that touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coder.errors import CoderError, NotFoundError
from coder.i18n import _
from coder.model.coding import Coding
from coder.model.journal.erasure_entry import Withdrawn
from coder.model.names.aliases import Alias
from coder.model.names.blanking import Blanker, blocks
from coder.model.names.speaker_labels import is_role
from coder.model.project import TranscriptRecord
from coder.model.text import digest
from coder.privacy.patterns import is_alias
from coder.privacy.rewriting import Rewriting, TextPair, is_erased
from coder.record.erasure.erasing import other_texts, versions
from coder.record.texts import get_text, unpack_turns

if TYPE_CHECKING:
    from coder.record.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What a person asked to have erased, worked out on the record of now."""

    what: Withdrawn
    target: str
    transcripts: tuple[str, ...]
    pairs: tuple[TextPair, ...]
    words: tuple[str, ...]
    rewriting: Rewriting
    codings: tuple[Coding, ...]
    files: frozenset[str]

    @property
    def chars(self) -> int:
        """How many code points become blocks in the texts of now and of before."""
        return sum(a != b for pair in self.pairs for a, b in zip(pair.old, pair.new, strict=True))


@dataclass(frozen=True, slots=True)
class _Asked:
    what: Withdrawn
    target: str
    transcripts: tuple[str, ...]
    label: str = ""


def plan(study: Study, name: str, *, inside: str = "", names: Iterable[str] = ()) -> Withdrawal:
    """Work out what erasing a case, a transcript or a speaker touches; nothing is written.

    `inside` names the transcript or case in which a speaker is meant, `names` are further names of the person.
    Raises `NotFoundError` where nothing is called so, `CoderError` where a label stands in
    several cases, and for who codes blind.
    """
    if study.seen is not None:
        raise CoderError(
            _("a blind coder cannot erase what others' work rests on"), _("a lead can do this: coder withdraw")
        )
    asked = _asked(study, name, inside)
    spoken: list[str] = []
    known = _names(study, asked) | set(names)
    records = versions(study.reader, asked.transcripts)
    gaps = _ranges(asked, records)
    half: list[tuple[str, str, str, str]] = []
    for key, text_hash in dict.fromkeys((r.id, r.text_hash) for r in records):
        old = new = get_text(study.reader, text_hash)
        for start, end in gaps[text_hash]:
            spoken.append(old[start:end])
            new = new[:start] + blocks(old[start:end]) + new[end:]
        half.append((key, text_hash, old, new))
    hashes = {one[1] for one in half}
    others = [*other_texts(study.reader, hashes), *(one[3] for one in half)]
    aliases = _aliases(study, known, spoken, others)
    blanker = Blanker(spoken, others, known | aliases)
    texts: dict[str, list[TextPair]] = defaultdict(list)
    for key, text_hash, old, new in half:
        blanked = blanker.blank_names(new)
        texts[key].append(TextPair(key, text_hash, digest(blanked.encode()), old, blanked))
    pairs = tuple(pair for found in texts.values() for pair in found)
    mapped = {p.old_hash: p.new_hash for p in pairs}
    return Withdrawal(
        what=asked.what,
        target=asked.target,
        transcripts=asked.transcripts,
        pairs=pairs,
        words=tuple(spoken),
        rewriting=Rewriting(
            blanker,
            texts,
            mapped | {r.original_hash: mapped[r.text_hash] for r in records},
            asked.target if asked.what == "case" else "",
        ),
        codings=codings_on(study, asked.transcripts, {p.old_hash: p for p in pairs}),
        files=frozenset({r.original_hash for r in records} | hashes),
    )


def _asked(study: Study, name: str, inside: str) -> _Asked:
    project = study.project()
    cases = [c for c in project.cases if name in {c.id, c.name, c.title, *c.aliases}] if not inside else []
    if cases:
        held = tuple(t.id for t in project.transcripts if t.case == cases[0].id)
        return _Asked("case", cases[0].id, held)
    if not inside:
        with suppress(NotFoundError):
            key = study.resolve_transcript(name)
            return _Asked("transcript", key, (key,))
        # What an undone import brought is gone from the tables; its words are in the record still.
        gone = sorted({r.id for r in versions(study.reader) if name in {r.id, r.name}})
        if gone:
            return _Asked("transcript", ",".join(gone), tuple(gone))
    found = {r.id: r.case for r in versions(study.reader) if name in {s[0] for s in r.speakers}}
    if inside:
        wanted = {
            t.id for t in project.transcripts if inside in {t.id, t.name, t.case, project.case_by_id[t.case].title}
        }
        found = {key: case for key, case in found.items() if key in wanted}
    if not found:
        raise NotFoundError(
            _("no case, transcript or speaker is called {name}").format(name=name),
            _("coder cases, coder transcripts and coder speakers list them"),
            asked=[name],
        )
    if len(set(found.values())) > 1 and not inside:
        raise CoderError(
            _("{name} speaks in {count} cases").format(name=name, count=len(set(found.values()))),
            _("say in which: --in CASE or --in TRANSCRIPT"),
        )
    return _Asked("speaker", ",".join(sorted(found)), tuple(found), name)


def _names(study: Study, asked: _Asked) -> set[str]:
    """Return the names that tell who spoke: those of the case, and labels that are no roles and nobody else's."""
    project = study.project()
    elsewhere: set[str] = set()
    labels: set[str] = set()
    for record in versions(study.reader):
        said = {label for label, role in record.speakers if label and role != "interviewer"}
        elsewhere |= {label for label, _role in record.speakers if record.id not in asked.transcripts}
        if record.id in asked.transcripts:
            labels |= {asked.label} & said if asked.label else said
    found = {label for label in labels - elsewhere if not is_role(label)}
    for case in project.cases:
        if asked.what == "case" and case.id == asked.target:
            found |= {n for n in (case.name, case.name_en, *case.aliases[1:]) if n and not is_alias(n)}
    return found


def _ranges(asked: _Asked, records: Iterable[TranscriptRecord]) -> dict[str, list[tuple[int, int]]]:
    """Return what is erased of each text; where who speaks was changed, by all that was ever said of it."""
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for record in records:
        if asked.label:
            found[record.text_hash] |= {(t.body, t.end) for t in unpack_turns(record) if t.speaker == asked.label}
        else:
            found[record.text_hash] = {(0, record.chars)}
    return {key: sorted(ranges) for key, ranges in found.items()}


def _aliases(study: Study, names: set[str], spoken: list[str], others: list[str]) -> set[str]:
    """Return the names on the list of names that are this person's: their own, or said by nobody else."""
    listed = [one.name for one in study.reader.all(Alias, "name")]
    return {
        one
        for one in listed
        if one in names or (any(one in text for text in spoken) and not any(one in text for text in others))
    }


def codings_on(study: Study, transcripts: Iterable[str], by_hash: dict[str, TextPair]) -> tuple[Coding, ...]:
    """Return everybody's codings on the words that go; those that hold words of others too stay."""
    found: list[Coding] = []
    with study.unveiled():
        for key in transcripts:
            info = study.project().transcript_by_id.get(key)
            if info is None:
                continue
            pair = by_hash[info.text_hash]
            codings = study.reader.all(Coding, "start", transcript=key)
            found += [one for one in codings if is_erased(pair, one.start, one.end)]
    return tuple(found)
