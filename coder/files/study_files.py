"""The files of a study that people write: codebook, findings, figures and cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from coder.errors import CoderError, InputError, Problem
from coder.files.schemas import schemas, write_schemas
from coder.i18n import _
from coder.model.codebook import Attribute, Case, Figure, Finding, Recommendation, Source
from coder.model.codebook_files import (
    CasesFile,
    CodebookFile,
    CodeEntry,
    FiguresFile,
    FindingsFile,
    ThemeEntry,
    VariantsFile,
)
from coder.model.keyword import check
from coder.model.matrix import MatricesFile, cell_id
from coder.model.reporting.lead_page_text import ReportPage, is_day
from coder.model.values.case_attribute import read_value, type_name

__all__ = [
    "check_references", "load_cases", "load_codebook", "load_figures", "load_findings", "load_matrices",
    "load_report_page", "load_variants", "schemas", "write_schemas",
]  # fmt: skip

T = TypeVar("T")


def load_codebook(path: Path) -> CodebookFile:
    """Return the codebook at `path`; a keyword that is a wrong pattern is refused with its line."""
    book = _load(path, CodebookFile, {ThemeEntry, CodeEntry})
    for kind, groups in (("themes", book.themes), ("facets", book.facets)):
        for i, group in enumerate(groups):
            _check_keywords(path, f"{kind}[{i}]", group.codes)
    return book


def _check_keywords(path: Path, over: str, codes: Sequence[CodeEntry]) -> None:
    """Check the keywords of the codes under the entry at `over`, and of all codes below them."""
    for at, code in enumerate(codes):
        where = f"{over}.codes[{at}]"
        for field, words in (("keywords", code.keywords), ("exclude", code.exclude)):
            for place, word in enumerate(words):
                _check_keyword(path, f"{where}.{field}[{place}]", word)
        _check_keywords(path, where, code.codes)


def _check_keyword(path: Path, where: str, word: str) -> None:
    try:
        check(word)
    except CoderError as error:
        raise InputError(Problem(path, _line(path, where), f"{where}: {error.message}"), error.hint) from None


def load_variants(path: Path) -> VariantsFile:
    """Return the groups of words that count as one; each has two or more, and a word stands in one group alone."""
    file = _load(path, VariantsFile, set())
    seen: set[str] = set()
    for at, words in enumerate(file.variants):
        where = f"variants[{at}]"
        if len(words) < 2 or not all(word.strip() for word in words):  # noqa: PLR2004  one word is like no other
            message = _("{path}: a group has two words or more").format(path=where)
            raise InputError(Problem(path, _line(path, where), message), _("write it as [one word, another]"))
        for word in words:
            if word in seen:
                message = _("{path}: {word} is here twice").format(path=where, word=word)
                raise InputError(Problem(path, _line(path, where), message), _("Join the two groups."))
            seen.add(word)
    return file


def load_findings(path: Path) -> FindingsFile:
    """Return the findings and recommendations at `path`."""
    return _load(path, FindingsFile, {Finding, Recommendation})


def load_figures(path: Path) -> FiguresFile:
    """Return the figures at `path`, and where they come from."""
    return _load(path, FiguresFile, {Figure, Source})


def load_cases(path: Path) -> CasesFile:
    """Return the cases at `path`, and what their attributes hold; each value fits the type of its attribute."""
    file = _load(path, CasesFile, {Case, Attribute})
    declared = {attribute.id: attribute for attribute in file.attributes}
    for at, attribute in enumerate(file.attributes):
        if (attribute.type == "choice") != bool(attribute.choices):
            where = f"attributes[{at}].type"
            message = _("{path}: choices belong to an attribute that is a choice").format(path=where)
            raise InputError(Problem(path, _line(path, where), message), _("write them as [one, another]"))
    return replace(file, cases=tuple(_fitting(path, f"cases[{at}]", c, declared) for at, c in enumerate(file.cases)))


def _fitting(path: Path, where: str, case: Case, declared: Mapping[str, Attribute]) -> Case:
    """Return a case with its values as they are kept."""
    kept = {}
    for name, value in case.attributes.items():
        try:
            kept[name] = read_value(declared.get(name), value)
        except ValueError as error:
            place = f"{where}.attributes.{name}"
            message = _("{path}: “{text}” is not a {type}").format(
                path=place, text=value, type=type_name(declared[name].type)
            )
            raise InputError(Problem(path, _line(path, place), message), str(error)) from None
    return replace(case, attributes=kept)


def load_report_page(path: Path) -> ReportPage:
    """Return the lead's page of the report at `path`; its date is a day of the calendar."""
    page = _load(path, ReportPage, set())
    if page.date and not is_day(page.date):
        message = _("{path}: “{name}” is not a day").format(path="date", name=page.date)
        raise InputError(Problem(path, _line(path, "date"), message), _('Write it as "2026-11-29", in quotes.'))
    return page


