"""Settings: what a person chooses holds at once and for the next start."""

from __future__ import annotations

import tomllib

import pytest
from screen_reading import frame, status

from coder import i18n
from coder.errors import CoderError
from coder.files.toml_lines import set_entry
from coder.i18n import language, language_was_asked, set_language
from coder.tui.coding.screen import CodingScreen
from coder.tui.frame.command_table import all_commands
from coder.tui.frame.keys import works_under_input_method
from coder.tui.settings.preferences import load_settings, save_choice, save_keys, settings_path
from coder.tui.settings.screen import SettingsScreen
from coder.tui.widgets.listing import Listing

OURS = """# mine
theme = "dark"   # for the evening
other = [
  1,
]

[keys]
# coding
undo = "z,ctrl+z" # as elsewhere

[elsewhere]
undo = "left alone"
"""


@pytest.fixture
def config(tmp_path, monkeypatch):
    path = tmp_path / "settings" / "config.toml"
    monkeypatch.setenv("CODER_CONFIG", str(path))
    return path


def go_to(app, command: str) -> None:
    at = [c.id for c in app.screen._commands].index(command)
    app.screen.query_one("#list", Listing).go(at + 3)


def test_an_entry_changes_and_all_else_stays():
    text = set_entry(set_entry(set_entry(OURS, "", "theme", "light"), "keys", "redo", "y"), "", "language", "en")
    assert text.splitlines() == [
        "# mine",
        'theme = "light"   # for the evening',
        "other = [",
        "  1,",
        "]",
        'language = "en"',
        "",
        "[keys]",
        "# coding",
        'undo = "z,ctrl+z" # as elsewhere',
        'redo = "y"',
        "",
        "[elsewhere]",
        'undo = "left alone"',
    ]
    assert set_entry(set_entry(text, "keys", "redo", None), "", "language", None) == set_entry(
        OURS, "", "theme", "light"
    )


@pytest.mark.parametrize("text", ["", "# only a comment\n", '[keys]\nundo = "z"\n', 'theme = "dark"'])
def test_entries_find_their_table_in_any_file(text):
    for table, key in (("", "language"), ("keys", "redo")):
        text = set_entry(text, table, key, 'a"b\\証')
    data = tomllib.loads(text)
    assert (data["language"], data["keys"]["redo"]) == ('a"b\\証', 'a"b\\証')


def test_ctrl_t_goes_round_three_themes_and_is_remembered(play, config):
    async def story(app, pilot):
        seen = []
        for _ in range(3):
            await pilot.press("ctrl+t")
            seen.append((app.theme, load_settings().theme))
        assert seen == [(name, name) for name in ("coder-light", "coder-contrast", "coder-dark")]

    play(story)


def test_the_language_is_remembered_unless_another_is_asked_for(play, config, monkeypatch):
    async def story(app, pilot):
        await pilot.press("ctrl+l")
        assert language() == "en"
        assert load_settings().language == "en"

    play(story)
    set_language()
    assert language_was_asked()
    monkeypatch.delenv("CODER_LANG")
    set_language()
    assert not language_was_asked()


def test_the_remembered_language_is_that_of_the_next_start(study, config, monkeypatch):
    from coder.tui import start as program
    from coder.workspace import Workspace

    config.parent.mkdir()
    config.write_text('language = "en"\n', "utf-8")
    monkeypatch.setattr(program.CoderApp, "run", lambda _app: None)
    monkeypatch.delenv("CODER_LANG")
    set_language()
    program.run_app(Workspace(study.path.parent), "甲")
    assert i18n.language() == "en"
    set_language("zh_TW")
    program.run_app(Workspace(study.path.parent), "甲")
    assert i18n.language() == "zh_TW"


def test_theme_and_language_change_in_the_list(play, config):
    async def story(app, pilot):
        await pilot.press("f11", "enter")
        assert app.theme == "coder-light"
        await pilot.press("down", "enter")
        assert "Traditional Chinese" not in frame(app)
        assert "Language" in frame(app)

    play(story)
    assert config.read_text("utf-8") == 'theme = "light"\nlanguage = "en"\n'


def test_a_key_is_given_works_at_once_and_is_kept(play, config, study):
    async def story(app, pilot):
        await pilot.press("f11")
        go_to(app, "next_suggestion")
        await pilot.press("enter", "ctrl+j")
        assert "^J" in status(app)
        await pilot.press("escape", "ctrl+j")
        assert isinstance(app.screen, CodingScreen)
        assert app.screen.suggestions_here()
        await pilot.press("f1")
        assert "^J" in frame(app)

    play(story)
    assert load_settings().keys == {"next_suggestion": "ctrl+j,n,f8,ctrl+n"}


