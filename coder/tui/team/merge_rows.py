"""The rows of what another copy would bring in, and the sentences that are shown before it does."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style

from coder.i18n import _, listed
from coder.record.study import Study
from coder.team.merge import Merged
from coder.team.merge_words import (
    Line,
    beside_words,
    copies_words,
    counted_words,
    differ_words,
    erased_words,
    pair_name,
    repair_words,
)
from coder.team.pairs import Pair
from coder.tui.frame.palette import Paints
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import pad, pad_start

_ANSWER, _NAME, _COUNT, _MOST = 16, 20, 15, 8


def told_words(study: Study, done: Merged, *, dry_run: bool) -> list[str]:
    """Return how much comes in, and then all else that is to be said of it."""
    return [
        counted_words(done, dry_run=dry_run),
        *copies_words(done),
        *erased_words(done.erased),
        *beside_words(study, done),
        *differ_words(study, done),
        *repair_words(study, done),
    ]


def line_words(line: Line) -> str:
    """Return in a sentence what comes in of a kind by a coder."""
    parts = ((_("made"), line.made), (_("changed"), line.changed), (_("removed"), line.removed))
    counts = listed(f"{name} {count:,}" for name, count in parts if count)
    return f"{line.coder}  {line.kind}: {counts}"


def before_lines(done: Merged, lines: Sequence[Line], words: Sequence[str]) -> list[str]:
    """Return what a person reads before it comes in."""
    told = [*words, "", *map(line_words, lines[:_MOST])]
    if len(lines) > _MOST:
        told.append(_("and {count} more rows").format(count=len(lines) - _MOST))
    if done.erased:
        told.append(
            _("These words are erased here too, in the record, in backups and in the files of this folder, for good.")
        )
    return [*told, "", _("A backup is made before; as long as no act followed, coder restore takes it back.")]


def line_cells(line: Line, width: int, style: Style) -> Row:
    """Return the row of what comes in of a kind by a coder."""
    counts = ((_("made"), line.made), (_("changed"), line.changed), (_("removed"), line.removed))
    cells = "".join(pad_start(f"{name} {count:,}" if count else "", _COUNT) for name, count in counts)
    room = max(10, width - 3 * _COUNT)
    return ((pad(f" {line.coder}  {line.kind}", room), style), (cells, style))


def pair_cells(pair: Pair, answer: bool | None, width: int, style: Style, paints: Paints) -> Row:
    """Return the row of a pair: what it is, what was said of it, why it is asked, and the question."""
    room = max(_NAME, (width - _ANSWER) * 2 // 5)
    is_open = answer is None and not pair.is_sure
    ink = (paints.warn if is_open else paints.good) + Style(reverse=bool(style.reverse))
    return (
        (pad(f" {pair_name(pair)}", room), style),
        (pad(_answer(pair, answer), _ANSWER), ink),
        (pad("  ".join([pair.why, pair.question] if is_open else [pair.why]), max(10, width - _ANSWER - room)), style),
    )


def _answer(pair: Pair, answer: bool | None) -> str:
    if answer is None and not pair.is_sure:
        return _("to decide")
    if answer is None:
        return _("one (certain)") if pair.is_one else _("two (certain)")
    return _("one") if answer else _("two")


def side_words(pair: Pair) -> tuple[list[str], list[str]]:
    """Return what is said of an object here and there, with its id."""
    here, there = (words.split(_("; ")) for words in pair.words)
    return list(dict.fromkeys([pair.ours, *here])), list(dict.fromkeys([pair.theirs, *there]))
