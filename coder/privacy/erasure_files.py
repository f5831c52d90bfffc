"""A person's words in the files of a study's folder: which are rewritten, which go, which are left for a person."""

from __future__ import annotations

import html
import re
import shutil
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Literal

from coder.errors import InputError
from coder.files.atomic import atomic_path
from coder.files.bounded import read_part, read_whole
from coder.i18n import _
from coder.model.names.blanking import Blanker

Fate = Literal["removed", "rewritten", "by hand"]
_PLAIN = frozenset({".yaml", ".yml", ".csv", ".txt", ".md", ".json", ".vtt", ".srt", ".tsv", ".bib"})
_ENCODINGS = ("utf-8", "utf-16", "cp950")
_NESTED = 3
_LARGEST = 100_000_000
"""The most bytes of a file, and of each part of a packed one, that are looked through."""
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)
"""What the library raises on packed files that are damaged, protected, or of a kind that it does not know."""
_TAG = re.compile(r"<[^<>]*>")
_ESCAPED = re.compile(r"\\+u([0-9a-fA-F]{4})")
_CONTROL = re.compile(r"\\+[nrt]")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that holds the words, and what becomes of it."""

    path: Path
    fate: Fate


def find_files(folder: Path, database: Path, blanker: Blanker, originals: Iterable[str]) -> list[FoundFile]:
    """Return the files of a study's folder that hold the words, and every backup.

    `originals` are the SHA-256 of the files that were taken in: they go, for their bytes hold what was said.
    """
    taken, found = set(originals), []
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if not path.is_file() or path.is_symlink() or path.name.startswith(database.name) or parts[0] == ".git":
            continue
        if parts[0] == "backups":
            found.append(FoundFile(path, "removed"))
        elif (fate := _fate_of(path, parts, blanker, taken)) is not None:
            found.append(FoundFile(path, fate))
    return found


def _fate_of(path: Path, parts: tuple[str, ...], blanker: Blanker, taken: Collection[str]) -> Fate | None:
    """Return what becomes of a file, None where it does not hold the words; what cannot be looked into may."""
    try:
        data = read_whole(path, _LARGEST)
        if sha256(data).hexdigest() in taken:
            return "removed" if parts[0] == "transcripts" else "by hand"
        holds = any(map(blanker.found, readings(data))) or blanker.found(path.name)
    except (InputError, *_UNREADABLE):
        return "by hand"
    return _fate(path, parts, data) if holds else None


def _fate(path: Path, parts: tuple[str, ...], data: bytes) -> Fate:
    if parts[0] == "exports":
        return "removed"
    if parts[0] in {"codebook", "transcripts"} and path.suffix.lower() in _PLAIN and _utf8(data) is not None:
        return "rewritten"
    return "by hand"


def settle_files(found: Iterable[FoundFile], blanker: Blanker) -> None:
    """Remove and rewrite the files; those that are left for a person stay as they are."""
    for one in found:
        if one.fate == "removed":
            _overwrite(one.path)
            one.path.unlink(missing_ok=True)
        elif one.fate == "rewritten":
            text = _utf8(one.path.read_bytes()) or ""
            with atomic_path(one.path) as temporary:
                shutil.copymode(one.path, temporary)
                temporary.write_bytes(blanker.blank(text).encode())


def _overwrite(path: Path) -> None:
    """Lay zeros over a file before it goes; what a file system keeps of older blocks is beyond us."""
    size = path.stat().st_size
    with path.open("rb+") as file:
        for start in range(0, size, 1 << 20):
            file.write(bytes(min(1 << 20, size - start)))


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def readings(data: bytes, depth: int = 0) -> Iterator[str]:
    """Yield what can be read in a file: packed files unpacked, tags and escapes taken away."""
    if depth < _NESTED and zipfile.is_zipfile(BytesIO(data)):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name
                yield from readings(read_part(archive, name, _LARGEST), depth + 1)
        return
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        yield text
        if "<" in text:
            yield html.unescape(_TAG.sub("", text))
        if "\\" in text:
            yield _CONTROL.sub("", _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text))
        return
    yield data.decode("utf-8", "ignore")


def outside(folder: Path) -> list[str]:
    """Return where the words may be besides, for the person to see to."""
    told = [
        _("copies of the study on other machines, on memory sticks and in synced folders, with their older versions"),
        _("reports, packs and codebooks that were sent to somebody or printed"),
        _("the recording, and the transcript where it was written"),
        _("names of the person in what others said, and words of theirs too short to be known for theirs"),
    ]
    if any((place / ".git").exists() for place in (folder, *folder.parents)):
        told.insert(0, _("the version control of this folder: its history keeps each file as it was"))
    return told
