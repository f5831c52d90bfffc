"""The study as it stood, and what changed since: both from the journal alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rounds import examples

from coder.audit.activity_log import HistoryFilters, HistoryReader, day_range
from coder.audit.comparison import compare
from coder.codebook.acts import Codebook
from coder.coding.acts import Desk
from coder.errors import CoderError
from coder.i18n import set_language
from coder.model.journal.moment import read_moment
from coder.model.text import Span
from coder.record.file.migrations import MIGRATIONS
from coder.record.kinds import KINDS, kind
from coder.record.past_study import find_moment, open_past
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility


def standing(study: Study) -> dict[str, list]:
    """Return all that stands in the tables, row numbers too, and the acts."""
    found = {
        name: study.connection.execute(f"{kind(name).select_whole.replace('SELECT ', 'SELECT rowid, ', 1)}").fetchall()
        for name in KINDS
    }
    for table in ("act", "touched"):
        found[table] = sorted(study.connection.execute(f"SELECT * FROM main.{table}"), key=repr)
    found["head"] = [study.journal.head()]
    return found


def act_at_random(study: Study, what: str, at: int, code: str) -> None:
    desk, document = Desk(study), study.transcript("firm-a")
    codings = document.codings
    match what:
        case "code":
            desk.code(document, Span(at, at + 9), [code])
        case "recode" if codings:
            desk.recode(document, codings[at % len(codings)], code)
        case "respan" if codings:
            desk.respan(document, codings[at % len(codings)], Span(at, at + 5))
        case "remove" if codings:
            desk.remove(document, [codings[at % len(codings)]])
        case "memo" if codings:
            coding = codings[at % len(codings)]
            desk.write_memo(f"備註 {at}", "coding", coding.id, coding.span)
        case "define":
            old = study.project().code_by_id[code]
            book = Codebook(study)
            book.do(book.edit(old, replace(old, definition=f"定義 {at}", name=f"{old.id} {at}"), "changed"))
        case "accept":
            desk.accept(document, desk.suggestions(document)[0])
        case "undo":
            desk.undo()
        case "redo":
            desk.redo()


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["code", "code", "recode", "respan", "remove", "memo", "define", "accept", "undo", "undo", "redo"]
        ),
        st.integers(20, 140),
        st.sampled_from(["cert", "nlp", "fresh"]),
    ),
    max_size=14,
)


@settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_after_any_acts_each_moment_is_what_stood_then(study, acts):
    stood: dict[int, dict[str, list]] = {study.journal.head()[0]: standing(study)}
    for act in acts:
        try:
            act_at_random(study, *act)
        except (CoderError, IndexError):
            continue
        stood[study.journal.head()[0]] = standing(study)
    for seq, expected in stood.items():
        with open_past(study.path, "甲", f"#{seq}") as then:
            assert standing(then) == expected
            assert then.project().head == expected["head"][0][1]
    assert study.verify() == []


@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_the_difference_leads_from_the_one_to_the_other(study, acts):
    before = find_moment(study)
    had = {c.id: c for c in study.transcript("firm-a").codings}
    for act in acts:
        try:
            act_at_random(study, *act)
        except (CoderError, IndexError):
            continue
    has = {c.id: c for c in study.transcript("firm-a").codings}
    found = compare(study, find_moment(study), before)
    assert sum(t.made for t in found.codings) == len(has.keys() - had.keys())
    assert sum(t.removed for t in found.codings) == len(had.keys() - has.keys())
    both = [(had[key], has[key]) for key in had.keys() & has.keys()]
    assert sum(t.came for t in found.codings) == sum(a.code != b.code for a, b in both)
    assert sum(t.moved for t in found.codings) == sum(a.span != b.span for a, b in both)
    for code in ("cert", "nlp", "fresh"):
        balance = sum(t.balance for t in found.codings if t.code == code)
        assert balance == sum(c.code == code for c in has.values()) - sum(c.code == code for c in had.values())
    assert compare(study, find_moment(study), find_moment(study)).equal


@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_the_filters_find_the_acts_whose_changes_say_so(study, acts):
    for act in acts:
        try:
            act_at_random(study, *act)
        except (CoderError, IndexError):
            continue
    transcript = study.transcript("firm-a").info.id

    def says(change, words: str) -> bool:
        return any(words in (image or "") for image in (change.before, change.after)) or change.key == words.strip('"')

    changes = list(study.journal.changes())
    desk = {"coding", "decision"}
    for filters, expected in (
        (
            HistoryFilters(code="nlp"),
            {c.act for c in changes if c.kind in {*desk, "code"} and (says(c, '"code":"nlp"') or c.key == "nlp")},
        ),
        (
            HistoryFilters(transcript="firm-a"),
            {c.act for c in changes if c.kind in {*desk, "transcript"} and says(c, f'"{transcript}"')},
        ),
        (HistoryFilters(coder="甲"), {c.act for c in changes if c.coder == "甲"}),
        (HistoryFilters(kind="memo"), {c.act for c in changes if c.kind == "memo"}),
    ):
        reader = HistoryReader(study, filters)
        found = [e.act.act for page in range(0, reader.count(), 25) for e in reader.page(page, 25)]
        assert len(found) == len(set(found)) == reader.count()
        on_memos = {c.act for c in changes if c.kind == "memo"} if filters.code or filters.transcript else set()
        assert expected <= set(found) <= expected | on_memos


def test_a_past_study_refuses_every_act(study):
    seq = study.journal.head()[0]
    Desk(study).code(study.transcript("firm-a"), Span(30, 40), ["cert"])
    with open_past(study.path, "甲", f"#{seq}") as then:
        document = then.transcript("firm-a")
        assert document.codings == ()
        for act in (
            lambda: Desk(then).code(document, Span(30, 40), ["cert"]),
            lambda: then.ensure_coder("乙"),
            lambda: then.revert(then.acts()[0], "undo"),
        ):
            with pytest.raises(CoderError, match="僅供閱讀"):
                act()
        then.remember("transcript", "nowhere")
        assert study.recall("transcript") is None
    assert len(study.transcript("firm-a").codings) == 1
    assert study.verify() == []
    assert sorted(p.name for p in study.path.parent.glob("study.db*")) == ["study.db", "study.db-shm", "study.db-wal"]


def test_who_codes_blind_now_sees_of_the_past_nothing_but_their_own(study):
    Desk(study).code(study.transcript("firm-a"), Span(30, 40), ["cert"])
    with Study.open(study.path, "乙") as other:
        Desk(other).code(other.transcript("firm-a"), Span(50, 60), ["nlp"])
        seq = other.journal.head()[0]
        assert len(other.transcript("firm-a").codings) == 2
    study.look_again()
    set_visibility(study, "乙", blind=True)
    with open_past(study.path, "乙", f"#{seq}") as then:
        assert [c.coder for c in then.transcript("firm-a").codings] == ["乙"]
        assert {t.coder for t in compare(then, find_moment(then, "#1"), find_moment(then)).codings} == {"乙"}
    with open_past(study.path, "甲", f"#{seq}") as then:
        assert len(then.transcript("firm-a").codings) == 2


def test_a_change_inside_an_act_stands_for_the_whole_act(study):
    first, last = next((a.first_seq, a.last_seq) for a in study.acts() if a.verb == "codebook")
    assert find_moment(study, f"#{first}").seq == find_moment(study, str(last)).seq == last
    with pytest.raises(CoderError, match="#9999"):
        find_moment(study, "#9999")
    with pytest.raises(CoderError, match="還沒有任何內容"):
        open_past(study.path, "甲", "1999-12-31")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-11-20T12:00+08:00", "2026-11-20T12:00:00+08:00"),
        ("2026-11-20 12:00:05Z", "2026-11-20T12:00:05+00:00"),
    ],
)
def test_a_time_with_a_zone_is_that_time(text, iso):
    found = read_moment(text)
    assert not isinstance(found, int)
    assert found.timestamp() == datetime.fromisoformat(iso).timestamp()


def test_a_day_is_its_end_here_and_a_number_a_change():
    found = read_moment("2026-11-20")
    assert not isinstance(found, int)
    assert (found.date().isoformat(), found.hour, found.minute, found.second) == ("2026-11-20", 23, 59, 59)
    assert read_moment("#1182") == read_moment("1182") == ("", 1182)
    assert read_moment("9f2c#1182") == ("9f2c", 1182)
    assert read_moment("9f2c41d07be3:12+ab0c41d07be3:4") == {"9f2c41d07be3": 12, "ab0c41d07be3": 4}
    for text in ("gestern", "2026-13-01", "2026-11-20T25:00", "", "#x"):
        with pytest.raises(CoderError):
            read_moment(text)
    assert day_range("2026-01-01..") == ("2026-01-01", "")
    assert day_range("2026-01-01") == ("2026-01-01", "2026-01-01")
    assert day_range("") == ("", "")
    with pytest.raises(CoderError):
        day_range("2026-01-01..x")


def test_the_history_of_a_code_names_what_was_and_what_became(study):
    set_language("en")
    desk, document = Desk(study), study.transcript("firm-a")
    start = document.text.index("證照幾乎沒在看")
    desk.code(document, Span(start, start + 7), ["cert"])
    document = study.overlaid(document)
    desk.recode(document, document.codings[0], "nlp")
    reader = HistoryReader(study, HistoryFilters(code="cert"))
    recoded, coded = reader.page(0, 2)
    assert (coded.verb, coded.on, coded.place) == ("coded", "Certification distrust", "firm-a")
    step = reader.steps(recoded, 5)[0]
    assert step.object.quote == "證照幾乎沒在看"
    assert [(f.label, f.before, f.after) for f in step.object.fields] == [("code", "Certification distrust", "NLP gap")]
    assert step.change.hash == study.journal.head()[1]


def test_a_study_of_the_first_schema_gets_its_trail(study):
    desk, document = Desk(study), study.transcript("firm-a")
    desk.code(document, Span(30, 40), ["cert", "nlp"])
    coding = study.transcript("firm-a").codings[0]
    desk.write_memo("備註", "coding", coding.id, coding.span)
    desk.recode(document, coding, "fresh")
    kept = sorted(study.connection.execute("SELECT * FROM touched"))
    assert kept
    for statement in [
        *(f"DROP INDEX {name}" for name in re.findall(r"CREATE INDEX (\w+)", MIGRATIONS[2])),
        *(f"DROP TABLE {name}" for name in re.findall(r"CREATE TABLE (\w+)", MIGRATIONS[2])),
        *(
            f"ALTER TABLE {t} DROP COLUMN {c}"
            for t, c in re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", MIGRATIONS[2])
        ),
        "DELETE FROM _sqlite_migrations WHERE name = 'schema-002'",
        "PRAGMA user_version = 1",
    ]:
        study.connection.execute(statement)
    study.close()
    with Study.open(study.path, "甲") as migrated:
        assert sorted(migrated.connection.execute("SELECT * FROM touched")) == kept
        # The steps after it had altered tables that it makes, and are not taken again.
        made = set(re.findall(r"CREATE TABLE (\w+)", MIGRATIONS[2]))
        for later in (sql for step, sql in MIGRATIONS.items() if step > 2):
            for altered in re.finditer(r"ALTER TABLE (\w+) ADD COLUMN [^;]+", later):
                if altered[1] in made:
                    migrated.connection.execute(altered[0])
        assert migrated.verify() == []
        assert HistoryReader(migrated, HistoryFilters(code="fresh")).page(0, 1)[0].act.verb == "recode"
