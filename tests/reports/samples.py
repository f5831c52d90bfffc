"""A small study whose quotes are as hostile as a transcript can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from coder.model.codebook import Case, Code, Derivation, Figure, Finding, Recommendation
from coder.model.counting import frequencies
from coder.model.counting.frequencies import Frequency, FrequencyTable, Tally
from coder.model.finding import flat
from coder.model.matrix import Heading
from coder.model.quotation import Border, Quotation
from coder.model.reporting.report import (
    CaseSpread,
    CellReport,
    ChosenReport,
    CodeEvidence,
    FindingReport,
    MatrixReport,
    Method,
    Passages,
    RecommendationReport,
    Report,
    TextPiece,
)
from coder.model.reporting.stamp import Stamp

NOTICE = "合成示例:廠商 A & B 為虛構。Synthetic & invented."
HOSTILE = (
    "老實說證照幾乎沒在看。",
    "=1+1", "+1", "-1", "@x", "＝1", "＠SUM(A1)", "  =1+1", "　＋1", "'=1", "''=1", "'安靜", "\t=1", "\r=1",
    '=HYPERLINK("http://evil.example","按我")',
    "[/x]", "[bold]粗[/bold]", "[x](javascript:alert(1))", "![i](http://a/b.png)", "<script>alert(1)</script>",
    "<r><t>注入</t></r>", "]]>", "&amp; & &lt;", "_x0041_", "# 標題", "1. 項目", "- 項目", "===", "---", "    縮排",
    "甲|乙", "`碼`", "```", "*粗* __底線__ ~~刪~~ $x$", "https://evil.example www.evil.example",
    "\x1b[31m紅\x1b[0m", "左\u202e右\u2066中", "第一行\n# 第二行\n\n> 第四行\n---", '逗號,引號"分號;',
    "𪜶講台語 👩‍🔬 臺灣", "全形　空白", "",
)  # fmt: skip


def quotation(text: str, number: int = 1, **changes) -> Quotation:
    fields = {
        "id": f"A-{number}-7f3a", "coding": f"{number:032x}", "case": "A", "case_name": "廠商 A",
        "transcript": "A-1", "line": number, "last_line": number, "speaker": "受訪者", "code": "certificates",
        "code_name": "證照不受信任", "coders": ("jia",), "text": text, "start": number, "end": number + len(text),
        "at": "2026-01-02T03:04:05+08:00", "origin": "manual", "synthetic": True,
    }  # fmt: skip
    q = Quotation(**{**fields, **changes})
    return q._replace(codings=tuple(Border(q.coding, q.id, q.code, coder, q.start, q.end) for coder in q.coders))


def evidence(code: Code, quotations: Sequence[Quotation]) -> CodeEvidence:
    return CodeEvidence(code=code, frequency=frequency(code, len(quotations)), quotations=Passages(lambda: quotations))


def frequency(code: Code, codings: int) -> Frequency:
    tally = Tally(codings, codings, codings, by_transcript={"a": codings}, coders=Counter({"jia": codings}))
    return frequencies.frequency(code, tally, {"a": "A"}, {"大型": frozenset("A")}, 2)


THEME = Code(id="gap", parent=None, level="theme", name="落差", name_en="Gap")
CODE = Code(id="certificates", parent="gap", level="code", name="證照不受信任", name_en="Certification distrust")
OTHER = Code(id="graduates", parent="gap", level="code", name="=接受新鮮人", name_en="=Graduates accepted")
FINDING = Finding(
    id="F1", name="經驗優先", name_en="Experience first", statement="實務經驗|優先", statement_en="Experience | first",
    supports=("certificates",), opposes=("graduates",), figures=("firms",),
)  # fmt: skip
BARE = Finding(id="F2", name="無據", name_en="Bare", statement="沒有證據", supports=())
RECOMMENDATION = Recommendation(
    id="R1", name="實作", name_en="Practice", statement="以實作育才", findings=("F1",),
    responsible="學校主辦", responsible_en="schools lead", measure="人數|作品",
)  # fmt: skip
FIGURES = (
    Figure(
        id="firms", name="人才不足", name_en="Too little talent", value=61.5, unit="%", place="表 2",
        derived=Derivation(of="level", times=1.1), note="=註",
    ),
    Figure(id="demand", name="需求", value=3870, unit="人", place="表 2"),
    Figure(id="reason", name="原因", value="新興職務", place="二 (四)"),
)  # fmt: skip


# What can be cited: a finding, the table of one, that of a code, a figure; the last stands under no finding.
CITING = (
    TextPiece("依"), TextPiece("發現 F2", "finding", "F2"), TextPiece("（表：F1）", "table", "F1"),
    TextPiece("（表：證照）", "table", "certificates"), TextPiece("61.5%", "figure", "firms"),
    TextPiece("9%", "figure", "elsewhere"), TextPiece("=辦理。"),
)  # fmt: skip


CASES = (
    Case(id="A", name="廠商 A", attributes={"規模": "大型", "員工": "1"}),
    Case(id="B", name="=廠商 B", attributes={"規模": "=小型", "員工": "2"}),
)


def matrix(quotations: Sequence[Quotation]) -> MatrixReport:
    row, columns = Heading(id="gap", title="=落差"), (Heading(id="A", title="廠商 A"), Heading(id="B", title="=廠商 B"))
    told = CellReport(
        row="gap", column="A", quotations=tuple(quotations), stale=True,
        summary=(TextPiece("=都說不看"), TextPiece("老實說", "quote", quotations[0].id, quotations[0]) if quotations else TextPiece("")),
    )  # fmt: skip
    empty = CellReport(row="gap", column="B", quotations=())
    return MatrixReport(name="=矩陣", rows=(row,), columns=columns, cells=((told, empty),))


def finding_report(supports: Sequence[Quotation], opposes: Sequence[Quotation]) -> FindingReport:
    return FindingReport(
        finding=FINDING, statement=FINDING.statement, supports=(evidence(CODE, supports),),
        opposes=(evidence(OTHER, opposes),),
        spread=(
            CaseSpread(case="A", case_name="廠商 A", supports=len(supports), opposes=0),
            CaseSpread(case="B", case_name="=廠商 B", supports=0, opposes=len(opposes)),
        ),
        passages_for=len(supports), passages_against=len(opposes), cases_for=1, cases_against=1, figures=FIGURES,
        picked=tuple(ChosenReport(q, side, telling=False, shown=flat(q.text)) for side, q in
                     [*(("for", q) for q in supports), *(("against", q) for q in opposes)]),
    )  # fmt: skip


def make_report(texts: Sequence[str] = HOSTILE, notice: str = NOTICE) -> Report:
    quotations = [quotation(text, i) for i, text in enumerate(texts, 1)]
    against = quotation("新鮮人也收。", 99, id="B-99-0abc", case="B", case_name="=廠商 B", code="graduates",
                        code_name="=接受新鮮人", coders=("jia", "yi"), last_line=101, synthetic=False,
                        origin="bulk")  # fmt: skip
    bare = FindingReport(
        finding=BARE, statement=BARE.statement, supports=(), opposes=(), spread=(), passages_for=0,
        passages_against=0, cases_for=0, cases_against=0, figures=(),
    )  # fmt: skip
    table = FrequencyTable(
        rows=tuple(frequency(c, len(texts)) for c in (THEME, CODE, OTHER)), attribute="規模",
        group_names=("大型", "小型"), coder_names=("jia", "yi"), cases=2, transcripts=2,
    )  # fmt: skip
    return Report(
        title="AI 人才 <研究>", notice=notice,
        stamp=Stamp(head="9f86d081884c7d65", changes=1234, made_at="2026-01-02T03:04:05+08:00"),
        frequencies=table, findings=(finding_report(quotations, [against]), bare),
        recommendations=(
            RecommendationReport(
                recommendation=RECOMMENDATION, statement="以實作育才", findings=(FINDING,), text=(CITING,)
            ),
        ),
        quotations=lambda: iter([*quotations, against]), coder_names={"jia": "編碼員甲", "yi": "編碼員乙"},
        method=Method(codes=(THEME, CODE, OTHER), cases=CASES), matrices=(matrix(quotations[:2]),),
    )  # fmt: skip


def failing_report() -> Report:
    """A report whose quotations break off half way."""

    def quotations():
        yield quotation("一")
        raise LookupError("broken off")

    return replace(make_report(), quotations=quotations)
