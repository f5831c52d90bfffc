"""Random pages of a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from benchmarks.importing.blocks import WORDS

_PLACES = st.lists(st.tuples(st.integers(-50, 700), st.integers(-50, 850), st.integers(1, 60), WORDS), max_size=30)
_COLUMNS = st.lists(
    st.tuples(st.sampled_from(["甲：", "乙：", "1", "00:01:02", "A-1"]), WORDS, WORDS), max_size=12
).map(
    lambda rows: [
        (60 + 160 * at, 780 - 24 * n, 10, words) for n, row in enumerate(rows) for at, words in enumerate(row)
    ]
)
"""Words in three columns, a row a turn."""
_RULES = st.lists(st.integers(0, 4), max_size=4).map(
    lambda cut: (
        [(50, 796 - 24 * n, 540, 796 - 24 * n) for n in range(13) if n not in cut]
        + [(x, 796, x, 796 - 24 * 12) for at, x in enumerate((50, 210, 370, 540)) if at not in cut]
    )
)
"""The rules of such a table, some of them missing."""
_LINES = st.lists(st.tuples(*[st.integers(0, 700)] * 4), max_size=20)
PAGES = st.lists(
    st.tuples(st.one_of(_PLACES, _COLUMNS, _COLUMNS), st.one_of(_LINES, _RULES), st.sampled_from([0, 90, 180, 270])),
    min_size=1,
    max_size=4,
)
"""Pages with words at places, drawn lines, and how far each page is turned."""


def page_file(pages: Sequence[Any]) -> bytes:
    """Return a PDF whose font has a map of characters that gives each code the character it stands for."""
    codes: dict[str, int] = {}
    parts, kids = [], []
    for at, (places, lines, turned) in enumerate(pages):
        drawn = "".join(
            f"BT /F {size} Tf {'0 1 -1 0' if size == 7 else '1 0 0 1'} {x} {y} Tm <{''.join(f'{codes.setdefault(c, len(codes) + 1):04x}' for c in words)}> Tj ET\n"
            for x, y, size, words in places
        ) + "".join(f"{a} {b} m {c} {d} l S\n" for a, b, c, d in lines)  # fmt: skip
        number = 10 + 2 * at
        kids.append(f"{number} 0 R")
        parts.append(
            f"{number} 0 obj<</Type/Page/Parent 2 0 R/Rotate {turned}/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>/Contents {number + 1} 0 R>>endobj\n"
            f"{number + 1} 0 obj<</Length {len(drawn)}>>stream\n{drawn}\nendstream endobj\n"
        )
    mapped = "".join(f"<{code:04x}> <{c.encode('utf-16-be').hex()}>\n" for c, code in codes.items())
    cmap = f"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange {len(codes)} beginbfchar\n{mapped}endbfchar endcmap"
    return (
        f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>endobj\n"
        "3 0 obj<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 4 0 R/DescendantFonts[5 0 R]>>endobj\n"
        f"4 0 obj<</Length {len(cmap)}>>stream\n{cmap}\nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000"
        "/FontDescriptor 6 0 R>>endobj\n6 0 obj<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200>>endobj\n"
        f"{''.join(parts)}trailer<</Root 1 0 R>>\n%%EOF\n"
    ).encode("utf-8", "replace")
