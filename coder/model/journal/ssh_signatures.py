"""Signatures by an SSH key, checked with nothing but Python: Ed25519 of RFC 8032 in the armour of `ssh-keygen -Y sign`.

This text also stands in the verifier of an evidence pack, so it needs Python 3.8 and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import struct
from typing import NamedTuple

_PRIME = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _PRIME - 2, _PRIME) % _PRIME
_ROOT_OF_MINUS_ONE = pow(2, (_PRIME - 1) // 4, _PRIME)
_KEY_TYPE, _KEY_BYTES = b"ssh-ed25519", 32
_MAGIC, _VERSION = b"SSHSIG", b"\x00\x00\x00\x01"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_WIDTH = 70
_DIGESTS = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
NAMESPACE = "head@coder"
"""What the signatures are for: one that was given for something else is none here."""

NO_SIGNATURE, OTHER_KEY = "it is not an SSH signature", "it was made with another key"
OTHER_USE, NO_FIT = "it was made for something else", "it does not fit"


class _Point(NamedTuple):
    """A point of the curve, in extended coordinates."""

    x: int
    y: int
    z: int
    t: int


def _add(p: _Point, q: _Point) -> _Point:
    a, b = (p.y - p.x) * (q.y - q.x) % _PRIME, (p.y + p.x) * (q.y + q.x) % _PRIME
    c, d = 2 * p.t * q.t * _D % _PRIME, 2 * p.z * q.z % _PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return _Point(e * f % _PRIME, g * h % _PRIME, f * g % _PRIME, e * h % _PRIME)


def _double(p: _Point) -> _Point:
    a, b, c = p.x * p.x % _PRIME, p.y * p.y % _PRIME, 2 * p.z * p.z % _PRIME
    h = a + b
    e, g = h - (p.x + p.y) * (p.x + p.y) % _PRIME, a - b
    f = c + g
    return _Point(e * f % _PRIME, g * h % _PRIME, f * g % _PRIME, e * h % _PRIME)


def _sum_of_multiples(pairs: list[tuple[int, _Point]]) -> _Point:
    """Return the sum of points, each taken so many times."""
    total = _Point(0, 1, 1, 0)
    for bit in range(max(number.bit_length() for number, _point in pairs) - 1, -1, -1):
        total = _double(total)
        for number, point in pairs:
            if number >> bit & 1:
                total = _add(total, point)
    return total


def _equal(p: _Point, q: _Point) -> bool:
    return (p.x * q.z - q.x * p.z) % _PRIME == 0 and (p.y * q.z - q.y * p.z) % _PRIME == 0


def _point(data: bytes) -> _Point | None:
    """Return the point that 32 bytes stand for, None where they stand for none."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= _PRIME:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _PRIME - 2, _PRIME) % _PRIME
    x = pow(square, (_PRIME + 3) // 8, _PRIME)
    if (x * x - square) % _PRIME:
        x = x * _ROOT_OF_MINUS_ONE % _PRIME
    if (x * x - square) % _PRIME or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _PRIME - x
    return _Point(x, y, 1, x * y % _PRIME)


_BASE = _point(bytes([0x58]) + bytes([0x66]) * 31)


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether 64 bytes are the Ed25519 signature of a message by the key of 32 bytes."""
    if len(key) != _KEY_BYTES or len(signature) != 2 * _KEY_BYTES or _BASE is None:
        return False
    public, nonce = _point(key), _point(signature[:_KEY_BYTES])
    s = int.from_bytes(signature[_KEY_BYTES:], "little")
    if public is None or nonce is None or s >= _ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:_KEY_BYTES] + key + message).digest(), "little") % _ORDER
    minus = _Point(_PRIME - public.x, public.y, public.z, _PRIME - public.t)
    return _equal(_sum_of_multiples([(s, _BASE), (challenge, minus)]), nonce)


def _fields(data: bytes) -> list[bytes]:
    """Return the strings that stand one after the other, each after its length."""
    found = []
    while data:
        (length,) = struct.unpack(">I", data[:4])
        if length > len(data) - 4:
            raise ValueError("it ends too early")
        found.append(data[4 : 4 + length])
        data = data[4 + length :]
    return found


def _joined(*fields: bytes) -> bytes:
    return b"".join(struct.pack(">I", len(field)) + field for field in fields)


def key_bytes(line: str) -> bytes | None:
    """Return the 32 bytes of a public key that is written `ssh-ed25519 AAAA…`, None where it is no such key."""
    parts = line.split()
    try:
        kind, key = _fields(base64.b64decode(parts[1], validate=True))
    except (IndexError, ValueError, struct.error):
        return None
    return key if parts[0].encode() == kind == _KEY_TYPE and len(key) == _KEY_BYTES else None


def fingerprint(line: str) -> str:
    """Return the fingerprint of a public key as `ssh-keygen -l` prints it."""
    digest = hashlib.sha256(base64.b64decode(line.split()[1])).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def _armoured(data: bytes) -> str:
    """Return a signature as `ssh-keygen -Y sign` writes it."""
    body = base64.b64encode(data).decode()
    lines = [body[at : at + _WIDTH] for at in range(0, len(body), _WIDTH)]
    return "\n".join((_BEGIN, *lines, _END))


def fault(armour: str, line: str, message: bytes) -> str:
    """Return why a signature is none of a message by the public key of a line; empty where it is one."""
    key = key_bytes(line)
    text = armour.strip()
    try:
        data = base64.b64decode("".join(text[len(_BEGIN) : -len(_END)].split()), validate=True)
        public, namespace, reserved, name, signature = _fields(data[len(_MAGIC + _VERSION) :])
        kind, raw = _fields(signature)
        digest = _DIGESTS[name](message).digest()
    except (ValueError, KeyError, struct.error):
        return NO_SIGNATURE
    # The same bytes can be written in several ways, and only one of them is what was signed with.
    if armour.rstrip("\n") != _armoured(data) or not data.startswith(_MAGIC + _VERSION):
        return NO_SIGNATURE
    if key is None or kind != _KEY_TYPE or public != _joined(_KEY_TYPE, key):
        return OTHER_KEY
    if namespace != NAMESPACE.encode():
        return OTHER_USE
    signed = _MAGIC + _joined(namespace, reserved, name, digest)
    return "" if is_signed(key, signed, raw) else NO_FIT
