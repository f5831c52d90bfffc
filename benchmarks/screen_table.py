"""What was measured on the screen as lines, and the lines as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.laps import BYTES_GROWTH, LENGTH_GROWTH, MOUNT_MS, STEPS, Step
from benchmarks.playing import Played, Strokes, at_95, middle
from benchmarks.table import grid

SHORT, USUAL, LONG = 10_000, 200_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """One length of the text: how many codings lay on it, what ours took, what the floor took."""

    characters: int
    codings: int
    ours: Played
    floor: Played


@dataclass(frozen=True, slots=True)
class Line:
    """One step at one length, or one that compares lengths."""

    table: str
    step: str
    ours: float | None
    ours_95: float | None = None
    floor: float | None = None
    floor_95: float | None = None
    bytes: float | None = None
    cpu_ms: float | None = None
    count: int = 0
    silent: int = 0
    aim: str = ""
    missed: tuple[str, ...] = ()

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is none."""
        return None if not self.aim else not self.missed


def lines(measured: Sequence[Measured]) -> list[Line]:
    """Return a line a step and length, then how the steps grow."""
    found = [line for one in measured for line in _of_length(one)]
    by_length = {one.characters: one for one in measured}
    if SHORT in by_length and USUAL in by_length:
        found += _growth(by_length[SHORT], by_length[USUAL], "bytes", BYTES_GROWTH)
    if USUAL in by_length and LONG in by_length:
        found += _growth(by_length[USUAL], by_length[LONG], "cpu_ms", LENGTH_GROWTH)
        found += _growth(by_length[USUAL], by_length[LONG], "ms", None)
    return found


def _of_length(one: Measured) -> Iterator[Line]:
    table = f"{one.characters:,} characters, {one.codings:,} codings (ms)"
    for step in STEPS:
        if step.name in one.ours.strokes:
            yield _step(table, step, one.ours.strokes[step.name], one.floor.strokes.get(step.floor, Strokes()))
    same = one.floor.characters == one.characters  # wrapping and holding the text grow with it on the floor too
    mount = middle(one.ours.mount)
    aim = f"{MOUNT_MS:g} ms" if one.characters >= LONG else ""
    late = ("ms",) if aim and (mount is None or mount > MOUNT_MS) else ()
    yield Line(
        table,
        "open: first frame with text",
        mount,
        at_95(one.ours.mount),
        count=len(one.ours.mount),
        aim=aim,
        missed=late,
    )
    yield Line(
        table, "open: all there, suggestions too", middle(one.ours.rest), at_95(one.ours.rest), count=len(one.ours.rest)
    )
    yield _step(
        table, Step("resize", "another window size"), one.ours.strokes.get("resize", Strokes()),
        one.floor.strokes.get("resize", Strokes()) if same else Strokes(),
    )  # fmt: skip
    yield Line(table, "peak memory, MB", one.ours.peak_mb, floor=one.floor.peak_mb if same else None)


def _step(table: str, step: Step, ours: Strokes, floor: Strokes) -> Line:
    median, most, least = middle(ours.ms), at_95(ours.ms), middle(floor.ms)
    missed: list[str] = []
    if step.aim:
        aim = step.aim
        if median is None or median > aim.median_ms:
            missed.append("median")
        if most is None or most > aim.most_ms:
            missed.append("95 %")
        if aim.times_floor and median is not None and least is not None and median > aim.times_floor * least:
            missed.append("floor")
        if aim.bytes and (middle(ours.bytes) or 0) > aim.bytes:
            missed.append("bytes")
    return Line(
        table, step.title, median, most, least, at_95(floor.ms), middle(ours.bytes), middle(ours.cpu_ms), len(ours.ms),
        ours.silent, str(step.aim or ""), tuple(missed),
    )  # fmt: skip


_GROWTHS = {"bytes": "bytes", "ms": "ms", "cpu_ms": "CPU ms"}


def _growth(less: Measured, more: Measured, what: str, allowed: float | None) -> Iterator[Line]:
    table = f"growth: {_GROWTHS[what]} a key, {less.characters:,} → {more.characters:,} characters"
    for step in STEPS:
        before, after = (middle(getattr(one.ours.strokes.get(step.name, Strokes()), what)) for one in (less, more))
        if not before or after is None:
            continue
        missed = ("growth",) if allowed and after > allowed * before else ()
        aim = f"{allowed:g} ×" if allowed else ""
        yield Line(table, step.title, after / before, ours_95=after, floor=before, aim=aim, missed=missed)


_HEADINGS = ("key", "", "ours", "95 %", "floor", "95 %", "× floor", "bytes", "CPU ms", "n", "silent", "aim", "met")
_GROWTH_HEADINGS = ("key", "", "before", "after", "times", "aim", "met")


def render(found: Sequence[Line], machine: str) -> str:
    """Return the lines as Markdown tables, one a length and one a growth."""
    parts = [f"The coding screen in a terminal of 120 × 40, from key to finished frame; medians. {machine}"]
    for table in dict.fromkeys(line.table for line in found):
        here = [line for line in found if line.table == table]
        growth = table.startswith("growth")
        rows = [_growth_cells(line) if growth else _cells(line) for line in here]
        headings = _GROWTH_HEADINGS if growth else _HEADINGS
        used = [i for i in range(len(headings)) if any(row[i] for row in rows)]
        parts.append(
            f"## {table}\n\n" + grid([headings[i] for i in used], [[row[i] for i in used] for row in rows], left=1)
        )
    missed = [line for line in found if line.met is False]
    tried = sum(line.met is not None for line in found)
    parts.append(f"Aims met: {tried - len(missed)} of {tried}.")
    return "\n\n".join(parts)


def _cells(line: Line) -> list[str]:
    times = line.ours / line.floor if line.ours is not None and line.floor else None
    return [
        line.step, "", _number(line.ours), _number(line.ours_95), _number(line.floor), _number(line.floor_95),
        "" if times is None else f"{times:.1f}", "" if line.bytes is None else f"{line.bytes:,.0f}",
        _number(line.cpu_ms), str(line.count or ""), str(line.silent or ""), line.aim, _met(line),
    ]  # fmt: skip


def _growth_cells(line: Line) -> list[str]:
    return [line.step, "", _number(line.floor), _number(line.ours_95), f"{line.ours or 0:.2f}", line.aim, _met(line)]


def _met(line: Line) -> str:
    return "" if line.met is None else "yes" if line.met else "NO: " + ", ".join(line.missed)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
