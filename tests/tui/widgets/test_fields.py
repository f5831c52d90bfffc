"""No field ends the program: far too much, and the most that fits, is pasted into every one of them.

And none loses what was written: it is there again, whatever way the program was left.
"""

from __future__ import annotations

import ast
import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from agreement.test_coder_comparison import coded  # noqa: F401  the fixture
from rounds import pairs, some
from screen_reading import at_rest
from textual import events
from textual.messages import ExitApp
from textual.screen import ModalScreen

import coder.tui
from coder.audit.samples import Samples
from coder.coding.acts import Desk
from coder.findings.acts import Findings
from coder.model.lengths import LINE, NAME, TEXT
from coder.model.text import Span
from coder.tui.app import CoderApp
from coder.tui.settings.preferences import Settings
from coder.tui.widgets.fields import LineField, TextField

FIELDS = {
    "AskScreen", "NarrowScreen", "LineField", "TextField", "FindLine", "QueryField", "ExpressionField", "Input", "TextArea",
    "edit_line", "CodeForm",
}  # fmt: skip
NASTY = "[b]字\x1b[31m'\"/\\%s{x}\u202e0"
TOO_MUCH = ["9" * 5_000, (NASTY * 100_000)[:100_000]]
AS_MUCH_AS_FITS = [(NASTY * LINE)[:LINE], "9" * NAME]


class Way(NamedTuple):
    """How one comes to a field: the place (none: the open transcript), then actions and keys."""

    place: str
    steps: tuple[str, ...] = ()


WAYS = {
    "agreement.adjudication_screen:AdjudicationScreen.action_borders": Way("adjudication", ("borders",)),
    "agreement.adjudication_screen:AdjudicationScreen.action_reason": Way("adjudication", ("both", "reason")),
    "audit.history_screen:HistoryScreen.action_day": Way("history", ("day",)),
    "audit.sample_screen:SampleScreen.action_note": Way("sample", ("judge(1)", "key:home", "note")),
    "audit.sample_screen:SampleScreen.action_draw": Way("sample", ("draw",)),
    "audit.trace_screen:TraceScreen.body": Way("trace", ("key:slash",)),
    "codebook.acts:Booking._ask_names": Way("codebook", ("add",)),
    "codebook.acts:Booking._ask_names.named": Way("codebook", ("add", "key:x", "key:enter")),
    "codebook.acts:Booking.action_rename": Way("codebook", ("rename",)),
    "codebook.acts:Booking.action_rename.named": Way("codebook", ("rename", "key:x", "key:enter")),
    "codebook.acts:Booking.action_precision": Way("codebook", ("key:home", "key:down", "precision")),
    "codebook.acts:Booking.action_recolour": Way("codebook", ("recolour",)),
    "codebook.acts:Booking.action_split": Way("codebook", ("key:home", "key:down", "split")),
    "codebook.acts:Booking._open_form": Way("codebook", ("key:home", "key:down", "edit('keywords')")),
    "codebook.screen:CodebookScreen.over_body": Way("codebook", ("filter",)),
    "codebook.words_screen:WordsScreen.action_accept": Way("codebook", ("key:home", "words", "accept")),
    "codebook.words_screen:WordsScreen.action_code": Way("codebook", ("key:home", "key:down", "words", "code")),
    "coding.acts:_make_code": Way("", ("key:down", "key:down", "in_vivo")),
    "coding.screen:CodingScreen.compose": Way("", ("find",)),
    "findings.editor:WritingScreen.body": Way("findings", ("write",)),
    "frame.asking.form:FormScreen._widget": Way("figures", ("make('figure')",)),
    "findings.finding_screen:FindingScreen.action_shorten": Way("findings", ("key:enter", "shorten")),
    "frame.filtering.filter_bar:any_of": Way("search", ("filter('code')",)),
    "memos.editor:MemoScreen.body": Way("memos", ("edit",)),
    "memos.screen:MemosScreen.over_body": Way("memos", ("find",)),
    "privacy.screen:NamesScreen.action_new": Way("names", ("new",)),
    "privacy.screen:NamesScreen._ask_alias": Way("names", ("new", "key:x", "key:enter")),
    "reporting.page_screen:ReportPageScreen._ask_line": Way("page", ("key:home", "key:enter")),
    "reporting.page_screen:ReportPageScreen.action_rename": Way("page", ("key:home", *["key:down"] * 16, "rename")),
    "reporting.page_screen:ReportPageScreen._ask_own": Way("page", ("add", "key:enter")),
    "retrieval.list_coding:ListCoding.action_code_hit": Way(
        "search", ("key:ctrl+u", "key:我", "key:enter", "code_hit")
    ),
    "retrieval.quote_acts:QuoteActs.action_export": Way("quotes", ("export",)),
    "retrieval.quote_filters:Filtering.action_contains": Way("quotes", ("contains",)),
    "retrieval.screen:RetrievalScreen.body": Way("quotes"),
    "retrieval.search_screen:SearchScreen.body": Way("search"),
    "settings.study_screen:StudySettingsScreen._ask_setting": Way(
        "study_settings", ("key:home", "key:down", "key:enter")
    ),
    "settings.study_screen:StudySettingsScreen._ask_type.chosen": Way(
        "study_settings", ("key:end", "key:enter", "key:end", "key:enter")
    ),
    "settings.study_screen:StudySettingsScreen.action_english.chosen": Way(
        "study_settings", ("key:end", "english", "key:enter")
    ),
    "frame.folder_list:FolderScreen.action_type": Way("home", ("take_in", "type")),
    "transcripts.speakers_screen:SpeakersScreen.action_form": Way("home", ("speakers", "form")),
    "transcripts.speakers_screen:SpeakersScreen.open_item": Way("home", ("speakers", "key:enter")),
    "home.managing:_rename": Way("home", ("manage", "key:enter")),
    "home.managing:_edit_case.give": Way("home", ("manage", "key:down", "key:down", "key:enter", "key:enter")),
    "home.managing:_edit_case.chosen": Way(
        "home", ("manage", "key:down", "key:down", "key:enter", "key:down", "key:enter")
    ),
    "home.managing:withdraw.ask_again": Way("home", ("manage", *["key:down"] * 5, "key:enter", "key:y")),
    "widgets.picker:Picker.compose": Way("", ("key:down", "key:down", "pick")),
}

