"""Random keys over all screens: nothing fails, memory stays bounded, and the study proves itself afterwards.

python -m benchmarks.monkey
python -m benchmarks.monkey --seeds 3 --keys 500 --scale 200
python -m benchmarks.monkey --keys 400 --growth    # what kinds of objects grew in number
python -m benchmarks.monkey --two    # while somebody else works in the same study
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import random
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.worker import Worker, WorkerState
from textual.worker_manager import WorkerManager

from benchmarks.second_window import SecondWindow
from coder.errors import CoderError
from coder.record.study import Study
from coder.tui.app import CoderApp
from coder.tui.frame.command_table import all_commands
from coder.tui.frame.places import ALL
from coder.tui.settings.preferences import Settings
from coder.tui.start import ready_interpreter

SIZES = ((80, 24), (120, 40), (60, 15), (200, 60))
LIMIT_MB = 200
_OURS = "B"
_TYPED = tuple("0123456789abcmnxyz（「人才數據薪水[]\"'\\/@ ")
_COMMON = (
    "enter",
    "enter",
    "escape",
    "escape",
    "escape",
    "up",
    "down",
    "left",
    "right",
    "tab",
    "shift+tab",
    "space",
    "backspace",
)
_VISIT, _COMMAND, _USUAL = 0.03, 0.45, 0.75
_MEANWHILE, _FOLLOWED = 0.12, 0.6
"""How often somebody else does something after a key, and how often the screen has followed before the next key."""


@dataclass(slots=True)
class Round:
    """What a round of keys came to: its keys in order, faults, screens seen, and memory after each hundred keys."""

    keys: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    screens: dict[str, int] = field(default_factory=dict)
    megabytes: list[float] = field(default_factory=list)
    starts: int = 0
    grown: list[tuple[str, int]] = field(default_factory=list)


def keys(chance: random.Random) -> Iterator[str]:
    """Yield keys for ever: those of commands, those that move and close, and those that type."""
    bound = sorted({key for command in all_commands() for key in command.keys if command.id != "quit"})
    places = sorted(place.direct for place in ALL)
    while True:
        drawn = chance.random()
        if drawn < _VISIT:
            yield chance.choice(places)
        elif drawn < _COMMAND:
            yield chance.choice(bound)
        elif drawn < _USUAL:
            yield chance.choice(_COMMON)
        else:
            yield chance.choice(_TYPED)


class WatchedWorkers(WorkerManager):
    """Keeps the failures of threads, which the program bears in silence."""

    def __init__(self, app: CoderApp) -> None:
        super().__init__(app)
        self._working: list[Worker[Any]] = []

    def add_worker(self, worker: Worker[Any], start: bool = True, exclusive: bool = True) -> None:
        """Keep the worker in mind until it has ended."""
        self._working.append(worker)
        super().add_worker(worker, start, exclusive)

    def failures(self) -> list[str]:
        """Return how workers failed that ended since this was asked before."""
        ended = [worker for worker in self._working if worker.is_finished]
        self._working = [worker for worker in self._working if not worker.is_finished]
        failed = [worker for worker in ended if worker.state is WorkerState.ERROR]
        # What was taken away while a thread read it is told there, and read again.
        return [f"thread: {worker.error!r}" for worker in failed if not isinstance(worker.error, CoderError)]


Other = Callable[[Pilot[None]], Awaitable[None]]


def meanwhile(path: Path, seed: int) -> Other:
    """Return what may happen after each key: somebody else does something, and the screen follows or not yet."""
    other, chance = SecondWindow(path, seed), random.Random(seed)

    async def happen(pilot: Pilot[None]) -> None:
        if chance.random() < _MEANWHILE:
            other.act()
            if chance.random() < _FOLLOWED:
                await pilot.app._follow()  # type: ignore[attr-defined]  # noqa: SLF001  instead of waiting for it
                await pilot.pause()

    return happen


async def alone(_pilot: Pilot[None]) -> None:
    """Let nothing happen after a key."""


async def play(
    study: Study,
    pressed: Sequence[str],
    size: tuple[int, int],
    done: Round,
    each: Callable[[int], None],
    other: Other = alone,
) -> None:
    """Press keys until they end, or the program does."""
    app = CoderApp(study, Settings())
    app._workers = workers = WatchedWorkers(app)  # noqa: SLF001  the only way to know of their failures
    done.starts += 1
    async with app.run_test(size=size, notifications=True) as pilot:
        for key in pressed:
            done.keys.append(key)
            await pilot.press(key)
            done.faults += workers.failures()
            name = type(app.screen).__name__
            done.screens[name] = done.screens.get(name, 0) + 1
            if len(done.keys) % 100 == 0:
                done.megabytes.append(round(megabytes(), 1))
            each(len(done.keys))
            await other(pilot)
            if not app.is_running or app._exit:  # noqa: SLF001  it says so before it has left
                return


def megabytes() -> float:
    """Return the memory that this process holds now."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def campaign(
    path: Path, seed: int, count: int, size: tuple[int, int], *, growth: bool = False, two: bool = False
) -> Round:
    """Press `count` keys on a study, opening it again wherever the program was left."""
    done = Round()
    other = meanwhile(path, seed) if two else alone
    first: Counter[str] = Counter()
    pressed = list(islice(keys(random.Random(seed)), count))

    def count_objects(at: int) -> None:
        if growth and at == count // 3:
            first.update(_census())
        if growth and at == count:
            done.grown = (_census() - first).most_common(30)

    while len(done.keys) < count and not done.faults:
        with Study.open(path, _OURS) as study:
            try:
                asyncio.run(play(study, pressed[len(done.keys) :], size, done, count_objects, other))
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                done.faults.append("".join(traceback.format_exception(error)))
    with Study.open(path, _OURS) as study:
        done.faults += [f"verify: {d.what} {d.why}" for d in study.verify()]
    return done


