"""The database's tables and their migrations."""

from __future__ import annotations

import sqlite3
from typing import Any

from coder.record import activity
from coder.record.file.first_step import FIRST_STEP

APPLICATION_ID = 0x434F4452  # "CODR", so that `file` and we know our own

_LANGUAGE = """
CREATE TABLE cache (
    name TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (name, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE variant (id TEXT PRIMARY KEY, words TEXT NOT NULL) STRICT;
CREATE TABLE consent (
    id TEXT PRIMARY KEY, suggester TEXT NOT NULL, receiver TEXT NOT NULL, coder TEXT NOT NULL REFERENCES coder (id),
    at TEXT NOT NULL
) STRICT;
CREATE TABLE lost (
    id TEXT PRIMARY KEY, transcript TEXT NOT NULL REFERENCES transcript (id),
    coder TEXT NOT NULL REFERENCES coder (id), code TEXT REFERENCES code (id),
    text_hash TEXT NOT NULL REFERENCES text (hash), revision INTEGER NOT NULL,
    coding TEXT NOT NULL, memo TEXT NOT NULL, decision TEXT NOT NULL
) STRICT;
CREATE INDEX lost_by_place ON lost (transcript, coder);
CREATE TABLE chosen (
    id TEXT PRIMARY KEY, finding TEXT NOT NULL, coding TEXT NOT NULL, side TEXT NOT NULL, position INTEGER NOT NULL,
    telling INTEGER NOT NULL, shown TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE signoff (
    id TEXT PRIMARY KEY, finding TEXT NOT NULL, change INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE matrix (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, "rows" TEXT NOT NULL, columns TEXT NOT NULL, by TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE TABLE cell (
    id TEXT PRIMARY KEY, text TEXT NOT NULL, evidence TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE alias (
    id TEXT PRIMARY KEY, alias TEXT NOT NULL, kind TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE sample (
    id TEXT PRIMARY KEY, seed INTEGER NOT NULL, strata TEXT NOT NULL, scope TEXT NOT NULL, population TEXT NOT NULL,
    drawn TEXT NOT NULL, change INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE judgement (
    id TEXT PRIMARY KEY, sample TEXT NOT NULL, coding TEXT NOT NULL, verdict TEXT NOT NULL, note TEXT NOT NULL,
    by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX judgement_by_sample ON judgement (sample, coding);
ALTER TABLE finding ADD COLUMN text TEXT NOT NULL DEFAULT '';
ALTER TABLE recommendation ADD COLUMN text TEXT NOT NULL DEFAULT '';
ALTER TABLE coder ADD COLUMN blind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE code ADD COLUMN precision REAL;
ALTER TABLE decision ADD COLUMN similar TEXT NOT NULL DEFAULT '[]';
CREATE TABLE touched (
    act TEXT NOT NULL, transcript TEXT NOT NULL, code TEXT NOT NULL, whose TEXT NOT NULL,
    seq INTEGER NOT NULL, last INTEGER NOT NULL, time REAL NOT NULL
) STRICT;
CREATE INDEX touched_by_act ON touched (act, transcript, code);
CREATE INDEX touched_by_transcript ON touched (transcript, time, last);
CREATE INDEX touched_by_code ON touched (code, time, last);
CREATE INDEX act_by_time ON act (julianday(at), last_seq);
CREATE INDEX act_of_coder_by_time ON act (coder, julianday(at), last_seq);
"""

_TEAM = """
ALTER TABLE coder ADD COLUMN role TEXT NOT NULL DEFAULT '';
CREATE TABLE assignment (
    id TEXT PRIMARY KEY, transcript TEXT NOT NULL, coder TEXT NOT NULL, spans TEXT NOT NULL, withheld TEXT NOT NULL,
    seed INTEGER NOT NULL, text_hash TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX assignment_by_place ON assignment (transcript, coder);
CREATE TABLE finished (
    id TEXT PRIMARY KEY, transcript TEXT NOT NULL, coder TEXT NOT NULL, text_hash TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX finished_by_place ON finished (transcript, coder);
CREATE TABLE adjudication (
    id TEXT PRIMARY KEY, transcript TEXT NOT NULL, text_hash TEXT NOT NULL, judged TEXT NOT NULL, ruling TEXT NOT NULL,
    settled TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX adjudication_by_transcript ON adjudication (transcript);
CREATE TABLE closing (
    id TEXT PRIMARY KEY, transcript TEXT NOT NULL, text_hash TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
"""

