"""What respondents ask to leave out stands in no file that a report writes, not in part and not between two tags."""

from __future__ import annotations

import html
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.cli.main import main
from coder.i18n import set_language
from coder.record.study import Study
from coder.workspace import Workspace

NAMES = {"小陳": "同事甲", "中華電信": "電信公司", "小白": "同事乙", "廠商 E": "個案五"}
REDACTED = (
    "四個人掛六個案子，有一個同時在三份服務建議書裡面當主要成員",
    # Codings begin and end within these words, and findings cite some of them.
    "一個去做晶片的大公司，人家年薪直接多我們四成",
    "有 GPU，幾百張卡放在那邊，我們是四張卡大家排班，晚上 11 點",
    "同一個單位推薦的不能超過四成，而且推薦人",
)
_PART = 6


@pytest.fixture(scope="module")
def exported(built_sample, tmp_path_factory):
    folder = shutil.copytree(built_sample, tmp_path_factory.mktemp("left-out") / "study")
    start = ["--study", str(Workspace(folder).database), "--coder", "組長", "--lang", "zh_TW"]
    to = folder / "out"
    try:
        for name, alias in NAMES.items():
            assert main([*start, "names", "set", name, alias]) == 0
        for words in REDACTED:
            assert main([*start, "names", "redact", words]) == 0
        for language in ("zh_TW", "en"):
            start[-1] = language
            assert main([*start, "report", "--to", str(to / language)]) == 0
            for kind in ("csv", "xlsx", "md"):
                assert main([*start, "quotes", "--output", str(to / f"{language}-quotes.{kind}")]) == 0
    finally:
        set_language("en")
    with Study.open(Workspace(folder).database, "lead") as study:
        texts = [study.transcript(info.name).text for info in study.project().transcripts]
    return to, texts


def files(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield all that was written, members of packages by themselves: as it is, and as words without tags."""
    for path in (p for p in folder.rglob("*") if p.is_file()):
        members = [(path.name, path.read_bytes())]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                members = [(f"{path.name}:{name}", packed.read(name)) for name in packed.namelist()]
        for name, body in members:
            raw = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), body.decode("utf-8", "ignore"))
            yield name, raw
            yield name, re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]*>", "", raw)))


def parts(texts: list[str]) -> set[str]:
    """Return the parts of the redacted words that stand nowhere else in the study."""
    rest = "\n".join(texts)
    for words in REDACTED:
        assert words in rest
        rest = rest.replace(words, "\n")
    every = {words[at : at + _PART] for words in REDACTED for at in range(len(words) - _PART + 1)}
    return {part for part in every if part not in rest and " " not in part}


def test_no_file_holds_a_replaced_name_or_a_part_of_redacted_words(exported):
    folder, texts = exported
    wanted = {*NAMES, *parts(texts)}
    assert len(wanted) > 50
    found = {(name, word) for name, text in files(folder) for word in wanted if word in text}
    assert found == set()
    # The formats were written, and say what stands in the place.
    printed = dict(files(folder))
    for name in ("findings.md", "report.html", "report.docx:word/document.xml", "report.json", "quotes.csv"):
        assert "同事乙" in printed[name], name
        assert "〔遮蔽〕" in printed[name], name