def _census() -> Counter[str]:
    gc.unfreeze()
    gc.collect()
    return Counter(f"{type(o).__module__}.{type(o).__qualname__}" for o in gc.get_objects())


def main() -> int:
    """Play the rounds that were asked for, each in a process of its own; return 1 where something was wrong."""
    chosen = _arguments()
    if chosen.study:
        ready_interpreter()
        print(json.dumps(asdict(_played(chosen))))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        made = _made(Path(folder), chosen.scale)
        bad = [_apart(made, chosen, chosen.first + number) for number in range(chosen.seeds)]
        return int(any(bad))


def _played(chosen: argparse.Namespace) -> Round:
    return campaign(chosen.study, chosen.first, chosen.keys, chosen.size, growth=chosen.growth, two=chosen.two)


def _made(folder: Path, scale: int) -> Path:
    """Make the study: the sample, or the workload with two coders' codings where a scale is given.

    What makes it is loaded here alone: it would add to the memory of the rounds.
    """
    from benchmarks import workload
    from benchmarks.harness import Place
    from benchmarks.operations import MEASURES
    from benchmarks.screens import sample

    if not scale:
        return sample(folder)
    workload.write(folder / "work", scale)
    place = Place(folder / "work", scale, folder)
    MEASURES["build"](place)()
    return place.study("coded") / "study.db"


def _apart(made: Path, chosen: argparse.Namespace, seed: int) -> bool:
    """Play a round in a process of its own on a copy of the study, tell what came of it, and return if it was bad."""
    from benchmarks.harness import ENVIRONMENT

    size = chosen.size or SIZES[seed % len(SIZES)]
    copy = made.parent / f"seed-{seed}" / "study.db"
    copy.parent.mkdir()
    shutil.copy2(made, copy)
    arguments = ["--study", copy, "--first", seed, "--keys", chosen.keys, "--size", f"{size[0]}x{size[1]}"]
    command = [
        sys.executable,
        "-m",
        "benchmarks.monkey",
        *map(str, arguments),
        *["--growth"] * chosen.growth,
        *["--two"] * chosen.two,
    ]
    environment = ENVIRONMENT | {"CODER_CONFIG": str(copy.parent / "settings.toml")}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if ended.returncode:
        print(f"seed {seed}: ended with {ended.returncode}: {ended.stderr[-2000:]}")
        return True
    done = json.loads(ended.stdout.splitlines()[-1])
    most = max(done["megabytes"], default=0.0)
    print(
        f"seed {seed}, {size[0]}x{size[1]}: {len(done['keys'])} keys, {len(done['screens'])} kinds of screens, "
        f"{done['starts']} starts, at most {most:.0f} MB, {len(done['faults'])} faults",
        f"megabytes after each hundred keys: {' '.join(str(round(mb)) for mb in done['megabytes'])}",
        *done["faults"],
        *(f"{more:8} {name}" for name, more in done["grown"]),
        *([f"last keys: {' '.join(done['keys'][-40:])}"] if done["faults"] else []),
        sep="\n",
        flush=True,
    )
    shutil.rmtree(copy.parent)
    return bool(done["faults"]) or (most > LIMIT_MB and not chosen.two)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.monkey", description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=6, help="how many rounds (default 6)")
    parser.add_argument("--first", type=int, default=1, help="seed of the first round (default 1)")
    parser.add_argument("--keys", type=int, default=2000, help="keys of a round (default 2000)")
    parser.add_argument("--scale", type=int, default=0, help="so many invented transcripts instead of the sample")
    parser.add_argument("--size", type=_size, help="size of the terminal, such as 80x24 (default: others by turns)")
    parser.add_argument("--growth", action="store_true", help="tell what kinds of objects grew in number")
    parser.add_argument("--two", action="store_true", help="somebody else works in the same study meanwhile")
    parser.add_argument("--study", type=Path, help="play one round on this study, and print it as JSON")
    return parser.parse_args()


def _size(text: str) -> tuple[int, int]:
    width, height = map(int, text.split("x"))
    return width, height


if __name__ == "__main__":
    sys.exit(main())
