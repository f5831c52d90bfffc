"""One long interview with many codings: what the coding screen is measured on, the same in every run."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks import workload
from benchmarks.operations import codebook
from coder.codebook.loading import load_codebook
from coder.model.codebook_files import FiguresFile, FindingsFile
from coder.model.coding import Evidence
from coder.record import queries
from coder.record.study import Study
from coder.suggestions.bulk import ready_codings
from coder.transcripts import intake

FREE_CODE = "c40"
"""The code that no coding of the text has: the one that the measured coding puts."""
OVERLAPS = 20
_SEED = "long text"
_SHORTEST, _LONGEST = 20, 150
_CODINGS, _CHARACTERS_A_CODING = 5_000, 40
_NAME = "L1"


@dataclass(frozen=True, slots=True)
class LongText:
    """The text, its codings by coder (start, end, place of the code), and two places to put the caret."""

    text: str
    codings: dict[str, list[tuple[int, int, int]]]
    usual: int
    worst: int

    @property
    def coding_count(self) -> int:
        """How many codings lie on the text."""
        return sum(len(rows) for rows in self.codings.values())

    def lines_about(self, offset: int, reach: int = 6) -> list[str]:
        """Return the lines before and behind a place, without their speakers."""
        at = self.text.count("\n", 0, offset)
        lines = self.text.split("\n")[max(0, at - reach) : at + reach + 1]
        return [line.partition("：")[2] for line in lines]


def make(characters: int) -> LongText:
    """Return the long text of so many characters."""
    text = _text(characters)
    line_starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")][:-1]
    half = [start for start in line_starts if start >= characters // 2]
    two_thirds = [start for start in line_starts if start >= characters * 2 // 3][:60]
    worst = max(two_thirds, key=lambda start: text.index("\n", start) - start)
    spans = workload.sentences(text)
    wanted = max(1, min(_CODINGS, characters // _CHARACTERS_A_CODING) - OVERLAPS)
    rng = random.Random(_SEED)
    rows: dict[str, list[tuple[int, int, int]]] = {"A": [], "B": []}
    for number in range(wanted):
        at = number * len(spans) // wanted
        last = min(len(spans) - 1, at + (2 if number % 10 == 9 else 0))
        rows["B" if number % 5 == 4 else "A"].append((spans[at][0], spans[last][1], rng.randrange(39)))
    rows["A"] += _overlapping(worst, text.index("\n", worst))
    return LongText(text, rows, half[0] + 4, worst + 4)


def _text(characters: int) -> str:
    """Return turns of interviewer and respondent by turns, in lines of 20 to 150 characters."""
    rng = random.Random(_SEED)
    lines: list[str] = []
    size = 0
    said = _sentences()
    while size < characters:
        line, aim = "受訪者：" if len(lines) % 2 else "訪談者：", rng.randint(_SHORTEST, _LONGEST)
        while len(line) < aim:
            sentence = next(said)
            if len(line) >= _SHORTEST and len(line) + len(sentence) > _LONGEST:
                break
            line += sentence
        lines.append(line)
        size += len(line) + 1
    return "\n".join(lines) + "\n"


def _sentences() -> Iterator[str]:
    book = workload.codes()
    for number in count(1):
        text = workload.transcript(number, book)
        yield from (text[start:end] for start, end in workload.sentences(text))


def _overlapping(start: int, end: int) -> list[tuple[int, int, int]]:
    """Return codings that all lie over the middle of a line: every other one inside those before, the others across."""
    found = []
    for i in range(OVERLAPS):
        left = start + 4 + 2 * i
        right = end - 2 * i if i % 2 == 0 else end - 2 * (OVERLAPS - i)
        found.append((left, right, i))
    return found


def write_study(folder: Path, long: LongText) -> None:
    """Make a study with the text and its codings in `folder`."""
    (folder / "transcripts").mkdir(parents=True)
    path = folder / "transcripts" / f"{_NAME}.txt"
    path.write_text(long.text, "utf-8")
    with Study.create(folder / "study.db", "A") as study:
        load_codebook(study, codebook(), FindingsFile(findings=()), FiguresFile(figures=()))
        intake.import_transcripts(study, [path], intake.ImportPlan(case_per_file=True))
    for coder, rows in long.codings.items():
        with Study.open(folder / "study.db", coder) as study:
            _code(study, rows)


def _code(study: Study, rows: Sequence[tuple[int, int, int]]) -> None:
    project = study.project()
    document = queries.open_bare(study.reader, project.transcripts[0])
    nothing: tuple[Evidence, ...] = ()
    ready = [(start, end, project.usable_codes[code], nothing) for start, end, code in rows]
    study.record(ready_codings(document, ready, study.coder), "codings")


def put_caret(folder: Path, offset: int) -> None:
    """Leave the study as if coder A had left the caret there, with the free code used last."""
    with Study.open(folder / "study.db", "A") as study:
        study.remember(f"caret:{study.project().transcripts[0].id}", str(offset))
        study.remember("recent", json.dumps([FREE_CODE]))
