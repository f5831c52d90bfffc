"""Random blocks as documents of Word and of OpenDocument."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from benchmarks.importing.blocks import Run, Table
from benchmarks.importing.packed import ODF, packed, word_parts


def clean(words: str) -> str:
    """Return words that XML can hold."""
    return escape("".join(c for c in words if c >= " " or c in "\t\n").replace("\ufffe", "").replace("\uffff", ""))


def word(blocks: Sequence[Any]) -> bytes:
    """Return a Word document of the blocks."""
    return packed(word_parts("".join(map(_word_block, blocks)) + "<w:sectPr/>"))


def _word_block(block: Any) -> str:
    if isinstance(block, Table):
        rows = "".join(
            "<w:tr>"
            + "".join(
                f'<w:tc><w:tcPr><w:gridSpan w:val="{wide}"/>{"<w:vMerge/>" if high == 0 else ""}</w:tcPr>{"".join(map(_word_block, held))}</w:tc>'
                for held, wide, high in row
            )
            + "</w:tr>"
            for row in block.rows
        )
        return f"<w:tbl>{rows}</w:tbl>"
    listed = (
        f'<w:numPr><w:ilvl w:val="{block.listed % 12}"/><w:numId w:val="{block.listed}"/></w:numPr>'
        if block.listed
        else ""
    )
    style = f'<w:pStyle w:val="Heading{block.heading}"/>' if block.heading else ""
    return f"<w:p><w:pPr>{style}{listed}</w:pPr>{''.join(map(_word_run, block.runs))}</w:p>"


def _word_run(run: Run) -> str:
    words = f"<w:t>{clean(run.words)}</w:t>"
    held = "".join(map(_word_block, run.blocks))
    box = f"<mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{held or '<w:p/>'}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent>"
    return {
        "bold": f"<w:r><w:rPr><w:b/></w:rPr>{words}</w:r>",
        "hidden": f"<w:r><w:rPr><w:vanish/></w:rPr>{words}</w:r>",
        "struck": f'<w:r><w:rPr><w:strike w:val="{run.words[:1] and 1}"/></w:rPr>{words}</w:r>',
        "inserted": f"<w:ins><w:del><w:r>{words}</w:r></w:del><w:r>{words}</w:r></w:ins>",
        "deleted": "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>",
        "moved": f"<w:moveFrom><w:r>{words}</w:r></w:moveFrom><w:moveTo><w:r>{words}</w:r></w:moveTo>",
        "comment": f'<w:commentRangeStart w:id="0"/><w:r>{words}</w:r><w:commentRangeEnd w:id="0"/><w:commentRangeEnd w:id="x"/>',
        "note": f'<w:r>{words}<w:footnoteReference w:id="{len(run.words)}"/></w:r>{held}',
        "box": f"<w:r>{words}{box}</w:r>",
        "field": f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText>{words}</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "link": f'<w:hyperlink><w:smartTag><w:r>{words}<w:tab/><w:sym w:char="F0{len(run.words)}"/></w:r></w:smartTag></w:hyperlink>',
        "ruby": f"<w:r><w:ruby><w:rt><w:r>{words}</w:r></w:rt><w:rubyBase><w:r>{words}</w:r></w:rubyBase></w:ruby></w:r>",
    }.get(run.mark, f"<w:r>{words}<w:br/></w:r>")  # fmt: skip


def open_document(blocks: Sequence[Any]) -> bytes:
    """Return an OpenDocument text of the blocks."""
    body = "".join(map(_odf_block, blocks))
    styles = (
        '<office:automatic-styles><style:style style:name="b"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="h"><style:text-properties text:display="none"/></style:style></office:automatic-styles>'
    )
    content = f"<office:document-content {ODF}>{styles}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def _odf_block(block: Any) -> str:
    if isinstance(block, Table):
        rows = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell table:number-columns-spanned="{wide}" table:number-columns-repeated="{high}">'
                f"{''.join(map(_odf_block, held))}</table:table-cell>{'<table:covered-table-cell/>' * (wide in {2, 3})}"
                for held, wide, high in row
            )
            + "</table:table-row>"
            for row in block.rows
        )
        return f"<table:table><table:table-header-rows>{rows}</table:table-header-rows></table:table>"
    runs = "".join(map(_odf_run, block.runs))
    if block.heading:
        return f'<text:h text:outline-level="{block.heading}">{runs}</text:h>'
    deep = block.listed % 8
    return f"{'<text:list><text:list-item>' * deep}<text:p>{runs}</text:p>{'</text:list-item></text:list>' * deep}"


def _odf_run(run: Run) -> str:
    words, held = clean(run.words), "".join(map(_odf_block, run.blocks))
    name = {"bold": "b", "hidden": "h", "struck": "?"}.get(run.mark, "")
    return {
        "comment": f'<office:annotation office:name="a"><text:p>{words}</text:p>{held}</office:annotation>{words}<office:annotation-end office:name="a"/>',
        "note": f'<text:note text:id="n"><text:note-body>{held or "<text:p/>"}</text:note-body></text:note>{words}',
        "box": f"<draw:frame><draw:text-box>{held}<text:p>{words}</text:p></draw:text-box></draw:frame>",
        "field": f'<text:s text:c="{len(run.words)}"/><text:tab/><text:line-break/>{words}<text:page-number>1</text:page-number>',
        "link": f"<text:a>{words}</text:a>",
        "ruby": f"<text:ruby><text:ruby-base>{words}</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>",
        "deleted": '<text:change-start text:change-id="c"/><text:change text:change-id="d"/>' + words,
    }.get(run.mark, f'<text:span text:style-name="{name}">{words}</text:span>')
