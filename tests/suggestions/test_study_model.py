"""What is suggested rests on words of the passage itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coder.language.learning.model import Model
from coder.language.learning.stretches import stretches
from coder.language.words import Segmenter
from coder.record.study import Study
from coder.suggestions.study_model import build
from coder.transcripts.labels.speakers import split_turns
from coder.workspace import Workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory, built_sample: Path) -> Model:
    """GIVEN the model of the sample study."""
    folder = shutil.copytree(built_sample, tmp_path_factory.mktemp("sample") / "study")
    segmenter = Segmenter()
    segmenter.warm()
    with Study.open(Workspace(folder).database, "組長") as study:
        return build(study.reader, study.project(), segmenter.words)


def suggested(model: Model, said: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return codes and reasons for a short answer to a question that is full of the codebook's words."""
    text = f"訪員：你們找得到 AI 工程師嗎？證照有沒有用？薪水會不會輸大公司？\n受訪者：{said}\n"
    turn = split_turns(text)[-1]
    bounds = [(turn.body, turn.end)]
    rows = model.rows_of(text, bounds)
    return [
        (one.code, tuple(e.word for e in one.evidence if e.start >= turn.body))
        for stretch in stretches(text, split_turns(text), bounds)
        for one in model.suggest("t", text, stretch, rows.get((stretch.start, stretch.end), {}))
    ]


@pytest.mark.parametrize(
    "said", ["對對對。", "哈哈。", "嗯嗯，對。", "是。", "好，謝謝。", "沒錯沒錯。", "對啊", "嗯。"]
)
def test_an_answer_without_content_gets_no_code(model: Model, said: str):
    assert suggested(model, said) == []


@pytest.mark.parametrize("said", ["證照我們不看，我們看作品。", "大公司薪水比較高，我們搶不到人。"])
def test_an_answer_with_content_gets_codes_that_name_its_words(model: Model, said: str):
    found = suggested(model, said)
    assert found
    for _code, words in found:
        assert words
        assert all(word in said for word in words)


@pytest.mark.parametrize(
    "said", ["我有兩個人是在那邊聊出來的。", "不好意思，剛剛講到哪？", "那個真的有，我自己也這樣。"]
)
def test_words_that_mean_nothing_of_their_own_get_no_code(model: Model, said: str):
    assert suggested(model, said) == []


def test_a_keyword_that_is_often_right_passes_where_hardly_any_code_is_likely(model: Model):
    said = "我們都不看證照。"
    assert [words for _code, words in suggested(model, said)] == [("證照",)]
    assert model.gate is not None
    assert 0.3 < model.gate < 0.9
