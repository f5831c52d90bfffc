"""The word borders of texts, cut once and kept in the study."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from coder.language.borders import WordBorders, version
from coder.record.reader import Reader

if TYPE_CHECKING:
    from coder.language.words import Segmenter

_NAME = "borders"


def borders_of(reader: Reader, text_hash: str, text: str, segmenter: Segmenter) -> WordBorders | None:
    """Return the word borders of a text: those kept, else cut now and kept; None while the dictionary isn't loaded."""
    borders = kept_borders(reader, text_hash, text)
    if borders is None and (borders := segmenter.borders(text)) is not None:
        keep_borders(reader, text_hash, borders)
    return borders


def kept_borders(reader: Reader, text_hash: str, text: str) -> WordBorders | None:
    """Return the word borders that were cut before, in a fraction of a millisecond; None if there are none."""
    data = reader.cached(_NAME, text_hash, version())
    with suppress(ValueError):
        if data is not None and (borders := WordBorders.from_bytes(data)).length == len(text):
            return borders
    return None


def keep_borders(reader: Reader, text_hash: str, borders: WordBorders) -> None:
    """Keep the word borders of a text for the next time."""
    reader.keep(_NAME, text_hash, version(), borders.to_bytes())
