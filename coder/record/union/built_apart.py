"""Two studies that were built apart from each other: that they share no row, and what both hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from coder.record.kinds import OWNED, kind
from coder.record.study import Study

_FIRST = "SELECT replica FROM {}.change ORDER BY clock, replica LIMIT 1"
_REPLICAS = "SELECT DISTINCT replica FROM {}.change"


def is_built_apart(study: Study) -> bool:
    """Tell whether the attached file and this one share no chain: neither was ever a copy of the other."""
    ours, theirs = replicas(study, "main"), replicas(study, "theirs")
    return bool(ours) and bool(theirs) and not ours & theirs


def origin(study: Study, schema: str) -> str:
    """Return the replica that a file began with."""
    row = study.connection.execute(_FIRST.format(schema)).fetchone()
    return str(row[0]) if row else ""


def replicas(study: Study, schema: str) -> set[str]:
    """Return the replicas of which a file holds rows."""
    return {name for (name,) in study.connection.execute(_REPLICAS.format(schema))}


def objects(study: Study, schema: str, name: str) -> dict[str, Any]:
    """Return all objects of a kind in one of the files, by id."""
    return {one.id: one for one in _rows(study, schema, name)}


def images(study: Study, schema: str, name: str) -> dict[str, str]:
    """Return the images of all objects of a kind in one of the files, by id; no two objects are held at once."""
    image = kind(name).image
    return {one.id: image(one) for one in _rows(study, schema, name)}


def _rows(study: Study, schema: str, name: str) -> Iterator[Any]:
    rule = kind(name)
    query = f"{rule.select_whole} ORDER BY rowid".replace(rule.table, f'{schema}."{name}"')
    return map(rule.from_row, study.connection.execute(query))


def workers(study: Study, schema: str) -> set[str]:
    """Return whose work a file holds."""
    found: set[str] = set()
    for name, owner in OWNED.items():
        query = f'SELECT DISTINCT "{owner}" FROM {schema}."{name}"'
        found |= {key for (key,) in study.connection.execute(query)}
    return found


def alone(study: Study, schema: str, other: str) -> list[tuple[str, str]]:
    """Return the objects, by kind and id, whose last row in one of the files is not in the other."""
    query = (
        f"SELECT DISTINCT c.kind, c.key FROM {schema}.change c WHERE c.kind <> '' AND NOT EXISTS "
        f"(SELECT 1 FROM {other}.change o WHERE o.replica = c.replica AND o.seq = c.seq) "
        f"AND NOT EXISTS (SELECT 1 FROM {schema}.change l JOIN {other}.change o "
        "ON o.replica = l.replica AND o.seq = l.seq WHERE l.kind = c.kind AND l.key = c.key "
        "AND (l.clock, l.replica) > (c.clock, c.replica))"
    )
    return [(name, key) for name, key in study.connection.execute(query)]


def first_images(study: Study, found: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return as what each of these objects was made, as far as the journal knows them."""
    query = (
        "SELECT after FROM main.change WHERE kind = ? AND key = ? AND after IS NOT NULL ORDER BY clock, replica LIMIT 1"
    )
    made = {where: study.connection.execute(query, where).fetchone() for where in found}
    return {where: str(row[0]) for where, row in made.items() if row}
