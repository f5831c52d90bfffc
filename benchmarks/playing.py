"""Playing on a screen in a real terminal: opening a transcript, striking keys, changing the window's size."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks import long_text
from benchmarks.harness import ENVIRONMENT, FailedError
from benchmarks.laps import KEYS, Lap, Place, floor_laps, laps
from benchmarks.long_text import LongText
from benchmarks.terminal import COLUMNS, ROWS, Output, Terminal, plain

_QUIET, _PATIENCE = 0.045, 1.0  # a second frame, where there is one, follows within 17 to 37 ms
_STILL = 0.12
_REST, _BUSY = 0.3, 0.05
_SPREAD = 0.016
_WARM_UP = 2
_RESIZES, _FEW = 6, 10
_OTHER_SIZE = (104, 34)
_NEEDLE, _LINES_SEEN = 5, 3
_SET_UP = 2_000


@dataclass(slots=True)
class Strokes:
    """The strokes of one step: milliseconds and bytes of each, CPU of all, and how many drew nothing."""

    ms: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    silent: int = 0


@dataclass(slots=True)
class Played:
    """What one program took on a text of so many characters; `mount` and `rest` are milliseconds, of ours alone."""

    characters: int = 0
    strokes: dict[str, Strokes] = field(default_factory=dict)
    mount: list[float] = field(default_factory=list)
    rest: list[float] = field(default_factory=list)
    peak_mb: float = 0.0


def play_ours(folder: Path, long: LongText, times: int, only: Container[str]) -> Played:
    """Play every lap on the coding screen of the study in `folder`."""
    played = Played(len(long.text))
    command = [sys.executable, "-m", "coder", "--study", str(folder)]
    environment = ENVIRONMENT | {"CODER_CONFIG": str(folder / "no-settings.toml")}
    wanted = _wanted(laps(len(long.text)), only)
    again: list[Place] = ["usual"] if times > _FEW else []
    for number, place in enumerate([*_places(wanted), *again]):
        caret = long.worst if place == "worst" else long.usual
        long_text.put_caret(folder, caret)
        with _opened(command, environment) as terminal:
            _mount(terminal, long, caret, played)
            if number < len(_places(wanted)):
                _play(terminal, [lap for lap in wanted if lap.place == place], times, played)
            if number == 0:
                _resize(terminal, times, played)
            played.peak_mb = max(played.peak_mb, terminal.peak_mb())
    return played


def play_floor(long: LongText, characters: int, times: int, only: Container[str]) -> Played:
    """Play the laps that the floor knows on it."""
    played = Played(characters)
    wanted = _wanted(floor_laps(len(long.text)), only)
    for place in _places(wanted):
        command = [sys.executable, "-m", "benchmarks.floor_app", str(characters), place]
        with _opened(command, ENVIRONMENT) as terminal:
            _play(terminal, [lap for lap in wanted if lap.place == place], times, played)
            if place == "usual":
                _resize(terminal, times, played)
            played.peak_mb = max(played.peak_mb, terminal.peak_mb())
    return played


def _wanted(everything: Iterable[Lap], only: Container[str]) -> list[Lap]:
    return [lap for lap in everything if any(step in only for step in lap.steps)]


def _places(wanted: Iterable[Lap]) -> list[Place]:
    return ["usual", "worst"] if any(lap.place == "worst" for lap in wanted) else ["usual"]


@contextmanager
def _opened(command: Sequence[str], environment: dict[str, str]) -> Iterator[Terminal]:
    with Terminal(command, environment) as terminal:
        shown = _until_rest(terminal, terminal.listen(_REST, 60.0, at_least=_SET_UP))
        if shown.size < _SET_UP:
            tail = b"".join(data for _at, data in shown.pieces)[-600:]
            raise FailedError(f"{command[1:]} painted no screen: {plain(tail)}")
        yield terminal


def _until_rest(terminal: Terminal, output: Output) -> Output:
    """Go on reading until the program neither writes nor computes."""
    while True:
        before = terminal.cpu_s()
        more = terminal.listen(_REST, _REST)
        output += more
        if not more.pieces and terminal.cpu_s() - before < _BUSY:
            return output


def _mount(terminal: Terminal, long: LongText, caret: int, played: Played) -> None:
    """Open the transcript from the list: until the first frame with its text, and until everything is there."""
    begun = time.perf_counter()
    terminal.type(KEYS["enter"])
    output = _until_rest(terminal, terminal.listen(_REST, 60.0))
    written = ""
    needles = [[line[at : at + _NEEDLE] for at in range(len(line) - _NEEDLE + 1)] for line in long.lines_about(caret)]
    for at, frame in output.frames():
        written += plain(frame)
        seen = sum(any(needle in written for needle in line) for line in needles)
        if seen >= _LINES_SEEN:
            played.mount.append((at - begun) * 1000)
            played.rest.append(((output.ended or at) - begun) * 1000)
            return
    raise FailedError(f"the transcript did not come up: {written[-400:]}")


def _play(terminal: Terminal, played_laps: Iterable[Lap], times: int, played: Played) -> None:
    rng = random.Random(1)
    for lap in played_laps:
        if lap.before:
            terminal.type(lap.before.data)
            terminal.listen(_STILL, _PATIENCE)
        warm = dict.fromkeys(lap.steps, _WARM_UP)
        found = {step: played.strokes.setdefault(step, Strokes()) for step in lap.steps}
        while any(len(strokes.ms) + strokes.silent < times for strokes in found.values()):
            for stroke in lap.strokes:
                if not stroke.step:
                    terminal.type(stroke.data)
                    terminal.listen(_QUIET, _PATIENCE)
                elif warm[stroke.step]:
                    warm[stroke.step] -= 1
                    _strike(terminal, stroke.data, Strokes(), rng)
                elif len(found[stroke.step].ms) < times:
                    _strike(terminal, stroke.data, found[stroke.step], rng)


def _strike(terminal: Terminal, data: bytes, strokes: Strokes, rng: random.Random) -> None:
    """Strike a key, wait for all that it draws, and a little longer, so that keys don't fall in step with timers."""
    cpu, begun = terminal.cpu_s(), time.perf_counter()
    terminal.type(data)
    drawn = terminal.listen(_QUIET, _PATIENCE)
    drawn += terminal.listen(_QUIET, rng.random() * _SPREAD)
    if drawn.ended is None:
        strokes.silent += 1
        return
    strokes.ms.append((drawn.ended - begun) * 1000)
    strokes.bytes.append(drawn.size)
    strokes.cpu_ms.append((terminal.cpu_s() - cpu) * 1000)


def _resize(terminal: Terminal, times: int, played: Played) -> None:
    """Change the window's size to and fro."""
    strokes = played.strokes.setdefault("resize", Strokes())
    for number in range(min(times, _RESIZES)):
        cpu, begun = terminal.cpu_s(), time.perf_counter()
        terminal.resize(*((COLUMNS, ROWS) if number % 2 else _OTHER_SIZE))
        drawn = terminal.listen(_REST, 10.0)
        if drawn.ended is not None:
            strokes.ms.append((drawn.ended - begun) * 1000)
            strokes.bytes.append(drawn.size)
            strokes.cpu_ms.append((terminal.cpu_s() - cpu) * 1000)


def middle(values: Sequence[float]) -> float | None:
    """Return the median; None of nothing."""
    return median(values) if values else None


def at_95(values: Sequence[float]) -> float | None:
    """Return the value that 95 % do not exceed."""
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)] if values else None
