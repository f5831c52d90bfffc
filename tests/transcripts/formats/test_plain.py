from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.errors import CoderError, InputError
from coder.files.encoding import decode
from coder.model.text import normalise
from coder.transcripts.reading import read_bytes

pytestmark = pytest.mark.usefixtures("english")

CHINESE = "受訪者：我們的人才很難找，因為大公司都把人搶走了。\n訪談者：那你們怎麼辦？\n" * 3
HERE = Path("訪談.txt")


def outcome(function, *args):
    """Return what the function returns, or the error that a person would see."""
    try:
        return function(*args)
    except CoderError as error:
        return error


@pytest.mark.parametrize("study", ["aia2022", "cw2018"])
@pytest.mark.parametrize(
    "kind", ["big5-cp950", "cr", "crlf", "gb18030", "halfcolon", "nfd", "utf16be", "utf16le", "utf8bom"]
)
def test_each_encoding_reads_to_the_truth(shared, study, kind):
    folder = shared / "fixtures/gen_cc0"
    path = folder / f"{study}.{kind}.txt"
    own = folder / f"{study}.{kind}.truth.txt"
    truth = (own if own.exists() else folder / f"{study}.truth.txt").read_text(encoding="utf-8")
    read = read_bytes(path, path.read_bytes()).transcript
    if kind == "halfcolon":
        assert read.text == path.read_text(encoding="utf-8")
    else:
        assert read.text == truth
    expected = [turn.speaker for turn in read_bytes(path, truth.encode()).transcript.turns]
    assert [turn.speaker for turn in read.turns] == expected


@pytest.mark.parametrize("study", ["aia2022", "cw2018"])
def test_a_cut_off_file_names_its_line_and_byte(shared, study):
    path = shared / f"fixtures/gen_cc0/{study}.truncated-utf8.txt"
    data = path.read_bytes()
    with pytest.raises(InputError) as caught:
        read_bytes(path, data)
    assert caught.value.problem.line == data.count(b"\n") + 1
    assert str(len(data) - 1) in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_unicode_with_and_without_bom(encoding):
    assert normalise(decode(CHINESE.encode(encoding), HERE)[0]) == CHINESE


@pytest.mark.parametrize("encoding", ["cp950", "big5hkscs", "gb18030"])
def test_chinese_legacy_encodings(encoding):
    assert decode(CHINESE.encode(encoding), HERE)[0] == CHINESE


def test_simplified_and_short_texts():
    simplified = "受访者：我们的人才很难找。"
    assert decode(simplified.encode("gb2312"), HERE)[0] == simplified
    assert decode("答：我不知道。".encode("cp950"), HERE)[0] == "答：我不知道。"
    assert decode("問：為什麼？".encode("utf-16-le"), HERE)[0] == "問：為什麼？"


def test_western_text_gets_a_further_opinion():
    text = "Der Prüfer fragte: Wie heißt das Gerät? Ich weiß es nicht, sagte er später. " * 5
    assert decode(text.encode("cp1252"), HERE)[0] == text


@given(st.integers(0, len(CHINESE.encode()) - 1), st.integers(0x80, 0xFF))
def test_damaged_utf8_is_never_read_as_another_encoding(at, byte):
    data = bytearray(CHINESE.encode())
    data[at] = byte
    result = outcome(decode, bytes(data), HERE)
    if isinstance(result, InputError):
        assert "UTF-8" in result.message
        assert result.problem.line >= 1
    else:
        text, encoding = result
        assert encoding == "utf-8"
        assert len(text) >= len(CHINESE) - 3


@given(st.integers(4, len(CHINESE.encode()) - 1))
def test_cut_off_utf8(at):
    data = CHINESE.encode()[:at]
    result = outcome(decode, data, HERE)
    assert isinstance(result, InputError) or CHINESE.startswith(result[0])


def test_damaged_big5_names_the_line():
    data = CHINESE.encode("cp950")
    at = data.index(b"\n") + 3
    with pytest.raises(InputError) as caught:
        decode(data[:at] + b"\xff" + data[at:], HERE)
    assert caught.value.problem.line == 2


@pytest.mark.parametrize("data", [b"", b"  \n\t", b"\xef\xbb\xbf", b"\xff\xfe", "\u3000\n".encode()])
def test_an_empty_file_is_refused(data):
    with pytest.raises(InputError, match="empty"):
        decode(data, HERE)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04abc", "ZIP"), (b"%PDF-1.7", "PDF"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
        (b"\x89PNG\r\n\x1a\n\0", "PNG"), (b"{\\rtf1 abc}", "RTF"), (b"\x01\0\x02\xff\0\0\x07" * 20, "binary"),
    ],
)  # fmt: skip
def test_what_is_not_text_says_what_it_seems_to_be(data, kind):
    with pytest.raises(InputError, match=kind) as caught:
        decode(data, HERE)
    assert ".docx" in caught.value.hint


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(data):
    read = outcome(read_bytes, HERE, data)
    if isinstance(read, CoderError):
        assert read.hint
    else:
        text = read.source.text
        assert "".join(text[t.start : t.end] for t in read.transcript.turns) == text


def test_every_text_fixture_reads_or_is_refused(shared):
    for folder in ("tika", "unstructured"):
        for path in (shared / "fixtures" / folder).rglob("*.txt"):
            read = outcome(read_bytes, path, path.read_bytes())
            if isinstance(read, CoderError):
                assert path.name in {"empty.txt", "fake-text-all-whitespace.txt"}
            else:
                assert read.source.text == normalise(read.source.text)


def test_markdown_is_kept_as_written():
    source = "# 訪談\n\n### 問：\n**為什麼**？\n\n> （笑）\n"
    read = read_bytes(Path("a.md"), source.encode()).transcript
    assert (read.text, read.format, read.encoding) == (source, "markdown", "utf-8")
    assert [turn.speaker for turn in read.turns] == ["", "問", ""]


@given(st.text())
def test_normalise_is_idempotent(text):
    once = normalise(text)
    assert normalise(once) == once
    assert not set(once) & {"\r", "\t", "\u2028", "\x00", "\x85"}
