"""What people decide on speakers: remembered by label within a study, and changed later as one act."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from coder.errors import CoderError
from coder.i18n import _, listed
from coder.model.names.speaker_labels import Label, Marks, key_of, label_of
from coder.model.names.speakers import Candidate, SpeakerReading, SpeakerRules, Why
from coder.model.project import TranscriptRecord
from coder.model.read_transcript import GivenLabel, ReadTranscript, Source
from coder.model.text import Role, Turn
from coder.record import settings
from coder.record.entry import Put
from coder.record.study import Study
from coder.record.texts import describe, get_text, unpack_turns
from coder.transcripts.labels.recoding import recoded
from coder.transcripts.labels.speakers import find_speakers

_STATE = "speakers"
_BARE_TEXT = frozenset({"text", "markdown"})
_ROLES = {str(role): role for role in Role}


def remembered(study: Study) -> SpeakerRules:
    """Return what was decided on labels in this study before; the study's own form of labels holds before a coder's."""
    own, form = _own(study), settings.value(study.reader, "label-pattern")
    return replace(own, pattern=pattern_of(form)) if form else own


def _own(study: Study) -> SpeakerRules:
    kept = json.loads(study.recall(_STATE) or "{}")
    return SpeakerRules(
        roles={key: _ROLES[role] for key, role in kept.get("roles", {}).items() if role in _ROLES},
        names=kept.get("names", {}),
        refused=frozenset(kept.get("refused", ())),
        pattern=pattern_of(kept["pattern"]) if kept.get("pattern") else None,
    )


def remember(study: Study, rules: SpeakerRules) -> None:
    """Keep decisions for the study's next file; later ones on a label replace earlier ones."""
    if rules == SpeakerRules():
        return
    whole = combined(_own(study), rules)
    kept = {
        "roles": {key: str(role) for key, role in whole.roles.items()},
        "names": dict(whole.names),
        "refused": sorted(whole.refused),
        "pattern": whole.pattern.pattern if whole.pattern else "",
    }
    study.remember(_STATE, json.dumps(kept, ensure_ascii=False))


def combined(*all_rules: SpeakerRules) -> SpeakerRules:
    """Return the rules as one; what a later one says on a label replaces what an earlier one says."""
    roles: dict[str, Role] = {}
    names: dict[str, str] = {}
    refused: set[str] = set()
    for rules in all_rules:
        asking = dict.fromkeys(map(key_of, rules.interviewers), Role.INTERVIEWER)
        refused -= {*rules.roles, *rules.names, *asking}
        for key in rules.refused:
            roles.pop(key, None)
            names.pop(key, None)
        roles |= asking | dict(rules.roles)
        names |= rules.names
        refused |= rules.refused
    pattern = next((rules.pattern for rules in reversed(all_rules) if rules.pattern), None)
    return SpeakerRules(roles=roles, names=names, refused=frozenset(refused), pattern=pattern)


def pattern_of(expression: str) -> re.Pattern[str]:
    """Return a form of one's own; raises `CoderError` where it is no regular expression, or finds nothing."""
    try:
        pattern = re.compile(expression)
    except re.error as error:
        raise CoderError(
            _("{expression} is not a regular expression: {why}").format(expression=expression, why=error),
            _("for example: --label '(?P<name>[A-Z]\\d+)-\\d+ '"),
        ) from None
    return pattern


def look_again(study: Study, transcript: str) -> SpeakerReading:
    """Return every candidate of a transcript of the study, those that speak in it as they are now."""
    record = study.reader.require(TranscriptRecord, study.resolve_transcript(transcript))
    return _look(study, record, get_text(study.reader, record.text_hash), SpeakerRules())


