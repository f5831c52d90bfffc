"""A file of allowed signers, as `ssh-keygen -Y verify` reads it: whose key is whose, noted outside the study."""

from __future__ import annotations

from pathlib import Path

from coder.errors import InputError, Problem
from coder.i18n import _
from coder.model.journal.ssh_signatures import fingerprint, key_bytes


def read_allowed(path: Path, text: str) -> dict[str, frozenset[str]]:
    """Return by the fingerprint of each Ed25519 key the names that sign with it, as the text of a file says."""
    found: dict[str, frozenset[str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        names, _space, rest = line.strip().partition(" ")
        key = rest[rest.find("ssh-ed25519") :] if "ssh-ed25519" in rest else ""
        if key_bytes(key) is None:
            raise InputError(
                Problem(path, number, _("names no Ed25519 key")), _("write: NAME ssh-ed25519 AAAA… on each line")
            )
        name = fingerprint(key)
        found[name] = found.get(name, frozenset()) | frozenset(names.strip('"').split(","))
    return found


def allowed_line(coder: str, public_key: str) -> str:
    """Return the line of a coder's key."""
    return f'"{coder}" {public_key}'
