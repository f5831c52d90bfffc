"""Codings that go to another code: merging, splitting, and looking again at what an older definition left."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coder.codebook.acts import Draft, Plan, known_code, plan_add, refuse_codes_below, touched
from coder.errors import CoderError, ConflictError
from coder.i18n import _
from coder.model.codebook import Code, Finding
from coder.model.coding import Coding, Memo
from coder.model.identity import now
from coder.model.project import Project
from coder.record import anchors
from coder.record.counts import usage
from coder.record.counts.usage import CodeUse
from coder.record.entry import Put
from coder.record.kinds import kind
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.record.texts import get_text
from coder.transcripts.carryover import recoded


@dataclass(frozen=True, slots=True)
class Uses:
    """What a merge finds: the codings and memos of the code that goes, and of the one that stays."""

    codings: Sequence[Coding]
    memos: Sequence[Memo]
    standing: Sequence[Coding]


def plan_merge(project: Project, code: Code, into: Code, uses: Uses, use: CodeUse) -> Plan:
    """Plan that the codings of `code` become codings of `into`, with their memos; `code` is archived."""
    if code.id == into.id or code.level != "code" or into.level != "code":
        raise CoderError(_("a code is merged into another code"))
    if into.archived:
        raise CoderError(_("“{name}” is archived").format(name=into.title), _("restore it first"))
    refuse_codes_below(project, code)
    puts: list[Put] = [] if code.archived else [Put("code", code, replace(code, archived=True))]
    moves, gone = _carried(code, into, uses)
    # Everybody's codings move; what is told of them is what the coder may see.
    doubles = sum(c.coder in use.coders for c in gone)
    puts += moves
    findings = [(f, _renamed(f, code.id, into.id)) for f in project.findings]
    puts += [Put("finding", old, new) for old, new in findings if old != new]
    puts += [
        Put("figure", f, replace(f, codes=tuple(into.id if key == code.id else key for key in f.codes)))
        for f in project.figures
        if code.id in f.codes
    ]
    lines = [*touched(project, code, use)]
    if doubles:
        lines.append(
            _("{count} codings stand on the same words by the same coder: two become one").format(count=doubles)
        )
    lines += [
        _("{finding} will name “{name}” both for and against").format(finding=new.id, name=into.title)
        for old, new in findings
        if old != new and into.id in new.supports and into.id in new.opposes
    ]
    lines.append(_("“{old}” is archived; findings that named it name “{new}”").format(old=code.title, new=into.title))
    done = _("merged: {old} → {new}").format(old=code.title, new=into.title)
    return Plan(f"merge:{into.id}", done, tuple(puts), tuple(lines))


def _carried(code: Code, into: Code, uses: Uses) -> tuple[list[Put], list[Coding]]:
    """Return the changes that bring codings and memos over, and the codings that fell together with another."""
    there = {_place(c): c for c in uses.standing}
    puts: list[Put] = []
    doubles: list[Coding] = []
    for coding in uses.codings:
        same = there.get(_place(coding))
        memos = [m for m in uses.memos if m.target_kind == "coding" and m.target == coding.id]
        if same is None:
            # One that waits for another look goes on waiting.
            late = coding.code_version < code.version
            other = replace(coding, code=into.id, code_version=into.version - late)
            there[_place(coding)] = other
            puts.append(Put("coding", coding, other))
        else:
            doubles.append(coding)
            puts += [*(Put("memo", m, replace(m, target=same.id)) for m in memos), Put("coding", coding, None)]
    puts += [
        Put("memo", m, replace(m, target=into.id))
        for m in uses.memos
        if m.target_kind == "code" and m.target == code.id
    ]
    return puts, doubles


def _place(coding: Coding) -> tuple[str, str, int, int]:
    return coding.transcript, coding.coder, coding.start, coding.end


def _renamed(finding: Finding, old: str, new: str) -> Finding:
    def side(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new if n == old else n for n in names))

    if old not in (*finding.supports, *finding.opposes):
        return finding
    return replace(finding, supports=side(finding.supports), opposes=side(finding.opposes))


@dataclass(frozen=True, slots=True)
class Split:
    """A code that is being divided, and the codes that its quotes may go to."""

    code: str
    targets: tuple[str, ...]


class Recoding:
    """Acts of one coder on codings that need another look."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self._texts: dict[str, str] = {}

    def merge(self, code: str, into: str) -> Plan:
        """Plan that one code goes up in another."""
        project, reader = self.study.project(), self.study.reader
        with self.study.unveiled():
            uses = Uses(
                usage.codings_of(reader, code),
                [*usage.memos_on_codings(reader, code), *usage.memos_on(reader, "code", code)],
                usage.codings_of(reader, into),
            )
            lost = [one for one in anchors.lost(reader) if one.code == code]
        old = known_code(project, code)
        plan = plan_merge(project, old, known_code(project, into), uses, usage.use_of(reader, code))
        carried = (Put("lost", one, recoded(one, old, project.code_by_id[into])) for one in lost)
        return replace(plan, puts=(*plan.puts, *carried))

    def split(self, code: str, names: Sequence[str]) -> Plan:
        """Plan the new codes that a code's quotes go to one by one; they stand in its theme.

        What is left of the code means less than before: its version goes up, and each of its quotes waits until it went
        to another code or was kept.
        """
        project = self.study.project()
        old = known_code(project, code)
        if old.level != "code":
            raise CoderError(_("a theme is not split; move its codes instead"))
        drafts = [Draft(name=name, color=old.color) for name in names]
        plan = plan_add(project, drafts, old.parent, "theme", f"split:{code}")
        lines = touched(project, old, usage.use_of(self.study.reader, code))
        held = next((put.after for put in plan.puts if put.key == code), old)
        raised = Put("code", old, replace(held, version=old.version + 1))
        return replace(
            plan,
            puts=(*(put for put in plan.puts if put.key != code), raised),
            lines=(*lines, _("Each quote then goes to one of the codes, or stays.")),
        )

    def open_split(self, code: str) -> Split | None:
        """Return the split of a code that was begun, unless its new codes are gone or nothing waits."""
        stored = json.loads(self.study.recall(f"split:{code}") or "null")
        known = self.study.project().code_by_id
        targets = [t for t in stored["targets"] if t in known and not known[t].archived] if stored else []
        return Split(code, tuple(targets)) if targets and self.waiting(code, everyone=True) else None

    def open_splits(self) -> dict[str, int]:
        """Return the codes whose split was begun and left, each with how many quotes it still waits for."""
        codes = [code.id for code in self.study.project().codes if code.level == "code"]
        begun = (split for code in codes if (split := self.open_split(code)) is not None)
        return {split.code: len(self.waiting(split.code, everyone=True)) for split in begun}

    def keep_split(self, split: Split) -> None:
        """Remember a split that was begun, for the next time."""
        self.study.remember(f"split:{split.code}", json.dumps({"targets": split.targets}))

    def waiting(self, code: str | None = None, *, everyone: bool) -> list[Coding]:
        """Return the codings made under an older definition than the code has now."""
        return self._ordered(usage.waiting_codings(self.study.reader, code), everyone=everyone)

    def _ordered(self, codings: Iterable[Coding], *, everyone: bool) -> list[Coding]:
        project = self.study.project()
        order = {t.id: i for i, t in enumerate(project.transcripts)}
        codes = {c.id: c.position for c in project.codes}
        chosen = [c for c in codings if everyone or c.coder == self.study.coder]
        return sorted(chosen, key=lambda c: (codes[c.code], order[c.transcript], c.start, c.end, c.id))

    def count(self, code: str) -> int:
        """Return how many codings a code has."""
        return usage.use_of(self.study.reader, code).codings

    def text(self, transcript: str) -> str:
        """Return a transcript's text of now, read once."""
        text_hash = self.study.project().transcript_by_id[transcript].text_hash
        if text_hash not in self._texts:
            self._texts[text_hash] = get_text(self.study.reader, text_hash)
        return self._texts[text_hash]

    def memos(self, coding: Coding) -> list[Memo]:
        """Return the memos on a coding."""
        return usage.memos_on(self.study.reader, "coding", coding.id)

    def _all_memos(self, coding: Coding) -> list[Memo]:
        """Return the memos on a coding, those too that a blind coder does not see: they go where it goes."""
        with self.study.unveiled():
            return self.memos(coding)

    def definitions(self, code: str) -> dict[int, Code]:
        """Return a code as each of its versions last was, from the journal."""
        rule = kind("code")
        images = [rule.from_image(c.after) for c in self.study.journal.changes_of(code) if c.kind == "code" and c.after]
        return {image.version: image for image in images}

    def keep(self, coding: Coding) -> Outcome:
        """Take a coding over to its code's definition of now."""
        code = known_code(self.study.project(), coding.code)
        if coding.code_version == code.version:
            raise ConflictError(_("it is under the current definition already"))
        act = self._record([Put("coding", coding, replace(coding, code_version=code.version))], "keep")
        return Outcome(act, _("kept: {name}").format(name=code.title), coding.span, coding.transcript)

    def recode(self, coding: Coding, code: str) -> Outcome:
        """Give a coding another code, with its memos; on words that carry that code already the two become one."""
        project = self.study.project()
        old, new = known_code(project, coding.code), known_code(project, code)
        if new.level != "code" or new.archived or new.id == old.id:
            raise CoderError(_("choose another code that is in use"))
        same = usage.coding_at(self.study.reader, coding, code)
        if same is None:
            other = replace(coding, code=code, code_version=new.version, at=now())
            puts = [Put("coding", coding, other)]
        else:
            memos = self._all_memos(coding)
            puts = [*(Put("memo", m, replace(m, target=same.id)) for m in memos), Put("coding", coding, None)]
        message = _("recoded: {old} → {new}").format(old=old.title, new=new.title)
        return Outcome(self._record(puts, "recode"), message, coding.span, coding.transcript)

    def remove(self, coding: Coding) -> Outcome:
        """Take a coding away, with the memos on it."""
        memos = self._all_memos(coding)
        act = self._record([*(Put("memo", m, None) for m in memos), Put("coding", coding, None)], "uncode")
        name = known_code(self.study.project(), coding.code).title
        return Outcome(act, _("removed: {names}").format(names=name), coding.span, coding.transcript)

    def _record(self, puts: Sequence[Put], verb: str) -> str:
        return self.study.record(puts, verb)
