"""Small whole documents of each format, broken part by part: tags, cells, lines, words cut, doubled, moved, nested."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from random import Random

from benchmarks.importing.packed import ODF, packed, sheet_parts, word_parts

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


def _each(form: str) -> str:
    return "".join(form.format(w=w, t=t, s=s, n=at + 1) for at, (w, t, s) in enumerate(_TALK))


def _word() -> dict[str, str]:
    body = _each("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{w}：</w:t></w:r><w:r><w:br/><w:t>{s}</w:t></w:r></w:p>")
    rows = _each(
        "<w:tr><w:tc><w:p><w:r><w:t>{w}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:ins><w:r><w:t>{s}</w:t></w:r></w:ins></w:p></w:tc></w:tr>"
    )
    return word_parts(f"{body}<w:tbl>{rows}</w:tbl>")


def _sheet() -> dict[str, str]:
    rows = _each(
        '<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{w}</t></is></c><c r="B{n}" t="inlineStr"><is><t>{s}</t></is></c></row>'
    )
    return sheet_parts(f"<sheetData>{rows}</sheetData>")


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
        "content.xml": f"<office:document-content {ODF}><office:body><office:text>{body}<table:table>{rows}</table:table></office:text></office:body></office:document-content>",
    }


def _book() -> dict[str, str]:
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>',
        "c.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
        "a.xhtml": "<html><body>" + _each("<h3>{w}</h3><p>{s}</p>") * 3 + "</body></html>",
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
        ".otr": ('{"text":"' + _each('<p><span class=\\"timestamp\\">{t}</span><b>{w}</b>：{s}<br /></p>') + '","media":"a.mp3"}').encode(),
        ".csv": ("speaker,start,text\n" + _each('{w},{t},"{s}"\n')).encode(),
        ".rtf": ("{\\rtf1\\ansi\\ansicpg950{\\fonttbl{\\f0 Arial;}}\\trowd" + rich + "}").encode(),
        ".pdf": _page(),
        ".docx": _word(),
        ".xlsx": _sheet(),
        ".odt": _open_document(),
        ".epub": _book(),
    }  # fmt: skip


Edit = tuple[str, int, int, bytes]
_KINDS = ("cut", "double", "move", "put", "nest")


def edits(chance: Random) -> list[Edit]:
    """Return one to six random edits."""
    return [
        (chance.choice(_KINDS), chance.randrange(400), chance.randint(1, 40), chance.choice(_ODD))
        for _ in range(chance.randint(1, 6))
    ]


def broken(data: bytes, steps: Sequence[Edit]) -> bytes:
    """Return a document with its parts (tags, cells, lines, words) cut, doubled, moved, nested, or others put in."""
    parts = _PART.findall(data)
    for kind, place, width, odd in steps:
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


def made(whole: bytes | Mapping[str, str], steps: Sequence[Edit]) -> bytes:
    """Return a document after the edits; of a packed one, the largest part has them."""
    if isinstance(whole, bytes):
        return broken(whole, steps)
    largest = max(whole, key=lambda name: len(whole[name]) * ("Types" not in name))
    return packed({**whole, largest: broken(whole[largest].encode(), steps)})
