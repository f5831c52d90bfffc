"""The interface's language: Traditional Chinese for who reads Chinese, English for everybody else."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path

from coder.catalogue import Catalogue
from coder.plurals import Message

LANGUAGES = ("zh_TW", "en")
_LOCALE = Path(__file__).parent / "locale"
_catalogue = Catalogue(_LOCALE / "en")
_language = "en"
_asked = False


def choose_language(wish: str | None = None) -> str:
    """Return the language for `wish`, `CODER_LANG` or the locale, in this order.

    Every Chinese locale speaks Chinese; every other one speaks English, `C` too, whose terminal may show no Chinese.
    Where nothing is set at all the program speaks Chinese, as the studies do that it was made for.
    """
    asked = wish or os.environ.get("CODER_LANG") or _locale_name()
    return "zh_TW" if not asked or asked.lower().startswith("zh") else "en"


def set_language(wish: str | None = None) -> str:
    """Load the catalogue of the chosen language and return its name."""
    global _catalogue, _language, _asked  # noqa: PLW0603  one interface language a process
    _asked = bool(wish or os.environ.get("CODER_LANG"))
    _language = choose_language(wish)
    _catalogue = Catalogue(_LOCALE / _language / "LC_MESSAGES" / "coder.mo")
    return _language


def language_was_asked() -> bool:
    """Tell whether the language was named, by an option or the environment, and not guessed from the locale."""
    return _asked


def language() -> str:
    """Return the interface language in use."""
    return _language


def _(message: str) -> str:
    """Translate an interface message; in English its nouns follow the numbers that are put into it."""
    told = _catalogue.gettext(message)
    return Message(told) if _language == "en" and "{" in told else told


def listed(items: Iterable[str]) -> str:
    """Return names or words one after the other, with the sign that the interface language sets between them."""
    return pick("、", ", ").join(items)


def run_on(sentences: Iterable[str]) -> str:
    """Return sentences one behind the other; behind a full stop of Chinese stands no space."""
    return pick("", " ").join(filter(None, sentences))


def N_(message: str) -> partial[str]:  # noqa: N802  the name by which messages are gathered
    """Return a message that is translated whenever it is asked for: what is declared stands in no language yet."""
    return partial(_, message)


def pick(chinese: str, english: str) -> str:
    """Return the study's own text in the interface language, the Chinese where no English was written."""
    return english if _language == "en" and english else chinese


def labelled(label: str, text: str) -> str:
    """Return a text behind its label, with the colon that the interface language sets."""
    return _("{label}: {text}").format(label=label, text=text)


def bracketed(text: str) -> str:
    """Return what follows a word in brackets, in those of the interface language."""
    return pick(f"（{text}）", f" ({text})")


@cache
def in_each_language(message: str) -> frozenset[str]:
    """Return a message in every language of the interface, to know it again where one of them was kept."""
    return frozenset(Catalogue(_LOCALE / one / "LC_MESSAGES" / "coder.mo").gettext(message) for one in LANGUAGES)


def _locale_name() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value
    return ""
