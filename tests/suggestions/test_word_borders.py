"""Words are cut once in a text's life: what was cut is read back."""

from __future__ import annotations

import pytest

from coder.language.words import Segmenter
from coder.record.study import Study
from coder.suggestions.word_borders import borders_of, keep_borders, kept_borders


class Untouched(Segmenter):
    """Fails whoever asks it."""

    def borders(self, _text):
        pytest.fail("a text was cut that had been cut before")


@pytest.fixture(scope="module")
def segmenter():
    made = Segmenter(["產學合作"])
    made.warm()
    return made


def test_a_transcript_is_cut_once(study, segmenter):
    opened = study.transcript("firm-a")
    key = (opened.info.text_hash, opened.text)
    assert kept_borders(study.reader, *key) is None
    assert borders_of(study.reader, *key, Segmenter()) is None, "nobody waits for the dictionary"
    first = borders_of(study.reader, *key, segmenter)
    assert first == segmenter.borders(opened.text)
    study.close()
    with Study.open(study.path, "乙") as again:
        assert borders_of(again.reader, *key, Untouched(["別的詞"])) == first
        assert borders_of(again.reader, *key, Untouched()) == first


def test_borders_of_another_version_or_damaged_ones_are_cut_anew(study, segmenter, monkeypatch):
    opened = study.transcript("firm-a")
    key = (opened.info.text_hash, opened.text)
    whole = borders_of(study.reader, *key, segmenter)
    keep_borders(study.reader, key[0], segmenter.borders("短"))
    assert borders_of(study.reader, *key, segmenter) == whole
    study.reader.keep("borders", key[0], "0", whole.to_bytes())
    assert kept_borders(study.reader, *key) is None
    assert borders_of(study.reader, *key, segmenter) == whole


def test_a_study_that_may_only_be_read_is_cut_and_keeps_nothing(study, segmenter):
    opened = study.transcript("firm-a")
    study.connection.execute("PRAGMA query_only = ON")
    key = (opened.info.text_hash, opened.text)
    assert borders_of(study.reader, *key, segmenter) == segmenter.borders(opened.text)
    assert kept_borders(study.reader, *key) is None
