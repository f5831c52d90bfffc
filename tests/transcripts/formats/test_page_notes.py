"""Footnotes and comments of web pages, in the forms in which programs write them."""

from pathlib import Path

import pytest

from coder.transcripts.reading import read_bytes

pytestmark = pytest.mark.usefixtures("english")

GOOGLE_NOTE = (
    '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>',
    '<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;見附件。</span></p></div>',
)
GOOGLE_COMMENT = (
    '<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>',
    '<div class="c6"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>要再確認</span></p><p>第二段</p></div>',
)
WORD_NOTE = (
    '<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>',
    '<div><hr><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> 見附件。</p></div></div>',
)
LIBREOFFICE_NOTE = (
    '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
    '<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>見附件。</p></div>',
)
PANDOC_NOTE = (
    '<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
    '<section role="doc-endnotes"><hr><ol><li id="fn1"><p>見附件。<a href="#fnref1" role="doc-backlink">↩</a></p></li></ol></section>',
)


def page(sign, below):
    return f"<html><body><p>林小華：缺人嗎？</p><p>陳大明：缺。{sign}很缺。</p><p>林小華：好。</p><p>陳大明：嗯。</p>{below}</body></html>"


def spoken(read):
    return [(t.speaker, read.source.text[t.body : t.end].strip()) for t in read.transcript.turns if t.speaker]


SPOKEN = [("林小華", "缺人嗎？"), ("陳大明", "缺。很缺。"), ("林小華", "好。"), ("陳大明", "嗯。")]


@pytest.mark.parametrize("note", [GOOGLE_NOTE, WORD_NOTE, LIBREOFFICE_NOTE, PANDOC_NOTE])
def test_notes_are_kept_where_they_hang_and_stand_in_no_speech(note):
    read = read_bytes(Path("a.html"), page(*note).encode())
    assert spoken(read) == SPOKEN
    (remark,) = read.source.remarks
    assert remark.text == "Note: 見附件。"
    assert "缺" in read.source.text[remark.span.start : remark.span.end]


def test_comments_are_kept_where_they_hang():
    read = read_bytes(Path("a.html"), page(*GOOGLE_COMMENT).encode())
    assert spoken(read) == SPOKEN
    (remark,) = read.source.remarks
    assert remark.text == "要再確認\n第二段"
    assert "缺" in read.source.text[remark.span.start : remark.span.end]


def test_a_list_of_chapters_that_lead_to_headings_is_no_note():
    below = '<p><a href="#one" id="toc1">第一章</a></p><h2 id="one">第一章</h2><p>陳大明：真的。</p>'
    read = read_bytes(Path("a.html"), page("", below).encode())
    assert ("陳大明", "真的。") in spoken(read)
    assert not read.source.left_out
