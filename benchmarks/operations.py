"""What our own code takes: each operation as the commands and the screen call it, on a study made of the workload."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from benchmarks import workload
from benchmarks.harness import Measures, Place, Run
from coder.codebook.loading import load_codebook
from coder.model.codebook import Code
from coder.model.codebook_files import CodebookFile, CodeEntry, FiguresFile, FindingsFile, ThemeEntry
from coder.model.coding import Coding, Evidence
from coder.model.identity import quote_id
from coder.model.reporting.report import Report
from coder.record import queries
from coder.record.counts.code_counts import code_counts
from coder.record.entry import Entry, Put, Ready
from coder.record.journal import Journal
from coder.record.study import Study
from coder.retrieval.word_search import read_query, search
from coder.suggestions.bulk import code_by_keywords, ready_codings
from coder.transcripts import intake

MEASURES = Measures()


@MEASURES.named("build")
def _build(place: Place) -> Run:
    """Make the studies that the operations start from: codebook alone, transcripts too, both coders' codings too."""

    def run() -> int:
        _make(place, "empty")
        _make(place, "imported", "empty")
        _make(place, "coded", "imported")
        return place.scale

    return run


def _make(place: Place, name: str, base: str | None = None) -> None:
    folder = place.study(name)
    if base is None:
        folder.mkdir()
    else:
        shutil.copytree(place.study(base), folder)
    study = Study.create(folder / "study.db", "A") if base is None else Study.open(folder / "study.db", "A")
    with study:
        if base is None:
            load_codebook(study, codebook(), FindingsFile(findings=()), FiguresFile(figures=()))
        elif base == "empty":
            intake.import_transcripts(study, place.transcripts, intake.ImportPlan(case_per_file=True))
        else:
            code_by_keywords(study, _transcripts(study), all_roles=True)
            with Study.open(study.path, "B") as other:
                other.record(_second_coder(place, other), "codings")


def codebook() -> CodebookFile:
    book = workload.codes()
    groups = dict.fromkeys(code.group for code in book)
    return CodebookFile(
        title="Benchmark",
        themes=tuple(
            ThemeEntry(
                id=f"t{at}",
                name=group,
                codes=tuple(CodeEntry(id=c.id, name=c.name, keywords=c.keywords) for c in book if c.group == group),
            )
            for at, group in enumerate(groups)
        ),
    )


def _transcripts(study: Study) -> list[str]:
    return [t.id for t in study.project().transcripts]


def _second_coder(place: Place, study: Study) -> Iterator[Ready]:
    """Yield the codings of B, one transcript after the other."""
    project = study.project()
    codes = project.usable_codes
    by_transcript: dict[int, list[tuple[int, int, Code, tuple[Evidence, ...]]]] = {}
    for number, start, end, code in workload.read_codings(place.folder, "B"):
        by_transcript.setdefault(number, []).append((start, end, codes[code], ()))
    for info in project.transcripts:
        rows = by_transcript.get(int(info.name[1:]), [])
        yield from ready_codings(queries.open_bare(study.reader, info), rows, study.coder)


def _opened(place: Place, name: str = "coded", *, copied: bool = False) -> Study:
    folder = place.study(name)
    if copied:
        folder = Path(shutil.copytree(folder, place.scratch / name))
    study = Study.open(folder / "study.db", "A")
    study.project()
    return study


@MEASURES.named("import")
def _import(place: Place) -> Run:
    from coder.plugins import importers

    study, paths = _opened(place, "empty", copied=True), place.transcripts
    importers()
    return lambda: len(intake.import_transcripts(study, paths, intake.ImportPlan(case_per_file=True)))


@MEASURES.named("sentences")
def _sentences(place: Place) -> Run:
    from coder.language.segment import sentence_bounds

    study = _opened(place, "imported")
    documents = [queries.open_bare(study.reader, info) for info in study.project().transcripts]
    return lambda: sum(len(sentence_bounds(document.text, document.turns)) for document in documents)


@MEASURES.named("code")
def _code(place: Place) -> Run:
    study = _opened(place, "imported", copied=True)
    keys = _transcripts(study)
    return lambda: code_by_keywords(study, keys, all_roles=True)


class _JournalAlone(Journal):
    """A journal that writes its own rows and leaves the tables alone."""

    def _apply(self, name: str, puts: Sequence[Entry]) -> None:
        """Leave the table of the kind as it is."""


@MEASURES.named("journal")
def _journal(place: Place) -> Run:
    with _opened(place) as coded:
        codings = coded.reader.all(Coding, coder="A")
    study = _opened(place, "imported", copied=True)
    journal = _JournalAlone(study.connection, study.path)

    def run() -> int:
        journal.record((Put("coding", None, coding) for coding in codings), coder="A", verb="accept-all")
        return len(codings)

    return run


