"""Taking things in: codebook, cases, transcripts, and codings made elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from coder.coding.acts import usable_code
from coder.coding.codings_file import CodingRow, place, read_codings
from coder.errors import CoderError, InputError, NotFoundError, Problem
from coder.i18n import _
from coder.model.codebook import Case, Code, CodebookFile, FiguresFile, FindingsFile, flatten
from coder.model.codetree import numbered, ordered
from coder.model.coding import Coding, Memo
from coder.model.identity import content_id, now
from coder.model.project import OpenTranscript, TranscriptInfo
from coder.model.speakers import SpeakerRules
from coder.model.text import digest, quote_hash
from coder.record import anchors
from coder.record.journal import Put
from coder.record.kinds import StudyTitle, TranscriptRecord
from coder.record.study import Study
from coder.record.texts import describe
from coder.transcripts.reading import read_file

Advance = Callable[[int], None]


def _quiet(_done: int) -> None:
    """Report progress to nobody."""


class ProblemsError(CoderError):
    """Several files that cannot be taken in; nothing was."""

    def __init__(self, problems: Sequence[CoderError]) -> None:
        lines = "\n".join(p.message for p in problems)
        hints = dict.fromkeys(p.hint for p in problems if p.hint)
        super().__init__(lines, "\n".join(hints))
        self.problems = tuple(problems)


def load_codebook(study: Study, book: CodebookFile, findings: FindingsFile, figures: FiguresFile) -> int:
    """Bring the study to what the files say, as one act; return how many objects changed.

    A changed meaning raises a code's version. A code that is gone from the file is archived, never deleted.
    """
    puts = codebook_changes(study, book, findings, figures)
    if puts:
        study.record(puts, "codebook")
    return len(puts)


def codebook_changes(study: Study, book: CodebookFile, findings: FindingsFile, figures: FiguresFile) -> list[Put]:
    """Return the changes from what the study holds to what the files say."""
    return [
        *differences(study, "study", [StudyTitle(title=book.title, title_en=book.title_en)]),
        *_code_differences(study, flatten(book)),
        *differences(study, "figure", figures.figures),
        *differences(study, "finding", findings.findings),
        *differences(study, "recommendation", findings.recommendations),
    ]


def load_cases(study: Study, cases: Sequence[Case]) -> int:
    """Bring the study's cases to what the file says, as one act; return how many changed."""
    puts = differences(study, "case", cases)
    if puts:
        study.record(puts, "cases")
    return len(puts)


def differences(study: Study, kind: str, wanted: Iterable[Any]) -> list[Put]:
    """Return the changes from what the study holds of a kind to what is wanted; what is not named stays."""
    known = {value.id: value for value in study.reader.all_named(kind)}
    return [Put(kind, known.get(value.id), value) for value in wanted if known.get(value.id) != value]


def _code_differences(study: Study, wanted: Sequence[Code]) -> list[Put]:
    known: dict[str, Code] = {code.id: code for code in study.reader.all(Code)}
    changes = []
    for code in _placed(list(known.values()), wanted):
        old = known.get(code.id)
        if old is not None:
            version = old.version + (old.meaning != code.meaning)
            code = replace(code, version=version, precision=old.precision)  # noqa: PLW2901  as the study will hold it
        if code != old:
            changes.append(Put("code", old, code))
    # A new theme before the codes that are moved under it, for a code's theme must be there.
    return sorted(changes, key=lambda put: put.before is not None or put.after.level == "code")


