"""Acts of nobody's, which the program itself enters: an upgrade of the journal, a backup put back.

They are written row by row, for an older study has not all the tables yet that the journal's own writer knows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from coder.model.identity import new_id, now
from coder.model.journal.moment import limits_text
from coder.model.journal.replica import Replica
from coder.record.chain import Written, append, heads, read_head
from coder.record.kinds import kind

UPGRADE, RESTORE = "upgrade", "restore"


def enter(connection: sqlite3.Connection, replica: str, verb: str, name: str, objects: Sequence[Any]) -> None:
    """Write new objects of one kind, all of one time, as an act of a replica."""
    rule, act, at = kind(name), f"{verb}#{new_id()[-16:]}", objects[0].at
    head = read_head(connection, replica)
    first = head.seq + 1
    append(connection, [Written(name, one.id, True, rule.image(one)) for one in objects], head, (at, "", act))
    connection.executemany(rule.insert, map(rule.row, objects))
    connection.execute(
        "INSERT INTO act (act, replica, first_seq, last_seq, coder, at, kinds, clock) VALUES (?, ?, ?, ?, '', ?, ?, ?)",
        (act, replica, first, head.seq, at, name, head.clock),
    )


def begin_replica(connection: sqlite3.Connection, verb: str = RESTORE) -> None:
    """Let a file that was put back or copied go on as a replica of its own: its next rows are those of no other."""
    limits = {head.replica: head.seq for head in heads(connection)}
    if not limits:
        return
    new = Replica(id=new_id()[-12:], origin=limits_text(limits), at=now())
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('replica', ?)", (new.id,))
    enter(connection, new.id, verb, "replica", [new])
