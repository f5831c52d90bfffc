"""How people worked with suggestions: what they accepted, and how turns coded with and without them differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from coder.model.coding import Origin
from coder.model.project import Project
from coder.model.text import turn_at
from coder.record import queries
from coder.record.reader import Reader
from coder.suggestions import queries as examples
from coder.suggestions.quality import Acceptance, ByOrigin
from coder.suggestions.queries import Laid

_BLOCK = 50  # verdicts

Turn = tuple[str, int]


def acceptance(reader: Reader) -> tuple[Acceptance, ...]:
    """Return how many suggestions were accepted, by blocks of fifty verdicts in the order of time."""
    verdicts = examples.verdicts(reader)
    blocks = [verdicts[i : i + _BLOCK] for i in range(0, len(verdicts), _BLOCK)]
    return tuple(
        Acceptance(block[0][0], block[-1][0], len(block), sum(verdict == "accept" for _at, verdict in block))
        for block in blocks
    )


def by_origin(reader: Reader, project: Project) -> tuple[ByOrigin, ...]:
    """Return how a coder's turns with an accepted suggestion differ from those coded by hand alone."""
    laid: dict[Turn, dict[str, list[Laid]]] = defaultdict(lambda: defaultdict(list))
    for info in project.transcripts:
        rows = examples.laid(reader, info.id)
        turns = queries.open_bare(reader, info).turns if rows else ()
        for row in rows:
            laid[info.id, turn_at(turns, row.start) if turns else 0][row.coder].append(row)
    return tuple(found for origin in ("suggestion", "manual") if (found := _of_origin(origin, laid)).turns)


def _of_origin(origin: Origin, laid: Mapping[Turn, Mapping[str, Sequence[Laid]]]) -> ByOrigin:
    turns, codings, codes, chars = 0, 0, 0, 0
    overlaps: list[float] = []
    for by_coder in laid.values():
        for coder, rows in by_coder.items():
            if _origin_of(rows) != origin:
                continue
            mine = {row.code for row in rows}
            turns, codings, codes = turns + 1, codings + len(rows), codes + len(mine)
            chars += sum(row.end - row.start for row in rows)
            for other, theirs in by_coder.items():
                if other != coder:
                    their_codes = {row.code for row in theirs}
                    overlaps.append(len(mine & their_codes) / len(mine | their_codes))
    return ByOrigin(
        origin,
        turns,
        codes / turns if turns else 0.0,
        chars / codings if codings else 0.0,
        len(overlaps),
        sum(overlaps) / len(overlaps) if overlaps else None,
    )


def _origin_of(rows: Sequence[Laid]) -> Origin | None:
    """Return whether a coder's turn was coded with suggestions or by hand; None for bulk and imports alone."""
    origins = {row.origin for row in rows}
    return "suggestion" if "suggestion" in origins else "manual" if "manual" in origins else None
