"""Which codes a typed word finds: names, ids, English, pinyin and zhuyin."""

from __future__ import annotations

import pytest
from screen_reading import at_rest, frame
from textual.widgets import Input

from coder.language import readings
from coder.language.readings import read_names, read_names_apart
from coder.model.codebook import Code
from coder.tui.widgets.code_choices import choices

NAMES = {
    "distrust": ("證照不受信任", "Certification distrust"),
    "experience": ("經驗優先於其他條件", "Experience first"),
    "retrain": ("看重潛力入職再訓", "Hire for potential"),
    "industry": ("銀行行員轉行", "Bank clerks"),
    "nlp": ("NLP人才斷層", "NLP gap"),
}
CODES = [Code(id="theme", parent=None, level="theme", name="主題")] + [
    Code(id=key, parent="theme", level="code", name=name, name_en=english, position=at)
    for at, (key, (name, english)) in enumerate(NAMES.items(), 1)
]
READ = read_names(c.name for c in CODES)
READINGS = {c.id: READ[c.name] for c in CODES}


def found(typed, likely=(), recent=()):
    return [c.code.id for c in choices(CODES, typed, likely, recent, READINGS)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("證照", "distrust"),
        ("证照", "distrust"),
        ("zzbsxr", "distrust"),
        ("ㄓㄓㄅㄕㄒㄖ", "distrust"),
        ("zhengzhao", "distrust"),
        ("zheng4zhao4", "distrust"),
        ("ㄓㄥˋㄓㄠˋ", "distrust"),
        ("jyyx", "experience"),
        ("yinhang", "industry"),
        ("distrust", "distrust"),
        ("Experience", "experience"),
        ("nlp", "nlp"),
        ("xr 證照", "distrust"),
    ],
)
def test_a_code_is_found_by_its_letters_and_by_its_sound(typed, first):
    assert found(typed)[:1] == [first]


def test_without_a_word_likely_and_recent_ones_come_first():
    assert found("", likely=["nlp"], recent=["retrain"])[:2] == ["nlp", "retrain"]


def test_nonsense_finds_nothing():
    assert found("qqqq") == []


def test_names_are_read_the_same_in_a_process_of_their_own():
    names = [c.name for c in CODES]
    assert read_names_apart(names) == read_names(names)


def test_names_that_take_too_long_to_read_have_no_readings(monkeypatch):
    monkeypatch.setattr(readings, "PATIENCE", 0.0)
    assert read_names_apart(["證照"]) == {}


def test_initials_work_in_the_picker_as_soon_as_the_names_are_read(play):
    async def story(app, pilot):
        for _ in range(200):
            await at_rest(app)
            await pilot.pause(0.02)
            if app.readings:
                break
        await pilot.press("t", "c")
        app.screen.query_one("#picker-input", Input).value = "zzbsxr"
        await pilot.pause()
        assert "1   ▌證照不受信任" in frame(app)

    play(story)
