"""A quote with its surroundings, and the definitions that it is held against, as rows."""

from __future__ import annotations

from collections.abc import Sequence

from coder.i18n import _
from coder.model.codebook import Code
from coder.model.coding import Coding, Memo
from coder.model.project import Project
from coder.tui.frame.palette import Paints
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, paragraphs

_AROUND = 60


def quote_rows(
    text: str, coding: Coding, memos: Sequence[Memo], project: Project, paints: Paints, width: int
) -> list[Row]:
    """Return the words of a coding between those around them, and its memos."""
    before = text[max(0, coding.start - _AROUND) : coding.start].rpartition("\n")[2]
    after = text[coding.end : coding.end + _AROUND].partition("\n")[0]
    rows: list[Row] = []
    for words, style in (
        (before, paints.quiet),
        (text[coding.start : coding.end], paints.strong),
        (after, paints.quiet),
    ):
        rows += [((" " + line, style),) for line in paragraphs(words, max(10, width - 1))] if words.strip() else []
    for memo in memos:
        rows += [(), ((" " + _("Memo"), paints.strong), (f"  {project.coder_name(memo.coder)}", paints.quiet))]
        rows += [((" " + line, paints.text),) for line in paragraphs(memo.text, max(10, width - 1), 4)]
    return rows


def meaning_rows(old: Code | None, new: Code, paints: Paints, width: int) -> list[Row]:
    """Return the old definition and the new one, part by part; what did not change stands once."""
    rows: list[Row] = [((fit(f"{new.title} (v{new.version})", width), paints.strong),)]
    parts = (_("Definition"), _("When to use"), _("When not"))
    before = old.meaning if old else ("", "", "")
    for title, was, now in zip(parts, before, new.meaning, strict=True):
        if was == now and not now:
            continue
        rows.append(((title, paints.quiet),))
        if was != now and old is not None:
            label = _("old (v{version}): ").format(version=old.version)
            rows += [((line, paints.warn),) for line in paragraphs(label + (was or "-"), width)]
            rows += [((line, paints.good),) for line in paragraphs(_("new: ") + (now or "-"), width)]
        else:
            rows += [((line, paints.text),) for line in paragraphs(now, width)]
    return rows


def target_rows(code: Code, targets: Sequence[Code], paints: Paints, width: int) -> list[Row]:
    """Return where a quote of a code that is split can go."""
    rows: list[Row] = [((_("Where does it go?"), paints.strong),)]
    for number, target in enumerate(targets, 1):
        rows.append(
            (
                (f"{number} ", paints.warn),
                ("▌", paints.bracket(target.color)),
                (fit(target.title, width - 4), paints.text),
            )
        )
    rows += [(("k ", paints.warn), ("▌", paints.bracket(code.color)), (fit(code.title, width - 4), paints.text)), ()]
    rows += [((line, paints.quiet),) for line in paragraphs(code.defined, width)] if code.defined else []
    return rows
