"""A table of code by code: what was settled, and what a coder put in its place."""

from __future__ import annotations

from collections.abc import Mapping


def confusion_rows(
    mixed: Mapping[tuple[str, str], int], names: Mapping[str, str], nothing: str
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return headings and rows of the codes that were mixed up; what was coded as settled stands on the diagonal.

    Codes that were never mixed up are left out; `nothing` names the row and column of no code.
    """
    wrong = {pair for pair in mixed if pair[0] != pair[1]}
    order = [*names, ""]
    settled = [code for code in order if any(pair[0] == code for pair in wrong)]
    put = [
        code for code in order if any(pair[1] == code for pair in wrong) or (code in settled and (code, code) in mixed)
    ]
    heads = ("", *(names.get(code, nothing) for code in put))
    rows = [(names.get(code, nothing), *(str(mixed.get((code, other), "")) for other in put)) for code in settled]
    return heads, rows
