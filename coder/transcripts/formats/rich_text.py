"""Transcripts in RTF; hidden and struck-out text is left out."""

from __future__ import annotations

import re
from pathlib import Path

from coder.errors import InputError, Problem
from coder.i18n import _
from coder.model.text import Source, normalise
from coder.transcripts.packages import refusing_damage, require_text, save_again
from coder.transcripts.script import Piece, Script
from coder.transcripts.tables import pieces_of_table

_TOKEN = re.compile(r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'[0-9a-fA-F]{2}|\\[^a-z]|[{}]|[^\\{}]+", re.DOTALL)
_MOST_COMMANDS = 1_000_000
_UNSAID = {"v": "hidden", "webhidden": "hidden", "strike": "struck", "striked": "struck"}


class RichTextImporter:
    """Reads the text of an RTF document, rows of tables as paragraphs."""

    name = "rtf"
    suffixes = (".rtf",)

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        from striprtf.striprtf import rtf_to_text

        if not data.lstrip().startswith(b"{\\rtf"):
            raise InputError(Problem(path, 0, _("this is not an RTF document")), save_again())
        if data.count(b"\\") + 2 * data.count(b"{") > _MOST_COMMANDS:
            raise InputError(Problem(path, 0, _("is made of far more pieces than a transcript")), save_again())
        with refusing_damage(path):
            spoken, unsaid = _spoken(data.decode("latin-1"))
            raw: str = rtf_to_text(spoken, errors="replace")  # type: ignore[no-untyped-call]
            whole = raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            pieces = _pieces(normalise(whole).replace("\u00ad", "").split("\n"), tables="\\cell" in spoken)
            told = {"hidden": _("hidden text"), "struck": _("struck-out text")}
            source = Script(pieces).source("rtf", self.name, [told[kind] for kind in sorted(unsaid)])
        require_text(path, source.text)
        return source


def _spoken(source: str) -> tuple[str, set[str]]:
    """Return the source without what is hidden or struck out, and which of the two it held."""
    if not re.search(r"\\(?:v|webhidden|striked?1?)(?![a-z])", source):
        return source, set()
    kept: list[str] = []
    unsaid: set[str] = set()
    groups: list[frozenset[str]] = []
    now: frozenset[str] = frozenset()
    for token in _TOKEN.finditer(source):
        word, number = token[1], token[2]
        if token[0] == "{":
            groups.append(now)
        elif token[0] == "}":
            now = groups.pop() if groups else frozenset()
        elif word in _UNSAID:
            now = now - {word} if number == "0" else now | {word}
        elif word == "plain":
            now = frozenset()
        elif now and _is_words(token[0], word):
            unsaid |= {_UNSAID[kind] for kind in now} if token[0].strip() else set()
            continue
        kept.append(token[0])
    return "".join(kept), unsaid


def _is_words(token: str, word: str | None) -> bool:
    return word in {"u", "emdash", "endash", "tab", "bullet"} or (word is None and token not in {"{", "}", "\\*"})


def _pieces(lines: list[str], *, tables: bool) -> list[Piece]:
    """Return the paragraphs; neighbouring lines that end in a bar are rows of a table."""
    if not tables:
        return [Piece(line) for line in lines]
    pieces: list[Piece] = []
    rows: list[list[list[str]]] = []
    for line in lines:
        if line.endswith("|"):
            rows.append([[cell.strip()] for cell in line[:-1].split("|")])
            continue
        pieces += pieces_of_table(rows) if rows else []
        rows = []
        pieces.append(Piece(line))
    return pieces + (pieces_of_table(rows) if rows else [])
