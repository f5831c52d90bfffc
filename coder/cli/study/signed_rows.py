"""How far the journal is signed, as rows and sentences of the commands that tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coder.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from coder.record.proof.verify import Difference
    from coder.record.study import Study

_LARGEST = 1_000_000


def signed_rows(study: Study) -> list[dict[str, Any]]:
    """Return one row for each key and copy that it signed, with the last head, and one for a key that signed none."""
    from coder.model.journal.signing_key import SigningKey
    from coder.record.proof.signature_proof import that_hold

    limits, found, project = study.journal.limits(), that_hold(study.reader), study.project()
    rows: list[dict[str, Any]] = []
    for key in study.reader.all(SigningKey, "at"):
        mine = [one.signature for one in found if one.signature.key == key.id]
        who = {"coder": key.coder, "name": project.coder_name(key.coder)}
        for one in mine:
            name, since = study.journal.name_of(one.replica, one.seq), limits.get(one.replica, 0) - one.seq
            rows.append({**who, "key": key.id, "change": name, "at": one.at, "changes_since": since})
        if not mine:
            rows.append({**who, "key": key.id, "change": "", "at": "", "changes_since": None})
    return rows


def sentence(row: dict[str, Any]) -> str:
    """Return in one sentence how far a coder signed."""
    told = {**row, "coder": row["name"]}
    if not row["change"]:
        return _("Nothing is signed by {coder} ({key}).").format(**told)
    if row["changes_since"]:
        return _("Signed by {coder} until {change} ({key}); unsigned since: {changes_since} changes.").format(**told)
    return _("Signed by {coder} until {change} ({key}), the last change.").format(**told)


def held_against(study: Study, path: Path) -> list[Difference]:
    """Return what a list of allowed signers says otherwise: a journal written anew may name other keys."""
    from coder.files.plain_text import read_decoded
    from coder.record.proof.signature_proof import against_allowed
    from coder.record.proof.verify import Difference
    from coder.record.signing.allowed_signers import read_allowed

    text = read_decoded(path, _LARGEST, _("write: NAME ssh-ed25519 AAAA… on each line"))
    return [Difference(*one) for one in against_allowed(study.reader, read_allowed(path, text))]
