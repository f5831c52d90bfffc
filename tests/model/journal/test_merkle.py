"""Merkle roots and proofs against the vectors that are published for them, and against each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from merkle_paths import root_by_path

from coder.model.journal.merkle import inclusion_path, leaf_hash, root_of

ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
LEAVES = list(map(leaf_hash, ENTRIES))
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
PATHS = {  # by place (from 0) and size
    (0, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (5, 8): (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 3): ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",),
    (1, 5): (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
}


def test_roots_are_those_published():
    assert [root_of(LEAVES[:size]).hex() for size in range(9)] == list(ROOTS)


@pytest.mark.parametrize(("place", "size"), PATHS)
def test_paths_are_those_published(place, size):
    path = inclusion_path(LEAVES[:size], place)
    assert tuple(one.hex() for one in path) == PATHS[place, size]
    found = root_by_path(LEAVES[place], place, size, path)
    assert found is not None
    assert found.hex() == ROOTS[size]


@given(st.integers(1, 70), st.data())
def test_each_entry_is_proven_and_nothing_else_is(size, data):
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    at = data.draw(st.integers(0, size - 1))
    path, root = inclusion_path(leaves, at), root_of(leaves)
    assert len(path) <= (size - 1).bit_length()
    assert root_by_path(leaves[at], at, size, path) == root
    assert root_by_path(leaf_hash(b"another entry"), at, size, path) != root
    other = data.draw(st.integers(0, size).filter(lambda place: place != at))
    assert root_by_path(leaves[at], other, size, path) != root
    assert root_by_path(leaves[at], at, size, [*path, root]) != root
    if path:
        assert root_by_path(leaves[at], at, size, path[:-1]) != root
