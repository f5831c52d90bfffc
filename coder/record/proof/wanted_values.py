"""From what the study holds to what a file wants it to hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coder.record.entry import Put
from coder.record.study import Study


def differences(study: Study, kind: str, wanted: Iterable[Any]) -> list[Put]:
    """Return the changes from what the study holds of a kind to what is wanted; what is not named stays."""
    known = {value.id: value for value in study.reader.all_named(kind)}
    return [Put(kind, known.get(value.id), value) for value in wanted if known.get(value.id) != value]
