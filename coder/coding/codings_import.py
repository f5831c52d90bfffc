"""Codings made elsewhere, taken in from CSV files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coder.coding.acts import usable_code
from coder.coding.codings_file import CodingRow, place, read_codings
from coder.errors import CoderError, InputError, NotFoundError, Problem, ProblemsError
from coder.i18n import _
from coder.model.coding import Coding, Memo
from coder.model.identity import content_id, now
from coder.model.progress import Advance, quiet
from coder.model.project import OpenTranscript
from coder.model.text import quote_hash
from coder.record.entry import Put
from coder.record.study import Study


def import_codings(study: Study, paths: Sequence[Path], advance: Advance = quiet) -> tuple[int, int]:
    """Take codings in from CSV files as one act; return how many are new and how many were there already, or twice.

    Each quote must stand in its transcript's line word for word; one that doesn't stops the import.
    """
    documents: dict[str, OpenTranscript] = {}
    puts: list[Put] = []
    problems: list[CoderError] = []
    with study.unveiled():
        standing = study.reader.all(Coding)
    places = {(c.transcript, c.start, c.end, c.code, c.coder) for c in standing}
    there = 0
    for path in paths:
        for row in read_codings(path):
            try:
                coding = _coding_of(study, path, row, documents)
            except CoderError as error:
                problems.append(error)
                continue
            place_of = (coding.transcript, coding.start, coding.end, coding.code, coding.coder)
            # The same code on the same words by the same coder exists once, however it came in.
            if place_of in places:
                there += 1
                continue
            places.add(place_of)
            puts.append(Put("coding", None, coding))
            if row.memo:
                puts.append(Put("memo", None, _memo_of(coding, row.memo)))
        advance(1)
    if problems:
        raise problems[0] if len(problems) == 1 else ProblemsError(problems[:20])
    if puts:
        with study.together():
            for coder in dict.fromkeys(p.after.coder for p in puts):
                study.ensure_coder(coder)
            study.record(puts, "codings")
    return sum(p.kind == "coding" for p in puts), there


def _coding_of(study: Study, path: Path, row: CodingRow, documents: dict[str, OpenTranscript]) -> Coding:
    try:
        if row.transcript not in documents:
            documents[row.transcript] = study.transcript(row.transcript)
        entry = usable_code(study.project(), row.code)
    except NotFoundError as error:
        raise InputError(Problem(path, row.row_line, error.message), error.hint) from error
    document = documents[row.transcript]
    span = place(row, document.text, document.lines)
    if any(not word.start <= word.end <= len(document.text) for word in row.evidence):
        message = _("evidence lies beyond the text of {transcript}").format(transcript=row.transcript)
        raise InputError(Problem(path, row.row_line, message), _("Correct its places, or leave it out."))
    return Coding(
        id=content_id(document.info.text_hash, span.start, span.end, row.code, row.coder),
        transcript=document.info.id,
        start=span.start,
        end=span.end,
        line=document.lines.line_of(span.start),
        code=row.code,
        coder=row.coder,
        quote_hash=quote_hash(document.text[span.start : span.end]),
        code_version=entry.version,
        # What nothing spoke for was no suggestion, whatever the file says.
        origin=("bulk" if row.origin == "bulk" else "suggestion") if row.evidence else "import",
        evidence=row.evidence,
        at=row.at or now(),
    )


def _memo_of(coding: Coding, text: str) -> Memo:
    # Its words are left out of the id: a memo of one line could be guessed from it after they were erased.
    return Memo(
        id=content_id("memo", coding.id),
        target_kind="coding",
        target=coding.id,
        start=coding.start,
        end=coding.end,
        coder=coding.coder,
        text=text,
        at=coding.at,
    )
