"""`python -m benchmarks.screen`: how long the coding screen takes for a key, in a real terminal, beside Textual's floor.

A transcript of each length carries up to 5,000 codings, 20 of them over each other at the worst place. The program runs in a
terminal of 120 × 40; a key's time runs from its bytes being written to the end of the last frame that it sets off (how that is
recognised is said in `benchmarks.terminal`). The floor is `benchmarks.floor_app`: the same text and codings in a view that
draws the rows that changed, and nothing beside it. `--profile KEY` instead runs one key within this process under cProfile.
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
from benchmarks.playing import play_floor, play_ours
from benchmarks.screen_table import Measured

_LENGTHS = "10000,200000,1000000"


def main() -> int:
    """Measure every length and print the tables."""
    chosen = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="coder-screen-"))
    harness.keep_bytecode(folder / "bytecode")
    measured: list[Measured] = []
    try:
        for characters in chosen.chars:
            measured.append(_measure(folder / str(characters), characters, chosen.times))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    lines = screen_table.lines(measured)
    print(screen_table.render(lines, f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"))
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=1) + "\n", "utf-8")
    return int(chosen.strict and any(line.met is False for line in lines))


def _measure(folder: Path, characters: int, times: int) -> Measured:
    _say(f"{characters:,} characters: making the study")
    long = long_text.make(characters)
    long_text.write_study(folder, long)
    _say(f"{characters:,} characters: the floor")
    floor = play_floor(long, characters, times)
    _say(f"{characters:,} characters: ours")
    return Measured(characters, long.coding_count, play_ours(folder, long, times), floor)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screen", description=__doc__)
    parser.add_argument("--chars", type=_lengths, default=_lengths(_LENGTHS), help=f"lengths of the text: {_LENGTHS}")
    parser.add_argument("--times", type=int, default=40, help="measured strokes of each key")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the lines there as well")
    parser.add_argument("--strict", action="store_true", help="exit with 1 where a target is missed")
    return parser.parse_args()


def _lengths(text: str) -> list[int]:
    return sorted({int(part) for part in text.split(",")})


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
