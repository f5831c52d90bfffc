"""Break documents at random, part by part: each importer reads what is left, or refuses it by name, in time.

python -m benchmarks.importing --seconds 120
python -m benchmarks.importing --seconds 600 --only docx,pdf
"""

from __future__ import annotations

import argparse
import re
import signal
import sys
import time
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from types import FrameType
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from coder.errors import CoderError
from coder.plugins import importers
from coder.transcripts.speakers import find_speakers
from coder.transcripts.turns import TooManyLabels

LONGEST = 10
"""So many seconds of the processor may one document take."""

_TOLD = 600
_TALK = [("王小明", "00:00:01", "好嗎？"), ("林小姐", "00:00:09", "還好，(笑) 就這樣。"), ("王小明", "00:00:20", "So?")]
_PART = re.compile(rb"<[^<>]*>|[{}\[\]|,:;\n]|\\[a-z]+-?\d*|[^<>{}\[\]|,:;\n\\]+|.", re.DOTALL)
_ODD = [
    b"",
    b"\x00",
    b"\xff\xfe",
    b"<",
    b"{",
    b"}",
    b"|",
    b"\n\n",
    b"\\u-1?",
    b"&#0;",
    b"-->",
    b'"',
    b"99:99:99",
    b"99999999999999999999",
]
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_O = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)
_X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"


def _each(form: str) -> str:
    return "".join(form.format(w=w, t=t, s=s, n=at + 1) for at, (w, t, s) in enumerate(_TALK))


def _packed(parts: Mapping[str, str | bytes]) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return whole.getvalue()


def _word() -> dict[str, str]:
    body = _each("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{w}：</w:t></w:r><w:r><w:br/><w:t>{s}</w:t></w:r></w:p>")
    rows = _each(
        "<w:tr><w:tc><w:p><w:r><w:t>{w}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:ins><w:r><w:t>{s}</w:t></w:r></w:ins></w:p></w:tc></w:tr>"
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return {
        "[Content_Types].xml": f'<Types xmlns="{_P}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_P}/relationships"><Relationship Id="r1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_W}><w:body>{body}<w:tbl>{rows}</w:tbl></w:body></w:document>",
    }


def _sheet() -> dict[str, str]:
    rows = _each(
        '<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{w}</t></is></c><c r="B{n}" t="inlineStr"><is><t>{s}</t></is></c></row>'
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_P}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_P}/relationships"><Relationship Id="r1" Type="{_R}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_X} xmlns:r="{_R}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_P}/relationships"><Relationship Id="r1" Type="{_R}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {_X}><sheetData>{rows}</sheetData></worksheet>",
    }


def _open_document() -> dict[str, str]:
    body = (
        _each("<text:p>{w}：{s}<text:line-break/></text:p>")
        + "<text:list><text:list-item><text:p>甲</text:p></text:list-item></text:list>"
    )
    rows = _each(
        "<table:table-row><table:table-cell><text:p>{w}</text:p></table:table-cell><table:table-cell><text:p>{s}</text:p></table:table-cell></table:table-row>"
    )
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_O}><office:body><office:text>{body}<table:table>{rows}</table:table></office:text></office:body></office:document-content>",
    }


def _page() -> bytes:
    """Return a page whose objects a reader has to look for, for it has no table of them."""
    said = "BT /F 12 Tf 72 700 Td 14 TL " + " ".join(f"(Speaker {n % 2}: word {n}.) Tj T*" for n in range(8)) + " ET"
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
        f"4 0 obj<</Length {len(said)}>>stream\n{said}\nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    ).encode()


