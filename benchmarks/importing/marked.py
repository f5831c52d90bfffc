"""Random blocks as RTF, web pages, books, Markdown and text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from benchmarks.importing.blocks import Paragraph, Run, Table
from benchmarks.importing.packed import packed


def rich_text(blocks: Sequence[Any]) -> bytes:
    """Return a document in RTF of the blocks."""
    page, letters = (
        (950, 936, 65001, 99999, 10000, -1, 1361)[len(blocks) % 7],
        (136, 2, 0, 128, 77, 999)[len(blocks) % 6],
    )
    head = rf"{{\rtf1\ansi\ansicpg{page}\uc1{{\fonttbl{{\f0\fcharset{letters} \'b7\'73;}}}}{{\stylesheet{{\s1 heading 1;}}}}"
    return (head + "".join(map(_rtf_block, blocks)) + "}").encode("latin-1", "replace")


def _rtf_words(words: str) -> str:
    units = words.encode("utf-16-le")
    codes = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(chr(c) if chr(max(0, c)).isascii() and chr(max(0, c)).isalnum() else f"\\u{c}?" for c in codes)


def _rtf_block(block: Any) -> str:
    if isinstance(block, Table):
        return "".join(
            "\\trowd"
            + "".join(f"\\clvmgf\\cellx{wide % 20000}" for _held, wide, _high in row)
            + "".join(
                f"\\intbl\\itap{max(1, high % 6)} {''.join(map(_rtf_block, held))}\\{'nest' * (high > 1)}cell"
                for held, _wide, high in row
            )
            + "\\row\n"
            for row in block.rows
        )
    listed = (
        f"{{\\listtext {block.listed}.\\tab}}\\ls{block.listed % 9}\\ilvl{block.listed % 9}" if block.listed else ""
    )
    return f"\\pard{listed}\\s{block.heading} {''.join(map(_rtf_run, block.runs))}\\par\n"


def _rtf_run(run: Run) -> str:
    words, held = _rtf_words(run.words), "".join(map(_rtf_block, run.blocks))
    return {
        "bold": f"{{\\b {words}}}",
        "hidden": f"{{\\v {words}\\v0 }}",
        "struck": f"\\strike {words}\\strike0 ",
        "deleted": f"{{\\deleted {words}}}",
        "comment": f"{{\\*\\atrfstart 1}}{words}{{\\*\\atrfend 1}}{{\\*\\annotation{{\\*\\atnref 1}}{words}}}",
        "note": f"{words}{{\\footnote {held}}}",
        "box": f"{{\\shp{{\\*\\shpinst{{\\shptxt {held}{words}\\par}}}}}}",
        "field": f"{{\\field{{\\*\\fldinst PAGE}}{{\\fldrslt {words}}}}}",
        "link": f"\\uc{len(run.words)} {words}\\uc1 \\bin{len(run.words)} xxxxxxxxxxxxxxxxxxxx",
        "ruby": f"\\'a4\\'40\\'ff\\f0\\'a4\\tab\\line {words}\\plain",
        "moved": f"{{\\upr{{{words}}}{{\\*\\ud{{{words}}}}}}}\\u-10179?\\u9?\\uc-1\\u999999999{{\\pict {words}}}",
    }.get(run.mark, words)


def web_page(blocks: Sequence[Any]) -> bytes:
    """Return a web page of the blocks."""
    return f"<!DOCTYPE html><html><body>{''.join(map(_html_block, blocks))}".encode()


def _html_block(block: Any) -> str:
    if isinstance(block, Table):
        rows = "".join(
            "<tr>"
            + "".join(
                f'<td colspan="{wide}" rowspan="{high}">{"".join(map(_html_block, held))}' for held, wide, high in row
            )
            for row in block.rows
        )
        return f"<table><tbody>{rows}</table>"
    runs = "".join(map(_html_run, block.runs))
    deep = block.listed % 8
    tag = f"h{block.heading}" if block.heading else "p"
    return f"{'<ol><li>' * deep}<{tag}>{runs}</{tag}>{'</ol>' * deep}"


def _html_run(run: Run) -> str:
    words, held = escape(run.words), "".join(map(_html_block, run.blocks))
    return {
        "bold": f"<b>{words}</b>", "hidden": f"<span hidden>{words}</span>", "struck": f"<s>{words}", "deleted": f"<del>{words}</del>",
        "comment": f"<!--{words}-->{words}<!", "note": f"<sup>{words}</sup><aside>{held}</aside>", "box": f"<div>{held}{words}",
        "field": f"<script>{words}</script><style>{words}</style>", "link": f'<a name="ts_{len(run.words)}_9_S01">{words}</a>',
        "ruby": f"<ruby>{words}<rt>{words}</ruby>", "moved": f"<pre>{words}\n</pre><br>&#{len(run.words)};&bogus;",
    }.get(run.mark, f"{words}<br>")  # fmt: skip


def markdown(blocks: Sequence[Any]) -> bytes:
    """Return Markdown of the blocks."""
    return "\n".join(map(_markdown_block, blocks)).encode()


def _markdown_block(block: Any) -> str:
    if isinstance(block, Table):
        rows = [
            "| " + " | ".join(" ".join(map(_markdown_block, held)) for held, _wide, _high in row) + " |"
            for row in block.rows
        ]
        return "\n".join([*rows[:1], "|---" * len(block.rows[:1]), *rows[1:]])
    around = {"bold": "**", "struck": "~~", "hidden": "`", "comment": "<!--", "note": "[^1]", "box": "```\n"}
    runs = "".join(
        f"{around.get(r.mark, '')}{r.words}{around.get(r.mark, '')}{''.join(map(_markdown_block, r.blocks))}"
        for r in block.runs
    )
    return f"{'#' * block.heading}{' ' * (block.heading > 0)}{'  ' * (block.listed % 5)}{'- ' * (block.listed > 0)}{runs}\n"


def plain(blocks: Sequence[Any]) -> bytes:
    """Return the words of the blocks, a paragraph a line."""
    return markdown([b if isinstance(b, Table) else Paragraph(b.runs) for b in blocks])


def book(blocks: Sequence[Any]) -> bytes:
    pages = {f"p{n}.xhtml": f"<html><body>{_html_block(block)}</body></html>" for n, block in enumerate(blocks)}
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages)
    )
    refs = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages) + len(blocks) % 2))
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>',
            "c.opf": f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{refs}</spine></package>',
            **pages,
        }
    )
