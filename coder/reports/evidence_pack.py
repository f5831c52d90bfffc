"""The evidence pack: the record as plain files, with a verifier that an auditor can read and run without us."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from coder.errors import CoderError
from coder.files.atomic import atomic_path, owner_only
from coder.i18n import _
from coder.model.identity import now, quote_id
from coder.model.reporting.stamp import Stamp, stamp_text
from coder.model.reporting.synthetic_notice import synthetic_notice
from coder.privacy.name_list import name_key
from coder.record.erasure.erasing import erased_rows
from coder.record.proof.heads import heads as read_heads
from coder.record.signing.signatures import all_signatures
from coder.record.study import Study
from coder.record.veil.blindness import refuse_report
from coder.reports import queries as store
from coder.reports.build import codebook_state
from coder.reports.pack_verifier import CODING_COLUMNS
from coder.reports.whole_verifier import whole_verifier

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_IN_TABLES = frozenset({"coding", "transcript"})
_REPORTS = frozenset({".docx", ".xlsx", ".html", ".md", ".csv", ".json", ".txt"})


def write_pack(study: Study, path: Path, exports: Path, *, originals: bool = False, identified: bool = False) -> int:
    """Write the evidence pack of a study into `path` and return how many files are in it.

    Report files in `exports` go along; with `originals` the imported files too. The record proves itself only as it
    is, so where the study has a key of names the pack must be wanted `identified`; raises `CoderError` else.
    """
    refuse_report(study)
    if not identified and (names := name_key(study)):
        raise CoderError(
            _("the pack holds the record as it is, and so {count} names that reports replace").format(count=len(names)),
            _("give --identified if whoever gets it may know them"),
        )
    with owner_only(), atomic_path(path) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
        pack = _Pack(archive)
        pack.stream("journal.jsonl", _journal(study))
        if erased := erased_rows(study.reader):
            pack.stream("erased.jsonl", (json.dumps(list(row)).encode() + b"\n" for row in erased))
        if signatures := all_signatures(study.reader):
            pack.stream("signatures.jsonl", (json.dumps(list(one)).encode() + b"\n" for one in signatures))
        if study.reader.all_named("upgrade"):
            pack.stream("former.csv", store.former(study.reader))
        for text_hash, body in store.texts(study.reader):
            pack.add(f"texts/{text_hash}.txt", body.encode())
        pack.stream("codings.csv", _codings(study))
        pack.add("objects.json", _objects(study).encode())
        pack.stream("originals.csv", store.originals(study.reader))
        if originals:
            for key, data in store.original_files(study.reader):
                pack.add(f"originals/{key}", data)
        for report in sorted(exports.iterdir()) if exports.is_dir() else ():
            if report.is_file() and not report.is_symlink() and report.suffix in _REPORTS:
                pack.add(f"reports/{report.name}", report.read_bytes())
        pack.add("verify.py", whole_verifier().encode())
        pack.add("README.txt", _readme(study).encode())
        heads = {one.replica: [one.number, one.hash, one.root] for one in read_heads(study.reader)}
        manifest = {"stamp": _stamp(study), "heads": heads, "files": pack.hashes}
        pack.add("manifest.json", json.dumps(manifest, indent=1, sort_keys=True).encode())
        return len(pack.hashes)


class _Pack:
    """Writes files into an archive, all of one time, and keeps their hashes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.hashes: dict[str, str] = {}

    def add(self, name: str, data: bytes) -> None:
        self.stream(name, [data])

    def stream(self, name: str, parts: Any) -> None:
        info, told = zipfile.ZipInfo(name, _ZIP_TIME), sha256()
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        with self._archive.open(info, "w") as file:
            for part in parts:
                file.write(part)
                told.update(part)
        self.hashes[name] = told.hexdigest()


def _journal(study: Study) -> Iterator[bytes]:
    for change in study.journal.changes():
        yield json.dumps(list(change), ensure_ascii=False).encode() + b"\n"


def _codings(study: Study) -> Iterator[bytes]:
    """Yield the table of codings by place, in the form that the verifier builds from the journal."""
    yield _row(CODING_COLUMNS, mark=True)
    for coding, case, name, quote in store.codings(study.reader):
        yield _row(
            (
                coding.id, quote_id(case, coding.line, coding.id), case, name, str(coding.line), str(coding.start),
                str(coding.end), coding.code, coding.coder, coding.at, coding.origin, quote,
            )
        )  # fmt: skip


def _row(cells: tuple[str, ...], *, mark: bool = False) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode("utf-8-sig" if mark else "utf-8")


def _objects(study: Study) -> str:
    """Return codes, findings, cases and the like as JSON by kind and id; codings have a table of their own."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for kind, key, image in store.objects(study.reader):
        if kind not in _IN_TABLES:
            found[kind][key] = json.loads(image)
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)


def _stamp(study: Study) -> str:
    seq, head = study.journal.head()
    state, moment = codebook_state(study.project()), study.journal.moment()
    return stamp_text(Stamp(head=head, changes=seq, made_at=now(), codebook=state, moment=moment))


def _readme(study: Study) -> str:
    project = study.project()
    lines = [
        project.title,
        synthetic_notice(project),
        "",
        _("This is the record of the study as plain files. Unpack it and run: python verify.py"),
        _("It needs Python 3.8 or newer and nothing else; read it first, it is short."),
        _("With a head noted elsewhere, as in a printed report: python verify.py --head 9f2c41d07be3a518"),
        _("With a list of the coders' public keys, where they signed: python verify.py --signers FILE"),
        "",
        _("journal.jsonl: every change, one a line, each with the hash of the one before"),
        _("erased.jsonl, if there: the rows that withdrawals rewrote, with the hash of each before and after"),
        _("signatures.jsonl, if there: the heads that coders signed by their SSH keys"),
        _("former.csv, if there: the hashes that the changes had before a newer program computed them anew"),
        _("texts/: the transcripts as they were coded, named by their SHA-256"),
        _("codings.csv: every coding with its words; objects.json: codes, findings, cases and the rest"),
        _("originals.csv: the hashes of the imported files; reports/: what was handed over"),
        "",
        "EN: this pack holds the study's journal, texts, codings and reports. Run `python verify.py` (Python 3.8+).",
    ]
    return "\n".join(lines) + "\n"
