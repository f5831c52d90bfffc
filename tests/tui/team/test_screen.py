"""The queue of what people changed apart: both sides beside each other, one key each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rounds import SIZES
from screen_reading import at_rest, frame, status

from coder.coding.acts import Desk
from coder.model.codebook import Code, Finding
from coder.model.coding import Memo
from coder.model.text import Span
from coder.record.entry import Put
from coder.record.study import Study
from coder.team.clone import clone
from coder.team.conflicts import conflicts, settle
from coder.team.merge import merge
from coder.tui.team.screen import ConflictsScreen


def define(study: Study, key: str, words: str) -> None:
    old = study.reader.require(Code, key)
    study.record([Put("code", old, replace(old, definition=words))], "edit")


@pytest.fixture
def apart(study: Study, tmp_path: Path) -> Study:
    """GIVEN a study in which two definitions were changed on both sides."""
    made = clone(study, tmp_path / "other")
    with Study.open(made.folder / "study.db", "乙") as copy:
        for key in ("cert", "nlp"):
            define(study, key, f"甲的說法 {key}")
            define(copy, key, f"乙的說法 {key}")
    merge(study, made.folder)
    return study


@pytest.mark.parametrize("size", SIZES)
def test_both_sides_and_what_was_before_are_seen_and_a_key_settles(apart, play, size):
    async def story(app, pilot):
        app.pop_screen()
        await pilot.pause()
        assert "各自修改的有 2 件" in frame(app)
        await pilot.press("shift+f12")
        await pilot.pause()
        assert isinstance(app.screen, ConflictsScreen)
        text = frame(app)
        for words in ("不看證照", "甲的說法 cert", "乙的說法 cert"):
            assert words in text
        chosen = app.screen.here.fields[0].sides[1]
        await pilot.press("2")
        assert apart.reader.require(Code, "cert").definition == chosen
        assert len(app.screen.items) == 1
        assert "nlp" in app.screen.here.id
        await pilot.press("1")
        assert not app.screen.items
        await pilot.press("u")
        assert len(app.screen.items) == 1, status(app)

    play(story, size=size)
    assert [one.id for one in conflicts(apart)] == ["code:nlp"]


@pytest.fixture
def three_apart(study: Study, tmp_path: Path) -> Study:
    """GIVEN a study in which a code, a memo and a finding were changed on both sides."""
    memo = Memo(id="m1", target_kind="code", target="cert", coder="甲", text="一起看", at="2026-01-01T10:00:00+08:00")
    study.record([Put("memo", None, memo)], "memo")
    made = clone(study, tmp_path / "other")
    with Study.open(made.folder / "study.db", "乙") as copy:
        for one, name in ((study, "甲"), (copy, "乙")):
            define(one, "cert", f"{name}的說法")
            one.record([Put("memo", memo, replace(memo, text=f"{name}的備忘"))], "memo")
            finding = one.reader.require(Finding, "F1")
            one.record([Put("finding", finding, replace(finding, statement=f"{name}的發現"))], "edit")
    merge(study, made.folder)
    return study


@pytest.mark.parametrize("size", SIZES)
def test_each_objects_own_screen_says_so_until_an_act_settles_it(three_apart, play, size):
    line, seen = "有衝突", []

    async def look(app, pilot) -> None:
        for name, keys in (("codebook", ()), ("memos", ()), ("findings", ()), ("findings", ("enter",))):
            below = len(app.screen_stack)
            app.action_visit(name)
            await pilot.pause()
            await at_rest(app)
            await pilot.pause()
            await pilot.press(*keys)
            await at_rest(app)
            await pilot.pause()
            seen.append((name, line in frame(app), "⇧F12" in frame(app)))
            while len(app.screen_stack) > below:
                app.pop_screen()
            await pilot.pause()

    async def story(app, pilot):
        three_apart.remember("book-at", "cert")
        await look(app, pilot)
        assert [told for _name, *told in seen] == [[True, True]] * 4, seen
        for one in conflicts(three_apart):
            settle(three_apart, one, 2)
        seen.clear()
        await look(app, pilot)
        assert not any(told for _name, told, _key in seen), seen

    play(story, size=size)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_coding_screen_says_so_at_words_whose_code_was_changed_apart(apart, play, size):
    Desk(apart).code(apart.transcript("firm-a"), Span(0, 40), ["cert"])

    async def story(app, pilot):
        await pilot.press("ctrl+home")
        await pilot.pause()
        assert "有衝突：⇧F12" in frame(app), frame(app)
        for one in conflicts(apart):
            settle(apart, one, 1)
        await pilot.press("down", "up")
        await pilot.pause()
        assert "有衝突" not in frame(app)

    play(story, size=size)
