"""Settings of the study: what the lead decides for all who count in it. Each is declared once, here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from coder.i18n import _, listed
from coder.model.counting.counting_words import whose
from coder.model.counting.layers import ANY, SETTLED, coder_of, least_of

UnitKind = Literal["turn", "sentence", "character", "span"]
UNITS: tuple[UnitKind, ...] = get_args(UnitKind)
"""What coders are compared by."""
ORDERS: Mapping[str, str] = {"finding": "finding-order", "recommendation": "recommendation-order"}
"""The settings that name findings, and recommendations, as they are told; the others follow by their ids."""
NO_LEAKS = "no-leaks"
"""The setting that names words that somebody looked at and that are no leaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What was decided: the name of a setting, which is its id, and its value as text."""

    id: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRule:
    """One setting: its name, what stands where nothing was decided, what it is called, and what it may be.

    `read` returns a text as it is kept, and raises `ValueError` with what may be written instead.
    """

    name: str
    default: str
    label: Callable[[], str]
    read: Callable[[str], str]
    said: Callable[[str], str] = str
    """A value in words of the interface language."""

    def shown(self, value: str) -> str:
        """Return a value as people read it, a dash where there is none."""
        return self.said(value) if value else "—"


def unit_word(unit: str) -> str:
    """Return what coders are compared by, in a word."""
    return {
        "turn": _("turn"), "sentence": _("sentence"), "character": _("character"), "span": _("span of words"),
    }.get(unit, unit)  # fmt: skip


def _unit(text: str) -> str:
    """Return a unit by its name, or by its word."""
    return _one_of(*UNITS)(next((unit for unit in UNITS if unit_word(unit) == text), text))


def _one_of(*options: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in options:
            raise ValueError(_("there are: {names}").format(names=listed(options)))
        return text

    return read


def _count(text: str) -> str:
    if not (text.isascii() and text.isdecimal()) or len(text) > len("100000"):
        raise ValueError(_("write a whole number, such as 3"))
    return str(int(text))


def _share(text: str) -> str:
    """Return a share between 0 and 1; it may be written in per cent."""
    number, percent = text.removesuffix("%").strip(), text.endswith("%")
    try:
        share = float(number) / (100 if percent else 1)
    except ValueError:
        share = -1
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", number) or not 0 <= share <= 1:
        raise ValueError(_("write a share, such as 0.25 or 25%"))
    return f"{share:.6f}".rstrip("0").rstrip(".")


def _percent(share: str) -> str:
    return f"{float(share) * 100:g}%"


def _layer(text: str) -> str:
    if text not in {"", ANY, SETTLED} and not coder_of(text) and least_of(text) < 1:
        raise ValueError(_("there are: settled, coder:NAME, any, k:2 (two coders alike)"))
    return text


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        example = _("for example: {example}").format(example="(?P<name>[A-Z]\\d+)-\\d+ ")
        raise ValueError(f"{error}; {example}") from None
    return text


def ids_of(text: str) -> tuple[str, ...]:
    """Return ids that are set apart by commas or spaces, each once."""
    return tuple(dict.fromkeys(re.findall(r"[^\s,\u3001\uff0c]+", text)))


def words_of(text: str) -> tuple[str, ...]:
    """Return words or sentences that are set apart by upright strokes, each once and on one line."""
    return tuple(dict.fromkeys(filter(None, (" ".join(part.split()) for part in text.split("|")))))


def words_together(words: Iterable[str]) -> str:
    """Return words or sentences as a setting keeps them."""
    return " | ".join(words)


def _order(kind: str, label: Callable[[], str]) -> SettingRule:
    return SettingRule(
        name=ORDERS[kind],
        default="",
        label=label,
        read=lambda text: ",".join(ids_of(text)),
        said=lambda text: listed(ids_of(text)),
    )


SETTINGS: tuple[SettingRule, ...] = (
    SettingRule(name="unit", default="turn", label=lambda: _("unit of agreement"), read=_unit, said=unit_word),
    SettingRule(
        name="layer", default="", label=lambda: _("layer that is counted where none is named"), read=_layer, said=whose
    ),
    SettingRule(name="least-for", default="3", label=lambda: _("least number of cases for a finding"), read=_count),
    SettingRule(
        name="most-against",
        default="0.5",
        label=lambda: _("greatest share of passages against a finding"),
        read=_share,
        said=_percent,
    ),
    _order("finding", lambda: _("order of the findings")),
    _order("recommendation", lambda: _("order of the recommendations")),
    SettingRule(
        name="label-pattern", default="", label=lambda: _("form of a speaker's label, for imports"), read=_pattern
    ),
    SettingRule(
        name=NO_LEAKS,
        default="",
        label=lambda: _("words that are no leaks"),
        read=lambda text: words_together(words_of(text)),
        said=lambda text: listed(words_of(text)),
    ),
)
_BY_NAME = {rule.name: rule for rule in SETTINGS}


def rule_of(name: str) -> SettingRule | None:
    """Return what is known of a setting, None for a name that is none."""
    return _BY_NAME.get(name)


def setting_title(value: Setting) -> str:
    """Return what a setting is called in the interface language, with its value."""
    rule = rule_of(value.id)
    return _("{label}: {text}").format(
        label=rule.label() if rule else value.id, text=rule.shown(value.value) if rule else value.value
    )
