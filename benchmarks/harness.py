"""Each measurement in a fresh process of its own: set up unmeasured, run once, tell in one line; medians of several."""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import terminal
from benchmarks.terminal import peak_mb

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {
    **os.environ, "CODER_LANG": "zh_TW", "CODER_NAME": "A", "LC_ALL": "C.UTF-8",
    "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
}  # fmt: skip
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)


def keep_bytecode(folder: Path) -> None:
    """Let the processes keep compiled modules in `folder`, as an installed program has them, and not in the project."""
    ENVIRONMENT["PYTHONPYCACHEPREFIX"] = str(folder)


class FailedError(RuntimeError):
    """An operation ended with an error; the others are measured all the same."""


@dataclass(frozen=True, slots=True)
class Place:
    """The files of one scale: the workload, the studies made of it once, and a scratch folder of each process."""

    folder: Path
    scale: int
    scratch: Path

    @property
    def transcripts(self) -> list[Path]:
        """The workload's transcripts in their order."""
        return sorted((self.folder / "transcripts").iterdir())

    @property
    def texts(self) -> list[str]:
        """The workload's texts in their order."""
        return [path.read_text("utf-8") for path in self.transcripts]

    def study(self, name: str) -> Path:
        """Return the folder of a study that was made of the workload."""
        return self.folder / name


Run = Callable[[], int]
Measure = Callable[[Place], Run]
"""Sets up and returns what is timed, which returns how many things it handled."""


class Measures(dict[str, Measure]):
    """Measures by name."""

    def named(self, name: str) -> Callable[[Measure], Measure]:
        """Enter a measure under `name`."""

        def keep(measure: Measure) -> Measure:
            self[name] = measure
            return measure

        return keep


@dataclass(frozen=True, slots=True)
class Taken:
    """What an operation took: medians over its repetitions."""

    cpu_s: float
    wall_s: float
    peak_mb: float
    count: int


def inside(name: str, place: Place) -> Taken:
    """Run one measure in a fresh process and return what the operation alone took."""
    command = [sys.executable, "-m", "benchmarks.harness", name, str(place.scale), str(place.folder)]
    done = subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise FailedError(f"{name}: {done.stderr[-2000:]}")
    return Taken(**json.loads(done.stdout.splitlines()[-1]))


def process(command: Sequence[str]) -> Taken:
    """Run a command and return what the whole process took."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, capture_output=True, check=False)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise FailedError(f"{command[1:]}: {done.stderr[-2000:].decode(errors='replace')}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(cpu, wall, 0.0, len(done.stdout))


def screen(command: Sequence[str]) -> Taken:
    """Start a command in a terminal and return what it took until its screen stood still."""
    try:
        started = terminal.start(command, ENVIRONMENT)
    except RuntimeError as error:
        raise FailedError(str(error)) from None
    return Taken(started.cpu_s, started.wall_s, started.peak_mb, started.bytes)


def middle(runs: Sequence[Taken]) -> Taken:
    """Return the medians of several runs."""
    return Taken(
        median(r.cpu_s for r in runs), median(r.wall_s for r in runs), median(r.peak_mb for r in runs), runs[-1].count
    )


def _child(name: str, scale: int, folder: Path) -> None:
    from benchmarks import limits, operations

    measure = {**limits.MEASURES, **operations.MEASURES}[name]
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        run = measure(Place(folder, scale, Path(scratch)))
        gc.collect()
        gc.freeze()  # what the setting up made is no work for the collector
        wall, cpu = time.perf_counter(), time.process_time()
        count = run()
        taken = {"cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - wall}
        print(json.dumps({**taken, "peak_mb": peak_mb(), "count": count}))


if __name__ == "__main__":
    _child(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
