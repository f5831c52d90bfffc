"""Bringing a study's codes, findings and figures to what the codebook's files say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coder.model.codebook import Code, Finding, Recommendation
from coder.model.codebook_files import CodebookFile, FiguresFile, FindingsFile, flatten
from coder.model.counting.codetree import end_of, numbered, ordered
from coder.model.project import StudyTitle
from coder.model.study_setting import ORDERS, Setting
from coder.record.entry import Put
from coder.record.proof.wanted_values import differences
from coder.record.queries import told_order
from coder.record.study import Study


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
        *differences(study, "source", figures.sources),
        *differences(study, "figure", figures.figures),
        *differences(study, "finding", findings.findings),
        *differences(study, "recommendation", findings.recommendations),
        *_order_differences(study, "finding", [one.id for one in findings.findings]),
        *_order_differences(study, "recommendation", [one.id for one in findings.recommendations]),
    ]


def _order_differences(study: Study, kind: str, named: Sequence[str]) -> list[Put]:
    """Return the change to the order in which the file names its findings or recommendations; others follow."""
    classes: dict[str, type[Finding | Recommendation]] = {"finding": Finding, "recommendation": Recommendation}
    held = told_order(study.reader, kind, {*named, *(entry.id for entry in study.reader.all(classes[kind]))})
    if [key for key in held if key in named] == named:
        return []
    value = ",".join([*named, *(key for key in held if key not in named)])
    name = ORDERS[kind]
    return [Put("setting", study.reader.one(Setting, name), Setting(id=name, value=value))]


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
        is_placed = any(c.id == code.parent for c in tree)
        tree.insert(end_of(tree, code.parent) if code.parent and is_placed else len(tree), code)
    return numbered(tree, place)
