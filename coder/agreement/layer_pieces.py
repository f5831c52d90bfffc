"""How a layer differs from all that stands: kept by transcript, so that what nobody touched is not worked out again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from coder.model.counting.code_expression import Mark
from coder.model.counting.layers import Apart, Piece, alike, apart
from coder.model.identity import content_id
from coder.model.text import LineIndex
from coder.record.counts.code_counts import is_kept
from coder.record.counts.code_marks import MarkReader
from coder.record.counts.kept_counts import KeptCounts
from coder.record.queries import closed_texts
from coder.record.reader import Reader
from coder.record.study import Study
from coder.record.texts import line_index

if TYPE_CHECKING:
    from coder.agreement.adjudication import Adjudications, SettledCoding
    from coder.agreement.seats import Seats

_RULES = "1"
"""Which rules made what is kept; only who sees everything asks for it."""


def alike_apart(study: Study, least: int) -> dict[str, Apart]:
    """Return how what so many coders coded alike differs from all codings, by transcript."""

    def count(reader: Reader, among: Collection[str] | None) -> dict[str, Any]:
        marks = MarkReader(reader, None)
        found = {}
        for key in _there(study, among):
            there = marks.of(key)
            found[key] = apart(there, alike(there, least), _line_of(study, key))
        return found

    return _told(study, KeptCounts(f"layer alike {least}", count), count)


def settled_apart(study: Study) -> dict[str, Apart]:
    """Return how the settled layer differs from all codings, by transcript."""
    settling = _Settling(study)
    count = partial(_settled, settling)
    return _told(study, KeptCounts("layer settled", count, judged=True), count)


def closed_apart(study: Study) -> dict[str, Apart]:
    """Return how the settled layer differs from all codings in the transcripts whose adjudication is closed."""
    marks = closed_texts(study.reader)
    infos = study.project().transcript_by_id
    closed = [key for key, text_hash in marks.items() if key in infos and infos[key].text_hash == text_hash]
    if not closed:
        return {}
    settling = _Settling(study)

    def count(_reader: Reader, among: Collection[str] | None) -> dict[str, Any]:
        wanted = closed if among is None else [key for key in closed if key in among]
        return {key: (told if not waits else None) for key in wanted for told, waits in [settling.of(key)]}

    return _told(study, KeptCounts("layer closed", count, judged=True), count)


def _there(study: Study, among: Collection[str] | None) -> Iterable[str]:
    return study.project().transcript_by_id if among is None else among


def _line_of(study: Study, transcript: str) -> Callable[[int], int]:
    """Return what tells the line of a place; the text is read where one is asked for."""
    lines: list[LineIndex] = []

    def line_of(place: int) -> int:
        if not lines:
            lines.append(line_index(study.reader, study.project().transcript_by_id[transcript]))
        return lines[0].line_of(place)

    return line_of


def _settled(settling: _Settling, _reader: Reader, among: Collection[str] | None) -> dict[str, Any]:
    return {key: settling.of(key)[0] for key in _there(settling.study, among)}


def _told(study: Study, kept: KeptCounts, count: Any) -> dict[str, Apart]:
    told = kept.now(study.reader, _RULES) if is_kept(study) else count(study.reader, None)
    there = study.project().transcript_by_id
    return {key: Apart(one[0], one[1]) for key, one in told.items() if one is not None and key in there}


class _Settling:
    """Works the settled layer out, one transcript after the other; who was compared is read once."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self._marks = MarkReader(study.reader, None)

    @cached_property
    def _desk(self) -> Adjudications:
        # Loaded where something was decided: most counts need none of it.
        from coder.agreement.adjudication import Adjudications

        return Adjudications(self.study, reading=True)

    @cached_property
    def _seats(self) -> Seats | None:
        return self._desk.seats()

    def of(self, transcript: str) -> tuple[Apart, bool]:
        """Return how a transcript's settled layer differs from its codings, and whether anything in it waits."""
        info = self.study.project().transcript_by_id[transcript]
        there = {mark.id: mark for mark in self._marks.of(transcript)}
        settled, waits = self._desk.settled_in(info, self._seats)
        pieces = [piece for one in settled for piece in _pieces(one, there)]
        return apart(there.values(), pieces, _line_of(self.study, transcript)), waits


def _pieces(one: SettledCoding, there: dict[str, Mark]) -> Iterator[Piece]:
    """Yield what a decision lets stand, once for each coder who put the code; another code is the decider's own."""
    judged = [there[key] for key in one.codings if key in there]
    alike_coded = [mark for mark in judged if mark.code == one.code]
    if alike_coded:
        for mark in alike_coded:
            yield Piece(mark.id, mark.id, one.start, one.end, mark.line, mark.code, mark.coder)
    elif judged:
        key = content_id("settled", judged[0].id, one.code)
        yield Piece(judged[0].id, key, one.start, one.end, judged[0].line, one.code, one.by)
