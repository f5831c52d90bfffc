"""Proof that rows of the journal changed by acts of withdrawal alone, and as those acts say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coder.i18n import _
from coder.model.journal.erasure_entry import ErasedRow, Erasure, erasure_digest
from coder.record.erasure.erasing import erased_rows
from coder.record.kinds import kind
from coder.record.reader import Reader
from coder.record.undo_guards import WITHDRAW


def disagreements(reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield each erasure whose act is no withdrawal or whose rows are not those that its act names."""
    by_erasure: dict[str, list[ErasedRow]] = defaultdict(list)
    for row in erased_rows(reader):
        by_erasure[row.erasure].append(row)
    rule = kind("erasure")
    for key, act, image in reader.execute(
        "SELECT key, act, after FROM change WHERE kind = 'erasure' AND after IS NOT NULL ORDER BY clock"
    ):
        one: Erasure = rule.from_image(image)
        rows = by_erasure.pop(key, [])
        if not str(act).startswith(f"{WITHDRAW}#"):
            yield f"erasure {key}", _("its act is not a withdrawal")
        if len(rows) != one.rows or erasure_digest(rows) != one.digest:
            yield f"erasure {key}", _("the rows that it rewrote are not those that its act names")
    for key in sorted(by_erasure):
        yield f"erasure {key}", _("rows were rewritten, but the journal knows no such withdrawal")
