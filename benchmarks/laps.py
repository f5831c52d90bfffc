"""Which keys are measured on the coding screen, in which order, and how much each may take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Place = Literal["usual", "worst"]

KEYS = {
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "shift+right": b"\x1b[1;2C",
    "pagedown": b"\x1b[6~",
    "pageup": b"\x1b[5~",
    "enter": b"\r",
    "escape": b"\x1b",
}
"""What a terminal sends for the keys that are not their own letter."""

LENGTH_GROWTH = 1.3
"""No key may take more than so many times the CPU at 1,000,000 characters that it takes at 200,000.

CPU, because a frame waits for a timer that ticks 60 times a second, by chance for long or not at all.
"""
BYTES_GROWTH = 1.2
"""No key may write more than so many times as much at 200,000 characters as at 10,000."""
MOUNT_MS = 1_000.0


@dataclass(frozen=True, slots=True)
class Aim:
    """The most that a key may take: milliseconds in the middle and at 95 %, times the floor, bytes."""

    median_ms: float
    most_ms: float
    times_floor: float | None = None
    bytes: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.median_ms:g}/{self.most_ms:g} ms"]
        if self.times_floor is not None:
            parts.append(f"{self.times_floor:g} × floor")
        if self.bytes is not None:
            parts.append(f"{self.bytes} B")
        return ", ".join(parts)


_CURSOR, _SCROLLING, _HIGHLIGHT, _PAGE = Aim(6, 16, 2, 600), Aim(6, 16, 2), Aim(6, 16, 2), Aim(15, 25)


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the table: a key in a situation, and the step of the floor that it is compared with."""

    name: str
    title: str
    aim: Aim | None = None
    floor: str = ""


STEPS = (
    Step("right", "right", _CURSOR, "right"),
    Step("down", "down, within the page", _CURSOR, "down"),
    Step("scroll", "down, scrolling by a row", _SCROLLING, "scroll"),
    Step("right worst", "right, 20 codings over each other", _CURSOR, "right worst"),
    Step("down worst", "down, 20 codings over each other", _CURSOR, "down worst"),
    Step("page", "page down", _PAGE, "page"),
    Step("mark", "mark: shift+right", _HIGHLIGHT, "mark"),
    Step("widen", "widen the marking: s", _HIGHLIGHT, "highlight"),
    Step("sentence", "next sentence: ]", _CURSOR, "sentence"),
    Step("code", "code again: .", _HIGHLIGHT, "highlight"),
    Step("undo", "undo: u", _HIGHLIGHT, "highlight"),
    Step("pick", "open the picker: c"),
    Step("close", "close the picker: Esc (25 ms are waited for a longer key)"),
)


@dataclass(frozen=True, slots=True)
class Stroke:
    """Keys struck at once; measured as `step` where that is named."""

    keys: tuple[str, ...]
    step: str = ""

    @property
    def data(self) -> bytes:
        """What the terminal sends."""
        return b"".join(KEYS.get(key, key.encode()) for key in self.keys)


@dataclass(frozen=True, slots=True)
class Lap:
    """Strokes that are repeated until each of their steps has been measured often enough."""

    strokes: tuple[Stroke, ...]
    before: Stroke | None = None
    place: Place = "usual"

    @property
    def steps(self) -> frozenset[str]:
        """The steps that the lap measures."""
        return frozenset(stroke.step for stroke in self.strokes if stroke.step)


def _often(key: str, step: str, times: int, back: str) -> tuple[Stroke, ...]:
    """Strike a measured key some times, then go back unmeasured."""
    return (*(Stroke((key,), step) for _ in range(times)), Stroke((back,) * times))


def _once(key: str, step: str) -> tuple[Stroke, ...]:
    return (Stroke((key,), step),)


def laps(characters: int) -> tuple[Lap, ...]:
    """Return what is played on our own screen; a short text has no room for page after page."""
    return (*_moving(characters), *_acting())


def floor_laps(characters: int) -> tuple[Lap, ...]:
    """Return what is played on the floor."""
    highlight = (Stroke(("]",)), Stroke(("h",), "highlight"), Stroke(("h",), "highlight"))
    return (*_moving(characters), Lap(highlight))


_SHORT = 100_000


def _moving(characters: int) -> tuple[Lap, ...]:
    pages = _often("pagedown", "page", 4, "pageup") if characters < _SHORT else _once("pagedown", "page")
    return (
        Lap(_once("right", "right"), Stroke(("up",) * 10)),
        Lap(_often("down", "down", 8, "up"), Stroke(("up",) * 10)),
        Lap(_once("down", "scroll"), Stroke(("down",) * 40)),
        Lap(_often("shift+right", "mark", 8, "left"), Stroke(("up",) * 10)),
        Lap(_often("]", "sentence", 5, "["), Stroke(("up",) * 10)),
        Lap(pages),
        Lap(_often("right", "right worst", 40, "left"), Stroke(("right",) * 16), "worst"),
        Lap(_often("down", "down worst", 3, "up"), Stroke(("right",) * 16), "worst"),
    )


def _acting() -> tuple[Lap, ...]:
    return (
        Lap((*(Stroke(("s",), "widen"), Stroke(("]",))) * 5, Stroke(("[",) * 8)), Stroke(("up",) * 10)),
        Lap((Stroke(("]",)), Stroke((".",), "code"), Stroke(("u",), "undo"))),
        Lap((Stroke(("c",), "pick"), Stroke(("escape",), "close"))),
    )
