"""The list of names says how often each stands, and warns of what would print nonsense."""

from __future__ import annotations

import json
import re

import pytest

from coder.cli.main import main
from coder.language.fold import fold
from coder.model.names.aliases import Replacer
from coder.privacy.name_list import aliases, drop_alias, redact, set_alias
from coder.privacy.name_use import name_use, name_uses


def test_it_counts_a_name_wherever_a_report_would_print_it(study):
    text = study.transcript("firm-a").text
    set_alias(study, "證照", "某物", "other")
    use = name_use(study, "證照")
    assert use is not None
    assert use.times >= text.count("證照") > 0
    assert use.warnings == ()


def test_it_warns_at_none_at_one_character_and_at_an_alias_used_twice(study):
    set_alias(study, "這名稱沒有", "甲公司", "other")
    set_alias(study, "我", "某乙", "person")
    set_alias(study, "證照", "某乙", "other")
    redact(study, "員工")
    redact(study, "面試")
    warned = {use.name: " ".join(use.warnings) for use in name_uses(study)}
    assert "文字裡沒有" in warned["這名稱沒有"]
    assert "只有一個字" in warned["我"]
    assert "證照" in warned["我"]
    assert "我" in warned["證照"]
    assert "代稱" not in warned["員工"] + warned["面試"], "blanks are meant to look alike"


def test_names_of_one_case_share_what_is_printed(study):
    from dataclasses import replace

    from coder.model.codebook import Case
    from coder.record.entry import Put

    case = study.reader.one(Case, "A")
    study.record([Put("case", case, replace(case, aliases=("某公司", "證照")))], "case")
    assert all(not any("代稱" in warning for warning in use.warnings) for use in name_uses(study))


def test_the_command_says_it_at_once_and_in_the_list(study, monkeypatch, capsys):
    set_alias(study, "證照", "某乙", "other")
    monkeypatch.chdir(study.path.parent)
    assert main(["--coder", "甲", "names", "set", "我", "某乙"]) == 0
    told = capsys.readouterr().err
    assert "我 共出現" in told
    assert "只有一個字" in told
    assert "和 證照 用同一個代稱" in told
    assert main(["--coder", "甲", "names"]) == 0
    assert "只有一個字" in " ".join(capsys.readouterr().out.split())


def test_a_file_of_names_warns_as_the_command_does(study, monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(study.path.parent)
    (tmp_path / "names.csv").write_text("name,alias\n我,某乙\n證照,某乙\n這名稱沒有,丙\n員工,丁\n", "utf-8")
    assert main(["--coder", "甲", "names", "load", str(tmp_path / "names.csv")]) == 0
    told = capsys.readouterr().err
    assert re.search(r"我 共出現 \d+ 次", told)
    assert "我: 只有一個字" in told
    assert "和 證照 用同一個代稱" in told
    assert "這名稱沒有: 文字裡沒有" in told
    assert "員工" not in told, "nothing to think of"
    assert re.search(r"總共出現 \d+ 次", told)


def test_a_file_of_very_many_names_is_refused_and_few_warnings_are_told(study, monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(study.path.parent)
    path = tmp_path / "names.csv"
    path.write_text("name,alias\n" + "".join(f"無此人{n},某{n}\n" for n in range(30)), "utf-8")
    monkeypatch.setattr("coder.privacy.name_list._MOST", 29)
    assert main(["--coder", "甲", "names", "load", str(path)]) == 1
    assert "names.csv:31" in capsys.readouterr().err
    assert not aliases(study)
    monkeypatch.setattr("coder.privacy.name_list._MOST", 30)
    assert main(["--coder", "甲", "names", "load", str(path)]) == 0
    told = capsys.readouterr().err
    assert told.count("文字裡沒有") == 20
    assert "還有 10 個" in told


@pytest.mark.parametrize("name", ["AI人才", "AI 人才", "ＡＩ人才", "ai\u3000人才", "AI-人才"])
def test_a_name_is_one_in_all_widths_and_spaces(study, name):
    """It is found in each spelling, counted together, and one entry on the list."""
    spelt = "AI人才、AI 人才、ＡＩ　人才、ai人才、AI-人才"
    assert Replacer({name: "甲"}, fold).text(spelt) == "甲、甲、甲、甲、甲"
    assert Replacer({name: "甲"}, fold).counts(spelt).total() == 5
    assert Replacer({name: "甲"}, fold).text("XAI人才、AI人") == "XAI人才、AI人"
    set_alias(study, "AI人才", "甲", "other")
    set_alias(study, name, "乙", "other")
    assert [one.alias for one in aliases(study)] == ["乙"]
    drop_alias(study, "AI人才")
    assert aliases(study) == []


def test_who_reads_leaks_is_told_what_was_not_looked_for(study, monkeypatch, capsys):
    monkeypatch.chdir(study.path.parent)
    assert main(["--coder", "甲", "names", "leaks", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert "電話" in told["looked_for"]
    assert "學校" in told["not_looked_for"]
