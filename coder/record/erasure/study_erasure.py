"""Erasing words from a study's file: in the transaction of one act, and from its free pages after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from coder.model.journal.erasure_entry import ErasedRow
from coder.record.erasure import erasing
from coder.record.erasure.erasing import Rewrite
from coder.record.study import Study


class Texts(NamedTuple):
    """The texts that stand from now on, with their hashes, and the hashes of those that go."""

    new: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]


def overwrite_what_goes(study: Study) -> None:
    """Let what is deleted from now on be overwritten in the file."""
    study.connection.execute("PRAGMA secure_delete = ON")


def rewrite_study(
    study: Study, erasure: str, rewrite: Rewrite, blank: Callable[[str], str], texts: Texts
) -> list[ErasedRow]:
    """Rewrite journal, tables, texts and kept state within a transaction, and return the rows that changed."""
    connection = study.connection
    connection.execute("PRAGMA defer_foreign_keys = ON")
    rows = erasing.rewrite_journal(connection, erasure, rewrite)
    erasing.add_texts(connection, texts.new)
    erasing.rewrite_tables(connection, rewrite)
    erasing.drop_texts(connection, texts.gone)
    erasing.rewrite_state(connection, blank)
    return rows


def scour(study: Study) -> bool:
    """Write the file anew without its free pages and empty the log beside it; tell whether that log is empty.

    A window that stands open on the study keeps the log from being emptied.
    """
    connection = study.connection
    # A blind coder's views bear the names of the tables: while they stand, the file can't be written anew.
    with study.unveiled():
        connection.execute("VACUUM")
    return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
