"""What is counted, everywhere by one definition: recomputed here by a look at all characters and pairs."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.building import build
from coder.cli.main import main
from coder.coding.codings_import import import_codings
from coder.files.csv_columns import write_table
from coder.findings.acts import Findings
from coder.model.codebook import Code
from coder.model.counting.frequencies import EVERY_CODE, Coded, tallies
from coder.model.counting.merged_passages import gathered, merged, shared
from coder.model.counting.passage import Query
from coder.model.counting.table_columns import count_columns, quotation_columns
from coder.model.text import Role
from coder.record.counts import usage
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility
from coder.reports.build import build_report
from coder.reports.quotation_files import write_passages
from coder.retrieval.passages import collection, retrieved
from coder.workspace import Workspace

ROOT = Path(__file__).parents[2]
FOR = [11, 13, 6, 8, 9, 8]
"""The passages of the six codes of F1: 55 in their rows, 48 merged."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory, built_sample):
    folder = shutil.copytree(built_sample, tmp_path_factory.mktemp("sample") / "study")
    with Study.open(Workspace(folder).database, "lead") as study:
        yield study


def pieces(spans):
    """Return how many passages spans of one transcript make up: joined pair by pair while two share a character."""
    sets = [set(range(start, end)) for start, end in spans]
    while pair := next(((a, b) for a in sets for b in sets if a is not b and a & b), None):
        sets = [s for s in sets if s is not pair[0] and s is not pair[1]] + [pair[0] | pair[1]]
    return len(sets)


def brute(codings, codes, coder=""):
    """Return the passages of codes by transcript, counted by brute force."""
    by_transcript = defaultdict(set)
    for transcript, code, start, end, who in codings:
        if code in codes and (not coder or who == coder):
            by_transcript[transcript].add((start, end))
    return {transcript: pieces(spans) for transcript, spans in by_transcript.items()}


@pytest.fixture(scope="module")
def codings(sample):
    return [Coded(q.transcript, q.code, q.start, q.end, q.coders[0]) for q in sample.quotations()]


def test_the_sample_has_what_it_is_known_to_have(sample, codings):
    assert len(codings) == 1115
    finding = next(f for f in sample.project().findings if f.id == "F1")
    assert [sum(brute(codings, {code}).values()) for code in finding.supports] == FOR
    assert sum(FOR) == 55
    assert sum(brute(codings, set(finding.supports)).values()) == 48
    assert sum(brute(codings, set(finding.opposes)).values()) == 10
    touching = [
        (a, b) for a in codings for b in codings
        if (a.transcript, a.code, a.coder) == (b.transcript, b.code, b.coder) and a.end == b.start
    ]  # fmt: skip
    assert len(touching) == 21


def test_what_says_that_it_was_suggested_holds_what_spoke_for_it(sample):
    said = [c for info in sample.project().transcripts for c in sample.transcript(info.id).codings]
    suggested = [c for c in said if c.origin == "suggestion"]
    assert len(suggested) == 37
    assert all(c.evidence for c in suggested)
    for coding in suggested:
        text = sample.transcript(coding.transcript).text
        for word in coding.evidence:
            assert coding.start <= word.start < word.end <= coding.end
            assert text[word.start : word.end].casefold() == word.word.casefold()


def test_touching_codings_are_two_passages(sample, codings):
    by_code = defaultdict(list)
    for coding in codings:
        by_code[coding.transcript, coding.code, coding.coder].append(coding)
    for own in by_code.values():
        groups = gathered(own, lambda c: (c.start, c.end, c.coder))
        assert len(groups) == pieces({(c.start, c.end) for c in own})


@pytest.fixture(scope="module")
def spoken(sample):
    """Every character that a respondent says, by transcript and place."""
    documents = [sample.transcript(info.id) for info in sample.project().transcripts]
    return {
        (document.info.name, at)
        for document in documents
        for turn in document.turns
        if turn.role is Role.RESPONDENT
        for at in range(turn.body, turn.end)
    }


def words_of(codings, codes):
    return {(c.transcript, at) for c in codings if c.code in codes for at in range(c.start, c.end)}


