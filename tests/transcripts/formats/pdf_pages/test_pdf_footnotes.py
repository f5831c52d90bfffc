"""Footnotes of a PDF's pages."""

import io
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from coder.transcripts.reading import read_bytes

pytestmark = pytest.mark.usefixtures("english")


def small(x, y, words, size=6):
    return (x, y, words, size)


def page(*items):
    """Return what draws words at places, in ten points or the size that they name."""
    return "".join(f"BT /F {(*item, 10)[3]} Tf {item[0]} {item[1]} Td ({item[2]}) Tj ET\n" for item in items)


def pdf(*pages):
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    parts = [
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        f"2 0 obj<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>endobj",
        "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Courier>>endobj",
    ]
    for at, drawn in enumerate(pages):
        parts.append(
            f"{4 + 2 * at} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 800]"
            f"/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * at} 0 R>>endobj"
        )
        parts.append(f"{5 + 2 * at} 0 obj<</Length {len(drawn)}>>stream\n{drawn}endstream endobj")
    return ("%PDF-1.4\n" + "\n".join(parts) + "\ntrailer<</Root 1 0 R>>\n%%EOF").encode()


def read(*pages):
    data = pdf(*pages)
    assert len(PdfDocument(io.BytesIO(data))) == len(pages)
    return read_bytes(Path("a.pdf"), data).source


TALK = [(20, 700, "Ann: was it hard?"), (20, 660, "Bob: the plan"), (98, 663, "1", 6), (104, 660, "was hard.")]
TALK += [(20, 620, "Ann: what did you do about it in the end?"), (20, 580, "Bob: we asked for help.")]
NOTE = small(20, 60, "1 The plan of that year.", 7), small(20, 50, "It is in the annex.", 7)
FOOT = (180, 20, "12", 10)


@pytest.mark.parametrize("foot", [[*NOTE], [*NOTE, FOOT]])
def test_notes_at_the_foot_are_no_speech_and_told(foot):
    source = read(page(*TALK, *foot))
    assert source.text.splitlines()[:2] == ["Ann: was it hard?", "Bob: the plan was hard."]
    assert "annex" not in source.text
    assert "notes" in source.left_out


def test_a_note_on_the_page_after_its_number():
    source = read(page(*TALK), page((20, 700, "Ann: and now?"), (20, 660, "Bob: it is well."), *NOTE))
    assert source.text.splitlines()[1:2] == ["Bob: the plan was hard."]
    assert source.text.endswith("Bob: it is well.")


def test_small_lines_to_which_nothing_leads_are_speech():
    source = read(page(*(item for item in TALK if item[2] != "1"), *NOTE))
    assert "annex" in source.text
    assert source.left_out == ()


def test_a_raised_number_without_a_note_is_speech():
    assert "plan1" in read(page(*TALK)).text.replace(" ", "")
