"""Where each replica stood when something was made."""

from __future__ import annotations

from coder.record.reader import Reader


def replicas(reader: Reader) -> list[str]:
    """Return the replicas that have rows."""
    query = (
        "WITH RECURSIVE known (name) AS (SELECT min(replica) FROM change UNION ALL "
        "SELECT (SELECT min(replica) FROM change WHERE replica > name) FROM known WHERE name IS NOT NULL) "
        "SELECT name FROM known WHERE name IS NOT NULL"
    )
    return [name for (name,) in reader.execute(query)]


def limits_of(reader: Reader, name: str, key: str) -> dict[str, int]:
    """Return the moment right after an object was made, as the journal knows it: by the clocks of all replicas."""
    made = reader.execute(
        "SELECT clock FROM change WHERE kind = ? AND key = ? ORDER BY clock LIMIT 1", (name, key)
    ).fetchone()
    return limits_at(reader, made[0]) if made else {}


def limits_after(reader: Reader, name: str, key: str) -> dict[str, int]:
    """Return the moment right after the last change of an object."""
    last = reader.execute(
        "SELECT clock FROM change WHERE kind = ? AND key = ? ORDER BY clock DESC LIMIT 1", (name, key)
    ).fetchone()
    return limits_at(reader, last[0]) if last else {}


def limits_at(reader: Reader, clock: int) -> dict[str, int]:
    """Return the number of each replica's last row until a clock."""
    newest = "SELECT seq FROM change WHERE replica = ? AND clock <= ? ORDER BY seq DESC LIMIT 1"
    found = {name: reader.execute(newest, (name, clock)).fetchone() for name in replicas(reader)}
    return {name: row[0] if row else 0 for name, row in found.items()}
