"""What the machine allows: the least that Python, SQLite and XlsxWriter take for each operation, without a study."""

from __future__ import annotations

import csv
import hashlib
import re
import sqlite3
from bisect import bisect_right
from pathlib import Path

from benchmarks import workload
from benchmarks.harness import Measures, Place, Run

MEASURES = Measures()
_CODING = "CREATE TABLE coding (id INTEGER PRIMARY KEY, doc INT, s INT, e INT, code INT, coder INT)"
_INSERT = "INSERT INTO coding (doc, s, e, code, coder) VALUES (?, ?, ?, ?, ?)"


def _fresh(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


@MEASURES.named("limit:build")
def _build(place: Place) -> Run:
    """Make the plain database that the reading limits read."""
    return lambda: _plain(place)


def _plain(place: Place) -> int:
    with sqlite3.connect(place.folder / "plain.db") as connection:
        connection.execute(_CODING)
        connection.execute("CREATE TABLE doc (id INTEGER PRIMARY KEY, name TEXT, text TEXT)")
        documents = [(path.stem, path.read_text("utf-8")) for path in place.transcripts]
        connection.executemany("INSERT INTO doc (name, text) VALUES (?, ?)", documents)
        for at, coder in enumerate("AB"):
            connection.executemany(_INSERT, ((*row, at) for row in workload.read_codings(place.folder, coder)))
        connection.execute("CREATE INDEX by_code ON coding (code, doc, s, e, coder)")
        connection.execute("CREATE INDEX by_place ON coding (doc, s)")
    connection.close()
    return len(documents)


def _query(place: Place, query: str) -> Run:
    connection = sqlite3.connect(place.folder / "plain.db")
    connection.execute("SELECT count(*) FROM doc").fetchone()
    return lambda: len(connection.execute(query).fetchall())


@MEASURES.named("limit:import")
def _import(place: Place) -> Run:
    """Read each file, hash it, insert it: one transaction."""
    paths = place.transcripts

    def run() -> int:
        connection = _fresh(place.scratch / "import.db")
        connection.execute("CREATE TABLE doc (id INTEGER PRIMARY KEY, name TEXT UNIQUE, text TEXT, sha TEXT)")
        connection.execute("BEGIN")
        for path in paths:
            data = path.read_bytes()
            row = (path.stem, data.decode(), hashlib.sha256(data).hexdigest())
            connection.execute("INSERT INTO doc (name, text, sha) VALUES (?, ?, ?)", row)
        connection.execute("COMMIT")
        connection.close()
        return len(paths)

    return run


@MEASURES.named("limit:sentences")
def _sentences(place: Place) -> Run:
    """A bare `re.finditer` over the end marks."""
    texts, mark = place.texts, re.compile("[。！？!?；;…\n]+")
    return lambda: sum(1 for text in texts for _ in mark.finditer(text))


@MEASURES.named("limit:code")
def _code(place: Place) -> Run:
    """Split into sentences, Aho–Corasick, insert with two indexes: no journal, no quote hash, no evidence."""
    from ahocorasick_rs import AhoCorasick

    texts, book = place.texts, workload.codes()
    automaton = AhoCorasick([word for code in book for word in code.keywords])
    code_of = [i for i, code in enumerate(book) for _ in code.keywords]

    def rows() -> list[tuple[int, int, int, int, int]]:
        found: list[tuple[int, int, int, int, int]] = []
        for number, text in enumerate(texts):
            spans = workload.sentences(text)
            starts, seen = [start for start, _ in spans], set[tuple[int, int]]()
            for word, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
                at = bisect_right(starts, start) - 1
                if at >= 0 and end <= spans[at][1]:
                    seen.add((at, code_of[word]))
            found += [(number, *spans[at], code, 0) for at, code in sorted(seen)]
        return found

    def run() -> int:
        made = rows()
        connection = _fresh(place.scratch / "code.db")
        connection.execute(_CODING)
        connection.execute("CREATE UNIQUE INDEX by_code ON coding (code, doc, s, e, coder)")
        connection.execute("CREATE INDEX by_place ON coding (doc, s)")
        connection.execute("BEGIN")
        connection.executemany(_INSERT, made)
        connection.execute("COMMIT")
        connection.close()
        return len(made)

    return run


@MEASURES.named("limit:quotes")
def _quotes(place: Place) -> Run:
    """Read the spans of a code in order, each text once, and slice."""
    connection = sqlite3.connect(place.folder / "plain.db")
    connection.execute("SELECT count(*) FROM doc").fetchone()

    def run() -> int:
        found, current, name, text = [], 0, "", ""
        for doc, start, end, coder in connection.execute(
            "SELECT doc, s, e, coder FROM coding WHERE code = 0 ORDER BY doc, s"
        ):
            if doc != current:
                current = doc
                name, text = connection.execute("SELECT name, text FROM doc WHERE id = ?", (doc,)).fetchone()
            found.append((name, start, end, coder, text[start:end]))
        return len(found)

    return run


@MEASURES.named("limit:page")
def _page(place: Place) -> Run:
    """The first fifty of them, cut by SQLite."""
    return _query(
        place,
        "SELECT d.name, k.s, k.e, k.coder, substr(d.text, k.s + 1, k.e - k.s) FROM coding k JOIN doc d ON d.id = k.doc "
        "WHERE k.code = 0 ORDER BY k.doc, k.s LIMIT 50",
    )


@MEASURES.named("limit:frequencies")
def _frequencies(place: Place) -> Run:
    """Codings by code and coder, counted by SQLite."""
    return _query(place, "SELECT code, coder, count(*) FROM coding GROUP BY 1, 2")


@MEASURES.named("limit:cells")
def _cells(place: Place) -> Run:
    """Codings by code and transcript, counted by SQLite."""
    return _query(place, "SELECT code, doc, count(*) FROM coding GROUP BY 1, 2")


@MEASURES.named("limit:csv")
def _csv(place: Place) -> Run:
    """`csv.writer` over the same rows, made before."""
    from benchmarks.operations import quote_rows

    rows = list(quote_rows(place))

    def run() -> int:
        with (place.scratch / "quotes.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return len(rows)

    return run


@MEASURES.named("limit:xlsx")
def _xlsx(place: Place) -> Run:
    """XlsxWriter in constant memory over the same rows, made before."""
    from xlsxwriter.workbook import Workbook

    from benchmarks.operations import quote_rows

    rows = list(quote_rows(place))

    def run() -> int:
        book = Workbook(str(place.scratch / "quotes.xlsx"), {"constant_memory": True})
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        book.close()
        return len(rows)

    return run


def _search(place: Place, phrase: str) -> Run:
    """`str.find` over texts that are in memory, every place."""
    texts = place.texts

    def run() -> int:
        found = 0
        for text in texts:
            at = text.find(phrase)
            while at >= 0:
                found += 1
                at = text.find(phrase, at + len(phrase))
        return found

    return run


MEASURES.named("limit:search")(lambda place: _search(place, workload.PHRASE))
MEASURES.named("limit:search two")(lambda place: _search(place, workload.SHORT_PHRASE))


@MEASURES.named("limit:verify")
def _verify(place: Place) -> Run:
    """Read the journal once and hash each row's images."""
    connection = sqlite3.connect(place.study("coded") / "study.db")

    def run() -> int:
        count = 0
        for before, after, _hash in connection.execute("SELECT before, after, hash FROM change ORDER BY replica, seq"):
            hashlib.sha256(f"{before}{after}".encode()).hexdigest()
            count += 1
        return count

    return run
