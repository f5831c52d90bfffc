"""How often each word of a dictionary was counted, in 8 MB where a dict of half a million words takes 57.

The words form a tree: each of its nodes is what some word begins with. A node is a place in one table of numbers, found
from the node before it and the next character; the number there holds both, and the count.
"""

from __future__ import annotations

from array import array

_PLACES = 20  # bits of a place: a million, twice what jieba's dictionary fills
_CHARACTER, _COUNT = 21, 22  # bits of a code point, and of a count
_MASK, _COUNT_MASK = (1 << _PLACES) - 1, (1 << _COUNT) - 1
_TOP = 1 << _PLACES  # stands for the place before a word's first character
_FULLEST = _MASK * 7 // 8
_STIR = 0x9E3779B1


class WordCounts:
    """Maps words to counts, and knows each beginning of a word, with count 0."""

    __slots__ = ("_filled", "_last", "_table", "_way")

    def __init__(self) -> None:
        self._table = array("Q", bytes(8 << _PLACES))
        self._filled = 0
        self._last, self._way = "", [_TOP]

    def __len__(self) -> int:
        return self._filled

    def get(self, word: str) -> int:
        """Return a word's count, 0 for what is none."""
        table, node = self._table, _TOP
        for character in word:
            node, key = _sought(table, node, character)
            if not key:
                return 0
        return table[node] & _COUNT_MASK if word else 0

    def beginning(self, text: str, start: int) -> list[tuple[int, int]]:
        """Return the end and the count of each word that begins at `start`."""
        table, node = self._table, _TOP
        found = []
        for end in range(start + 1, len(text) + 1):
            node, key = _sought(table, node, text[end - 1])
            if not key:
                break
            if count := table[node] & _COUNT_MASK:
                found.append((end, count))
        return found

    def enter(self, word: str, count: int) -> None:
        """Give a word its count, in place of the one before."""
        place = self._made(word)
        self._table[place] &= ~_COUNT_MASK
        self.add(word, count)

    def add(self, word: str, count: int) -> None:
        """Count a word so many times more."""
        place = self._made(word)
        if not 0 < count <= _COUNT_MASK - (self._table[place] & _COUNT_MASK):
            message = f"no room for a word that was counted {count} times"
            raise ValueError(message)
        self._table[place] += count

    def _made(self, word: str) -> int:
        """Return a word's place; words that come in their order share the way to it with the one before."""
        table, way, same = self._table, self._way, 0
        for character, before in zip(word, self._last, strict=False):
            if character != before:
                break
            same += 1
        del way[same + 1 :]
        node = way[same]
        for character in word[same:] if same else word:
            number = node << _CHARACTER | ord(character) + 1
            node = (number * _STIR >> 12) & _MASK
            while (standing := table[node]) and standing >> _COUNT != number:
                node = node + 1 & _MASK
            if not standing:
                table[node] = number << _COUNT
                self._filled += 1
            way.append(node)
        self._last = word
        if self._filled > _FULLEST:
            message = "the dictionary has more words than the table has room for"
            raise ValueError(message)
        return node


def _sought(table: array[int], node: int, character: str) -> tuple[int, int]:
    """Return the place after `node` by this character, and what stands there: 0 where nothing does yet."""
    number = node << _CHARACTER | ord(character) + 1
    place = (number * _STIR >> 12) & _MASK
    while (standing := table[place]) and standing >> _COUNT != number:
        place = place + 1 & _MASK
    return place, standing
