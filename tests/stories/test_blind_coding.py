"""Two coders on one study, one of them blind: nothing that she meets is made of what the other did.

The blind coder's study stands twice: in one the other coder has coded, decided and written memos, in the other not.
Every command and every screen must say the same in both, to the last count.
"""

from __future__ import annotations

import asyncio
import dataclasses
import re
import shutil
from dataclasses import replace
from pathlib import Path

import click
import pytest
from cli.samples import write_files
from rounds import LONG
from screen_reading import at_rest, frame, status
from worded_objects import worded

from coder.agreement.assignments import Lot, assign
from coder.building import build
from coder.cli.main import main, program
from coder.codebook.acts import Codebook
from coder.codebook.restructure import Recoding
from coder.coding.acts import Desk
from coder.coding.memos import Place
from coder.errors import CoderError
from coder.i18n import set_language
from coder.model.finding import ChosenQuotation, SignOff
from coder.model.identity import new_id
from coder.model.matrix import CellSummary
from coder.model.sample import Judgement, Sample
from coder.model.teamwork import Adjudication, Closing, Finished
from coder.model.text import Span
from coder.record import anchors
from coder.record.entry import Put
from coder.record.kinds import KINDS, OWNED, kind
from coder.record.reader import open_reader
from coder.record.study import Study
from coder.record.veil.blindness import require_seen, set_visibility
from coder.retrieval.passages import last_query
from coder.suggestions.bulk import code_by_keywords
from coder.transcripts.placement import LostAnchors
from coder.tui.app import CoderApp
from coder.tui.codebook.review_screen import ReviewScreen
from coder.tui.coding.screen import CodingScreen
from coder.tui.frame.asking.choice import NarrowScreen
from coder.tui.frame.asking.questions import ChooseScreen, ConfirmScreen
from coder.tui.frame.help import HelpScreen
from coder.tui.frame.places import VISITS
from coder.tui.home.screen import HomeScreen
from coder.tui.settings.preferences import Settings
from coder.workspace import Workspace

BLIND, OTHER = "robin", "kestrel"
MEMO = "CANARY-MEMO"
SHOWN = "缺人，真的找不到人"

