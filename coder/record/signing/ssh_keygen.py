"""`ssh-keygen`, asked for a signature: by a key file or the agent. It never asks a person for anything."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from coder.model.journal.ssh_signatures import NAMESPACE, key_bytes

_PATIENCE_SECONDS = 5
_LONGEST = 100_000
_QUIET = {"SSH_ASKPASS_REQUIRE": "never", "LC_ALL": "C"}
_ASKERS = ("DISPLAY", "WAYLAND_DISPLAY", "SSH_ASKPASS")


def is_there() -> bool:
    """Tell whether the program is installed."""
    return shutil.which("ssh-keygen") is not None


def public_key_of(path: Path) -> str:
    """Return the Ed25519 public key of a key file, private or public, without its comment; empty where it is none."""
    for candidate in (path, path.with_name(f"{path.name}.pub")):
        try:
            # A pipe or a device may never end; no key is as long.
            is_key = candidate.is_file() and candidate.stat().st_size < _LONGEST
            line = candidate.read_text("utf-8").strip() if is_key else ""
        except (OSError, ValueError):
            continue
        if key_bytes(line) is not None:
            return _bare(line)
    # A private key without its public half beside it: only one that needs no passphrase tells it.
    found = _run(["ssh-keygen", "-y", "-f", str(path)]) if path.is_file() else None
    return _bare(found.decode()) if found and key_bytes(found.decode()) else ""


def keys_at_hand() -> Iterator[str]:
    """Yield the Ed25519 keys of the agent, then that of the usual file, each once."""
    known: set[str] = set()
    listed = _run(["ssh-add", "-L"]) if os.environ.get("SSH_AUTH_SOCK") and shutil.which("ssh-add") else None
    lines = (listed or b"").decode("utf-8", "replace").splitlines()
    for line in [*lines, public_key_of(Path.home() / ".ssh" / "id_ed25519")]:
        if key_bytes(line) is not None and (bare := _bare(line)) not in known:
            known.add(bare)
            yield bare


def sign(message: bytes, public_key: str, path: str = "") -> str:
    """Return the armoured signature by a key: of the file at `path`, or of the agent; empty where it is not at hand."""
    if not is_there():
        return ""
    with TemporaryDirectory(prefix="coder-") as folder:
        beside = Path(folder) / "key.pub"
        beside.write_text(f"{public_key}\n", "utf-8")
        private = path.removesuffix(".pub")
        for key in ([private] if private and Path(private).is_file() else []) + [str(beside)]:
            made = _run(["ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", NAMESPACE], message)
            if made:
                return made.decode("ascii", "replace").strip()
    return ""


def _bare(line: str) -> str:
    return " ".join(line.split()[:2])


def _run(command: Sequence[str], given: bytes = b"") -> bytes | None:
    """Run a program that has no terminal to ask at; return what it printed, None where it failed or waits."""
    around = {name: value for name, value in os.environ.items() if name not in _ASKERS} | _QUIET
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, env=around, timeout=_PATIENCE_SECONDS, start_new_session=True,
            check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
