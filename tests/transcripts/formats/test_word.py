import io
import re
import time
import zipfile
from functools import partial
from html import escape
from pathlib import Path

import docx
import pytest
from label_layouts import clock, said_in, wrongly_given
from lxml.etree import fromstring

from coder.errors import CoderError, InputError
from coder.model.coding import Memo
from coder.model.text import Role, normalise
from coder.transcripts.document_pieces import Piece
from coder.transcripts.formats import word_text
from coder.transcripts.formats.word_numbers import Numbers
from coder.transcripts.formats.word_xml import Styles, styles_of
from coder.transcripts.intake import ImportPlan, import_transcripts
from coder.transcripts.reading import read_bytes

pytestmark = pytest.mark.usefixtures("english")

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HERE = Path("訪談.docx")


def with_body(xml, **parts):
    """Return a document whose body is `xml`; `parts` replace others of its parts, as `numbering`."""
    made = io.BytesIO()
    docx.Document().save(made)
    result = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "word/document.xml":
                data = f"<w:document {W}><w:body>{xml}</w:body></w:document>".encode()
            kind = entry.filename.removeprefix("word/").removesuffix(".xml")
            new.writestr(entry.filename, parts.get(kind, data))
    return result.getvalue()


def run(text, tag="t"):
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


def paragraph(*inner):
    return f"<w:p>{''.join(inner)}</w:p>"


def table(*rows):
    cells = [
        "".join(f"<w:tc>{paragraph(run(c)) if isinstance(c, str) else ''.join(c)}</w:tc>" for c in row) for row in rows
    ]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def text_of(xml):
    return read_bytes(HERE, with_body(xml)).source.text


def heading_free(text):
    lines = text.strip("\n").split("\n")
    while "：" not in lines[0]:
        del lines[0]
    return "\n".join(lines)


@pytest.mark.parametrize("study", ["aia2022", "cw2018"])
@pytest.mark.parametrize("kind", ["bold-speaker", "pandoc", "table"])
def test_the_real_transcripts_read_to_the_truth(shared, study, kind):
    folder = shared / "fixtures/gen_cc0"
    path = folder / f"{study}.{kind}.docx"
    read = read_bytes(path, path.read_bytes()).transcript
    truth = (folder / f"{study}.truth.txt").read_text(encoding="utf-8").rstrip("\n")
    if kind == "pandoc":  # it made hyperlinks of the Markdown ones
        truth = re.sub(r"\[([^\]]+)\]\(https?:[^)]+\)", r"\1", truth)
    assert heading_free(read.text) == truth
    said = [t for t in read.turns if t.role != Role.NONE]
    assert [t.speaker for t in said] == [line.split("：")[0] for line in truth.split("\n")]


def test_every_document_reads_or_is_refused(shared):
    refused = {}
    for path in sorted((shared / "fixtures").rglob("*.docx")):
        try:
            read = read_bytes(path, path.read_bytes()).transcript
        except CoderError as error:
            refused[path.name] = error.hint
        else:
            assert "".join(read.text[t.start : t.end] for t in read.turns) == read.text
    assert all(refused.values())
    assert {"testWORD_truncated.docx", "protected_normal_case.docx", "testAltChunkHTML.docx"} <= set(refused)
    assert "testWORD_features.docx" not in refused


def test_breaks_tabs_and_special_characters():
    inner = (
        run("甲")
        + "<w:r><w:br/></w:r>"
        + run("乙")
        + "<w:r><w:tab/></w:r>"
        + run("丙")
        + "<w:r><w:noBreakHyphen/></w:r>"
    )
    assert text_of(paragraph(inner)) == "甲\n乙    丙-"


def test_tracked_changes():
    xml = paragraph(run("受訪者："), f"<w:ins>{run('新')}</w:ins>", f"<w:del>{run('舊', 'delText')}</w:del>", run("話"))
    assert text_of(xml) == "受訪者：新話"
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("甲") + "</w:p>" + paragraph(run("乙"))
    assert text_of(joined) == "甲乙"
    moved = paragraph(f"<w:moveFrom>{run('舊')}</w:moveFrom>", f"<w:moveTo>{run('新')}</w:moveTo>")
    assert text_of(moved) == "新"


