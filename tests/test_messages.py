"""The Taiwan catalogue: complete, compiled, in the words of its readers, and past it no Chinese in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from coder.catalogue import Catalogue

PACKAGE = Path(__file__).parents[1] / "coder"
FOLDER = PACKAGE / "locale" / "zh_TW" / "LC_MESSAGES"
NAMES = ("coder", "click")
MAINLAND = """
數據 軟件 硬件 界面 文件 默認 保存 撤銷 視頻 音頻 信息 網絡 光標 鼠標 屏幕 打印 程序 字符 字節 數組 代碼 內存 硬盤
搜索 調用 鏈接 用戶 文檔 菜單 剪貼板 腳本 補全 重命名 註釋
"""
CHINESE = re.compile(r"[\u2e80-\u2fdf\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uffee\U00020000-\U0003ffff]")
# Modules whose data are the words and signs of Chinese texts: they read or break them, and say nothing.
READERS = {
    "findings/counter_memos.py",
    "model/reporting/quoting.py",
    "model/claims.py",
    "model/counted_claims.py",
    "model/values/written_values.py",
    "privacy/firms.py",
    "privacy/given_names.py",
    "privacy/leave_out.py",
    "privacy/patterns.py",
    "privacy/people.py",
    "model/counting/expression.py",
    "retrieval/code_terms.py",
    "files/encoding.py",
    "model/names/cut_names.py",
    "model/names/speaker_labels.py",
    "transcripts/labels/turns.py",
    "model/names/surnames.py",
    "model/names/time_stamps.py",
    "transcripts/labels/label_forms.py",
    "transcripts/beside/back_matter.py",
    "transcripts/cues.py",
    "transcripts/beside/cut_sentences.py",
    "transcripts/beside/front_matter.py",
    "transcripts/beside/inner_records.py",
    "transcripts/beside/page_marks.py",
    "transcripts/beside/people_told.py",
    "transcripts/beside/silent_labels.py",
    "transcripts/labels/interruptions.py",
    "transcripts/labels/inner_labels.py",
    "model/names/label_words.py",
    "transcripts/labels/recoding.py",
    "transcripts/script.py",
    "transcripts/tables.py",
    "transcripts/speaker_columns.py",
    "transcripts/table_kind.py",
    "transcripts/surveys.py",
    "transcripts/formats/pdf.py",
    "transcripts/formats/pdf_pages/pdf_page.py",
    "transcripts/formats/pdf_pages/pdf_paragraphs.py",
    "transcripts/formats/word_xml.py",
    "transcripts/labels/doubts.py",
    "transcripts/beside/times_amid.py",
    "transcripts/beside/passage_codes.py",
    "transcripts/beside/unsaid.py",
    "transcripts/formats/page_feet.py",
    "transcripts/formats/pdf_pages/pdf_margins.py",
    "transcripts/formats/pdf_pages/pdf_footnotes.py",
    "transcripts/formats/pdf_pages/pdf_glyphs.py",
    "transcripts/beside/section_titles.py",
    "transcripts/formats/word_numbers.py",
    "transcripts/formats/list_digits.py",
    "transcripts/formats/opendocument_numbers.py",
    "transcripts/formats/rich_text_reader.py",
    "language/keyword_patterns.py",
    "audit/pasted_words.py",
    "language/keywords.py",
    "model/text.py",
    "language/word_repairs.py",
    "language/pieces.py",
    "language/segment.py",
    "language/stopwords.py",
    "language/weights.py",
    "language/words.py",
    "tui/widgets/expression_completion.py",
    "tui/widgets/wrap.py",
}
# Elsewhere: the comma of enumerations, example phrases that one types, the mark of a synthetic text, signs.
ALLOWED = {
    "i18n.py": {"、", "（", "）"},
    "record/kinds.py": {"、"},
    "record/study.py": {"、"},
    "cli/lists.py": {"、"},
    "cli/quotes.py": {"、", "（", "）"},
    "cli/show.py": {"、", "（", "）"},
    "cli/search.py": {
        "coder search 實習",
        'coder search "證照 NEAR/10 (經驗 OR 專案) NOT 學歷" --unit sentence',
        'coder search "/[0-9]+ ?(萬|k)/" --role respondent --where size=小型',
        "coder search 證照 --not-code ai-skill-gap --sort right --output 證照.csv",
        "、",
    },
    "audit/change_words.py": {"、"},
    "reports/web/html_text.py": {"、"},
    "cli/names.py": {"coder names set 王大明 受訪者 --kind person", "coder names drop 王大明"},
    "cli/trace.py": {'coder trace "那跟會不會做沒關係"'},
    "reports/word/paper.py": {"標楷體", "微軟正黑體"},
    "cli/memos.py": {"coder memos 證照 --on coding"},
    "cli/shared/help_layout.py": {"，。、；：？！）」』】》…"},
    "cli/similar.py": {"、"},
    "cli/suggestions/suggest.py": {"、", "（", "）"},
    "cli/transcripts/imports.py": {"coder import 訪談.docx --case A --interviewer 唐鳳", "、", "（", "）"},
    "cli/transcripts/import_speakers.py": {"、", "（", "）  "},
    "tui/transcripts/speakers_screen.py": {"："},
    "cli/transcripts/speakers.py": {"coder speakers firm-a --interviewer 唐鳳 --same 王經理=王小明"},
    "cli/shared/speaker_options.py": {"、", "（", "）"},
    "transcripts/speaker_decisions.py": {"、", "#*[]【】()（）<>:： \n\u3000"},
    "cli/freq.py": {"coder freq --by kind,employees --where kind=資服業"},
    "cli/words.py": {"coder words referral-preferred --accept 介紹 --accept 引薦", "、"},
    "model/text.py": {"合成示例", "虛構示例"},
    "files/cells.py": {"=+-@＝＋－＠﹦﹢﹣﹫"},
    "reports/markdown_report.py": {"、"},
    "model/counting/table_columns.py": {"、"},
    "codebook/acts.py": {"、"},
    "cli/transcripts/whole.py": {"coder case label size --value-en 小型=Small --value-en 大型=Large"},
    "model/codebook.py": {"，"},
    "tui/begin/commands.py": {"中文"},
    "codebook/yaml_sync.py": {"、"},
    "coding/act_words.py": {"、", "（", "）"},
    "coding/acts.py": {"、"},
    "codebook/overlaps.py": {"、"},
    "audit/trace.py": {"、"},
    "codebook/variants.py": {"、"},
    "codebook/keyword_offers.py": {"、"},
    "tui/codebook/rows.py": {"、", ",，\n"},
    "tui/coding/margins.py": {"、"},
    "tui/codebook/word_rows.py": {"、"},
}
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@cache
def _modules() -> dict[str, ast.Module]:
    paths = sorted(PACKAGE.rglob("*.py"))
    return {p.relative_to(PACKAGE).as_posix(): ast.parse(p.read_text("utf-8")) for p in paths}


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for name, tree in _modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                yield f"{name}:{node.lineno}", node


def _message_of(call: ast.Call) -> str | None:
    """Return the constant that is translated, or None where gettext's tools couldn't find it."""
    match call:
        case ast.Call(args=[ast.Constant(value=str(text))], keywords=[]) if text:
            return text
    return None


def _fields(text: str) -> set[str]:
    return {f"{name}!{conversion}" for _text, name, _spec, conversion in Formatter().parse(text) if name is not None}


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _catalogue(name: str) -> Catalog:
    with (FOLDER / f"{name}.po").open("rb") as file:
        return read_po(file, locale="zh_TW", abort_invalid=True)


@pytest.fixture(scope="module")
def messages() -> list[Message]:
    return [message for name in NAMES for message in _catalogue(name) if message.id]


def test_every_message_is_a_constant():
    assert [place for place, call in _calls() if _message_of(call) is None] == []


def test_every_message_is_translated(messages: list[Message]):
    translated = {m.id for m in messages if isinstance(m.id, str) and all(_strings(m)) and not m.fuzzy}
    wanted = {text: place for place, call in _calls() if (text := _message_of(call))}
    assert len(wanted) > 500
    assert {text: place for text, place in wanted.items() if text not in translated} == {}


def test_placeholders_are_those_of_the_message(messages: list[Message]):
    wrong = []
    for message in messages:
        ids = (message.id,) if isinstance(message.id, str) else message.id
        # Chinese has one form for all numbers: it may have the fields of either English one.
        allowed = [_fields(text) for text in ids]
        # What click says to programmers stays English: an empty string is no translation.
        wrong += [(ids, text) for text in _strings(message) if text and _fields(text) not in allowed]
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_the_compiled_catalogue_is_that_of_the_source(name: str):
    told = Catalogue(FOLDER / f"{name}.mo")
    texts = {m.id: m.string for m in _catalogue(name) if isinstance(m.id, str) and m.id}
    assert {message: told.gettext(message) for message in texts} == {m: text or m for m, text in texts.items()}
    assert [told.gettext(text) for text in ("", "~", "zzz nobody says this", "你")] == [
        "",
        "~",
        "zzz nobody says this",
        "你",
    ]


def test_click_speaks_chinese_too():
    # They are not in our sources, so an update of the catalogue could lose them.
    known = {m.id if isinstance(m.id, str) else m.id[0] for m in _catalogue("click")}
    assert known >= {"Usage:", "Options", "Commands", "Missing argument", "No such option {name!r}."}


@pytest.mark.parametrize("word", MAINLAND.split())
def test_the_words_are_those_of_taiwan(messages: list[Message], word: str):
    # 調查數據 is what figures of a survey are called in Taiwan too.
    texts = (text.replace("調查數據", "") for m in messages for text in _strings(m))
    assert [text for text in texts if word in text] == []


def test_the_workbooks_sheets_have_names_that_excel_takes(messages: list[Message]):
    texts = {m.id: m.string for m in messages}
    ids = ("Overview", "Findings", "Quotations", "Frequencies", "Spread", "Figures", "Recommendations")
    names = [texts[name] for name in ids]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 31 and not set(name) & set(r"[]:*?/\'") for name in names)


def test_no_chinese_bypasses_the_catalogue():
    found = {name: set(_chinese(tree)) - ALLOWED.get(name, set()) for name, tree in _modules().items()}
    assert {name: texts for name, texts in found.items() if texts and name not in READERS} == {}


def _chinese(tree: ast.Module) -> Iterator[str]:
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, DOCUMENTED) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in documentation and CHINESE.search(text):
                yield text
