"""Coding by keyword in bulk: every sentence with a word of a code, as one act."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from coder.files.garbage import uncollected
from coder.language.keyword_suggestions import keyword_rows
from coder.language.keywords import KeywordMatcher
from coder.language.segment import sentence_bounds
from coder.model.codebook import Code
from coder.model.coding import Evidence
from coder.model.identity import new_ids, now
from coder.model.project import OpenTranscript
from coder.model.text import Span, quote_hash
from coder.record import queries
from coder.record.entry import Ready
from coder.record.kind import encode_json
from coder.record.study import Study
from coder.suggestions.undecided import openness

Row = tuple[int, int, Code, tuple[Evidence, ...]]


def _quiet(_done: int) -> None:
    """Report progress to nobody."""


def code_by_keywords(
    study: Study,
    transcripts: Sequence[str],
    *,
    all_roles: bool = False,
    advance: Callable[[int], None] = _quiet,
) -> int:
    """Put on every sentence the codes whose keywords stand in it, as one act named by its scope.

    What the coder has coded so already, on these words or some of them, or has refused, is left.
    Returns how many codings were made.
    """
    project = study.project()
    codes = project.usable_codes
    matcher = KeywordMatcher(codes, project.variants)
    made = 0

    def puts() -> Iterator[Ready]:
        nonlocal made
        for key in transcripts:
            document = queries.open_bare(study.reader, project.transcript_by_id[key])
            turns = document.turns if all_roles else document.respondent_turns
            bounds = sentence_bounds(document.text, turns)
            rows = [
                (start, end, codes[i], evidence)
                for start, end, i, evidence in keyword_rows(document.text, bounds, matcher)
            ]
            if queries.has_worked(study.reader, key, study.coder):
                is_open = openness(study.overlaid(document), study.coder)
                rows = [row for row in rows if is_open(Span(row[0], row[1]), row[2].id, row[3])]
            made += len(rows)
            yield from ready_codings(document, rows, study.coder)
            advance(1)

    with uncollected():
        study.record(puts(), f"accept-all:{len(transcripts)}")
    return made


def ready_codings(document: OpenTranscript, rows: Sequence[Row], coder: str) -> Iterator[Ready]:
    """Yield codings of one transcript as image and row.

    The image is what `Kind.image` would make of the same `Coding`, fields in order of their names.
    """
    text, line_of, at, transcript = document.text, document.lines.line_of, now(), document.info.id
    who = encode_json(coder).decode()
    for key, (start, end, code, evidence) in zip(new_ids(len(rows)), rows, strict=True):
        why, line, proof = encode_json(evidence).decode(), line_of(start), quote_hash(text[start:end])
        image = (
            f'{{"at":"{at}","code":"{code.id}","code_version":{code.version},"coder":{who},"end":{end},"evidence":{why},'
            f'"id":"{key}","line":{line},"origin":"bulk","quote_hash":"{proof}","start":{start},"transcript":"{transcript}"}}'
        )
        row = (key, transcript, start, end, line, code.id, coder, proof, code.version, "bulk", why, at)
        yield Ready("coding", key, image, row)
