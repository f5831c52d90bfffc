"""Whatever another SQLite client does to the record, `verify` names what is no longer as it was."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from record.signing.test_heads_signed import new_key
from rounds import examples
from worded_objects import worded

from coder.agreement.assignments import Lot, assign, finish
from coder.audit.samples import Samples
from coder.cli.main import main
from coder.codebook.acts import Codebook
from coder.codebook.loading import load_codebook
from coder.coding.acts import Desk
from coder.findings.acts import Findings
from coder.findings.lead_page import ReportPages
from coder.findings.matrix_cells import Matrices
from coder.model.codebook import Attribute, Case, Figure, Finding, Recommendation, Source, Variant
from coder.model.codebook_files import CodebookFile, CodeEntry, FiguresFile, FindingsFile, ThemeEntry
from coder.model.journal.erasure_entry import Erasure, erasure_digest
from coder.model.journal.replica import Replica
from coder.model.journal.upgrade_entry import Upgrade, former_digest
from coder.model.pairing import Pairing
from coder.model.people import Consent
from coder.model.study_setting import Setting
from coder.model.teamwork import Adjudication, Closing, Judged, Opening, Settled
from coder.model.text import Span
from coder.privacy.erasure import erase
from coder.privacy.name_list import set_alias
from coder.privacy.withdrawal import plan
from coder.record.entry import Put
from coder.record.kinds import KINDS, kind
from coder.record.object_names import object_name
from coder.record.signing.heads_signed import take_key
from coder.record.study import Study
from coder.transcripts import intake
from coder.transcripts.cases import load_cases
from coder.transcripts.corrections import read_revision, revise

CODES = [("cert", "證照"), ("nlp", "NLP"), ("fresh", "新鮮人"), ("referral", "內推")]
BOOK = CodebookFile(
    title="編碼簿",
    themes=(
        ThemeEntry(
            id="skill",
            name="技能",
            codes=tuple(CodeEntry(id=k, name=f"{w}碼", definition=w, keywords=(w,)) for k, w in CODES),
        ),
    ),
)
FINDINGS = FindingsFile(
    findings=(
        Finding(id="F1", name="證照", statement="不足。", supports=("cert",), opposes=("fresh",), figures=("n",)),
        Finding(id="F2", name="推薦", statement="重要。", supports=("referral",)),
    ),
    recommendations=(
        Recommendation(id="R1", name="社群", statement="建立。", findings=("F1", "F2")),
        Recommendation(id="R2", name="實習", statement="多辦。", findings=("F2",)),
    ),
)
FIGURES = FiguresFile(
    figures=(
        Figure(id="n", name="問卷數", value=146, unit="份", place="表 1"),
        Figure(id="p", name="比例", value=61.5, unit="%", place="表 2", source="s"),
    ),
    sources=(Source(id="s", author="署", name="調查", base=("n",)), Source(id="t", author="院", name="研究")),
)
TRANSCRIPT = """訪談者：那在招募上，你們會看證照嗎？
受訪者：老實說證照幾乎沒在看。每家用的工具都不一樣，你考了這張，進來還是要重學。
訪談者：那新鮮人呢？
受訪者：新鮮人我們也收，不過要有實習經驗。LLM 出來之後，𪜶做 NLP 的人很難找！
受訪者：我們還是靠內推，內推的人留得比較久。
"""

# Where the difference must be named, by the table that was tampered with.
NAMED = {
    **{name: name for name in KINDS},
    "act": "act",
    "touched": "act",
    "erased": "erasure",
    "former": "upgrade",
    "signature": "sign",
    "text": "text",
    "original": "original",
    "meta": "meta",
}
TABLES = (*KINDS, "act", "touched", "erased", "former", "signature", "text", "original", "meta", "change")
RANDOM = re.compile(r"(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{10,}")
NOT_OF_THE_RECORD = {"state", "cache"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Path:
    """GIVEN a study with objects of every kind, some changed, some gone, some acts taken back."""
    folder = tmp_path_factory.mktemp("sample")
    made = Study.create(folder / "study.db", "甲")
    load_codebook(made, BOOK, FINDINGS, FIGURES)
    load_cases(made, [Case(id=key, name=f"廠商 {key}", transcripts=(f"firm-{key.lower()}.txt",)) for key in "AB"])
    (folder / "firm-a.txt").write_text(TRANSCRIPT, "utf-8")
    (folder / "firm-b.txt").write_bytes(TRANSCRIPT.replace("證照", "學歷").replace("𪜶", "他").encode("big5"))
    intake.import_transcripts(made, [folder / "firm-a.txt", folder / "firm-b.txt"], intake.ImportPlan())
    desk = Desk(made)
    document = made.transcript("firm-a")
    desk.code(document, Span(30, 40), ["cert", "fresh"])
    desk.code(document, Span(50, 60), ["nlp"])
    document = made.overlaid(document)
    desk.recode(document, document.codings[0], "referral")
    document = made.overlaid(document)
    desk.write_memo("肯定", "coding", document.codings[0].id, document.codings[0].span)
    desk.write_memo("定義要收窄", "code", "cert")
    desk.remove(document, [document.codings[-1]])
    desk.undo()
    for act in (desk.accept, desk.reject):
        open_now = desk.suggestions(made.transcript("firm-a"))
        act(made.transcript("firm-a"), open_now[0])
    book, old = Codebook(made), made.project().code_by_id["cert"]
    book.do(book.edit(old, replace(old, definition="看也不看"), "changed"))
    made.record([Put("variant", None, Variant(id=key, words=(key, f"{key}們"))) for key in ("證照", "執照")], "variant")
    made.record(
        [
            Put(
                "consent",
                None,
                Consent(id=key, suggester=key, receiver="x", coder="甲", at="2026-01-01T00:00:00+08:00"),
            )
            for key in "cd"
        ],
        "consent",
    )
    findings = Findings(made)
    findings.write("F1", "先看 [[figure:n]]。")
    for one in findings.work("F1").laid[:2]:
        findings.choose("F1", one)
    findings.sign_off("F1")
    matrices = Matrices(made)
    matrices.make("cases", "skill")
    matrices.make("skill", "cases")
    matrices.write(matrices.table(matrices.all()[0]).cells[0][0], "都說不看。")
    matrices.write(matrices.table(matrices.all()[0]).cells[0][1], "還收。")
    samples = Samples(made)
    for size in (1, 2):
        drawn, _outcome = samples.draw(size, "code", seed=size)
        samples.judge(drawn, next(iter(drawn.drawn)), "partly", "只說到一半")
    set_alias(made, "甲公司", "廠商 A", "firm")
    set_alias(made, "乙公司", "廠商 B", "firm")
    (folder / "corrected.txt").write_text(TRANSCRIPT.replace("老實說證照幾乎沒在看。每家用的工具都", "每家都"), "utf-8")
    revise(made, read_revision(made, "firm-a", folder / "corrected.txt"))
    findings.sign_off("F2")
    note_upgrades(made)
    for key in ("a" * 12, "b" * 12):
        made.record([Put("replica", None, Replica(id=key, origin="x:1", at=""))], "restore")
    for transcript in ("firm-a", "firm-b"):
        assign(made, [transcript], ["甲"], Lot(share=0.5, withheld=0.5, seed=1))
        finish(made, transcript)
    pages = ReportPages(made)
    pages.set({"title": "報告", "authors": "甲、乙"})
    pages.write("results", "先看整體。")
    judged, settled = Judged("c", 1, 2, "cert", "甲"), Settled(1, 2, "cert", ("c",))
    head = {"transcript": "t", "text_hash": "h", "by": "甲", "at": "2026-01-01T00:00:00+08:00"}
    for key in "ef":
        one = Adjudication(id=key, judged=(judged,), ruling="keep", settled=(settled,), reason=key, **head)
        made.record([Put("adjudication", None, one)], "adjudicate")
        made.record([Put("closing", None, Closing(id=key, **head))], "close")
        made.record([Put("opening", None, Opening(id=key, transcript="t", by="甲", at=head["at"]))], "open")
        pair = Pairing(id=key, of="code", ours="cert", theirs=key, is_one=True, key="cert", origin="r", by="甲", at="")
        made.record([Put("pairing", None, pair)], "pair")
        take_key(made, new_key(folder, key))
    for name, value in (("layer", "settled"), ("unit", "turn")):
        made.record([Put("setting", None, Setting(id=name, value=value))], "set")
    for name in ("size", "since"):
        made.record([Put("attribute", None, Attribute(id=name))], "attribute")
    erase(made, plan(made, "firm-b"))
    one = Erasure(
        id="g", what="case", target="g", texts=(), passages=0, rows=0, digest=erasure_digest(()), by="甲", at=head["at"]
    )
    made.record([Put("erasure", None, one)], "withdraw")
    make_the_rest(made)
    assert made.verify() == []
    made.close()
    return folder / "study.db"


def make_the_rest(study: Study) -> None:
    """Make two objects of each kind that no act made, as the kind declares them."""
    stands = {"transcript": study.transcript("firm-a").info.id, "code": "cert", "coder": "甲"}
    for name in KINDS:
        if not study.connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]:
            study.record([Put(name, None, worded(name, key, kind(name).kept, **stands)) for key in "ef"], "worded")


def note_upgrades(study: Study) -> None:
    """Enter two upgrades, with the hashes that rows are said to have had before."""
    for replica in (study.journal.replica, "another"):
        hashes = [(number, f"{number:064x}") for number in (1, 2)]
        study.connection.executemany("INSERT INTO former VALUES (?, ?, ?)", ((replica, *one) for one in hashes))
        digest, head = former_digest(hashes), hashes[-1][1]
        one = Upgrade(id=replica, replica=replica, rows=2, head=head, digest=digest, broken=(), at="")
        study.record([Put("upgrade", None, one)], "upgrade")


def contents(raw: sqlite3.Connection, table: str) -> list[tuple]:
    return sorted(raw.execute(f'SELECT * FROM "{table}"'), key=repr)


def another(data: st.DataObject, value: object) -> object:
    """Return a value that is not the one given, of a like that the column may take."""
    match value:
        case None:
            return data.draw(st.sampled_from(["x", 1, b"\x00"]))
        case int():
            return data.draw(st.integers(-5, 2**40) | st.none())
        case float():
            return data.draw(st.floats(allow_nan=False, allow_infinity=False) | st.none())
        case bytes():
            return data.draw(st.binary(max_size=40) | st.just(value + b"\n") | st.none())
    text = str(value)
    choices = [
        text + "x",
        text + " ",
        " " + text,
        text[1:],
        text.upper(),
        "",
        "[]",
        "null",
        text.replace(":", ": "),
        text[::-1],
        "a\0b",
    ]
    with suppress(ValueError):
        choices.append(json.dumps(json.loads(text)))
        choices.append(json.dumps(json.loads(text), ensure_ascii=False, indent=1))
    return data.draw(st.sampled_from(choices) | st.text(max_size=8).filter(lambda t: t.isprintable()) | st.none())


def tamper(raw: sqlite3.Connection, table: str, data: st.DataObject) -> None:
    """Change, delete, insert or swap rows of a table."""
    columns = [row[1] for row in raw.execute(f'PRAGMA table_info("{table}")')]
    keys = [row[1] for row in raw.execute(f'PRAGMA table_info("{table}")') if row[5]] or columns
    rows = raw.execute(f'SELECT * FROM "{table}"').fetchall()
    row = data.draw(st.sampled_from(rows), label="row")
    here = " AND ".join(f'"{key}" = ?' for key in keys)
    at = lambda row: [row[columns.index(key)] for key in keys]  # noqa: E731
    match data.draw(st.sampled_from(["update", "update", "update", "delete", "insert", "swap"]), label="how"):
        case "update":
            column = data.draw(st.sampled_from(columns), label="column")
            value = another(data, row[columns.index(column)])
            raw.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE {here}', (value, *at(row)))
        case "delete":
            raw.execute(f'DELETE FROM "{table}" WHERE {here}', at(row))
        case "insert":
            key = columns.index(data.draw(st.sampled_from(keys)))
            copy = [another(data, value) if i == key else value for i, value in enumerate(row)]
            raw.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(copy))})', copy)
        case "swap":
            other = data.draw(st.sampled_from(rows), label="with")
            kept = [c for c in columns if c not in keys] or columns
            changes = ", ".join(f'"{c}" = ?' for c in kept)
            for target, source in ((row, other), (other, row)):
                values = [source[columns.index(c)] for c in kept]
                raw.execute(f'UPDATE "{table}" SET {changes} WHERE {here}', (*values, *at(target)))


def opened(path: Path) -> sqlite3.Connection:
    """Return another client's connection, from which the guards were taken away."""
    raw = sqlite3.connect(path)
    for name, _sql in raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    return raw


