"""`python -m benchmarks.screen`: how long the coding screen takes for a key, in a real terminal, beside Textual's floor.

A transcript of each length carries up to 5,000 codings, 20 of them over each other at the worst place. The program runs in a
terminal of 120 × 40; a key's time runs from its bytes being written to the end of the last frame that it sets off (how that is
recognised is said in `benchmarks.terminal`). The floor is `benchmarks.floor_app`: the same text and codings in a view that
draws the rows that changed, and nothing beside it; measured once,
at 200,000 characters where that is among the lengths: its keys take the same at any, but for page down, which takes less
on a shorter text and more on a longer one. `--profile STEP` instead runs one step within this process under cProfile.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks import harness, long_text, screen_table
from benchmarks.laps import STEPS
from benchmarks.playing import Played, play_floor, play_ours
from benchmarks.screen_table import Measured

_LENGTHS = "10000,200000,1000000"


def main() -> int:
    """Measure every length and print the tables."""
    chosen = _arguments()
    if chosen.profile:
        from benchmarks.profiling import profile

        profile(chosen.profile, chosen.chars[0])
        return 0
    folder = Path(tempfile.mkdtemp(prefix="coder-screen-"))
    harness.keep_bytecode(folder / "bytecode")
    try:
        floor = _measure_floor(chosen)
        measured = [_measure(folder / str(length), length, chosen, floor) for length in chosen.chars]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    lines = screen_table.lines(measured)
    print(
        screen_table.render(lines, f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    )
    if chosen.json:
        chosen.json.write_text(
            json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=1) + "\n", "utf-8"
        )
    return int(chosen.strict and any(line.met is False for line in lines))


def _measure_floor(chosen: argparse.Namespace) -> Played:
    length = screen_table.USUAL if screen_table.USUAL in chosen.chars else chosen.chars[-1]
    _say(f"the floor, {length:,} characters")
    return play_floor(
        long_text.make(length), length, chosen.times, {step.floor for step in STEPS if step.name in chosen.only}
    )


def _measure(folder: Path, length: int, chosen: argparse.Namespace, floor: Played) -> Measured:
    _say(f"{length:,} characters")
    long = long_text.make(length)
    long_text.write_study(folder, long)
    return Measured(length, long.coding_count, play_ours(folder, long, chosen.times, chosen.only), floor)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screen", description=__doc__)
    parser.add_argument("--chars", type=_lengths, default=_lengths(_LENGTHS), help=f"lengths of the text: {_LENGTHS}")
    parser.add_argument("--times", type=int, default=40, help="measured strokes of each key")
    names = ",".join(step.name for step in STEPS)
    parser.add_argument("--only", default=names, help=f"steps, comma between: {names}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the lines there as well")
    parser.add_argument(
        "--profile", metavar="STEP", help="profile one step, at the least of the lengths: right, code, pagedown ..."
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 where a target is missed")
    chosen = parser.parse_args()
    chosen.only = {name.strip() for name in chosen.only.split(",")}
    if unknown := chosen.only - {step.name for step in STEPS}:
        parser.error(f"no step {', '.join(sorted(unknown))}")
    return chosen


def _lengths(text: str) -> list[int]:
    return sorted({int(part) for part in text.split(",")})


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
