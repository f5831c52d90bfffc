"""What a person relies on: nothing lost, everything undoable, every tampering found."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.coding.acts import Desk
from coder.errors import CoderError, ConflictError, StoreError
from coder.model.coding import Coding
from coder.model.journal.change import canonical, change_hash
from coder.model.text import Span, quote_hash
from coder.record.entry import Put
from coder.record.kind import encode_json
from coder.record.kinds import kind
from coder.record.study import Study


def _document(study):
    return study.transcript("firm-a")


def _span(document, words):
    start = document.text.index(words)
    return Span(start, start + len(words))


def test_a_fresh_study_verifies(study):
    assert study.verify() == []


def test_the_file_is_its_owners_alone(study):
    assert stat.S_IMODE(study.path.stat().st_mode) == 0o600


def test_the_journal_refuses_update_and_delete(study):
    for statement in ("UPDATE change SET coder = 'x'", "DELETE FROM change", "UPDATE text SET body = ''"):
        with pytest.raises(sqlite3.IntegrityError):
            study.connection.execute(statement)


def test_undo_and_redo_survive_a_restart(study):
    desk, document = Desk(study), _document(study)
    desk.code(document, _span(document, "證照幾乎沒在看"), ["cert", "fresh"])
    study.close()

    again = Study.open(study.path, "甲")
    assert len(again.transcript("firm-a").codings) == 2
    assert "證照不受信任" in Desk(again).undo().message
    assert again.transcript("firm-a").codings == ()
    again.close()

    third = Study.open(study.path, "甲")
    Desk(third).redo()
    assert {c.code for c in third.transcript("firm-a").codings} == {"cert", "fresh"}
    assert third.verify() == []
    third.close()


def test_undo_goes_back_step_by_step_and_redo_forward(study):
    desk, document = Desk(study), _document(study)
    for code in ("cert", "nlp", "referral"):
        desk.code(document, Span(30, 40), [code])
    standing = lambda: sorted(c.code for c in study.transcript("firm-a").codings)  # noqa: E731
    seen = []
    for _ in range(3):
        desk.undo()
        seen.append(standing())
    assert seen == [["cert", "nlp"], ["cert"], []]
    with pytest.raises(CoderError):
        desk.undo()
    desk.redo()
    desk.redo()
    assert standing() == ["cert", "nlp"]
    desk.undo()
    assert standing() == ["cert"]
    desk.code(document, Span(50, 60), ["fresh"])
    with pytest.raises(CoderError):
        desk.redo()
    assert study.verify() == []


def test_undo_says_what_stands_in_the_way(study):
    desk, document = Desk(study), _document(study)
    desk.code(document, Span(30, 40), ["cert"])
    coding = study.transcript("firm-a").codings[0]
    other = Study.open(study.path, "乙")
    Desk(other).recode(document, coding, "nlp")
    with pytest.raises(ConflictError, match="「編碼紀錄」之後已有異動"):
        desk.undo()
    other.close()
    assert study.verify() == []


def test_a_removed_coding_takes_its_memo_along_and_undo_brings_both_back(study):
    desk, document = Desk(study), _document(study)
    desk.code(document, Span(30, 40), ["cert"])
    document = study.overlaid(document)
    desk.write_memo("語氣肯定", "coding", document.codings[0].id)
    document = study.overlaid(document)
    desk.remove(document, document.codings)
    assert study.overlaid(document).memos == ()
    desk.undo()
    back = study.overlaid(document)
    assert [m.text for m in back.memos] == ["語氣肯定"]
    assert back.codings == document.codings


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE coding SET start = start - 1", "coding"),
        ("UPDATE coding SET code = 'nlp'", "coding"),
        ("DELETE FROM coding", "coding"),
        ("UPDATE code SET definition = 'x' WHERE id = 'cert'", "code cert"),
        ("UPDATE finding SET statement = 'x' WHERE id = 'F1'", "finding F1"),
        ("DROP TRIGGER text_is_frozen; UPDATE text SET body = replace(body, '證照', '學歷')", "text"),
        ("DROP TRIGGER change_is_append_only; UPDATE change SET coder = '乙' WHERE seq = 2", "journal"),
        ("DROP TRIGGER change_is_kept; DELETE FROM change WHERE seq = 3", "journal"),
        ("UPDATE act SET coder = '乙'", "act"),
    ],
)
def test_tampering_with_another_client_is_found_and_named(study, statement, named):
    desk, document = Desk(study), _document(study)
    desk.code(document, _span(document, "證照"), ["cert"])
    path = study.path
    study.close()
    raw = sqlite3.connect(path)
    raw.executescript(statement)
    raw.commit()
    raw.close()
    with Study.open(path, "甲") as again:
        found = again.verify()
    assert any(d.what.startswith(named) for d in found), found


def test_a_second_process_is_seen_and_not_overwritten(study):
    document = _document(study)
    with Study.open(study.path, "乙") as other:
        Desk(other).code(document, Span(30, 40), ["cert"])
    assert study.changed_elsewhere()
    assert not study.changed_elsewhere()
    with Study.open(study.path, "乙") as reader:
        assert reader.frequencies().rows
    assert not study.changed_elsewhere(), "nobody wrote"
    Desk(study).code(study.overlaid(document), Span(30, 40), ["cert"])
    assert {c.coder for c in study.overlaid(document).codings} == {"甲", "乙"}
    assert study.verify() == []


def test_an_act_has_its_own_number_also_where_another_window_wrote_since(study):
    act = Desk(study).write_memo("我的", "code", "cert").act
    mine = study.journal.head()[0]
    with Study.open(study.path, "乙") as other:
        Desk(other).write_memo("乙的", "code", "cert")
    assert study.journal.head()[0] > mine == study.journal.number_of(act)
    assert study.journal.written == act


def test_a_database_that_is_not_ours_is_refused(tmp_path):
    path = tmp_path / "study.db"
    sqlite3.connect(path).execute("CREATE TABLE x (y)").connection.close()
    with pytest.raises(StoreError, match=r"不是|not"):
        Study.open(path)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "study.db"
    path.write_bytes(b"hello" * 1000)
    with pytest.raises(StoreError):
        Study.open(path)


def test_a_newer_study_is_refused_and_left_alone(study):
    study.connection.execute("PRAGMA user_version = 99")
    study.close()
    before = study.path.read_bytes()
    with pytest.raises(StoreError, match="99"):
        Study.open(study.path)
    assert study.path.read_bytes() == before


def test_a_backup_opens_and_verifies(study):
    target = study.backup()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with Study.open(target) as copy:
        assert copy.verify() == []
        assert copy.journal.head() == study.journal.head()


def test_nothing_stays_of_an_act_that_fails_half_way(study):
    head = study.journal.head()

    def puts():
        document = _document(study)
        yield Put("coding", None, _coding(document, "a" * 32, 30))
        raise CoderError("half way")

    with pytest.raises(CoderError):
        study.record(puts(), "code")
    assert study.journal.head() == head
    assert study.verify() == []


def _coding(document, key, start):
    text = document.text[start : start + 5]
    return Coding(
        id=key,
        transcript=document.info.id,
        start=start,
        end=start + 5,
        line=document.lines.line_of(start),
        code="cert",
        coder="甲",
        quote_hash=quote_hash(text),
        at="2026-01-01T00:00:00+08:00",
    )


_json = st.recursive(
    st.none() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.lists(st.none() | st.integers(0, 2**53) | st.text()))
def test_both_encoders_write_the_form_that_is_hashed(values):
    assert encode_json(values).decode() == canonical(values)
    assert len(change_hash(values)) == 64


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from("aurm"), st.integers(20, 120), st.integers(1, 20), st.sampled_from(["cert", "nlp", "fresh"])
        ),
        max_size=12,
    )
)
def test_after_any_acts_the_tables_are_the_journal_and_undoing_all_restores_them(study, acts):
    desk = Desk(study)
    document = study.overlaid(_document(study))
    start = sorted(c.id for c in document.codings)
    done = 0
    for what, at, length, code in acts:
        document = study.overlaid(document)
        try:
            if what == "a":
                outcome = desk.code(document, Span(at, at + length), [code])
            elif what == "u":
                outcome = desk.undo()
                done -= 2
            elif what == "r" and document.codings:
                outcome = desk.recode(document, document.codings[0], code)
            elif what == "m" and document.codings:
                outcome = desk.remove(document, document.codings[:1])
            else:
                continue
            done += 1
            assert document.changed(outcome.changes).codings == study.overlaid(document).codings
        except CoderError:
            continue
    assert study.verify() == []
    for _ in range(done):
        desk.undo()
    assert sorted(c.id for c in study.overlaid(document).codings) == start
    assert study.verify() == []


def test_every_kind_reads_back_what_it_wrote(study):
    for name in ("case", "code", "finding", "figure", "recommendation", "transcript", "coder", "study"):
        rule = kind(name)
        for value in study.reader.all_named(name):
            assert rule.from_image(rule.image(value)) == value
            assert rule.from_row(rule.row(value)) == value


def test_a_disk_that_is_full_leaves_the_study_whole(study):
    pages = study.connection.execute("PRAGMA page_count").fetchone()[0]
    study.connection.execute(f"PRAGMA max_page_count = {pages}")
    desk, document = Desk(study), _document(study)

    def code_on():
        for i in range(2000):
            desk.code(document, Span(i % 100, i % 100 + 3 + i // 100), ["cert"])

    with pytest.raises(StoreError, match="full"):
        code_on()
    study.connection.execute("PRAGMA max_page_count = 1000000")
    assert study.verify() == []


def test_the_template_of_a_missing_folder(tmp_path: Path):
    with pytest.raises(StoreError, match="study"):
        Study.open(tmp_path / "nowhere" / "study.db")


def test_where_the_act_fails_its_new_coder_has_not_joined(study):
    with Study.open(study.path, "新人") as other:
        head = other.journal.head()

        def puts():
            raise CoderError("half way")
            yield

        with pytest.raises(CoderError):
            other.record(puts(), "code")
        assert other.journal.head() == head
        assert "新人" not in other.project().coders


def test_a_study_that_may_only_be_read_opens_and_refuses_acts(study, monkeypatch):
    document = _document(study)
    study.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = study.path
    study.close()
    monkeypatch.setattr("os.access", lambda *_: False)
    with Study.open(path, "甲") as archived:
        assert archived.verify() == []
        with pytest.raises(StoreError, match="readonly"):
            Desk(archived).code(document, Span(30, 40), ["cert"])
