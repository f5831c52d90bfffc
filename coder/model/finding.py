"""A finding at work: the quotations chosen for it, its sign-off, and what a careful reader would doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from coder.i18n import _
from coder.model.codebook import Case
from coder.model.links import links

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """A passage under a finding, merged over the codes of its side, as far as doubts ask.

    Who said it, who coded it, under which definition; whether an auditor disputes that its words bear its code out.
    """

    codings: tuple[str, ...]
    side: Side
    case: str
    speaker: str
    coders: tuple[str, ...]
    outdated: bool
    disputed: bool = False


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


def doubts(
    supports: Sequence[Support], chosen: Collection[ChosenQuotation], text: str, least_cases: int
) -> tuple[Doubt, ...]:
    """Return what speaks against relying on a finding; nothing is said of one without any coding for it.

    `least_cases` is how many cases must speak for a finding, as the study has settled it.
    """
    speaking_for = [s for s in supports if s.side == "for"]
    against = [s for s in supports if s.side == "against"]
    if not speaking_for:
        return ()
    found: list[Doubt] = []
    if len({s.case for s in speaking_for}) < least_cases:
        found.append("few-cases")
    if len({(s.case, s.speaker) for s in speaking_for}) == 1:
        found.append("one-speaker")
    if len({coder for s in speaking_for for coder in s.coders}) == 1:
        found.append("one-coder")
    if any(s.outdated for s in supports):
        found.append("older-definition")
    named = any(quotation.side == "against" for quotation in chosen) or _names(text, against)
    if against and not named:
        found.append("unnamed-counter-evidence")
    if any(s.disputed for s in supports):
        found.append("disputed")
    return tuple(found)


def _names(text: str, against: Sequence[Support]) -> bool:
    cited = {link.target.rpartition("-")[2] for link in links(text) if link.kind == "quote"}
    return any(coding.endswith(tail) for s in against for coding in s.codings for tail in cited if tail)


def grouping_attributes(cases: Sequence[Case]) -> tuple[str, ...]:
    """Return the attributes that sort the cases into kinds: of more than one value, and of few enough."""
    names = dict.fromkeys(name for case in cases for name in case.attributes)
    values = {name: {case.attributes.get(name, "") for case in cases} for name in names}
    return tuple(name for name in names if 1 < len(values[name]) <= max(2, len(cases) // 2))


def kind_of(case: Case, attributes: Sequence[str]) -> str:
    """Return what kind of case it is."""
    return ", ".join(value for name in attributes if (value := case.attributes.get(name)))


def most_from_one(supports: Sequence[Support]) -> tuple[str, str, float] | None:
    """Return case, speaker and share of the one who says most of what speaks for a finding."""
    counts = Counter((s.case, s.speaker) for s in supports if s.side == "for")
    if not counts:
        return None
    (case, speaker), number = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return case, speaker, number / counts.total()


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
