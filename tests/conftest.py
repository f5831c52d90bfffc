"""Studies for tests: small ones made in a moment, and where the shared data lie."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from made_once import build_sample, made_once
from shared_data import SHARED

from coder.codebook.loading import load_codebook
from coder.i18n import set_language
from coder.language import readings
from coder.model.codebook import Case, Figure, Finding, Recommendation
from coder.model.codebook_files import CodebookFile, CodeEntry, FiguresFile, FindingsFile, ThemeEntry
from coder.record.study import Study
from coder.transcripts import intake
from coder.transcripts.cases import load_cases

# As seldom as the program: a default collection at every 700 objects is a third of a screen's time.
gc.set_threshold(100_000, 10, 10)
# The program is started hundreds of times: compiled each time, that would take longer than the rest.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# No example is asked for its time: a busy machine is no fault.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

TRANSCRIPT = """# 廠商 A 訪談（合成示例）
訪談者：那在招募上，你們會看證照嗎？
受訪者：老實說證照幾乎沒在看。每家用的工具都不一樣，你考了這張，進來還是要重學。
訪談者：那新鮮人呢？
受訪者：新鮮人我們也收，不過要有實習經驗。LLM 出來之後，𪜶做 NLP 的人很難找！
（電話響）
受訪者：我們還是靠內推，內推的人留得比較久。
"""

BOOK = CodebookFile(
    title="測試編碼簿",
    title_en="Test codebook",
    themes=(
        ThemeEntry(
            id="skill",
            name="技能落差",
            name_en="Skill gap",
            color="#D55E00",
            codes=(
                CodeEntry(
                    id="cert",
                    name="證照不受信任",
                    name_en="Certification distrust",
                    definition="不看證照",
                    keywords=("證照",),
                    color="#CC79A7",
                ),
                CodeEntry(id="nlp", name="NLP 人才斷層", name_en="NLP gap", definition="難找", keywords=("NLP", "LLM")),
            ),
        ),
        ThemeEntry(
            id="trust",
            name="推薦與信任",
            name_en="Trust",
            color="#0072B2",
            codes=(
                CodeEntry(
                    id="referral", name="員工推薦", name_en="Referral", definition="內推", keywords=("內推", "推薦")
                ),
                CodeEntry(
                    id="fresh", name="接受新鮮人", name_en="Fresh graduates", definition="新鮮人", keywords=("新鮮人",)
                ),
            ),
        ),
    ),
)
FINDINGS = FindingsFile(
    findings=(
        Finding(
            id="F1",
            name="證照",
            name_en="Certificates",
            statement="證照不足以證明能力。",
            supports=("cert",),
            opposes=("fresh",),
            figures=("n",),
        ),
        Finding(id="F2", name="推薦", name_en="Referral", statement="推薦受重視。", supports=("referral",)),
    ),
    recommendations=(
        Recommendation(id="R1", name="社群", name_en="Communities", statement="建立社群。", findings=("F1", "F2")),
    ),
)
FIGURES = FiguresFile(
    figures=(Figure(id="n", name="問卷數", name_en="Questionnaires", value=146, unit="份", place="表 1"),)
)
_number = count()


def pytest_collection_finish() -> None:
    """Let the collector look no more at modules and tests: the program calls it when screens are closed."""
    gc.freeze()


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("CODER_LANG", "zh_TW")
    monkeypatch.setenv("CODER_CONFIG", str(tmp_path_factory.getbasetemp() / f"config-{next(_number)}" / "config.toml"))
    set_language("zh_TW")


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read names in this process: one of its own for each screen would take longer than most tests."""
    monkeypatch.setattr(readings, "read_names_apart", readings.read_names)


@pytest.fixture(scope="session")
def _first_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a study with one synthetic transcript, made once for all tests of a process."""
    folder = tmp_path_factory.mktemp("first-study")
    made = Study.create(folder / "study.db", "甲")
    load_codebook(made, BOOK, FINDINGS, FIGURES)
    cases = [
        Case(id="A", name="廠商 A", attributes={"kind": "AI 新創"}, transcripts=("firm-a.txt",)),
        Case(id="B", name="廠商 B", attributes={"kind": "資服業"}, transcripts=("firm-b.txt",)),
    ]
    load_cases(made, cases)
    source = folder / "firm-a.txt"
    source.write_text(TRANSCRIPT, "utf-8")
    intake.import_transcripts(made, [source], intake.ImportPlan())
    made.close()
    return folder


@pytest.fixture
def study(tmp_path: Path, _first_study: Path):
    """A study with one synthetic transcript and a codebook of four codes, coder 甲 at the desk."""
    shutil.copytree(_first_study, tmp_path, dirs_exist_ok=True)
    made = Study.open(tmp_path / "study.db", "甲")
    yield made
    made.close()


@pytest.fixture
def shared() -> Path:
    """The shared test data; skips where they are not."""
    if not SHARED.is_dir():
        pytest.skip("the shared test data are not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study, built; who writes into it makes a copy first."""
    return made_once(tmp_path_factory, "sample", build_sample)


@pytest.fixture
def english(_chinese):
    set_language("en")
