"""A participant's words are erased everywhere, and what others said and made holds."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest
from worded_objects import worded

from coder.cli.main import main
from coder.codebook.acts import Codebook
from coder.coding.acts import Desk
from coder.errors import CoderError, ConflictError
from coder.findings.acts import Findings
from coder.findings.dead_citations import refuse_dead_citations
from coder.findings.matrix_cells import Matrices
from coder.model.codebook import Variant
from coder.model.identity import quote_id
from coder.model.teamwork import Adjudication, Judged, Settled
from coder.model.text import Span
from coder.privacy.erasure import erase, protocol
from coder.privacy.erasure_files import readings
from coder.privacy.name_list import set_alias
from coder.privacy.withdrawal import plan
from coder.record.entry import Put
from coder.record.kinds import KINDS, kind
from coder.record.past_study import open_past
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility
from coder.reports.build import build_report
from coder.reports.evidence_pack import write_pack
from coder.transcripts import intake
from coder.transcripts.corrections import read_revision, revise

MINE = "我們主管偷偷把測試資料拿去訓練模型這件事從來沒有人提過"
OTHERS = "我們這邊都是按照規定走流程，資料要先去識別化才可以給外包廠商用"
CORRECTED = "這一段錄音不清楚的地方後來才聽出來是說倉庫裡的機器手臂壞掉"
TEXT = f"""訪談者：資料怎麼來的？
王小明：{MINE}，老實說我很怕。
陳經理：{OTHERS}。
王小明：{CORRECTED}。
訪談者：謝謝王小明，也謝謝陳經理。
"""

# These rest on words of a text or on a signature, and are made by the acts that make them.
RESTING = {"transcript", "coding", "decision", "lost", "erasure", "upgrade", "study", "signer"}


def runs(text: str) -> set[str]:
    return {text[i : i + 12] for i in range(len(text) - 11)}


RUNS = runs(MINE) | runs(CORRECTED)


def leftovers(folder) -> list[str]:
    """Return where a run of the words still stands: in files, unpacked and raw, and in every value of the study."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            raw = any(run.encode(code) in data for run in RUNS for code in ("utf-8", "utf-16-le"))
            if raw or any(run in text for text in readings(data) for run in RUNS):
                found.append(str(path.relative_to(folder)))
    with Study.open(folder / "study.db", "甲") as study:
        tables = [row[0] for row in study.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in study.connection.execute(f'SELECT * FROM main."{table}"'):
                text = json.dumps([v if isinstance(v, str | int) else str(v) for v in row], ensure_ascii=False)
                found += [f"{table}: {run}" for run in RUNS if run in text][:1]
    return found


def cite_everywhere(study: Study, folder) -> None:
    """Make one object of every kind out of the speaker's words."""
    desk, document = Desk(study), study.transcript("group")
    at = document.text.index(MINE)
    span = Span(at, at + len(MINE))
    desk.code(document, span, ["cert"])
    document = study.overlaid(document)
    coding = document.codings[0]
    desk.write_memo(f"他說「{MINE}」", "coding", coding.id, span)
    for target_kind, target in (("code", "cert"), ("case", "B"), ("study", "study")):
        desk.write_memo(f"王小明：{MINE}", target_kind, target)
    desk.write_memo(f"比對：{MINE}", "transcript", document.info.id, span)
    findings = Findings(study)
    findings.choose("F1", findings.work("F1").laid[-1])
    findings.write("F1", f"有人說：{MINE}。")
    book, old = Codebook(study), study.project().code_by_id["cert"]
    changed = replace(old, name=MINE, example=MINE, keywords=(MINE[:14], "證照"), definition=f"如 {MINE}")
    book.do(book.edit(old, changed, "changed"))
    matrices = Matrices(study)
    matrices.make("cases", "skill")
    matrices.write(matrices.table(matrices.all()[0]).cells[0][0], MINE)
    set_alias(study, "王小明", "受訪者乙", "person")
    study.record([Put("variant", None, Variant(id="v", words=(MINE[:13], "乙")))], "variants")
    one = Adjudication(
        id="e", transcript=document.info.id, text_hash=document.info.text_hash, judged=(Judged("c", 1, 2, "cert", "甲"),),
        ruling="keep", settled=(Settled(1, 2, "cert", ("c",)),), reason=MINE, by="甲", at="2026-01-01T00:00:00+08:00",
    )  # fmt: skip
    study.record([Put("adjudication", None, one)], "adjudicate")
    study.remember("finding:F1", MINE)
    study.remember("search", json.dumps({"words": MINE}))
    study.reader.keep("sentences", document.info.text_hash, "1", MINE.encode())
    stands = {"parent": None, "transcript": document.info.id, "code": "cert", "finding": "F1", "coder": "甲"}
    stands |= {"rows": "cases", "columns": "skill"}
    for name in sorted(set(KINDS) - RESTING):
        study.record([Put(name, None, worded(name, MINE, kind(name).kept, **stands))], "worded")
    # A correction displaces what stood on words that the new text lacks.
    at = document.text.index(CORRECTED)
    desk.code(study.transcript("group"), Span(at, at + len(CORRECTED)), ["nlp"])
    (folder / "corrected.txt").write_text(TEXT.replace(CORRECTED, "機器壞掉"), "utf-8")
    revise(study, read_revision(study, "group", folder / "corrected.txt"))
    (folder / "corrected.txt").unlink()


@pytest.fixture
def group(study, tmp_path):
    """GIVEN a talk of two people; everything quotes the one, and the other is coded too."""
    (tmp_path / "transcripts").mkdir()
    source = tmp_path / "transcripts" / "group.txt"
    source.write_bytes(TEXT.encode("cp950"))
    intake.import_transcripts(study, [source], intake.ImportPlan(case="B"))
    document = study.transcript("group")
    at = document.text.index(OTHERS)
    Desk(study).code(document, Span(at, at + len(OTHERS)), ["referral"])
    cite_everywhere(study, tmp_path)
    (tmp_path / "codebook").mkdir()
    wrapped = f"{MINE[:9]}\n      {MINE[9:]}"
    (tmp_path / "codebook" / "codebook.yaml").write_text(f"title: 例\nexample: >-\n      {wrapped}\n", "utf-8")
    (tmp_path / "exports").mkdir()
    with zipfile.ZipFile(tmp_path / "exports" / "report.docx", "w") as archive:
        archive.writestr("word/document.xml", f"<w:t>{MINE[:7]}</w:t><w:t>{MINE[7:]}</w:t>")
    (tmp_path / "exports" / "other.txt").write_text(OTHERS, "utf-8")
    study.backup()
    assert study.verify() == []
    return study


def test_no_run_of_the_speakers_words_is_left_and_what_others_said_holds(group, tmp_path):
    before = list(group.quotations("referral"))
    number, head = group.journal.head()
    assert leftovers(tmp_path)
    done = erase(group, plan(group, "王小明"))
    assert group.verify() == []
    assert done.is_scoured
    assert leftovers(tmp_path) == []
    assert done.erasure.passages == 1
    after = list(group.quotations("referral"))
    assert after == before
    assert group.journal.with_hash(head)[0].seq == number
    document = group.transcript("group")
    assert (len(document.text), document.info.format) == (document.info.chars, "erased")
    assert OTHERS in document.text
    assert "王小明" not in document.text
    with open_past(group.path, "甲", f"#{number}") as past:
        assert MINE not in past.transcript("group").text
    assert (tmp_path / "exports" / "other.txt").exists()
    assert not list((tmp_path / "backups").iterdir())
    assert any(text.before[:12] == document.info.id for text in done.erasure.texts)
    assert any(done.erasure.digest in line for line in protocol(group, done.erasure))


def proven(folder) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "verify.py"], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_the_pack_of_a_study_after_a_withdrawal_proves_itself_and_holds_nothing_of_it(group, tmp_path):
    erase(group, plan(group, "王小明"))
    write_pack(group, tmp_path / "pack.zip", tmp_path / "exports", originals=True, identified=True)
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        archive.extractall(tmp_path / "pack")
    assert leftovers(tmp_path) == []
    status, told = proven(tmp_path / "pack")
    assert (status, "Everything agrees." in told, "withdrawal" in told) == (0, True, True)
    journal = tmp_path / "pack" / "journal.jsonl"
    lines = journal.read_text("utf-8").splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if "█" in line)
    lines[at] = lines[at].replace("█", "▓", 1)
    journal.write_text("".join(lines), "utf-8")
    assert f"journal.jsonl line {at + 1}: its image does not match its commitment" in proven(tmp_path / "pack")[1]
    erased = tmp_path / "pack" / "erased.jsonl"
    erased.write_text("".join(erased.read_text("utf-8").splitlines(keepends=True)[1:]), "utf-8")
    assert "are not those that its act names" in proven(tmp_path / "pack")[1]


