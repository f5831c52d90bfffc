"""HTML made of data: whatever a text holds, it comes out as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape as _escape

from coder.i18n import language
from coder.model.text import safe_for_terminal

_UNSAFE_ID = re.compile(r"[^A-Za-z0-9_.-]")
_CJK = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{3}")


def esc(text: str) -> str:
    """Return text as it may stand in an element or in an attribute."""
    return _escape(safe_for_terminal(text))


def ident(kind: str, *names: str) -> str:
    """Return an id of the page; what an id may not hold is written by its number."""
    return "-".join([kind, *(_UNSAFE_ID.sub(lambda m: f"_{ord(m[0]):x}_", name) for name in names)])


def link(target: str, inner: str, *, label: str = "", css: str = "") -> str:
    """Return a link to a place on the page; `inner` is HTML already."""
    more = (f' aria-label="{esc(label)}"' if label else "") + (f' class="{css}"' if css else "")
    return f'<a href="#{target}"{more}>{inner}</a>'


def tag(name: str, inner: str, **attributes: str) -> str:
    """Return an element; `inner` is HTML already, attributes are text (`css` stands for class)."""
    told = "".join(f' {"class" if key == "css" else key}="{esc(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{told}>{inner}</{name}>"


def lang_of(text: str) -> str:
    """Return the language of a text that is not of the page's own, else nothing."""
    page_is_english = language() == "en"
    if page_is_english and _CJK.search(text):
        return "zh-Hant-TW"
    if not page_is_english and not _CJK.search(text) and _LATIN.search(text):
        return "en"
    return ""


def table(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]], words: int = 1) -> str:
    """Return a table; cells are HTML already, all but the first `words` columns are numbers."""
    # A corner without words is no head of anything.
    head = "".join(
        f'<th scope="col"{"" if i < words else _NUMBER}>{cell}</th>' if cell else "<td></td>"
        for i, cell in enumerate(header)
    )
    body = "\n".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{cell}</th>' if i == 0 else f"<td{'' if i < words else _NUMBER}>{cell}</td>"
            for i, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="wide" role="region" aria-label="{esc(caption)}" tabindex="0">'
        f"<table><caption>{esc(caption)}</caption><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></div>\n"
    )


_NUMBER = ' class="n"'


def bar(value: float, most: float, label: str) -> str:
    """Return a bar as long as its share of the longest."""
    share = 100 * value / most if most else 0
    return (
        f'<svg class="bar" role="img" aria-label="{esc(label)}" width="100%" height="14">'
        f'<rect width="{share:.2f}%" height="14"></rect></svg>'
    )
