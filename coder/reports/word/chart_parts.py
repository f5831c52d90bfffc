"""Native charts in Word: lying bars, their numbers in a workbook inside the document, so that Word can edit them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from coder.files.cells import xml_text

CHART_NS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DRAWING_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "Sheet1"
_COLORS = ("2F6F9F", "D55E00", "4B8F6B", "8A63A8", "C79A2E")
_SMALL, _LARGE = 8, 8.5
_ROOM = 1.15
_MADE = datetime(2000, 1, 1, tzinfo=UTC)


class Bars(NamedTuple):
    """Lying bars of one colour: what they are of, their lengths, and what the axis goes to."""

    name: str
    values: Sequence[int]
    color: int
    most: int


def chart_part(package: Any, number: int, bars: Bars, names: Sequence[str]) -> Part:
    """Return a chart of lying bars as a part of the document, related to the workbook of its numbers."""
    book = Part(PackURI(f"/word/embeddings/report{number}.xlsx"), _BOOK, _workbook(bars, names), package)
    part = Part(PackURI(f"/word/charts/report{number}.xml"), _CHART, b"", package)
    data = part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    part._blob = _chart_xml(bars, names, data).encode()
    return part


def _workbook(bars: Bars, names: Sequence[str]) -> bytes:
    """Return a workbook of the numbers, a row a name; the same numbers are the same bytes."""
    from xlsxwriter import Workbook

    raw = BytesIO()
    book = Workbook(raw, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE.replace(tzinfo=None)})
    sheet = book.add_worksheet(_SHEET)
    sheet.write_string(0, 1, xml_text(bars.name))
    for row, (name, value) in enumerate(zip(names, bars.values, strict=True), 1):
        sheet.write_string(row, 0, xml_text(name))
        sheet.write_number(row, 1, value)
    book.close()
    return raw.getvalue()


def _cells(column: int, first: int, last: int) -> str:
    """Return the cells of a column of the workbook."""
    from xlsxwriter.utility import xl_col_to_name

    name = xl_col_to_name(column)
    start = f"{_SHEET}!${name}${first + 1}"
    return start if first == last == 0 else f"{start}:${name}${last + 1}"


def _letters(points: float) -> str:
    """Return the size of letters of a chart or of a part of it."""
    size = f'<a:defRPr sz="{round(points * 100)}"/>'
    return f'<c:txPr><a:bodyPr/><a:p><a:pPr>{size}</a:pPr><a:endParaRPr lang="zh-TW"/></a:p></c:txPr>'


def _chart_xml(bars: Bars, names: Sequence[str], data: str) -> str:
    """Return a chart of lying bars, the first name on top, each bar with its number."""

    def text(value: str) -> str:
        return escape(xml_text(value))

    points = "".join(f'<c:pt idx="{i}"><c:v>{text(name)}</c:v></c:pt>' for i, name in enumerate(names))
    counts = "".join(f'<c:pt idx="{i}"><c:v>{value}</c:v></c:pt>' for i, value in enumerate(bars.values))
    told = (
        '<c:ser><c:idx val="0"/><c:order val="0"/>'
        f"<c:tx><c:strRef><c:f>{_cells(1, 0, 0)}</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{text(bars.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{_COLORS[bars.color % len(_COLORS)]}"/></a:solidFill></c:spPr>'
        '<c:invertIfNegative val="0"/>'
        f'<c:dLbls>{_letters(_SMALL)}<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>{_cells(0, 1, len(names))}</c:f>"
        f'<c:strCache><c:ptCount val="{len(names)}"/>{points}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>{_cells(1, 1, len(names))}</c:f>"
        "<c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(bars.values)}"/>{counts}</c:numCache></c:numRef></c:val></c:ser>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{CHART_NS}" xmlns:a="{_DRAWING_NS}" '
        f'xmlns:r="{_RELATIONS}"><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/>'
        f'<c:grouping val="clustered"/><c:varyColors val="0"/>{told}<c:gapWidth val="45"/>'
        '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:crossAx val="2"/></c:catAx>'
        # All charts of a figure have one scale, with room for the number of the longest bar.
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:max val="{bars.most * _ROOM:g}"/>'
        '<c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="b"/><c:crossAx val="1"/>'
        '<c:crosses val="max"/></c:valAx></c:plotArea>'
        f'<c:plotVisOnly val="1"/></c:chart><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_letters(_LARGE)}'
        f'<c:externalData r:id="{data}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