def test_what_is_changed_without_a_withdrawal_is_found(group):
    erase(group, plan(group, "王小明"))
    raw = group.connection
    kept = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'change_is_append_only'").fetchone()[0]
    raw.execute("DROP TRIGGER change_is_append_only")
    raw.execute("UPDATE change SET after = replace(after, '█', '▓') WHERE seq = (SELECT min(seq) FROM erased)")
    raw.execute(kept)
    assert any("image does not match its commitment" in d.why for d in group.verify())
    raw.execute("INSERT INTO erased VALUES ('forged', ?, 1, 'x', 'y')", (group.journal.replica,))
    assert any("forged" in d.what for d in group.verify())


def test_a_second_withdrawal_stands_on_the_first(group, tmp_path):
    erase(group, plan(group, "王小明"))
    done = erase(group, plan(group, "B", names=["陳經理"]))
    assert group.verify() == []
    assert done.erasure.passages == 1
    assert set(group.transcript("group").text) == {"█", "\n"}
    assert group.project().case_by_id["B"].attributes == {}
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or OTHERS.encode() not in path.read_bytes(), path
    with pytest.raises(CoderError):
        erase(group, plan(group, "B"))


def test_nothing_takes_a_withdrawal_back_nor_lays_a_coding_on_what_was_erased(group):
    document = group.transcript("group")
    coding = next(c for c in document.codings if document.text[c.start : c.end] == MINE)
    Desk(group).remove(document, [coding])
    done = erase(group, plan(group, "王小明"))
    act = group.journal.act(done.act)
    with pytest.raises(ConflictError):
        group.revert(act, "undo")
    with pytest.raises(ConflictError):
        Desk(group).undo()
    assert group.verify() == []


