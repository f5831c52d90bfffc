"""The queue of what people changed apart: both sides beside each other, one key each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from screen_reading import frame, status

from coder.model.codebook import Code
from coder.record.journal import Put
from coder.record.study import Study
from coder.team.clone import clone
from coder.team.conflicts import conflicts
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


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
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