def load_matrices(path: Path) -> MatricesFile:
    """Return what stands in the cells of the matrices at `path`; each cell is written once."""
    file = _load(path, MatricesFile, set())
    seen: set[str] = set()
    for at, entry in enumerate(file.cells):
        key, where = cell_id(entry.row, entry.column), f"cells[{at}]"
        if key in seen:
            message = _("{path}: {word} is here twice").format(path=where, word=key)
            raise InputError(Problem(path, _line(path, where), message), _("join the two summaries"))
        seen.add(key)
    return file


def _load(path: Path, kind: type[T], identified: set[type]) -> T:
    from coder.files import yaml_nodes, yaml_types

    document = yaml_nodes.load(path)
    result = yaml_types.convert(document, kind)
    yaml_types.refuse_repeated(document, identified, kind)
    return result


def check_references(
    codebook: CodebookFile,
    findings: FindingsFile,
    figures: FiguresFile,
    findings_path: Path,
    figures_path: Path | None = None,
) -> None:
    """Refuse findings, recommendations and derived figures that name what doesn't exist."""
    codes = set(codebook.ids)
    known_figures = {figure.id for figure in figures.figures}
    known_findings = {finding.id for finding in findings.findings}
    for at, finding in enumerate(findings.findings):
        for field, names, known in (
            ("supports", finding.supports, codes),
            ("opposes", finding.opposes, codes),
            ("figures", finding.figures, known_figures),
        ):
            _check(findings_path, f"findings[{at}].{field}", names, known)
    for at, recommendation in enumerate(findings.recommendations):
        _check(findings_path, f"recommendations[{at}].findings", recommendation.findings, known_findings)
    figures_path = figures_path or findings_path.with_name("figures.yaml")
    _check_sources(figures, codes, figures_path)
    _check_derivations(figures, figures_path)


def _check_sources(figures: FiguresFile, codes: set[str], path: Path) -> None:
    known = {source.id for source in figures.sources}
    counted = {figure.id for figure in figures.figures}
    for at, figure in enumerate(figures.figures):
        if figure.source:
            _check(path, f"figures[{at}].source", [figure.source], known, listed=False)
        _check(path, f"figures[{at}].codes", figure.codes, codes)
    for at, source in enumerate(figures.sources):
        others = known - {source.id}
        if source.cited_in:
            _check(path, f"sources[{at}].cited_in", [source.cited_in], others, listed=False)
        _check(path, f"sources[{at}].base", source.base, counted)


def _check_derivations(figures: FiguresFile, path: Path) -> None:
    origins = {figure.id: figure.derived.of for figure in figures.figures if figure.derived}
    known = {figure.id for figure in figures.figures}
    for at, figure in enumerate(figures.figures):
        if figure.derived is None:
            continue
        _check(path, f"figures[{at}].derived.of", [figure.derived.of], known, listed=False)
        seen, name = {figure.id}, figure.derived.of
        while name in origins and name not in seen:
            seen.add(name)
            name = origins[name]
        if name in seen:
            where = f"figures[{at}].derived.of"
            message = _("{path}: the figure is derived from itself").format(path=where)
            raise InputError(Problem(path, _line(path, where), message), _("Give one of them a value of its own."))


def _check(path: Path, where: str, names: Iterable[str], known: set[str], *, listed: bool = True) -> None:
    from difflib import get_close_matches

    for at, name in enumerate(names):
        if name not in known:
            place = f"{where}[{at}]" if listed else where
            close = get_close_matches(name, sorted(known), n=1)
            hint = _("Did you mean “{name}”?").format(name=close[0]) if close else _("Correct or remove it.")
            message = _("{path}: “{name}” does not exist").format(path=place, name=name)
            raise InputError(Problem(path, _line(path, place), message), hint)


def _line(path: Path, where: str) -> int:
    from coder.files import yaml_nodes

    try:
        return yaml_nodes.line_of(yaml_nodes.node_at(yaml_nodes.load(path).root, where))
    except InputError:
        return 0
