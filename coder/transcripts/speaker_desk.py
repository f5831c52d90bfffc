"""The desk on which one decides who speaks: of a file before it is taken in, of a transcript at any time after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from coder.files.sheet_paths import name_of, stem_of
from coder.i18n import _
from coder.model.names.speaker_labels import key_of
from coder.model.names.speakers import Candidate, SpeakerReading, SpeakerRules
from coder.model.text import Role
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.record.texts import get_text
from coder.transcripts.cases import composed
from coder.transcripts.intake import ImportPlan, case_of, import_transcripts, speaker_rules
from coder.transcripts.reading import open_file, read_bytes
from coder.transcripts.speaker_decisions import change_speakers, combined, look_again, remember, remembered

_ROUND = (Role.RESPONDENT, Role.INTERVIEWER, Role.OTHER)


class SpeakerDesk(Protocol):
    """What is decided on: its name, text, candidates and turns."""

    name: str
    text: str
    reading: SpeakerReading
    before: bool
    """Whether the file is not yet in the study: nothing is written until it is taken in."""
    form: re.Pattern[str] | None
    """The form of labels of one's own by which it is read."""

    def decide(self, rules: SpeakerRules) -> None:
        """Follow a decision."""
        ...


class FileDesk:
    """A file that is about to be taken in."""

    before = True

    def __init__(self, study: Study, path: Path) -> None:
        self._study, self.path, self.name = study, path, name_of(path)
        self.case: str | None = None
        plan = ImportPlan(rules=remembered(study))
        self._rules = speaker_rules(path, case_of(path, study.project().cases, plan), plan)
        self._decided = SpeakerRules()
        self.form = self._rules.pattern
        opened = open_file(path, self._rules)
        self._data = opened.data
        self.text, self.reading, self.left_out = opened.source.text, opened.speakers, opened.source.left_out

    def decide(self, rules: SpeakerRules) -> None:
        """Read the file again under one more decision."""
        self._decided = combined(self._decided, rules)
        self.form = self._decided.pattern or self._rules.pattern
        found = read_bytes(self.path, self._data, combined(self._rules, self._decided))
        self.text, self.reading, self.left_out = found.source.text, found.speakers, found.source.left_out

    @property
    def has_namesake(self) -> bool:
        """Whether a transcript of the study has the file's name, and nobody said yet whether they are one case."""
        stem = stem_of(self.path)
        return self.case is None and any(info.name == stem for info in self._study.project().transcripts)

    def joined_case(self) -> str:
        """Return the case with a transcript that the file would join for its name alone; nothing once that was said."""
        if self.case is not None:
            return ""
        project = self._study.project()
        found = case_of(self.path, project.cases, ImportPlan(case_per_file=True))
        if found is None or not {info.case for info in project.transcripts} & {found.id}:
            return ""
        listed = {composed(name) for name in found.transcripts}
        return "" if {name_of(self.path), stem_of(self.path)} & listed else found.name

    def case_name(self) -> str:
        """Return the name of the case that the file will belong to."""
        cases = self._study.project().cases
        if self.case is None:
            found = case_of(self.path, cases, ImportPlan(case_per_file=True))
            return found.name if found else stem_of(self.path)
        return next((case.name for case in cases if case.id == self.case), stem_of(self.path))

    def take_in(self) -> Outcome:
        """Take the file into its case, one of its own where it fits none."""
        rules = combined(self._rules, self._decided)
        chosen = {} if self.case is None else {self.path: self.case}
        plan = ImportPlan(case_per_file=True, chosen=chosen, rules_of={self.path: rules})
        (taken,) = import_transcripts(self._study, [self.path], plan)
        remember(self._study, self._decided)
        said = _("imported {name}").format(name=self.name)
        return Outcome(self._study.journal.written, said, transcript=taken.info.id)


class StudyDesk:
    """A transcript of the study; each decision is an act."""

    before = False

    def __init__(self, study: Study, transcript: str) -> None:
        self._study, self.transcript = study, transcript
        info = study.project().transcript_by_id[transcript]
        self.form = remembered(study).pattern
        self.name, self.text = info.name, get_text(study.reader, info.text_hash)
        self.reading = look_again(study, transcript)

    def decide(self, rules: SpeakerRules) -> None:
        """Change the transcript's speakers, and look again."""
        change_speakers(self._study, self.transcript, rules)
        self.look()

    def look(self) -> None:
        """Read who speaks now."""
        self.reading = look_again(self._study, self.transcript)


def ordered(reading: SpeakerReading) -> Sequence[Candidate]:
    """Return the candidates, those who speak most first, those that are no speakers last."""
    return sorted(reading.candidates, key=lambda candidate: (not candidate.taken, -candidate.chars))


def next_role(candidate: Candidate) -> SpeakerRules:
    """Return the decision that gives a label the next role; one that was refused becomes a speaker."""
    at = _ROUND.index(candidate.role) if candidate.role in _ROUND else -1
    return SpeakerRules(roles={key_of(candidate.name): _ROUND[(at + 1) % len(_ROUND)]})


def other_way(candidate: Candidate) -> SpeakerRules:
    """Return the decision that a speaker is none, or that a label is one after all."""
    key = key_of(candidate.name)
    if candidate.taken:
        return SpeakerRules(refused=frozenset({key}))
    return SpeakerRules(roles={key: Role.RESPONDENT})


def called(candidate: Candidate, name: str) -> SpeakerRules:
    """Return the decision on a label's name; another speaker's name makes the two one."""
    return SpeakerRules(names={key_of(candidate.name): name})
