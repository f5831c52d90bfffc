"""A merge of two coders' codings, against the bare union of their rows in the same run.

python -m benchmarks.merging [CODINGS]: prints both in milliseconds, with and without the backup that is made before,
and what memory the merge took over what the program held when it began. A transcript holds 163 codings of each coder.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

from benchmarks.terminal import peak_mb
from coder.codebook.loading import load_codebook
from coder.model.codebook import Case
from coder.model.codebook_files import CodebookFile, CodeEntry, FiguresFile, FindingsFile, ThemeEntry
from coder.model.coding import Coding
from coder.model.identity import new_ids, now
from coder.model.text import LineIndex, quote_hash
from coder.record.chain import COLUMNS
from coder.record.entry import Put
from coder.record.study import Study
from coder.record.union.attached import attached, offer, take
from coder.record.union.source import other_study
from coder.team.clone import clone
from coder.team.merge import merge
from coder.transcripts import intake
from coder.transcripts.cases import load_cases

_ON_A_TRANSCRIPT = 163
_SENTENCE = "受訪者：每家用的工具都不一樣，你考了這張證照，進來還是要重學，新鮮人我們也收。\n"
_BOOK = CodebookFile(
    title="b",
    themes=(ThemeEntry(id="t", name="主題", codes=tuple(CodeEntry(id=f"c{n}", name=f"碼 {n}") for n in range(40))),),
)


def made(folder: Path, transcripts: int) -> Study:
    """Return a study of so many transcripts without codings."""
    study = Study.create(folder / "study.db", "甲")
    load_codebook(study, _BOOK, FindingsFile(findings=()), FiguresFile(figures=()))
    paths = []
    for number in range(transcripts):
        path = folder / f"t{number}.txt"
        path.write_text(f"訪談者：第 {number} 場？\n" + _SENTENCE * 60, "utf-8")
        paths.append(path)
    load_cases(study, [Case(id="A", name="甲公司", transcripts=tuple(path.name for path in paths))])
    intake.import_transcripts(study, paths, intake.ImportPlan())
    return study


def code(study: Study, count: int) -> None:
    """Let the coder put so many codings, a few hundred an act, over all transcripts."""
    transcripts = study.project().transcripts
    each = -(-count // len(transcripts))
    for info in transcripts:
        document = study.transcript(info.id)
        lines = LineIndex(document.text)
        places = [(20 + at * 7, 29 + at * 7) for at in range(each)]
        puts = [
            Put("coding", None, _coding(study, info.id, document.text, lines, key, place, at))
            for at, (key, place) in enumerate(zip(new_ids(len(places)), places, strict=True))
        ]
        study.record(puts, "bulk")


def _coding(
    study: Study, transcript: str, text: str, lines: LineIndex, key: str, place: tuple[int, int], at: int
) -> Coding:
    start, end = place
    return Coding(
        id=key,
        transcript=transcript,
        start=start,
        end=end,
        line=lines.line_of(start),
        code=f"c{at % 40}",
        coder=study.coder,
        quote_hash=quote_hash(text[start:end]),
        at=now(),
    )


def bare_union(study: Study, folder: Path) -> float:
    """Return how many seconds it takes to write the rows of both files into one table with its index."""
    with closing(sqlite3.connect(folder / "union.db", isolation_level=None)) as target:
        target.execute("PRAGMA journal_mode = WAL")
        target.execute("ATTACH ? AS theirs", (f"{study.path}",))
        sql = target.execute("SELECT sql FROM theirs.sqlite_master WHERE name = 'change'").fetchone()[0]
        target.execute(sql)
        target.execute("CREATE INDEX change_by_key ON change (key)")
        begun = time.process_time()
        target.execute("BEGIN")
        target.execute(f"INSERT INTO main.change ({COLUMNS}) SELECT {COLUMNS} FROM theirs.change ORDER BY replica, seq")
        target.execute("COMMIT")
        return time.process_time() - begun


def measure(count: int) -> dict[str, float]:
    """Return the seconds of a processor for the bare union, for taking rows in and for the whole merge, and MB."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with made(folder, -(-count // _ON_A_TRANSCRIPT)) as ours:
            copy = clone(ours, folder / "other").folder / "study.db"
            code(ours, count)
            with Study.open(copy, "乙") as theirs:
                code(theirs, count)
            with other_study(copy, ours.path) as source, attached(ours, source):
                found = offer(ours, source)
                begun = time.process_time()
                with ours.together():
                    take(ours, found)
                    taken = time.process_time() - begun
                    ours.connection.execute("ROLLBACK")
                    ours.connection.execute("BEGIN IMMEDIATE")
            held = _held_now()
            begun = time.process_time()
            merge(ours, copy)
            whole = time.process_time() - begun
            memory = peak_mb() - held
            return {"bare union": bare_union(ours, folder), "rows taken in": taken, "whole merge": whole, "MB": memory}


def _held_now() -> float:
    """Forget the most memory that was held until now, where the system can, and return what is held."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return peak_mb()


def main() -> None:
    """Print the figures for a number of codings of each coder."""
    for count in [int(one) for one in sys.argv[1:]] or [2_000, 32_600]:
        found = measure(count)
        bare, memory = found["bare union"], found.pop("MB")
        told = ", ".join(f"{name} {seconds * 1000:,.0f} ms ({seconds / bare:.1f} x)" for name, seconds in found.items())
        print(f"{count:,} codings each: {told}; {memory:.0f} MB over the start", flush=True)


if __name__ == "__main__":
    main()
