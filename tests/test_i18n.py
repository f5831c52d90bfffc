"""Which language the interface speaks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coder.i18n import choose_language

CODER = Path(__file__).parents[1] / "coder"


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("zh_TW.UTF-8", "zh_TW"), ("zh_HK", "zh_TW"), ("zh_CN.UTF-8", "zh_TW"), ("zh", "zh_TW"), ("", "zh_TW"),
        ("en_US.UTF-8", "en"), ("C", "en"), ("C.UTF-8", "en"), ("POSIX", "en"), ("de_DE.UTF-8", "en"), ("xx", "en"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["LANG", "LC_ALL", "LC_MESSAGES", "CODER_LANG"])
def test_the_locale_chooses_the_language(monkeypatch: pytest.MonkeyPatch, name: str, locale: str, language: str):
    for variable in ("LANG", "LC_ALL", "LC_MESSAGES", "CODER_LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv(name, locale)
    assert choose_language() == language


def test_what_is_asked_for_goes_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LANG", "zh_TW.UTF-8")
    monkeypatch.setenv("CODER_LANG", "en")
    assert choose_language() == "en"
    assert choose_language("zh_TW") == "zh_TW"


def test_codes_are_explained_in_the_interface_language():
    """WHEN a screen, report or command explains a code THEN it asks for `defined` or `shown_meaning`, which know the language."""
    chinese = re.compile(r"\.(?:definition|when_to_use|when_not)\b")
    files = [path for package in ("tui", "cli", "reports") for path in (CODER / package).rglob("*.py")]
    assert [str(path) for path in files if chinese.search(path.read_text("utf-8"))] == []
