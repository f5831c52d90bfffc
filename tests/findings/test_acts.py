"""What asks again after a sign-off: words that changed, not places that moved."""

from __future__ import annotations

from coder.coding.acts import Desk
from coder.findings.acts import Findings
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
