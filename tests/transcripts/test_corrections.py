"""A corrected transcript: one act, nothing dropped, nothing on wrong words, and all of it can be taken back."""

from __future__ import annotations

import pytest

from coder.audit.trace import trace
from coder.codebook.acts import Codebook
from coder.codebook.restructure import Recoding
from coder.coding.acts import Desk
from coder.coding.memos import list_memos
from coder.errors import CoderError, ConflictError
from coder.findings.cited import cited
from coder.model.text import Span
from coder.record.study import Study
from coder.transcripts import intake
from coder.transcripts.corrections import effect_of, read_revision, revise
from coder.transcripts.placement import LostAnchors, words_in_line


def corrected(text):
    return text.replace("幾乎沒在看", "完全不看").replace("# 廠商 A", "# 訂正稿\n# 廠商 A")


def original(tmp_path):
    return (tmp_path / "firm-a.txt").read_text("utf-8")


def span_of(document, words):
    start = document.text.index(words)
    return Span(start, start + len(words))


def by_id(value):
    return value.id


def noted(study):
    return sorted(list_memos(study), key=lambda entry: entry.memo.id)


def everything(study):
    document = study.transcript("firm-a")
    return (
        document.info,
        document.text,
        document.turns,
        document.codings,
        sorted(document.memos, key=by_id),
        document.decisions,
    )


@pytest.fixture
def coded(study):
    """GIVEN codings, an accepted suggestion, memos on a coding, on words and on the transcript."""
    desk, open_now = Desk(study), lambda: study.transcript("firm-a")
    suggestion = next(s for s in desk.suggestions(open_now()) if s.code == "cert")
    desk.accept(open_now(), suggestion)
    desk.code(open_now(), span_of(open_now(), "要有實習經驗"), ["fresh"])
    desk.code(open_now(), span_of(open_now(), "內推的人留得比較久"), ["referral"])
    first = open_now().codings[0]
    desk.write_memo("為什麼", "coding", first.id, first.span)
    desk.write_memo("字", "transcript", open_now().info.id, span_of(open_now(), "每家用的工具"))
    desk.write_memo("失", "transcript", open_now().info.id, span_of(open_now(), "幾乎沒"))
    desk.write_memo("全", "transcript", open_now().info.id)
    return study


def draft_of(study, tmp_path, text=None, name="corrected.txt"):
    text = text or corrected(original(tmp_path))
    (tmp_path / name).write_text(text, "utf-8")
    return read_revision(study, "firm-a", tmp_path / name)


def words_under(study):
    document = study.transcript("firm-a")
    return {c.code: document.quote(c) for c in document.codings}


def test_codings_keep_their_words_and_what_lost_them_waits(coded, tmp_path):
    before = words_under(coded)
    effect = revise(coded, draft_of(coded, tmp_path))
    assert words_under(coded) == {k: v for k, v in before.items() if k != "cert"}
    assert coded.transcript("firm-a").info.revision == 2
    assert {c.line for c in coded.transcript("firm-a").codings} == {6, 8}
    # The verdict goes along with its coding and is not told by itself.
    assert [(e.title, e.words[:7], e.lost.kind) for e in effect.lost] == [
        ("證照不受信任", "老實說證照幾乎", "coding"),
        ("備忘錄", "幾乎沒", "memo"),
    ]
    waiting = LostAnchors(coded).entries()
    assert [e.lost.kind for e in waiting] == ["coding", "memo"]
    assert waiting[0].place_words == "老實說證照完全不看。"
    assert coded.verify() == []
    assert [(s.id, s.lost) for s in effect.shaken] == [("F1", 1)]


def test_the_dry_run_says_the_same_and_writes_nothing(coded, tmp_path):
    before, head = everything(coded), coded.journal.head()
    foretold = effect_of(coded, draft_of(coded, tmp_path))
    assert (everything(coded), coded.journal.head()) == (before, head)
    assert foretold == revise(coded, draft_of(coded, tmp_path))


