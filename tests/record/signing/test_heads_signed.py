"""Heads signed by a real `ssh-keygen`: when, by whom, and what a journal written anew cannot hide."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from coder.agreement.study_settings import decide
from coder.cli.main import main
from coder.coding.acts import Desk
from coder.errors import CoderError
from coder.model.journal.change import Change, canonical, hashed
from coder.model.text import Span
from coder.record.past_study import open_past
from coder.record.signing.allowed_signers import allowed_line
from coder.record.signing.heads_signed import sign_head, take_key
from coder.record.signing.leaving import sign_beside, sign_quietly
from coder.record.signing.signatures import all_signatures, standing
from coder.record.study import Study
from coder.team.clone import clone
from coder.team.merge import merge

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH's ssh-keygen is not installed")


@pytest.fixture(autouse=True)
def _no_agent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


def new_key(folder: Path, name: str, secret: str = "") -> Path:
    path = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", secret, "-f", str(path)], check=True)
    return path


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return new_key(tmp_path, "id")


def code(study: Study) -> None:
    Desk(study).code(study.transcript("firm-a"), Span(30, 40), ["cert"])


def rewrite(path: Path, old: str, new: str) -> None:
    """Write the journal anew as a forger would: one image another, and every hash from there on computed again."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        now: dict[str, str] = {}
        columns = ", ".join(Change._fields)
        for row in connection.execute(f"SELECT {columns} FROM change ORDER BY replica, seq").fetchall():
            change = Change(*row)
            after = change.after and change.after.replace(old, new)
            commitment = hashlib.sha256(bytes.fromhex(change.salt) + after.encode()).hexdigest() if after else ""
            made = change._replace(
                after=after, before=change.before and change.before.replace(old, new), commitment=commitment,
                parent=now.get(change.parent, change.parent), prev=now.get(change.prev, change.prev),
            )  # fmt: skip
            made = made._replace(hash=hashlib.sha256(canonical(hashed(made)).encode()).hexdigest())
            now[change.hash] = made.hash
            marks = ", ".join(f"{name} = ?" for name in Change._fields)
            connection.execute(
                f"UPDATE change SET {marks} WHERE replica = ? AND seq = ?", (*made, made.replica, made.seq)
            )
        connection.execute("UPDATE setting SET value = replace(value, '9', '1')")


def keep_triggers(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]


def forged(study: Study) -> list[str]:
    """Return what verify says after a forger changed a setting that stood in the journal from 9 to 1."""
    path = study.path
    study.close()
    triggers = keep_triggers(path)
    rewrite(path, '"value":"9"', '"value":"1"')
    with closing(sqlite3.connect(path)) as connection:
        for sql in triggers:
            connection.execute(sql)
    with Study.open(path, "甲") as again:
        return [f"{one.what}: {one.why}" for one in again.verify()]


def test_taking_a_key_signs_at_once_and_ssh_keygen_agrees(study: Study, key: Path, tmp_path: Path):
    code(study)
    taken = take_key(study, key)
    (signed,) = all_signatures(study.reader)
    assert (signed.seq, signed.hash) == study.journal.head()
    assert study.verify() == []
    (tmp_path / "allowed").write_text(allowed_line("甲", taken.public_key) + "\n", "utf-8")
    (tmp_path / "sig").write_text(signed.armour + "\n", "utf-8")
    done = subprocess.run(
        ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "甲", "-n", "head@coder", "-s", "sig"],
        cwd=tmp_path, input=signed.message, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(signed.message) == [signed.replica, signed.seq, signed.hash, signed.root, signed.at]


def test_rows_are_told_as_signed_unsigned_and_as_they_were_then(study: Study, key: Path):
    take_key(study, key.with_name("id.pub"))
    last, before = study.journal.head()[0], len(all_signatures(study.reader))
    code(study)
    seen = standing(study.reader)
    assert [seen.of(study.journal.replica, number) for number in (1, last, last + 1)] == [
        "signed",
        "signed",
        "unsigned",
    ]
    with open_past(study.path, "甲", str(last - 1)) as past:
        assert not standing(past.reader).is_any
    assert sign_head(study) == sign_head(study)
    assert len(all_signatures(study.reader)) == before + 1
    assert standing(study.reader).of(study.journal.replica, last + 1) == "signed"
    sign_beside(study.path, "乙")
    assert len(all_signatures(study.reader)) == before + 1


def test_a_key_stays_when_everything_else_is_undone(study: Study, key: Path):
    code(study)
    take_key(study, key)
    Desk(study).undo()
    assert standing(study.reader).is_any
    assert study.verify() == []


def test_a_journal_written_anew_is_found_by_its_signatures_alone(study: Study, key: Path):
    decide(study, "least-for", "9")
    take_key(study, key)
    told = forged(study)
    assert len(told) == 1
    assert told[0].startswith("signature ")


def test_without_signatures_it_is_not_found(study: Study):
    decide(study, "least-for", "9")
    assert forged(study) == []


