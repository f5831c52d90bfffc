"""Taking transcripts in."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from coder.errors import CoderError, InputError, Problem, ProblemsError
from coder.files.sheet_paths import name_of, sheet_of, stem_of
from coder.i18n import _, listed
from coder.model.codebook import Case
from coder.model.coding import Memo
from coder.model.identity import new_id, now
from coder.model.names.speakers import SpeakerRules
from coder.model.progress import Advance, quiet
from coder.model.project import TranscriptInfo, TranscriptRecord
from coder.model.text import digest
from coder.record import anchors
from coder.record.entry import Put
from coder.record.study import Study
from coder.record.texts import describe
from coder.transcripts.cases import composed
from coder.transcripts.held_texts import HeldTexts
from coder.transcripts.reading import Reading, open_file
from coder.transcripts.speaker_decisions import combined
from coder.transcripts.survey_cases import cases_of, survey_in
from coder.transcripts.surveys import Survey, SurveyChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """How to take transcripts in.

    `case` puts all of them into one case; `case_per_file` makes a case of each file that matches none;
    `chosen` says the case of single files, an empty one being a new case of their own.
    `rules` are on the speakers of all, `rules_of` on those of one.
    `survey` is on the columns of tables with a row a case.
    """

    case: str | None = None
    chosen: Mapping[Path, str] = field(default_factory=dict)
    case_per_file: bool = False
    interviewers: tuple[str, ...] = ()
    synthetic: bool = False
    rules: SpeakerRules = field(default_factory=SpeakerRules)
    rules_of: Mapping[Path, SpeakerRules] = field(default_factory=dict)
    survey: SurveyChoice = field(default_factory=SurveyChoice)


@dataclass(frozen=True, slots=True)
class Imported:
    """A transcript that was taken in: its record, its speakers with their roles, and how its file was read."""

    info: TranscriptInfo
    speakers: tuple[tuple[str, str], ...]
    turns: int
    reading: Reading
    survey: Survey | None = None


def import_transcripts(
    study: Study,
    paths: Sequence[Path],
    plan: ImportPlan,
    advance: Advance = quiet,
    unsure: list[Reading] | None = None,
) -> list[Imported]:
    """Read transcript files into the study as one act: all of them, or none where one cannot be read.

    Files are read first, then written in one short transaction: others write meanwhile.
    Where a list is given for them, files in which it is not clear who speaks are left out and go there.
    Raises `ProblemsError` that names every file at fault.
    """
    taken: list[Imported] = []
    with HeldTexts() as held:
        puts = list(_read_all(study, paths, plan, advance, taken, unsure, held))
        study.record(_stored(study, puts, held), "import")
    return taken


def _stored(study: Study, puts: Iterable[Put], held: HeldTexts) -> Iterator[Put]:
    """Store each text before the act that records its transcript."""
    texts = iter(held)
    for put in puts:
        if put.kind == "transcript":
            study.add_text(*next(texts))
        yield put


def _read_all(
    study: Study,
    paths: Sequence[Path],
    plan: ImportPlan,
    advance: Advance,
    taken: list[Imported],
    unsure: list[Reading] | None,
    held: HeldTexts,
) -> Iterator[Put]:
    project = study.project()
    cases = {case.id: case for case in project.cases}
    made: dict[str, Case] = {}
    ids = (key for number in count(1) if (key := f"K{number}") not in cases)
    hashes = anchors.texts_known(study.reader)
    names = {t.name for t in project.transcripts}
    lengths = {t.chars for t in project.transcripts}
    problems: list[CoderError] = []
    namesakes = _namesakes(study, paths, plan)
    for path in paths:
        try:
            survey = survey_in(path, plan.survey, project.attribute_by_id)
            if survey is not None:
                yield from _rows_in(path, survey, plan, cases, ids, (names, hashes, lengths), held, taken, study.coder)
                continue
            case, is_new = _case_for(path, cases, made, ids, plan)
            reading = open_file(path, speaker_rules(path, case, plan))
            if unsure is not None and not reading.speakers.sure:
                unsure.append(reading)
                continue
            record = _record_of(reading, case, plan, names, hashes, lengths)
            if path in namesakes:
                raise _namesake(path, namesakes[path])
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
        held.add(record, reading.source.text, reading.original)
        taken.append(Imported(record, record.speakers, len(record.turns), reading))
        yield Put("transcript", None, record)
        yield from _memos_of(reading, record, study.coder)
    if problems:
        raise problems[0] if len(problems) == 1 else ProblemsError(problems)


def _rows_in(
    path: Path,
    survey: Survey,
    plan: ImportPlan,
    cases: dict[str, Case],
    ids: Iterator[str],
    known: tuple[set[str], dict[str, str], set[int]],
    held: HeldTexts,
    taken: list[Imported],
    coder: str,
) -> Iterator[Put]:
    """Take in the rows of a survey, each a transcript of a case of its own; all of them, or none."""
    names, hashes, lengths = known
    if plan.case is not None or path in plan.chosen:
        message = _("is a survey, of which each row is a case of its own")
        raise InputError(Problem(path, 0, message), _("Leave --case out."))
    puts: list[Put] = []
    for old, case, reading in cases_of(path, survey, cases, ids):
        record = _record_of(reading, case, plan, names, hashes, lengths)
        hashes[record.text_hash] = record.name
        names.add(record.name)
        lengths.add(record.chars)
        cases[case.id] = case
        if case != old:
            puts.append(Put("case", old, case))
        held.add(record, reading.source.text, reading.data)
        taken.append(Imported(record, record.speakers, len(record.turns), reading, survey))
        puts.append(Put("transcript", None, record))
        puts += _memos_of(reading, record, coder)
    yield from puts


def _namesakes(study: Study, paths: Sequence[Path], plan: ImportPlan) -> dict[Path, str]:
    """Return the files of which nobody said the case and that have the name of another, with that other.

    A name alone does not make them one case's: the other lies in another folder, or is in the study already.
    """
    first: dict[str, Path] = {}
    standing = {info.name for info in study.project().transcripts}
    twice: dict[Path, str] = {}
    for path in paths:
        stem = stem_of(path)
        other = first.setdefault(stem, path)
        same = str(other) if other.parent != path.parent else stem if stem in standing else None
        if same is not None and plan.case is None and path not in plan.chosen:
            twice[path] = same
    return twice


def _namesake(path: Path, other: str) -> InputError:
    message = _("has the name of {other}, and may belong to another case").format(other=other)
    return InputError(Problem(path, 0, message), _("import it alone with --case ID, or give it another name"))


def speaker_rules(path: Path, case: Case | None, plan: ImportPlan) -> SpeakerRules:
    """Return what is decided on the speakers of a file: by its case, by the plan, and on the file itself."""
    of_case = SpeakerRules(interviewers=case.interviewers if case else ())
    asking = SpeakerRules(interviewers=plan.interviewers)
    return combined(of_case, plan.rules, asking, plan.rules_of.get(path, SpeakerRules()))


def _record_of(
    reading: Reading, case: Case, plan: ImportPlan, names: set[str], hashes: dict[str, str], lengths: set[int]
) -> TranscriptRecord:
    path, read = reading.path, reading.transcript
    own = reading.name or stem_of(path)
    name = own if own not in names else f"{own}-{len(names) + 1}"
    record = describe(
        read,
        reading.original,
        case=case.id,
        name=name,
        source=sheet_of(path)[0].name,
        at=now(),
        synthetic=plan.synthetic or case.synthetic,
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
    return record


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
    if plan.chosen.get(path) == "":
        return Case(id=next(ids), name=stem_of(path)), True
    wanted = plan.chosen.get(path, plan.case)
    if wanted is not None:
        if wanted not in cases:
            raise InputError(
                Problem(path, 0, _("there is no case {case}").format(case=wanted)),
                _("cases: {names}; add one to transcripts/cases.yaml").format(names=listed(cases) or "—"),
            )
        return cases[wanted], False
    named = _matching(path, cases.values())
    if len(named) == 1:
        return named[0], False
    if plan.case_per_file:
        known = made.get(stem_of(path))
        return (Case(id=next(ids), name=stem_of(path)), True) if known is None else (known, False)
    raise InputError(
        Problem(path, 0, _("belongs to no case") if not named else _("fits more than one case")),
        _(
            "list the file in transcripts/cases.yaml; coder import also takes --case ID, "
            "or makes a case of each file with --case-per-file"
        ),
    )


def case_of(path: Path, cases: Iterable[Case], plan: ImportPlan) -> Case | None:
    """Return the case that a file will belong to, as far as it is there and clear."""
    known = list(cases)
    wanted = plan.chosen.get(path, plan.case)
    fitting = [case for case in known if case.id == wanted] if wanted else _matching(path, known)
    return fitting[0] if len(fitting) == 1 else None


def files_without_case(study: Study, paths: Iterable[Path], plan: ImportPlan) -> list[Path]:
    """Return the files whose case neither the plan nor the cases' own lists and names say, or two files' alike."""
    if plan.case is not None or plan.case_per_file:
        return []
    cases = study.project().cases
    paths = list(paths)
    twice = _namesakes(study, paths, plan)
    return [path for path in paths if path not in plan.chosen and (path in twice or len(_matching(path, cases)) != 1)]


def _matching(path: Path, cases: Iterable[Case]) -> list[Case]:
    """Return the cases that list a file, else those whose name or alias stands in its name."""
    known = list(cases)
    name, stem = name_of(path), stem_of(path)
    return [c for c in known if {name, stem} & set(map(composed, c.transcripts))] or [
        c for c in known if any(_names(composed(n), stem) for n in (c.name, c.name.replace(" ", ""), *c.aliases))
    ]


def _names(name: str, stem: str) -> bool:
    """Tell whether a name stands in a file's name, and not as a part of a longer word or number (firm-1, firm-10)."""
    before = "(?<![0-9A-Za-z])" if name[:1].isascii() else ""
    after = "(?![0-9A-Za-z])" if name[-1:].isascii() else ""
    return bool(name) and re.search(f"{before}{re.escape(name)}{after}", stem) is not None


def _memos_of(reading: Reading, record: TranscriptRecord, coder: str) -> Iterator[Put]:
    """Yield a memo of who takes a file in for each of its comments, on the words that it was on."""
    for remark in reading.source.remarks:
        span = remark.span
        memo = Memo(
            id=new_id(),
            target_kind="transcript",
            target=record.id,
            start=span.start if span else None,
            end=span.end if span else None,
            coder=coder,
            text=remark.text,
            at=record.at,
        )
        yield Put("memo", None, memo)
