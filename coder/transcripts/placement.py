"""Displaced anchors: listed with the likeliest place, placed by hand, or given up."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coder.errors import CoderError, ConflictError, NotFoundError
from coder.findings import queries
from coder.i18n import _
from coder.model.coding import Coding, Memo
from coder.model.displaced import Displaced, leading
from coder.model.finding import is_shortening
from coder.model.identity import parse_quote_id, quote_id
from coder.model.project import OpenTranscript, Project, TranscriptInfo
from coder.model.text import LineIndex, Span
from coder.record import anchors
from coder.record.counts import usage
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.record.texts import get_text
from coder.transcripts.carryover import companions, put_on
from coder.transcripts.revision import Mapping

_LEAST_TAIL = 4
_AROUND = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class LostEntry:
    """A lost anchor in words: what stood where, and the likeliest place for it in the text of now.

    `exact` tells whether just its words stand there; `near` is where to look if there is no such place. `around`
    and `near_around` are what stands in the lines before and behind, in the text of then and of now.
    """

    lost: Displaced
    info: TranscriptInfo
    title: str
    citation: str
    words: str
    line: int
    near: int
    near_line: int
    place: Span | None = None
    place_words: str = ""
    around: tuple[str, str] = ("", "")
    near_around: tuple[str, str] = ("", "")
    note: str = ""

    @property
    def exact(self) -> bool:
        """Whether its very words stand at the likeliest place."""
        return self.place is not None and self.place_words == self.words


def describe_lost(one: Displaced, project: Project, mapping: Mapping, lines: tuple[LineIndex, LineIndex]) -> LostEntry:
    """Return a lost anchor in words; `lines` are those of the text of then and of now."""
    info, span = project.transcript_by_id[one.transcript], one.span
    then, now = lines
    place = mapping.likeliest(span)
    near = place.start if place else min(mapping.near(span.start), max(0, len(mapping.new) - 1))
    line = then.line_of(span.start)
    return LostEntry(
        lost=one,
        info=info,
        title=_title(one, project),
        citation=quote_id(info.case, line, one.id),
        words=mapping.old[span.start : span.end],
        line=line,
        near=near,
        near_line=now.line_of(near),
        place=place,
        place_words=mapping.new[place.start : place.end] if place else "",
        around=_around(mapping.old, span),
        near_around=_around(mapping.new, place or Span(near, near)),
        note=one.memo.text if one.memo else "",
    )


def _around(text: str, span: Span) -> tuple[str, str]:
    """Return the words before and behind a span, as far as they stand in its lines."""
    before = text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
    return before, text[span.end : span.end + _AROUND].partition("\n")[0]


def _title(one: Displaced, project: Project) -> str:
    if one.memo is not None:
        return _("memo")
    code = project.code_by_id.get(one.code or "")
    name = code.title if code else one.code or ""
    if one.decision is None:
        return name
    refused = one.decision.verdict == "reject"
    return (_("refused: {name}") if refused else _("accepted: {name}")).format(name=name)


class LostAnchors:
    """The lost anchors of a study as far as the coder may see them, and the acts on them."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self._mappings: dict[tuple[str, str], tuple[Mapping, tuple[LineIndex, LineIndex]]] = {}

    def entries(self, transcript: str | None = None) -> list[LostEntry]:
        """Return what waits for a place, by transcript and place; verdicts that go along with a coding are left out."""
        found = anchors.lost(self.study.reader, transcript)
        project = self.study.project()
        order = {t.id: i for i, t in enumerate(project.transcripts)}
        waiting = sorted(leading(found), key=lambda one: (order[one.transcript], one.span, one.id))
        return [describe_lost(one, project, *self._mapped(one)) for one in waiting]

    def _mapped(self, one: Displaced) -> tuple[Mapping, tuple[LineIndex, LineIndex]]:
        """Return the way from the text of then to that of now, made once a pair of texts."""
        key = one.text_hash, self.study.project().transcript_by_id[one.transcript].text_hash
        if key not in self._mappings:
            old, new = (get_text(self.study.reader, text) for text in key)
            self._mappings[key] = Mapping(old, new), (LineIndex(old), LineIndex(new))
        return self._mappings[key]

    def find(self, name: str) -> LostEntry:
        """Return the lost anchor that an id, the end of one, or a citation names."""
        parsed = parse_quote_id(name)
        tail = parsed[2] if parsed else name
        found = [
            e
            for e in self.entries()
            if e.lost.id == name
            or (len(tail) >= _LEAST_TAIL and e.lost.id.endswith(tail) and (not parsed or e.info.case == parsed[0]))
        ]
        if len(found) != 1:
            raise NotFoundError(
                _("no displaced coding {name}").format(name=name), _("coder lost lists them"), asked=[name]
            )
        return found[0]

    def place(self, document: OpenTranscript, one: Displaced, span: Span) -> Outcome:
        """Put a lost anchor on words of the text of now, with what goes along with it: one act."""
        if not 0 <= span.start < span.end <= len(document.text) or document.info.id != one.transcript:
            raise CoderError(_("nothing is selected"), _("select some words first"))
        study = self.study
        with study.together():
            study.require_text(document)
            others = companions(one, anchors.lost(study.reader, one.transcript))
            puts = [Put("lost", lost, None) for lost in (one, *others)]
            placed = [put_on(lost.anchor, span, document.text, document.lines) for lost in (one, *others)]
            puts += [Put(lost.kind, None, anchor) for lost, anchor in zip((one, *others), placed, strict=True)]
            coding = placed[0]
            if isinstance(coding, Coding):
                if usage.coding_at(study.reader, coding, coding.code) is not None:
                    message = _("{coder} has put this code on these words already").format(coder=coding.coder)
                    raise ConflictError(message, _("choose other words, or discard the displaced coding"))
                moved = (replace(m, start=span.start, end=span.end) for m in self._memos(one) if m.start is not None)
                puts += _whole_again(study, one, document.text[span.start : span.end])
                puts += [Put("memo", m, n) for m, n in zip(self._with_words(one), moved, strict=True) if m != n]
            act = study.record(puts, "place")
        message = _("placed: {name}").format(name=_title(one, study.project()))
        return Outcome(act, message, span, one.transcript, tuple((p.before, p.after) for p in puts))

    def drop(self, one: Displaced) -> Outcome:
        """Give a lost anchor up, with what goes along with it and the memos on it: one act."""
        with self.study.together():
            others = companions(one, anchors.lost(self.study.reader, one.transcript))
            puts = [Put("memo", memo, None) for memo in self._memos(one)]
            puts += [Put("lost", lost, None) for lost in (one, *others)]
            act = self.study.record(puts, "drop")
        message = _("discarded: {name}").format(name=_title(one, self.study.project()))
        return Outcome(act, message, None, one.transcript, tuple((p.before, p.after) for p in puts))

    def _memos(self, one: Displaced) -> list[Memo]:
        """Return the memos on a lost coding, those too that a blind coder does not see."""
        if one.coding is None:
            return []
        with self.study.unveiled():
            return usage.memos_on(self.study.reader, "coding", one.id)

    def _with_words(self, one: Displaced) -> list[Memo]:
        return [m for m in self._memos(one) if m.start is not None]