def guards(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return [row[0] for row in raw.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]


def tampered(path: Path, table: str, data: st.DataObject) -> bool:
    """Tamper with a copy of a study, the guards put back; tell whether the database took it and anything changed."""
    guard = guards(path)
    with closing(opened(path)) as raw:
        before = contents(raw, table)
        try:
            tamper(raw, table, data)
        except (sqlite3.IntegrityError, sqlite3.OperationalError):
            return False
        for sql in guard:
            raw.execute(sql)
        raw.commit()
        return contents(raw, table) != before


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=examples(8), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_edit_of_any_row_is_found_and_named(sample, table, data):
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(sample, folder))
        assume(tampered(path, table, data))
        with Study.open(path, "甲") as study:
            found = study.verify()
        names = ("journal", "act", *KINDS) if table == "change" else (NAMED[table],)
        assert any(d.what.startswith(names) for d in found), found
        # The command says so too, in sentences, whatever cannot be read any more.
        if data.draw(st.integers(0, 9), label="command") == 0:
            assert main(["--study", folder, "--coder", "甲", "verify"]) == 1


def test_another_spelling_of_a_salt_is_found(sample, tmp_path):
    path = Path(shutil.copy(sample, tmp_path))
    guard = guards(path)
    with closing(opened(path)) as raw:
        raw.execute("UPDATE change SET salt = upper(salt) WHERE seq = 2")
        for sql in guard:
            raw.execute(sql)
        raw.commit()
    with Study.open(path, "甲") as study:
        assert any("#2" in found.what + str(found) for found in study.verify())


