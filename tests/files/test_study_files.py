import json

import pytest

from coder.errors import InputError
from coder.files.study_files import (
    check_references,
    load_cases,
    load_codebook,
    load_figures,
    load_findings,
    schemas,
    write_schemas,
)

pytestmark = pytest.mark.usefixtures("english")

BOOK = """title: 編碼簿
themes:
  - id: T1
    name: 招募
    color: "#1F77B4"
    codes:
      - id: T1.a
        name: 新創難找人
        keywords: [找不到人, 難找]
      - id: T1.b
        name: 大公司搶人
facets:
  - id: job
    name: 職務
"""
FINDINGS = """findings:
  - id: F1
    name: 人才短缺
    statement: 人才短缺
    supports: [T1.a, T1]
    figures: [demand]
recommendations:
  - {id: R1, name: 實作, statement: 做, findings: [F1]}
"""
FIGURES = """figures:
  - {id: demand, name: 需求, value: 3520, unit: 人, place: 表 2}
  - {id: more, name: 樂觀, value: 3870, place: 表 2, derived: {of: demand, times: 1.1, round: 10}}
"""
CASES = """cases:
  - id: 廠商A
    name: 廠商 A
    synthetic: true
    attributes: {kind: 資服業}
    transcripts: [a.md]
"""


@pytest.fixture
def write(tmp_path):
    def written(text, name="codebook.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_good_files_load(write):
    book = load_codebook(write(BOOK))
    findings = load_findings(write(FINDINGS, "findings.yaml"))
    figures = load_figures(write(FIGURES, "figures.yaml"))
    cases = load_cases(write(CASES, "cases.yaml"))
    assert book.themes[0].codes[0].keywords == ("找不到人", "難找")
    assert figures.figures[1].derived.times == 1.1
    assert cases.cases[0].attributes == {"kind": "資服業"}
    check_references(book, findings, figures, write(FINDINGS, "findings.yaml"))


@pytest.mark.parametrize(
    ("old", "new", "line", "said", "hint"),
    [
        ("keywords: [找不到人, 難找]", "keyword: [難找]", 9, r"themes\[0\].codes\[0\].keyword: unknown", "keywords"),
        ("keywords: [找不到人, 難找]", "keywords: 難找", 9, r"themes\[0\].codes\[0\].keywords is not a list", "[難找]"),
        ("keywords: [找不到人, 難找]", "keywords: [難找, no]", 9, r"codes\[0\].keywords\[1\]: YAML reads no", '"no"'),
        ("keywords: [找不到人, 難找]", "keywords: [難找, '']", 9, r"keywords\[1\].*is empty", "remove"),
        ("keywords: [找不到人, 難找]", "keywords: [1.10]", 9, "YAML reads 1.10 not as text but as a number", '"1.10"'),
        ("keywords: [找不到人, 難找]", "keywords: [2024-01-31]", 9, "2024-01-31", "quotes"),
        ("keywords: [找不到人, 難找]", "keywords: [2024-13-41]", 9, "2024-13-41", "quotes"),
        ("keywords: [找不到人, 難找]", "definition:", 9, "definition is empty", "remove"),
        ("keywords: [找不到人, 難找]", "name: 又一個", 9, "name appears twice, first in line 8", "one"),
        ("keywords: [找不到人, 難找]", "color: red", 9, "“red” is not a colour", "#1F77B4"),
        ('color: "#1F77B4"', "color: 123456", 5, "number", "quotes"),
        ("        name: 新創難找人\n", "", 7, r"codes\[0\].name is missing", "name: …"),
        ("name: 新創難找人", "name: ' '", 8, "is empty", "Write"),
        ("id: T1.b", "id: T1.a", 10, "appears twice, first in line 7", "another"),
        ("id: T1.b", "id: T1", 10, "appears twice, first in line 3", "another"),
        ("id: T1.b", "id: 'T1 b'", 10, "is not an id", "Latin"),
        ("id: T1.b", "id: 編碼", 10, "is not an id", "Latin"),
        ("  - id: job", "  - id: job\n    name: [", 16, "not valid YAML", "indentation"),
        ("title: 編碼簿", "title: [編碼簿]", 1, "title is a list, where a text is expected", ""),
        ("title: 編碼簿\n", "", 1, "title is missing", "title"),
        ("title: 編碼簿", "title: !!python/object:os.system x", 1, "cannot be read", "quotes"),
        ("title: 編碼簿", "title: 編\u0007碼", 1, "YAML does not allow", "invisible"),
        ("title: 編碼簿", "[a]: b", 1, "cannot be a field", ""),
    ],
)
def test_a_mistake_names_line_field_and_remedy(write, old, new, line, said, hint):
    assert old in BOOK
    path = write(BOOK.replace(old, new, 1))
    with pytest.raises(InputError, match=said) as caught:
        load_codebook(path)
    assert caught.value.problem.line == line
    assert caught.value.problem.path == path
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "- a\n", "text\n", "a: *b\n", "--- a\n--- b\n", "\ta: b\n", "a: b: c\n"]
)
def test_what_is_no_codebook(write, text):
    with pytest.raises(InputError):
        load_codebook(write(text))