def test_what_a_style_or_a_row_hides_is_not_read():
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    styles = styles_of(
        fromstring(
            f"<w:styles {space}><w:style w:styleId='H'><w:rPr><w:vanish/></w:rPr></w:style>"
            "<w:style w:styleId='C'><w:basedOn w:val='H'/></w:style>"
            "<w:style w:styleId='S'><w:rPr><w:strike/></w:rPr></w:style></w:styles>"
        )
    )
    body = fromstring(
        f"<w:body {space}><w:p><w:pPr><w:pStyle w:val='H'/></w:pPr><w:r><w:t>一</w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>甲</w:t></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:rStyle w:val='C'/></w:rPr><w:t>二</w:t></w:r><w:r><w:t>乙</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:pStyle w:val='S'/></w:pPr><w:r><w:t>三</w:t></w:r></w:p><w:tbl><w:tr><w:trPr><w:hidden/></w:trPr>"
        "<w:tc><w:p><w:r><w:t>四</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body>"
    )
    read = word_text.text_of(body, {}, styles, Numbers())
    assert [piece.words for piece in read.pieces] == ["甲", "乙", ""]
    assert read.left_out == ["hidden text", "struck-out text"]


def test_hyperlinks_content_controls_and_fields():
    xml = (
        paragraph(
            f"<w:hyperlink>{run('連結')}</w:hyperlink>", f"<w:sdt><w:sdtContent>{run('控制')}</w:sdtContent></w:sdt>"
        )
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('整段'))}</w:sdtContent></w:sdt>"
        + paragraph(run("PAGE", "instrText"), f"<w:fldSimple>{run('三')}</w:fldSimple>")
    )
    assert text_of(xml) == "連結控制\n整段\n三"


def test_a_table_of_speakers_becomes_labelled_lines():
    rows = [("訪談者", "難嗎？"), ("受訪者：", [paragraph(run("難。")), paragraph(run("很難。"))]), ("", "還有")]
    assert text_of(table(*rows)) == "訪談者：難嗎？\n受訪者：難。\n很難。\n還有"


def test_what_follows_a_table_of_speakers_is_nobodys_until_somebody_is_named():
    rows = [("訪談者", "難嗎？"), ("王經理", "難。")] * 2
    after = paragraph(run("訪談在三點結束。")) + paragraph(run("（收拾）")) + paragraph(run("大家道別。"))
    turns = read_bytes(HERE, with_body(table(*rows) + after)).transcript.turns
    assert [turn.speaker for turn in turns] == ["訪談者", "王經理", "訪談者", "王經理", ""]
    spoken = read_bytes(HERE, with_body(table(*rows) + paragraph(run("王經理：還有。")))).transcript.turns
    assert spoken[-1].speaker == "王經理"


def test_a_cell_over_all_columns_is_a_heading():
    over = f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph(run('第一部分'))}</w:tc></w:tr>"
    said = table(*[("訪談者", "難嗎？"), ("王經理", "難。")] * 2)
    turns = read_bytes(HERE, with_body(said.replace("</w:tr>", f"</w:tr>{over}", 2))).transcript.turns
    assert [turn.speaker for turn in turns] == ["訪談者", "", "王經理", "", "訪談者", "王經理"]


def test_letters_that_number_rows_are_no_persons():
    rows = [(f"A{n}", f"第{n}段說明", f"還有{n}") for n in range(1, 5)]
    assert not any(turn.speaker for turn in read_bytes(HERE, with_body(table(*rows))).transcript.turns)


def test_a_table_with_times_numbers_and_a_heading():
    rows = [("編號", "時間", "講者", "內容"), ("1", "00:01:02", "小陳", "甲"), ("2", "[00:01:09]", "小李", "乙")]
    read = read_bytes(HERE, with_body(table(*rows))).transcript
    assert read.text == "[00:01:02] 小陳：甲\n[00:01:09] 小李：乙"
    assert [turn.time for turn in read.turns] == ["00:01:02", "00:01:09"]