def test_no_object_is_called_by_a_random_id(sample):
    with Study.open(sample, "甲") as study:
        project = study.project()
        named = {
            name: object_name(project, name, value) for name in KINDS for value in study.reader.all(kind(name).cls)
        }
    assert set(named) > {"adjudication", "closing", "assignment", "finished", "opening", "attribute", "pairing"}
    assert not {name: told for name, told in named.items() if not told or RANDOM.search(told) or "|" in told}


def test_every_table_is_of_the_record_or_known_not_to_be(sample):
    raw = sqlite3.connect(sample)
    tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    raw.close()
    assert {t for t in tables if not t.startswith(("sqlite_", "_sqlite"))} == {*TABLES, *NOT_OF_THE_RECORD}


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("DROP TRIGGER change_is_kept", "trigger change_is_kept"),
        (
            "DROP TRIGGER text_is_frozen; CREATE TRIGGER text_is_frozen BEFORE UPDATE ON text BEGIN SELECT 1; END",
            "text_is_frozen",
        ),
        ("CREATE TRIGGER quiet AFTER INSERT ON coding BEGIN DELETE FROM coding WHERE id = new.id; END", "quiet"),
        ("CREATE VIEW evil AS SELECT * FROM coding", "evil"),
        ("DROP INDEX change_by_key; CREATE INDEX change_by_key ON change (kind)", "change_by_key"),
        ("ALTER TABLE coding ADD COLUMN secret TEXT", "table coding"),
        ("CREATE TABLE beside (id TEXT)", "beside"),
        ("ALTER TABLE _sqlite_migrations ADD COLUMN more TEXT", "_sqlite_migrations"),
        ("UPDATE coding SET code = CAST(x'ff' AS TEXT)", "tables"),
    ],
)
def test_guards_and_what_cannot_be_read_are_named(sample, tmp_path, statement, named, capsys):
    path = tmp_path / "study.db"
    shutil.copyfile(sample, path)
    raw = sqlite3.connect(path)
    raw.executescript(statement)
    raw.close()
    with Study.open(path, "甲") as study:
        assert any(named in f"{d.what} {d.why}" for d in study.verify()) or named == "trigger change_is_kept"
    assert main(["--study", str(path.parent), "--coder", "甲", "--lang", "en", "verify", "--json"]) == 1
    assert named in capsys.readouterr().out


