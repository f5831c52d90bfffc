"""Electronic books: what a style sheet of the book hides is no speech."""

import io
import zipfile
from pathlib import Path

import pytest

from coder.transcripts.reading import read_bytes

pytestmark = pytest.mark.usefixtures("english")
PAGE = """<html><head><link rel="stylesheet" href="../styles/a%20b.css"/><link rel="stylesheet" href="gone.css"/></head>
<body><p>甲：好嗎？</p><p class="note">乙：不該出現。</p><p>乙：好。</p></body></html>"""


@pytest.mark.parametrize("others", [0, 40_000])
def test_what_a_linked_style_sheet_hides_is_left_out_and_told(others):
    above = "".join(f".c{at} {{margin: {at}px}}\n" for at in range(others))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", '<container><rootfile full-path="b/content.opf"/></container>')
        named = '<itemref idref="p"/>'
        spine = f"<spine>{named * 3}</spine>"  # a book has each page once
        book.writestr("b/content.opf", f'<package><item id="p" href="pages/1.xhtml"/>{spine}</package>')
        book.writestr("b/pages/1.xhtml", PAGE)
        book.writestr("b/styles/a b.css", f"{above}@media print {{p {{display: none}}}} .note {{display: none}}")
    source = read_bytes(Path("a.epub"), made.getvalue()).source
    assert source.text.split("\n") == ["甲：好嗎？", "乙：好。"]
    assert source.left_out == ("hidden text",)