def test_other_tables_keep_their_cells():
    assert text_of(table(("職缺", "人數"), ("工程師", "3"))) == "職缺  人數\n工程師  3"
    nested = f"<w:tbl><w:tr><w:tc>{table(('內', '裡'))}</w:tc><w:tc>{paragraph(run('外'))}</w:tc></w:tr></w:tbl>"
    assert text_of(nested) == "內 裡  外"


def test_footnotes_are_kept_on_their_line_and_stand_in_no_speech(shared):
    path = shared / "fixtures/tika/footnotes.docx"
    source = read_bytes(path, path.read_bytes()).source
    assert source.text == "Eto ochen prostoy text so snoskoy"
    assert [one.text for one in source.remarks] == ["Note: snoska"]


def bomb():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("word/document.xml", b" " * (30 << 20))
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"just text", "not a Word document"),
        (with_body(paragraph(run("甲")))[:-200], "not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, r"97–2003"),
        (bomb(), "unpacks to 30 MB"),
        (with_body(paragraph()), "no text"),
        (with_body("<w:p>"), "damaged"),
        (with_body("<w:altChunk/>"), "another document"),
        (with_body("<w:p>" * 5000 + "</w:p>" * 5000), "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(data, said):
    with pytest.raises(InputError, match=said) as caught:
        read_bytes(HERE, data)
    assert caught.value.hint


def test_external_entities_are_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    xml = f'<!DOCTYPE d [<!ENTITY s SYSTEM "{secret.as_uri()}">]><w:document {W}><w:body><w:p><w:r><w:t>甲&s;</w:t></w:r></w:p></w:body></w:document>'
    made = io.BytesIO(with_body(""))
    result = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(result, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, xml.encode() if entry.filename == "word/document.xml" else old.read(entry))
    with pytest.raises(InputError, match="damaged"):
        read_bytes(HERE, result.getvalue())


STYLED = '<w:pPr><w:pStyle w:val="Heading2"/></w:pPr>'
BOLD = "<w:rPr><w:b/></w:rPr>"


def bold(words):
    return f'<w:r>{BOLD}<w:t xml:space="preserve">{words}</w:t></w:r>'


def cell(words):
    return f"<w:tc>{paragraph(run(escape(words)))}</w:tc>"


def rows(pairs, *, order):
    whole = (
        {"who": cell(who), "said": cell(words), "n": cell(str(n)), "time": cell(clock(n))}
        for n, (who, words) in enumerate(pairs, 1)
    )
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row[name] for name in order)}</w:tr>" for row in whole) + "</w:tbl>"


DOCUMENTS = {
    "colon": lambda said: "".join(paragraph(run(f"{who}：{escape(words)}")) for who, words in said),
    "bold with colon": lambda said: "".join(paragraph(bold(f"{who}："), run(escape(words))) for who, words in said),
    "bold and a space": lambda said: "".join(paragraph(bold(f"{who} "), run(escape(words))) for who, words in said),
    "heading": lambda said: "".join(
        f"<w:p>{STYLED}{run(who)}</w:p>{paragraph(run(escape(words)))}" for who, words in said
    ),
    "Teams": lambda said: "".join(
        paragraph(bold(who), run(f"   {clock(n)}"), "<w:r><w:br/></w:r>", run(escape(words)))
        for n, (who, words) in enumerate(said)
    ),
    "tab": lambda said: "".join(paragraph(run(who), "<w:r><w:tab/></w:r>", run(escape(words))) for who, words in said),
    "two columns": partial(rows, order=("who", "said")),
    "two columns, speaker last": partial(rows, order=("said", "who")),
    "three columns": partial(rows, order=("time", "who", "said")),
    "four columns": partial(rows, order=("n", "who", "said", "time")),
}


