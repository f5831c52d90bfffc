"""Read a folder of documents as `coder import` does, each in a process of its own, beside what they say in truth.

python -m benchmarks.fixture_reading FOLDER [--truths FOLDER]

The truth of `talk.odt` is `talk.truth.txt` or another `talk.*.truth.txt` beside it, a turn a line with its speaker
before a colon, or, with the whole text alone, `talk.odt.txt` below the folder of truths: what another program reads.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import signal
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coder.errors import CoderError
from coder.transcripts.reading import open_file

_SECONDS = 10
_MEGABYTES = 500
_SAME = 0.97
_ATTEMPT = 60
_LINK = re.compile(r"\[([^\]\n]+)\]\(https?:[^)\s]+\)")
_NOTE = re.compile(r"\[註\d+\]|【註\d+：|】")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one document was read: `kind` is right, refused, wrong, unknown (no truth) or crash."""

    path: Path
    kind: str
    seconds: float
    megabytes: int
    note: str = ""


def main() -> int:
    """Print a line for each document that is not right, and the counts; return 1 where one is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--truths", type=Path, help="another program's readings, NAME.txt, below the same folders")
    parser.add_argument("--all", action="store_true", help="print what is right too")
    chosen = parser.parse_args()
    counts: Counter[str] = Counter()
    heavy = 0
    for outcome in campaign(chosen.folder, chosen.truths):
        counts[outcome.kind] += 1
        heavy += (over := outcome.seconds > _SECONDS or outcome.megabytes > _MEGABYTES)
        if over or chosen.all or outcome.kind not in {"right", "unknown"}:
            place = outcome.path.relative_to(chosen.folder)
            print(f"{outcome.kind:8} {outcome.seconds:5.1f} s {outcome.megabytes:4} MB  {place}  {outcome.note}")
    print(dict(counts), f"over {_SECONDS} s or {_MEGABYTES} MB: {heavy}")
    return int(counts["wrong"] + counts["crash"] + heavy > 0)


def campaign(folder: Path, truths: Path | None) -> Iterator[Outcome]:
    """Read each document below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith(".truth.txt"):
            yield _measured(path, *_truths(path, folder, truths))


def _truths(path: Path, folder: Path, others: Path | None) -> tuple[list[str], bool]:
    """Return what a document can say in truth, and whether that tells who speaks."""
    name = path.name.partition(".")[0]
    beside = [truth.read_text("utf-8-sig") for truth in sorted(path.parent.glob(f"{name}*.truth.txt"))]
    if beside:
        return beside, True
    other = others / path.relative_to(folder).parent / f"{path.name}.txt" if others else None
    return ([other.read_text("utf-8-sig", "replace")] if other and other.exists() else []), False


def _measured(path: Path, truths: list[str], turns: bool) -> Outcome:
    """Read a document in a process of its own; return what came of it, its processor time and its memory."""
    reader, writer = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if not child:
        os.close(reader)
        signal.alarm(_ATTEMPT)
        _tell(writer, path, truths, turns=turns)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        told = pipe.read()
    _, status, usage = os.wait4(child, 0)
    seconds, megabytes = usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024
    if status or not told:
        return Outcome(path, "crash", time.monotonic() - begun, megabytes, f"ended by {status}")
    kind, note = json.loads(told)
    return Outcome(path, kind, seconds, megabytes, note)


def _tell(writer: int, path: Path, truths: list[str], *, turns: bool) -> None:
    with os.fdopen(writer, "w") as pipe:
        json.dump(_judged(path, truths, turns=turns), pipe)


def _judged(path: Path, truths: list[str], *, turns: bool) -> tuple[str, str]:
    try:
        reading = open_file(path)
    except CoderError as error:
        internal = "cannot be read as" in str(error)
        return ("crash" if internal else "refused"), str(error).replace("\n", " ")[:160]
    except Exception as error:  # noqa: BLE001  the campaign goes on, and counts it
        return "crash", f"{type(error).__name__}: {error}"[:160]
    if not truths:
        return "unknown", ""
    text = reading.source.text
    if turns:
        said = [(turn.speaker, bare(text[turn.body : turn.end])) for turn in reading.transcript.turns if turn.speaker]
        found = [_turns(said, truth, sure=reading.speakers.sure) for truth in truths]
        return min(found, key=lambda judged: judged[0] != "right")
    ours, theirs = bare(_NOTE.sub("", text)), bare(truths[0])
    alike = likeness(ours, theirs)
    left = "; ".join(reading.source.left_out)
    return ("right" if alike >= _SAME else "wrong"), f"{alike:.3f} {len(ours)}/{len(theirs)} {left}"


def _turns(said: list[tuple[str, str]], truth: str, *, sure: bool) -> tuple[str, str]:
    """Compare the turns with the truth's lines; neighbours of one speaker are one."""
    wanted = [(name, bare(words)) for name, _, words in (line.partition("：") for line in truth.splitlines() if line)]
    mine, theirs = _joined(said), _joined(wanted)
    if mine == theirs or mine == [(name, _LINK.sub(r"\1", words)) for name, words in theirs]:
        return "right", ""
    wrong = [pair for pair in mine if pair not in theirs]
    note = f"{len(wrong)} of {len(mine)} turns differ, the first: {wrong[0] if wrong else 'missing'}"[:160]
    return ("wrong" if sure else "asked"), note


def _joined(turns: list[tuple[str, str]]) -> list[tuple[str, str]]:
    joined: list[tuple[str, str]] = []
    for speaker, words in turns:
        name = bare(speaker)
        if joined and joined[-1][0] == name:
            joined[-1] = (name, joined[-1][1] + words)
        else:
            joined.append((name, words))
    return joined


def bare(text: str) -> str:
    """Return a text without white space, in composed characters: what two programs can agree on."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def likeness(ours: str, theirs: str) -> float:
    """Return how much of two texts is the same, by their pieces where they are long."""
    if ours == theirs:
        return 1.0
    if max(len(ours), len(theirs)) < 3_000:
        return difflib.SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
    mine, other = (Counter(text[at : at + 4] for at in range(len(text))) for text in (ours, theirs))
    return 2 * (mine & other).total() / (mine.total() + other.total())


if __name__ == "__main__":
    sys.exit(main())
