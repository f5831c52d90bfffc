"""Reports without names: nothing that the key replaces is printed anywhere, and leaks are found."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.codebook.acts import Codebook
from coder.coding.acts import Desk
from coder.errors import CoderError, InputError
from coder.findings.acts import Findings
from coder.i18n import set_language
from coder.language.fold import fold
from coder.model.codebook import Case
from coder.model.counting.passage import Query
from coder.model.names.aliases import Replacer
from coder.model.quotation import Border
from coder.model.text import Span
from coder.plugins import exporters
from coder.privacy.deidentification import fields_without_names
from coder.privacy.leaks import find_leaks
from coder.privacy.name_list import drop_alias, load_aliases, name_key, redact, redacted, set_alias
from coder.privacy.patterns import full_names, is_id_number, is_tax_number, leaks
from coder.record.study import Study
from coder.reports.build import build_report
from coder.reports.check import check_file
from coder.reports.evidence_pack import write_pack
from coder.reports.quotation_files import write_passages
from coder.retrieval.passages import collection
from coder.transcripts import intake
from coder.transcripts.cases import load_cases

SAID = "受訪者：我們大同科技看證照，Acme 也是；王小明經理 0912-345-678 會說證照沒用。\n"


@pytest.fixture
def named(study, tmp_path):
    """GIVEN a transcript with names in it, coded over them, and a finding whose text names a firm."""
    (tmp_path / "firm-b.txt").write_text(SAID, "utf-8")
    load_cases(study, [Case(id="B", name="大同科技", aliases=("廠商 B",), transcripts=("firm-b.txt",))])
    intake.import_transcripts(study, [tmp_path / "firm-b.txt"], intake.ImportPlan())
    document = study.transcript("firm-b")
    Desk(study).code(document, Span(4, len(SAID) - 1), ["cert"])
    Findings(study).write("F1", "大同科技不看證照。")
    set_alias(study, "Acme", "廠商 C", "firm")
    set_alias(study, "王小明", "受訪者乙", "person")
    return study


def text_of(path) -> str:
    if path.suffix not in {".docx", ".xlsx"}:
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("name", sorted(exporters()))
def test_no_name_of_the_key_is_in_any_output_unless_wanted(named, tmp_path, name):
    for folder, identified in (("hidden", False), ("open", True)):
        report = build_report(named, identified=identified)
        paths = exporters()[name].write(report, tmp_path / folder)
        texts = "".join(map(text_of, paths))
        for word in ("大同科技", "Acme", "王小明"):
            assert (word in texts) == identified, (word, folder)
        if not identified:
            assert "廠商 C" in texts
        for path in paths:
            if path.suffix != ".txt":
                assert check_file(named, path).holds


def test_the_key_stays_in_the_study_and_can_be_taken_back(named):
    assert name_key(named) == {"大同科技": "廠商 B", "Acme": "廠商 C", "王小明": "受訪者乙"}
    drop_alias(named, "Acme")
    assert "Acme" not in name_key(named)
    Desk(named).undo(frozenset({"alias"}))
    assert name_key(named)["Acme"] == "廠商 C"
    with pytest.raises(CoderError):
        set_alias(named, "甲", "甲公司", "firm")


@pytest.mark.parametrize("name", ["quotes.csv", "quotes.xlsx", "quotes.md"])
def test_files_of_quotes_hold_no_name_of_the_key_either(named, tmp_path, name):
    for identified in (False, True):
        path = write_passages(collection(named, Query(expression="cert"), identified=identified), tmp_path / name)
        for word in ("大同科技", "Acme", "王小明"):
            assert (word in text_of(path)) == identified


def test_redacted_words_are_printed_nowhere_and_come_back(named, tmp_path):
    redact(named, "0912-345-678")
    assert redacted(named).places("打 0912-345-678 找") == [Span(2, 14)]
    assert not [one for one in find_leaks(named) if one.kind == "phone"]
    for path in exporters()["html"].write(build_report(named), tmp_path):
        assert "0912-345-678" not in text_of(path)
        assert "〔遮蔽〕" in text_of(path)
    Desk(named).undo()
    assert redacted(named).places("打 0912-345-678 找") == []


def test_a_pack_with_names_must_be_wanted(named, tmp_path):
    with pytest.raises(CoderError, match="3"):
        write_pack(named, tmp_path / "pack.zip", tmp_path / "none")
    assert not (tmp_path / "pack.zip").exists()
    assert write_pack(named, tmp_path / "pack.zip", tmp_path / "none", identified=True) > 0


def test_leaks_are_named_with_their_place(named):
    found = [(one.kind, one.words, one.place, one.line) for one in find_leaks(named)]
    assert ("phone", "0912-345-678", "firm-b", 1) in found


def words_of(study):
    return {(one.kind, one.words): one for one in find_leaks(study)}


def test_who_is_named_once_in_full_is_found_by_the_bare_name_everywhere(study, tmp_path):
    said = "陳怡君：你好，我是陳怡君。\n受訪者：怡君問林根煌教授了，林根煌說好。\n陳怡君：謝謝老師，尤其主任。Peggy 也在。\nPeggy：嗨。\n"
    (tmp_path / "talk.txt").write_text(said, "utf-8")
    load_cases(study, [Case(id="B", name="廠商 B", transcripts=("talk.txt",))])
    intake.import_transcripts(study, [tmp_path / "talk.txt"], intake.ImportPlan())
    found = words_of(study)
    assert {words for kind, words in found if kind == "person"} == {"陳怡君", "怡君", "林根煌教授", "林根煌", "Peggy"}
    assert found["person", "陳怡君"].times == 3
    assert found["person", "Peggy"].times == 2
    set_alias(study, "陳怡君", "受訪者丙", "person")
    found = words_of(study)
    assert ("person", "陳怡君") not in found
    assert ("person", "怡君") in found, "the name is replaced, the given name alone is not"


@pytest.mark.parametrize("text", ["他英文名字叫 Kevin，大家都這樣叫", "My name is Kevin.", "我叫Kevin"])
def test_who_says_an_english_name_is_a_person_but_no_service(text):
    assert full_names(text, leaks(text)) == {"Kevin"}
    assert full_names(text.replace("Kevin", "Uber"), ()) == set()


def test_a_label_that_names_a_role_is_no_person(study, tmp_path):
    (tmp_path / "talk.txt").write_text("Interviewer: Who?\nRespondent: Host said so.\nHost: Yes.\n", "utf-8")
    load_cases(study, [Case(id="B", name="Firm B", transcripts=("talk.txt",))])
    intake.import_transcripts(study, [tmp_path / "talk.txt"], intake.ImportPlan())
    assert not [words for kind, words in words_of(study) if kind == "person"]


def test_the_sample_says_whom_it_names_and_what_was_asked_to_be_left_out():
    sample = Path(__file__).parents[2] / "transcripts" / "firm-a.txt"
    found = {(one.kind, one.words) for one in leaks(sample.read_text("utf-8"))}
    assert {("person", "小陳"), ("request", "不要留"), ("request", "剪掉")} <= found


@pytest.mark.parametrize("label", ["Nurse", "Nurse A", "Manager 2", "Head Nurse", "Teacher", "Engineer", "Patient"])
def test_a_label_that_names_a_post_is_no_person(study, tmp_path, label):
    (tmp_path / "talk.txt").write_text(f"{label}: I am new.\nPeggy: I asked the {label} first.\n", "utf-8")
    load_cases(study, [Case(id="B", name="Firm B", transcripts=("talk.txt",))])
    intake.import_transcripts(study, [tmp_path / "talk.txt"], intake.ImportPlan())
    assert [words for kind, words in words_of(study) if kind == "person"] == ["Peggy"]


def test_a_firm_named_once_in_full_is_found_by_its_short_name(study, tmp_path):
    said = "受訪者：我在鼎星電腦股份有限公司。\n受訪者：鼎星很好，Zenth too.\n受訪者：Zenth Ltd 也是。\n"
    (tmp_path / "talk.txt").write_text(said, "utf-8")
    load_cases(study, [Case(id="B", name="廠商 B", transcripts=("talk.txt",))])
    intake.import_transcripts(study, [tmp_path / "talk.txt"], intake.ImportPlan())
    found = words_of(study)
    assert found["firm", "鼎星"].line == 2
    assert found["firm", "Zenth"].line == 2


def test_leaks_are_looked_for_in_all_that_the_lead_wrote(named, tmp_path):
    """Each text field of the codebook, the findings and the cases gets a phone number of its own; all are listed."""
    numbers = iter(f"0912-345-{n:03d}" for n in range(700, 999))
    project = named.project()
    findings = Findings(named)
    findings.write("F1", f"打 {(inside := next(numbers))} 問。")
    load_cases(
        named,
        [
            Case(
                id="B", name=f"大同科技 {(name := next(numbers))}", aliases=("廠商 B",),
                attributes={"contact": (contact := next(numbers))}, transcripts=("firm-b.txt",),
            )
        ],
    )  # fmt: skip
    code = project.codes[0]
    book = Codebook(named)
    book.do(book.edit(code, replace(code, definition=(meaning := next(numbers)))))
    listed = {words for kind, words in words_of(named) if kind == "phone"}
    assert {inside, contact, meaning} <= listed
    assert name not in listed, "the alias stands in place of the whole name"
    printed = "".join(
        text_of(path) for one in exporters().values() for path in one.write(build_report(named), tmp_path / "out")
    )
    assert set(re.findall(r"09\d\d-\d{3}-\d{3}", printed)) <= listed


def test_names_are_found_in_any_width_and_variant():
    replacer = Replacer({"台積電": "廠商甲", "Acme": "廠商乙"}, fold)
    assert replacer.text("臺積電、台积电、ＡＣＭＥ、acme 與 Acmes") == "廠商甲、廠商甲、廠商乙、廠商乙 與 Acmes"


def test_real_cases_without_a_real_alias_and_ids_with_a_name_are_listed(study):
    cases = [
        Case(id="大同-1", name="大同股份有限公司", aliases=("大同",)),
        Case(id="B", name="虹星電腦"),
        Case(id="C", name="廠商 C"),
        Case(id="D", name="虛構科技", synthetic=True),
    ]
    load_cases(study, cases)
    set_alias(study, "大同-1", "某", "firm")
    found = words_of(study)
    assert {words for kind, words in found if kind == "firm"} == {"大同", "虹星電腦", "虹星"}
    assert ("id", "大同-1") in found


def test_a_list_of_names_comes_from_a_file_as_one_act(named, tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("name,alias,kind\n林根煌,專家一,person\n新竹市,某市,place\nAcme,廠商丁,\n", "utf-8")
    load_aliases(named, path)
    assert name_key(named) | {"林根煌": "專家一", "新竹市": "某市", "Acme": "廠商丁"} == name_key(named)
    Desk(named).undo(frozenset({"alias"}))
    assert name_key(named)["Acme"] == "廠商 C"
    assert "林根煌" not in name_key(named)


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("甲,甲公司,firm", 2), ("甲,乙,robot", 2), ("甲,乙,firm\n甲,丙,firm", 3), ("甲,,firm", 2), ("", 0), ("甲,乙", 2),
    ],
)  # fmt: skip
def test_a_mistake_in_a_list_of_names_names_its_line_and_takes_nothing_in(named, tmp_path, rows, line):
    path = tmp_path / "names.csv"
    path.write_text(f"name,alias,kind\n{rows}\n", "utf-8")
    before = name_key(named)
    with pytest.raises(InputError) as caught:
        load_aliases(named, path)
    assert caught.value.problem.line == line
    assert caught.value.hint
    assert name_key(named) == before


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("寫信到 hr@firm.com.tw 就好", "e-mail"), ("打 02-2720-8889 找我", "phone"), ("+886 912 345 678", "phone"),
        ("身分證 A123456789 啦", "id-number"), ("統編 04595257", "tax-number"),
        ("在台北市信義區市府路1號上班", "address"), ("我們林經理說", "person"),
        ("我們大同股份有限公司", "firm"), ("歐陽修老師", "person"), ("王小明副總經理", "person"),
        ("手機零九一二三四五六七八", "phone"), ("新加坡那邊是 65-6123-4567", "phone"), ("後來去台積", "firm"),
        ("住在台北市大安區和平東路二段 10 號", "address"), ("剛剛那段可以刪掉嗎", "request"),
        ("我的名字不要出現", "request"), ("我們志明哥那時候還在產線", "person"), ("你去問建宏學長啊", "person"),
        ("大家都叫我淑芬", "person"), ("大家喊他大寶，他就笑", "person"), ("綽號叫阿牛的那個", "person"),
        ("許媽媽在管帳", "person"), ("林Sir帶我們", "person"), ("Kevin 跟我說他要走", "person"),
        ("那個 Jaxon 哥超強", "person"), ("我以前在發哥做", "firm"), ("我們幫聯發做過案子", "firm"),
        ("寄到 peggy 小老鼠 gmail 點 com", "e-mail"), ("竹北市光明六路東一段 265 號", "address"),
        ("上次吳廠有說要換", "person"), ("蔡P那時候帶我們", "person"), ("林協說先不要", "person"),
        ("我朋友在GG當工程師", "firm"), ("護國神山那邊", "firm"),
        ("名字就不要提了", "request"), ("這是私底下講的", "request"), ("你不要跟別人說是我講的", "request"),
    ],
)  # fmt: skip
def test_each_kind_of_leak_is_found(text, kind):
    assert kind in {leak.kind for leak in leaks(text)}


@pytest.mark.parametrize(
    "text",
    [
        "A123456780",
        "模型跑了 12345678 次",
        "2025 年 3,870 人",
        "我們公司在那條路上",
        "小高中生、小白鼠、小黃司機、阿美族、老古董、阿里山",
        "要不要寫、特別寫、分別記錄、把魚剪短",
        "花錢找工程師",
        "面積電路很大，我們叫 Uber 去，程式可以刪掉重寫",
        "審查委員",
        "吳廠商的報價、高廠區、這樣就 GG 了、每張P圖",
        "我是技術小白。她也是電腦小白，老闆、阿姨、小組、小組長、老師都知道",
        "小許多、老許多、阿德勒、小江湖",
        "不用特別提了；都連媽媽也來；關聯發現；大家都叫他加班。用 Jenkins 跑 kevin.py",
        "感謝委員、感謝之前署長，謝謝部長，也許老師知道",
        "行政院公共工程委員會和全民健康保險委員會、課程發展委員會",
        "資訊工程博士班、代謝科醫師、基金會秘書長、偏遠地方當校長、許多老闆、董事總經理",
    ],
)
def test_numbers_that_only_look_so_are_left_alone(text):
    assert leaks(text) == []


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("感謝鍾老師提醒", "鍾老師"), ("謝謝梁教授", "梁教授"), ("會依賴薛老師", "薛老師"), ("謝老師來了", "謝老師"),
        ("請基金會朱秘書長補充", "朱秘書"), ("小白，你來一下", "小白"), ("小馬：好", "小馬"), ("我問小白說", "小白"),
    ],
)  # fmt: skip
def test_a_person_behind_a_word_that_looks_like_a_name_is_found(text, person):
    assert [leak.words for leak in leaks(text)] == [person]


def test_check_digits():
    assert is_id_number("A123456789")
    assert not is_id_number("A123456788")
    assert is_tax_number("04595257")
    assert not is_tax_number("04595258")


@given(st.text(alphabet="甲乙丙Ax ", max_size=40), st.data())
def test_places_go_along_with_the_words_that_stay(text, data):
    replacer = Replacer({"甲乙": "丁", "A": "長長的名"}, fold)
    replaced = replacer.mapped(text)
    assert replaced.text == replacer.text(text)
    places = [replaced.place(at) for at in range(len(text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(replaced.text)
    assert places[0] == 0
    at = data.draw(st.integers(0, len(text)))
    if text[at : at + 1] in {"丙", "x", " "}:
        assert replaced.text[replaced.place(at)] == text[at]


def test_a_part_of_the_report_that_nobody_declared_is_private():
    @dataclass(frozen=True)
    class Unheard:
        id: str
        code: str

    assert fields_without_names(Unheard) == frozenset()
    assert {"id", "code"} & fields_without_names(Border) == {"code"}


def test_each_request_is_a_leak_with_its_sentence_and_a_publisher_or_a_made_up_name_is_none(built_sample):
    with Study.open(built_sample / "study.db", "甲") as study:
        found = words_of(study)
    asked = {words for kind, words in found if kind == "request"}
    assert {"這個妳不要寫太明，業主會查", "好，這個不要寫金額", "（笑）這個數字您不要引用到我的名字就好"} <= asked
    assert {words for kind, words in found if kind in {"person", "firm"}} == {"小陳", "中華電信"}


def test_what_is_redacted_says_so_in_the_language_of_who_reads_it(named, english):
    redact(named, "0912-345-678")
    assert name_key(named)["0912-345-678"] == "[redacted]"
    set_language("zh_TW")
    assert name_key(named)["0912-345-678"] == "〔遮蔽〕"
    set_alias(named, "王小明", "（略）", "redacted")
    assert name_key(named)["王小明"] == "（略）"