_SOURCES = """
ALTER TABLE figure ADD COLUMN value_en TEXT NOT NULL DEFAULT '';
ALTER TABLE figure ADD COLUMN unit_en TEXT NOT NULL DEFAULT '';
ALTER TABLE figure ADD COLUMN note_en TEXT NOT NULL DEFAULT '';
ALTER TABLE figure ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE figure ADD COLUMN about INTEGER NOT NULL DEFAULT 0;
ALTER TABLE figure ADD COLUMN codes TEXT NOT NULL DEFAULT '[]';
CREATE TABLE source (
    id TEXT PRIMARY KEY, author TEXT NOT NULL, author_en TEXT NOT NULL, short TEXT NOT NULL,
    short_en TEXT NOT NULL, name TEXT NOT NULL, name_en TEXT NOT NULL, year INTEGER,
    link TEXT NOT NULL, cited_in TEXT NOT NULL, base TEXT NOT NULL
) STRICT;
"""

_ERASURE = """
CREATE TABLE erasure (
    id TEXT PRIMARY KEY, what TEXT NOT NULL, target TEXT NOT NULL, texts TEXT NOT NULL, passages INTEGER NOT NULL,
    "rows" INTEGER NOT NULL, digest TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE erased (
    erasure TEXT NOT NULL, replica TEXT NOT NULL, seq INTEGER NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
    PRIMARY KEY (replica, seq, erasure)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER erased_is_append_only BEFORE UPDATE ON erased
    BEGIN SELECT RAISE(ABORT, 'what was erased stays noted'); END;
CREATE TRIGGER erased_is_kept BEFORE DELETE ON erased
    BEGIN SELECT RAISE(ABORT, 'what was erased stays noted'); END;
"""

_COMMITMENTS = """
ALTER TABLE change ADD COLUMN salt TEXT NOT NULL DEFAULT '';
ALTER TABLE change ADD COLUMN commitment TEXT NOT NULL DEFAULT '';
ALTER TABLE change ADD COLUMN parent TEXT NOT NULL DEFAULT '';
ALTER TABLE act ADD COLUMN clock INTEGER NOT NULL DEFAULT 0;
UPDATE act SET clock = last_seq;
DROP INDEX act_by_coder;
ALTER TABLE alias ADD COLUMN name TEXT NOT NULL DEFAULT '';
CREATE INDEX act_by_clock ON act (clock);
CREATE INDEX act_of_coder_by_clock ON act (coder, clock);
CREATE TABLE upgrade (
    id TEXT PRIMARY KEY, replica TEXT NOT NULL, "rows" INTEGER NOT NULL, head TEXT NOT NULL, digest TEXT NOT NULL,
    broken TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE former (
    replica TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (replica, seq)
) STRICT, WITHOUT ROWID;
"""

_REPORT = """
CREATE TABLE report (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, title_en TEXT NOT NULL, subtitle TEXT NOT NULL, subtitle_en TEXT NOT NULL,
    client TEXT NOT NULL, client_en TEXT NOT NULL, institute TEXT NOT NULL, institute_en TEXT NOT NULL,
    authors TEXT NOT NULL, date TEXT NOT NULL, calendar TEXT NOT NULL,
    abstract TEXT NOT NULL, abstract_en TEXT NOT NULL,
    group_by TEXT NOT NULL, tables TEXT NOT NULL, charts TEXT NOT NULL, appendices TEXT NOT NULL, chapters TEXT NOT NULL
) STRICT;
"""

_MOMENTS = """
ALTER TABLE signoff ADD COLUMN moment TEXT NOT NULL DEFAULT '';
ALTER TABLE sample ADD COLUMN moment TEXT NOT NULL DEFAULT '';
CREATE TABLE replica (id TEXT PRIMARY KEY, origin TEXT NOT NULL, at TEXT NOT NULL) STRICT;
"""

_COPIES = """
CREATE TABLE transcript_anew (
    id TEXT PRIMARY KEY, "case" TEXT NOT NULL REFERENCES "case" (id), name TEXT NOT NULL, revision INTEGER NOT NULL,
    text_hash TEXT NOT NULL REFERENCES text (hash), original_hash TEXT NOT NULL REFERENCES original (hash),
    source TEXT NOT NULL, encoding TEXT NOT NULL, format TEXT NOT NULL, chars INTEGER NOT NULL, lines INTEGER NOT NULL,
    speech_lines INTEGER NOT NULL, synthetic INTEGER NOT NULL, at TEXT NOT NULL,
    speakers TEXT NOT NULL, turns TEXT NOT NULL
) STRICT;
INSERT INTO transcript_anew (
    id, "case", name, revision, text_hash, original_hash, source, encoding, format, chars, lines, speech_lines,
    synthetic, at, speakers, turns
) SELECT
    id, "case", name, revision, text_hash, original_hash, source, encoding, format, chars, lines, speech_lines,
    synthetic, at, speakers, turns
FROM transcript ORDER BY rowid;
DROP TABLE transcript;
ALTER TABLE transcript_anew RENAME TO transcript;
"""

_SETTINGS = "CREATE TABLE setting (id TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;"