@pytest.mark.parametrize(
    "text",
    [
        "title: " + "[" * 100_000,
        "title: &a [*a]",
        "a: &a [x]\n"
        + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(12)),
        "title: " + "1" * 5000,
        "title: .inf",
        "x" * (6 << 20),
    ],
)
def test_bombs_are_refused(write, text):
    with pytest.raises(InputError):
        load_codebook(write(text))


def test_aliases_are_allowed(write):
    text = BOOK.replace("keywords: [找", "keywords: &k [找").replace("大公司搶人", "大公司搶人\n        keywords: *k")
    codes = load_codebook(write(text)).themes[0].codes
    assert codes[0].keywords == codes[1].keywords


def test_a_missing_file(tmp_path):
    with pytest.raises(InputError):
        load_cases(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("廠商A", "'廠商 A'", 2, "spaces"),
        ("{kind: 資服業}", "{kind: 資服業, size: 20}", 5, "attributes.size: YAML reads 20"),
        ("{kind: 資服業}", "{kind: 資服業, 20: big}", 5, "attributes.20"),
        ("{kind: 資服業}", "[資服業]", 5, "attributes is a list"),
        ("synthetic: true", "synthetic: 'yes'", 4, "yes or no"),
    ],
)
def test_mistakes_in_cases(write, old, new, line, said):
    with pytest.raises(InputError, match=said) as caught:
        load_cases(write(CASES.replace(old, new), "cases.yaml"))
    assert caught.value.problem.line == line


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("[T1.a, T1]", "[T1.a,\n      T1.c]", 6, r"findings\[0\].supports\[1\]: “T1.c”"),
        ("[demand]", "[demnd]", 6, "demnd"),
        ("findings: [F1]", "findings: [F2]", 8, r"recommendations\[0\].findings\[0\]"),
    ],
)
def test_references_that_lead_nowhere(write, old, new, line, said):
    path = write(FINDINGS.replace(old, new), "findings.yaml")
    book, figures = load_codebook(write(BOOK)), load_figures(write(FIGURES, "figures.yaml"))
    with pytest.raises(InputError, match=said) as caught:
        check_references(book, load_findings(path), figures, path)
    assert caught.value.problem.line == line
    assert caught.value.hint.startswith(("Did you mean", "Correct"))


@pytest.mark.parametrize(("of", "said"), [("demnd", "does not exist"), ("more", "derived from itself")])
def test_derived_figures(write, of, said):
    path = write(FIGURES.replace("of: demand", f"of: {of}"), "figures.yaml")
    findings = write(FINDINGS, "findings.yaml")
    with pytest.raises(InputError, match=said) as caught:
        check_references(load_codebook(write(BOOK)), load_findings(findings), load_figures(path), findings, path)
    assert caught.value.problem.line == 3
    assert caught.value.problem.path == path


def test_schemas_forbid_unknown_fields_and_give_patterns(tmp_path):
    paths = write_schemas(tmp_path / "schemas")
    read = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    assert read == schemas()
    kinds = read["codebook.schema.json"]["$defs"]
    assert all(kind["additionalProperties"] is False for kind in kinds.values())
    assert kinds["CodeEntry"]["description"].startswith("A code")
    assert kinds["CodeEntry"]["properties"]["id"]["pattern"] == "^[A-Za-z0-9][A-Za-z0-9_.-]*$"
    assert kinds["CodeEntry"]["properties"]["color"]["anyOf"][0]["pattern"] == "^#[0-9A-Fa-f]{6}$"
    assert kinds["CodeEntry"]["properties"]["keywords"]["items"]["pattern"] == r"\S"
    case = read["cases.schema.json"]["$defs"]["Case"]["properties"]
    assert case["id"]["pattern"] == r"^\S+$"
    assert "of" in read["figures.schema.json"]["$defs"]["Derivation"]["properties"]


def test_values_of_cases_are_kept_by_the_types_of_their_attributes_and_refused_with_their_line(write):
    head = "attributes:\n  - {id: since, type: date, name: 成立, name_en: Founded}\n"
    text = head + CASES.replace("{kind: 資服業}", '{kind: 資服業, since: "2020/1"}')
    file = load_cases(write(text, "cases.yaml"))
    assert (file.cases[0].attributes["since"], file.attributes[0].name) == ("2020-01", "成立")
    with pytest.raises(InputError) as raised:
        load_cases(write(text.replace("2020/1", "去年"), "cases.yaml"))
    assert raised.value.problem.line == 7
    with pytest.raises(InputError):
        load_cases(write(text.replace("type: date", "type: choice"), "cases.yaml"))
