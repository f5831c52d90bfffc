"""What a lead relies on: every act on the codebook says what it touches, is one act, and goes back whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.codebook.acts import Codebook, Draft
from coder.codebook.restructure import Recoding
from coder.coding.acts import Desk
from coder.errors import CoderError, ConflictError
from coder.model.codebook_files import flatten, gather
from coder.model.counting.codetree import ordered, slug
from coder.model.text import Span
from coder.record.study import Study


def code(study, key):
    return study.project().code_by_id[key]


def rising(codes) -> bool:
    positions = [c.position for c in ordered(codes)]
    return positions == sorted(set(positions))


def acts(study):
    return len(study.acts())


def state(study):
    """Everything that acts on the codebook can change."""
    return {
        name: sorted(map(repr, study.reader.all_named(name))) for name in ("study", "code", "coding", "memo", "finding")
    }


@pytest.fixture
def coded(study):
    """Codings by two coders: both have cert and fresh on the same words, 甲 with memos on hers."""
    document = study.transcript("firm-a")
    start = document.text.index("證照幾乎沒在看")
    span, other = Span(start, start + 7), Span(start + 8, start + 16)
    Desk(study).code(document, span, ["cert", "fresh"])
    Desk(study).code(document, other, ["cert"])
    with Study.open(study.path, "乙") as second:
        Desk(second).code(document, span, ["cert"])
    study._project = None
    document = study.overlaid(document)
    for coding in [c for c in document.codings if c.coder == "甲" and c.code == "cert"]:
        Desk(study).write_memo(f"備註 {coding.start}", "coding", coding.id, coding.span)
    return study


def test_a_merge_is_one_act_that_says_what_it_touches_and_loses_nothing(coded):
    recoding, before, number = Recoding(coded), state(coded), acts(coded)
    plan = recoding.merge("cert", "fresh")
    said = "\n".join(plan.lines)
    assert "3 筆編碼紀錄" in said
    assert "乙、甲" in said or "甲、乙" in said
    assert "F1" in said
    assert "合而為一" in said
    assert "支持與反面" in said

    message = Codebook(coded).do(plan).message
    assert message == "已併入：證照不受信任 → 接受新鮮人"
    assert acts(coded) == number + 1
    assert code(coded, "cert").archived
    document = coded.transcript("firm-a")
    assert [(c.coder, c.code) for c in document.codings].count(("甲", "fresh")) == 2
    assert {c.code for c in document.codings} == {"fresh"}
    assert sorted(m.text[:2] for m in document.memos) == ["備註", "備註"]
    ids = {c.id for c in document.codings}
    assert all(m.target in ids for m in document.memos)
    assert coded.project().findings[0].supports == ("fresh",)
    assert coded.verify() == []

    undone = Desk(coded).undo().message
    assert "併入" in undone
    assert "證照不受信任 → 接受新鮮人" in undone
    assert state(coded) == before
    Desk(coded).redo()
    assert code(coded, "cert").archived
    assert coded.verify() == []


def test_what_waited_before_a_merge_waits_after_it(coded):
    book = Codebook(coded)
    old = code(coded, "cert")
    book.do(book.edit(old, replace(old, definition="另一個意思"), "changed"))
    book.do(Recoding(coded).merge("cert", "nlp"))
    assert len(Recoding(coded).waiting("nlp", everyone=True)) == 3


def test_a_changed_meaning_makes_a_queue_and_other_wording_none(coded):
    book, recoding = Codebook(coded), Recoding(coded)
    old = code(coded, "cert")
    book.do(book.edit(old, replace(old, definition="不看證照。"), "same"))
    assert code(coded, "cert").version == 1
    assert recoding.waiting(everyone=True) == []

    old = code(coded, "cert")
    plan = book.edit(old, replace(old, definition="完全不看證照"), "changed")
    assert any("待看" in line for line in plan.lines)
    book.do(plan)
    mine, everyone = recoding.waiting("cert", everyone=False), recoding.waiting(everyone=True)
    assert (len(mine), len(everyone)) == (2, 3)
    assert book.counts()["cert"].waiting == 3
    versions = recoding.definitions("cert")
    assert (versions[1].definition, versions[2].definition) == ("不看證照。", "完全不看證照")

    recoding.keep(mine[0])
    recoding.recode(mine[1], "nlp")
    assert len(recoding.waiting(everyone=True)) == 1
    recoding.remove(recoding.waiting(everyone=True)[0])
    assert recoding.waiting(everyone=True) == []
    for _step in range(3):
        Desk(coded).undo()
    assert len(recoding.waiting(everyone=True)) == 3
    assert coded.verify() == []


def test_recoding_to_a_code_that_stands_there_keeps_the_memo(coded):
    coding = next(c for c in coded.transcript("firm-a").codings if c.coder == "甲" and c.code == "cert")
    Recoding(coded).recode(coding, "fresh")
    document = coded.transcript("firm-a")
    same = [c for c in document.codings if c.coder == "甲" and c.span == coding.span]
    assert [c.code for c in same] == ["fresh"]
    assert [m.target for m in document.memos if m.text == f"備註 {coding.start}"] == [same[0].id]


def test_undo_says_which_code_was_renamed(study):
    book, old = Codebook(study), code(study, "cert")
    book.do(book.edit(old, replace(old, name="證照無用"), "same"))
    assert Desk(study).undo().message == "已復原：更改名稱「證照不受信任 → 證照無用」"
    assert code(study, "cert").name == "證照不受信任"
    assert "證照不受信任 → 證照無用" in Desk(study).redo().message


def test_the_screen_does_not_undo_the_loading_of_the_files(study):
    with pytest.raises(CoderError):
        Desk(study).undo()


def test_a_new_code_is_one_change_and_a_moved_one_too(study):
    book = Codebook(study)
    for number in range(12):
        assert len(book.add(Draft(name=f"新{number}"), "skill").puts) == 1
        book.do(book.add(Draft(name=f"新{number}"), "skill"))
    assert len(book.move("3", "trust").puts) == 1
    assert len(book.shift("3", -1).puts) == 1
    assert rising(study.project().codes)


def test_new_codes_get_an_id_and_stand_at_the_end_of_their_theme(study):
    book = Codebook(study)
    book.do(book.add(Draft(name="證照有用", name_en="Certificates' use"), "skill"))
    book.do(book.add(Draft(name="無英文"), "skill"))
    book.do(book.add(Draft(name="新主題", name_en="Skill"), None))
    assert [c.id for c in ordered(study.project().codes)] == [
        "skill", "cert", "nlp", "certificates-use", "code-1", "trust", "referral", "fresh", "skill-2",
    ]  # fmt: skip
    assert rising(study.project().codes)
    assert code(study, "code-1").color == "#D55E00"


@pytest.mark.parametrize(
    ("english", "name", "taken", "wanted"),
    [
        ("Talent gap", "人才", (), "talent-gap"),
        ("Talent gap", "人才", ("talent-gap", "talent-gap-2"), "talent-gap-3"),
        ("", "NLP 人才", (), "nlp"),
        ("", "人才", ("code-1",), "code-2"),
        ("—", "人才", (), "code-1"),
    ],
)
def test_ids_are_ascii_and_unique(english, name, taken, wanted):
    assert slug(english, name, taken) == wanted


def test_a_moved_code_takes_its_new_theme_s_colour_unless_it_has_its_own(study):
    book = Codebook(study)
    book.do(book.move("nlp", "trust"))
    book.do(book.move("cert", "trust"))
    assert (code(study, "nlp").color, code(study, "cert").color) == ("#0072B2", "#CC79A7")
    assert [c.id for c in study.project().children("trust")] == ["referral", "fresh", "nlp", "cert"]
    book.do(book.shift("cert", -1))
    assert [c.id for c in study.project().children("trust")] == ["referral", "fresh", "cert", "nlp"]
    book.do(book.shift("trust", -1))
    assert ordered(study.project().codes)[0].id == "trust"
    with pytest.raises(ConflictError):
        book.shift("trust", -1)


def test_a_recoloured_theme_takes_the_codes_along_that_wear_its_colour(study):
    book, old = Codebook(study), code(study, "skill")
    book.do(book.edit(old, replace(old, color="#123456"), "same"))
    assert (code(study, "nlp").color, code(study, "cert").color) == ("#123456", "#CC79A7")


def test_a_theme_is_archived_only_when_nothing_in_use_is_under_it(study):
    book = Codebook(study)
    with pytest.raises(CoderError, match="證照不受信任"):
        book.archive("skill")
    for key in ("cert", "nlp", "skill"):
        book.do(book.archive(key))
    assert [c.id for c in study.project().usable_codes] == ["referral", "fresh"]
    with pytest.raises(CoderError):
        book.move("fresh", "skill")
    book.do(book.restore("cert"))
    assert not code(study, "skill").archived


@pytest.mark.parametrize(
    "act",
    [
        lambda b, _s: b.add(Draft(name="證照不受信任"), "skill"),
        lambda b, _s: b.add(Draft(name=" "), "skill"),
        lambda b, _s: b.add(Draft(name="a", id="證照"), "skill"),
        lambda b, _s: b.add(Draft(name="a", id="cert"), "skill"),
        lambda b, _s: b.move("cert", "cert"),
        lambda b, _s: b.move("cert", "skill"),
        lambda b, _s: b.move("skill", "trust"),
        lambda b, _s: b.restore("cert"),
        lambda b, s: b.edit(code(s, "cert"), code(s, "cert")),
        lambda b, s: b.edit(code(s, "cert"), replace(code(s, "cert"), color="red")),
        lambda _b, s: Recoding(s).merge("cert", "cert"),
        lambda _b, s: Recoding(s).merge("cert", "trust"),
        lambda _b, s: Recoding(s).split("skill", ["a"]),
    ],
)
def test_what_makes_no_sense_is_refused(study, act):
    held = state(study)
    with pytest.raises(CoderError):
        act(Codebook(study), study)
    assert state(study) == held


def test_an_act_on_what_another_window_changed_is_refused(study):
    book, old = Codebook(study), code(study, "cert")
    with Study.open(study.path, "乙") as other:
        Codebook(other).do(Codebook(other).edit(old, replace(old, name="乙的名稱"), "same"))
    with pytest.raises(ConflictError):
        book.do(book.edit(old, replace(old, name="甲的名稱"), "same"))


def test_a_split_goes_on_where_it_was_left(coded):
    recoding = Recoding(coded)
    plan = recoding.split("cert", ["不看", "不信"])
    Codebook(coded).do(plan)
    from coder.codebook.restructure import Split

    split = Split("cert", tuple(p.key for p in plan.puts if p.before is None))
    recoding.keep_split(split)
    first, second = recoding.waiting("cert", everyone=False)
    recoding.recode(first, split.targets[0])
    recoding.keep(second)
    again = Recoding(coded)
    assert again.open_split("cert") == split
    assert again.waiting("cert", everyone=False) == []
    assert again.open_splits() == {"cert": 1}, "what the other coder's quotes are is open"
    assert "保留" in Desk(coded).undo().message
    assert again.waiting("cert", everyone=False) == [second]
    assert coded.verify() == []


def test_the_tree_becomes_the_file_that_becomes_the_tree(study):
    codes = study.project().codes
    assert [replace(c, position=0) for c in flatten(gather("t", "", codes))] == [replace(c, position=0) for c in codes]


ACTS = (
    "add",
    "theme",
    "rename",
    "define",
    "recolour",
    "move",
    "up",
    "down",
    "merge",
    "archive",
    "restore",
    "split",
    "keep",
    "recode",
)
steps = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9), st.integers(0, 9)), max_size=12)


def _do(study, step, number):
    name, first, second = step
    book, recoding = Codebook(study), Recoding(study)
    codes = ordered(study.project().codes)
    here, there = codes[first % len(codes)], codes[second % len(codes)]
    waiting = recoding.waiting(everyone=True)
    plans = {
        "add": lambda: book.add(
            Draft(name=f"新{number}", name_en=f"New {number}"), here.id if number % 2 else here.parent or here.id
        ),
        "theme": lambda: book.add(Draft(name=f"主題{number}"), None),
        "rename": lambda: book.edit(here, replace(here, name=f"名{number}")),
        "define": lambda: book.edit(here, replace(here, definition=f"義{number}"), "changed"),
        "recolour": lambda: book.edit(here, replace(here, color=f"#{number:06x}")),
        "move": lambda: book.move(here.id, there.id),
        "up": lambda: book.shift(here.id, -1),
        "down": lambda: book.shift(here.id, 1),
        "merge": lambda: recoding.merge(here.id, there.id),
        "archive": lambda: book.archive(here.id),
        "restore": lambda: book.restore(here.id),
        "split": lambda: recoding.split(here.id, [f"甲{number}", f"乙{number}"]),
    }
    if name in plans:
        book.do(plans[name]())
    elif waiting and name == "keep":
        recoding.keep(waiting[first % len(waiting)])
    elif waiting:
        recoding.recode(waiting[first % len(waiting)], there.id)
    else:
        return False
    return True


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_any_acts_on_the_codebook_are_undone_whole(coded, sequence):
    before, done, desk = state(coded), 0, Desk(coded)
    for number, step in enumerate(sequence):
        try:
            done += _do(coded, step, number)
        except CoderError:
            continue
    after = state(coded)
    for _step in range(done):
        desk.undo()
    assert state(coded) == before
    for _step in range(done):
        desk.redo()
    assert state(coded) == after
    codes = coded.project().codes
    assert rising(codes)
    assert [replace(c, version=1, precision=None, position=0) for c in flatten(gather("t", "", codes))] == [
        replace(c, version=1, precision=None, position=0) for c in ordered(codes)
    ]
    for _step in range(done):
        desk.undo()
    assert state(coded) == before


def test_a_long_history_of_acts_verifies(coded):
    for number, name in enumerate(ACTS * 2):
        try:
            _do(coded, (name, number % 7, (number * 3) % 7), number)
        except CoderError:
            continue
    assert coded.verify() == []
