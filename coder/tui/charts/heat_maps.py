"""The charts that are grids: cases by theme, findings over cases, and passages along transcripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from coder.i18n import _
from coder.model.codebook import Code
from coder.model.project import TranscriptInfo
from coder.tui.charts.chart import Chart, Line, Spot, Target
from coder.tui.charts.counted import PARTS, Counted, Sided, Stretch, ThemeRow

PRO, CONTRA = "#009e73", "#d55e00"


def percent(part: int, whole: int) -> str:
    """Return a share without decimals; a dash where there is nothing to share."""
    return f"{part / whole:.0%}" if whole else "—"


def heat_map(counted: Counted) -> Chart:
    """Return the passages of each theme in each case."""
    themes = counted.themes
    by_case = {case.id: [row.by_case.get(case.id, 0) for row in themes] for case in counted.cases}
    most = max((n for row in by_case.values() for n in row), default=0)
    lines = []
    for case in counted.cases:
        numbers = by_case[case.id]
        spots = []
        for row, n in zip(themes, numbers, strict=True):
            words = partial(_case_words, case.title, row, n, sum(numbers))
            spots.append(_spot(n, most, words, Target((row.code.id,), (case.id,))))
        lines.append(Line(case.title, tuple(spots)))
    return Chart(
        "cases", "grid", _("Cases by theme"), tuple(lines) if themes else (), tuple(row.code.title for row in themes),
        _("The stronger, the more passages; a passage under two themes counts in each."),
    )  # fmt: skip


def findings_over_cases(counted: Counted) -> Chart:
    """Return how many passages of each case speak for each finding and against it."""
    most = max((n for side in counted.sides for n in side.by_case.values()), default=0)
    lines = []
    for case in counted.cases:
        spots = []
        for side in counted.sides:
            n, color = side.by_case.get(case.id, 0), PRO if side.side == "for" else CONTRA
            spots.append(
                _spot(n, most, partial(_side_words, case.title, side, n), Target(side.codes, (case.id,)), color)
            )
        lines.append(Line(case.title, tuple(spots)))
    signs = {"for": _("pro"), "against": _("con")}
    return Chart(
        "findings", "grid", _("Findings over the cases"), tuple(lines) if counted.sides else (),
        tuple(f"{side.finding}\n{signs[side.side]}" for side in counted.sides),
        _("Each finding: passages for it, then against it, merged over its codes."),
        _("no finding names a code yet"),
    )  # fmt: skip


def strips(counted: Counted) -> Chart:
    """Return where along each transcript its passages lie, merged over all codes."""
    names = {case.id: case.title for case in counted.cases}
    several = len({info.case for info, _strip in counted.strips}) < len(counted.strips)
    most = max((n for _info, strip in counted.strips for n in strip.parts), default=0)
    lines = []
    for info, strip in counted.strips:
        case = names.get(info.case, info.case)
        lines.append(Line(f"{case} {info.name}" if several else case, _along(info, strip, most, f"{case} {info.name}")))
    return Chart(
        "strips", "ruler", _("Passages along each transcript"), tuple(lines), ("",) * PARTS,
        _("Each transcript in {count} parts of one length; a passage counts where it begins.").format(count=PARTS),
    )  # fmt: skip


def portrait(info: TranscriptInfo, case: str, found: Sequence[tuple[Code, Stretch]], depths: dict[str, int]) -> Chart:
    """Return where along one transcript the passages of each theme and code lie."""
    most = max((n for _code, strip in found for n in strip.parts), default=0)
    lines = []
    for code, strip in found:
        name = "  " * depths.get(code.id, 0) + code.title
        lines.append(Line(name, _along(info, strip, most, code.title, code.color), is_head=code.parent is None))
    return Chart(
        "portrait", "ruler", _("Portrait of {name}").format(name=f"{case} {info.name}".strip()), tuple(lines),
        ("",) * PARTS,
        _("Its themes and codes along its length, in {count} parts; a passage counts where it begins.").format(
            count=PARTS
        ),
        _("nothing is coded in it yet"),
    )  # fmt: skip


def _along(info: TranscriptInfo, strip: Stretch, most: int, name: str, color: str = "") -> tuple[Spot, ...]:
    return tuple(_parts(info, strip, most, name, color))


def _parts(info: TranscriptInfo, strip: Stretch, most: int, name: str, color: str) -> Iterable[Spot]:
    whole = sum(strip.parts)
    for at, (n, start) in enumerate(zip(strip.parts, strip.starts, strict=True)):
        words = partial(_part_words, name, at, n, whole)
        yield _spot(n, most, words, Target(transcript=info.id, start=start), color)


def _case_words(case: str, row: ThemeRow, number: int, of_case: int) -> str:
    told = _(
        "{case} × {theme}: {count} passages, {of_theme} of the theme's {in_theme} and {of_case} of the case's {whole} "
        "(its themes added up)"
    )
    return told.format(
        case=case, theme=row.code.title, count=number, of_case=percent(number, of_case), whole=f"{of_case:,}",
        of_theme=percent(number, row.passages), in_theme=f"{row.passages:,}",
    )  # fmt: skip


def _side_words(case: str, side: Sided, number: int) -> str:
    message = (
        _("{case} × {finding}: {count} passages for it, of {whole} in {cases} cases")
        if side.side == "for"
        else _("{case} × {finding}: {count} passages against it, of {whole} in {cases} cases")
    )
    return message.format(
        case=case, finding=f"{side.finding} {side.title}", count=number,
        whole=sum(side.by_case.values()), cases=sum(map(bool, side.by_case.values())),
    )  # fmt: skip


def _part_words(name: str, at: int, number: int, whole: int) -> str:
    return _("{name}, from {begin} to {end} of its length; passages that begin here: {count} of {whole}").format(
        name=name, begin=f"{at / PARTS:.0%}", end=f"{(at + 1) / PARTS:.0%}", count=number, whole=whole
    )


def _spot(number: int, most: int, words: Callable[[], str], target: Target, color: str = "") -> Spot:
    return Spot(number, number / most if most else 0.0, words, target if number else None, "", color)
