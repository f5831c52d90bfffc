"""Taking a key, and signing the head of the journal with it where that needs nobody to be asked."""

from __future__ import annotations

from pathlib import Path

from coder.errors import CoderError
from coder.i18n import _, listed
from coder.model.identity import now
from coder.model.journal.merkle import RootSoFar
from coder.model.journal.signing_key import TAKE_KEY, HeadSignature, SigningKey, head_message
from coder.model.journal.ssh_signatures import fault, fingerprint, key_bytes
from coder.record.chain import read_head
from coder.record.entry import Put
from coder.record.signing import signatures, ssh_keygen
from coder.record.study import Study

_PLACE = "signing-key"


def take_key(study: Study, path: Path | None) -> SigningKey:
    """Enter a coder's public key and sign the head with it at once; where that fails, nothing is entered.

    The key is that of a file, private or public, or the only one at hand: of the agent, or `~/.ssh/id_ed25519`.
    """
    line = _named(path) if path is not None else _only_one()
    new = SigningKey(id=fingerprint(line), coder=study.coder, public_key=line, at=now())
    known = study.reader.one(SigningKey, new.id)
    if known is not None and known.coder != study.coder:
        raise CoderError(
            _("{coder} signs with this key").format(coder=known.coder), _("each coder signs with a key of their own")
        )
    place = str(path.expanduser().resolve()) if path is not None else ""
    with study.together():
        if known is None:
            study.record([Put("signer", None, new)], TAKE_KEY)
        signed = _signed(study, new, place)
        if signed is None:
            raise CoderError(
                _("the key {name} cannot sign without asking").format(name=new.id),
                _("add it to the agent (ssh-add FILE), and run the command again")
                if ssh_keygen.is_there()
                else _no_program(),
            )
        signatures.keep(study.connection, signed)
    study.remember(_PLACE, place)
    return new


def sign_head(study: Study) -> HeadSignature | None:
    """Sign the head of the file's own replica by the coder's key; None where none is at hand."""
    keys = study.reader.all(SigningKey, "at", coder=study.coder) if study.moment is None else []
    if not keys:
        return None
    place = study.recall(_PLACE) or ""
    head = read_head(study.connection, study.journal.replica)
    there = {one.key: one for one in signatures.last_signatures(study.reader) if one.hash == head.hash}
    for key in reversed(keys):
        if key.id in there:
            return there[key.id]
        signed = _signed(study, key, place)
        if signed is not None:
            with study.together():
                signatures.keep(study.connection, signed)
            return signed
    return None


def _signed(study: Study, key: SigningKey, place: str) -> HeadSignature | None:
    replica = study.journal.replica
    head = read_head(study.connection, replica)
    if head.seq == 0:
        return None
    so_far = RootSoFar()
    for (digest,) in study.reader.execute(
        "SELECT hash FROM change WHERE replica = ? AND seq <= ? ORDER BY seq", (replica, head.seq)
    ):
        so_far.add(digest)
    root = so_far.root().hex()
    at = now()
    message = head_message(replica, head.seq, head.hash, root, at)
    armour = ssh_keygen.sign(message, key.public_key, place)
    if not armour or fault(armour, key.public_key, message):
        return None
    return HeadSignature(replica, head.seq, head.hash, root, key.id, at, armour)


def _named(path: Path) -> str:
    line = ssh_keygen.public_key_of(path.expanduser())
    if key_bytes(line) is None:
        raise CoderError(
            _("{path} holds no Ed25519 key of SSH").format(path=path),
            _("make one: ssh-keygen -t ed25519") if ssh_keygen.is_there() else _no_program(),
        )
    return line


def _only_one() -> str:
    found = list(ssh_keygen.keys_at_hand())
    if len(found) == 1:
        return found[0]
    if not found:
        raise CoderError(_("there is no Ed25519 key of SSH at hand"), _("make one: ssh-keygen -t ed25519"))
    raise CoderError(
        _("there are several keys at hand: {names}").format(names=listed(map(fingerprint, found))),
        _("name the file of yours: coder sign key FILE"),
    )


def _no_program() -> str:
    return _("install OpenSSH, which signs: ssh-keygen")