WITH_ANOTHER_COPY = {"team.merge_screen:MergeScreen.action_name"}
"""Tried in the tests of its own screen, which make a study to bring in."""
NOT_KEPT = {
    "agreement.adjudication_screen:AdjudicationScreen.action_borders",
    "audit.history_screen:HistoryScreen.action_day",
    "audit.sample_screen:SampleScreen.action_draw",
    "audit.trace_screen:TraceScreen.body",
    "codebook.screen:CodebookScreen.over_body",
    "codebook.words_screen:WordsScreen.action_accept",
    "codebook.words_screen:WordsScreen.action_code",
    "coding.screen:CodingScreen.compose",
    "frame.filtering.filter_bar:any_of",
    "home.managing:withdraw.ask_again",
    "memos.screen:MemosScreen.over_body",
    "retrieval.list_coding:ListCoding.action_code_hit",
    "retrieval.quote_acts:QuoteActs.action_export",
    "retrieval.quote_filters:Filtering.action_contains",
    "retrieval.screen:RetrievalScreen.body",
    "retrieval.search_screen:SearchScreen.body",
    "frame.folder_list:FolderScreen.action_type",
    "transcripts.speakers_screen:SpeakersScreen.action_form",
    "widgets.picker:Picker.compose",
}
"""Filters and searches, choices from a list, numbers and paths: these are no words of the study."""
AGAIN = {
    "agreement.adjudication_screen:AdjudicationScreen.action_reason": Way(
        "adjudication", ("key:tab", "key:home", "reason")
    ),
    "coding.acts:_make_code": Way("", ("in_vivo",)),
    "reporting.page_screen:ReportPageScreen._ask_own": Way("page", ("add",)),
}
"""How one comes to the same field again, where its own way leads further on."""
WRITTEN = "寫到一半的話"