def test_signatures_that_were_taken_out_are_missed(study: Study, key: Path, tmp_path: Path):
    decide(study, "least-for", "9")
    taken = take_key(study, key)
    with closing(sqlite3.connect(study.path)) as connection, connection:
        connection.execute("DROP TRIGGER signature_is_kept")
        connection.execute("DELETE FROM signature")
        connection.execute(
            "CREATE TRIGGER signature_is_kept BEFORE DELETE ON signature\n"
            "    BEGIN SELECT RAISE(ABORT, 'a signature stays as it was given'); END"
        )
    assert [one.what for one in study.verify()] == [f"signer {taken.id}"]


def test_a_later_signature_that_was_taken_out_comes_back_from_a_copy(study: Study, key: Path, tmp_path: Path):
    take_key(study, key)
    code(study)
    sign_head(study)
    last = all_signatures(study.reader)[-1]
    copy = clone(study, tmp_path / "copy").folder
    merge(study, copy)
    study.connection.execute("DROP TRIGGER signature_is_kept")
    study.connection.execute("DELETE FROM signature WHERE seq = ?", (last.seq,))
    assert last not in all_signatures(study.reader)
    assert merge(study, copy, rehearse=True).changes == 0
    assert last not in all_signatures(study.reader)
    merge(study, copy)
    assert last in all_signatures(study.reader)


@pytest.mark.parametrize("column", ["hash", "root", "armour", "key", "seq", "at"])
def test_a_signature_of_something_else_is_wrong(study: Study, key: Path, column: str):
    code(study)
    take_key(study, key)
    value = {"seq": 1, "key": "SHA256:x", "armour": "-----BEGIN SSH SIGNATURE-----"}.get(column, "0" * 64)
    with closing(sqlite3.connect(study.path)) as connection, connection:
        connection.execute("DROP TRIGGER signature_is_append_only")
        connection.execute(f"UPDATE signature SET {column} = ?", (value,))
    assert [one.what for one in study.verify() if one.what.startswith("signature")]
    if column != "root":
        assert standing(study.reader).of(study.journal.replica, 1) == "wrong"


def test_a_locked_or_foreign_key_is_refused_and_nothing_is_entered(study: Study, key: Path, tmp_path: Path):
    code(study)
    before = study.journal.head()
    for path in (new_key(tmp_path, "locked", "secret"), tmp_path / "nothing", tmp_path / "id.txt"):
        with pytest.raises(CoderError) as refused:
            take_key(study, path)
        assert refused.value.hint
    with pytest.raises(CoderError):
        take_key(study, None)
    assert study.journal.head() == before
    take_key(study, key)
    with Study.open(study.path, "乙") as other, pytest.raises(CoderError):
        take_key(other, key)


def test_a_key_that_went_away_holds_nobody(study: Study, key: Path):
    take_key(study, key)
    key.unlink()
    code(study)
    sign_quietly(study)
    assert sign_head(study) is None
    assert len(all_signatures(study.reader)) == 1


def test_the_agent_signs_where_there_is_no_file(study: Study, key: Path, tmp_path: Path, monkeypatch):
    if shutil.which("ssh-agent") is None:
        pytest.skip("OpenSSH's ssh-agent is not installed")
    socket = tmp_path / "a"
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.PIPE, text=True)
    try:
        assert agent.stdout is not None
        agent.stdout.readline()
        monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
        subprocess.run(["ssh-add", "-q", str(key)], check=True, capture_output=True)
        key.unlink()
        key.with_name("id.pub").unlink()
        take_key(study, None)
        code(study)
        assert sign_head(study) is not None
    finally:
        agent.terminate()
        agent.wait()


def test_commands_sign_on_leaving_and_tell_how_far(study: Study, key: Path, tmp_path: Path, capsys, monkeypatch):
    monkeypatch.chdir(study.path.parent)
    run = lambda *words: main(["--lang", "en", "--coder", "甲", *words])  # noqa: E731
    assert run("sign") == 0
    assert run("sign", "now") == 1
    assert run("sign", "key", str(key)) == 0
    assert run("setting", "set", "least-for", "9") == 0
    capsys.readouterr()
    assert run("sign", "--json") == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert (row["coder"], row["changes_since"]) == ("甲", 0)
    assert run("verify") == 0
    assert "Signed by 甲" in capsys.readouterr().out
    assert run("log", "--json", "--limit", "1") == 0
    assert json.loads(capsys.readouterr().out)["rows"][0]["signed"] == "signed"
    (tmp_path / "allowed").write_text("甲 " + key.with_name("id.pub").read_text("utf-8"), "utf-8")
    assert run("verify", "--signers", str(tmp_path / "allowed")) == 0
    (tmp_path / "allowed").write_text("乙 " + key.with_name("id.pub").read_text("utf-8"), "utf-8")
    assert run("verify", "--signers", str(tmp_path / "allowed")) == 1
    (tmp_path / "allowed").write_text("甲 ssh-ed25519 x\n", "utf-8")
    assert run("verify", "--signers", str(tmp_path / "allowed")) == 1
    assert "allowed:1" in capsys.readouterr().err
