"""The words that stand for a value in help, such as NAME and [OPTIONS], in the interface language."""

from __future__ import annotations

import re

from coder.i18n import N_

_WORD = re.compile(r"\b[A-Z]{2,}\d?\b")
_SHORT = {"ATTR": "ATTRIBUTE"}
_DECLARED = (
    N_("ACT"), N_("ADDRESS"), N_("ALIAS"), N_("ARGS"), N_("ATTRIBUTE"), N_("BACKUP"), N_("BELOW"), N_("CASE"),
    N_("CHAPTER"), N_("CHOICE"), N_("CODE"), N_("CODER"), N_("COLUMN"), N_("COMMAND"), N_("CONFLICT"), N_("DAY"),
    N_("END"), N_("ENGLISH"), N_("EXPRESSION"), N_("FIELD"), N_("FILE"), N_("FILES"), N_("FLOAT"), N_("FOLDER"),
    N_("FROM"), N_("HASH"), N_("ID"), N_("INTEGER"), N_("LAYER"), N_("LINE"), N_("MOMENT"), N_("NAME"), N_("NUMBER"),
    N_("OPTIONS"), N_("OTHER"), N_("PAIR"), N_("PART"), N_("PERCENT"), N_("QUOTE"), N_("REGEX"),
    N_("REPORT"), N_("SAMPLE"), N_("SIDE"), N_("SPEAKER"), N_("START"), N_("TEXT"), N_("TO"), N_("TRANSCRIPT"),
    N_("TRANSCRIPTS"), N_("VALUE"), N_("WORD"), N_("WORDS"),
)  # fmt: skip
_KNOWN = {word.args[0]: word for word in _DECLARED}


def placeholders(text: str) -> str:
    """Return a line of usage or the names of an option with its placeholders in words; what is unknown stays."""
    return _WORD.sub(_in_words, text.replace(" RANGE", ""))


def _in_words(found: re.Match[str]) -> str:
    word = _SHORT.get(found[0], found[0])
    return _KNOWN[word]() if word in _KNOWN else found[0]