def test_every_surface_counts_the_same(sample, codings, spoken):
    project = sample.project()
    table = {row.code.id: row for row in sample.frequencies().rows}
    counts = usage.counts(sample)
    report = build_report(sample, identified=True)
    rows = defaultdict(int)
    for q in report.quotations():
        rows[q.code] += 1
    for code in project.codes:
        whole = sum(brute(codings, set(project.below(code.id))).values())
        assert table[code.id].passages == whole
        assert table[code.id].own == rows[code.id] == sum(brute(codings, {code.id}).values())
        if code.id in counts:
            assert counts[code.id].all == whole
        if whole:
            assert len(retrieved(sample, Query(expression=code.id))) == whole
            assert len(list(sample.passages([code.id]))) == whole
        assert table[code.id].characters == len(words_of(codings, set(project.below(code.id))) & spoken)
        for coder, passages in table[code.id].coders.items():
            assert passages == sum(brute(codings, set(project.below(code.id)), coder).values())


def test_findings_merge_over_their_codes_and_show_both_sides(sample, codings, spoken):
    report = build_report(sample, identified=True)
    both = 0
    for found in report.findings:
        sides = (found.finding.supports, found.finding.opposes)
        assert [found.passages_for, found.passages_against] == [sum(brute(codings, set(s)).values()) for s in sides]
        assert len(retrieved(sample, Query(expression=" OR ".join(sides[0])))) == found.passages_for
        assert sum(s.supports for s in found.spread) == found.passages_for
        assert sum(s.opposes for s in found.spread) == found.passages_against
        words = [words_of(codings, side) for side in sides]
        assert [found.characters_for, found.characters_against] == [len(w & spoken) for w in words]
        shared_words = words[0] & words[1]
        places = sum((transcript, at - 1) not in shared_words for transcript, at in shared_words)
        assert found.both == Findings(sample).work(found.finding.id).both == places
        both += places
    assert both == 8
    first = report.findings[0]
    assert (first.passages_for, first.passages_against) == (48, 10)
    assert [e.frequency.passages for e in first.supports] == [len(list(e.quotations)) for e in first.supports] == FOR


def test_a_passage_is_its_codings_with_their_borders(sample):
    for passage in sample.passages():
        assert passage.start == min(border.start for border in passage.codings)
        assert passage.end == max(border.end for border in passage.codings)
        assert len(passage.text) == passage.end - passage.start
        first = min(passage.codings, key=lambda b: (b.start, -b.end, b.coder))
        assert (passage.coding, passage.id) == (first.coding, first.citation)
        assert set(passage.coders) == {border.coder for border in passage.codings}


