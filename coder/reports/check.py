"""Report files against the record: which state each was made from, and what in it is not as it was made."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from coder.agreement.layer_choice import layered
from coder.errors import InputError, Problem
from coder.files.bounded import read_part, read_whole
from coder.i18n import _, language, set_language
from coder.model.counting.layers import ANY, mixture
from coder.model.reporting.stamp import STAMPED, Stamp, parse_stamp
from coder.plugins import exporters
from coder.record.past_study import find_moment, open_past
from coder.record.study import Study
from coder.reports.build import build_report, codebook_state, template_of
from coder.reports.csv_tables import CSV_STAMP
from coder.version import build

_FORMATS = {".md": "markdown", ".csv": "csv", ".xlsx": "xlsx", ".docx": "docx", ".html": "html", ".json": "json"}
_ZIPPED = frozenset({".xlsx", ".docx"})
_MOST = 20
_VALUE = re.compile(r'name="coder-stamp[^"]*"[^>]*>\s*<vt:lpwstr>([^<]*)<')
"""The parts of a stamp among the properties of an Office file: Excel takes no long one whole."""

_LARGEST, _LARGEST_PART = 500_000_000, 100_000_000
_PROPERTIES, _MOST_PROPERTIES = "docProps/custom.xml", 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCheck:
    """What is known of a report file.

    `known` tells whether the journal holds the head that the file was made from; `since` counts the changes after it.
    `differences` are places where the file is not what the study makes at that state, first ones first.
    `other_template` tells that the Word template it was made with is not here, so that it could not be made again;
    `other_build` that another build made it, which writes otherwise: nothing can be told from where they differ.
    """

    path: Path
    stamp: Stamp
    known: bool
    since: int = 0
    codebook_changed: bool = False
    remade: bool = False
    other_template: bool = False
    other_build: bool = False
    differences: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the file is what the record gives."""
        return self.known and self.remade and not self.differences and not self.other_build


def check_file(study: Study, path: Path, template: Path | None = None) -> FileCheck:
    """Hold a report file against the state that it was made from: it is made again and compared.

    A Word document is made with the template that its stamp names: `template`, or one beside the codebook.
    """
    stamp = read_stamp(path)
    held = [noted for noted in study.journal.with_hash(stamp.head) if noted.seq == stamp.changes]
    if not held:
        return FileCheck(path=path, stamp=stamp, known=False)
    then = stamp.moment or f"{held[0].replica}#{stamp.changes}"
    changed = codebook_state(study.project()) != stamp.codebook
    since = study.journal.count_since(dict(find_moment(study, then).limits))
    check = FileCheck(path=path, stamp=stamp, known=True, since=since, codebook_changed=changed)
    exporter = exporters().get(_format(path) or "")
    if exporter is None:
        return check
    used = template_of(study, stamp.template, template) if stamp.template else None
    if stamp.template and used is None and path.suffix.lower() == ".docx":
        return replace(check, other_template=True)
    with (
        _in_language(stamp.language),
        TemporaryDirectory(prefix="coder-verify-") as folder,
        open_past(study.path, study.coder, then) as past,
        layered(past, "" if mixture(stamp.layer) else stamp.layer or ANY),
    ):
        report = build_report(past, stamp.attribute or None, identified=stamp.identified)
        made = exporter.write(replace(report, stamp=stamp, template=used), Path(folder))
        same = next((p for p in made if p.name == path.name), None) or next(
            (p for p in made if p.suffix == path.suffix), made[0]
        )
        found = tuple(islice(_differences(same, path), _MOST))
        if found and stamp.build != build():
            return replace(check, remade=True, other_build=True)
        return replace(check, remade=True, differences=found)


