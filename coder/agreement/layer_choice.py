"""The layer that a count is made on: everybody's codings, one coder's, what several share, or what was settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from coder.errors import CoderError
from coder.i18n import _
from coder.model.coding import Coding
from coder.model.counting.layers import ANY, CODER, SETTLED, alike, coder_of, least_of, mixed
from coder.model.identity import content_id
from coder.model.text import LineIndex
from coder.record import settings, texts
from coder.record.queries import closed_texts
from coder.record.study import Study
from coder.record.veil import layering
from coder.record.veil.blindness import blind_hint, coder_named, require_seen

if TYPE_CHECKING:
    from coder.agreement.adjudication import Adjudications, SettledCoding


@contextmanager
def layered(study: Study, wanted: str = "") -> Iterator[Study]:
    """Let a study be counted on a layer: `settled`, `coder:NAME`, `any`, `k:2`.

    Where none is asked for, the study's setting says which. Where that names none, transcripts whose adjudication is
    closed count as settled and the others by any coder.
    """
    with _laid(study, wanted.strip()) as name:
        study.layer, before = name, study.layer
        try:
            yield study
        finally:
            study.layer = before


@contextmanager
def _laid(study: Study, wanted: str) -> Iterator[str]:
    if not wanted and study.seen is None:
        wanted = settings.value(study.reader, "layer")
    if study.layer or wanted == ANY or (not wanted and study.seen is not None):
        yield study.layer
    elif named := coder_of(wanted):
        coder = coder_named(study.project(), named)
        require_seen(study, coder)
        with nullcontext() if study.seen is not None else layering.of_coder(study, coder):
            yield f"{CODER}{coder}"
    elif not wanted:
        with _by_default(study) as name:
            yield name
    else:
        _require_layer(study, wanted)
        codings = settled_codings(study) if wanted == SETTLED else _alike(study, least_of(wanted))
        with layering.of_codings(study, codings):
            yield wanted


def _require_layer(study: Study, wanted: str) -> None:
    if wanted != SETTLED and least_of(wanted) < 1:
        raise CoderError(
            _("no layer {name}").format(name=wanted), _("there are: settled, coder:NAME, any, k:2 (two coders alike)")
        )
    if study.seen is not None:
        raise CoderError(_("you code blind: this layer would show what others coded"), blind_hint(study))


@contextmanager
def _by_default(study: Study) -> Iterator[str]:
    closed = closed_transcripts(study)
    if not closed:
        yield ""
        return
    everything = [info.id for info in study.project().transcripts]
    kept = [key for key in everything if key not in closed]
    with layering.of_codings(study, settled_codings(study, closed), kept):
        yield mixed(len(closed), len(everything))


def closed_transcripts(study: Study) -> tuple[str, ...]:
    """Return the transcripts whose adjudication is closed, in the study's order; they count as settled."""
    marks = closed_texts(study.reader)
    if not marks:
        return ()
    reading = _adjudications(study)
    return tuple(info.id for info in study.project().transcripts if info.id in marks and reading.is_closed(info))


def _adjudications(study: Study) -> Adjudications:
    # Loaded where something was decided: most counts need none of it.
    from coder.agreement.adjudication import Adjudications

    return Adjudications(study, reading=True)


def settled_codings(study: Study, transcripts: Iterable[str] = ()) -> list[Coding]:
    """Return the settled layer as codings: with the words of a decision, and the coders whose codings it judged."""
    from coder.agreement import queries

    settled = _adjudications(study).settled(tuple(transcripts))
    there: dict[str, dict[str, Coding]] = {}
    found: list[Coding] = []
    for one in settled:
        if one.transcript not in there:
            there = {one.transcript: {c.id: c for c in queries.codings_of(study.reader, one.transcript)}}
        found += _as_codings(one, there[one.transcript])
    return list(_placed(study, found))


def _as_codings(one: SettledCoding, there: dict[str, Coding]) -> Iterator[Coding]:
    """Yield what a decision lets stand, once for each coder who put the code; another code is the decider's own."""
    judged = [there[key] for key in one.codings if key in there]
    alike_coded = [coding for coding in judged if coding.code == one.code]
    if alike_coded:
        yield from (replace(coding, start=one.start, end=one.end) for coding in alike_coded)
    elif judged:
        key = content_id("settled", judged[0].id, one.code)
        yield replace(judged[0], id=key, code=one.code, coder=one.by, start=one.start, end=one.end)


def _alike(study: Study, least: int) -> Iterator[Coding]:
    """Yield what so many coders coded alike; one transcript's codings are held at a time."""
    from coder.agreement import queries

    for info in study.project().transcripts:
        yield from _placed(study, alike(queries.codings_of(study.reader, info.id), least))


def _placed(study: Study, codings: Iterable[Coding]) -> Iterator[Coding]:
    """Yield codings with the line on which each begins."""
    infos = study.project().transcript_by_id
    lines: dict[str, LineIndex] = {}
    for coding in codings:
        if coding.transcript not in lines:
            lines = {coding.transcript: texts.line_index(study.reader, infos[coding.transcript])}
        yield replace(coding, line=lines[coding.transcript].line_of(coding.start))
