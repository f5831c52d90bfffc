"""Documents are worked out once and read back, until something that they are made of changes."""

from __future__ import annotations

import pytest

from coder.language.dictionary import Dictionary
from coder.language.keywords import KeywordMatcher
from coder.language.pipeline import blank
from coder.language.pipeline.codebook import hits
from coder.model.codebook import Code
from coder.record import cache
from coder.record.study import Study
from coder.suggestions import documents
from coder.suggestions.documents import document_of


def code(*keywords: str) -> list[Code]:
    return [Code(id="c", parent="t", level="code", name="c", keywords=keywords)]


@pytest.fixture
def uncut(monkeypatch):
    """Make every cutting and matching from now on fail."""

    def forbid() -> None:
        monkeypatch.setattr(Dictionary, "cut", lambda *_: pytest.fail("cut again"))
        monkeypatch.setattr(KeywordMatcher, "matches", lambda *_: pytest.fail("matched again"))

    return forbid


def facts(doc):
    return [t.text_with_ws for t in doc], [s.text for s in doc.sents], [h[1:] for h in hits(doc)], doc.text


def test_a_document_is_read_back_without_any_work(study, uncut):
    opened = study.transcript("firm-a")
    first = facts(document_of(study, blank(code("證照", "內推")), opened))
    assert first[3] == opened.text
    assert {h[3] for h in first[2]} == {"證照", "內推"}
    study.close()
    uncut()
    with Study.open(study.path, "乙") as again:
        assert facts(document_of(again, blank(code("證照", "內推")), again.transcript("firm-a"))) == first
        assert facts(document_of(again.connection, blank(code("證照", "內推")), opened)) == first


def test_other_keywords_components_or_versions_are_worked_out_anew(study, monkeypatch):
    opened = study.transcript("firm-a")
    document_of(study, blank(code("證照")), opened)
    assert {h.word for h in hits(document_of(study, blank(code("內推")), opened))} == {"內推"}
    more = blank(code("內推"))
    more.add_pipe("sentencizer")
    assert len(list(document_of(study, more, opened).sents)) > 0
    made = []
    monkeypatch.setattr(cache, "put", lambda *row: made.append(row))
    document_of(study, more, opened)
    assert made == []
    monkeypatch.setattr(documents, "version", lambda: "another")
    document_of(study, more, opened)
    assert len(made) == 1


def test_a_damaged_document_is_worked_out_anew(study):
    opened = study.transcript("firm-a")
    nlp = blank(code("證照"))
    first = facts(document_of(study, nlp, opened))
    study.connection.execute("UPDATE cache SET data = ? WHERE name = 'document'", (b"broken",))
    assert facts(document_of(study, nlp, opened)) == first
