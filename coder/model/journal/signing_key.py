"""A coder's public key, by which heads of the journal are signed, and the signature of a head."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import NamedTuple

TAKE_KEY = "key"
"""The verb of the act by which a coder takes a key; what was signed rests on it, so it is never taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A public key that a coder took: its fingerprint, which is its id, and its line as `ssh-keygen` writes it."""

    id: str
    coder: str
    public_key: str
    at: str


class HeadSignature(NamedTuple):
    """A head with a signature: the last row of a replica, the root over its rows, and by which key it was signed."""

    replica: str
    seq: int
    hash: str
    root: str
    key: str
    at: str
    armour: str

    @property
    def message(self) -> bytes:
        """What is signed: the head with the time, as JSON."""
        return head_message(self.replica, self.seq, self.hash, self.root, self.at)


def head_message(replica: str, seq: int, digest: str, root: str, at: str) -> bytes:
    """Return a head as it is signed, with the time that the signer says."""
    return json.dumps([replica, seq, digest, root, at], separators=(",", ":")).encode()