def test_files_and_terminal_print_the_same_numbers_with_unit_and_layer(sample, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(sample.path.parent)
    run = ["--coder", "lead", "--lang", "en"]
    assert main([*run, "report", "--identified", "--to", str(tmp_path)]) == 0
    csv_rows = list(csv.DictReader((tmp_path / "findings.csv").open(encoding="utf-8-sig", newline="")))
    assert [(r["passages_for"], r["passages_against"], r["both"]) for r in csv_rows[:1]] == [("48", "10", "0")]
    told = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert told["findings"][0]["passages_for"] == 48
    for name in ("findings.md", "report.html", "report.docx", "study.xlsx"):
        text = _text(tmp_path / name)
        assert "Unit: passages; codings of: any coder" in text, name
        assert "codings that only touch are two" in text, name
    assert "Passages in all: 48 for, 10 against." in _text(tmp_path / "report.html")
    assert "Passages in all: 48 for, 10 against." in _text(tmp_path / "report.docx")
    capsys.readouterr()
    assert main([*run, "finding", "F1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["passages_for"], found["passages_against"], found["both"]) == (48, 10, 0)
    assert [(e["passages"], e["codings"] >= e["passages"]) for e in found["supports"]] == [(n, True) for n in FOR]
    assert main([*run, "freq", "--coder-is", "甲", "--csv", "-"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["layer"] for row in rows} == {"coder:甲"}
    assert all(row["passages"] == row["coder: 甲"] for row in rows if row["passages"] != "0")


def test_a_cited_figure_keeps_source_and_note_in_every_format(sample, tmp_path, monkeypatch, capsys):
    """GIVEN two figures that are not of the questionnaire: their source says whose they are."""
    monkeypatch.chdir(sample.path.parent)
    assert main(["--coder", "lead", "--lang", "en", "report", "--identified", "--to", str(tmp_path)]) == 0
    noted = [f for f in sample.project().figures if f.id in {"gap-choosing-tools", "gap-instructing-tools"}]
    assert {f.source for f in noted} == {"itri"}
    for name in ("findings.md", "report.html", "report.docx", "study.xlsx", "findings.csv", "report.json"):
        text = _text(tmp_path / name)
        # Two figures of one source in one sentence name it once; pages and tables name it again in their own places.
        assert text.count("ITRI, cited in ADI, 2024") >= (1 if name == "report.json" else 2), name
        assert noted[0].note_en.rstrip(".") in text, name
    finding = next(f.id for f in sample.project().findings if noted[0].id in f.figures)
    capsys.readouterr()
    assert main(["--coder", "lead", "--lang", "en", "finding", finding]) == 0
    assert noted[0].note_en in capsys.readouterr().out


def _text(path: Path) -> str:
    if path.suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(path) as archive:
            return re.sub(
                "<[^>]+>", "", "".join(archive.read(n).decode("utf-8", "replace") for n in archive.namelist())
            )
    return path.read_text("utf-8")


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda p: (p[0], p[0] + p[1])), max_size=12)


@given(spans, spans)
def test_spans_are_merged_and_shared_as_a_look_at_each_character_says(one, other):
    assert len(merged(one)) == pieces(set(one))
    assert {at for s, e in merged(one) for at in range(s, e)} == {at for s, e in one for at in range(s, e)}
    common = {at for s, e in shared(merged(one), merged(other)) for at in range(s, e)}
    assert common == {at for s, e in one for at in range(s, e)} & {at for s, e in other for at in range(s, e)}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["top", "mid", "low", "else"]), st.integers(0, 20), st.integers(1, 6), st.sampled_from("ab")
        ),
        max_size=14,
    )
)
def test_a_code_counts_what_is_below_it_however_deep(given_codings):
    codes = [
        Code(id=key, parent=parent, level="code" if parent else "theme", name=key)
        for key, parent in (("root", None), ("top", "root"), ("mid", "top"), ("low", "mid"), ("else", "root"))
    ]
    codings = [Coded("t", code, start, start + length, coder) for code, start, length, coder in given_codings]
    found = tallies(codes, codings)
    for key, under in (("low", "low"), ("mid", "mid low"), ("top", "top mid low"), ("root", "top mid low else")):
        expected = sum(brute(codings, set(under.split())).values())
        assert (found[key].passages if key in found else 0) == expected
        assert (found[key].own if key in found else 0) == sum(brute(codings, {key}).values())
    everything = sum(brute(codings, {code.id for code in codes}).values())
    assert (found[EVERY_CODE].passages if codings else 0) == everything


def test_a_blind_coder_counts_own_codings_and_every_head_says_so(study):
    study.ensure_coder("wren")
    set_visibility(study, "wren", blind=True)
    assert study.frequencies().layer == ""
    study.close()
    with Study.open(study.path, "wren") as hers:
        table = hers.frequencies()
        assert table.layer == "coder:wren"
        assert "wren" in count_columns(table.layer, hers.project().coders)[0].label


def test_our_own_quotes_are_taken_in_as_they_are(sample, tmp_path):
    """GIVEN the sample's transcripts without a coding, WHEN the report's quotations are taken in."""
    for name in ("codebook", "transcripts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("codings"))
    path = tmp_path / "quotes.csv"
    write_table(path, quotation_columns({}, "notice"), sample.passages())
    with build(Workspace(tmp_path), "lead") as study:
        assert list(study.quotations()) == []
        assert import_codings(study, [path]) == (1115, 0)
        assert import_codings(study, [path]) == (0, 1115)
        places = [{(q.transcript, q.start, q.end, q.code, q.coders) for q in s.quotations()} for s in (sample, study)]
        assert places[0] == places[1]
        proofs = [{(q.transcript, q.start, q.code, q.evidence) for q in s.quotations()} for s in (sample, study)]
        assert proofs[0] == proofs[1]
        finding, chosen = study.project().findings[0], tmp_path / "chosen.csv"
        write_passages(collection(study, Query(expression=" OR ".join(finding.supports)), identified=True), chosen)
        assert import_codings(study, [chosen]) == (0, 85)
        assert study.verify() == []
