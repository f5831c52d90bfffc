"""Edit a study at random by another SQLite client: `coder verify` must notice every edit.

python -m benchmarks.edits --rounds 3000
python -m benchmarks.edits --rounds 100 --seed 7
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from coder.record.study import Study

ROOT = Path(__file__).parents[1]
_NOT_THE_RECORD = frozenset({"state", "sqlite_sequence"})
"""What views keep for people, which no journal knows."""

_NOT_PROVEN = frozenset({("cache", "version"), ("_sqlite_migrations", "applied_at"), ("_sqlite_migrations", "id")})
"""An entry of the cache under another version is never used; when a step was taken says nothing."""

_SHARE_OF_DEFINITIONS = 0.2
_NAMES = "SELECT name FROM sqlite_master WHERE type = ? ORDER BY name"


def campaign(folder: Path, rounds: int, seed: int) -> Iterator[tuple[str, bool]]:
    """Yield what each edit was and whether it was noticed; what changes nothing is no round."""
    base, edited, chance = folder / "base" / "study.db", folder / "study.db", random.Random(seed)
    _make(base.parent)
    made = 0
    while made < rounds:
        for stale in folder.glob("study.db*"):
            stale.unlink()
        shutil.copy(base, edited)
        with closing(sqlite3.connect(edited)) as raw, raw:
            told = _edit(raw, chance)
        if told:
            made += 1
            yield told, _noticed(edited)


def _make(folder: Path) -> None:
    """Make a study with rows in as many tables as a session leaves: the sample, acts on it, a signature, a cache."""
    for part in ("codebook", "transcripts"):
        shutil.copytree(ROOT / part, folder / part)
    _run(folder, "build", ".")
    _run(folder, "setting", "set", "least-for", "3")
    _run(folder, "suggest", "--by", "keywords")
    if shutil.which("ssh-keygen"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / "id")], check=True)
        _run(folder, "sign", "key", "id")
    _run(folder, "undo")
    with Study.open(folder / "study.db", "lead") as study:
        study.reader.keep("edits", "one", "1", b"kept")


def _run(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "coder", "--coder", "lead", "--lang", "en", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def _noticed(path: Path) -> bool:
    try:
        with Study.open(path, "lead") as study:
            return bool(study.verify())
    except Exception:  # noqa: BLE001  a study that does not even open was noticed
        return True


def _edit(raw: sqlite3.Connection, chance: random.Random) -> str:
    """Make one edit and say which; nothing where it would have changed nothing."""
    tables = [name for (name,) in raw.execute(_NAMES, ("table",)) if name not in _NOT_THE_RECORD]
    if chance.random() < _SHARE_OF_DEFINITIONS:
        return _define(raw, chance, tables)
    # A forger puts the guards back, so that only the edit itself is to be seen.
    guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in guards:
        raw.execute(f'DROP TRIGGER "{name}"')
    told = _change(raw, chance, tables)
    for _name, sql in guards:
        raw.execute(sql)
    return told


def _define(raw: sqlite3.Connection, chance: random.Random, tables: list[str]) -> str:
    """Change a definition."""
    table, how = chance.choice(tables), chance.choice(("table", "column", "index", "trigger", "view", "dropped"))
    column = chance.choice([row[1] for row in raw.execute(f'PRAGMA table_info("{table}")')])
    if how == "dropped":
        # Of indexes not: one that is missing is made anew when the study is opened.
        name = chance.choice([name for (name,) in raw.execute(_NAMES, ("trigger",))])
        raw.execute(f'DROP TRIGGER "{name}"')
        return f"{how} trigger"
    made = {
        "table": "CREATE TABLE edited (id TEXT)",
        "column": f'ALTER TABLE "{table}" ADD COLUMN edited TEXT',
        "index": f'CREATE INDEX edited ON "{table}" ("{column}")',
        "trigger": f'CREATE TRIGGER edited AFTER INSERT ON "{table}" BEGIN SELECT 1; END',
        "view": f'CREATE VIEW edited AS SELECT * FROM "{table}"',
    }
    raw.execute(made[how])
    return f"{how} made"


def _change(raw: sqlite3.Connection, chance: random.Random, tables: list[str]) -> str:
    """Change, remove, add or exchange rows of a table."""
    table = chance.choice(tables)
    about = raw.execute(f'PRAGMA table_info("{table}")').fetchall()
    columns, keys = [row[1] for row in about], [row[1] for row in about if row[5]]
    rows = raw.execute(f'SELECT * FROM "{table}"').fetchall()
    # What the cache lost is worked out again; what it holds must be what was kept.
    how = "update" if table == "cache" else chance.choice(("update", "update", "update", "delete", "insert"))
    # Of several signatures the last says all; without it rows are unsigned, which is told and is no fault.
    if not rows or not keys or (how == "delete" and table == "signature"):
        return ""
    row = chance.choice(rows)
    here, at = " AND ".join(f'"{key}" IS ?' for key in keys), [row[columns.index(key)] for key in keys]
    column = chance.choice([c for c in columns if (table, c) not in _NOT_PROVEN])
    try:
        if how == "delete":
            raw.execute(f'DELETE FROM "{table}" WHERE {here}', at)
        elif how == "insert":
            copy = [
                _another(chance, value) if name in keys else value for name, value in zip(columns, row, strict=True)
            ]
            raw.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(copy))})', copy)
        else:
            value = _another(chance, row[columns.index(column)])
            raw.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE {here}', (value, *at))
    except sqlite3.IntegrityError:
        return ""
    return f"{how} {table}{'.' + column if how == 'update' else ''}"


def _another(chance: random.Random, value: Any) -> Any:
    """Return a value of the same sort that is another."""
    if isinstance(value, int | float):
        return value + chance.choice((-1, 1, 1000))
    if isinstance(value, bytes):
        return value + b"x"
    text = value or ""
    if not text:
        return "x"
    place = chance.randrange(len(text))
    other = "y" if text[place] == "x" else "x"
    return chance.choice((text[:place] + other + text[place + 1 :], text + "x", text[1:] or "y"))


def main() -> int:
    """Print how many edits there were, and each that was not noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    made, missed = Counter[str](), Counter[str]()
    with TemporaryDirectory() as folder:
        for told, noticed in campaign(Path(folder), wanted.rounds, wanted.seed):
            made[told.partition(" ")[0]] += 1
            if not noticed:
                missed[told] += 1
                print(f"not noticed: {told}", flush=True)
    print(", ".join(f"{count} {how}" for how, count in sorted(made.items())))
    print(f"{made.total()} edits, {missed.total()} not noticed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
