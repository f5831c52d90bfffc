"""`python -m benchmarks`: measure the workload through our own code beside its limits, and print the table."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks import harness, table, workload
from benchmarks.harness import Place, Taken
from benchmarks.targets import COMMANDS, LARGE, OPERATIONS, Operation, command

_FEWER = 3
_MORE = 9


def main() -> int:
    """Measure, print, and return 1 where something misses its target and `--strict` was given."""
    chosen = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="coder-bench-"))
    harness.keep_bytecode(folder / "bytecode")
    results: dict[int, dict[str, Taken]] = {}
    try:
        for scale in chosen.scales:
            results[scale] = _measure_scale(folder / str(scale), scale, chosen)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    lines = table.lines(results, chosen.operations)
    if chosen.json:
        print(
            json.dumps({"machine": _machine(), "lines": [asdict(line) for line in lines]}, ensure_ascii=False, indent=1)
        )
    else:
        print(table.render(lines, _machine()))
    return int(chosen.strict and any(line.met is False for line in lines))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--scales", type=_scales, default=_scales("8,200"), help="numbers of transcripts: 8,200,2000")
    parser.add_argument("-n", type=int, default=5, help="repetitions; the median counts")
    parser.add_argument(
        "--only", default="", help="names of operations, comma between: " + ", ".join(o.name for o in OPERATIONS)
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    parser.add_argument("--strict", action="store_true", help="exit with 1 where a target is missed")
    chosen = parser.parse_args()
    wanted = [name.strip() for name in chosen.only.split(",") if name.strip()]
    if unknown := set(wanted) - {o.name for o in OPERATIONS}:
        parser.error(f"no operation {', '.join(sorted(unknown))}")
    chosen.operations = [o for o in OPERATIONS if not wanted or o.name in wanted]
    return chosen


def _scales(text: str) -> list[int]:
    return sorted({int(part) for part in text.split(",")})


def _measure_scale(folder: Path, scale: int, chosen: argparse.Namespace) -> dict[str, Taken]:
    _say(f"{scale} transcripts: making the workload and its studies")
    folder.mkdir()
    workload.write(folder, scale)
    place = Place(folder, scale, folder)
    harness.inside("limit:build", place)
    harness.inside("build", place)
    taken: dict[str, Taken] = {}
    for operation in chosen.operations:
        _say(f"{scale} transcripts: {operation.name}")
        try:
            taken |= _measure(operation, place, _repetitions(operation, scale, chosen.n))
        except harness.FailedError as error:
            _say(f"{operation.name} failed: {error}")
    shutil.rmtree(folder)
    return taken


def _repetitions(operation: Operation, scale: int, n: int) -> int:
    if operation.way != "inside":
        return n if n < _FEWER else max(n, _MORE)
    if scale >= LARGE:
        return 1 if operation.export else min(n, _FEWER)
    return n


def _measure(operation: Operation, place: Place, n: int) -> dict[str, Taken]:
    """Run ours and its limit in turn, so that whatever else the machine does falls on both."""
    names = [f"limit:{operation.name}", operation.name] if operation.limit else [operation.name]
    runs: dict[str, list[Taken]] = {name: [] for name in names}
    if operation.way != "inside":  # the first run compiles what is imported
        for name in names:
            _run(operation, name, place)
    for _ in range(n):
        for name in names:
            runs[name].append(_run(operation, name, place))
    return {name: harness.middle(found) for name, found in runs.items()}


def _run(operation: Operation, name: str, place: Place) -> Taken:
    if name not in COMMANDS:
        return harness.inside(name, place)
    line = command(name, str(place.study("coded")))
    return harness.screen(line) if operation.way == "screen" else harness.process(line)


def _machine() -> str:
    return f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}, {os.cpu_count()} cores"


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
