"""Where figures stand: beside which findings, recommendations and cells of the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from coder.i18n import _, labelled, listed
from coder.model.codebook import Figure
from coder.model.links import links
from coder.model.project import Project
from coder.model.reporting.derivation import check_figures
from coder.model.reporting.figure_sources import figure_image


def figures_beside(figures: Iterable[Figure], row: str, column: str) -> Iterator[Figure]:
    """Yield the figures that stand beside a cell of the matrix, whichever of its codes they name first."""
    return (figure for figure in figures if figure.codes and {*figure.codes} == {row, column})


def figure_rows(project: Project) -> list[dict[str, Any]]:
    """Return each figure as JSON carries it, with what uses it and whether its derivation holds."""
    checks = {check.figure.id: check.holds for check in check_figures(project.figures)}
    told = [(f.id, {*f.figures}, f.text) for f in project.findings]
    told += [(r.id, set(), r.text) for r in project.recommendations]
    used = [(key, names | {k.target for k in links(text) if k.kind == "figure"}) for key, names, text in told]
    return [
        figure_image(figure, project.sources, project.figures)
        | {
            "used_by": [key for key, names in used if figure.id in names],
            "checks": figure.derived.of if figure.derived and figure.derived.restates else None,
            "base_of": [source.id for source in project.sources if figure.id in source.base],
            "cell": [project.code_by_id[key].title for key in figure.codes if key in project.code_by_id],
            "holds": checks.get(figure.id),
        }
        for figure in project.figures
    ]


def use_words(row: dict[str, Any]) -> str:
    """Return where a figure stands, in words."""
    cell = " × ".join(row["cell"])
    base = [_("base of the figures")] if row["base_of"] else []
    check = [_("check of another figure")] if row["checks"] else []
    return listed([*row["used_by"], *([cell] if cell else []), *base, *check])


def checked_derivation(row: dict[str, Any]) -> str:
    """Return what a figure is derived from and whether that holds, empty where it stands alone."""
    return labelled(row["derived"], _held(row)) if row["derived"] and _held(row) else row["derived"] or ""


def _held(row: dict[str, Any]) -> str:
    """Return whether a figure's derivation holds, empty where it has none."""
    return {None: "", True: _("holds"), False: _("does not hold")}[row["holds"]]