def test_caches_and_places_may_differ(sample, tmp_path):
    path = tmp_path / "study.db"
    shutil.copyfile(sample, path)
    raw = sqlite3.connect(path)
    raw.execute("INSERT INTO state VALUES ('x', 'y', 'z')")
    raw.execute("INSERT INTO cache VALUES ('x', 'y', '1', x'00')")
    raw.commit()
    raw.close()
    with Study.open(path, "甲") as study:
        assert study.verify() == []


def test_a_changed_cache_is_named_and_never_used(sample, tmp_path):
    path = tmp_path / "study.db"
    shutil.copyfile(sample, path)
    with Study.open(path, "甲") as study:
        study.reader.keep("words", "k", "1", b"good")
        assert study.verify() == []
        study.connection.execute("UPDATE cache SET data = x'00' WHERE key = 'k'")
        assert [d.what for d in study.verify()] == ["cache words k"]
        assert study.reader.cached("words", "k", "1") is None


def test_a_journal_cut_off_with_its_tables_needs_a_head_noted_elsewhere(sample, tmp_path, capsys):
    path = tmp_path / "study.db"
    shutil.copyfile(sample, path)
    with Study.open(path, "甲") as study:
        seq, head = study.journal.head()
        middle = study.journal.changes().__next__().hash
    run = lambda *more: main(["--study", str(path.parent), "--coder", "甲", "--lang", "en", "verify", *more])  # noqa: E731
    assert run("--head", head) == 0
    assert f"change #{seq}" in capsys.readouterr().out
    assert run("--head", middle[:16]) == 0
    assert f"by {seq - 1} changes" in capsys.readouterr().out
    # The last act and all that it left, taken out without a trace.
    raw = opened(path)
    act = raw.execute("SELECT act FROM act ORDER BY last_seq DESC").fetchone()[0]
    for name, key in raw.execute("SELECT kind, key FROM change WHERE act = ?", (act,)).fetchall():
        raw.execute(f'DELETE FROM "{name}" WHERE id = ?', (key,))
    for table in ("change", "act", "touched"):
        raw.execute(f"DELETE FROM {table} WHERE act = ?", (act,))
    for sql in guards(sample):
        raw.execute(sql)
    raw.commit()
    raw.close()
    assert run() == 0
    capsys.readouterr()
    assert run("--head", head[:12]) == 1
    assert "cut off or written anew" in capsys.readouterr().out
    assert run("--head", "12") == 2


def test_a_row_of_an_unknown_kind_is_a_difference_and_no_crash(study):
    study.ensure_coder("甲")
    for (name,) in study.connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        study.connection.execute(f'DROP TRIGGER "{name}"')
    study.connection.execute("UPDATE change SET kind = 'coderx' WHERE seq = 1")
    assert any("hash" in one.why or "雜湊" in one.why for one in study.verify())


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE coder SET blind = 2",
        "UPDATE decision SET evidence = evidence || ' '",
        "UPDATE decision SET evidence = evidence || char(0) || '1'",
        "UPDATE decision SET score = score + 4e-16",
    ],
)
def test_values_that_print_alike_are_told_apart(sample, tmp_path, edit):
    """SQLite writes fifteen digits, and no text beyond a NUL: what it puts together is not all that a row holds."""
    path = Path(shutil.copy(sample, tmp_path / "study.db"))
    with closing(opened(path)) as raw:
        assert raw.execute(edit).rowcount
        raw.commit()
    with Study.open(path, "甲") as study:
        assert edit.split()[1] in {one.what.split()[0] for one in study.verify()}
