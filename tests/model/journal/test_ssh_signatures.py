"""Ed25519 against the vectors of RFC 8032, and what is no signature."""

from __future__ import annotations

import base64
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.model.journal.ssh_signatures import NO_SIGNATURE, fault, fingerprint, is_signed, key_bytes

ORDER = 2**252 + 27742317777372353535851937790883648493
# RFC 8032, section 7.1: tests 1, 2, 3 and that of SHA(abc): public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_the_published_signatures_hold(key: str, message: str, signature: str):
    assert is_signed(*map(bytes.fromhex, (key, message, signature)))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_other_bit_is_signed(data: st.DataObject):
    parts = [bytearray.fromhex(part) for part in data.draw(st.sampled_from(VECTORS[1:]))]
    part = data.draw(st.sampled_from(parts))
    place = data.draw(st.integers(0, len(part) * 8 - 1))
    part[place // 8] ^= 1 << place % 8
    assert not is_signed(*map(bytes, parts))


def test_a_signature_is_written_in_one_way_only():
    key, message, signature = map(bytes.fromhex, VECTORS[1])
    other = int.from_bytes(signature[32:], "little") + ORDER
    assert not is_signed(key, message, signature[:32] + other.to_bytes(32, "little"))


@pytest.mark.parametrize(
    ("key", "signature"),
    [
        (b"", b""),
        (b"\0" * 31, b"\0" * 64),
        (b"\0" * 32, b"\0" * 63),
        (b"\xff" * 32, b"\0" * 64),
        (b"\0" * 32, b"\xff" * 64),
    ],
)
def test_what_is_no_key_and_no_signature_signs_nothing(key: bytes, signature: bytes):
    assert not is_signed(key, b"", signature)


def _line(kind: bytes, key: bytes) -> str:
    blob = b"".join(struct.pack(">I", len(field)) + field for field in (kind, key))
    return f"{kind.decode()} {base64.b64encode(blob).decode()} somebody@here"


def test_a_key_is_read_from_its_line_and_named_as_ssh_names_it():
    key = bytes.fromhex(VECTORS[0][0])
    assert key_bytes(_line(b"ssh-ed25519", key)) == key
    assert fingerprint(_line(b"ssh-ed25519", key)).startswith("SHA256:")
    for line in (
        "",
        "ssh-ed25519",
        "ssh-ed25519 ?",
        _line(b"ssh-rsa", key),
        _line(b"ssh-ed25519", key[:-1]),
        "ssh-ed25519 AAAA",
    ):
        assert key_bytes(line) is None


@given(st.text() | st.text("A=-\n").map(lambda s: f"-----BEGIN SSH SIGNATURE-----{s}-----END SSH SIGNATURE-----"))
def test_any_text_is_refused_and_nothing_breaks(text: str):
    assert fault(text, _line(b"ssh-ed25519", bytes.fromhex(VECTORS[0][0])), b"") == NO_SIGNATURE
