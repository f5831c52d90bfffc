"""The settings of the study as they stand: what was decided, or the default."""

from __future__ import annotations

from coder.model.study_setting import SETTINGS, Setting, rule_of
from coder.record.reader import Reader


def value(reader: Reader, name: str) -> str:
    """Return the value of a setting as text; raises `KeyError` for a name that is none."""
    rule = rule_of(name)
    if rule is None:
        raise KeyError(name)
    decided = reader.one(Setting, name)
    return rule.default if decided is None else decided.value


def number(reader: Reader, name: str) -> float:
    """Return the value of a setting that is a number or a share."""
    return float(value(reader, name))


def values(reader: Reader) -> dict[str, str]:
    """Return the value of every setting by its name."""
    return {rule.name: value(reader, rule.name) for rule in SETTINGS}
