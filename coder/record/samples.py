"""What an audit sample is drawn from, and the verdicts on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from coder.model.coding import Coding
from coder.model.sample import DISPUTED, Drawable, Judgement, Sample
from coder.record.queries import load_all

_TOGETHER = 500


def drawable(connection: sqlite3.Connection) -> Iterator[Drawable]:
    """Yield every coding of the study."""
    rows = connection.execute(
        'SELECT k.id, k.code, t."case", k.coder FROM coding k JOIN transcript t ON t.id = k.transcript'
    )
    return map(Drawable._make, rows)


def samples(connection: sqlite3.Connection) -> list[Sample]:
    """Return the samples, the newest last."""
    return load_all(connection, "sample", "ORDER BY change, id")


def judgements(connection: sqlite3.Connection, sample: str) -> list[Judgement]:
    """Return the verdicts on a sample."""
    return load_all(connection, "judgement", "WHERE sample = ? ORDER BY id", (sample,))


def codings(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Coding]:
    """Return the codings with these ids, as far as they stand."""
    found: list[Coding] = []
    for at in range(0, len(ids), _TOGETHER):
        part = ids[at : at + _TOGETHER]
        found += load_all(connection, "coding", f"WHERE id IN ({', '.join('?' * len(part))})", tuple(part))
    return found


def disputed(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the codings whose newest verdict says that their words don't bear their code out, or partly."""
    rows = connection.execute("SELECT coding, verdict FROM judgement ORDER BY at, id")
    newest = dict(rows.fetchall())
    return frozenset(coding for coding, verdict in newest.items() if verdict in DISPUTED)