@pytest.mark.parametrize("form", DOCUMENTS)
def test_each_paragraph_of_real_interviews_has_its_speaker(shared, form):
    for path in sorted((shared / "sayit/study8/txt").iterdir()):
        said = said_in(normalise(path.read_text(encoding="utf-8")))
        read = read_bytes(HERE, with_body(DOCUMENTS[form](said)))
        spans = [(turn.start, turn.body, turn.end, turn.speaker) for turn in read.transcript.turns]
        joined = [one._replace(words=normalise(one.words)) for one in said]
        assert wrongly_given(spans, read.source.text, joined) == [], path.name


def comment(*said):
    inner = "".join(
        f'<w:comment w:id="{at}" w:author="{who}">{paragraph(run(words))}</w:comment>'
        for at, (who, words) in enumerate(said)
    )
    return f"<w:comments {W}>{inner}</w:comments>"


def ranged(number, inner):
    begin, end = f'<w:commentRangeStart w:id="{number}"/>', f'<w:commentRangeEnd w:id="{number}"/>'
    return f'{begin}{inner}{end}<w:r><w:commentReference w:id="{number}"/></w:r>'


def commented(xml, *said):
    """Return a document with comments, which the template has no part for."""
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(with_body(xml))) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "[Content_Types].xml":
                override = f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'
                data = data.replace(b"</Types>", override.encode())
            if entry.filename == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rId99" Type="{rels}/comments" Target="comments.xml"/></Relationships>'
                data = data.replace(b"</Relationships>", link.encode())
            new.writestr(entry.filename, data)
        new.writestr("word/comments.xml", comment(*said))
    return made.getvalue()


def remarked(data):
    source = read_bytes(HERE, data).source
    return [(r.text, source.text[r.span.start : r.span.end] if r.span else None) for r in source.remarks]


def test_comments_are_kept_on_their_words_and_are_no_speech():
    body = paragraph(run("訪談者：為什麼？")) + paragraph(
        run("王經理："), ranged(0, run("人很難找")), run("，就靠"), ranged(1, run("介紹")), run("。")
    )
    data = commented(body, ("林", "真的嗎？"), ("", "再問"))
    assert read_bytes(HERE, data).source.text == "訪談者：為什麼？\n王經理：人很難找，就靠介紹。"
    assert remarked(data) == [("林: 真的嗎？", "人很難找"), ("再問", "介紹")]


def test_a_comment_over_paragraphs_on_a_name_or_without_words():
    begin, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    body = paragraph(run("王："), begin, run("人很難找")) + paragraph(run("就靠介紹"), end)
    assert remarked(commented(body, ("林", "對"))) == [("林: 對", "人很難找\n就靠介紹")]
    point = '<w:r><w:commentReference w:id="0"/></w:r>'
    assert remarked(commented(paragraph(run("就靠介紹"), point), ("林", "對"))) == [("林: 對", "就靠介紹")]
    cells = table(*[[[paragraph(ranged(0, run("訪談者")))], "為什麼？"], ["王經理", "難。"]] * 2)
    assert remarked(commented(cells, ("林", "誰？"))) == [("林: 誰？", "訪談者")]
    assert remarked(commented(paragraph(run("就靠介紹")), ("林", "無處"))) == [("林: 無處", None)]


def test_comments_become_memos_of_who_takes_them_in(study, tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(commented(paragraph(run("王："), ranged(0, run("人很難找"))), ("林", "真的嗎？")))
    (taken,) = import_transcripts(study, [path], ImportPlan(case_per_file=True))
    (memo,) = [m for m in study.reader.all(Memo) if m.target == taken.info.id]
    assert (memo.text, memo.coder, memo.start, memo.end) == ("林: 真的嗎？", study.coder, 2, 6)


def numbering(*levels):
    """Return a list of which each level is numbered by a digits' kind and a pattern."""
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{digits}"/><w:lvlText w:val="{words}"/></w:lvl>'
        for at, (digits, words) in enumerate(levels)
    )
    kind = f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
    numbers = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    return f"<w:numbering {W}>{kind}{numbers}</w:numbering>"


def item(level, text, number=1):
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(f"<w:pPr>{place}</w:pPr>", run(text))


