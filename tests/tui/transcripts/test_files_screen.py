"""Files are picked on the screen, seen on the speaker desk one after the other, and taken in."""

from __future__ import annotations

import pytest
from rounds import SIZES
from screen_reading import frame

from coder.tui.frame.asking.questions import ChooseScreen, TellScreen
from coder.tui.home.screen import HomeScreen
from coder.tui.transcripts.files_screen import FilesScreen
from coder.tui.transcripts.speakers_screen import SpeakersScreen


@pytest.fixture
def talks(study):
    """GIVEN a folder below the study's with two talks and a file that is none."""
    folder = study.path.parent / "talks"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(
            f"訪談者：{name} 呢？\n受訪者：說 {name}。\n訪談者：嗯？\n受訪者：好。\n", "utf-8"
        )
    (folder / "photo.jpg").write_bytes(b"x")
    return folder


async def to_talks(app, pilot):
    await pilot.press("i")
    await pilot.pause()
    screen = app.screen
    await pilot.press("home")
    while screen.here.name != "talks":
        await pilot.press("down")
        await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
def test_two_files_are_chosen_and_taken_in_each_as_its_own_case(play, study, talks, size):
    async def story(app, pilot):
        await to_talks(app, pilot)
        assert "另有 1 個檔案" in frame(app)
        assert "one.txt" in frame(app)
        assert "photo.jpg" not in frame(app)
        await pilot.press("space", "space", "t")
        await pilot.pause()
        for name in ("one", "two"):
            assert isinstance(app.screen, SpeakersScreen)
            assert f"{name}.txt" in frame(app)
            await pilot.press("t")
            await pilot.pause()
            await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.here.name == "one"
        assert {"one", "two"} <= {case.name for case in study.project().cases}

    play(story, size=size, transcript=None)


def test_a_file_of_a_known_name_is_asked_for_its_case(play, study, talks):
    (talks / "firm-a.txt").write_text("訪談者：別人呢？\n受訪者：我是別人。\n訪談者：嗯？\n受訪者：好。\n", "utf-8")

    async def story(app, pilot):
        await to_talks(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("t")
        await pilot.pause()
        assert "自成一個新個案" in frame(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)

    play(story, transcript=None)
    taken = [t for t in study.project().transcripts if t.name.startswith("firm-a")]
    assert len({t.case for t in taken}) == len(taken) == 2


def test_a_file_that_joins_a_case_for_its_name_is_shown_before(play, study, talks):
    (talks / "one_b.txt").write_text("訪談者：再呢？\n受訪者：再說。\n訪談者：嗯？\n受訪者：好。\n", "utf-8")

    async def story(app, pilot):
        await to_talks(app, pilot)
        await pilot.press("a", "t")
        await pilot.pause()
        await pilot.press("T")
        for _ in range(8):
            await pilot.pause()
        assert "one_b.txt" in frame(app)
        assert "檔名裡有個案one" in "".join(frame(app).split())
        await pilot.press("T")
        for _ in range(8):
            await pilot.pause()
        assert isinstance(app.screen, HomeScreen)

    play(story, transcript=None)
    assert {"one", "one_b", "two"} <= {t.name for t in study.project().transcripts}


def test_escape_leads_back_and_nothing_was_written(play, study, talks):
    head = study.journal.head()

    async def story(app, pilot):
        await to_talks(app, pilot)
        assert isinstance(app.screen, FilesScreen)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)

    play(story, transcript=None)
    assert study.journal.head() == head


def test_all_files_of_a_folder_are_taken_in_by_two_keys(play, study, talks):
    (talks / "firm-a.md").write_text("訪談者：別人呢？\n受訪者：我是別人。\n訪談者：嗯？\n受訪者：好。\n", "utf-8")
    (talks / "broken.docx").write_bytes(b"x")
    (talks / "survey.csv").write_text("姓名,性別,您怎麼看證照？\n甲,女,我覺得沒有用。\n乙,男,看人而定吧。\n", "utf-8")

    async def story(app, pilot):
        async def press(*keys):
            for key in keys:
                await pilot.press(key)
                for _ in range(4):
                    await pilot.pause()

        await to_talks(app, pilot)
        await press("a", "t")
        assert "第 2/5 個檔案" in frame(app)
        assert "已有同名的逐字稿" in frame(app)
        await press("T")
        assert "自成一個新個案" in frame(app)
        await press("enter")
        assert "共 2 個個案" in frame(app)
        assert "您怎麼看證照？" in frame(app)
        await press("t")
        assert isinstance(app.screen, TellScreen)
        assert "broken.docx" in frame(app)
        await press("enter")
        assert isinstance(app.screen, HomeScreen)

    play(story, size=(80, 24), transcript=None)
    assert {"one", "two", "甲", "乙"} <= {t.name for t in study.project().transcripts}


def test_the_columns_of_a_survey_are_chosen_on_the_screen(play, study, talks):
    rows = "姓名,性別,您怎麼看證照？,信箱\n甲,女,我覺得沒有用。,a@b.tw\n乙,男,看人而定吧。,c@d.tw\n"
    (talks / "survey.csv").write_text(rows, "utf-8")

    async def story(app, pilot):
        async def press(*keys):
            for key in keys:
                await pilot.press(key)
                for _ in range(4):
                    await pilot.pause()

        await to_talks(app, pilot)
        app.screen.look([talks / "survey.csv"])
        await press("end", "enter")
        assert "「信箱」欄是什麼？" in frame(app)
        await press("end", "enter")
        assert "性別 女" in frame(app)
        assert "信箱 a@b.tw" not in frame(app)
        await press("up", "o")
        assert "問卷至少要有一欄回答" in frame(app)
        await press("t")

    play(story, size=(80, 24), transcript=None)
    case = next(case for case in study.project().cases if case.name == "甲")
    assert case.attributes == {"性別": "女"}


def test_a_long_refusal_is_read_to_its_end(play, talks):
    async def story(app, pilot):
        await to_talks(app, pilot)
        app.screen.say("這" * 60 + "尾", bad=True)
        await pilot.pause()
        assert "尾" in frame(app)
        app.screen.say("好")
        await pilot.pause()
        assert app.screen.query_one("#status").size.height == 1

    play(story, size=(80, 24), transcript=None)


def test_of_a_workbook_with_two_talks_the_screen_asks_for_the_sheets(play, study, talks):
    from openpyxl import Workbook

    book = Workbook()
    for name, sheet in (("甲", book.active), ("乙", book.create_sheet())):
        sheet.title = name
        for row in (("speaker", "text"), ("訪談者", f"{name}呢？"), ("王經理", f"說{name}。"), ("訪談者", "嗯？")):
            sheet.append(row)
    for one in talks.iterdir():
        one.unlink()
    book.save(talks / "talks.xlsx")

    async def story(app, pilot):
        await to_talks(app, pilot)
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, ChooseScreen)
        await pilot.press("enter")
        for name in ("甲", "乙"):
            await pilot.pause()
            await pilot.pause()
            assert isinstance(app.screen, SpeakersScreen)
            assert f"talks.xlsx/{name}" in frame(app)
            await pilot.press("t")
        await pilot.pause()
        await pilot.pause()
        assert {"talks-甲", "talks-乙"} <= {case.name for case in study.project().cases}

    play(story, transcript=None)


def test_a_folder_says_how_many_files_in_it_can_be_imported(play, study, talks):
    async def story(app, pilot):
        await pilot.press("i")
        await pilot.pause()
        row = next(line for line in frame(app).splitlines() if "talks/" in line)
        assert "2 個檔案" in row

    play(story, transcript=None)