def test_a_revision_is_taken_back_and_done_again_whole(coded, tmp_path):
    before = everything(coded)
    revise(coded, draft_of(coded, tmp_path))
    after = everything(coded)
    assert "firm-a" in Desk(coded).undo(None).message
    assert everything(coded) == before
    assert LostAnchors(coded).entries() == []
    assert coded.verify() == []
    Desk(coded).redo(None)
    assert everything(coded) == after
    assert coded.verify() == []


def test_a_lost_coding_is_placed_as_the_same_coding(coded, tmp_path):
    old = next(c for c in coded.transcript("firm-a").codings if c.code == "cert")
    revise(coded, draft_of(coded, tmp_path))
    anchors = LostAnchors(coded)
    entry = anchors.find(old.id[-4:])
    document = coded.transcript("firm-a")
    anchors.place(document, entry.lost, words_in_line(document, 4, "證照完全不看"))
    placed = next(c for c in coded.transcript("firm-a").codings if c.code == "cert")
    kept = ("id", "coder", "at", "origin", "code_version")
    assert [getattr(placed, f) for f in kept] == [getattr(old, f) for f in kept]
    assert [e.word for e in placed.evidence] == ["證照"]
    assert coded.transcript("firm-a").text[placed.evidence[0].start :].startswith("證照")
    verdict = coded.transcript("firm-a").decisions[0]
    assert (verdict.start, verdict.end) == (placed.start, placed.end)
    memo = next(m for m in coded.transcript("firm-a").memos if m.target == placed.id)
    assert (memo.start, memo.end) == (placed.start, placed.end)
    assert [e.lost.kind for e in anchors.entries()] == ["memo"]
    assert coded.verify() == []
    Desk(coded).undo()
    assert anchors.study.lost_counts() == {document.info.id: 2}
    assert coded.verify() == []


def test_what_is_given_up_comes_back_by_undo(coded, tmp_path):
    revise(coded, draft_of(coded, tmp_path))
    anchors = LostAnchors(coded)
    before = noted(coded)
    assert any(e.quote.startswith("老實說證照幾乎") and e.memo.text == "為什麼" for e in before)
    anchors.drop(anchors.entries()[0].lost)
    assert [e.lost.kind for e in anchors.entries()] == ["memo"]
    assert all(e.memo.text != "為什麼" for e in noted(coded))
    Desk(coded).undo()
    assert noted(coded) == before
    assert coded.verify() == []


def test_a_text_that_has_the_words_again_finds_what_was_lost(coded, tmp_path):
    before = everything(coded)
    revise(coded, draft_of(coded, tmp_path))
    effect = revise(coded, draft_of(coded, tmp_path, original(tmp_path), "back.txt"))
    assert (effect.lost, effect.found) == ((), 3)
    assert everything(coded)[3:] == before[3:]
    assert coded.verify() == []


def test_the_same_text_is_no_revision(coded, tmp_path):
    draft = draft_of(coded, tmp_path, original(tmp_path).replace("\n", "\r\n"))
    assert draft.same
    with pytest.raises(CoderError):
        revise(coded, draft)


def test_who_asked_before_asks_still(study, tmp_path):
    source = tmp_path / "other.txt"
    source.write_text("唐鳳：你好嗎？\n阿明：很好。\n", "utf-8")
    intake.import_transcripts(study, [source], intake.ImportPlan(case="B", interviewers=("唐鳳",)))
    (tmp_path / "new.txt").write_text("唐鳳：您好嗎？\n阿明：很好。\n", "utf-8")
    revise(study, read_revision(study, "other", tmp_path / "new.txt"))
    assert [str(t.role) for t in study.transcript("other").turns] == ["interviewer", "respondent"]


