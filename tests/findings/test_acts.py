"""What asks again after a sign-off: words that changed, not places that moved."""

from __future__ import annotations

from coder.audit.trace import trace
from coder.codebook.acts import Codebook, Draft
from coder.coding.acts import Desk
from coder.findings.acts import Findings
from coder.findings.since_words import changed_findings
from coder.model.text import Span
from coder.transcripts.corrections import read_revision, revise

WORDS = "老實說證照幾乎沒在看。"


def correct(study, folder, change):
    (folder / "new.txt").write_text(change(study.transcript("firm-a").text), "utf-8")
    revise(study, read_revision(study, "firm-a", folder / "new.txt"))


def since(study):
    return [(s.kind, s.how) for s in Findings(study).work("F1").since]


def test_a_corrected_transcript_asks_again_for_what_changed_alone(study, tmp_path):
    start = study.transcript("firm-a").text.index(WORDS)
    Desk(study).code(study.transcript("firm-a"), Span(start, start + len(WORDS)), ["cert"])
    Findings(study).sign_off("F1")
    correct(study, tmp_path, lambda text: "（開場）\n" + text)
    coding = study.transcript("firm-a").codings[0]
    assert coding.start == start + 5
    assert since(study) == []
    correct(study, tmp_path, lambda text: text.replace("幾乎沒在看", "完全不看"))
    assert since(study) == [("coding", "removed")]


def test_a_moved_border_and_a_changed_code_ask_again(study):
    desk = Desk(study)
    start = study.transcript("firm-a").text.index(WORDS)
    desk.code(study.transcript("firm-a"), Span(start, start + len(WORDS)), ["cert"])
    Findings(study).sign_off("F1")
    document = study.transcript("firm-a")
    desk.respan(document, document.codings[0], Span(start + 3, start + len(WORDS)))
    assert since(study) == [("coding", "changed")]


def test_codes_below_a_findings_code_ask_again_and_name_the_finding(study):
    desk, findings, book = Desk(study), Findings(study), Codebook(study)
    book.do(book.add(Draft(name="證照過時"), "cert"))
    below = next(code.id for code in study.project().codes if code.name == "證照過時")
    assert [(finding.id, side) for finding, side in study.project().findings_of(below)] == [("F1", "for")]
    findings.sign_off("F1")
    assert list(changed_findings(study)) == []
    desk.code(study.transcript("firm-a"), Span(0, 5), [below])
    assert since(study) == [("coding", "made")]
    assert list(changed_findings(study)) == ["F1"]
    coding = study.transcript("firm-a").codings[0]
    (code,) = trace(study, coding.id).above
    assert [(link.id, link.stance) for link in code.above] == [("F1", "for")]
    findings.sign_off("F1")
    book.do(book.move(below, "skill"))
    assert since(study) == [("code", "changed")]


def test_what_changed_since_is_kept_and_asked_only_of_what_came_after(study):
    desk, findings = Desk(study), Findings(study)
    findings.sign_off("F1")
    findings.sign_off("F2")
    assert list(changed_findings(study)) == []
    desk.code(study.transcript("firm-a"), Span(0, 5), ["nlp"])
    assert list(changed_findings(study)) == []
    desk.code(study.transcript("firm-a"), Span(0, 5), ["cert"])
    said: list[str] = []
    assert list(changed_findings(study)) == ["F1"]
    study.connection.set_trace_callback(said.append)
    assert list(changed_findings(study)) == ["F1"]
    study.connection.set_trace_callback(None)
    # F2 alone is looked through again.
    assert sum(query.startswith("SELECT 1 FROM change") for query in said) == 1
    findings.sign_off("F1")
    assert list(changed_findings(study)) == []
    desk.undo()
    assert list(changed_findings(study)) == ["F1"]


def test_a_sign_off_counts_words_on_which_two_codes_meet_once(study):
    desk, findings, book = Desk(study), Findings(study), Codebook(study)
    book.do(book.add(Draft(name="證照過時"), "cert"))
    below = next(code.id for code in study.project().codes if code.name == "證照過時")
    desk.code(study.transcript("firm-a"), Span(0, 5), ["cert", below])
    desk.code(study.transcript("firm-a"), Span(8, 12), ["fresh"])
    assert findings.before_sign_off(findings.work("F1"))[0] == "段數：支持 1，反面 1；選用 0 則"