# What each command is asked, as the blind coder. A new command belongs here, or below with the reason.
ASKED: dict[str, list[tuple[str, ...]]] = {
    "assign": [(), ("--json",)],
    "agree": [(), ("--unmarked", "--json")],
    "training": [(), (BLIND,), ("--json",)],
    "adjudicate": [()],
    "adjudicate cases": [(), ("--json",)],
    "adjudicate work": [()],
    "adjudicate decide": [("3f9c", "--neither")],
    "adjudicate agreed": [()],
    "adjudicate close": [("firm-a",)],
    "adjudicate settled": [(), ("--json",)],
    "transcripts": [(), ("--json",)],
    "cases": [()],
    "codes": [(), ("--json",), ("--together",), ("--together", "--json"), ("--together", "--layer", "settled")],
    "coders": [(), ("--json",)],
    "show": [("firm-a",), ("firm-a", "--json"), ("firm-b",)],
    "speakers": [("firm-a",), ("firm-a", "--json")],
    "figures": [(), ("--json",), ("--unused",)],
    "search": [
        ("經驗", "--json"), ("缺人", "--code", "shortage"), ("缺人", "--not-code", "shortage"),
        ("推薦", "--coded-by", BLIND), ("經驗", "--count", "case"), ("經驗", "--output", "-"),
    ],
    "quotes": [(), ("--json",), ("shortage",), ("talent", "--with-memo"), ("--sort", "coder"), ("shortage", "OVERLAP", "experience")],
    "words": [("shortage",), ("talent", "--json"), ("--uncovered",), ("--uncovered", "--by", "tfidf", "--json")],
    "similar": [("firm-a:3",), ("firm-a:3", "--json"), ("--duplicates",), ("--duplicates", "shortage", "--json")],
    "codebook overlaps": [(), ("--json",)],
    "memos": [(), ("--json",), (MEMO,), ("--on", "code")],
    "suggest": [(), ("--by", "keywords"), ("--evaluate",), ("--json",), ("--all-roles",)],
    "freq": [("--layer", "settled"), ("--layer", "k:2"), ("--layer", f"coder:{BLIND}"), ("--layer", "any"), (), ("--json",), ("--themes",), ("--by", "kind"), ("--csv", "-")],
    "findings": [("--layer", "k:1"), ("--layer", f"coder:{BLIND}"), (), ("--json",), ("--holds",)],
    "finding": [("F1",), ("F1", "--json"), ("F1", "--holds")],
    "trace": [("F1",), ("R1",), ("shortage",), ("F1", "--json")],
    "log": [
        (), ("--json",), ("--limit", "3"), ("--transcript", "firm-a"), ("--code", "shortage"), ("--code", "talent", "--json"),
        ("--transcript", "firm-a", "--code", "referral"), ("--by", BLIND), ("--kind", "memo"), ("--since", "2020-01-01"),
    ],
    "diff": [("1", "20"), ("1", "20", "--json")],
    "report": [()],
    "report-page": [(), ("--json",)],
    "lost": [(), ("--json",)],
    "conflicts": [(), ("--json",)],
    "audit sample": [("--size", "1")],
    "audit work": [()],
    "audit verdict": [("A-1-abcd", "supports")],
    "audit result": [(), ("--json",)],
    "revise": [("firm-a", "FOLDER/corrected.txt", "--dry-run"), ("firm-a", "FOLDER/corrected.txt", "--dry-run", "--json")],
}  # fmt: skip
TELLS_NO_CODINGS = {
    "init": "makes a new study",
    "build": "makes a new study",
    "codebook check": "the codebook is everybody's",
    "codebook diff": "the codebook is everybody's",
    "codebook apply": "the codebook is everybody's",
    "codebook export": "the codebook is everybody's",
    "codebook add": "changes the codebook, which all share; tells names alone",
    "codebook move": "changes the codebook, which all share; tells names alone",
    "codebook precision": "changes a code, which all share; tells its name alone",
    "codebook schema": "writes no content",
    "import": "takes transcripts in",
    "codings import": "says how many it took in",
    "lost place": "tells what it did to an anchor that lost shows",
    "lost drop": "tells what it did to an anchor that lost shows",
    "serve": "opens the screen",
    "verify": "proves the whole record: counts and hashes, no content",
    "coders open": "a lead's act, refused to a blind coder",
    "undo": "tells one's own act",
    "redo": "tells one's own act",
    "withdraw": "lists withdrawals alone; the rest is refused",
    "backup": "copies the file",
    "clone": "copies the file, without others' work",
    "changes": "copies the journal, without others' work",
    "merge": "counts what came in, but for others' work",
    "conflicts settle": "tells what it did",
    "restore": "puts a copy of the file in place",
    "names": "the key of names is everybody's",
    "names seen": "tells what it did",
    "names set": "tells what it did",
    "names load": "says how many it took in",
    "names redact": "tells what it did",
    "names drop": "tells what it did",
    "names leaks": "tells of transcripts, no codings",
    "finish": "tells one's own act",
    "coders name": "corrects a name",
    "transcript rename": "renames a transcript",
    "transcript move": "moves a transcript",
    "transcript remove": "is refused to the blind",
    "setting": "what the lead set for all, no codings",
    "sign": "tells keys and how far the record is signed",
    "sign key": "tells one's own key",
    "sign now": "tells how far the record is signed",
    "setting reset": "is a lead's, refused to the blind",
    "setting list": "what the lead set for all, no codings",
    "setting set": "is a lead's, refused to the blind",
    "case set": "sets attributes of a case",
    "case attributes": "tells of cases, no codings",
    "case type": "decides on an attribute of cases",
    "case rename-attribute": "renames an attribute of cases",
    "case label": "says what an attribute of cases is called",
    "coders role": "is a lead's, refused to the blind",
    "audit pack": "is refused, as reports are",
    "completion": "prints a script",
    "coders blind": "tells what it did",
    "suggesters": "packages and consents, no codings",
    "suggesters allow": "tells what it did",
    "suggesters forbid": "tells what it did",
    "coders sighted": "tells what it did",
}