@pytest.mark.parametrize(
    ("levels", "first"),
    [
        ([("decimal", "%1.")], ["1. 一", "2. 二", "3. 三"]),
        ([("taiwaneseCountingThousand", "%1、")], ["一、 一", "二、 二", "三、 三"]),
        ([("upperLetter", "(%1)")], ["(A) 一", "(B) 二", "(C) 三"]),
        ([("lowerRoman", "%1.")], ["i. 一", "ii. 二", "iii. 三"]),
        ([("decimal", "A1-%1：")], ["A1-1：一", "A1-2：二", "A1-3：三"]),
        ([("bullet", "\uf0b7")], ["一", "二", "三"]),
    ],
)
def test_the_numbers_of_lists_are_what_one_reads(levels, first):
    data = with_body("".join(item(0, text) for text in "一二三"), numbering=numbering(*levels))
    assert read_bytes(HERE, data).source.text.split("\n") == first


def test_levels_count_within_each_other_and_a_list_can_begin_anew():
    body = "".join(item(*place) for place in [(0, "甲"), (1, "乙"), (1, "丙"), (0, "丁"), (1, "戊"), (0, "己", 2)])
    data = with_body(body, numbering=numbering(("decimal", "%1."), ("decimal", "%1.%2")))
    assert read_bytes(HERE, data).source.text.split("\n") == ["1. 甲", "1.1 乙", "1.2 丙", "2. 丁", "2.1 戊", "1. 己"]


@pytest.mark.parametrize("pattern", ["%1.", "(%1)", "%1、", "#%1"])
def test_numbered_turns_keep_their_speakers(pattern):
    said = [("訪談者", "為什麼？"), ("王經理", "人很難找。")] * 2
    body = "".join(item(0, f"{who}：{words}") for who, words in said)
    read = read_bytes(HERE, with_body(body, numbering=numbering(("decimal", pattern))))
    text = read.source.text
    assert [(t.speaker, text[t.body : t.end].strip()) for t in read.transcript.turns] == said


def test_numbers_that_say_who_speaks():
    body = "".join(item(at % 2, words) for at, words in enumerate(["為什麼？", "人很難找。", "怎麼辦？", "靠介紹。"]))
    levels = (("decimal", "Q%1."), ("decimal", "A%1."))
    read = read_bytes(HERE, with_body(body, numbering=numbering(*levels)))
    assert [turn.speaker for turn in read.transcript.turns] == ["Q", "A", "Q", "A"]


def test_a_paragraph_of_many_runs_is_read_in_linear_time():
    def seconds(runs: int) -> float:
        run = "<w:r><w:rPr><w:b/></w:rPr><w:t>字</w:t></w:r>"
        body = fromstring(f"<w:body {W}><w:p>{run * runs}</w:p></w:body>")
        began = time.process_time()
        assert word_text.text_of(body, {}, Styles(), Numbers()).pieces == [Piece("字" * runs, bold=runs)]
        return time.process_time() - began

    # Four times the runs: four times as long, where each run counted all before it sixteen times.
    assert seconds(24_000) < 9 * seconds(6_000)


@pytest.mark.parametrize("look", ["<w:b/>", "<w:i/>", '<w:color w:val="0000FF"/>', '<w:highlight w:val="yellow"/>'])
def test_questions_that_letters_alone_tell_apart_are_asked_about(look):
    def body(marks):
        said = [
            ("為什麼要做？", marks),
            ("因為人很難找，也留不住。", ""),
            ("那怎麼辦？", marks),
            ("靠介紹，也靠實習。", ""),
        ]
        return "".join(
            f"<w:p><w:r><w:rPr>{own}</w:rPr><w:t>{'天地玄黃宇宙洪荒日月盈昃'[at]}{words}</w:t></w:r></w:p>"
            for at, (words, own) in enumerate(said * 3)
        )

    assert not read_bytes(Path("a.docx"), with_body(body(look))).speakers.sure
    assert read_bytes(Path("a.docx"), with_body(body("").replace("？", "。"))).speakers.sure
