"""The table of coefficients, its columns declared once for the terminal, JSON, CSV and XLSX."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coder.agreement.coder_comparison import Comparison, Group, Row
from coder.agreement.measures import Figure, measure_title
from coder.files.spreadsheets import open_book
from coder.i18n import _
from coder.model.counting.column import DATA, EVERYWHERE, Column, Format, Value

_SHOWN = {"percent", "kappa", "ac1", "alpha", "u_alpha"}
"""What the terminal has room for; files hold all."""
_WITH_INTERVAL = {"kappa", "alpha", "u_alpha"}
_SHEET = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table with the group that it belongs to."""

    group: Group
    row: Row
    title: str


def lines_of(comparison: Comparison, groups: Sequence[Group]) -> Iterator[Line]:
    """Yield the rows of groups in order; a theme after its codes, any code last."""
    for group in groups:
        for row in group.rows:
            yield Line(group, row, comparison.code_title(row))


def columns(comparison: Comparison, groups: Sequence[Group], *, grouped: bool) -> list[Column[Line]]:
    """Return the columns of the table of groups; where it has several, with the group before them."""
    names = dict(comparison.study.project().coders)
    titles = {info.id: info.name for info in comparison.infos}
    before: list[Column[Line]] = [
        Column(
            name="coders",
            label=_("Coders"),
            value=lambda line: tuple(names.get(coder, coder) for coder in line.group.coders),
            where=EVERYWHERE if grouped else DATA,
            safe=True,
        ),
        Column(
            name="transcripts",
            label=_("Transcripts"),
            value=lambda line: tuple(titles[one] for one in line.group.transcripts),
            shown=lambda line: _transcripts(line, titles),
            where=EVERYWHERE if grouped else DATA,
        ),
    ]
    about: list[Column[Line]] = [
        Column(name="scope", label=_("Scope"), value=lambda line: line.row.scope, where=DATA, safe=True),
        Column(name="code", label=_("Code"), value=lambda line: line.row.code, where=DATA, safe=True),
        Column(name="title", label=_("Code"), value=lambda line: line.title, width=28),
        Column(name="units", label=_("Units"), value=lambda line: line.group.units, kind="number", where=DATA),
        Column(name="prevalence", label=_("Prevalence"), value=lambda line: line.row.prevalence, kind="share"),
    ]
    measured = [*comparison.measures, *(["alpha_u"] if comparison.options.unit == "span" else [])]
    count = max((len(group.coders) for group in groups), default=len(comparison.coders))
    return [*before, *about, *(column for name in measured for column in _figure_columns(name, count))]


def _transcripts(line: Line, titles: dict[str, str]) -> Value:
    transcripts = line.group.transcripts
    return titles[transcripts[0]] if len(transcripts) == 1 else len(transcripts)


def _figure_columns(name: str, coders: int) -> Iterator[Column[Line]]:
    where: frozenset[Format] = EVERYWHERE if name in _SHOWN else DATA

    def of(read: Callable[[Figure], Value]) -> Callable[[Line], Value]:
        return lambda line: read(line.row.figures[name]) if name in line.row.figures else None

    title = measure_title(name, coders)
    yield Column(
        name=name,
        label=title,
        value=of(lambda figure: _rounded(figure.value)),
        shown=of(figure_words if name in _WITH_INTERVAL else value_words),
        kind="number",
        where=where,
        path=(name, "value"),
    )
    for bound, label in (("low", _("from")), ("high", _("to"))):
        yield Column(
            name=f"{name}_{bound}",
            label=f"{title} {label}",
            value=of(lambda figure, bound=bound: _rounded(getattr(figure, bound))),  # type: ignore[misc]
            kind="number",
            where=DATA,
            path=(name, bound),
        )
    yield Column(
        name=f"{name}_reason",
        label=_("{title}: why it is not defined").format(title=title),
        value=of(lambda figure: figure.reason),
        where=DATA,
        path=(name, "reason"),
        safe=True,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def value_words(figure: Figure) -> str:
    """Return a coefficient, or that it is not defined."""
    return _("n. d.") if figure.value is None else f"{figure.value:.3f}"


def figure_words(figure: Figure) -> str:
    """Return a coefficient with its interval, or that it is not defined."""
    if figure.value is None or figure.low is None or figure.high is None:
        return value_words(figure)
    return f"{figure.value:.3f} [{figure.low:.2f}, {figure.high:.2f}]"


def write_sheet(path: Path, comparison: Comparison, groups: Sequence[Group], notice: str) -> Path:
    """Write the table into a workbook of one sheet, with what a reader must know below it."""
    with open_book(path, _("Agreement"), notice, "") as book:
        sheet = book.add_worksheet(_("Agreement"))
        bold, chosen = book.add_format({"bold": True}), columns(comparison, groups, grouped=True)
        for at, column in enumerate(chosen):
            sheet.write_string(0, at, column.label, bold)
            sheet.set_column(at, at, min(_SHEET, column.width))
        number = 0
        for number, line in enumerate(lines_of(comparison, groups), start=1):
            for at, column in enumerate(chosen):
                _write(sheet, number, at, column.value(line))
        for text in (*comparison.warnings(), notice):
            number += 1
            sheet.write_string(number + 1, 0, text)
        sheet.freeze_panes(1, 0)
    return path


def _write(sheet: object, row: int, at: int, value: Value) -> None:
    from coder.files.cells import guard

    if isinstance(value, int | float):
        sheet.write_number(row, at, value)  # type: ignore[attr-defined]
    elif value is not None:
        text = ", ".join(value) if isinstance(value, tuple) else value
        sheet.write_string(row, at, guard(text))  # type: ignore[attr-defined]