def test_nothing_made_on_one_text_comes_back_onto_another(coded, tmp_path):
    desk = Desk(coded)
    document = coded.transcript("firm-a")
    desk.remove(document, [next(c for c in document.codings if c.code == "referral")])
    with Study.open(coded.path, "組長") as lead:
        revise(lead, draft_of(lead, tmp_path))
    coded.look_again()
    # Undo would put the coding back where now other words stand.
    with pytest.raises(ConflictError):
        desk.undo()
    # A window that still shows the old text can code nothing.
    with pytest.raises(ConflictError):
        desk.code(document, span_of(document, "內推"), ["referral"])
    with pytest.raises(ConflictError):
        desk.write_memo("x", "transcript", document.info.id, Span(60, 63), None, document.info.text_hash)
    # What was coded on the new text keeps the revision from being taken back, until it is taken back itself.
    now = coded.transcript("firm-a")
    desk.code(now, span_of(now, "內推"), ["referral"])
    with Study.open(coded.path, "組長") as lead:
        with pytest.raises(ConflictError):
            Desk(lead).undo(None)
        assert lead.verify() == []
    desk.undo()
    with Study.open(coded.path, "組長") as lead:
        Desk(lead).undo(None)
        assert lead.verify() == []
    coded.look_again()
    assert coded.transcript("firm-a").text == original(tmp_path)
    desk.undo()
    assert coded.verify() == []


def test_a_citation_still_leads_to_a_quote_on_another_line_and_to_a_lost_one(coded, tmp_path):
    codings = {c.code: c for c in coded.transcript("firm-a").codings}
    names = {code: f"A-{c.line}-{c.id[-4:]}" for code, c in codings.items()}
    finding = coded.project().findings[0]
    from dataclasses import replace

    from coder.record.entry import Put

    statement = f"不看證照 [[quote:{names['cert']}]]，要經驗（{names['fresh']}）。"
    coded.record([Put("finding", finding, replace(finding, statement=statement))], "edit")
    assert {c.coding for c in cited(coded)} == {codings["cert"].id, codings["fresh"].id}
    effect = revise(coded, draft_of(coded, tmp_path))
    (shaken,) = effect.shaken
    assert shaken.cited_lost == (names["cert"],)
    assert shaken.renamed == ((names["fresh"], names["fresh"].replace("A-5", "A-6")),)
    carried, lost = trace(coded, names["fresh"]), trace(coded, names["cert"])
    assert carried.text == "要有實習經驗"
    assert "第 1 版" in carried.facts["修訂版"]
    assert "待重新定位" in lost.facts["修訂版"]
    assert lost.text.startswith("老實說證照幾乎")
    assert {c.coding for c in cited(coded)} == {codings["cert"].id, codings["fresh"].id}


def test_a_merge_takes_lost_codings_along(coded, tmp_path):
    revise(coded, draft_of(coded, tmp_path))
    Codebook(coded).do(Recoding(coded).merge("cert", "fresh"))
    anchors = LostAnchors(coded)
    document, entry = coded.transcript("firm-a"), anchors.entries()[0]
    anchors.place(document, entry.lost, entry.place)
    assert [c.code for c in coded.transcript("firm-a").codings] == ["fresh", "fresh", "referral"]
    assert coded.verify() == []


def test_an_older_revision_is_not_taken_in_as_another_transcript(coded, tmp_path):
    revise(coded, draft_of(coded, tmp_path))
    (tmp_path / "again.txt").write_text(original(tmp_path), "utf-8")
    with pytest.raises(CoderError, match="firm-a"):
        intake.import_transcripts(coded, [tmp_path / "again.txt"], intake.ImportPlan(case="A"))


def test_verify_finds_a_lost_coding_whose_words_were_changed(coded, tmp_path):
    revise(coded, draft_of(coded, tmp_path))
    coded.connection.execute(
        "UPDATE lost SET coding = replace(coding, '\"start\":', '\"start\":1') WHERE coding != 'null'"
    )
    assert any("lost" in d.what for d in coded.verify())