def documents() -> dict[str, bytes | dict[str, str]]:
    """Return a small whole document of each format, by its suffix: bytes, or the parts of a packed one."""
    said = ",".join(f'{{"start":{n},"end":{n}.5,"speaker":"S{n}","text":"{s}"}}' for n, (_w, _t, s) in enumerate(_TALK))
    rich = "".join(f"{{\\b \\u{ord(w[0])}?:}} \\cell word\\cell\\row\\par\n" for w, _t, _s in _TALK)
    return {
        ".txt": _each("[{t}] {w}：{s}\n").encode(),
        ".md": ("# 訪談\n\n" + _each("### {w}：\n\n{s}\n\n") + "| 講者 | 內容 |\n|---|---|\n" + _each("| {w} | {s} |\n")).encode(),
        ".srt": _each("{n}\n{t},000 --> {t},900\n{w}：{s}\n\n").encode(),
        ".vtt": ("WEBVTT\n\n" + _each("{t}.000 --> {t}.900\n<v {w}>{s}</v>\n\n")).encode(),
        ".html": ("<html><body>" + _each("<p><b>{w}</b>：{s}<br></p>") + "<table>" + _each("<tr><td>{w}</td><td>{s}</td></tr>") + "</table></body></html>").encode(),
        ".json": f'{{"segments":[{said}]}}'.encode(),
        ".csv": ("speaker,start,text\n" + _each('{w},{t},"{s}"\n')).encode(),
        ".rtf": ("{\\rtf1\\ansi\\ansicpg950{\\fonttbl{\\f0 Arial;}}\\trowd" + rich + "}").encode(),
        ".pdf": _page(),
        ".docx": _word(),
        ".xlsx": _sheet(),
        ".odt": _open_document(),
    }  # fmt: skip


Edit = tuple[str, int, int, bytes]
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["cut", "double", "move", "put", "nest"]),
        st.integers(0, 400),
        st.integers(1, 40),
        st.sampled_from(_ODD),
    ),
    min_size=1,
    max_size=6,
)


def broken(data: bytes, edits: Sequence[Edit]) -> bytes:
    """Return a document with its parts (tags, cells, lines, words) cut, doubled, moved, nested, or others put in."""
    parts = _PART.findall(data)
    for kind, place, width, odd in edits:
        at = place % max(1, len(parts))
        taken = parts[at : at + width]
        if kind == "cut":
            del parts[at : at + width]
        elif kind == "double":
            parts[at:at] = taken
        elif kind == "move":
            del parts[at : at + width]
            parts[at // 2 : at // 2] = taken
        elif kind == "nest":
            parts[at:at] = taken * width
        else:
            parts[at : at + 1] = [odd]
    return b"".join(parts)


def made(whole: bytes | Mapping[str, str], edits: Sequence[Edit]) -> bytes:
    """Return a document after the edits; of a packed one, the largest part has them."""
    if isinstance(whole, bytes):
        return broken(whole, edits)
    largest = max(whole, key=lambda name: len(whole[name]) * ("Types" not in name))
    return _packed({**whole, largest: broken(whole[largest].encode(), edits)})


def read(suffix: str, data: bytes) -> None:
    """Read a document as an import does; raises what an import would trip over."""
    try:
        source = importers()[suffix].read(Path(f"broken{suffix}"), data)
        turns = find_speakers(source).turns
    except (CoderError, TooManyLabels):
        return
    ends = [0, *(turn.end for turn in turns)]
    if [turn.start for turn in turns] != ends[:-1] or ends[-1] != len(source.text):
        raise AssertionError("the turns do not cover the text")


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def campaign(suffix: str, seconds: float) -> int:
    """Break documents of a format for so long; return how many were read. What fails is shown as small as it gets."""
    whole, tried, until = documents()[suffix], 0, time.monotonic() + seconds

    @settings(
        max_examples=1000,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(EDITS)
    def round_of(edits: list[Any]) -> None:
        nonlocal tried
        if time.monotonic() > until:
            return
        tried += 1
        signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
        try:
            read(suffix, made(whole, edits))
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    signal.signal(signal.SIGVTALRM, _too_long)
    while time.monotonic() < until:
        round_of()
    return tried


def main() -> int:
    """Run and report; return 1 where a document was neither read nor refused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120, help="how long for each format")
    parser.add_argument("--only", default="", help="suffixes without their dots, with commas")
    options = parser.parse_args()
    wanted = {f".{name}" for name in options.only.split(",") if name}
    failed = False
    for suffix in documents():
        if wanted and suffix not in wanted:
            continue
        try:
            print(f"{suffix}: {campaign(suffix, options.seconds)} documents read or refused", flush=True)
        except Exception as error:  # noqa: BLE001  the next formats are tried too
            failed = True
            notes = "; ".join(getattr(error, "__notes__", []))
            print(f"{suffix}: {type(error).__name__}: {str(error)[:_TOLD]} {notes[:_TOLD]}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