def leaves(command: click.Command, path: str = "") -> list[str]:
    if not isinstance(command, click.Group):
        return [path]
    below = [
        command.get_command(click.Context(command), name) for name in command.list_commands(click.Context(command))
    ]
    found = [leaf for c in below for leaf in leaves(c, f"{path} {c.name}".strip())]
    return [*([path] if path and command.invoke_without_command else []), *found]


def span_of(document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def act_of_the_blind(path: Path) -> None:
    """Robin codes, decides and writes memos; the definition of a code she used changes."""
    with Study.open(path, BLIND) as study:
        desk, document = Desk(study), study.transcript("firm-a")
        desk.code(document, span_of(document, SHOWN), ["shortage"])
        desk.code(document, span_of(document, "推薦進來的人"), ["referral", "experience"])
        mine = next(c for c in study.transcript("firm-a").codings if c.code == "shortage")
        desk.write_memo("robin's memo", "coding", mine.id, mine.span)
        suggestion = desk.suggestions(study.transcript("firm-b"))[0]
        desk.reject(study.transcript("firm-b"), suggestion)
        old = study.project().code_by_id["shortage"]
        Codebook(study).do(Codebook(study).edit(old, dataclasses.replace(old, definition="新的定義"), "changed"))


def act_of_the_other(path: Path) -> None:
    """Kestrel does everything that can be done to transcripts, on the same words too."""
    with Study.open(path, OTHER) as study:
        desk, document = Desk(study), study.transcript("firm-a")
        desk.code(document, span_of(document, SHOWN), ["shortage", "experience"])
        desk.code(document, span_of(document, "新創很難跟大公司比"), ["shortage"])
        document = study.transcript("firm-a")
        theirs = next(c for c in document.codings if c.coder == OTHER)
        robins = next(c for c in document.codings if c.coder == BLIND)
        for place in (
            Place("coding", theirs.id, theirs.span), Place("coding", robins.id, robins.span),
            Place("transcript", document.info.id, Span(3, 9)), Place("transcript", document.info.id),
            Place("code", "shortage"), Place("case", "A"), Place("study", "study"),
        ):  # fmt: skip
            desk.write_memo(f"{MEMO} on {place.kind}", place.kind, place.target, place.span)
        for suggestion in desk.suggestions(study.transcript("firm-b")):
            desk.accept(study.transcript("firm-b"), suggestion)
        code_by_keywords(study, [t.id for t in study.project().transcripts])
        desk.recode(study.transcript("firm-a"), theirs, "referral")
        desk.code(study.transcript("firm-a"), span_of(document, "大公司"), ["referral"])
        desk.undo()
        make_of(study, desk, theirs.id)


def make_of(study: Study, desk: Desk, coding: str) -> None:
    """Kestrel judges, chooses, sums up and signs what she coded: each holds words of her own."""
    finding, place = study.project().findings[0].id, study.project().transcripts[0].id
    head = {"by": OTHER, "at": "2026-01-31T12:00:00+08:00"}
    made = [
        (
            "sample",
            Sample(
                id=new_id(), seed=7, strata="", scope=MEMO, population={"": 1}, drawn={coding: ""}, change=1, **head
            ),
        ),
        ("judgement", Judgement(id=new_id(), sample="s", coding=coding, verdict="does-not", note=MEMO, **head)),
        (
            "chosen",
            ChosenQuotation(id=new_id(), finding=finding, coding=coding, side="for", position=0, shown=MEMO, **head),
        ),
        ("cell", CellSummary(id=f"{MEMO}:A:shortage", text=MEMO, evidence="", **head)),
        ("signoff", SignOff(id=new_id(), finding=finding, change=1, **head)),
        ("finished", Finished(id=new_id(), transcript=place, coder=OTHER, text_hash=MEMO, at=head["at"])),
        (
            "adjudication",
            Adjudication(
                id=new_id(),
                transcript=place,
                text_hash="",
                judged=(),
                ruling="neither",
                settled=(),
                reason=MEMO,
                **head,
            ),
        ),
        ("closing", Closing(id=new_id(), transcript=place, text_hash=MEMO, **head)),
    ]
    before = {change.kind for change in study.journal.changes() if change.coder == OTHER} | dict(made).keys()
    stands = {"transcript": place, "finding": finding, "coding": coding, "code": "shortage", "coder": OTHER, **head}
    # Of the other kinds that are a person's own, one as the kind declares it; what a text displaces comes with one.
    rest = sorted(OWNED.keys() - before - {"lost"})
    made += [(name, worded(name, MEMO, kind(name).kept, **stands)) for name in rest]
    for name, value in made:
        study.record([Put(name, None, value)], f"{name}-made")
    desk.undo()
    desk.redo()


@pytest.fixture(scope="module")
def twins(tmp_path_factory) -> tuple[Path, Path]:
    """GIVEN a blind coder's study with another coder's work in it, and the same one without."""
    folder = tmp_path_factory.mktemp("twins")
    with_other, without = folder / "with", folder / "without"
    write_files(with_other)
    shutil.rmtree(with_other / "transcripts" / "codings")
    study = build(Workspace(with_other), "lead")
    for coder in (OTHER, BLIND):
        study.ensure_coder(coder)
    assign(study, ["firm-a", "firm-b"], [OTHER, BLIND], Lot(share=0.5, seed=4))
    set_visibility(study, BLIND, blind=True)
    study.close()
    act_of_the_blind(with_other / "study.db")
    text = (with_other / "transcripts" / "firm-a.txt").read_text("utf-8")
    (with_other / "corrected.txt").write_text(
        text.replace("真的找不到人", "很難找到人").replace("大公司", "大廠"), "utf-8"
    )
    shutil.copytree(with_other, without)
    act_of_the_other(with_other / "study.db")
    return with_other, without


@pytest.fixture
def told(capsys, monkeypatch):
    """Run a command in a folder as a coder; return its status and all it said."""
    monkeypatch.setenv("LANGUAGE", "en")

    def run(folder: Path, *arguments: str, coder: str = BLIND) -> tuple[int, str]:
        capsys.readouterr()
        done = main(["--study", str(folder), "--coder", coder, "--lang", "en", *arguments])
        captured = capsys.readouterr()
        set_language("zh_TW")
        return done, (captured.out + captured.err).replace(str(folder), "FOLDER")

    return run


def test_every_command_has_been_considered():
    found = leaves(program())
    assert sorted(found) == sorted([*ASKED, *TELLS_NO_CODINGS])


@pytest.mark.parametrize(("name", "arguments"), [(n, a) for n, asked in ASKED.items() for a in asked])
def test_a_command_tells_the_blind_what_it_would_tell_if_she_coded_alone(twins, told, name, arguments):
    said = [told(folder, *name.split(), *(a.replace("FOLDER", str(folder)) for a in arguments)) for folder in twins]
    assert said[0] == said[1]


def test_what_names_the_other_is_refused_or_not_found(twins, told):
    folder, _without = twins
    with Study.open(folder / "study.db", OTHER) as study:
        theirs = next(c for c in study.transcript("firm-a").codings if c.coder == OTHER)
        act = next(a.act for a in study.acts() if a.verb == "recode")
    for arguments in (
        ("memos", "--coder-is", OTHER), ("quotes", "--coder-is", OTHER), ("log", "--coder", OTHER), ("trace", theirs.id),
        ("search", "經驗", "--coded-by", OTHER), ("freq", "--layer", f"coder:{OTHER}"), ("log", "--act", act), ("report", "--format", "csv"),
        ("audit", "pack"),
    ):  # fmt: skip
        done, said = told(folder, *arguments)
        assert done == 1
        assert "Error" in said
        assert MEMO not in said
        assert told(folder, *arguments, coder="lead")[0] == 0


def test_a_file_of_quotes_holds_ones_own(twins, told):
    written = []
    for folder in twins:
        assert told(folder, "quotes", "--output", str(folder / "quotes.md"))[0] == 0
        text = (folder / "quotes.md").read_text("utf-8")
        # The stamp is of the whole record.
        stamp = ("| Journal head", "| Changes", "| Made")
        written.append([line for line in text.split("\n") if not line.startswith(stamp)])
    assert written[0] == written[1]
    assert OTHER not in "\n".join(written[0])


def test_once_the_veil_is_lifted_everything_is_there(twins, told, tmp_path):
    folder = tmp_path / "lifted"
    shutil.copytree(twins[0], folder)
    assert told(folder, "coders", "sighted", BLIND, coder="lead")[0] == 0
    assert told(folder, "memos")[1].count(MEMO) == 7
    assert OTHER in told(folder, "show", "firm-a")[1]
    assert OTHER in told(folder, "quotes", "referral")[1]
    assert OTHER in told(folder, "trace", "F1")[1]
    assert told(folder, "report", "--to", str(tmp_path))[0] == 0
    assert "accept-all" in told(folder, "log", "--json")[1]
    assert re.search(r"kestrel +kestrel +\d", told(folder, "coders")[1])
    assert "blind" not in told(folder, "transcripts")[1]


def test_who_lifts_the_veil_is_asked_and_named(twins, told, tmp_path):
    folder = tmp_path / "asked"
    shutil.copytree(twins[0], folder)
    done, said = told(folder, "coders", "sighted", BLIND)
    assert (done, "--yes" in said) == (1, True)
    assert told(folder, "coders", "sighted", BLIND, "--yes")[0] == 0
    assert re.search(r"robin +ended blind coding for.*robin", told(folder, "log", coder="lead")[1])
    assert MEMO in told(folder, "memos")[1]
    # Back to blind by undo; doing it again would show all, so that is asked too.
    assert told(folder, "undo")[0] == 0
    assert MEMO not in told(folder, "memos")[1]
    assert told(folder, "redo")[0] == 1
    assert MEMO not in told(folder, "memos")[1]
    assert told(folder, "redo", "--yes")[0] == 0
    assert MEMO in told(folder, "memos")[1]
    assert told(folder, "verify")[0] == 0


def test_coders_that_are_not_there_and_that_are_so_already(twins, told, tmp_path):
    folder = tmp_path / "named"
    shutil.copytree(twins[0], folder)
    done, said = told(folder, "coders", "blind", "nobody", coder="lead")
    assert (done, "no coder nobody" in said, OTHER in said) == (1, True, True)
    assert told(folder, "coders", "blind", BLIND, coder="lead")[0] == 1
    assert told(folder, "coders", "sighted", OTHER, coder="lead")[0] == 1
    # Who has not coded yet joins by it.
    assert told(folder, "coders", "blind", "wren", coder="wren")[0] == 0
    assert MEMO not in told(folder, "memos", coder="wren")[1]
    assert told(folder, "undo", "--yes", coder="wren")[0] == 0
    assert MEMO in told(folder, "memos", coder="wren")[1]


def test_a_blind_coders_acts_carry_what_she_does_not_see(twins, tmp_path):
    shutil.copytree(twins[0], tmp_path / "acts")
    path = tmp_path / "acts" / "study.db"

    def standing(code: str) -> int:
        with open_reader(path, None) as connection:
            return connection.execute("SELECT count(*) FROM coding WHERE code = ?", (code,)).fetchone()[0]

    before = standing("shortage"), standing("experience")
    with Study.open(path, BLIND) as study:
        recoding, desk = Recoding(study), Desk(study)
        plan = recoding.merge("shortage", "experience")
        assert OTHER not in "".join(plan.lines)
        assert plan.lines[0] == "1 份逐字稿中的 1 筆編碼紀錄（robin）"
        done = Codebook(study).do(plan)
        assert standing("shortage") == 0
        assert standing("experience") > before[1]
        assert {c.kind for c in study.changes(done.act)} >= {"code", "coding"}
        assert all(OTHER not in (c.after or "") for c in study.changes(done.act))
        undone = desk.undo()
        assert all(getattr(value, "coder", BLIND) == BLIND for pair in undone.changes for value in pair)
        assert (standing("shortage"), standing("experience")) == before
        # The memo that the other wrote on her coding goes with it, and comes back with it.
        document = study.transcript("firm-a")
        mine = next(c for c in document.codings if c.code == "shortage")
        desk.remove(document, [mine])
        with study.unveiled():
            assert not [m for m in study.transcript("firm-a").memos if m.target == mine.id]
        desk.undo()
        with study.unveiled():
            assert len([m for m in study.transcript("firm-a").memos if m.target == mine.id]) == 2
        assert study.verify() == []
        assert study.transcript("firm-a").memos[0].coder == BLIND


def test_after_a_revision_the_blind_are_told_of_their_own_lost_anchors_alone(twins, told, tmp_path):
    folders = [tmp_path / "with", tmp_path / "without"]
    for folder, twin in zip(folders, twins, strict=True):
        shutil.copytree(twin, folder)
        # What the blind coder does carries what she does not see, and tells nothing of it.
        done, said = told(folder, "revise", "firm-a", str(folder / "corrected.txt"))
        assert done == 0
        assert OTHER not in said
    for asked in (
        ("lost",),
        ("lost", "--json"),
        ("show", "firm-a"),
        ("transcripts",),
        ("memos",),
        ("quotes",),
    ):
        assert told(folders[0], *asked) == told(folders[1], *asked), asked
    numbers = [re.findall(r"revised the transcript\S+ +(\d+)", told(folder, "log")[1]) for folder in folders]
    assert numbers[0] == numbers[1]
    frames = [played(folder, lost_and_home) for folder in folders]
    assert frames[0] == frames[1]
    with Study.open(folders[0] / "study.db", "lead") as study:
        assert {one.coder for one in anchors.lost(study.reader)} == {BLIND, OTHER}
    with Study.open(folders[0] / "study.db", BLIND) as study:
        lost = LostAnchors(study)
        assert {e.lost.coder for e in lost.entries()} == {BLIND}
        document, entry = study.transcript("firm-a"), lost.entries()[0]
        lost.place(document, entry.lost, entry.place)
        with study.unveiled():
            # The other's memo on her coding went with it.
            placed = study.transcript("firm-a")
            mine = next(c for c in placed.codings if c.id == entry.lost.id)
            assert {(m.coder, m.start) for m in placed.memos if m.target == mine.id} >= {(OTHER, mine.start)}
        assert Desk(study).undo()
        assert study.verify() == []
    assert told(folders[0], "undo")[0] == 0
    assert told(folders[0], "verify")[0] == 0


async def lost_and_home(app, pilot) -> list[str]:
    home = await settled(app, pilot)
    app.action_visit("lost")
    return [home, await settled(app, pilot)]


def test_what_has_an_author_is_the_authors_own_or_declared_as_everybodys():
    authored = {name for name in KINDS if {"coder", "by"} & {f.name for f in dataclasses.fields(kind(name).cls)}}
    # A leave to send words away, an alias, the frame of a matrix, an assignment, a withdrawal, a key and what two studies share hold nothing coded.
    assert authored == {*OWNED, "consent", "alias", "matrix", "assignment", "erasure", "signer", "opening", "pairing"}
    assert all(kind(name).owner in kind(name).columns for name in OWNED)


def test_the_other_made_one_of_every_kind_that_is_a_persons_own(twins):
    with Study.open(twins[0] / "study.db", "lead") as study:
        made = {change.kind for change in study.journal.changes() if change.coder == OTHER}
    # What a corrected text displaces is looked at after the revision.
    assert OWNED.keys() - made == {"lost"}


def test_a_cell_that_another_wrote_is_refused_without_its_words(twins, tmp_path):
    folder = tmp_path / "cell"
    shutil.copytree(twins[0], folder)
    with Study.open(folder / "study.db", "lead") as study:
        theirs = next(iter(study.reader.all(CellSummary)))
    with Study.open(folder / "study.db", BLIND) as study:
        mine = replace(theirs, text="mine", by=BLIND)
        with pytest.raises(CoderError, match="已經有人寫過") as refused:
            study.record([Put("cell", None, mine)], "summary")
        assert OTHER not in f"{refused.value} {refused.value.hint}"
        assert study.reader.all(CellSummary) == []


def test_nothing_made_of_others_work_is_told_by_the_journal(twins, told):
    with Study.open(twins[0] / "study.db", "lead") as study:
        acts = [act.act for act in study.journal.acts()]
    asked = [("log", "--act", act, "--json") for act in acts]
    asked += [("log", "--json"), ("diff", "#0", "--json"), ("diff", "#0")]
    said = {command: told(twins[0], *command)[1] for command in asked}
    assert [command for command, text in said.items() if MEMO in text] == []
    assert BLIND in said["log", "--json"]


def played(folder: Path, story, size: tuple[int, int] = (120, 40), coder: str = BLIND):
    """Run a story on the screen of a study and return what it returns."""

    async def go():
        with Study.open(folder / "study.db", coder) as study:
            app = CoderApp(study, Settings())
            async with app.run_test(size=size, notifications=True) as pilot:
                return await story(app, pilot)

    return asyncio.run(go())


async def settled(app, pilot) -> str:
    """Return the screen once nothing is read any more."""
    for _ in range(60):
        await pilot.pause(0.02)
        await at_rest(app)
        home = app.screen
        searching = getattr(home, "waits", False)
        if not searching and (not isinstance(home, HomeScreen) or (home.waiting and home.glance is not None)):
            break
    await pilot.pause()
    return frame(app)


async def visit_history(app, keep, transcript: str) -> None:
    """Go through the history, all of it and filtered."""
    for step in range(12 if LONG else 4):
        app.screen.listing.go(step)
        await keep(f"history {step}")
    app.screen._narrow(replace(app.screen.filters, transcript=transcript))
    await keep("history of a transcript")
    app.screen._narrow(replace(app.screen.filters, transcript="", code="shortage"))
    await keep("history of a code")


async def visited(app, pilot) -> dict[str, str]:
    """Return the text of every screen, and of the questions that foretell what an act touches."""
    frames = {"home": await settled(app, pilot)}

    async def keep(name: str) -> None:
        frames[name] = await settled(app, pilot)

    study = app.study
    document = study.transcript("firm-a")
    for words in (SHOWN, "新創很難", "推薦進來"):
        app.open_transcript("firm-a", document.text.index(words))
        await keep(f"coding {words}")
        app.pop_screen()
    for place in VISITS:
        app.action_visit(place)
        await keep(place)
        if place == "quotes":
            app.screen._write_expression("shortage OR referral OR experience")
            await keep("quotes of codes")
            app.screen.action_filter("coder")
            await pilot.pause()
            assert isinstance(app.screen, ChooseScreen)
            await keep("quotes: coders to choose from")
            app.pop_screen()
        if place == "search":
            app.screen.query_one("#query").value = "缺人 OR 新創"
            app.screen.change(typed="缺人 OR 新創")
            await keep("search")
            app.screen.state = app.screen.state.filtered("code", "shortage")
            app.screen.change()
            await keep("search on codings of shortage")
            app.screen.action_filter("coder")
            await pilot.pause()
            assert isinstance(app.screen, NarrowScreen)
            await keep("search: coders to choose from")
            app.pop_screen()
        if place == "history":
            await visit_history(app, keep, document.info.id)
        if place == "codebook":
            screen = app.screen
            screen.reload("shortage")
            await keep("codebook: shortage")
            screen.action_archive()
            await pilot.pause()
            assert isinstance(app.screen, ConfirmScreen)
            await keep("archive")
            app.pop_screen()
            plan = screen.recoding.merge("shortage", "experience")
            app.push_screen(ConfirmScreen("merge", plan.lines))
            await keep("codes to merge")
            app.pop_screen()
            app.push_screen(ConfirmScreen("split", screen.recoding.split("shortage", ["一", "二"]).lines))
            await keep("code to split")
            app.pop_screen()
        app.pop_screen()
    for everyone in (False, True):
        app.push_screen(ReviewScreen(None))
        await pilot.pause()
        if everyone:
            app.screen.action_toggle_everyone()
        await keep(f"review {everyone}")
        app.pop_screen()
    app.push_screen(HelpScreen({}))
    await keep("help")
    app.pop_screen()
    await keep("home again")
    return frames


@pytest.mark.parametrize("size", [(80, 24), (140, 44)] if LONG else [(80, 24)])
def test_the_screens_show_the_blind_what_they_would_show_if_she_coded_alone(twins, tmp_path, size):
    frames = []
    for folder in twins:
        # Each alone at the same place: a screen lists the folders beside a study by their path.
        own = tmp_path / "seat" / "study"
        shutil.copytree(folder, own)
        shown = played(own, visited, size)
        shutil.rmtree(own)
        frames.append({name: re.sub(r"\d+\.\d+ 秒", "", text) for name, text in shown.items()})
    assert frames[0].keys() == frames[1].keys()
    for name, text in frames[0].items():
        assert text == frames[1][name], name
        assert MEMO not in text
        # That someone joined is everybody's to know.
        assert OTHER not in text or name.startswith("history")
    assert "盲編" in frames[0]["home"].split("\n")[0]
    assert "盲編" in frames[0][f"coding {SHOWN}"].split("\n")[0]


def test_the_walk_would_find_the_other(twins, tmp_path):
    folder = tmp_path / "sighted"
    shutil.copytree(twins[0], folder)
    with Study.open(folder / "study.db", "lead") as study:
        set_visibility(study, BLIND, blind=False)
    frames = played(folder, visited)
    telling = {name for name, text in frames.items() if OTHER in text or MEMO in text}
    assert telling >= {
        "home", f"coding {SHOWN}", "quotes of codes", "quotes: coders to choose from", "search: coders to choose from",
        "memos", "archive", "codes to merge", "code to split", "review True",
    }  # fmt: skip
    assert "盲編" not in "".join(text.split("\n")[0] for text in frames.values())


def test_a_screen_that_stands_open_is_left_when_the_veil_falls_or_lifts(twins, tmp_path):
    folder = tmp_path / "open"
    shutil.copytree(twins[0], folder)
    with Study.open(folder / "study.db", "lead") as lead:
        set_visibility(lead, BLIND, blind=False)

        async def story(app, pilot):
            app.action_visit("memos")
            assert MEMO in await settled(app, pilot)
            app.screen.action_new()
            await pilot.pause()
            set_visibility(lead, BLIND, blind=True)
            await app._follow()
            shown = await settled(app, pilot)
            assert isinstance(app.screen, HomeScreen)
            assert "盲編" in shown
            assert OTHER not in shown
            app.open_transcript("firm-a")
            assert isinstance(app.screen, CodingScreen)
            assert OTHER not in await settled(app, pilot)
            set_visibility(lead, BLIND, blind=False)
            await app._follow()
            assert OTHER in await settled(app, pilot)

        played(folder, story)


def test_on_the_screen_undo_leaves_blindness_alone(twins, tmp_path):
    folder = tmp_path / "undo"
    shutil.copytree(twins[0], folder)
    with Study.open(folder / "study.db", "wren") as study:
        set_visibility(study, "wren", blind=True)

    async def story(app, pilot):
        app.open_transcript("firm-a")
        await settled(app, pilot)
        app.screen.action_undo()
        await pilot.pause()
        assert "沒有可復原的" in status(app)
        assert OTHER not in frame(app)

    played(folder, story, coder="wren")


def test_a_query_kept_from_sighted_days_is_not_asked_again(twins, tmp_path):
    folder = tmp_path / "kept"
    shutil.copytree(twins[0], folder)
    with Study.open(folder / "study.db", BLIND) as study:
        study.remember("retrieval", '{"expression": "shortage", "filters": {"coders": ["kestrel"]}}')
        assert last_query(study).filters.coders == ()
        with pytest.raises(CoderError, match="盲編"):
            require_seen(study, OTHER)
