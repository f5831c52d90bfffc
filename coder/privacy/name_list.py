"""The list of names that reports replace: what is printed for each, and the acts that change it."""

from __future__ import annotations

from pathlib import Path

from coder.errors import CoderError, InputError, NotFoundError, Problem
from coder.files.csv_rows import read_rows
from coder.i18n import _, in_each_language, listed
from coder.language.fold import fold
from coder.model.identity import new_id, now
from coder.model.names.aliases import NAME_KINDS, Alias, Replacer
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.record.unseen import require_seen

_MOST = 10_000
"""The most names that one file puts on the list: with more of them, every report takes minutes."""


def aliases(study: Study) -> list[Alias]:
    """Return the list of names and what is printed in their place."""
    return study.reader.all(Alias, "name", "id")


def _alias_of(study: Study, name: str) -> Alias | None:
    """Return the entry of a name in any of its spellings, the same one first."""
    key = spelling(name)
    alike = [one for one in aliases(study) if spelling(one.name) == key]
    return next((one for one in alike if one.name == name), next(iter(alike), None))


def spelling(name: str) -> str:
    """Return what the spellings of a name have in common: `ＡＩ 人才` is `AI人才`."""
    return Replacer({}, fold).key(name)


def holds_names(study: Study) -> bool:
    """Tell whether there are names that reports replace, so that what is written with them is for few eyes."""
    return bool(name_key(study))


def name_key(study: Study) -> dict[str, str]:
    """Return every name with what is printed in its place: those of cases with aliases, then those of the list."""
    names = {}
    for case in study.project().cases:
        for name in filter(None, (case.name, case.name_en, *case.aliases[1:])) if case.aliases else ():
            names[name] = case.aliases[0]
    return names | {one.name: printed_as(one) for one in aliases(study)}


def printed_as(one: Alias) -> str:
    """Return what is printed for a name; what was only struck out is so in the language of who reads it."""
    is_blank = one.kind == "redacted" and one.alias in in_each_language("[redacted]")
    return _("[redacted]") if is_blank else one.alias


def set_alias(study: Study, name: str, alias: str, kind: str, read: str | None = None) -> Outcome:
    """Put a name on the list, or change what is printed in its place, which was `read` before."""
    name, alias = name.strip(), alias.strip()
    if not name or not alias or name in alias:
        raise CoderError(_("a name needs another one that does not hold it"))
    old = _alias_of(study, name)
    require_seen(study, old.id if old else name, read, old.alias if old else "")
    new = _entry(study, old, name, alias, kind)
    act = study.record([Put("alias", old, new)], "redact" if kind == "redacted" else "alias")
    return Outcome(act, _("“{name}” is printed as “{alias}”").format(name=name, alias=alias))


def _entry(study: Study, old: Alias | None, name: str, alias: str, kind: str) -> Alias:
    """Return an entry of the list; its id is random, so that the journal keeps no name when the entry is erased."""
    return Alias(id=old.id if old else new_id(), name=name, alias=alias, kind=kind, by=study.coder, at=now())


def load_aliases(study: Study, path: Path) -> Outcome:
    """Put the names of a CSV file on the list as one act: `name,alias` and, if wanted, `kind`."""
    known = {spelling(one.name): one for one in aliases(study)}
    puts: dict[str, Put] = {}
    for row in read_rows(path, ("name", "alias"), ("kind",)):
        name, alias, kind = row.values["name"], row.values["alias"], row.values.get("kind", "other")
        if name in alias:
            raise InputError(
                Problem(path, row.line, _("{alias} holds the name").format(alias=alias)), _("Give another.")
            )
        if kind not in NAME_KINDS:
            message = _("kind is “{value}”").format(value=kind)
            hint = _("Write one of: {names}").format(names=listed(NAME_KINDS))
            raise InputError(Problem(path, row.line, message), hint)
        if len(puts) == _MOST:
            message = _("holds more than {most} names").format(most=f"{_MOST:,}")
            raise InputError(Problem(path, row.line, message), _("Keep those that stand in the transcripts."))
        key = spelling(name)
        if key in puts:
            raise InputError(Problem(path, row.line, _("{name} appears twice").format(name=name)), _("Remove one."))
        puts[key] = Put("alias", known.get(key), _entry(study, known.get(key), name, alias, kind))
    if not puts:
        raise InputError(Problem(path, 0, _("names no name")), _("One row for each: name,alias,kind"))
    act = study.record(list(puts.values()), "alias")
    message = _("{count} names are replaced in every report").format(count=len(puts))
    return Outcome(act, message, changes=tuple((put.before, put.after) for put in puts.values()))


def redact(study: Study, words: str) -> Outcome:
    """Put words on the list as redacted: no report prints them, wherever they stand."""
    return set_alias(study, words, _("[redacted]"), "redacted")


def redacted(study: Study) -> Replacer:
    """Return what finds the redacted words in a text."""
    return Replacer({one.name: printed_as(one) for one in aliases(study) if one.kind == "redacted"}, fold)


def drop_alias(study: Study, name: str) -> Outcome:
    """Take a name from the list."""
    old = _alias_of(study, name)
    if old is None:
        raise NotFoundError(_("{name} is not on the list").format(name=name), _("coder names lists them"), asked=[name])
    act = study.record([Put("alias", old, None)], "drop-alias")
    return Outcome(act, _("“{name}” is printed as it is").format(name=name))
