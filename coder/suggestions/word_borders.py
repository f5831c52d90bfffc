"""The word borders of texts, cut once and kept in the study."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from coder.language.borders import WordBorders, version
from coder.record import cache
from coder.record.database import Connection

if TYPE_CHECKING:
    from coder.language.words import Segmenter
    from coder.record.study import Study

_NAME = "borders"


def borders_of(study: Study | Connection, text_hash: str, text: str, segmenter: Segmenter) -> WordBorders | None:
    """Return the word borders of a text: those kept, else cut now and kept; None while the dictionary isn't loaded."""
    borders = kept_borders(study, text_hash, text)
    if borders is None and (borders := segmenter.borders(text)) is not None:
        keep_borders(study, text_hash, borders)
    return borders


def kept_borders(study: Study | Connection, text_hash: str, text: str) -> WordBorders | None:
    """Return the word borders that were cut before, in a fraction of a millisecond; None if there are none."""
    data = cache.get(_connection(study), _NAME, text_hash, version())
    with suppress(ValueError):
        if data is not None and (borders := WordBorders.from_bytes(data)).length == len(text):
            return borders
    return None


def keep_borders(study: Study | Connection, text_hash: str, borders: WordBorders) -> None:
    """Keep the word borders of a text for the next time."""
    cache.put(_connection(study), _NAME, text_hash, version(), borders.to_bytes())


def _connection(study: Study | Connection) -> Connection:
    return study if isinstance(study, Connection) else study.connection
