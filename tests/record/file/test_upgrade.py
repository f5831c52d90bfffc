"""A study with the earlier chain gets salted commitments and parents; what its chain was stays known."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from coder.model.journal.upgrade_entry import Upgrade
from coder.model.names.aliases import Alias
from coder.privacy.erasure import erase
from coder.privacy.withdrawal import plan
from coder.record.study import Study

PACKED = Path(__file__).parents[2] / "fixtures" / "earlier-study.tar.xz"


# Ids that people read, and what is made of such ids; a name that must not stay in the journal is never one of them.
WORDS = {"case", "cell", "code", "coder", "figure", "finding", "recommendation", "study", "variant"}


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    with tarfile.open(PACKED) as packed:
        packed.extract("study.db", tmp_path, filter="data")
    return tmp_path / "study.db"


def hashes(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return [row[0] for row in raw.execute("SELECT hash FROM change ORDER BY seq")]


def test_each_former_hash_is_still_known_under_its_number(earlier):
    former = hashes(earlier)
    with Study.open(earlier, "組長") as study:
        for number in (1, 300, len(former)):
            assert [(one.seq, one.hash) for one in study.journal.with_hash(former[number - 1][:16])] == [
                (number, former[number - 1])
            ]
        assert study.journal.count_since({study.journal.replica: len(former)}) == 0
        assert study.acts(limit=1)[0].verb == "upgrade"
    assert not set(former) & set(hashes(earlier))


def test_no_image_can_be_guessed_from_its_row(earlier):
    with Study.open(earlier, "組長") as study:
        rows = [row for row in study.journal.changes() if row.after is not None]
    assert len({row.salt for row in rows}) == len(rows)
    bare = {hashlib.sha256(row.after.encode()).hexdigest() for row in rows}
    assert not bare & {row.commitment for row in rows}


def test_a_chain_that_was_broken_before_is_not_made_good_by_the_upgrade(earlier):
    with closing(sqlite3.connect(earlier)) as raw:
        guard = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'change_is_append_only'").fetchone()[0]
        raw.execute("DROP TRIGGER change_is_append_only")
        raw.execute("UPDATE change SET coder = '別人' WHERE seq = 3")
        raw.execute(guard)
        raw.commit()
    for _opened in range(2):
        with Study.open(earlier, "組長") as study:
            assert [len(one.broken) for one in study.reader.all(Upgrade)] == [1]
            assert any("#3" in one.why for one in study.verify() if one.what.startswith("upgrade"))


def test_a_study_made_now_has_none(study):
    assert study.reader.all(Upgrade) == []


def test_a_name_that_reports_replace_is_no_id_any_more(earlier):
    with closing(sqlite3.connect(earlier)) as raw:
        names = {row[0] for row in raw.execute("SELECT id FROM alias")}
    with Study.open(earlier, "組長") as study:
        listed = study.reader.all(Alias)
        assert {one.name for one in listed} == names
        keys = {row.key for row in study.journal.changes() if row.kind == "alias"}
    assert keys == {one.id for one in listed}
    assert not names & keys


def test_after_an_erasure_no_former_hash_covers_its_words(earlier):
    former = hashes(earlier)
    with Study.open(earlier, "組長") as study:
        erase(study, plan(study, "A"))
        assert study.verify() == []
        first = min(seq for (seq,) in study.connection.execute("SELECT seq FROM erased"))
        kept = [row[0] for row in study.connection.execute("SELECT hash FROM former ORDER BY seq")]
        assert kept == former[: first - 1]
        assert [one.head for one in study.reader.all(Upgrade)] == [""]
        assert study.journal.with_hash(former[-1]) == []


def test_all_ids_but_those_that_people_read_are_random_or_digests(earlier):
    with Study.open(earlier, "組長") as study:
        worded = {row.kind for row in study.journal.changes() if not re.fullmatch("[0-9a-f]{12}|[0-9a-f]{32}", row.key)}
    assert worded == WORDS
