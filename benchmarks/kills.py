"""Kill commands at random moments: what they leave is whole or absent, and proves itself.

python -m benchmarks.kills --rounds 30
python -m benchmarks.kills --rounds 5 --only withdraw undo
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from coder.record.study import Study

ROOT = Path(__file__).parents[1]
_LATE = "訪談者：請說。\n受訪者：我們後來才開始看作品集，證照只是參考。\n" * 40


@dataclass(frozen=True, slots=True)
class Operation:
    """A command to be killed: what is done before it, its arguments, and how many acts it adds at most.

    One that is `whole` adds all acts that it adds where nobody kills it, or none; done again, it adds the rest.
    """

    name: str
    arguments: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    acts: int = 0
    whole: bool = False


OPERATIONS = (
    Operation("build", ("build", ".", "--force")),
    Operation("import", ("import", "late.txt", "--case", "A"), acts=1),
    Operation("restore", ("restore", "kept/study.db")),
    Operation("withdraw", ("withdraw", "A", "--erase", "--confirm", "A"), acts=1),
    Operation("backup", ("backup",)),
    Operation("report", ("report",)),
    Operation("undo", ("undo",), before=(("suggest", "--accept-all", "--yes"),), acts=1),
    Operation(
        "merge",
        ("merge", "other"),
        before=(("clone", "other"), ("--study", "other", "suggest", "--accept-all", "--yes")),
        whole=True,
    ),
)


def campaign(folder: Path, rounds: int, only: Sequence[str], seed: int) -> Iterator[tuple[str, str]]:
    """Yield operation and fault for each thing that a killed command left half done."""
    chance = random.Random(seed)
    base = folder / "base"
    for part in ("codebook", "transcripts"):
        shutil.copytree(ROOT / part, base / part)
    _run(base, "build", ".")
    (base / "late.txt").write_text(_LATE, "utf-8")
    (base / "kept").mkdir()
    with Study.open(base / "study.db", "lead") as study:
        study.backup(base / "kept").rename(base / "kept" / "study.db")
    for operation in OPERATIONS:
        if only and operation.name not in only:
            continue
        ready = folder / operation.name
        shutil.copytree(base, ready)
        for arguments in operation.before:
            _run(ready, *arguments)
        whole, acts = _time(folder, ready, operation)
        for number in range(rounds):
            place = folder / f"{operation.name}-{number}"
            shutil.copytree(ready, place)
            _kill(place, operation, chance.uniform(0.05, 1) * whole)
            yield from ((operation.name, fault) for fault in _faults(ready, place, operation, acts))
            shutil.rmtree(place)


def _command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "coder", "--coder", "lead", *arguments]


def _run(place: Path, *arguments: str) -> None:
    done = subprocess.run(_command(arguments), cwd=place, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{arguments}: {done.stderr}")


def _time(folder: Path, ready: Path, operation: Operation) -> tuple[float, int]:
    """Run an operation whole, and return how long it takes and how many acts stand after it."""
    place = folder / f"{operation.name}-whole"
    shutil.copytree(ready, place)
    began = time.perf_counter()
    _run(place, *operation.arguments)
    took = time.perf_counter() - began
    with Study.open(place / "study.db", "lead") as study:
        acts = len(study.journal.acts())
    shutil.rmtree(place)
    return took, acts


def _kill(place: Path, operation: Operation, after: float) -> None:
    process = subprocess.Popen(
        _command(operation.arguments), cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()


def _faults(ready: Path, place: Path, operation: Operation, whole: int) -> Iterator[str]:
    """Yield what is neither as before nor as after an operation, and what does not prove itself."""
    with Study.open(ready / "study.db", "lead") as study:
        acts = len(study.journal.acts())
    for database in (place / "study.db", *sorted((place / "backups").glob("*.db"))):
        if not database.is_file():
            yield f"{database.name} is gone"
            continue
        with Study.open(database, "lead") as study:
            yield from (f"{database.name}: {d.what} {d.why}" for d in study.verify())
            if operation.acts and not acts <= len(study.journal.acts()) <= acts + operation.acts:
                yield f"{len(study.journal.acts())} acts where there were {acts}"
            if operation.whole and len(study.journal.acts()) not in {acts, whole}:
                yield f"{database.name}: {len(study.journal.acts())} acts, neither {acts} nor {whole}"
    if operation.whole:
        _run(place, *operation.arguments)
        with Study.open(place / "study.db", "lead") as study:
            if len(study.journal.acts()) != whole:
                yield f"done again: {len(study.journal.acts())} acts, not {whole}"
    # The next run sweeps up what this one left.
    _run(place, "report", "--format", "md")
    _run(place, "backup")
    left = [p.name for p in place.rglob(".*") if "unfinished" in p.name or p.name.endswith(".tmp")]
    yield from (f"{name} is left" for name in left if not name.startswith(".study."))


def main() -> int:
    """Run the campaign and print its faults."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--only", nargs="*", default=(), choices=[one.name for one in OPERATIONS])
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="coder-kills-") as folder:
        faults = list(campaign(Path(folder), asked.rounds, asked.only, asked.seed))
    for name, fault in faults:
        print(f"{name}: {fault}")
    print(f"seed {asked.seed}: {asked.rounds} kills of each, {len(faults)} faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