def sites() -> Iterator[tuple[str, str]]:
    """Yield every place in the source where a field or a question with one is made, and which."""
    root = Path(coder.tui.__file__).parent

    def inside(node: ast.AST, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for child in ast.iter_child_nodes(node):
            named = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            here = (*names, child.name) if named else names
            name = getattr(child.func, "id", getattr(child.func, "attr", "")) if isinstance(child, ast.Call) else ""
            if name in FIELDS:
                yield ".".join(here), name
            yield from inside(child, here)

    for path in sorted(root.rglob("*.py")):
        module = ".".join(path.relative_to(root).with_suffix("").parts)
        for where, kind in inside(ast.parse(path.read_text("utf-8")), ()):
            yield f"{module}:{where}", kind


def test_every_field_of_the_program_is_tried_here():
    found = list(sites())
    # The screen for those without a study has a program of its own, and is tried with it.
    others = {where for where, _kind in found if where.startswith(("frame.", "begin.")) and where not in WAYS}
    assert {where for where, _kind in found} - others - WITH_ANOTHER_COPY == set(WAYS)
    assert not [where for where, kind in found if kind in {"Input", "TextArea"}], "these have no limit"


@pytest.fixture
def rich(coded):  # noqa: F811
    """GIVEN a study with something to write on at every place."""
    document = coded.transcript("firm-a")
    for start in (30, 40):
        Desk(coded).code(document, Span(start, start + 5), ["cert"])
    Desk(coded).write_memo("先前", "code", "cert")
    Samples(coded).draw(2, seed=4)
    findings = Findings(coded)
    findings.choose("F1", findings.work("F1").of("for")[0])
    return coded


async def walk(app, pilot, way: Way) -> None:
    if way.place == "home":
        app.pop_screen()
    elif way.place:
        app.action_visit(way.place)
    await settled(app, pilot)
    for step in way.steps:
        if step.startswith("key:"):
            await pilot.press(step.removeprefix("key:"))
        else:
            await app.run_on(app.screen, step)
        await settled(app, pilot)


async def settled(app, pilot) -> None:
    await pilot.pause()
    await at_rest(app)
    await pilot.pause()


async def paste(app, pilot, where: str, text: str) -> None:
    """Come to a field, paste too much and then as much as fits, and take it."""
    await walk(app, pilot, WAYS[where])
    field = app.screen.focused
    assert isinstance(field, LineField | TextField), where
    for pasted in (*TOO_MUCH, text):
        field.post_message(events.Paste(pasted))
        await pilot.pause()
    held = field.value if isinstance(field, LineField) else field.text
    assert len(held) <= (LINE if isinstance(field, LineField) else TEXT)
    await pilot.press("enter")
    await settled(app, pilot)


async def lead_back(app, pilot, where: str) -> None:
    """Go back to the open transcript, wherever one is."""
    depth = 3
    for _back in range(12):
        if len(app.screen_stack) <= depth and not isinstance(app.screen, ModalScreen):
            break
        await pilot.press("escape")
        await pilot.pause()
    if len(app.screen_stack) < depth:
        app.open_transcript(app.study.project().transcripts[0].id)
        await settled(app, pilot)
    assert len(app.screen_stack) == depth, f"no way leads back from {where}"


@pytest.mark.parametrize("room", sorted({where.partition(".")[0] for where in WAYS}))
def test_no_field_ends_the_program(play, rich, room):
    async def story(app, pilot):
        here = [one for one in WAYS if one.startswith(f"{room}.")]
        for where, text in pairs(some(here, 6), AS_MUCH_AS_FITS):
            await paste(app, pilot, where, text)
            await lead_back(app, pilot, where)

    play(story, size=(80, 24))
    assert rich.verify() == []


async def write(app, pilot, where: str) -> None:
    await walk(app, pilot, WAYS[where])
    field = app.screen.focused
    if isinstance(field, LineField):
        field.value = ""
        field.insert_text_at_cursor(WRITTEN)
    else:
        field.insert(WRITTEN)
    await pilot.press("字")


def held(app) -> str:
    field = app.screen.focused
    assert isinstance(field, LineField | TextField), app.screen
    return field.value if isinstance(field, LineField) else field.text


@pytest.mark.parametrize("room", sorted({where.partition(".")[0] for where in set(WAYS) - NOT_KEPT}))
def test_what_was_written_is_there_again_after_esc(play, rich, room):
    async def story(app, pilot):
        for where in some(sorted(one for one in set(WAYS) - NOT_KEPT if one.startswith(f"{room}.")), 6):
            await write(app, pilot, where)
            await lead_back(app, pilot, where)
            await walk(app, pilot, AGAIN.get(where, WAYS[where]))
            assert f"{WRITTEN}字" in held(app), where
            await pilot.press("f8")
            await lead_back(app, pilot, where)

    play(story)


@pytest.mark.parametrize(
    ("where", "way"),
    pairs(
        [
            "codebook.acts:Booking._open_form",
            "findings.editor:WritingScreen.body",
            "memos.editor:MemoScreen.body",
            "reporting.page_screen:ReportPageScreen._ask_line",
        ],
        ["ctrl+q", "gone"],
    ),
)
def test_what_was_written_is_there_again_after_the_program_ended(play, rich, where, way):
    async def leave():
        app = CoderApp(rich, Settings(), "firm-a")
        async with app.run_test() as pilot:
            # Keys wait for the first screen, and what is asked for here would overtake them.
            await settled(app, pilot)
            await write(app, pilot, where)
            # Faster than the program takes them, as over a slow line.
            for key in "又一句":
                app.post_message(events.Key(key, key))
            app.post_message(events.Key("ctrl+q", None) if way == "ctrl+q" else ExitApp())
            while app.is_running:  # noqa: ASYNC110  it has no event of its end
                await asyncio.sleep(0)

    async def story(app, pilot):
        await walk(app, pilot, WAYS[where])
        assert f"{WRITTEN}字又一句" in held(app)

    asyncio.run(leave())
    play(story)


def test_a_field_that_is_full_says_how_much_fits(play, study):
    async def story(app, pilot):
        await walk(app, pilot, Way("names", ("new",)))
        app.screen.focused.post_message(events.Paste("9" * 5_000))
        await settled(app, pilot)
        assert app.screen.focused.value == ""
        shown = str(app.screen.query_one(".ask-keys").content)
        assert "5,000" in shown
        assert "2,000" in shown

    play(story)
