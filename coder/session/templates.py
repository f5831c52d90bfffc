"""Word templates of reports: the study's own, one that was named, and the one that a report was made with."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from coder.errors import InputError, Problem
from coder.session.study import Study

_DIGITS = 16


def own_template(study: Study) -> Path | None:
    """Return the template that the study's reports take their styles from, where the study has one."""
    path = _codebook(study) / "report-template.docx"
    return path if path.exists() else None


def template_hash(path: Path | None) -> str:
    """Return what tells one template from another, the beginning of its SHA-256; empty without one."""
    if path is None:
        return ""
    try:
        return sha256(path.read_bytes()).hexdigest()[:_DIGITS]
    except OSError as error:
        raise InputError(Problem(path, 0, error.strerror or str(error)), "") from error


def template_of(study: Study, digest: str, named: Path | None = None) -> Path | None:
    """Return the template with a hash: the one that was named, or one of the Word documents beside the codebook."""
    return next((path for path in _candidates(study, named) if template_hash(path) == digest), None)


def _candidates(study: Study, named: Path | None) -> Iterator[Path]:
    if named is not None:
        yield named
    yield from sorted(_codebook(study).glob("*.docx"))


def _codebook(study: Study) -> Path:
    return study.path.parent / "codebook"