def _whole_again(study: Study, one: Displaced, words: str) -> list[Put]:
    """Return the changes that print a chosen quotation whole whose shortened form is not made of these words."""
    return [
        Put("chosen", chosen, replace(chosen, shown=""))
        for chosen in queries.chosen_of(study.reader, one.id)
        if chosen.shown and not is_shortening(words, chosen.shown)
    ]


def words_in_line(document: OpenTranscript, line: int, words: str) -> Span:
    """Return where words begin in a line; raises `CoderError` where they don't, or more than once."""
    if not 1 <= line <= len(document.lines.starts):
        raise CoderError(
            _("{transcript} has {count} lines, none numbered {line}").format(
                transcript=document.info.name, count=len(document.lines.starts), line=line
            )
        )
    room = document.lines.span_of(line)
    at = document.text.find(words, room.start, room.end + len(words) - 1) if words else -1
    if at < 0:
        raise CoderError(
            _("these words are not in line {line}").format(line=line),
            _("line {line} has: {words}").format(line=line, words=document.text[room.start : room.end].rstrip("\n")),
        )
    if document.text.find(words, at + 1, room.end + len(words) - 1) >= 0:
        raise CoderError(
            _("these words are in line {line} more than once").format(line=line), _("give more of the words")
        )
    return Span(at, at + len(words))
