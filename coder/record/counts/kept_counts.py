"""Counts by transcript, kept from one start to the next: only transcripts touched since are counted again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from msgspec.json import decode, encode

from coder.model.counting.layers import MIXED, SETTLED, mixture
from coder.record import queries
from coder.record.counts.judged_since import judged_since, newest_judgement
from coder.record.reader import Reader

if TYPE_CHECKING:
    from coder.model.journal.moment import Moment
    from coder.model.project import Project

FEW = 100
"""A study of more transcripts than this keeps its counts."""

_AT_ONCE = 20
"""Where more transcripts than this were counted again, what comes of it is kept."""

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
    if study.seen is None:
        return f"4  {kept_layer(study)} "
    return f"4 {','.join(sorted(study.seen))} {study.counted} {','.join(sorted(queries.opened(study.reader)))}"


def kept_layer(study: CountedStudy) -> str:
    """Return the layer under which counts are kept: how many transcripts are settled is no matter of any one."""
    return MIXED if mixture(study.layer) else study.layer


def is_judged(layer: str) -> bool:
    """Tell whether a layer rests on what was decided between coders."""
    return layer in {SETTLED, MIXED}


class KeptCounts:
    """Keeps what `count` returns of transcripts (None: of all) under a name; the counts are plain JSON.

    Counts that are `judged` rest on decisions too.
    """

    def __init__(self, name: str, count: Counting, *, judged: bool = False) -> None:
        self._name, self._count, self._judged = name, count, judged
        self._kept = Kept("", "", {})

    def stale(self, reader: Reader, version: str) -> Collection[str] | None:
        """Return the transcripts whose counts do not hold any more, None where none hold or too many do not."""
        found = self._stale(reader, version)
        return None if found is None or len(found) > FEW else found

    def _stale(self, reader: Reader, version: str) -> Collection[str] | None:
        if self._kept.version != version:
            self._kept = self._recalled(reader, version)
        touches, _bar, judgements = self._kept.mark.partition("|")
        touched = _touched_since(reader, touches)
        if touched is None or not self._judged:
            return touched
        judged = judged_since(reader, judgements)
        return None if judged is None else touched | judged

    def now(self, reader: Reader, version: str) -> dict[str, Any]:
        """Return the counts as they are now."""
        stale = self._stale(reader, version)
        if stale is not None and len(stale) > max(FEW, len(self._kept.counts) // 2):
            stale = None
        if stale is None or stale:
            mark = _newest_touch(reader) + (f"|{newest_judgement(reader)}" if self._judged else "")
            found = self._counted(reader, stale)
            if stale is not None:
                found = {k: v for k, v in self._kept.counts.items() if k not in stale} | found
            self._kept = Kept(version, mark, found)
            if stale is None or len(stale) > _AT_ONCE:
                reader.keep(f"counts:{self._name}", self._name, version, encode([mark, found]))
        return self._kept.counts

    def _counted(self, reader: Reader, stale: Collection[str] | None) -> dict[str, Any]:
        """Count some transcripts, a part at a time, or all."""
        if stale is None:
            return self._count(reader, None)
        found, there = dict[str, Any](), sorted(stale)
        for at in range(0, len(there), FEW):
            found |= self._count(reader, there[at : at + FEW])
        return found

    def _recalled(self, reader: Reader, version: str) -> Kept:
        data = reader.cached(f"counts:{self._name}", self._name, version)
        mark, counts = decode(data) if data else ("", {})
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