def read_stamp(path: Path) -> Stamp:
    """Return the stamp of a report file; raises `InputError` where there is none."""
    if _format(path) is None:
        raise InputError(
            Problem(path, 0, _("this is not a report of this program")),
            _("Reports end in: {suffixes}").format(suffixes=" ".join(sorted(_FORMATS))),
        )
    try:
        text = _stamped_text(path)
    except OSError as error:
        raise InputError(
            Problem(path, 0, error.strerror or str(error)), _("check the name and its permissions")
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        message = _("the file is damaged: {reason}").format(reason=error)
        raise InputError(Problem(path, 0, message), _("copy the report once more, or write it anew")) from error
    stamp = parse_stamp(text)
    if stamp is None:
        raise InputError(
            Problem(path, 0, _("there is no stamp in it")),
            _("Only files that coder report wrote can be held against the study; its stamp must not be taken out."),
        )
    return stamp


def _format(path: Path) -> str | None:
    """Return the name of the exporter that writes such a file."""
    return "csv" if path.name == CSV_STAMP else _FORMATS.get(path.suffix.lower())


def _stamped_text(path: Path) -> str:
    if path.suffix.lower() in _ZIPPED:
        with zipfile.ZipFile(io.BytesIO(read_whole(path, _LARGEST))) as archive:
            if _PROPERTIES not in archive.namelist():
                return ""
            with archive.open(_PROPERTIES) as file:
                properties = file.read(_MOST_PROPERTIES).decode("utf-8", "replace")
            return "".join(_VALUE.findall(properties)) or properties
    if path.suffix.lower() == ".csv":
        beside = path.with_name(CSV_STAMP)
        if not beside.exists():
            raise InputError(
                Problem(path, 0, _("there is no csv-stamp.txt beside it")),
                _("Keep it with the tables it was made with."),
            )
        return read_whole(beside, _LARGEST).decode("utf-8", "replace")
    return read_whole(path, _LARGEST).decode("utf-8", "replace")


@contextmanager
def _in_language(name: str) -> Iterator[None]:
    before = language()
    set_language(name or before)
    try:
        yield
    finally:
        set_language(before)


def _differences(made: Path, given: Path) -> Iterator[str]:
    """Yield the places where a file differs from the one made again."""
    if made.read_bytes() == given.read_bytes():
        return
    if given.suffix.lower() in _ZIPPED:
        yield from _zip_differences(made, given)
        return
    pairs = zip_longest(_lines(made), _lines(given))
    for number, (right, found) in enumerate(pairs, 1):
        if right != found:
            yield _told(_("line {line}").format(line=number), right, found)


def _lines(path: Path) -> list[str]:
    return read_whole(path, _LARGEST).decode("utf-8", "replace").split("\n")


def _zip_differences(made: Path, given: Path) -> Iterator[str]:
    try:
        with zipfile.ZipFile(made) as one, zipfile.ZipFile(given) as other:
            names = sorted({*one.namelist(), *other.namelist()})
            told = False
            for name in names:
                right, found = _part(one, name), _part(other, name)
                if right != found:
                    told = True
                    yield from _part_differences(name, right, found)
            if not told:
                yield _("the archive itself was written anew; its parts are the same")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError) as error:
        yield _("the file is damaged: {reason}").format(reason=error)


def _part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    try:
        return read_part(archive, name, _LARGEST_PART)
    except KeyError:
        return None


def _part_differences(name: str, right: bytes | None, found: bytes | None) -> Iterator[str]:
    if right is None or found is None:
        yield (_("{part} is not of the report") if right is None else _("{part} is missing")).format(part=name)
        return
    try:
        pairs = list(zip_longest(_texts(right), _texts(found)))
    except etree.XMLSyntaxError as error:
        yield _("{part} is damaged: {reason}").format(part=name, reason=error)
        return
    apart = [(number, r, f) for number, (r, f) in enumerate(pairs, 1) if r != f]
    if not apart:
        yield _("{part} differs in what is not text").format(part=name)
    for number, r, f in apart[:_MOST]:
        yield _told(_("{part}, text {number}").format(part=name, number=number), r, f)


def _texts(part: bytes) -> list[str]:
    """Return the texts of an XML part: paragraphs of a document, cells and strings of a workbook."""
    found: list[str] = []
    for _event, element in etree.iterparse(io.BytesIO(part), resolve_entities=False, no_network=True):
        name = str(element.tag).rpartition("}")[2]
        if name in {"p", "si", "c"}:
            found.append("".join(element.itertext()))
    return found


def _told(place: str, right: str | None, found: str | None) -> str:
    def short(text: str | None) -> str:
        if text is None:
            return _("(nothing)")
        return repr(STAMPED.sub("coder-stamp", text)[:80])

    at = 0
    if right and found:
        while at < min(len(right), len(found)) and right[at] == found[at]:
            at += 1
        at = max(0, at - 20)
    return _("{place}: it says {found}, the record gives {right}").format(
        place=place,
        found=short(found[at:] if found is not None else None),
        right=short(right[at:] if right is not None else None),
    )
