"""The words that stand for a value in help, such as NAME and [OPTIONS], in the interface language."""

from __future__ import annotations

import re

from coder.i18n import _

_WORD = re.compile(r"\b[A-Z]{2,}\d?\b")


def placeholders(text: str) -> str:
    """Return a line of usage or the names of an option with its placeholders in words; what is unknown stays."""
    known = _words()
    return _WORD.sub(lambda found: known.get(found[0], found[0]), text)


def _words() -> dict[str, str]:
    return {
        "ACT": _("ACT"),
        "ADDRESS": _("ADDRESS"),
        "ALIAS": _("ALIAS"),
        "ARGS": _("ARGS"),
        "ATTR": _("ATTRIBUTE"),
        "ATTRIBUTE": _("ATTRIBUTE"),
        "BACKUP": _("BACKUP"),
        "BELOW": _("BELOW"),
        "CASE": _("CASE"),
        "CHAPTER": _("CHAPTER"),
        "CODE": _("CODE"),
        "CODER": _("CODER"),
        "COLUMN": _("COLUMN"),
        "COMMAND": _("COMMAND"),
        "CONFLICT": _("CONFLICT"),
        "DAY": _("DAY"),
        "END": _("END"),
        "EXPRESSION": _("EXPRESSION"),
        "FIELD": _("FIELD"),
        "FILE": _("FILE"),
        "FILES": _("FILES"),
        "FLOAT": _("FLOAT"),
        "FOLDER": _("FOLDER"),
        "FROM": _("FROM"),
        "HASH": _("HASH"),
        "ID": _("ID"),
        "INTEGER": _("INTEGER"),
        "LAYER": _("LAYER"),
        "LINE": _("LINE"),
        "MOMENT": _("MOMENT"),
        "NAME": _("NAME"),
        "NUMBER": _("NUMBER"),
        "OPTIONS": _("OPTIONS"),
        "OTHER": _("OTHER"),
        "PART": _("PART"),
        "PERCENT": _("PERCENT"),
        "QUOTE": _("QUOTE"),
        "RANGE": _("RANGE"),
        "REGEX": _("REGEX"),
        "REPORT": _("REPORT"),
        "SAMPLE": _("SAMPLE"),
        "SIDE": _("SIDE"),
        "SPEAKER": _("SPEAKER"),
        "START": _("START"),
        "TEXT": _("TEXT"),
        "TO": _("TO"),
        "TRANSCRIPT": _("TRANSCRIPT"),
        "TRANSCRIPTS": _("TRANSCRIPTS"),
        "VALUE": _("VALUE"),
        "WORD": _("WORD"),
        "WORDS": _("WORDS"),
    }
