"""Memos: on what each one is, finding them again, and drafts of what is not saved yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from coder.errors import ConflictError
from coder.i18n import _
from coder.language.fold import fold
from coder.model.coding import Coding, Memo, MemoTarget
from coder.model.displaced import Displaced
from coder.model.identity import quote_id
from coder.model.project import Project
from coder.model.text import LineIndex, Span, normalise
from coder.record import anchors, queries
from coder.record.study import Study
from coder.record.texts import get_text

TARGETS: tuple[MemoTarget, ...] = get_args(MemoTarget)


@dataclass(frozen=True, slots=True)
class Place:
    """What a memo is on: a coding, a transcript or words of it, a code, a case, the study.

    `text_hash` says in which text the words were marked, where that matters.
    """

    kind: MemoTarget
    target: str
    span: Span | None = None
    text_hash: str = ""


@dataclass(frozen=True, slots=True)
class MemoEntry:
    """A memo with what it is on, in words; `transcript` and `start` lead to the place, where there is one."""

    memo: Memo
    title: str
    quote: str = ""
    citation: str = ""
    transcript: str | None = None
    transcript_name: str = ""
    line: int = 0
    start: int = 0
    gone: bool = False
    haystack: str = ""

    @property
    def place(self) -> Place:
        """What the memo is on."""
        return place_of(self.memo)


def place_of(memo: Memo) -> Place:
    """Return what a memo is on."""
    span = Span(memo.start, memo.end) if memo.start is not None and memo.end is not None else None
    return Place(memo.target_kind, memo.target, span)


def target_name(kind: str) -> str:
    """Return a kind of target in the interface language."""
    names = {
        "coding": _("coding"),
        "transcript": _("transcript"),
        "code": _("code"),
        "case": _("case"),
        "study": _("study"),
    }
    return names.get(kind, kind)


def describe_target(project: Project, kind: MemoTarget, target: str, codings: Mapping[str, Coding]) -> str:
    """Return what a memo is on in a few words, empty where it is gone."""
    if kind == "study":
        return project.title
    if kind == "coding":
        coding = codings.get(target)
        code = project.code_by_id.get(coding.code) if coding else None
        return code.title if code else ""
    if kind == "transcript":
        info = project.transcript_by_id.get(target)
        return info.name if info else ""
    if kind == "code":
        entry = project.code_by_id.get(target)
        return entry.title if entry else ""
    case = project.case_by_id.get(target)
    return case.title if case else ""


def list_memos(study: Study) -> list[MemoEntry]:
    """Return every memo of the study with what it is on, the newest first."""
    memos, codings = queries.all_memos(study.reader)
    project = study.project()
    texts = _Texts(study, project)
    lost = anchors.lost_codings(study.reader)
    return [
        _lost_entry(memo, project, lost[memo.target], study)
        if memo.target in lost
        else _entry(memo, project, codings, texts)
        for memo in memos
    ]


def _lost_entry(memo: Memo, project: Project, lost: Displaced, study: Study) -> MemoEntry:
    """Return a memo on a coding that lost its words, with those words."""
    text, info = get_text(study.reader, lost.text_hash), project.transcript_by_id[lost.transcript]
    code = project.code_by_id.get(lost.code or "")
    line, quote = LineIndex(text).line_of(lost.span.start), text[lost.span.start : lost.span.end]
    citation = quote_id(info.case, line, lost.id)
    title = _("{name} | displaced in the revised text").format(name=code.title if code else lost.code)
    haystack = fold(f"{memo.text}\n{title}\n{quote}\n{citation}")
    return MemoEntry(memo, title, quote, citation, None, info.name, line, haystack=haystack)


def find_memos(
    entries: Iterable[MemoEntry], words: str = "", kind: MemoTarget | None = None, coder: str | None = None
) -> list[MemoEntry]:
    """Return the memos that hold every one of the words, in any spelling, on a kind of target, by a coder.

    A word may stand in the memo, in the quote under it or in the name of what it is on.
    """
    wanted = fold(normalise(words)).split()
    return [
        e
        for e in entries
        if (kind is None or e.memo.target_kind == kind)
        and (coder is None or e.memo.coder == coder)
        and all(word in e.haystack for word in wanted)
    ]


class _Texts:
    """The transcripts that memos lie on, each read once."""

    def __init__(self, study: Study, project: Project) -> None:
        self._study, self._project = study, project
        self._read: dict[str, tuple[str, LineIndex]] = {}

    def of(self, transcript: str) -> tuple[str, LineIndex]:
        """Return a transcript's text and its line numbers."""
        if transcript not in self._read:
            info = self._project.transcript_by_id[transcript]
            text = get_text(self._study.reader, info.text_hash)
            self._read[transcript] = text, LineIndex(text)
        return self._read[transcript]


def _entry(memo: Memo, project: Project, codings: Mapping[str, Coding], texts: _Texts) -> MemoEntry:
    name = describe_target(project, memo.target_kind, memo.target, codings)
    entry = MemoEntry(memo, name or _("(no longer there)"), gone=not name)
    coding = codings.get(memo.target) if memo.target_kind == "coding" else None
    transcript = coding.transcript if coding else memo.target if memo.target_kind == "transcript" else ""
    info = project.transcript_by_id.get(transcript)
    if info is not None:
        span = coding.span if coding else place_of(memo).span
        entry = replace(entry, transcript=info.id, transcript_name=info.name)
        case = project.case_by_id[info.case].title
        if span is None:
            entry = replace(entry, title=f"{case} | {info.name}")
        else:
            text, lines = texts.of(info.id)
            line = lines.line_of(span.start)
            where = _("{case}, line {lines}").format(case=case, lines=line)
            entry = replace(
                entry,
                title=f"{name} | {where}" if coding else where,
                quote=text[span.start : span.end],
                citation=quote_id(info.case, coding.line, coding.id) if coding else "",
                line=line,
                start=span.start,
            )
    return replace(entry, haystack=fold(f"{memo.text}\n{entry.title}\n{entry.quote}\n{entry.citation}"))


def require_target(study: Study, place: Place) -> Span | None:
    """Return where the target of a memo stands; refuse one on what is no longer there, as another window removed it."""
    target = study.reader.named(place.kind, place.target)
    if target is None:
        if place.kind == "coding" and place.target in anchors.lost_codings(study.reader):
            return place.span
        raise ConflictError(
            _("what the memo is on is no longer there"), _("copy the text and write the memo on something else")
        )
    if place.kind == "transcript" and place.text_hash not in {"", target.text_hash}:
        raise ConflictError(
            _("the text of {name} was revised meanwhile").format(name=target.name),
            _("copy the memo and write it on the current words"),
        )
    return target.span if place.kind == "coding" else place.span


def memo_codings(study: Study, memos: Sequence[Memo]) -> dict[str, Coding]:
    """Return by id the codings that memos are on, as far as they are there."""
    found = (study.reader.one(Coding, m.target) for m in memos if m.target_kind == "coding")
    return {c.id: c for c in found if c is not None}


def draft_key(place: Place, old: Memo | None) -> str:
    """Return the name under which the draft of a memo is kept."""
    span = f"{place.span.start}-{place.span.end}" if place.span else ""
    return old.id if old else f"{place.kind}:{place.target}:{span}"
