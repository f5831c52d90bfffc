"""The picker hears pinyin and zhuyin."""

from screen_reading import frame
from textual.widgets import Input

from coder.tui.choices import choices


async def _ready(app, pilot):
    app.readings()
    await app.workers.wait_for_complete()
    await pilot.pause()


def test_initials_find_a_code_and_enter_puts_it_on_the_words(play, study):
    async def story(app, pilot):
        await _ready(app, pilot)
        await pilot.press("n", "c", *"zzb")
        assert "證照不受信任" in frame(app)
        await pilot.press("enter")
        assert [c.code for c in study.transcript("firm-a").codings] == ["cert"]

    play(story)


def test_zhuyin_that_an_input_method_hands_over_is_heard(play, study):
    async def story(app, pilot):
        await _ready(app, pilot)
        await pilot.press("n", "c")
        app.screen.query_one("#picker-input", Input).value = "ㄓㄥˋㄓㄠˋ"
        await pilot.pause()
        await pilot.press("enter")
        assert [c.code for c in study.transcript("firm-a").codings] == ["cert"]

    play(story)


def test_before_the_readings_are_there_names_are_found(play, study):
    async def story(app, pilot):
        app._reading = True  # as if they were on their way
        assert app.readings() == {}
        await pilot.press("n", "c")
        app.screen.query_one("#picker-input", Input).value = "證照"
        await pilot.pause()
        await pilot.press("enter")
        assert [c.code for c in study.transcript("firm-a").codings] == ["cert"]

    play(story)


def test_readings_are_made_once_and_a_new_program_has_them_at_once(play, study):
    async def story(app, pilot):
        await _ready(app, pilot)

    play(story)

    async def later(app, pilot):
        codes = study.project().codes
        found = choices(codes, "zzb", [], [], app.readings())
        assert [c.code.id for c in found][:1] == ["cert"]
        assert not app._reading

    play(later)
