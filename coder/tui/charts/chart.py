"""A chart as a value: lines of spots, each with its number, how strong it is drawn, and the passages it stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

ChartKind = Literal["cases", "kinds", "findings", "strips", "portrait"]
Shape = Literal["grid", "ruler", "bars"]


class Target(NamedTuple):
    """The passages of a spot: those of `codes` in `cases` (empty: all), or those from a place in a transcript on."""

    codes: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    transcript: str = ""
    start: int = 0


class Spot(NamedTuple):
    """A cell or bar: its number, its share of the largest (0 … 1), what it says in words, and what it opens.

    `label` stands behind a bar beside the number. The words are made when they are asked for: there may be many spots.
    """

    number: int
    share: float
    words: Callable[[], str]
    target: Target | None
    label: str = ""
    color: str = ""


class Line(NamedTuple):
    """A row: a name and its spots; a head names the lines below it."""

    name: str
    spots: tuple[Spot, ...]
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its title, the names of its columns, its lines, and how it is to be read.

    The columns of a grid have names, those of a ruler are parts of a length, and bars have one.
    """

    kind: ChartKind
    shape: Shape
    title: str
    lines: tuple[Line, ...]
    columns: tuple[str, ...]
    reading: str
    empty: str = ""
