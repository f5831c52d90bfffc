"""Acts of a coder that are too many to be told one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coder.coding.acts import Desk
from coder.errors import ConflictError
from coder.model.text import Span
from coder.record.entry import Put


def test_taking_back_a_bulk_act_tells_its_first_changes_alone_and_brings_all_back(study, monkeypatch):
    monkeypatch.setattr("coder.coding.acts._TOLD", 2)
    monkeypatch.setattr("coder.record.journal._CHUNK", 3)
    desk, document = Desk(study), study.transcript("firm-a")
    made = [replace(desk._coding(document, Span(at, at + 3), "cert", "bulk"), id=f"b{at}") for at in range(30, 40)]
    study.record([Put("coding", None, one) for one in made], "accept-all:1")
    undone = desk.undo()
    assert (undone.is_whole, len(undone.changes), study.transcript("firm-a").codings) == (False, 2, ())
    done = desk.redo()
    assert (done.is_whole, len(study.transcript("firm-a").codings)) == (False, 10)
    assert study.verify() == []


def test_a_bulk_act_is_not_taken_back_where_one_of_its_objects_changed_since(study):
    desk, document = Desk(study), study.transcript("firm-a")
    made = [replace(desk._coding(document, Span(at, at + 3), "cert", "bulk"), id=f"b{at}") for at in range(30, 40)]
    study.record([Put("coding", None, one) for one in made], "accept-all:1")
    study.connection.execute("UPDATE coding SET line = 1 WHERE id = 'b35'")
    with pytest.raises(ConflictError):
        desk.undo()
    assert len(study.transcript("firm-a").codings) == 10
