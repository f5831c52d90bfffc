"""The codebook's files and the study, in both directions, with all that people wrote around the fields."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coder.codebook.acts import Codebook, Draft
from coder.codebook.restructure import Recoding
from coder.record.entry import Put
from coder.record.study import Study

from .conftest import Run

COMMENTED = """\
# yaml-language-server: $schema=schema/codebook.schema.json
# 研究小組的編碼簿
title: '小研究'
title_en: Small study

themes:
  # 人才
  - id: talent
    name: 人才競爭   # 主要主題
    name_en: "Talent competition"
    color: "#ff0000"
    codes:
      # 先看短缺
      - id: shortage
        name: 人才短缺
        name_en: Shortage
        definition: >-
          說到人不夠，
          或找不到人。
        keywords: [缺人, "找不到人"]   # 常見說法

      # 再看管道
      - id: referral
        name: 推薦
        keywords:
          - 推薦  # 最常見
          - 內推
        exclude: [推薦信]

  # 能力
  - id: skills
    name: 能力
    codes:
      - id: experience
        name: 實務經驗
        keywords: [經驗]
# 完
"""


def comments(text: str) -> list[str]:
    return sorted(line.partition("#")[2].strip() for line in text.splitlines() if "# " in line)


@pytest.fixture
def book(study: Path, run: Run) -> Path:
    path = study / "codebook" / "codebook.yaml"
    path.write_text(COMMENTED, "utf-8")
    assert run("codebook", "apply").status == 0
    assert run("codebook", "diff").status == 0
    return path


def edit(folder: Path, *acts):
    with Study.open(folder / "study.db", "ann") as opened:
        for act in acts:
            Codebook(opened).do(act(Codebook(opened), opened))


def code(study: Study, key: str):
    return study.project().code_by_id[key]


def test_nothing_changed_writes_nothing(study: Path, book: Path, run: Run):
    before = book.stat().st_mtime_ns
    assert "hold what the study says" in run("codebook", "export").out
    assert book.read_text("utf-8") == COMMENTED
    assert book.stat().st_mtime_ns == before


def test_an_edit_comes_into_the_file_beside_all_that_was_written(study: Path, book: Path, run: Run):
    edit(study, lambda b, s: b.edit(code(s, "referral"), replace(code(s, "referral"), name="熟人推薦")))
    found = run("codebook", "diff")
    assert found.status == 1
    assert "file:  推薦" in found.out
    assert "study: 熟人推薦" in found.out
    shown = run("codebook", "export", "--dry-run")
    assert "+        name: 熟人推薦" in shown.out
    assert book.read_text("utf-8") == COMMENTED
    assert run("codebook", "export").status == 0
    assert book.read_text("utf-8") == COMMENTED.replace("name: 推薦\n", "name: 熟人推薦\n")
    assert "say the same" in run("codebook", "diff").out


EDITS = {
    "rename": [lambda b, s: b.edit(code(s, "talent"), replace(code(s, "talent"), name="人才: yes #1"))],
    "define": [lambda b, s: b.edit(code(s, "shortage"), replace(code(s, "shortage"), definition="a\n「b」: c"), "changed")],
    "odd words": [lambda b, s: b.edit(code(s, "shortage"), replace(code(s, "shortage"), name="12", keywords=("yes", "3.5", "a, b", "😀𪜶", "#x", "缺人")))],
    "recolour": [lambda b, s: b.edit(code(s, "skills"), replace(code(s, "skills"), color="#123456"))],
    "keywords": [lambda b, s: b.edit(code(s, "referral"), replace(code(s, "referral"), keywords=("推薦", "介紹")))],
    "no keywords": [lambda b, s: b.edit(code(s, "referral"), replace(code(s, "referral"), keywords=(), exclude=()))],
    "add": [lambda b, _s: b.add(Draft(name="薪水", name_en="Pay"), "talent"), lambda b, _s: b.add(Draft(name="新主題"), None)],
    "move": [lambda b, _s: b.move("shortage", "skills")],
    "reorder": [lambda b, _s: b.shift("referral", -1), lambda b, _s: b.shift("skills", -1)],
    "archive": [lambda b, _s: b.archive("experience"), lambda b, _s: b.archive("skills")],
    "archive and restore": [lambda b, _s: b.archive("experience"), lambda b, _s: b.restore("experience")],
    "merge": [lambda _b, s: Recoding(s).merge("shortage", "referral")],
    "split": [lambda _b, s: Recoding(s).split("referral", ["內部推薦", "外部推薦"])],
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_every_act_goes_into_the_files_and_no_comment_is_lost(study: Path, book: Path, run: Run, name: str):
    edit(study, *EDITS[name])
    assert run("codebook", "export").status == 0
    text = book.read_text("utf-8")
    assert run("codebook", "diff").out == "Files and study say the same.\n"
    assert run("codebook", "check").status == 0
    lost = {comment for comment in comments(COMMENTED) if comment not in text}
    assert lost <= ({"最常見"} if name == "no keywords" else set())
    for line in ("title: '小研究'", 'name_en: "Talent competition"', "# 完"):
        assert line in text
    assert run("codebook", "apply").out.startswith("The study holds")
    assert run("codebook", "export").out.startswith("The files hold")
    assert run("verify").status == 0


def test_files_of_which_one_is_refused_are_not_applied_at_all(study: Path, book: Path, run: Run):
    cells = "cells:\n  - row: nowhere\n    column: shortage\n    summary: 摘要\n"
    (book.parent / "matrices.yaml").write_text(cells, "utf-8")
    book.write_text(book.read_text("utf-8").replace("人才短缺", "缺工"), "utf-8")
    found = run("codebook", "apply")
    assert found.status != 0
    assert "nowhere" in found.err
    with Study.open(study / "study.db", "ann") as opened:
        assert code(opened, "shortage").name == "人才短缺"
    assert run("verify").status == 0


def test_files_that_cite_in_vain_are_not_applied_unless_the_study_does_already(study: Path, book: Path, run: Run):
    path = book.parent / "findings.yaml"
    whole = path.read_text("utf-8")
    path.write_text(whole.replace("supports:", "text: '[[quote:A-3-0000]]'\n    supports:", 1), "utf-8")
    book.write_text(book.read_text("utf-8").replace("人才短缺", "缺工"), "utf-8")
    line = next(n for n, row in enumerate(path.read_text("utf-8").split("\n"), 1) if "A-3-0000" in row)
    for command in ("apply", "check"):
        refused = run("codebook", command)
        assert refused.status == 1
        assert f"findings.yaml:{line}: [[quote:A-3-0000]] leads nowhere" in refused.err
        assert "coder quotes" in refused.err
    assert "缺工" not in run("codes").out
    with Study.open(study / "study.db", "甲") as opened:
        old = opened.project().findings[0]
        opened.record([Put("finding", old, replace(old, text="[[quote:A-3-0000]]"))], "write")
    applied = run("codebook", "apply")
    assert applied.out.startswith("Applied")
    assert f"findings.yaml:{line}: [[quote:A-3-0000]] leads nowhere" in applied.err


def test_a_merge_changes_the_findings_file_too(study: Path, book: Path, run: Run):
    path = study / "codebook" / "findings.yaml"
    path.write_text("# 五項發現\n" + path.read_text("utf-8"), "utf-8")
    edit(study, lambda _b, s: Recoding(s).merge("shortage", "experience"))
    assert "findings.yaml" in run("codebook", "export").err
    assert "supports: [experience]" in path.read_text("utf-8")
    assert path.read_text("utf-8").startswith("# 五項發現")
    assert run("codebook", "diff").status == 0


def test_archived_stands_in_the_file_and_comes_back_from_it(study: Path, book: Path, run: Run):
    edit(study, lambda b, _s: b.archive("experience"))
    run("codebook", "export")
    assert "archived: true" in book.read_text("utf-8")
    book.write_text(book.read_text("utf-8").replace("archived: true", "archived: false"), "utf-8")
    assert run("codebook", "apply").status == 0
    with Study.open(study / "study.db", "ann") as opened:
        assert not code(opened, "experience").archived


def test_what_only_the_file_has_is_not_thrown_away(study: Path, book: Path, run: Run):
    text = COMMENTED.replace(
        "      - id: experience", "      - id: fresh\n        name: 新鮮人\n      - id: experience"
    )
    book.write_text(text, "utf-8")
    found = run("codebook", "diff", "--json")
    assert {(d["id"], d["file"], d["study"]) for d in found.json["differences"] if not d["field"]} == {
        ("fresh", "新鮮人", None)
    }
    refused = run("codebook", "export")
    assert refused.status == 1
    assert "fresh" in refused.err
    assert "--drop" in refused.err
    assert book.read_text("utf-8") == text
    assert run("codebook", "export", "--drop").status == 0
    assert "fresh" not in book.read_text("utf-8")


def test_what_only_the_study_has_is_named(study: Path, book: Path, run: Run):
    edit(study, lambda b, _s: b.add(Draft(name="薪水", name_en="Pay"), "skills"))
    found = run("codebook", "diff", "--json")
    assert [(d["id"], d["file"], d["study"]) for d in found.json["differences"]] == [("pay", None, "薪水")]
    assert "only in the study" in run("codebook", "diff").out


def test_a_study_without_files_gets_them(tmp_path: Path, run: Run):
    folder = tmp_path / "new"
    run("init", str(folder))
    edit(folder, lambda b, _s: b.add(Draft(name="主題"), None))
    edit(folder, lambda b, _s: b.add(Draft(name="編碼", name_en="Code one"), "code-1"))
    assert run("--study", str(folder), "codebook", "export").status == 0
    text = (folder / "codebook" / "codebook.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server")
    assert "- id: code-one" in text
    assert run("--study", str(folder), "codebook", "diff").status == 0


def test_a_folder_that_cannot_be_written_is_said(study: Path, book: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    edit(study, lambda b, _s: b.archive("experience"))

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    failed = run("codebook", "export")
    assert failed.status == 1
    assert "full" in failed.err
    assert book.read_text("utf-8") == COMMENTED
    assert [p.name for p in book.parent.iterdir() if p.name.endswith(".tmp")] == []
