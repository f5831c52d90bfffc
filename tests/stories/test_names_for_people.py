"""People read names: no command and no screen tells a coder, a coding or a suggester by its id.

Every coder has an id of their own beside their name. Data for programs (JSON, CSV) holds ids, and what was typed may be said back.
"""

from __future__ import annotations

import asyncio
import re
import shutil
from pathlib import Path

import pytest
from cli.samples import write_files
from every_command import COMMANDS, OTHER, WORD, calls, made_of_every_kind
from screen_reading import at_rest, frame

from coder.agreement.assignments import Lot, assign
from coder.audit.field_names import field_name
from coder.building import build
from coder.cli.main import main
from coder.coding.whole_transcripts import name_coder
from coder.i18n import set_language
from coder.model.coding import Suggestion
from coder.record.entry import Put
from coder.record.kinds import KINDS, kind
from coder.record.study import Study
from coder.tui.app import CoderApp
from coder.tui.coding.why_rows import why_rows
from coder.tui.frame.places import VISITS
from coder.tui.settings.preferences import Settings
from coder.workspace import Workspace

NAMES = {"ct40": "Lena Wu", "ct41": "Ann Lee", "ct42": "Bo Chen", OTHER: "Kes Trel"}
LEAD = "ct40"
# The journal's own texts may hold anything: the word that stands in every text of a test is random.
INTERNAL = re.compile(rf"\b(?:{'|'.join(NAMES)})\b|(?<![0-9a-f])[0-9a-f]{{32}}(?![0-9a-f])|(?:keywords|combined)/\d")
FOR_PROGRAMS = {"--json", "--csv", "--output", "--template"}


@pytest.fixture(scope="module")
def studied(tmp_path_factory) -> Path:
    """GIVEN a study of four people whose ids are not their names, with one object of every kind of one's own."""
    folder = tmp_path_factory.mktemp("names") / "study"
    write_files(folder)
    codings = folder / "transcripts" / "codings" / "sample.csv"
    codings.write_text(codings.read_text("utf-8").replace(",ann,", ",ct41,").replace(",bob,", ",ct42,"), "utf-8")
    study = build(Workspace(folder), LEAD)
    for key, name in NAMES.items():
        study.ensure_coder(key)
        name_coder(study, key, name)
    assign(study, ["firm-a", "firm-b"], ["ct41", "ct42"], Lot())
    study.close()
    with Study.open(folder / "study.db", OTHER) as study:
        for name, value in made_of_every_kind(study):
            study.record([Put(name, None, value)], f"{name}-made")
    (folder / "corrected.txt").write_text(
        (folder / "transcripts" / "firm-a.txt").read_text("utf-8").replace("大公司", "大廠"), "utf-8"
    )
    return folder


def internal(text: str) -> list[str]:
    """Return the lines that tell somebody or something by an id."""
    return [line.strip() for line in text.replace(WORD, "").splitlines() if INTERNAL.search(line)]


# The list of coders tells ids too, for they can be typed; proofs tell rows of the file, which may hold no name any more.
@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in {"coders", "verify"}])
def test_no_command_tells_anybody_by_an_id(studied, capsys, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "study"
    found = []
    for arguments in {tuple(one) for one in calls(COMMANDS[name], folder, set())}:
        asked = [one for one in arguments if one != "--json"]
        if FOR_PROGRAMS & set(asked):
            continue
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(studied, folder)
        capsys.readouterr()
        main(["--study", str(folder), "--coder", LEAD, "--lang", "en", *name.split(), *asked])
        told = capsys.readouterr()
        set_language("zh_TW")
        found += [(asked, line) for line in internal(told.out + told.err)]
    assert found == []


@pytest.mark.parametrize("place", [*VISITS, "coding"])
def test_no_screen_tells_anybody_by_an_id(studied, tmp_path, place):
    folder = tmp_path / "study"
    shutil.copytree(studied, folder)

    async def story() -> list[str]:
        with Study.open(folder / "study.db", LEAD) as study:
            app, shown = CoderApp(study, Settings()), []
            async with app.run_test(size=(160, 48)) as pilot:
                app.open_transcript("firm-a") if place == "coding" else app.action_visit(place)
                for key in ("home", "down", "tab", "enter", "enter", "escape"):
                    await pilot.pause()
                    await at_rest(app)
                    await pilot.pause()
                    shown.append(frame(app))
                    await pilot.press(key)
            return shown

    assert [line for shown in asyncio.run(story()) for line in internal(shown)] == []


def test_the_changes_of_every_act_are_told_in_words(studied, capsys):
    with Study.open(studied / "study.db", LEAD) as study:
        acts = [act.act for act in study.acts()]
    for act in acts:
        capsys.readouterr()
        assert main(["--study", str(studied), "--coder", LEAD, "--lang", "en", "log", "--act", act]) == 0
        assert internal(capsys.readouterr().out) == [], act


def test_the_reasons_of_suggestions_name_coders_and_suggesters(studied):
    with Study.open(studied / "study.db", LEAD) as study:
        document = study.transcript("firm-a")
        mine = next(c for c in document.codings if c.coder == "ct41")
        one = Suggestion(
            transcript=document.info.id,
            code="shortage",
            start=10,
            end=20,
            score=0.81,
            suggester="keywords/2",
            evidence=(),
            similar=(mine.id,),
        )
        told = "\n".join(text for _key, text in why_rows(study, document, [one]))
    assert "依關鍵詞" in told
    assert "Ann Lee" in told
    assert internal(told) == []


def test_a_coder_is_found_by_the_name_that_people_read(studied, capsys):
    with Study.open(studied / "study.db", "Ann Lee") as study:
        assert study.coder == "ct41"
    for name, asked in (
        ("Ann Lee", ["log", "--by"]),
        ("Ann Lee", ["memos", "--coder-is"]),
        ("Bo Chen", ["quotes", "--coder-is"]),
        ("Bo Chen", ["freq", "--coder-is"]),
    ):
        capsys.readouterr()
        assert main(["--study", str(studied), "--coder", "Lena Wu", "--lang", "en", *asked, name]) == 0
        assert name in capsys.readouterr().out
    assert main(["--study", str(studied), "--coder", "Lena Wu", "search", "經驗", "--coded-by", "Bo Chen"]) == 0
    assert "經驗" in capsys.readouterr().out


def test_every_field_that_the_history_tells_has_a_name():
    told = {field for name in KINDS for field in kind(name).told_fields if kind(name).told != "elsewhere"}
    assert [field for field in sorted(told) if not re.search("[\u4e00-\u9fff]", field_name(field))] == []
