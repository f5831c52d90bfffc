"""A small study in files: two firms, hostile text among the words, codings by two coders."""

from pathlib import Path

CODEBOOK = """\
title: 小研究
title_en: Small study
themes:
  - id: talent
    name: 人才競爭
    name_en: Talent competition
    color: "#ff0000"
    codes:
      - id: shortage
        name: 人才短缺
        name_en: Shortage
        definition: 說到人不夠 [bold]
        keywords: [缺人, 找不到人]
      - id: referral
        name: 推薦
        name_en: Referral
        keywords: [推薦]
        exclude: [推薦信]
  - id: skills
    name: 能力
    name_en: Skills
    codes:
      - id: experience
        name: 實務經驗
        name_en: Experience
        keywords: [經驗]
"""
FINDINGS = """\
findings:
  - id: F1
    name: 人才不足
    name_en: Talent is short
    statement: 人才不足，大公司先挑。
    statement_en: Talent is short and large firms choose first.
    supports: [shortage]
    opposes: [referral]
    figures: [short]
  - id: F2
    name: 經驗優先
    name_en: Experience first
    statement: 先看經驗。
    supports: [experience]
recommendations:
  - id: R1
    name: 從做中學
    name_en: Learn by doing
    statement: 多辦實作。
    findings: [F2, F1]
"""
FIGURES = """\
figures:
  - id: short
    name: 人才不足的廠商
    value: 61.5
    unit: "%"
    place: 表 2
"""
CASES = """\
cases:
  - id: A
    name: 廠商 A
    synthetic: true
    attributes: {kind: AI 新創, size: 小型}
    transcripts: [firm-a.txt]
    interviewers: [訪談者]
  - id: B
    name: 廠商 B
    attributes: {kind: 資服業, size: "[red]大型[/red]"}
    transcripts: [firm-b.txt]
    interviewers: [訪談者]
"""
FIRM_A = """\
這是合成示例，並非真實訪談。
訪談者：你們找人順利嗎？
受訪者：我們一直缺人，真的找不到人。新創很難跟大公司比。
訪談者：那怎麼辦？
受訪者：多半靠推薦。推薦進來的人待得比較久，而且看得到經驗。
受訪者：𪜶講 [bold]粗體[/bold] 還有 [/x] 跟 [@click=app.bell]x[/] 😀。
受訪者：控制碼 \x1b[31m紅\x1b[0m 與反向 \u202e文字\u202c 結束。
"""
FIRM_B = """\
訪談者：貴公司看重什麼？
受訪者：=經驗最重要，證照參考就好。
受訪者：我們不太缺人。
"""
CODINGS = """\
transcript,line,quote,code,coder,at,origin,memo
firm-a,3,我們一直缺人，真的找不到人,shortage,ann,2026-01-02T10:00:00+08:00,manual,
firm-a,3,我們一直缺人，真的找不到人,shortage,bob,2026-01-02T11:00:00+08:00,manual,
firm-a,5,推薦進來的人待得比較久,referral,ann,2026-01-02T10:01:00+08:00,manual,很重要
firm-a,6,[bold]粗體[/bold] 還有 [/x] 跟 [@click=app.bell]x[/],experience,ann,2026-01-02T10:02:00+08:00,manual,
firm-b,2,=經驗最重要,experience,bob,2026-01-02T11:02:00+08:00,manual,
"""


def write_files(folder: Path) -> Path:
    """Write the study's files, without a database."""
    for name, text in {
        "codebook/codebook.yaml": CODEBOOK,
        "codebook/findings.yaml": FINDINGS,
        "codebook/figures.yaml": FIGURES,
        "transcripts/cases.yaml": CASES,
        "transcripts/firm-a.txt": FIRM_A,
        "transcripts/firm-b.txt": FIRM_B,
        "transcripts/codings/sample.csv": CODINGS,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder
