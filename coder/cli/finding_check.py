"""finding --check: sentences that cite nothing, and quantifiers beside what stands behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coder.cli.shared.console import emit_rows, paint, put, say
from coder.cli.shared.context import Seat, notice_of, say_notice
from coder.errors import NotFoundError
from coder.i18n import _, listed

if TYPE_CHECKING:
    from coder.findings.claim_check import ClaimCheck
    from coder.model.codebook import Finding, Recommendation
    from coder.record.study import Study


def print_checks(seat: Seat, name: str | None, *, as_json: bool) -> None:
    """Print what is to be looked at in one finding or recommendation, or in all."""
    from coder.findings.claim_check import ClaimChecker

    with seat.read() as study:
        checker, places = ClaimChecker(study), _places(study, name)
        found = [(place, checker.check(place)) for place in places]
        if as_json:
            emit_rows(notice_of(study), (_image(check) for _place, checks in found for check in checks))
            return
        for place, checks in found:
            _put(place, checks)
        if not any(checks for _place, checks in found):
            say(_("Each sentence cites something, and none says how many."))
        say_notice(study)


def _places(study: Study, name: str | None) -> list[Finding | Recommendation]:
    project = study.project()
    known: list[Finding | Recommendation] = [*project.findings, *project.recommendations]
    wanted = [one for one in known if name is None or one.id.lower() == name.lower()]
    if name is not None and not wanted:
        raise NotFoundError(
            _("no finding and no recommendation {name}").format(name=name),
            _("there are: {names}").format(names=listed(one.id for one in known) or "—"),
            asked=[name],
        )
    return wanted


def _put(place: Finding | Recommendation, checks: tuple[ClaimCheck, ...]) -> None:
    from coder.findings.claim_check import part_name, points, too_much
    from coder.model.claims import shown

    if not checks:
        return
    put(paint(f"{place.id}  {place.title}", "title"), paint(f"  {too_much(checks)}", "quiet"))
    for check in checks:
        bad = check.is_uncited or check.is_too_strong
        put("  ", paint(part_name(check.part), "quiet"), "  ", shown(check.claim))
        for point in points(check):
            put("    ", paint(point, "error" if bad else "quiet"))
    put()


def _image(check: ClaimCheck) -> dict[str, Any]:
    from coder.model.claims import shown

    return {
        "id": check.key,
        "part": check.part,
        "sentence": shown(check.claim),
        "cites": [*check.claim.quotes, *(link.target for link in check.claim.links if link.kind != "quote")],
        "uncited": check.is_uncited,
        "cases": check.cases,
        "persons": check.persons,
        "quantifiers": [
            {
                "words": one.quantifier.words,
                "strength": one.quantifier.strength,
                "needed": one.needed,
                "holds": one.holds,
            }
            for one in check.quantifiers
        ],
        "numbers": [
            {"words": one.counted.words, "number": one.counted.number, "unit": one.counted.unit, "there": one.there}
            for one in check.stated
        ],
    }
