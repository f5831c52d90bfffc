"""Prove an evidence pack: python verify.py [FOLDER] [--head HASH] [--signers FILE]. Needs Python 3.8 or newer alone.

The journal holds every change that people made to the study; each row carries the SHA-256 of the row before it.
A row's hash covers a commitment to what it left: the SHA-256 of 16 random bytes (the salt) and the image. It names its
parent too: the row that left what it found. In earlier packs the hash covers the images themselves.
This script reads the journal, builds the study from it anew, and holds texts, quotations and tables against it.
A head noted elsewhere (printed in a report, say) proves that the journal was not written anew: give it as --head.
So does a list of the coders' public keys, where they signed: lines as ssh-keygen -Y verify reads them, as --signers.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

from coder.reports.pack_signatures import check_signatures, roots_of

COLUMNS = (
    "replica",
    "seq",
    "clock",
    "at",
    "coder",
    "act",
    "kind",
    "key",
    "before",
    "after",
    "reverts",
    "salt",
    "commitment",
    "parent",
    "prev",
    "hash",
)
EARLIER = tuple(name for name in COLUMNS if name not in ("salt", "commitment", "parent"))
CODING_COLUMNS = (
    "id",
    "citation",
    "case",
    "transcript",
    "line",
    "start",
    "end",
    "code",
    "coder",
    "at",
    "origin",
    "quote",
)
Objects = Dict[Tuple[str, str], Any]


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def check_files(folder: Path, manifest: Dict[str, Any]) -> Iterator[str]:
    """Every file is there, as it was packed, and none besides."""
    listed = manifest["files"]
    for name, expected in sorted(listed.items()):
        path = folder / name
        if not path.is_file():
            yield f"{name}: is missing"
        elif sha256(path.read_bytes()) != expected:
            yield f"{name}: is not as it was packed"
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in listed and name != "manifest.json":
            yield f"{name}: was not packed"


def read_journal(folder: Path) -> Iterator[Tuple[int, List[Any]]]:
    """Yield each row of the journal with its line in journal.jsonl."""
    with (folder / "journal.jsonl").open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, 1):
            row = json.loads(line)
            if not isinstance(row, list) or len(row) not in (len(COLUMNS), len(EARLIER)):
                raise ValueError(f"journal.jsonl line {number}: a row has {len(COLUMNS)} fields")
            yield number, row


def read_erased(folder: Path) -> List[List[Any]]:
    """Return the rows that withdrawals rewrote: withdrawal, replica, number, commitment before and after."""
    path = folder / "erased.jsonl"
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def check_erased(erased: List[List[Any]], folder: Path) -> Iterator[str]:
    """Each withdrawal is an act of the journal, which names the SHA-256 over the rows that it rewrote."""
    left: Dict[str, List[List[Any]]] = {}
    for row in erased:
        left.setdefault(row[0], []).append(row[1:])
    for number, row in read_journal(folder):
        if row[6] != "erasure" or row[9] is None:
            continue
        told, rows = json.loads(row[9]), sorted(left.pop(row[7], []))
        lines = "".join(f"{one[0]} {one[1]} {one[2]} {one[3]}\n" for one in rows)
        if not row[5].startswith("withdraw#"):
            yield f"journal.jsonl line {number}: its act is no withdrawal"
        if sha256(lines.encode()) != told["digest"] or len(rows) != told["rows"]:
            yield f"erased.jsonl: the rows of withdrawal {row[7]} are not those that its act names"
    for key in sorted(left):
        yield f"erased.jsonl: the journal knows no withdrawal {key}"


def hashed(row: List[Any]) -> List[Any]:
    """Return what the hash of a row covers."""
    return row[:-1] if len(row) == len(EARLIER) else [*row[:8], row[10], row[12], row[13], row[14]]


def check_heads(
    manifest: Dict[str, Any], heads: Dict[str, Tuple[int, str]], rows: Dict[str, List[str]]
) -> Iterator[str]:
    """The manifest names the last row of each replica, and, but for earlier packs, the Merkle root over its rows."""
    told = manifest["heads"]
    if {replica: list(last) for replica, last in heads.items()} != {name: one[:2] for name, one in told.items()}:
        yield "manifest.json: its heads are not those of the journal"
    for replica, one in sorted(told.items()):
        hashes = rows.get(replica, [])
        if one[2:] not in ([], [roots_of(hashes, [len(hashes)]).get(len(hashes))]):
            yield f"manifest.json: the root of {replica} is not that of its rows"


def check_chain(folder: Path, heads: Dict[str, Tuple[int, str]], hashes: List[str]) -> Iterator[str]:
    """Each row follows the one before it, and its hash is that of its content."""
    for number, row in read_journal(folder):
        replica, seq, told = row[0], row[1], row[-1]
        last, before = heads.get(replica, (0, "0" * 64))
        if seq != last + 1:
            yield f"journal.jsonl line {number}: change {last + 1} is missing"
        if row[-2] != before:
            yield f"journal.jsonl line {number}: does not follow the row before it"
        text = json.dumps(hashed(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if sha256(text.encode()) != told:
            yield f"journal.jsonl line {number}: its content does not match its hash"
        heads[replica] = (seq, told)
        hashes.append(told)


def check_images(folder: Path, erased: List[List[Any]]) -> Iterator[str]:
    """The image of each row is the one committed to, or a withdrawal says why not; each found what its parent left."""
    steps: Dict[Tuple[str, int], Dict[str, List[str]]] = {}
    for _key, replica, seq, old, new in erased:
        steps.setdefault((replica, seq), {}).setdefault(old, []).append(new)
    left: Dict[str, Tuple[Any, ...]] = {}
    for _number, row in read_journal(folder):
        left[row[-1]] = (row[2], row[0], row[9], row[6], row[7])
    for number, row in read_journal(folder):
        if len(row) == len(EARLIER):
            return
        after, salt, commitment, parent = row[9], row[11], row[12], row[13]
        told = "" if after is None else sha256(bytes.fromhex(salt) + after.encode())
        since = steps.get((row[0], row[1]), {})
        fitting = [commitment]
        for one in fitting:
            fitting += [new for new in since.get(one, []) if new not in fitting]
        # A salt has one spelling: the bytes of another one are the same.
        if (salt or "").lower() != (salt or "") or told not in [one for one in fitting if one not in since]:
            yield f"journal.jsonl line {number}: its image does not match its commitment"
        # Where it settles what copies changed apart it names several; it found the image of the last of them.
        parents = [left.get(one, (0, "", None, "", "")) for one in parent.split("+")] if parent else []
        found = max(parents)[2] if parents else None
        if found != row[8] or any(one[3:] != (row[6], row[7]) for one in parents):
            yield f"journal.jsonl line {number}: it found something else than its parent left"


def check_former(folder: Path, objects: Objects, hashes: List[str]) -> Iterator[str]:
    """The hashes that rows had before an upgrade are those that its act names; a head noted then is one of them."""
    path = folder / "former.csv"
    lines: Dict[str, List[str]] = {}
    for replica, seq, former in csv.reader(path.read_text("utf-8").splitlines()) if path.is_file() else ():
        lines.setdefault(replica, []).append(f"{seq} {former}\n")
        hashes.append(former)
    for (kind, key), one in sorted(objects.items()):
        if kind != "upgrade":
            continue
        if sha256("".join(lines.pop(one["replica"], [])).encode()) != one["digest"]:
            yield f"former.csv: the hashes of {one['replica']} are not those that upgrade {key} names"
        for why in one["broken"]:
            yield f"upgrade {key}: before it, {why}"
    for replica in lines:
        yield f"former.csv: the journal knows no upgrade of {replica}"


def rebuild(folder: Path) -> Objects:
    """Return every object as the journal leaves it; the greatest clock wins, as between copies of the study."""
    newest: Dict[Tuple[str, str], Tuple[int, str]] = {}
    images: Dict[Tuple[str, str], Any] = {}
    for _number, row in read_journal(folder):
        name, stamp = (row[6], row[7]), (row[2], row[0])
        if name not in newest or stamp > newest[name]:
            newest[name], images[name] = stamp, row[9]
    return {name: json.loads(image) for name, image in images.items() if image is not None}


def check_texts(folder: Path, objects: Objects, texts: Dict[str, str]) -> Iterator[str]:
    """The text of each transcript has the hash that the journal names."""
    for (kind, _key), one in sorted(objects.items()):
        if kind != "transcript":
            continue
        name = f"texts/{one['text_hash']}.txt"
        path = folder / name
        if not path.is_file():
            yield f"{name}: is missing; it is the text of {one['name']}"
        elif sha256(path.read_bytes()) != one["text_hash"]:
            yield f"{name}: is not the text of {one['name']}"
        else:
            texts[one["id"]] = path.read_bytes().decode("utf-8")


def codings(objects: Objects, texts: Dict[str, str]) -> Iterator[Tuple[str, List[str], str]]:
    """Yield each coding: its id, its row of codings.csv, and what is wrong with its words."""
    for (kind, key), one in sorted(objects.items()):
        if kind != "coding" or one["transcript"] not in texts:
            continue
        transcript = objects[("transcript", one["transcript"])]
        quote = texts[one["transcript"]][one["start"] : one["end"]]
        wrong = "" if sha256(quote.encode())[:32] == one["quote_hash"] else "its words are not those that were coded"
        citation = f"{transcript['case']}-{one['line']}-{key[-4:]}"
        row = [key, citation, transcript["case"], transcript["name"]]
        row += [str(one[name]) for name in ("line", "start", "end", "code", "coder", "at", "origin")]
        yield key, [*row, quote], wrong


def check_codings(folder: Path, objects: Objects, texts: Dict[str, str]) -> Iterator[str]:
    """The words of each coding are those that were coded; codings.csv says what the journal says."""
    with (folder / "codings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    if not rows or tuple(rows[0]) != CODING_COLUMNS:
        yield "codings.csv line 1: these are not its columns"
    table = {row[0]: (number, row) for number, row in enumerate(rows[1:], 2) if row}
    for key, row, wrong in codings(objects, texts):
        if wrong:
            yield f"coding {row[1]} ({key}): {wrong}"
        number, told = table.pop(key, (0, []))
        if not number:
            yield f"codings.csv: coding {row[1]} ({key}) is missing"
        elif told != row:
            apart = [c for c, a, b in zip(CODING_COLUMNS, told + [""] * len(row), row) if a != b]
            yield f"codings.csv row {number} ({row[1]}): {', '.join(apart)} not as in the journal"
    for key, (number, _row) in table.items():
        yield f"codings.csv row {number}: the journal knows no coding {key}"


def check_objects(folder: Path, objects: Objects) -> Iterator[str]:
    """objects.json holds codes, findings, matrices and the like as the journal leaves them."""
    told = json.loads((folder / "objects.json").read_text("utf-8"))
    for kind, found in told.items():
        expected = {key: one for (of, key), one in objects.items() if of == kind}
        for key in sorted({*expected, *found}):
            if found.get(key) != expected.get(key):
                yield f"objects.json: {kind} {key} is not as in the journal"


def signed(folder: Path, objects: Objects, rows: Dict[str, List[str]], signers: str) -> Iterator[str]:
    """Yield what is wrong with the signatures: of the keys that coders took, where the journal says so."""
    keys = {key: one for (kind, key), one in objects.items() if kind == "signer"}
    taken: Dict[str, Tuple[str, int]] = {}
    for _number, row in read_journal(folder):
        if row[6] == "signer" and row[7] in keys:
            taken.setdefault(row[7], (row[0], row[1]))
    yield from check_signatures(folder, keys, taken, rows, signers)


def differences(folder: Path, head: str, signers: str = "") -> Iterator[str]:
    """Yield all that differs."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    yield from check_files(folder, manifest)
    heads: Dict[str, Tuple[int, str]] = {}
    hashes: List[str] = []
    erased = read_erased(folder)
    yield from check_chain(folder, heads, hashes)
    yield from check_images(folder, erased)
    yield from check_erased(erased, folder)
    rows: Dict[str, List[str]] = {}
    for _number, row in read_journal(folder):
        rows.setdefault(row[0], []).append(row[-1])
    yield from check_heads(manifest, heads, rows)
    objects, texts = rebuild(folder), {}  # type: Tuple[Objects, Dict[str, str]]
    yield from check_former(folder, objects, hashes)
    if head and not any(one.startswith(head) for one in hashes):
        yield f"journal.jsonl: no change has the noted head {head}; it was cut off or written anew"
    yield from signed(folder, objects, rows, signers)
    yield from check_texts(folder, objects, texts)
    yield from check_codings(folder, objects, texts)
    yield from check_objects(folder, objects)
    counted = sum(kind == "coding" for kind, _key in objects)
    for (_kind, key), one in sorted(item for item in objects.items() if item[0][0] == "erasure"):
        print(f"withdrawal {key}: {one['passages']} passages, {one['rows']} rows rewritten by {one['by']}, {one['at']}")
    told = [f"head of {replica} at {seq}: {last}" for replica, (seq, last) in sorted(heads.items())]
    alone = f"; head {hashes[-1] if hashes else '-'}" if not told[1:] else ""
    print(f"{len(hashes)} changes, {len(texts)} texts, {counted} codings{alone}")
    for line in told if told[1:] else ():
        print(line)


def main(arguments: List[str]) -> int:
    """Print what differs; 0 where nothing does, 1 where something does, 2 where the pack cannot be read."""
    head, signers = (
        arguments.pop(arguments.index(name) + 1) if name in arguments else "" for name in ("--head", "--signers")
    )
    folders = [name for name in arguments if name not in ("--head", "--signers")]
    folder = Path(folders[0]) if folders else Path(__file__).resolve().parent
    count = 0
    try:
        for difference in differences(folder, head.strip().lower(), signers):
            print(difference)
            count += 1
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, csv.Error) as error:
        print(f"the pack cannot be read on: {type(error).__name__}: {error}")
        return 2
    print("Everything agrees." if not count else f"{count} differences.")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
