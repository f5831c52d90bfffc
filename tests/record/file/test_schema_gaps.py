"""A study of a build in between gets what it lacks, or is told plainly which build made it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coder.coding.acts import Desk
from coder.errors import StoreError
from coder.i18n import set_language
from coder.model.text import Span
from coder.record.file.database import told_plainly
from coder.record.file.migrations import SCHEMA_VERSION
from coder.record.file.schema_gaps import gaps
from coder.record.study import Study

LATER = ("lost", "chosen", "signoff", "matrix", "cell", "alias", "sample", "judgement", "touched")
NARROWER = "CREATE INDEX touched_by_act ON touched (act)"


def coded(study: Study) -> list[tuple[object, ...]]:
    """Code a passage; return what the act touched."""
    Desk(study).code(study.transcript("firm-a"), Span(30, 40), ["cert"])
    return sorted(study.connection.execute("SELECT * FROM touched"))


def change_schema(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_study_of_this_build_lacks_nothing(study):
    assert gaps(study.connection, SCHEMA_VERSION) == {}


def test_what_a_build_in_between_lacked_is_added_after_a_backup(study):
    kept = coded(study)
    study.close()
    change_schema(
        study.path,
        *(f"DROP TABLE {table}" for table in LATER),
        "ALTER TABLE finding DROP COLUMN text",
        "DROP INDEX act_by_time",
    )
    with Study.open(study.path, "甲") as opened:
        assert sorted(opened.connection.execute("SELECT * FROM touched")) == kept
        assert gaps(opened.connection, SCHEMA_VERSION) == {}
        assert opened.verify() == []
    assert len(list((study.path.parent / "backups").iterdir())) == 1


def test_a_narrower_index_is_made_anew(study):
    study.close()
    change_schema(study.path, "DROP INDEX touched_by_act", NARROWER)
    with Study.open(study.path, "甲") as opened:
        assert gaps(opened.connection, SCHEMA_VERSION) == {}


def test_where_nothing_can_be_added_the_build_and_the_remedy_are_told(study, monkeypatch):
    set_language("en")
    coded(study)
    day = study.connection.execute("SELECT min(at) FROM change").fetchone()[0][:10]
    study.close()
    change_schema(study.path, "DROP TABLE matrix", "DROP TABLE cell")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StoreError) as told:
        Study.open(study.path, "甲")
    assert f"made by a build in between, of {day}: it lacks cell, cell.text_en, matrix" in str(told.value)
    assert "open the copy" in told.value.hint


def test_other_tables_than_ours_are_told_with_the_build_and_the_remedy(study):
    set_language("en")
    coded(study)
    day = study.connection.execute("SELECT min(at) FROM change").fetchone()[0][:10]
    study.close()
    change_schema(study.path, "DROP TABLE decision")
    with pytest.raises(StoreError) as told, told_plainly(study.path), Study.open(study.path, "甲") as opened:
        opened.transcript("firm-a")
    assert f"a build whose tables are others, of {day}: no such table: " in str(told.value)
    assert "coder backup --list" in told.value.hint
