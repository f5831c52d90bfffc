"""Rows written by any acts: chained, committed, each naming its parent; and the tables are the same in any order."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.model.codebook import Variant
from coder.model.journal.change import check_chain, commit
from coder.record.chain import COLUMNS
from coder.record.entry import Put
from coder.record.file import database
from coder.record.journal import Journal
from coder.record.kinds import KINDS, kind
from coder.record.study import Study

_ACTS = st.lists(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=4)), min_size=1, max_size=4), max_size=8)


def act(study: Study, wishes: list[tuple[str, str]]) -> None:
    """Give objects other words, or take them away where there are none; one may come twice in an act."""
    standing = {one.id: one for one in study.reader.all(Variant)}
    puts = []
    for key, words in wishes:
        old, new = standing.get(key), Variant(id=key, words=(words,)) if words else None
        if old != new:
            puts.append(Put("variant", old, new))
            standing[key] = new
    if puts:
        study.record(iter(puts), "variants")


def folded(journal: Journal) -> dict[tuple[str, str], str]:
    return {(name, key): links[-1].after for name, key, links in journal.lives() if links[-1].after is not None}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=_ACTS, data=st.data())
def test_any_acts_leave_a_whole_chain_and_the_same_tables_in_any_order(acts, data):
    with TemporaryDirectory() as folder, Study.create(Path(folder) / "study.db", "甲") as study:
        for wishes in acts:
            act(study, wishes)
        rows = list(study.journal.changes())
        assert list(check_chain(rows)) == []
        last: dict[tuple[str, str], tuple[str, str | None]] = {}
        for row in rows:
            assert (row.parent, row.before) == last.get((row.kind, row.key), ("", None))
            assert row.commitment == ("" if row.after is None else commit(row.salt, row.after))
            last[row.kind, row.key] = (row.hash, row.after)
        tables = {(name, one.id): kind(name).image(one) for name in KINDS for one in study.reader.all_named(name)}
        assert folded(study.journal) == tables
        other = database.create(Path(folder) / "other.db")
        marks = ", ".join("?" * len(rows[0])) if rows else ""
        for row in data.draw(st.permutations(rows)):
            other.execute(f"INSERT INTO change ({COLUMNS}) VALUES ({marks})", row)
        assert folded(Journal(other, study.path)) == tables
        other.close()
