"""The schema's first step, frozen: the journal, the texts, and the kinds of object that were there from the start."""

from __future__ import annotations

_JOURNAL = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE change (
    replica TEXT NOT NULL, seq INTEGER NOT NULL, clock INTEGER NOT NULL, at TEXT NOT NULL, coder TEXT NOT NULL,
    act TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, before TEXT, after TEXT, reverts TEXT,
    prev TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (replica, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_by_key ON change (key);
CREATE TRIGGER change_is_append_only BEFORE UPDATE ON change
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER change_is_kept BEFORE DELETE ON change
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TABLE act (
    act TEXT PRIMARY KEY, replica TEXT NOT NULL, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL,
    coder TEXT NOT NULL, at TEXT NOT NULL, kinds TEXT NOT NULL, reverts TEXT, reverted_by TEXT
) STRICT;
CREATE INDEX act_by_coder ON act (coder, last_seq);
CREATE TABLE text (hash TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TRIGGER text_is_frozen BEFORE UPDATE ON text BEGIN SELECT RAISE(ABORT, 'texts never change'); END;
CREATE TABLE original (hash TEXT PRIMARY KEY, text_hash TEXT NOT NULL, bytes BLOB) STRICT;
CREATE TRIGGER original_is_frozen BEFORE UPDATE ON original BEGIN SELECT RAISE(ABORT, 'originals never change'); END;
CREATE TABLE state (coder TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (coder, key)) STRICT;
"""

_OBJECTS = """
CREATE TABLE study (id TEXT PRIMARY KEY, title TEXT NOT NULL, title_en TEXT NOT NULL) STRICT;
CREATE TABLE coder (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE "case" (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, synthetic INTEGER NOT NULL, attributes TEXT NOT NULL,
    aliases TEXT NOT NULL, transcripts TEXT NOT NULL, interviewers TEXT NOT NULL
) STRICT;
CREATE TABLE transcript (
    id TEXT PRIMARY KEY, "case" TEXT NOT NULL REFERENCES "case" (id), name TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    text_hash TEXT NOT NULL REFERENCES text (hash), original_hash TEXT NOT NULL REFERENCES original (hash),
    source TEXT NOT NULL, encoding TEXT NOT NULL, format TEXT NOT NULL, chars INTEGER NOT NULL, lines INTEGER NOT NULL,
    speech_lines INTEGER NOT NULL, synthetic INTEGER NOT NULL, at TEXT NOT NULL,
    speakers TEXT NOT NULL, turns TEXT NOT NULL
) STRICT;
CREATE TABLE code (
    id TEXT PRIMARY KEY, parent TEXT REFERENCES code (id), level TEXT NOT NULL, name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    definition TEXT NOT NULL, when_to_use TEXT NOT NULL, when_not TEXT NOT NULL, example TEXT NOT NULL,
    keywords TEXT NOT NULL, exclude TEXT NOT NULL, color TEXT NOT NULL, position INTEGER NOT NULL,
    version INTEGER NOT NULL, archived INTEGER NOT NULL
) STRICT;
CREATE TABLE coding (
    id TEXT PRIMARY KEY, transcript TEXT NOT NULL REFERENCES transcript (id),
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    line INTEGER NOT NULL, code TEXT NOT NULL REFERENCES code (id), coder TEXT NOT NULL REFERENCES coder (id),
    quote_hash TEXT NOT NULL, code_version INTEGER NOT NULL, origin TEXT NOT NULL,
    evidence TEXT NOT NULL, at TEXT NOT NULL,
    CHECK (start >= 0 AND "end" > start)
) STRICT;
CREATE INDEX coding_by_code ON coding (code, transcript, coder);
CREATE INDEX coding_by_place ON coding (transcript, coder, line);
CREATE TABLE memo (
    id TEXT PRIMARY KEY, target_kind TEXT NOT NULL, target TEXT NOT NULL, start INTEGER, "end" INTEGER,
    coder TEXT NOT NULL REFERENCES coder (id), text TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX memo_by_target ON memo (target);
CREATE TABLE decision (
    id TEXT PRIMARY KEY, transcript TEXT NOT NULL REFERENCES transcript (id),
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    code TEXT NOT NULL REFERENCES code (id), coder TEXT NOT NULL REFERENCES coder (id), verdict TEXT NOT NULL,
    suggester TEXT NOT NULL, score REAL NOT NULL, evidence TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX decision_by_place ON decision (transcript, coder);
CREATE TABLE finding (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, name_en TEXT NOT NULL, statement TEXT NOT NULL, statement_en TEXT NOT NULL,
    supports TEXT NOT NULL, opposes TEXT NOT NULL, figures TEXT NOT NULL
) STRICT;
CREATE TABLE recommendation (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, name_en TEXT NOT NULL, statement TEXT NOT NULL, statement_en TEXT NOT NULL,
    findings TEXT NOT NULL
) STRICT;
CREATE TABLE figure (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, name_en TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL,
    place TEXT NOT NULL, derived TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
"""

FIRST_STEP = _JOURNAL + _OBJECTS