def test_the_same_key_again_is_taken_away_and_backspace_brings_the_defaults(play, config):
    async def story(app, pilot):
        await pilot.press("f11")
        go_to(app, "undo")
        await pilot.press("enter", "ctrl+z")
        assert app.settings.keys == {"undo": "u"}
        assert "輸入法" in status(app)
        await pilot.press("enter", "u")
        assert app.settings.keys == {"undo": "u"}
        await pilot.press("backspace")
        assert app.settings.keys == {}

    play(story)
    assert "undo" not in config.read_text("utf-8")


def test_a_clash_on_the_same_screen_is_named_and_a_second_press_decides(play, config, study):
    async def story(app, pilot):
        await pilot.press("f11")
        go_to(app, "repeat")
        await pilot.press("enter", "d")
        assert "移除這裡的編碼" in status(app)
        assert app.settings.keys == {}
        await pilot.press("enter", "d")
        assert app.settings.keys == {"remove": "delete,ctrl+d", "repeat": "d,full_stop,ctrl+r"}
        await pilot.press("escape", "n", "1", "escape", "enter")
        await pilot.press("t", "d")
        assert len(study.transcript("firm-a").codings) == 2

    play(story)


def test_the_only_key_of_another_command_stays(play, config):
    async def story(app, pilot):
        await pilot.press("f11")
        go_to(app, "repeat")
        await pilot.press("enter", "right")
        assert app.settings.keys == {}
        assert "下一個字" in status(app) or "→" in status(app)

    play(story)


@pytest.mark.parametrize("key", ["space", "up", "ctrl+t", "ctrl+l", "f12", "question_mark", "tab"])
def test_any_key_can_be_pressed_while_it_is_waited_for(play, config, key):
    async def story(app, pilot):
        await pilot.press("f11")
        go_to(app, "memo_transcript")
        theme, words = app.theme, language()
        await pilot.press("enter", key)
        assert isinstance(app.screen, SettingsScreen)
        assert (app.theme, language()) == (theme, words)

    play(story)


@pytest.mark.parametrize("key", ["escape", "證"])
def test_escape_and_signs_of_an_input_method_are_not_given(play, config, key):
    async def story(app, pilot):
        await pilot.press("f11")
        go_to(app, "undo")
        await pilot.press("enter", key)
        assert app.settings.keys == {}

    play(story)


def test_a_file_that_cannot_be_written_is_told_and_the_choice_holds(play, config):
    config.parent.write_text("a file where the folder should be", "utf-8")

    async def story(app, pilot):
        await pilot.press("ctrl+t")
        assert app.theme == "coder-light"
        assert "無法儲存設定" in status(app)
        await pilot.press("ctrl+l")
        assert language() == "en"
        assert "could not be kept" in status(app)

    play(story)


def test_a_file_that_someone_broke_meanwhile_is_left_as_it_is(config):
    config.parent.mkdir()
    config.write_text("theme = \n", "utf-8")
    with pytest.raises(CoderError, match=r"config\.toml"):
        save_choice("theme", "coder-light")
    assert config.read_text("utf-8") == "theme = \n"


def test_an_entry_over_several_lines_is_left_to_its_owner(config):
    config.parent.mkdir()
    written = '[keys]\nundo = """\nz"""\n'
    config.write_text(written, "utf-8")
    with pytest.raises(CoderError, match=r"config\.toml"):
        save_keys({"undo": "y"})
    assert config.read_text("utf-8") == written


def test_the_file_keeps_its_rights_and_a_link_stays_one(config, tmp_path):
    target = tmp_path / "dotfiles.toml"
    target.write_text("# mine\n", "utf-8")
    target.chmod(0o600)
    config.parent.mkdir()
    config.symlink_to(target)
    save_choice("theme", "coder-contrast")
    assert config.is_symlink()
    assert target.read_text("utf-8") == '# mine\ntheme = "contrast"\n'
    assert target.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in settings_path().parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize(
    ("text", "named"), [('theme = "pink"', "pink"), ('language = "tlh"', "tlh"), ("[keys]\nnothing = 'x'", "nothing")]
)
def test_a_wrong_entry_is_named(config, text, named):
    config.parent.mkdir()
    config.write_text(text, "utf-8")
    with pytest.raises(CoderError, match=named):
        load_settings()


def test_every_command_has_a_key_that_an_input_method_leaves_alone():
    # Leaving the list of transcripts is quitting, which Ctrl-Q does everywhere.
    assert [c.id for c in all_commands() if not any(map(works_under_input_method, c.keys))] == ["home_quit"]


def test_what_another_window_kept_is_taken_in_and_not_overwritten(play, config):
    async def story(app, pilot):
        save_choice("theme", "coder-contrast")
        save_keys({"undo": "f3"})
        app.action_toggle_language()
        await pilot.pause()
        await pilot.pause()
        assert "另一個視窗改了設定" in frame(app)
        assert (app.settings.theme, app.settings.keys, app.settings.language) == ("coder-contrast", {"undo": "f3"}, "")
        app.action_next_theme()
        assert load_settings() == app.settings
        assert (app.settings.theme, app.settings.keys["undo"]) == ("coder-dark", "f3")

    play(story)
