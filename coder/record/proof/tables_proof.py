"""Comparison of the tables with the journal: each object's row is what the last image of the object says.

SQLite puts together the image of each row of a table and compares it with the journal's. Only an object that changed
since it was made, or whose row has another image, is looked at here, change by change.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, get_args, get_type_hints

import msgspec

from coder.i18n import _
from coder.record.chain import parents_of
from coder.record.entry import Link
from coder.record.journal import Journal
from coder.record.kinds import KINDS, kind


def disagreements(connection: sqlite3.Connection, journal: Journal) -> Iterator[tuple[str, str]]:
    """Yield what is not in a table as the journal says, and which of its rows are."""
    strays: list[tuple[str, str]] = []
    # How many rows of the tables the journal accounts for: one for each object that is not doubtful, which has one
    # change alone, and those of the doubtful ones that are there.
    known = connection.execute("SELECT count(*) FROM change WHERE key <> ''").fetchone()[0]
    held = {name: connection.execute(f"SELECT count(*) FROM {kind(name).table}").fetchone()[0] for name in KINDS}
    for name, key, links in journal.lives(_doubtful(held)):
        known -= len(links)
        strays.extend(_parents(links))
        if name in KINDS:
            row = connection.execute(f"{kind(name).select_whole} WHERE id = ?", (key,)).fetchone()
            known += row is not None
            yield from _compare(name, key, row, links[-1].after)
    if sum(held.values()) != known:
        yield from _strangers(connection)
    yield from strays


def _strangers(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield the rows of the tables that no row of the journal knows."""
    for name in sorted(KINDS):
        unknown = (
            f"SELECT id FROM {kind(name).table} t "
            "WHERE NOT EXISTS (SELECT 1 FROM change WHERE key = t.id AND kind = ?) ORDER BY id"
        )
        for (key,) in connection.cursor().execute(unknown, (name,)):
            yield _unknown(name, key)


def _doubtful(held: Mapping[str, int]) -> str:
    """Return the query of the ids of objects that have several changes, or one that is not what the table holds.

    `held` says how many rows the tables of the kinds hold: those of most rows are asked first.
    """
    filled = sorted(filter(held.get, held), key=lambda name: -held[name])
    images = " ".join(
        f"WHEN '{name}' THEN (SELECT {_image(name)} FROM {kind(name).table} t WHERE t.id = c.key)" for name in filled
    )
    return (
        "SELECT key FROM change GROUP BY key HAVING count(*) > 1 UNION SELECT key FROM change c WHERE kind <> '' AND "
        f"(before IS NOT NULL OR parent <> '' OR after IS NULL OR after IS NOT CASE kind {images} ELSE NULL END)"
    )


def _image(name: str) -> str:
    """Return the SQL of the canonical image of a row of a kind's table; another text where no image gives the row."""
    rule = kind(name)
    hints = get_type_hints(rule.cls)
    forms, values = [], []
    for column, is_json in sorted(zip(rule.columns, rule.is_json, strict=True)):
        forms.append(f'"{column}":%s')
        values.append(_value(f'"{column}"', {hints[column], *get_args(hints[column])}, is_json=is_json))
    return f"printf('{{{','.join(forms)}}}', {', '.join(values)})"


def _value(column: str, types: set[Any], *, is_json: bool) -> str:
    """Return the SQL of a value in an image; `?` where it is none: no flag, or more digits than SQLite writes."""
    if is_json:
        return f"CASE WHEN instr({column}, char(0)) THEN '?' ELSE {column} END"
    if bool in types:
        flag = f"CASE {column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE '?' END"
        return f"CASE WHEN {column} IS NULL THEN 'null' ELSE {flag} END"
    if float in types:
        is_longer = f"CAST(json_quote({column}) AS REAL) <> {column}"
        return f"CASE WHEN {is_longer} THEN '?' ELSE json_quote({column}) END"
    # A whole number is written the same way.
    return column if types == {int} else f"json_quote({column})"


def _parents(links: Sequence[Link]) -> Iterator[tuple[str, str]]:
    """Yield the rows of an object that name no row before them, or found another image than that row left.

    A row right after one of its own replica must have known it, and names it.
    """
    left: dict[str, tuple[int, str | None]] = {}
    last: Link | None = None
    for link in links:
        named = parents_of(link.parent)
        found = sorted((left[one] for one in named if one in left), key=itemgetter(0))
        if len(found) < len(named) or (last and last.replica == link.replica and last.hash not in named):
            yield "journal", _("#{number} does not name the row before it").format(number=link.seq)
        elif (found[-1][1] if found else None) != link.before:
            yield "journal", _("#{number} does not match the object that it changed").format(number=link.seq)
        left[link.hash], last = (len(left), link.after), link


def _unknown(name: str, key: str) -> tuple[str, str]:
    return f"{name} {key}", _("is in the table, but the journal does not know it or removed it")


def _compare(name: str, key: str, row: tuple[Any, ...] | None, expected: str | None) -> Iterator[tuple[str, str]]:
    rule, what = kind(name), f"{name} {key}"
    if row is None:
        if expected is not None:
            yield what, _("is in the journal, but missing from the table")
        return
    if expected is None:
        yield _unknown(name, key)
        return
    try:
        wanted = rule.row(rule.from_image(expected))
    except msgspec.MsgspecError as error:
        yield what, _("cannot be read from the journal: {why}").format(why=error)
        return
    if wanted != row:
        fields = [
            _("{field}: table {have}, journal {want}").format(field=column, have=repr(have), want=repr(want))
            for column, have, want in zip(rule.columns, row, wanted, strict=True)
            if have != want
        ]
        yield what, "; ".join(fields)
