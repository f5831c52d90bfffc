"""The reading view: labels, Markdown marks and blank lines folded away, every offset as it was.

What is folded becomes `HIDDEN`, a character without width that no transcript holds, so the text keeps its length.
"""

from __future__ import annotations

import re

from coder.model.project import OpenTranscript
from coder.model.text import Role, Turn
from coder.tui.widgets.wrap import HIDDEN

_BLANK = re.compile(rf"\n(?:{HIDDEN}|[^\S\n])*(?=\n)")
_EMPTY = f" \n\u3000{HIDDEN}"
_HEADING = re.compile(r"(?m)^#{1,6}[ \t]+")
_MARKS = re.compile(
    r"(?m)^(?: {0,3}(?:#{1,6}[ \t]+|>[ \t]?|(?:-{3,}|={3,}|\*{3,})[ \t]*$))+"
    r"|(?P<pair>\*\*|__|(?<![\w*])\*)(?=\S)(?P<inside>[^\n*]+?)(?<=\S)(?P=pair)(?![\w*])"
    r"|\\(?=[\\`*_{}\[\]()#+\-.!>])"
)


def folded(document: OpenTranscript) -> str:
    """Return a transcript's text in equal length, with `HIDDEN` for what is not read."""
    text, markdown = document.text, document.info.format == "markdown"
    return "".join(_turn(text, turn, markdown=markdown) for turn in document.turns) or text


def _turn(text: str, turn: Turn, *, markdown: bool) -> str:
    """Return a turn with its label folded; one line end stays, so that an empty turn keeps its row."""
    head, said = text[turn.start : turn.body], text[turn.body : turn.end]
    if markdown:
        said = _MARKS.sub(_without_marks, said)
    elif turn.role is Role.NONE:
        said = _HEADING.sub(_without_marks, said)
    words = said.strip(_EMPTY)
    if not words:
        kept = "\n" if turn.role is not Role.NONE and said.endswith("\n") else ""
        return HIDDEN * (len(head) + len(said) - len(kept)) + kept
    before = len(said) - len(said.lstrip(_EMPTY))
    after = said[before + len(words) :]
    end = "\n" if "\n" in after else ""
    middle = _BLANK.sub(lambda m: HIDDEN * len(m[0]), words)
    return HIDDEN * (len(head) + before) + middle + HIDDEN * (len(after) - len(end)) + end


def _without_marks(match: re.Match[str]) -> str:
    pair = match.groupdict().get("pair")
    if pair is None:
        return HIDDEN * len(match[0])
    return HIDDEN * len(pair) + match["inside"] + HIDDEN * len(pair)
