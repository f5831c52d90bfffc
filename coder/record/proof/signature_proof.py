"""Whether the signatures in the file hold: of keys that coders took, over the rows that stand there now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coder.i18n import _, listed
from coder.model.journal.signing_key import SigningKey
from coder.model.journal.ssh_signatures import NO_FIT, NO_SIGNATURE, OTHER_KEY, OTHER_USE
from coder.record.reader import Reader
from coder.record.signing.signatures import Checked, all_signatures, check


def disagreements(reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with each signature, and each key whose signatures were taken out."""
    for one in check(reader):
        if one.fault:
            yield f"signature {one.signature.replica[:4]}#{one.signature.seq}", fault_words(one)
    given = all_signatures(reader)
    for key in reader.all(SigningKey, "at"):
        taken = reader.execute(
            "SELECT replica, seq FROM change WHERE key = ? AND kind = 'signer' ORDER BY clock LIMIT 1", (key.id,)
        ).fetchone()
        # A key signs as soon as it is taken: so a head after that stands signed by it.
        if taken and not any((one.key, one.replica) == (key.id, taken[0]) and one.seq >= taken[1] for one in given):
            yield f"signer {key.id}", _("the signatures of {coder} were taken out").format(coder=key.coder)


def fault_words(one: Checked) -> str:
    """Return what is wrong with a signature."""
    told = {
        "key": _("no coder took the key {name}").format(name=one.signature.key),
        "row": _("{coder} signed another row: the journal was written anew since"),
        "root": _("{coder} signed other rows before it: the journal was written anew since"),
        OTHER_KEY: _("it was made with another key than that of {coder}"),
        OTHER_USE: _("{coder} signed something else with it"),
        NO_FIT: _("it is not what {coder} signed"),
        NO_SIGNATURE: _("it is not an SSH signature"),
    }
    return told[one.fault].format(coder=one.coder)


def against_allowed(reader: Reader, allowed: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """Yield keys of the study that a list from outside does not allow, and people of the list who signed nothing."""
    signed = {one.signature.key for one in that_hold(reader)}
    for key in reader.all(SigningKey, "at"):
        if key.coder not in allowed.get(key.id, frozenset()):
            yield f"signer {key.id}", _("the list does not allow it to {coder}").format(coder=key.coder)
    for name, people in allowed.items():
        if name not in signed:
            yield f"signer {name}", _("nothing here is signed by {coder}").format(coder=listed(sorted(people)))


def that_hold(reader: Reader) -> list[Checked]:
    """Return the last signature of each replica and key that holds."""
    last = {(one.signature.replica, one.signature.key): one for one in check(reader) if not one.fault}
    return list(last.values())