def _placed(known: Sequence[Code], wanted: Sequence[Code]) -> list[Code]:
    """Return the wanted codes and those gone from the file, archived, each at its place.

    Positions stay while the order does, for what is gone from the file leaves gaps.
    """
    named = {c.id for c in wanted}
    gone = [replace(c, archived=True) for c in known if c.id not in named]
    place = {c.id: c.position for c in known}
    if all(c.id in place for c in wanted):
        places = [place[c.id] for c in wanted]
        if places == sorted(set(places)):
            return [*(replace(c, position=place[c.id]) for c in wanted), *gone]
    tree = list(wanted)
    for code in ordered(gone):
        under = [i for i, c in enumerate(tree) if code.parent and code.parent in {c.id, c.parent}]
        tree.insert(under[-1] + 1 if under else len(tree), code)
    return numbered(tree)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """How to take transcripts in.

    `case` puts all of them into one case; `case_per_file` makes a case of each file that matches none;
    `chosen` says the case of single files.
    """

    case: str | None = None
    chosen: Mapping[Path, str] = field(default_factory=dict)
    case_per_file: bool = False
    interviewers: tuple[str, ...] = ()
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """A transcript that was taken in: its record, and its speakers who count as respondents."""

    info: TranscriptInfo
    speakers: tuple[tuple[str, str], ...]
    turns: int


def import_transcripts(
    study: Study, paths: Sequence[Path], plan: ImportPlan, advance: Advance = _quiet
) -> list[Imported]:
    """Read transcript files into the study as one act: all of them, or none where one cannot be read.

    Raises `ProblemsError` that names every file at fault.
    """
    taken: list[Imported] = []
    study.record(_read_all(study, paths, plan, advance, taken), "import")
    return taken


def _read_all(
    study: Study, paths: Sequence[Path], plan: ImportPlan, advance: Advance, taken: list[Imported]
) -> Iterator[Put]:
    project = study.project()
    cases = {case.id: case for case in project.cases}
    made: dict[str, Case] = {}
    ids = (key for number in count(1) if (key := f"K{number}") not in cases)
    hashes = anchors.texts_known(study.reader)
    names = {t.name for t in project.transcripts}
    lengths = {t.chars for t in project.transcripts}
    problems: list[CoderError] = []
    for path in paths:
        try:
            case, is_new = _case_for(path, cases, made, ids, plan)
            record, text, data = _read_one(path, case, plan, names, hashes, lengths)
        except CoderError as error:
            problems.append(error)
            continue
        finally:
            advance(1)
        hashes[record.text_hash] = record.name
        names.add(record.name)
        lengths.add(record.chars)
        if is_new:
            made[case.name] = case
            yield Put("case", None, case)
        study.add_text(record, text, data)
        taken.append(Imported(record, record.speakers, len(record.turns)))
        yield Put("transcript", None, record)
    if problems:
        raise problems[0] if len(problems) == 1 else ProblemsError(problems)


def _read_one(
    path: Path, case: Case, plan: ImportPlan, names: set[str], hashes: dict[str, str], lengths: set[int]
) -> tuple[TranscriptRecord, str, bytes]:
    read, data = read_file(path, SpeakerRules(interviewers=(*case.interviewers, *plan.interviewers)))
    name = path.stem if path.stem not in names else f"{path.stem}-{len(names) + 1}"
    record = describe(
        read, data, case=case.id, name=name, source=path.name, at=now(), synthetic=plan.synthetic or case.synthetic
    )
    same = (record.text_hash, *_same_but_for_line_ends(read.text, lengths))
    known = next((hashes[h] for h in same if h in hashes), None)
    if known is not None:
        raise InputError(
            Problem(
                path,
                0,
                _("holds the same text as {name}, which is in the study already").format(name=known),
            ),
            _("leave it out; a corrected text is another file"),
        )
    return record, read.text, data


def _same_but_for_line_ends(text: str, lengths: Container[int]) -> Iterator[str]:
    """Yield the hashes of the text with no, one or two line ends at its end, where one of that length is known."""
    core = text.rstrip("\n")
    for ends in range(3):
        if len(core) + ends != len(text) and len(core) + ends in lengths:
            yield digest((core + "\n" * ends).encode())


