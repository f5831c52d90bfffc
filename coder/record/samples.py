"""What an audit sample is drawn from, and the verdicts on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.model.coding import Coding
from coder.model.sample import DISPUTED, Drawable, Judgement, Sample
from coder.record.reader import Reader

_TOGETHER = 500


def drawable(reader: Reader) -> Iterator[Drawable]:
    """Yield every coding of the study."""
    rows = reader.execute(
        'SELECT k.id, k.code, t."case", k.coder FROM coding k JOIN transcript t ON t.id = k.transcript'
    )
    return map(Drawable._make, rows)


def samples(reader: Reader) -> list[Sample]:
    """Return the samples, the newest last."""
    return reader.select(Sample, "ORDER BY rowid")


def judgements(reader: Reader, sample: str) -> list[Judgement]:
    """Return the verdicts on a sample."""
    return reader.select(Judgement, "WHERE sample = ? ORDER BY id", (sample,))


def codings(reader: Reader, ids: Sequence[str]) -> list[Coding]:
    """Return the codings with these ids, as far as they stand."""
    found: list[Coding] = []
    for at in range(0, len(ids), _TOGETHER):
        part = ids[at : at + _TOGETHER]
        found += reader.select(Coding, f"WHERE id IN ({', '.join('?' * len(part))})", tuple(part))
    return found


def disputed(reader: Reader) -> frozenset[str]:
    """Return the codings whose newest verdict says that their words don't bear their code out, or partly."""
    rows = reader.execute("SELECT coding, verdict FROM judgement ORDER BY at, id")
    newest = dict(rows.fetchall())
    return frozenset(coding for coding, verdict in newest.items() if verdict in DISPUTED)