_SIGNATURES = """
CREATE TABLE signer (id TEXT PRIMARY KEY, coder TEXT NOT NULL, public_key TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE signature (
    replica TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, root TEXT NOT NULL, key TEXT NOT NULL,
    at TEXT NOT NULL, armour TEXT NOT NULL, PRIMARY KEY (replica, seq, key)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER signature_is_append_only BEFORE UPDATE ON signature
    BEGIN SELECT RAISE(ABORT, 'a signature stays as it was given'); END;
CREATE TRIGGER signature_is_kept BEFORE DELETE ON signature
    BEGIN SELECT RAISE(ABORT, 'a signature stays as it was given'); END;
"""

_OPENINGS = """
CREATE TABLE opening (id TEXT PRIMARY KEY, transcript TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
"""

_ATTRIBUTES = """
CREATE TABLE attribute (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, choices TEXT NOT NULL, name TEXT NOT NULL, name_en TEXT NOT NULL
) STRICT;
"""

_PAIRINGS = """
CREATE TABLE pairing (
    id TEXT PRIMARY KEY, "of" TEXT NOT NULL, ours TEXT NOT NULL, theirs TEXT NOT NULL, is_one INTEGER NOT NULL,
    "key" TEXT NOT NULL, origin TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
"""

_ENGLISH = """
ALTER TABLE finding ADD COLUMN text_en TEXT NOT NULL DEFAULT '';
ALTER TABLE recommendation ADD COLUMN text_en TEXT NOT NULL DEFAULT '';
ALTER TABLE cell ADD COLUMN text_en TEXT NOT NULL DEFAULT '';
ALTER TABLE code ADD COLUMN definition_en TEXT NOT NULL DEFAULT '';
ALTER TABLE code ADD COLUMN when_to_use_en TEXT NOT NULL DEFAULT '';
ALTER TABLE code ADD COLUMN when_not_en TEXT NOT NULL DEFAULT '';
"""

_ENGLISH_OF_CASES = """
ALTER TABLE "case" ADD COLUMN name_en TEXT NOT NULL DEFAULT '';
ALTER TABLE attribute ADD COLUMN values_en TEXT NOT NULL DEFAULT '{}';
ALTER TABLE figure ADD COLUMN place_en TEXT NOT NULL DEFAULT '';
"""

_PLANS = """
ALTER TABLE recommendation ADD COLUMN responsible TEXT NOT NULL DEFAULT '';
ALTER TABLE recommendation ADD COLUMN responsible_en TEXT NOT NULL DEFAULT '';
ALTER TABLE recommendation ADD COLUMN timing TEXT NOT NULL DEFAULT '';
ALTER TABLE recommendation ADD COLUMN timing_en TEXT NOT NULL DEFAULT '';
ALTER TABLE recommendation ADD COLUMN measure TEXT NOT NULL DEFAULT '';
ALTER TABLE recommendation ADD COLUMN measure_en TEXT NOT NULL DEFAULT '';
"""

_TRAIL_SINCE = 2
_COMMITTED_SINCE = 6
MIGRATIONS: dict[int, str] = {
    1: FIRST_STEP,
    2: _LANGUAGE,
    3: _TEAM,
    4: _SOURCES,
    5: _ERASURE,
    6: _COMMITMENTS,
    7: _REPORT,
    8: _MOMENTS,
    9: _COPIES,
    10: _SETTINGS,
    11: _SIGNATURES,
    12: _OPENINGS,
    13: _ATTRIBUTES,
    14: _PAIRINGS,
    15: _ENGLISH,
    16: _ENGLISH_OF_CASES,
    17: _PLANS,
}
"""The steps by number. One that has landed is never changed; a new one comes last."""

SCHEMA_VERSION = max(MIGRATIONS)


def step_name(number: int) -> str:
    """Return the name under which a step is noted as taken."""
    return f"schema-{number:03d}"


def migrate(connection: Any) -> None:
    """Bring an open database to `SCHEMA_VERSION`, each step in one transaction of its own."""
    from sqlite_utils import Database, Migrations

    steps = Migrations("coder")
    for number, script in MIGRATIONS.items():

        @steps(name=step_name(number))
        def step(db: Any, number: int = number, script: str = script) -> None:
            for statement in statements(script):
                db.execute(statement)
            if number == _TRAIL_SINCE:
                activity.fill(connection)
            if number == _COMMITTED_SINCE:
                _rehash(connection)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {number}")

    steps.apply(Database(connection))


def _rehash(connection: sqlite3.Connection) -> None:
    from coder.record.file.upgrade import rehash

    rehash(connection)


def statements(script: str) -> list[str]:
    """Split a script at the semicolons that end statements, for `executescript` would commit in between."""
    whole, current = [], ""
    for piece in script.split(";"):
        current += piece + ";"
        if sqlite3.complete_statement(current):
            whole.append(current)
            current = ""
    return whole
