"""Which transcripts were assigned, finished, decided or closed since counts were kept: the journal says it."""

from __future__ import annotations

from coder.record.moments import replicas
from coder.record.reader import Reader

_KINDS = ("adjudication", "assignment", "closing", "finished")
"""The kinds of what the settled layer rests on besides codings and texts."""


def newest_judgement(reader: Reader) -> str:
    """Return a mark that names the last row of each replica."""
    found = []
    for replica in replicas(reader):
        asked = "SELECT seq, hash FROM change WHERE replica = ? ORDER BY seq DESC LIMIT 1"
        seq, digest = reader.execute(asked, (replica,)).fetchone()
        found.append(f"{replica} {seq} {digest}")
    return ",".join(found)


def judged_since(reader: Reader, mark: str) -> frozenset[str] | None:
    """Return the transcripts judged since a mark, None where the journal is not the one that the mark was made of."""
    known: dict[str, int] = {}
    for replica, seq, digest in (part.split(" ") for part in mark.split(",") if part):
        row = reader.execute("SELECT hash FROM change WHERE replica = ? AND seq = ?", (replica, int(seq))).fetchone()
        if row is None or row[0] != digest:
            return None
        known[replica] = int(seq)
    asked = (
        "SELECT DISTINCT json_extract(coalesce(after, before), '$.transcript') FROM change "
        f"WHERE replica = ? AND seq > ? AND kind IN ({', '.join('?' * len(_KINDS))})"
    )
    found: set[str | None] = set()
    for replica in replicas(reader):
        found |= {row[0] for row in reader.execute(asked, (replica, known.get(replica, 0), *_KINDS))}
    told = frozenset(key for key in found if key is not None)
    return told if len(told) == len(found) else None