def _case_for(
    path: Path, cases: dict[str, Case], made: dict[str, Case], ids: Iterator[str], plan: ImportPlan
) -> tuple[Case, bool]:
    """Return the case that a file belongs to and whether it is new.

    `made` are those of this import's other files by name, `ids` the free ids: short, for citations begin with them.
    """
    wanted = plan.chosen.get(path, plan.case)
    if wanted is not None:
        if wanted not in cases:
            raise InputError(
                Problem(path, 0, _("there is no case {case}").format(case=wanted)),
                _("cases: {names}; add one to transcripts/cases.yaml").format(names=", ".join(cases) or "—"),
            )
        return cases[wanted], False
    named = _matching(path, cases.values())
    if len(named) == 1:
        return named[0], False
    if plan.case_per_file:
        known = made.get(path.stem)
        return (Case(id=next(ids), name=path.stem), True) if known is None else (known, False)
    raise InputError(
        Problem(path, 0, _("belongs to no case") if not named else _("fits more than one case")),
        _(
            "say it with --case ID, list the file in transcripts/cases.yaml, "
            "or make a case of each file with --case-per-file"
        ),
    )


def files_without_case(study: Study, paths: Iterable[Path], plan: ImportPlan) -> list[Path]:
    """Return the files whose case neither the plan nor the cases' own lists and names say."""
    if plan.case is not None or plan.case_per_file:
        return []
    cases = study.project().cases
    return [path for path in paths if path not in plan.chosen and len(_matching(path, cases)) != 1]


def _matching(path: Path, cases: Iterable[Case]) -> list[Case]:
    """Return the cases that list a file, else those whose name or alias stands in its name."""
    known = list(cases)
    return [c for c in known if path.name in c.transcripts or path.stem in c.transcripts] or [
        c for c in known if any(_names(n, path.stem) for n in (c.name, c.name.replace(" ", ""), *c.aliases))
    ]


def _names(name: str, stem: str) -> bool:
    """Tell whether a name stands in a file's name, and not as a part of a longer word or number (firm-1, firm-10)."""
    before = "(?<![0-9A-Za-z])" if name[:1].isascii() else ""
    after = "(?![0-9A-Za-z])" if name[-1:].isascii() else ""
    return bool(name) and re.search(f"{before}{re.escape(name)}{after}", stem) is not None


def import_codings(study: Study, paths: Sequence[Path], advance: Advance = _quiet) -> tuple[int, int]:
    """Take codings in from CSV files as one act; return how many are new and how many were there already.

    Each quote must stand in its transcript's line word for word; one that doesn't stops the import.
    """
    documents: dict[str, OpenTranscript] = {}
    puts: list[Put] = []
    problems: list[CoderError] = []
    with study.unveiled():
        standing = study.reader.all(Coding)
    known = {c.id for c in standing}
    # In a revised transcript the same row has another id than before.
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
            if coding.id in known or (place_of in places and _is_revised(study, coding)):
                there += 1
                continue
            known.add(coding.id)
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


def _is_revised(study: Study, coding: Coding) -> bool:
    return study.project().transcript_by_id[coding.transcript].revision > 1


def _coding_of(study: Study, path: Path, row: CodingRow, documents: dict[str, OpenTranscript]) -> Coding:
    try:
        if row.transcript not in documents:
            documents[row.transcript] = study.transcript(row.transcript)
        entry = usable_code(study.project(), row.code)
    except NotFoundError as error:
        raise InputError(Problem(path, row.row_line, error.message), error.hint) from error
    document = documents[row.transcript]
    span = place(row, document.text, document.lines)
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
        origin="suggestion" if row.origin == "suggestion" else "import",
        at=row.at or now(),
    )


def _memo_of(coding: Coding, text: str) -> Memo:
    return Memo(
        id=content_id(coding.id, text),
        target_kind="coding",
        target=coding.id,
        start=coding.start,
        end=coding.end,
        coder=coding.coder,
        text=text,
        at=coding.at,
    )
