"""Who asks for what was removed or erased is told so: when, by whom, in which act, and never its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.audit.removal_words import said
from coder.coding.acts import Desk
from coder.errors import NotFoundError
from coder.findings.acts import Findings
from coder.model.identity import quote_id
from coder.record.entry import Put
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility

from .conftest import Run


@pytest.fixture
def quote(study: Path, run: Run) -> tuple[str, str]:
    """GIVEN the citation of a coding of firm-a, and its words."""
    with Study.open(study / "study.db", "ann") as opened:
        document = opened.transcript(opened.resolve_transcript("firm-a"))
        one = document.codings[0]
        return quote_id(document.info.case, one.line, one.id), document.text[one.start : one.end]


def removed(study: Path) -> None:
    with Study.open(study / "study.db", "ann") as opened:
        document = opened.transcript(opened.resolve_transcript("firm-a"))
        Desk(opened).remove(document, document.codings[:1])


def test_a_removed_quote_is_told_by_its_act(study: Path, run: Run, quote: tuple[str, str]) -> None:
    citation, words = quote
    removed(study)
    told = run("trace", citation)
    assert told.status != 0
    assert f"{citation} is not there any more: removed," in told.err
    assert "ann, change #" in told.err
    assert "nothing is called" not in told.err
    assert words not in told.err
    run("undo")
    assert run("trace", citation).status == 0


def test_a_quote_that_never_was_is_still_not_found(study: Path, run: Run, quote: tuple[str, str]) -> None:
    removed(study)
    assert "nothing is called A-1-ffff" in run("trace", "A-1-ffff").err


def test_a_blind_coder_is_told_nothing_of_anothers_quote_whoever_removed_it(
    study: Path, run: Run, quote: tuple[str, str]
) -> None:
    citation, _words = quote
    with Study.open(study / "study.db", "ben") as opened:
        document = opened.transcript(opened.resolve_transcript("firm-a"))
        opened.record([Put("coding", document.codings[0], None)], "remove")
        assert citation in said(opened, citation)
        set_visibility(opened, "ben", blind=True)
    with Study.open(study / "study.db", "ben") as opened:
        assert opened.seen is not None
        assert said(opened, citation) == ""


def test_an_erased_quote_is_told_as_erased_without_its_words(study: Path, run: Run, quote: tuple[str, str]) -> None:
    citation, words = quote
    case = citation.split("-", maxsplit=1)[0]
    assert run("withdraw", case, "--erase", "--confirm", case).status == 0
    told = run("trace", citation)
    assert f"{citation} was erased when a participant withdrew" in told.err
    assert words not in told.err


def test_a_citation_of_what_was_removed_is_refused_by_that(study: Path, run: Run, quote: tuple[str, str]) -> None:
    citation, _words = quote
    removed(study)
    with Study.open(study / "study.db", "ann") as opened:
        finding = opened.project().findings[0].id
        with pytest.raises(NotFoundError) as refused:
            Findings(opened).write(finding, f"[[quote:{citation}]]")
    assert refused.value.asked == (citation,)


def test_a_transcript_that_was_taken_out_is_told_by_its_name(study: Path, run: Run) -> None:
    assert run("transcript", "remove", "firm-b", "--yes").status == 0
    told = run("show", "firm-b")
    assert "firm-b is not there any more:" in told.err
    assert "no transcript" not in told.err


def test_a_transcript_a_case_and_a_coder_are_understood_by_their_names(study: Path, run: Run) -> None:
    with Study.open(study / "study.db", "ann") as opened:
        info = next(t for t in opened.project().transcripts if t.name == "firm-a")
        case, coder = opened.project().case_by_id[info.case], next(iter(opened.project().coders))
    assert run("trace", "FIRM-a").out.startswith("transcript firm-a")
    assert "imported transcripts" in run("trace", info.source).out
    for name in (case.name, case.name.replace(" ", ""), case.id):
        assert run("trace", name).out.startswith(f"case {case.id}")
    assert run("trace", coder).out.startswith(f"coder {coder}")


def test_a_word_of_several_names_is_told_with_those_names(study: Path, run: Run) -> None:
    told = run("trace", "firm-")
    assert told.status != 0
    assert "these names hold it: firm-a" in told.err