@MEASURES.named("quotes")
def _quotes(place: Place) -> Run:
    study = _opened(place)
    return lambda: len(list(study.quotations("c01")))


@MEASURES.named("page")
def _page(place: Place) -> Run:
    study = _opened(place)
    return lambda: len(list(islice(study.quotations("c01", limit=50), 50)))


@MEASURES.named("frequencies")
def _frequencies(place: Place) -> Run:
    study = _opened(place)
    return lambda: len(study.frequencies().rows)


@MEASURES.named("cells")
def _cells(place: Place) -> Run:
    study = _opened(place)
    return lambda: sum(len(codes) for _transcript, codes in code_counts(study))


def _report(place: Place) -> Report:
    from coder.reports.build import build_report

    return build_report(_opened(place))


def quote_rows(place: Place) -> Iterator[Sequence[object]]:
    """Yield the plain rows that the tables of quotations hold."""
    for q in _report(place).quotations():
        yield (
            q.id, q.case, q.case_name, q.transcript, q.line, q.last_line, q.speaker, q.code, q.code_name,
            "; ".join(q.coders), q.text, q.start, q.end, q.at, q.origin,
        )  # fmt: skip


def _export(place: Place, name: str) -> Run:
    """Write what an exporter writes: as the workload has no findings, the quotations and little else."""
    from coder.plugins import exporters

    report, exporter = _report(place), exporters()[name]
    return lambda: sum(path.stat().st_size for path in exporter.write(report, place.scratch / "exports"))


MEASURES.named("csv")(lambda place: _export(place, "csv"))
MEASURES.named("xlsx")(lambda place: _export(place, "xlsx"))


@MEASURES.named("export all")
def _export_all(place: Place) -> Run:
    """Build the report and write it in all formats, as `coder report` does."""
    from coder.plugins import exporters
    from coder.reports.build import build_report

    study = _opened(place)

    def run() -> int:
        report = build_report(study)
        return sum(len(exporter.write(report, place.scratch / "exports")) for exporter in exporters().values())

    return run


@MEASURES.named("search")
def _search(place: Place) -> Run:
    return _counted_hits(place, workload.PHRASE)


@MEASURES.named("search two")
def _search_two(place: Place) -> Run:
    return _counted_hits(place, workload.SHORT_PHRASE)


def _counted_hits(place: Place, words: str) -> Run:
    study, query = _opened(place), read_query(words, exact=True)
    project = study.project()
    return lambda: sum(len(batch.hits) for batch in search(study.reader, project, query, codes=False))


@MEASURES.named("verify")
def _verify(place: Place) -> Run:
    study = _opened(place)

    def run() -> int:
        found = study.verify()
        assert not found, found[:3]
        return study.journal.head()[0]

    return run


@MEASURES.named("past")
def _past(place: Place) -> Run:
    """Rebuild the study as it stood at its last act, and count its codings."""
    from coder.record.past_study import open_past

    with _opened(place) as study:
        last = study.journal.head()[0]

    def run() -> int:
        with open_past(place.study("coded") / "study.db", "A", f"#{last}") as then:
            return len(then.frequencies().rows)

    return run


@MEASURES.named("limit:undo")
def _act(place: Place) -> Run:
    return _code(place)


@MEASURES.named("undo")
def _undo(place: Place) -> Run:
    """Take back the act that coded everything by keyword."""
    from coder.coding.acts import Desk

    study = _opened(place, copied=True)

    def run() -> int:
        act = study.journal.undoable("A")
        assert act is not None
        Desk(study).turn(act, "undo")
        return act.rows

    return run


@MEASURES.named("trace words")
def _trace_words(place: Place) -> Run:
    """Trace words as they are pasted from a printed report: a part of a quotation, an end of line in its middle."""
    from coder.audit.trace import trace_pasted

    study = _opened(place)
    middle = len(study.project().transcripts) // 2
    info = study.project().transcripts[middle]
    coding = queries.overlay(study.reader, info.id)[0][0]
    words = queries.open_bare(study.reader, info).text[coding.start : coding.end]
    cut = len(words) // 2
    return lambda: len(list(trace_pasted(study, f"{words[1:cut]}\n{words[cut:]}")[0].walk()))


@MEASURES.named("trace")
def _trace(place: Place) -> Run:
    from coder.audit.trace import trace

    study = _opened(place)
    middle = len(study.project().transcripts) // 2
    info = study.project().transcripts[middle]
    coding = queries.overlay(study.reader, info.id)[0][0]
    name = quote_id(info.case, coding.line, coding.id)
    return lambda: len(list(trace(study, name).walk()))
