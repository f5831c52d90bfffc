"""The results as lines, and the lines as a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.harness import Taken
from benchmarks.targets import (
    EXPORT_MEMORY_MB,
    GROWTH,
    LARGE,
    MEMORY_MB,
    USUAL,
    AtMost,
    Operation,
)

_HEADINGS = ("operation", "limit", "limit s", "ours at most", "ours s", "ratio", "met", "wall s", "peak MB", "count")
_LEFT = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One operation at one scale, or one that compares scales; times are CPU seconds."""

    scale: str
    operation: str
    limit: str
    limit_s: float | None
    at_most: str
    ours: float | None
    ratio: float | None
    met: bool | None
    wall_s: float | None = None
    peak_mb: float | None = None
    count: int | None = None


def lines(results: Mapping[int, Mapping[str, Taken]], operations: Sequence[Operation]) -> list[Line]:
    """Return a line an operation and scale, then growth and memory."""
    found = [
        _line(scale, operation, taken, results.get(USUAL, {}).get(operation.name))
        for scale, taken in results.items()
        for operation in operations
    ]
    if USUAL in results and LARGE in results:
        both = results[USUAL].keys() & results[LARGE].keys()
        found += [_growth(o, results[USUAL][o.name], results[LARGE][o.name]) for o in operations if o.name in both]
    if LARGE in results:
        found += [_memory(o, results[LARGE][o.name]) for o in operations if _tells_memory(o, results[LARGE])]
    return found


def _line(scale: int, operation: Operation, taken: Mapping[str, Taken], usual: Taken | None) -> Line:
    ours, limit = taken.get(operation.name), taken.get(f"limit:{operation.name}")
    if ours is None:
        return Line(f"{scale:,}", operation.title, "FAILED", None, str(operation.at_most), None, None, met=False)
    at_most: AtMost = operation.target(scale, usual.cpu_s if usual else None)
    allowed = at_most.allowed(limit.cpu_s if limit else None)
    return Line(
        f"{scale:,}", operation.title, operation.limit, limit.cpu_s if limit else None, str(at_most), ours.cpu_s,
        ours.cpu_s / limit.cpu_s if limit and limit.cpu_s else None, None if allowed is None else ours.cpu_s <= allowed,
        ours.wall_s, ours.peak_mb, ours.count,
    )  # fmt: skip


def _growth(operation: Operation, usual: Taken, large: Taken) -> Line:
    times = large.cpu_s / usual.cpu_s if usual.cpu_s else 0.0
    return Line("growth", operation.title, "at 200", usual.cpu_s, f"{GROWTH:g} ×", large.cpu_s, times, times <= GROWTH)


def _tells_memory(operation: Operation, taken: Mapping[str, Taken]) -> bool:
    return not operation.holds and operation.name in taken and taken[operation.name].peak_mb > 0


def _memory(operation: Operation, large: Taken) -> Line:
    allowed = EXPORT_MEMORY_MB if operation.export else MEMORY_MB
    return Line("memory", operation.title, "", None, f"{allowed:g} MB", large.peak_mb, None, large.peak_mb <= allowed)


def render(found: Sequence[Line], machine: str) -> str:
    """Return the lines as Markdown tables, one a scale, set out for a terminal."""
    parts = [f"CPU seconds of the operation alone (process: the whole process), medians. {machine}"]
    for scale in dict.fromkeys(line.scale for line in found):
        title = f"{scale} transcripts" if scale[:1].isdigit() else _TITLES[scale]
        rows = [_cells(line) for line in found if line.scale == scale]
        used = [i for i in range(len(_HEADINGS)) if any(row[i] for row in rows)]
        headings = [_headings(scale)[i] for i in used]
        parts.append(f"## {title}\n\n" + grid(headings, [[row[i] for i in used] for row in rows]))
    missed = [f"{line.scale}: {line.operation}" for line in found if line.met is False]
    parts.append("All targets met." if not missed else "Missed: " + "; ".join(missed) + ".")
    return "\n\n".join(parts)


_TITLES = {"growth": "Growth from 200 to 2,000 transcripts", "memory": "Peak memory at 2,000 transcripts"}


def _headings(scale: str) -> tuple[str, ...]:
    if scale == "growth":
        return ("operation", "", "200: s", "at most", "2,000: s", "times", *_HEADINGS[6:])
    return ("operation", "", "", "at most", "MB", *_HEADINGS[5:]) if scale == "memory" else _HEADINGS


def _cells(line: Line) -> list[str]:
    return [
        line.operation, "" if line.scale == "growth" else line.limit, _number(line.limit_s), line.at_most,
        _number(line.ours), "" if line.ratio is None else f"{line.ratio:.2f}",
        {None: "", True: "yes", False: "NO"}[line.met], _number(line.wall_s),
        "" if not line.peak_mb else f"{line.peak_mb:.0f}", "" if line.count is None else f"{line.count:,}",
    ]  # fmt: skip


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}" if value >= 1 else f"{value:.4f}"


def grid(headings: Sequence[str], rows: Sequence[Sequence[str]], left: int = _LEFT) -> str:
    """Return a Markdown table, the first `left` columns set to the left."""
    widths = [max(2, *(_width(row[i]) for row in (headings, *rows))) for i in range(len(headings))]
    rule = ["-" * w if i < left else "-" * (w - 1) + ":" for i, w in enumerate(widths)]
    return "\n".join(
        "| "
        + " | ".join(_set(cell, w, left=i < left) for i, (cell, w) in enumerate(zip(row, widths, strict=True)))
        + " |"
        for row in (headings, rule, *rows)
    )


def _set(cell: str, width: int, *, left: bool) -> str:
    gap = " " * (width - _width(cell))
    return cell + gap if left else gap + cell


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