def _look(study: Study, record: TranscriptRecord, text: str, rules: SpeakerRules) -> SpeakerReading:
    """Return who speaks by what is stored, and the labels that a reading of the text finds besides: those are refused.

    Each label stands under the name and in the role that it has now.
    """
    source = Source(text, record.encoding, record.format, markdown=record.format == "markdown")
    stored = unpack_turns(record)
    there = {turn.start for turn in stored if turn.speaker}
    fresh = find_speakers(source, SpeakerRules(pattern=remembered(study).pattern))
    besides = [turn for turn in fresh.turns if turn.speaker and turn.start not in there]
    speaking = sorted([*(turn for turn in stored if turn.speaker), *besides], key=lambda turn: turn.start)
    labelled = _own_labels(text, speaking)
    own = [(turn, label) for turn, label in labelled if turn.start in there]
    now = SpeakerRules(
        roles={key_of(label): turn.role for turn, label in own},
        names={key_of(label): turn.speaker for turn, label in own},
    )
    if rules.pattern is not None:
        return find_speakers(source, combined(now, rules))
    marked = {turn.start for turn in speaking}
    labels = [
        *(GivenLabel(turn.start, turn.body, label, turn.time) for turn, label in labelled),
        *(_stage(turn, text) for turn in stored if turn.role is Role.NONE and turn.start not in marked),
    ]
    whole = replace(source, labels=tuple(sorted(labels, key=lambda label: label.start)))
    others = {key_of(c.name) for c in find_speakers(whole, now).candidates if c.taken} - now.roles.keys()
    found = find_speakers(whole, combined(now, SpeakerRules(refused=frozenset(others)), rules))
    found_alone = {key_of(one.name): one for one in fresh.candidates if one.taken}
    asked = frozenset({*rules.roles, *rules.names, *map(key_of, rules.interviewers)})
    has_labels = record.format not in _BARE_TEXT
    return replace(
        found, candidates=tuple(_explained(one, found_alone, asked, has_labels=has_labels) for one in found.candidates)
    )


def _explained(
    one: Candidate, found_alone: Mapping[str, Candidate], asked: frozenset[str], *, has_labels: bool
) -> Candidate:
    """Return a speaker with the reason why: what the text alone tells, what its file says, or what a person decided."""
    if one.why is not Why.FILE:
        return one
    key = key_of(one.name)
    alone = found_alone.get(key)
    if key not in asked and alone and (alone.speaker, alone.role) == (one.speaker, one.role):
        return replace(one, why=alone.why)
    is_files = key not in asked and alone is None and has_labels and one.name == one.speaker
    return one if is_files else replace(one, why=Why.SAID)


def _own_labels(text: str, turns: Sequence[Turn]) -> list[tuple[Turn, str]]:
    """Return each turn with the label of its line, or with who speaks where the line has none."""
    marks: Marks = []
    for turn in turns:
        label = label_of(text[turn.start : turn.body].strip())
        marks.append((turn.start, label or Label(turn.speaker, key_of(turn.speaker), turn.body - turn.start)))
    named = (mark.name for _at, mark in recoded(marks) if isinstance(mark, Label))
    return list(zip(turns, named, strict=True))


def _stage(turn: Turn, text: str) -> GivenLabel:
    """Return what nobody says as a heading, which no speech before it takes in."""
    end = text.find("\n", turn.start)
    return GivenLabel(turn.start, end if end >= 0 else len(text), "", None, hint=True, heading=True)


def change_speakers(study: Study, transcript: str, rules: SpeakerRules) -> TranscriptRecord:
    """Change roles and names of a transcript's speakers, and who is one, as one act; codings stay where they are."""
    old = study.reader.require(TranscriptRecord, study.resolve_transcript(transcript))
    text = get_text(study.reader, old.text_hash)
    present = {key_of(name) for name, _role in old.speakers}
    wanted = rules.roles.keys() | rules.names.keys()
    if rules.refused or rules.pattern or not wanted <= present:
        found = _look(study, old, text, rules)
        _require_known(wanted | rules.refused, [c.name for c in found.candidates])
        turns = found.turns
    else:
        turns = tuple(_renamed(unpack_turns(old), rules))
    read = ReadTranscript(text, turns, old.encoding, old.format)
    fresh = describe(
        read, text.encode(), case=old.case, name=old.name, source=old.source, at=old.at, synthetic=old.synthetic
    )
    new = replace(old, speakers=fresh.speakers, turns=fresh.turns, speech_lines=fresh.speech_lines)
    if new != old:
        study.record([Put("transcript", old, new)], f"speakers:{old.id}")
    remember(study, rules)
    return new


def _require_known(wanted: Iterable[str], candidates: list[str]) -> None:
    unknown = sorted(set(wanted) - set(map(key_of, candidates)))
    if unknown:
        raise CoderError(
            _("{name} is not a label in the text").format(name=listed(unknown)),
            _("labels: {names}").format(names=listed(candidates) or "—"),
        )


def _renamed(turns: Sequence[Turn], rules: SpeakerRules) -> Iterable[Turn]:
    """Yield the turns under their new names; who becomes another speaker has that one's role."""
    now = {key_of(turn.speaker): turn.role for turn in turns if turn.speaker}
    for turn in turns:
        key = key_of(turn.speaker)
        name = rules.names.get(key, turn.speaker)
        role = rules.roles.get(key) or rules.roles.get(key_of(name)) or now.get(key_of(name)) or turn.role
        yield turn._replace(speaker=name, role=role) if turn.speaker else turn