def test_a_role_that_others_have_too_must_be_said_where(group):
    with pytest.raises(CoderError):
        plan(group, "訪談者")
    assert plan(group, "訪談者", inside="B").transcripts == (group.transcript("group").info.id,)
    with pytest.raises(CoderError):
        plan(group, "nobody")
    # A role is nobody's name: it stays in codes and memos.
    assert plan(group, "受訪者").rewriting.blanker.names == ()


def test_who_codes_blind_erases_nothing(group):
    with Study.open(group.path, "乙") as other:
        other.ensure_coder("乙")
    set_visibility(group, "乙", blind=True)
    with Study.open(group.path, "乙") as other, pytest.raises(CoderError):
        plan(other, "王小明")
    assert group.verify() == []


def test_undo_of_an_import_says_that_the_words_stay_and_they_can_be_erased_then(study, tmp_path):
    (tmp_path / "late.txt").write_text(TEXT, "utf-8")
    intake.import_transcripts(study, [tmp_path / "late.txt"], intake.ImportPlan(case="B"))
    (tmp_path / "late.txt").unlink()
    assert "coder withdraw" in Desk(study).undo(None).message
    assert leftovers(tmp_path)
    erase(study, plan(study, "late"))
    assert study.verify() == []
    assert leftovers(tmp_path) == []


def run(folder, *arguments: str) -> int:
    return main(["--study", str(folder), "--coder", "甲", *arguments])


def test_the_command_shows_first_asks_for_the_name_again_and_writes_the_protocol(group, tmp_path, capsys):
    group.close()
    assert run(tmp_path, "withdraw", "王小明") == 0
    assert leftovers(tmp_path)
    assert run(tmp_path, "withdraw", "王小明", "--erase") != 0
    assert run(tmp_path, "withdraw", "王小明", "--erase", "--confirm", "陳經理") != 0
    assert leftovers(tmp_path)
    paper = tmp_path / "protocol.txt"
    assert run(tmp_path, "withdraw", "王小明", "--erase", "--confirm", "王小明", "--protocol", str(paper)) == 0
    assert leftovers(tmp_path) == []
    capsys.readouterr()
    assert run(tmp_path, "withdraw") == 0
    assert capsys.readouterr().out.strip() == paper.read_text("utf-8").strip()
    assert run(tmp_path, "verify") == 0


def test_a_finding_that_cites_what_was_withdrawn_stops_no_report_and_the_report_says_so(group):
    document = group.transcript("group")
    coding = next(c for c in document.codings if document.text[c.start : c.end] == MINE)
    citation = quote_id("B", coding.line, coding.id)
    Findings(group).write("F1", f"他說 [[quote:{citation}]]。")
    erase(group, plan(group, "王小明"))
    refuse_dead_citations(group)
    report = build_report(group)
    assert "1" in report.method.withdrawn
    said = "".join(piece.text for one in report.findings for part in one.text for piece in part)
    assert citation in said
    assert MINE not in said
    with pytest.raises(CoderError):
        Findings(group).write("F1", "[[quote:B-1-abcd]]")
