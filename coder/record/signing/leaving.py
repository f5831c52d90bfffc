"""Signing on leaving, at a report and at a sign-off: nobody is asked, and nothing is loaded where nobody signs."""

from __future__ import annotations

import contextlib
from pathlib import Path

from coder.errors import CoderError
from coder.record.study import Study


def sign_quietly(study: Study) -> None:
    """Sign the head where the coder took a key that is at hand; that it is not is no reason to hold anybody."""
    if study.reader.execute("SELECT 1 FROM signer WHERE coder = ?", (study.coder,)).fetchone() is None:
        return
    from coder.record.signing.heads_signed import sign_head

    with contextlib.suppress(CoderError):
        sign_head(study)


def sign_beside(path: Path, coder: str) -> None:
    """Sign the head of the study at `path` over a connection of its own, for a thread beside the screen."""
    with contextlib.suppress(CoderError), Study.open(path, coder) as study:
        sign_quietly(study)
