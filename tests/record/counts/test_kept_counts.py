"""Counts by transcript that are kept: nothing that nobody touched is counted again, and nothing old is told."""

from __future__ import annotations

from coder.coding.acts import Desk
from coder.model.text import Span
from coder.record.counts.kept_counts import KeptCounts
from coder.record.queries import progress
from coder.record.study import Study


class Counter:
    """Counts progress, and remembers of which transcripts."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def __call__(self, reader, among):
        self.asked.append(None if among is None else set(among))
        return {key: one.codings for key, one in progress(reader, "甲", among).items()}


def test_only_what_was_touched_is_counted_again(study):
    document, counter = study.transcript("firm-a"), Counter()
    Desk(study).code(document, Span(0, 5), ["cert"])
    kept, key = KeptCounts("n", counter), document.info.id
    assert kept.now(study.reader, "1") == {key: 1} == kept.now(study.reader, "1")
    assert counter.asked == [None]
    with Study.open(study.path, "乙") as other:
        Desk(other).code(other.transcript("firm-a"), Span(0, 5), ["nlp"])
    assert kept.now(study.reader, "1") == {key: 2}
    Desk(study).undo()
    assert kept.now(study.reader, "1") == {key: 1}
    assert counter.asked == [None, {key}, {key}]
    again = KeptCounts("n", counter)
    assert again.stale(study.reader, "1") == {key}
    assert again.now(study.reader, "1") == {key: 1}
    assert again.now(study.reader, "2") == {key: 1}
    assert counter.asked[3:] == [{key}, None]


def test_counts_of_another_file_are_not_told(study, tmp_path):
    counter = Counter()
    Desk(study).code(study.transcript("firm-a"), Span(0, 5), ["cert"])
    kept = KeptCounts("n", counter)
    kept.now(study.reader, "1")
    with Study.create(tmp_path / "other.db", "甲") as other:
        assert kept.now(other.reader, "1") == {}
    assert counter.asked == [None, None]
