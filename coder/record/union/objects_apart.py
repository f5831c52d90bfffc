"""What stands apart in a study: objects that people changed without knowing of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from coder.record.kind import encode_json
from coder.record.reader import Reader
from coder.record.union.lineage import Apart, Step, apart

_KEYS = "SELECT key FROM change GROUP BY key HAVING min(replica) <> max(replica)"
"""The ids that rows of several replicas are on, read from the index alone."""

_STEPS = (
    "SELECT kind, key, clock, replica, seq, coder, at, act, parent, hash, after, reverts FROM change "
    "WHERE key IN (SELECT value FROM json_each(:keys)) AND kind <> '' ORDER BY kind, key, clock, replica"
)
_CHUNK = 2000


def objects_apart(reader: Reader) -> list[Apart]:
    """Return the objects that stand apart, by kind and id."""
    found = []
    for name, key, steps in lives(reader, [key for (key,) in reader.execute(_KEYS)]):
        if (one := apart(name, key, steps)) is not None:
            found.append(one)
    return found


def object_apart(reader: Reader, kind: str, key: str) -> Apart | None:
    """Return how one object stands apart; None where it does not."""
    return next((apart(name, key, steps) for name, _key, steps in lives(reader, [key]) if name == kind), None)


def lives(reader: Reader, keys: Iterable[str]) -> Iterator[tuple[str, str, list[Step]]]:
    """Yield each of these objects, by kind and id, with all its rows in their order."""
    wanted = list(keys)
    for at in range(0, len(wanted), _CHUNK):
        rows = reader.execute(_STEPS, {"keys": encode_json(wanted[at : at + _CHUNK]).decode()})
        for (name, key), group in groupby(rows, key=itemgetter(0, 1)):
            yield name, key, [Step(*row[2:]) for row in group]
