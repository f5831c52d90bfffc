"""Comments of a file as memos of who takes it in, each on the words that it was on."""

from __future__ import annotations

from collections.abc import Iterator

from coder.model.coding import Memo
from coder.model.identity import new_id
from coder.record.entry import Put
from coder.record.kinds import TranscriptRecord
from coder.transcripts.reading import Reading


def memos_of(reading: Reading, record: TranscriptRecord, coder: str) -> Iterator[Put]:
    """Yield a memo for each comment."""
    for remark in reading.source.remarks:
        span = remark.span
        memo = Memo(
            id=new_id(),
            target_kind="transcript",
            target=record.id,
            start=span.start if span else None,
            end=span.end if span else None,
            coder=coder,
            text=remark.text,
            at=record.at,
        )
        yield Put("memo", None, memo)
