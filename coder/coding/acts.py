"""The coding desk: every act on a transcript, each one transaction, each undoable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Literal, TypeAlias

from coder.coding.act_words import DESK_KINDS, describe_act, memos_of
from coder.coding.memos import Place, memo_codings, place_of, require_target
from coder.errors import CoderError, ConflictError, NotFoundError
from coder.i18n import _, listed
from coder.model.codebook import Code, Variant
from coder.model.coding import Coding, Decision, Memo, MemoTarget, Origin, Suggestion, Verdict
from coder.model.counting.codetree import STEP
from coder.model.identity import new_id, now
from coder.model.journal.change import ActSummary, Change
from coder.model.new_codes import NEW_CODES, NEW_COLOR, gathering
from coder.model.project import OpenTranscript, Project
from coder.model.text import Role, Span, quote_hash
from coder.record.entry import Put
from coder.record.kinds import kind
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.suggestions.undecided import open_suggestions

if TYPE_CHECKING:
    from coder.language.keywords import KeywordMatcher

Way: TypeAlias = Literal["undo", "redo"]
_TOLD = 2000  # so many changes of an act are told to screens; who asks about more reads what stands
UNDONE_KINDS = DESK_KINDS | {"code", "finding", "study", "alias", "report"}
"""What the screen takes back: acts on transcripts and on the codebook."""
LOADED = frozenset({"codebook", "cases", "variants"})
"""Verbs of acts that took files in: the screen leaves them standing, `coder undo` takes them back."""


class Desk:
    """Acts of one coder on the transcripts of a study."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self._matcher: tuple[tuple[tuple[Code, ...], tuple[Variant, ...]], KeywordMatcher] | None = None

    def code(self, document: OpenTranscript, span: Span, codes: Sequence[str], origin: Origin = "manual") -> Outcome:
        """Put codes on a span: one act."""
        made = [self._coding(document, span, code, origin) for code in dict.fromkeys(codes)]
        standing = self._standing(document, span)
        fresh = [c for c in made if c.code not in standing]
        if not fresh:
            raise ConflictError(_("you have put this code on these words already"))
        message = _("coded: {names}").format(names=listed(self._name(c.code) for c in fresh))
        return self._act([Put("coding", None, c) for c in fresh], "code", message, span, document)

    def code_in_vivo(self, document: OpenTranscript, span: Span, name: str) -> Outcome:
        """Make a code that is called as the words say, and put it on them: one act.

        It waits among the codes without a theme until the lead gives it one.
        """
        project = self.study.project()
        title = " ".join(name.split())
        if not title:
            raise CoderError(_("a code needs a name"), _("type one"))
        if any(c.level == "code" and c.name == title for c in project.codes):
            raise ConflictError(_("there is a code {name} already").format(name=title), _("choose that code"))
        position = max((c.position for c in project.codes), default=-STEP) + STEP
        puts: list[Put] = []
        if NEW_CODES not in project.code_by_id:
            puts.append(Put("code", None, gathering(position)))
        code = Code(
            id=f"new-{new_id()[-8:]}",
            parent=NEW_CODES,
            level="code",
            name=title,
            color=NEW_COLOR,
            example=document.text[span.start : span.end],
            position=position + STEP,
        )
        coding = self._coding_as(document, span, code, "manual")
        puts += [Put("code", None, code), Put("coding", None, coding)]
        return self._act(puts, "in-vivo", _("new code: {name}").format(name=title), span, document)

    def remove(self, document: OpenTranscript, codings: Sequence[Coding]) -> Outcome:
        """Take codings away, with the memos on them: one act."""
        ids = {c.id for c in codings}
        memos = [m for m in self._memos_on(document) if m.target_kind == "coding" and m.target in ids]
        puts = [Put("memo", m, None) for m in memos] + [Put("coding", c, None) for c in codings]
        message = _("removed: {names}").format(names=listed(self._name(c.code) for c in codings))
        return self._act(puts, "uncode", message, codings[0].span, document)

    def _memos_on(self, document: OpenTranscript) -> Sequence[Memo]:
        """Return the memos on a transcript and its codings, those too that a blind coder does not see."""
        if self.study.seen is None:
            return document.memos
        with self.study.unveiled():
            return self.study.overlaid(document).memos

    def recode(self, document: OpenTranscript, coding: Coding, code: str) -> Outcome:
        """Give a coding another code; its memos stay with it."""
        entry = usable_code(self.study.project(), code)
        if code in self._standing(document, coding.span):
            raise ConflictError(_("you have put this code on these words already"))
        other = replace(coding, code=code, code_version=entry.version, at=now())
        message = _("recoded: {old} → {new}").format(old=self._name(coding.code), new=self._name(code))
        return self._act([Put("coding", coding, other)], "recode", message, coding.span, document)

    def respan(self, document: OpenTranscript, coding: Coding, span: Span) -> Outcome:
        """Move a coding's borders; its memos stay with it."""
        if not 0 <= span.start < span.end <= len(document.text):
            raise CoderError(_("nothing is selected"), _("select some words first"))
        if span != coding.span and coding.code in self._standing(document, span):
            raise ConflictError(_("you have put this code on these words already"))
        other = replace(
            coding,
            start=span.start,
            end=span.end,
            line=document.lines.line_of(span.start),
            quote_hash=quote_hash(document.text[span.start : span.end]),
            at=now(),
        )
        message = _("moved: {name}").format(name=self._name(coding.code))
        return self._act([Put("coding", coding, other)], "respan", message, span, document)

    def _standing(self, document: OpenTranscript, span: Span) -> frozenset[str]:
        """Return the codes that the coder has put on exactly these words."""
        over = document.coding_index.over(span.start, span.end)
        return frozenset(c.code for c in over if c.coder == self.study.coder and c.span == span)

    def write_memo(
        self,
        text: str,
        target_kind: MemoTarget,
        target: str,
        span: Span | None = None,
        old: Memo | None = None,
        text_hash: str = "",
    ) -> Outcome:
        """Write a memo, or change one of one's own; an empty text removes it."""
        if old is not None and old.coder != self.study.coder:
            raise CoderError(_("this memo is {coder}'s").format(coder=old.coder), _("write one of your own beside it"))
        if not text.strip():
            if old is None:
                raise CoderError(_("the memo is empty"))
            return self._act([Put("memo", old, None)], "remove-memo", _("memo removed"), span)
        span = require_target(self.study, place_of(old) if old else Place(target_kind, target, span, text_hash))
        new = (
            replace(old, text=text, at=now())
            if old
            else Memo(
                id=new_id(),
                target_kind=target_kind,
                target=target,
                start=span.start if span else None,
                end=span.end if span else None,
                coder=self.study.coder,
                text=text,
                at=now(),
            )
        )
        return self._act([Put("memo", old, new)], "memo", _("memo saved"), span)

    def accept(self, document: OpenTranscript, suggestion: Suggestion) -> Outcome:
        """Code as suggested; coding and verdict are one act."""
        coding = replace(
            self._coding(document, suggestion.span, suggestion.code, "suggestion"), evidence=suggestion.evidence
        )
        puts = [Put("coding", None, coding), Put("decision", None, self._decision(suggestion, "accept"))]
        message = _("accepted: {name}").format(name=self._name(suggestion.code))
        return self._act(puts, "accept", message, suggestion.span, document)

    def reject(self, document: OpenTranscript, suggestion: Suggestion) -> Outcome:
        """Refuse a suggestion; it does not come back while its evidence is the same."""
        message = _("rejected: {name}").format(name=self._name(suggestion.code))
        puts = [Put("decision", None, self._decision(suggestion, "reject"))]
        return self._act(puts, "reject", message, suggestion.span, document)

    def suggestions(self, document: OpenTranscript, *, all_roles: bool = False) -> list[Suggestion]:
        """Return what the keywords suggest and the coder has neither coded nor decided."""
        from coder.language.keyword_suggestions import suggest

        roles = frozenset(Role) if all_roles else frozenset({Role.RESPONDENT})
        found = suggest(document.info.id, document.text, document.turns, self.matcher(), roles=roles)
        return open_suggestions(document, found, self.study.coder)

    def matcher(self) -> KeywordMatcher:
        """Return the matcher of the codebook's keywords, compiled again only when codes change."""
        from coder.language.keywords import KeywordMatcher

        project = self.study.project()
        made_of = (project.codes, project.variants)
        if self._matcher is None or self._matcher[0] != made_of:
            self._matcher = (made_of, KeywordMatcher(*made_of))
        return self._matcher[1]

    def undo(self, kinds: frozenset[str] | None = UNDONE_KINDS, without: frozenset[str] = LOADED) -> Outcome:
        """Take back the coder's last standing act of these kinds and of none of the verbs, and say which it was."""
        act = self.study.journal.undoable(self.study.coder, kinds, without)
        if act is None:
            raise CoderError(_("nothing to undo"))
        return self._revert(act, "undo", _("undone: {what}"))

    def redo(self, kinds: frozenset[str] | None = UNDONE_KINDS, without: frozenset[str] = LOADED) -> Outcome:
        """Do again what was last undone."""
        act = self.study.journal.redoable(self.study.coder, kinds, without)
        if act is None:
            raise CoderError(_("nothing to redo"))
        return self._revert(act, "redo", _("redone: {what}"))

    def turn(self, act: ActSummary, way: Way) -> Outcome:
        """Take an act back, or do again what one took back; who asks has found it by `undo_place.next_act`."""
        return self._revert(act, way, _("undone: {what}") if way == "undo" else _("redone: {what}"))

    def said(self, act: ActSummary) -> str:
        """Return in words what an act did, or what that did which it took back."""
        return self._said(act, memo_codings(self.study, memos_of(self._first_changes(act.act))))

    def _first_changes(self, act: str) -> list[Change]:
        """Return the first changes of an act: enough to say what it did, whatever its size."""
        return list(islice(self.study.each_change(act), _TOLD))

    def _said(self, act: ActSummary, codings: Mapping[str, Coding]) -> str:
        source = (self.study.journal.act(act.reverts) if act.reverts else None) or act
        return describe_act(self.study.project(), source, self._first_changes(source.act), codings)

    def _revert(self, act: ActSummary, verb: str, message: str) -> Outcome:
        before, changes = self.study.project(), self._first_changes(act.act)
        touched = next((c for c in changes if c.kind == "coding"), changes[0] if changes else None)
        codings = memo_codings(self.study, memos_of(changes))
        new = self.study.revert(act, verb)
        if DESK_KINDS.issuperset(act.kinds):
            self.study.keep_project(before)
        value = kind(touched.kind).from_image(touched.after or touched.before or "") if touched else None
        if isinstance(value, Memo) and value.target_kind == "coding":
            value = codings.get(value.target, value)
        where = getattr(value, "transcript", None)
        if isinstance(value, Memo) and value.target_kind == "transcript":
            where = value.target
        start, end = getattr(value, "start", None), getattr(value, "end", None)
        span = Span(start, end) if start is not None and end is not None else None
        turned = tuple((_value(c.kind, c.after), _value(c.kind, c.before)) for c in reversed(changes))
        told = message.format(what=self._said(act, codings))
        if any(c.kind == "transcript" and c.before is None for c in changes) and act.reverts is None:
            told += "\n" + _("Its words stay in the record until they are erased: coder withdraw TRANSCRIPT")
        return Outcome(new, told, span, where, turned, is_whole=act.rows <= _TOLD)

    def _act(
        self, puts: Sequence[Put], verb: str, message: str, span: Span | None, document: OpenTranscript | None = None
    ) -> Outcome:
        project = self.study.project()
        with self.study.together():
            if document is not None:
                self.study.require_text(document)
            act = self.study.record(puts, verb)
        if self.study.coder in project.coders and DESK_KINDS.issuperset(p.kind for p in puts):
            self.study.keep_project(project)
        transcript = document.info.id if document is not None else None
        return Outcome(act, message, span, transcript, tuple((p.before, p.after) for p in puts))

    def _coding(self, document: OpenTranscript, span: Span, code: str, origin: Origin) -> Coding:
        if not 0 <= span.start < span.end <= len(document.text):
            raise CoderError(_("nothing is selected"), _("select some words first"))
        return self._coding_as(document, span, usable_code(self.study.project(), code), origin)

    def _coding_as(self, document: OpenTranscript, span: Span, entry: Code, origin: Origin) -> Coding:
        return Coding(
            id=new_id(),
            transcript=document.info.id,
            start=span.start,
            end=span.end,
            line=document.lines.line_of(span.start),
            code=entry.id,
            coder=self.study.coder,
            quote_hash=quote_hash(document.text[span.start : span.end]),
            code_version=entry.version,
            origin=origin,
            at=now(),
        )

    def _decision(self, suggestion: Suggestion, verdict: Verdict) -> Decision:
        return Decision(
            id=new_id(),
            transcript=suggestion.transcript,
            start=suggestion.start,
            end=suggestion.end,
            code=suggestion.code,
            coder=self.study.coder,
            verdict=verdict,
            suggester=suggestion.suggester,
            score=suggestion.score,
            evidence=suggestion.evidence,
            similar=suggestion.similar,
            at=now(),
        )

    def _name(self, code: str) -> str:
        entry = self.study.project().code_by_id.get(code)
        return entry.title if entry else code


def _value(name: str, image: str | None) -> object:
    return None if image is None else kind(name).from_image(image)


def usable_code(project: Project, code: str) -> Code:
    """Return the code that an id names; themes and facets gather codes and are not put on words themselves."""
    entry = project.code_by_id.get(code)
    if entry is None or entry.level != "code":
        raise NotFoundError(_("no code {code}").format(code=code), _("coder codes lists them"), asked=[code])
    return entry
