"""A proof that a row stands in a Merkle tree, followed from the leaf to the root (RFC 9162, section 2.1.3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256


def root_by_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root that a path leads to from a leaf hash; None where it is no path of a tree of that size."""
    if not 0 <= index < size:
        return None
    node, place, last = leaf, index, size - 1
    for other in path:
        if last == 0:
            return None
        if place & 1 or place == last:
            node = sha256(b"\x01" + other + node).digest()
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = sha256(b"\x01" + node + other).digest()
        place, last = place >> 1, last >> 1
    return node if last == 0 else None
