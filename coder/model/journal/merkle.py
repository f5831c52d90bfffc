"""Merkle trees of RFC 9162 (section 2.1): one hash over many entries, of each of which a short proof exists."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of one entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def _node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class RootSoFar:
    """The root over entries that come one after the other."""

    def __init__(self) -> None:
        self._whole: list[tuple[int, bytes]] = []  # roots of full trees, the largest first, with their heights

    def add(self, digest: str) -> None:
        """Take in the next entry: the hash of a row, in hexadecimal."""
        self.add_leaf(leaf_hash(bytes.fromhex(digest)))

    def add_leaf(self, leaf: bytes) -> None:
        """Take in the next entry by its hash."""
        height, node = 0, leaf
        while self._whole and self._whole[-1][0] == height:
            node = _node_hash(self._whole.pop()[1], node)
            height += 1
        self._whole.append((height, node))

    def root(self) -> bytes:
        """Return the root over what came so far; of nothing that of nothing."""
        if not self._whole:
            return hashlib.sha256().digest()
        node = self._whole[-1][1]
        for _height, larger in reversed(self._whole[:-1]):
            node = _node_hash(larger, node)
        return node


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes, which are read once; of none that of nothing."""
    so_far = RootSoFar()
    for leaf in leaves:
        so_far.add_leaf(leaf)
    return so_far.root()


def inclusion_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the hashes that lead from one leaf hash to the root, the nearest first."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if index < half:
        return [*inclusion_path(leaves[:half], index), root_of(leaves[half:])]
    return [*inclusion_path(leaves[half:], index - half), root_of(leaves[:half])]
