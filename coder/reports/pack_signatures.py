"""Whether the signatures of an evidence pack hold; the text stands in the pack's verifier, so it needs Python 3.8."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, Iterator, List, Set, Tuple

from coder.model.journal.merkle import RootSoFar
from coder.model.journal.ssh_signatures import fault, fingerprint

Hashes = Dict[str, List[str]]


def read_signatures(folder: Path) -> List[List[Any]]:
    """Return the signatures: replica, number, hash, root, fingerprint of the key, time, armour."""
    path = folder / "signatures.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def roots_of(hashes: List[str], numbers: List[int]) -> Dict[int, str]:
    """Return the Merkle root over the first rows, for each of these numbers of rows."""
    so_far, found = RootSoFar(), {}
    for number, one in enumerate(hashes, 1):
        so_far.add(one)
        if number in numbers:
            found[number] = so_far.root().hex()
    return found


def check_signatures(
    folder: Path, keys: Dict[str, Dict[str, Any]], taken: Dict[str, Tuple[str, int]], hashes: Hashes, signers: str
) -> Iterator[str]:
    """Yield signatures that are of no coder's key or over other rows than stand in the journal, and keys that lack one.

    `keys` are the coders' keys by fingerprint, `taken` where the journal says so, `hashes` each replica's own.
    """
    found = read_signatures(folder)
    last: Dict[Tuple[str, str], int] = {}
    roots = {
        replica: roots_of(hashes.get(replica, []), [one[1] for one in found if one[0] == replica])
        for replica in {one[0] for one in found}
    }
    for replica, number, digest, root, key, at, armour in found:
        message = json.dumps([replica, number, digest, root, at], separators=(",", ":")).encode()
        row = hashes.get(replica, [])[number - 1 : number]
        why = fault(armour, keys[key]["public_key"], message) if key in keys else "no coder took its key"
        if not why and (row != [digest] or roots[replica].get(number) != root):
            why = "the journal was written anew since"
        if why:
            yield f"signatures.jsonl: {replica} change {number}, key {key}: {why}"
        else:
            last[key, replica] = max(number, last.get((key, replica), 0))
    for key, (replica, number) in sorted(taken.items()):
        if last.get((key, replica), 0) < number:
            yield f"signatures.jsonl: the signatures of {keys[key]['coder']} ({key}) were taken out"
    for (key, replica), number in sorted(last.items()):
        since = len(hashes[replica]) - number
        print(f"signed by {keys[key]['coder']} ({key}): changes 1 to {number} of {replica}; {since} since are unsigned")
    if signers:
        yield from check_signers(Path(signers), keys, {key for key, _replica in last})


def check_signers(path: Path, keys: Dict[str, Dict[str, Any]], signed: Set[str]) -> Iterator[str]:
    """Yield what a list from elsewhere, as ssh-keygen -Y verify reads it, says otherwise of who signs."""
    allowed: Dict[str, List[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        names, _space, rest = line.strip().partition(" ")
        if "ssh-ed25519" in rest and not names.startswith("#"):
            allowed.setdefault(fingerprint(rest[rest.find("ssh-ed25519") :]), []).extend(names.strip('"').split(","))
    for key, one in sorted(keys.items()):
        if one["coder"] not in allowed.get(key, []):
            yield f"{path}: does not allow {key} to {one['coder']}"
    for key, people in sorted(allowed.items()):
        if key not in signed:
            yield f"{path}: nothing in the pack is signed by {', '.join(people)}"
