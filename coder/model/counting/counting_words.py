"""What was counted, in words: beside every table and chart, and once in the method."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coder.i18n import _
from coder.model.counting.frequencies import Frequency
from coder.model.counting.layers import SETTLED, coder_of, least_of, mixture, opened_of


def whose(layer: str, names: Mapping[str, str] | None = None) -> str:
    """Return whose codings were counted."""
    if coder := coder_of(layer):
        return _("coder {name}").format(name=(names or {}).get(coder, coder))
    if part := opened_of(layer):
        return _("coder {name}, and any coder in {count} transcripts that the lead opened").format(
            name=(names or {}).get(part[1], part[1]), count=part[0]
        )
    if least := least_of(layer):
        return _("at least {count} coders alike").format(count=least)
    if parts := mixture(layer):
        return _("the settled layer in {settled} of {count} transcripts, any coder in the others").format(
            settled=parts[0], count=parts[1]
        )
    return _("the settled layer") if layer == SETTLED else _("any coder")


def unit(layer: str, names: Mapping[str, str] | None = None) -> str:
    """Return the unit and the layer of a table or chart."""
    return _("Unit: passages; codings of: {whose}.").format(whose=whose(layer, names))


def merged_over_codes() -> str:
    """Return why a total may be less than the sum of its rows."""
    return _("Passages are merged over the codes of a theme or finding: a total may be less than the sum of its rows.")


def merged_by_coder(rows: Iterable[Frequency]) -> str:
    """Return why a coder has more passages of a code than all together, where that is so."""
    if all(count <= row.passages for row in rows for count in row.coders.values()):
        return ""
    return _("Each coder's passages are merged apart: where another's coding joins two, all together have fewer.")


def both_sides(count: int) -> str:
    """Return on how many places passages of both sides stand."""
    return _("Words on both sides: {count}; they count on each.").format(count=count)


def definition() -> str:
    """Return what a passage is."""
    return _(
        "A passage is the words that carry a code: codings of one code that overlap by at least a character, whoever "
        "made them, are one passage; codings that only touch are two. It is cited by its first coding. For themes, "
        "codes with codes below them and findings, passages are merged over their codes; for and against are merged "
        "apart. Characters are those of a passage's words that respondents say; speakers' names are none of them. "
        "Codings are counted as such only where coders are compared."
    )
