"""Random workbooks: strings of every kind, dates, formulas, what is merged or hidden, and sheets that are elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st

from benchmarks.importing.blocks import NUMBERS, WORDS
from benchmarks.importing.office import clean
from benchmarks.importing.packed import P, R, X, packed

_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_KINDS = ("inlineStr", "rich", "shared", "date", "day", "formula", "bare", "number", "bool", "error", "iso", "lost")
CELLS = st.tuples(WORDS, st.sampled_from(_KINDS), NUMBERS)
SHEETS = st.lists(st.lists(st.lists(CELLS, max_size=5), max_size=10), min_size=1, max_size=3)
"""Sheets as rows of cells: words, how they are stored, and a number."""
_TITLES = (
    ("speaker", "start", "text"),
    ("發言者", "內容"),
    ("start", "end", "text"),
    ("受訪者代號", "年資", "您為什麼離職？", "還想說什麼？"),
    (),
)
_SPANS = (
    *["A1:C9", "B2:B3", "A1"] * 5,
    "",
    "A1:XFD1048576",
    "C9:A1",
    "B2:B2",
    "x",
    "A1:C0",
    "A0:A1",
    "AAAA1:B2",
    "A:C",
    "1:3",
)
_FORMAT = '<xf numFmtId="{}" fontId="0" fillId="0" borderId="0"/>'
_PLACES = (
    "worksheets/sheet{n}.xml",
    "/xl/worksheets/sheet{n}.xml",
    "../xl/worksheets/sheet{n}.xml",
    "SHEET{n}.xml",
    "",
)


def workbook(sheets: Sequence[Sequence[Sequence[Any]]], seed: int) -> bytes:
    """Return a workbook of the sheets; the seed says where it is odd."""
    chance, shared = Random(seed), list[str]()
    parts: dict[str, str] = {}
    names, links = "", ""
    for n, rows in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = _sheet(rows, shared, chance)
        state = chance.choice([""] * 20 + [' state="hidden"', ' state="veryHidden"'] * 4 + [' state="?"'])
        names += f'<sheet name="{n * chance.choice([1, 1, 0])}" sheetId="{n}"{state} r:id="r{n}"/>'
        place = _PLACES[_seldom(chance) * chance.randrange(5)].format(n=n)
        mode = ' TargetMode="External"' * _seldom(chance, 30)
        kind = chance.choice(["worksheet"] * 20 + ["chartsheet", "dialogsheet", "x"])
        links += f'<Relationship Id="r{n}" Type="{R}/{kind}" Target="{place}"{mode}/>'
    links += f'<Relationship Id="s" Type="{R}/sharedStrings" Target="sharedStrings.xml"/>'
    links += f'<Relationship Id="t" Type="{R}/styles" Target="styles.xml"/>'
    old = '<workbookPr date1904="1"/>' * _seldom(chance)
    return packed(
        {
            "[Content_Types].xml": _types(len(sheets)),
            "_rels/.rels": f'<Relationships xmlns="{P}/relationships"><Relationship Id="r1" Type="{R}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {X} xmlns:r="{R}">{old}<sheets>{names}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{P}/relationships">{links}</Relationships>',
            "xl/styles.xml": f'<styleSheet {X}><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m\\月;@"/></numFmts>'
            "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
            f"<cellXfs>{''.join(map(_FORMAT.format, (0, 14, 21, 164)))}</cellXfs></styleSheet>",
            "xl/sharedStrings.xml": f'<sst {X} count="{len(shared)}">{"".join(shared)}</sst>',
            **parts,
        }
    )


def _types(sheets: int) -> str:
    parts = {"workbook": ("sheet.main", 0), "sharedStrings": ("sharedStrings", 0), "styles": ("styles", 0)}
    parts |= {f"worksheets/sheet{n}": ("worksheet", n) for n in range(1, sheets + 1)}
    told = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_SHEETS}.{kind}+xml"/>'
        for name, (kind, _n) in parts.items()
    )
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{P}/content-types">{rels}{told}</Types>'


def _seldom(chance: Random, often: int = 8) -> int:
    return int(chance.randrange(often) == 0)


def _sheet(rows: Sequence[Sequence[Any]], shared: list[str], chance: Random) -> str:
    titles = chance.choice(_TITLES)
    told = [[(title, "inlineStr", 0) for title in titles], *rows] if titles else rows
    if titles and chance.randrange(4):  # people who speak again
        told = [told[0], *([(chance.choice("甲乙"), "shared", 0), *row[1:]] for row in told[1:])]
    written = ""
    for n, row in enumerate(told, 1):
        at = chance.choice([f' r="{n}"'] * 40 + ["", ' r="0"', ' r="1048576"', f' r="{n + 1}"', ' r="x"'])
        cells = "".join(_cell(cell, n, at, shared, chance) for at, cell in enumerate(row))
        gone = ' hidden="1"' * _seldom(chance)
        written += f"<row{at}{gone}>{cells}</row>"
    size = f'<dimension ref="{chance.choice(_SPANS)}"/>' * chance.randrange(2)
    hidden = '<cols><col min="2" max="16384" hidden="1"/></cols>' * _seldom(chance)
    merged = "".join(f'<mergeCell ref="{chance.choice(_SPANS)}"/>' for _ in range(chance.randrange(3)))
    links = f'<hyperlinks><hyperlink ref="{chance.choice(_SPANS)}" r:id="q"/></hyperlinks>' * _seldom(chance)
    return (
        f'<worksheet {X} xmlns:r="{R}">{size}{hidden}<sheetData>{written}</sheetData>'
        f"{f'<mergeCells>{merged}</mergeCells>' if merged else ''}{links}</worksheet>"
    )


def _cell(cell: Any, row: int, column: int, shared: list[str], chance: Random) -> str:
    words, kind, number = cell
    text = clean(words)
    place = chance.choice(
        [f' r="{"ABCDEFGHIJ"[column % 10]}{row}"'] * 60 + ["", ' r="XFD1"', ' r="x"', ' r="A0"', ' r=""']
    )
    if kind in {"shared", "lost"}:
        rich = f'<r><t>{clean(words[:2])}</t></r><r><t>{clean(words[2:])}</t></r><rPh sb="0" eb="1"><t>x</t></rPh>'
        shared.append(f"<si>{rich if number else f'<t>{text}</t>'}</si>")
    at = len(shared) - 1
    return f"<c{place}{_stored(kind, text, number, at)}</c>"


def _stored(kind: str, text: str, number: int, at: int) -> str:
    return {
        "inlineStr": f' t="inlineStr"><is><t>{text}</t></is>',
        "rich": f' t="inlineStr"><is><r><rPr><b/></rPr><t xml:space="preserve">{text}</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is>',
        "shared": f' t="s"><v>{at}</v>',
        "lost": f' t="s"><v>{number if number in {-1, 99} else at}</v>',
        "date": f' s="{number % 9}"><v>{number}.5</v>',
        "day": f' s="1"><v>{number}</v>',
        "formula": f' t="str"><f>A1&amp;"x"</f><v>{text}</v>',
        "bare": f'><f t="{"shared" if number else "array"}" ref="A1:A9" si="{number}">A1</f>',
        "number": f"><v>{(number, f'{number}e9', 'NaN', '1e400', '-0', '١', text)[number % 41 % 7]}</v>",
        "bool": f' t="b"><v>{number}</v>',
        "error": ' t="e"><v>#REF!</v>',
        "iso": f' t="d"><v>{("2021-02-17", "2021-02-17T10:00:00Z", "2021-02-30", "10:00", "", text)[number % 6]}</v>',
    }[kind]  # fmt: skip
