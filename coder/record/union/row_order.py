"""The order in which a table's rows stand: that in which their objects were begun, whichever copy they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coder.record.kind import encode_json
from coder.record.kinds import KINDS, OWNED

if TYPE_CHECKING:
    from coder.record.study import Study

_BEGUN = (
    "SELECT key, clock, replica, seq FROM main.change WHERE kind = :kind "
    "AND key IN (SELECT value FROM json_each(:keys)) ORDER BY clock DESC, replica DESC"
)


def keep_order(study: Study) -> None:
    """Let what the study holds for all stand in one order in all copies: lists and reports go by it.

    Work of a coder is read by its place, and stays where it is.
    """
    connection = study.connection
    for name in sorted(set(KINDS) - OWNED.keys()):
        rows = connection.execute(f'SELECT id, rowid FROM main."{name}" ORDER BY rowid').fetchall()
        wanted = {"kind": name, "keys": encode_json([key for key, _rowid in rows]).decode()}
        begun = {key: stamp for key, *stamp in connection.execute(_BEGUN, wanted)} if len(rows) > 1 else {}
        there = [key for key, _rowid in rows]
        ordered = sorted(there, key=lambda key: begun.get(key, []))
        if ordered != there:
            # Numbers are given twice: none may stand twice meanwhile.
            connection.executemany(f'UPDATE main."{name}" SET rowid = -? WHERE id = ?', enumerate(ordered, 1))
            connection.execute(f'UPDATE main."{name}" SET rowid = -rowid')
