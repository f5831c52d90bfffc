"""Every line that is kept and changed in a question: what another window wrote there is shown, never overwritten."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest
from agreement.test_coder_comparison import coded  # noqa: F401  the fixture
from rounds import pairs, some
from screen_reading import at_rest, frame
from textual.widgets import Input

import coder.tui
from coder.agreement.adjudication import Adjudications
from coder.agreement.study_settings import decide as decide_setting
from coder.audit.samples import Samples
from coder.codebook.acts import Codebook
from coder.coding.acts import Desk
from coder.coding.attribute_types import attribute_uses, label_attribute, set_type
from coder.coding.whole_transcripts import rename_transcript, set_case
from coder.findings.acts import Findings
from coder.findings.lead_page import ReportPages
from coder.model.codebook import AttributeType
from coder.model.finding import ChosenQuotation
from coder.model.names.speakers import Candidate
from coder.model.project import TranscriptInfo
from coder.model.text import Span
from coder.privacy.name_list import name_key, set_alias
from coder.record.settings import value
from coder.record.study import Study
from coder.transcripts.speaker_desk import StudyDesk, called, ordered
from coder.tui.codebook.code_form import CodeForm
from coder.tui.findings.editor import WritingScreen
from coder.tui.frame.asking.both_texts import BothTexts
from coder.tui.frame.asking.form import FormScreen
from coder.tui.frame.asking.kept_text import KeptText
from coder.tui.frame.asking.questions import AskScreen
from coder.tui.frame.drafting import Drafting
from coder.tui.memos.editor import MemoScreen


class Case(NamedTuple):
    """Where a line is kept: the place, how its question is opened, how another writes there, and what stands."""

    place: str
    steps: tuple[str, ...]
    write: Callable[[Study], object]
    read: Callable[[Study], str]
    mine: str = "我的話"
    theirs: str = "乙的話"


def decide(study: Study) -> None:
    desk = Adjudications(study)
    desk.both(desk.queue()[0])


def explain(study: Study, reason: str) -> None:
    desk = Adjudications(study)
    desk.explain(next(one for one in desk.dockets() if one.decision), reason)


def reason(study: Study) -> str:
    one = next(one for one in Adjudications(study).dockets() if one.decision)
    return one.decision.reason


def judge(study: Study, note: str) -> None:
    samples = Samples(study)
    sample = samples.all()[-1]
    samples.judge(sample, sample.order[0], "partly", note)


def note(study: Study) -> str:
    samples = Samples(study)
    sample = samples.all()[-1]
    return samples.judgements(sample)[sample.order[0]].note


def chosen(study: Study) -> ChosenQuotation:
    return study.reader.all(ChosenQuotation, "id")[0]


def shorten(study: Study) -> None:
    findings = Findings(study)
    laid = next(one for one in findings.work("F1").laid if one.chosen)
    findings.shorten(laid, WORDS[:3])


def first(study: Study) -> TranscriptInfo:
    return study.project().transcripts[0]


def label(study: Study) -> Candidate:
    return ordered(StudyDesk(study, study.resolve_transcript("firm-a")).reading)[0]


def call(study: Study, name: str) -> None:
    StudyDesk(study, study.resolve_transcript("firm-a")).decide(called(label(study), name))


def choices(study: Study, more: str) -> tuple[str, AttributeType, list[str]]:
    use = attribute_uses(study.project())[-1]
    return use.attribute.id, "choice", [*use.values, more]


WORDS = "證照幾乎沒在看"

CASES = {
    "agreement.adjudication_screen:AdjudicationScreen.action_reason": Case(
        "adjudication", ("key:tab", "key:home", "reason"), lambda s: explain(s, "乙的話"), reason
    ),
    "audit.sample_screen:SampleScreen.action_note": Case(
        "sample", ("key:home", "note"), lambda s: judge(s, "乙的話"), note
    ),
    "findings.finding_screen:FindingScreen.action_shorten": Case(
        "findings", ("key:enter", "shorten"), shorten, lambda s: chosen(s).shown, f"[…]{WORDS[-3:]}", WORDS[:3]
    ),
    "privacy.screen:NamesScreen._ask_alias": Case(
        "names",
        ("key:home", "alias"),
        lambda s: set_alias(s, "員工", "乙的話", "other"),
        lambda s: name_key(s)["員工"],
    ),
    "reporting.page_screen:ReportPageScreen._ask_line": Case(
        "page",
        ("key:home", "key:enter"),
        lambda s: ReportPages(s).set({"title": "乙的話"}),
        lambda s: ReportPages(s).page().title,
    ),
    "reporting.page_screen:ReportPageScreen.action_rename": Case(
        "page",
        ("key:home", *("key:down",) * 14, "rename"),
        lambda s: ReportPages(s).change(0, "title", "乙的話"),
        lambda s: ReportPages(s).page().chapters[0].title,
    ),
    "settings.study_screen:StudySettingsScreen._ask_setting": Case(
        "study_settings",
        ("key:end", "key:up", "key:up", "key:enter"),
        lambda s: decide_setting(s, "label-pattern", "乙的話"),
        lambda s: value(s.reader, "label-pattern"),
    ),
    "settings.study_screen:StudySettingsScreen._ask_type.chosen": Case(
        "study_settings",
        ("key:end", "key:enter", "key:end", "key:enter"),
        lambda s: set_type(s, *choices(s, "乙的話")),
        lambda s: ", ".join(attribute_uses(s.project())[-1].attribute.choices),
        "AI 新創, 資服業, 我的話",
        "AI 新創, 資服業, 乙的話",
    ),
    "settings.study_screen:StudySettingsScreen.action_english.chosen": Case(
        "study_settings",
        ("key:end", "english", "key:enter"),
        lambda s: label_attribute(s, attribute_uses(s.project())[-1].attribute.id, english="乙的話"),
        lambda s: attribute_uses(s.project())[-1].attribute.name_en,
    ),
    "home.managing:_rename": Case(
        "home", ("manage", "key:enter"), lambda s: rename_transcript(s, first(s).id, "乙的話"), lambda s: first(s).name
    ),
    "home.managing:_edit_case.give": Case(
        "home",
        ("manage", "key:down", "key:down", "key:enter", "key:end", "key:up", "key:enter"),
        lambda s: set_case(s, first(s).case, "乙的話", {}),
        lambda s: s.project().case_by_id[first(s).case].name,
    ),
    "transcripts.speakers_screen:SpeakersScreen.open_item": Case(
        "home", ("speakers", "key:enter"), lambda s: call(s, "乙的話"), lambda s: label(s).speaker
    ),
}

IN_THE_FORM = {
    "codebook.acts:Booking.action_rename": ("name", "我的話", "乙的話", 2),
    "codebook.acts:Booking.action_rename.named": ("name_en", "mine", "theirs", 2),
    "codebook.acts:Booking.action_precision": ("precision", 0.5, 0.7, 1),
    "codebook.acts:Booking.action_recolour": ("color", "#111111", "#222222", 1),
}
"""Lines of a code, with what is written in both windows, and the number of questions: its form shows both."""

NOTHING_KEPT = {
    "agreement.adjudication_screen:AdjudicationScreen.action_borders",
    "audit.history_screen:HistoryScreen.action_day",
    "audit.sample_screen:SampleScreen.action_draw",
    "begin.screen:BeginScreen._ask_name",
    "begin.screen:BeginScreen.open_item",
    "coding.acts:_make_code",
    "reporting.page_screen:ReportPageScreen._ask_own",
    "retrieval.quote_acts:QuoteActs.action_export",
    "retrieval.quote_filters:Filtering.action_contains",
    "transcripts.speakers_screen:SpeakersScreen.action_form",
    "transcripts.speakers_screen:SpeakersScreen.open_item",
}
"""Filters, names of new things, and a file that is not in the study yet: these stand nowhere before."""


def sites(*names: str) -> Iterator[str]:
    """Yield every place in the source that asks for a line in the place of another one."""
    root = Path(coder.tui.__file__).parent

    def inside(node: ast.AST, path: tuple[str, ...]) -> Iterator[str]:
        for child in ast.iter_child_nodes(node):
            named = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            here = (*path, child.name) if named else path
            if isinstance(child, ast.Call):
                name = getattr(child.func, "id", getattr(child.func, "attr", ""))
                if name in names and (name != "AskScreen" or len(child.args) > 1):
                    yield ".".join(here)
            yield from inside(child, here)

    for path in sorted(root.rglob("*.py")):
        if path.name not in {"base.py", "line_editing.py"}:
            module = ".".join(path.relative_to(root).with_suffix("").parts)
            yield from (f"{module}:{where}" for where in inside(ast.parse(path.read_text("utf-8")), ()))


def test_no_form_or_editor_is_left_out():
    assert set(sites("edit_line")) == set(CASES)
    assert set(sites("AskScreen")) == set(IN_THE_FORM) | NOTHING_KEPT, "a kept line is changed by edit_line"
    for found in Path(coder.tui.__file__).parent.rglob("*.py"):
        import_module(".".join(found.relative_to(Path(coder.__file__).parent.parent).with_suffix("").parts))
    tried = {WritingScreen, MemoScreen, CodeForm, FormScreen, AskScreen}
    editors = {kind for base in (Drafting, FormScreen, KeptText) for kind in base.__subclasses__()} - {KeptText}
    assert editors == tried, "these stand in test_both_texts and test_entry_keys"


@pytest.fixture
def written(coded):  # noqa: F811
    """GIVEN a study with a line at every place."""
    document = coded.transcript("firm-a")
    start = document.text.index(WORDS)
    Desk(coded).code(document, Span(start, start + len(WORDS)), ["cert"])
    findings = Findings(coded)
    findings.choose("F1", next(one for one in findings.work("F1").laid if one.quotation.text == WORDS))
    Samples(coded).draw(2, seed=4)
    judge(coded, "先前")
    decide(coded)
    explain(coded, "先前")
    set_alias(coded, "員工", "先前", "other")
    return coded


async def settled(app, pilot) -> None:
    await pilot.pause()
    await at_rest(app)
    await pilot.pause()


async def walk(app, pilot, place: str, steps: tuple[str, ...]) -> None:
    if place == "home":
        app.pop_screen()
    else:
        app.action_visit(place)
    await settled(app, pilot)
    for step in steps:
        if step.startswith("key:"):
            await pilot.press(step.removeprefix("key:"))
        else:
            await app.run_on(app.screen, step)
        await settled(app, pilot)


@pytest.mark.parametrize(("where", "choice"), pairs(some(list(CASES), 2), ["m", "t", "escape"]))
def test_a_line_that_another_window_wrote_is_shown_beside_ones_own(play, written, where, choice):
    case = CASES[where]

    async def story(app, pilot):
        await walk(app, pilot, case.place, case.steps)
        assert isinstance(app.screen, AskScreen), where
        app.screen.query_one(Input).value = case.mine
        with Study.open(written.path, "乙") as other:
            case.write(other)
        await app._follow()
        theirs = case.read(written)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, BothTexts), where
        assert case.read(written) == theirs, "nothing is saved yet"
        assert case.mine in frame(app)
        assert case.theirs in frame(app)
        await pilot.press(choice)
        await settled(app, pilot)
        if choice == "escape":
            assert case.read(written) == theirs
            return
        assert app.screen.query_one(Input).value == (case.mine if choice == "m" else case.theirs)
        await pilot.press("enter")
        await settled(app, pilot)
        assert not isinstance(app.screen, AskScreen | BothTexts)
        assert case.read(written) == (case.mine if choice == "m" else theirs)

    play(story)
    assert written.verify() == []


@pytest.mark.parametrize("where", IN_THE_FORM)
def test_a_line_of_a_code_that_another_window_wrote_is_shown_in_its_form(play, study, where):
    field, mine, theirs, questions = IN_THE_FORM[where]

    async def story(app, pilot):
        action = where.split(".")[2].removeprefix("action_")
        await walk(app, pilot, "codebook", ("key:down", action))
        code = study.project().code_by_id[app.screen_stack[-2].code_here.id]
        for number in range(questions):
            if field != "name" or number == 0:
                typed = f"{mine:.0%}" if isinstance(mine, float) else mine
                if field != "name_en" or number == 1:
                    app.screen.query_one(Input).value = typed
            if number == questions - 1:
                with Study.open(study.path, "乙") as other:
                    Codebook(other).do(Codebook(other).edit(code, replace(code, **{field: theirs})))
            await pilot.press("enter")
            await settled(app, pilot)
        assert getattr(study.project().code_by_id[code.id], field) == theirs, "nothing is overwritten"
        assert isinstance(app.screen, BothTexts | CodeForm), where

    play(story)
