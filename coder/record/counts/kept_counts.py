"""Counts by transcript, kept from one start to the next: only transcripts touched since are counted again."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from coder.record import queries
from coder.record.reader import Reader

if TYPE_CHECKING:
    from coder.model.journal.moment import Moment
    from coder.model.project import Project

FEW = 100
"""With more transcripts than this to count again, all are, and what comes of it is kept."""

Counting = Callable[[Reader, Collection[str] | None], dict[str, Any]]


class CountedStudy(Protocol):
    """A study as far as counting asks: what is in it, by whose eyes it is read, on which layer, of which moment."""

    @property
    def reader(self) -> Reader: ...  # noqa: D102
    @property
    def coder(self) -> str: ...  # noqa: D102
    @property
    def seen(self) -> frozenset[str] | None: ...  # noqa: D102
    @property
    def layer(self) -> str: ...  # noqa: D102
    @property
    def moment(self) -> Moment | None: ...  # noqa: D102
    @property
    def counted(self) -> str: ...  # noqa: D102
    def project(self) -> Project: ...  # noqa: D102


class Kept(NamedTuple):
    """Counts by transcript; `mark` says up to which act, `version` by whose eyes and what rules."""

    version: str
    mark: str
    counts: dict[str, Any]


def eyes(study: CountedStudy) -> str:
    """Return by whose eyes a study is counted: other eyes have other counts, and all who see everything the same."""
    seen = "" if study.seen is None else ",".join(sorted(study.seen))
    opened = "" if study.seen is None else ",".join(sorted(queries.opened(study.reader)))
    return f"3 {seen} {study.counted} {opened}"


class KeptCounts:
    """Keeps what `count` returns of transcripts (None: of all) under a name; the counts are plain JSON."""

    def __init__(self, name: str, count: Counting) -> None:
        self._name, self._count = name, count
        self._kept = Kept("", "", {})

    def stale(self, reader: Reader, version: str) -> Collection[str] | None:
        """Return the transcripts whose counts do not hold any more, None where none hold."""
        if self._kept.version != version:
            self._kept = self._recalled(reader, version)
        touched = _touched_since(reader, self._kept.mark)
        return None if touched is None or len(touched) > FEW else touched

    def now(self, reader: Reader, version: str) -> dict[str, Any]:
        """Return the counts as they are now."""
        stale = self.stale(reader, version)
        if stale is None or stale:
            mark = _newest_touch(reader)
            found = self._count(reader, stale)
            if stale is not None:
                found = {k: v for k, v in self._kept.counts.items() if k not in stale} | found
            self._kept = Kept(version, mark, found)
            if stale is None:
                data = json.dumps([mark, found], ensure_ascii=False).encode()
                reader.keep(f"counts:{self._name}", self._name, version, data)
        return self._kept.counts

    def _recalled(self, reader: Reader, version: str) -> Kept:
        data = reader.cached(f"counts:{self._name}", self._name, version)
        mark, counts = json.loads(data) if data else ("", {})
        return Kept(version, mark, counts)


def _newest_touch(reader: Reader) -> str:
    """Return a mark that names what was touched last."""
    row = reader.execute("SELECT rowid, act FROM touched ORDER BY rowid DESC LIMIT 1").fetchone()
    return f"{row[0]} {row[1]}" if row else "0 "


def _touched_since(reader: Reader, mark: str) -> frozenset[str] | None:
    """Return the transcripts touched since a mark, None where the rows are not those that the mark was made of."""
    number, _space, act = mark.partition(" ")
    if not number:
        return None
    row = reader.execute("SELECT act FROM touched WHERE rowid = ?", (int(number),)).fetchone()
    if (row[0] if row else "") != act:
        return None
    asked = "SELECT DISTINCT transcript FROM touched WHERE rowid > ? AND transcript != ''"
    return frozenset(row[0] for row in reader.execute(asked, (int(number),)))
