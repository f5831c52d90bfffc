"""A finding at work: the quotations chosen for it, its sign-off, and what a careful reader would doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from coder.i18n import _, listed
from coder.model.codebook import Attribute, Case
from coder.model.links import links
from coder.model.values.numerals import small_numeral
from coder.model.values.value_names import value_title

Side = Literal["for", "against"]
Doubt = Literal["few-cases", "one-speaker", "one-coder", "older-definition", "unnamed-counter-evidence", "disputed"]

ELLIPSIS = "[…]"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenQuotation:
    """A coded passage that the lead chose for a finding.

    `shown` is the passage as it is to be printed, shortened by `[…]`; empty where it is printed whole.
    """

    id: str
    finding: str
    coding: str
    side: Side
    position: int
    telling: bool = False
    shown: str = ""
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """The lead's word that a finding stands as it was at a moment: after change number `change` of the journal.

    `moment` says where each replica stood; empty where that was not kept yet.
    """

    id: str
    finding: str
    change: int
    by: str
    at: str
    moment: str = ""


class Weight(NamedTuple):
    """What a finding rests on, as far as doubts ask.

    `cases`, `persons` and `coders` are those behind what speaks for it, `against` passages. `is_outdated` tells that
    some coding was made under an older definition, `is_disputed` that an auditor disputes one, `is_named` that evidence
    against it is chosen or cited.
    """

    cases: int
    persons: int
    coders: int
    against: int = 0
    is_outdated: bool = False
    is_disputed: bool = False
    is_named: bool = False


def doubt_words(doubt: Doubt) -> str:
    """Return a doubt in words."""
    return {
        "few-cases": _("rests on fewer cases than a finding needs"),
        "one-speaker": _("rests on one speaker"),
        "one-coder": _("rests on the codings of one coder alone"),
        "older-definition": _("rests on codings made under an older definition"),
        "unnamed-counter-evidence": _("there is evidence against it that is neither chosen nor cited"),
        "disputed": _("an auditor disputes quotations under it"),
    }[doubt]


def doubts(weight: Weight, least_cases: int) -> tuple[Doubt, ...]:
    """Return what speaks against relying on a finding; nothing is said of one without any coding for it.

    `least_cases` is how many cases must speak for a finding, as the study has settled it.
    """
    if not weight.cases:
        return ()
    told: tuple[tuple[Doubt, bool], ...] = (
        ("few-cases", weight.cases < least_cases),
        ("one-speaker", weight.persons == 1),
        ("one-coder", weight.coders == 1),
        ("older-definition", weight.is_outdated),
        ("unnamed-counter-evidence", bool(weight.against) and not weight.is_named),
        ("disputed", weight.is_disputed),
    )
    return tuple(doubt for doubt, holds in told if holds)


def cited_tails(text: str) -> frozenset[str]:
    """Return the last digits of the quotations that a text cites."""
    cited = (link.target.rpartition("-")[2] for link in links(text) if link.kind == "quote")
    return frozenset(filter(None, cited))


def grouping_attributes(cases: Sequence[Case]) -> tuple[str, ...]:
    """Return the attributes that sort the cases into kinds: of more than one value, and of few enough."""
    names = dict.fromkeys(name for case in cases for name in case.attributes)
    values = {name: {case.attributes.get(name, "") for case in cases} for name in names}
    return tuple(name for name in names if 1 < len(values[name]) <= max(2, len(cases) // 2))


def finding_called(number: int, key: str) -> str:
    """Return what running text calls a finding: its number in the report, and its id."""
    return _("finding {number} ({id})").format(number=small_numeral(number), id=key)


def kind_of(case: Case, attributes: Sequence[str], declared: Mapping[str, Attribute]) -> str:
    """Return what kind of case it is, in the interface language."""
    held = ((name, case.attributes.get(name, "")) for name in attributes)
    return listed(value_title(declared.get(name), value) for name, value in held if value)


def most_from_one(said: Mapping[tuple[str, str], int]) -> tuple[str, str, float] | None:
    """Return case, speaker and share of the one who says most of what speaks for a finding."""
    if not said:
        return None
    (case, speaker), number = min(said.items(), key=lambda item: (-item[1], item[0]))
    return case, speaker, number / sum(said.values())


def flat(text: str) -> str:
    """Return words on one line, as quotations are printed."""
    return " ".join(text.split())


def is_shortening(original: str, shown: str) -> bool:
    """Tell whether a shortened quotation says nothing that the passage does not say, in its order.

    Between the pieces `[…]` stands for what was left out; ends of lines count as spaces.
    """
    parts = [flat(part) for part in shown.split(ELLIPSIS)]
    original, at = flat(original), 0
    for part in parts:
        if part:
            at = original.find(part, at)
            if at < 0:
                return False
            at += len(part)
    return any(parts)
