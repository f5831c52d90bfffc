"""Withdrawals that one of two files knows and the other does not yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from coder.model.journal.erasure_entry import Erasure
from coder.model.names.blanking import BLOCK
from coder.record.kinds import kind
from coder.record.study import Study

_ERASURES = "SELECT key, after FROM {}.change WHERE kind = 'erasure' AND after IS NOT NULL ORDER BY clock, replica"


@dataclass(frozen=True, slots=True)
class Apart:
    """Withdrawals that only one of the files knows: those of the other, and those of this one."""

    theirs: tuple[Erasure, ...]
    ours: tuple[Erasure, ...]


def apart(study: Study, since: dict[str, int]) -> Apart:
    """Return the withdrawals that only one of the files knows; of a file of changes, what is after its beginning.

    A withdrawal that took place in a copy again has an entry there of its own: who knows one that took the same words
    out of the same texts knows both.
    """
    rule = kind("erasure")
    ours, theirs = (
        {key: rule.from_image(image) for key, image in study.connection.execute(_ERASURES.format(schema)).fetchall()}
        for schema in ("main", "theirs")
    )
    known = {key for key in ours if since and _is_before(study, key, since)}
    return Apart(
        tuple(one for key, one in theirs.items() if key not in ours and not _is_among(one, ours.values())),
        tuple(
            one
            for key, one in ours.items()
            if key not in theirs and key not in known and not _is_among(one, theirs.values())
        ),
    )


def _is_among(one: Erasure, known: Iterable[Erasure]) -> bool:
    """Tell whether all texts that a withdrawal made were made by others of the same person."""
    same = (other for other in known if (other.what, other.target) == (one.what, one.target))
    return {(text.transcript, text.after) for text in one.texts} <= {
        (text.transcript, text.after) for other in same for text in other.texts
    }


def _is_before(study: Study, key: str, since: dict[str, int]) -> bool:
    query = "SELECT replica, seq FROM main.change WHERE kind = 'erasure' AND key = ? ORDER BY clock LIMIT 1"
    replica, seq = study.connection.execute(query, (key,)).fetchone()
    return bool(seq <= since.get(replica, 0))


def their_text(study: Study, text_hash: str) -> str | None:
    """Return a text of the attached file, None where it has none of that hash."""
    row = study.connection.execute("SELECT body FROM theirs.text WHERE hash = ?", (text_hash,)).fetchone()
    return None if row is None else str(row[0])


def blanked_words(study: Study) -> set[str]:
    """Return the words that a withdrawal in the attached file blanked in rows that both files hold: names above all."""
    query = (
        "SELECT m.after, t.after FROM theirs.erased e JOIN theirs.change t ON t.replica = e.replica AND t.seq = e.seq "
        "JOIN main.change m ON m.replica = e.replica AND m.seq = e.seq WHERE m.after <> t.after"
    )
    found: set[str] = set()
    for ours, theirs in study.connection.execute(query):
        for old, new in _texts(json.loads(ours), json.loads(theirs)):
            found |= set(_runs(old, new))
    return found


def _texts(ours: Any, theirs: Any) -> Iterator[tuple[str, str]]:
    """Yield the texts of one value beside those at the same places of another, where they are as long."""
    if isinstance(ours, str) and isinstance(theirs, str):
        if len(ours) == len(theirs):
            yield ours, theirs
    elif isinstance(ours, dict) and isinstance(theirs, dict):
        for name, value in ours.items():
            yield from _texts(value, theirs.get(name))
    elif isinstance(ours, list) and isinstance(theirs, list):
        for one, other in zip(ours, theirs, strict=False):
            yield from _texts(one, other)


def _runs(old: str, new: str) -> Iterator[str]:
    """Yield the parts of a text that became blocks."""
    begin = None
    for at, (was, now) in enumerate(zip(old + " ", new + " ", strict=True)):
        is_gone = now == BLOCK != was
        if is_gone and begin is None:
            begin = at
        elif not is_gone and begin is not None:
            yield old[begin:at]
            begin = None
