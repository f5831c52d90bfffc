"""A case of disagreement as rows: an item of the list, both codings in their place, and what their codes mean."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style

from coder.agreement.adjudication import Docket
from coder.agreement.adjudication_cases import Case
from coder.i18n import _, bracketed, labelled, listed
from coder.model.coding import Memo
from coder.model.counting.coder_order import coders_in_order
from coder.model.finding import flat
from coder.model.project import Project
from coder.model.text import Span, safe_for_terminal
from coder.model.values.value_names import difference_name, ruling_name
from coder.tui.frame.palette import Paints
from coder.tui.widgets.paint import strong_rows
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import pad, paragraphs

_KIND, _TITLE, _LEAST = 12, 27, 10


def seats_of(case: Case, project: Project) -> tuple[str, ...]:
    """Return the coders of a case in the order of their digits, which is the study's in every case."""
    return coders_in_order(sorted(case.there | {one.coder for one in case.codings}), project.coders)


def case_row(docket: Docket, words: str, project: Project, paints: Paints, width: int, *, here: bool) -> Row:
    """Return a case in one row: how coders differ or what was decided, the code, the words."""
    style = paints.text + Style(reverse=here)
    decision = docket.decision
    state = ruling_name(decision.ruling) if decision else difference_name(docket.case.difference)
    shade = paints.good if decision else paints.warn if docket.before else paints.quiet
    codes = [project.code_by_id[code] for code in docket.case.codes if code in project.code_by_id]
    title = " / ".join(code.title for code in codes)
    return (
        ("▌", paints.bracket(codes[0].color) if codes else paints.quiet),
        (pad(state, _KIND - 1) + " ", shade + Style(reverse=here)),
        (pad(title, _TITLE - 1) + " ", style),
        (pad(safe_for_terminal(flat(words)), max(_LEAST, width - _KIND - _TITLE - 2)), style),
    )


def codings_rows(
    docket: Docket, text: str, notes: Sequence[Memo], project: Project, paints: Paints, width: int, around: int
) -> list[Row]:
    """Return for each coder the words around the case, what they coded strong, with their memos."""
    case, room = docket.case, max(_LEAST, width - 1)
    begin, stop = max(0, case.start - around), min(len(text), case.end + around)
    rows: list[Row] = []
    for number, coder in enumerate(seats_of(case, project), 1):
        mine = [one for one in case.codings if one.coder == coder]
        titles = listed(dict.fromkeys(_title(project, one.code) for one in mine)) or _("nothing")
        name = project.coder_name(coder)
        rows.append(((f" {number} {labelled(name, titles)}", paints.strong if mine else paints.warn),))
        rows.extend(strong_rows(text[begin:stop], [Span(o.start - begin, o.end - begin) for o in mine], paints, room))
        ids = {one.coding for one in mine}
        for memo in notes:
            if memo.target in ids:
                rows.extend(((" ※ " + line, paints.quiet),) for line in paragraphs(memo.text, room - 3))
    return rows


def _title(project: Project, code: str) -> str:
    return project.code_by_id[code].title if code in project.code_by_id else code


def meaning_rows(docket: Docket, place: str, project: Project, paints: Paints, width: int) -> list[Row]:
    """Return the place of the case, the decision, or one that no longer holds, and what the codes mean."""
    rows: list[Row] = [((" " + place, paints.quiet),)]

    def add(text: str, style: Style) -> None:
        rows.extend([((" " + line, style),) for line in paragraphs(text, max(_LEAST, width - 1))])

    for decision, style in ((docket.decision, paints.good), (docket.before, paints.warn)):
        if decision is None or (decision is docket.before and docket.decision):
            continue
        by = bracketed(listed((project.coder_name(decision.by), decision.at[:10])))
        told = f"{ruling_name(decision.ruling)}{by} {decision.reason}".rstrip()
        add(told if docket.decision else _("What was judged here has changed: {decision}").format(decision=told), style)
    for code in docket.case.codes:
        known = project.code_by_id.get(code)
        if known is None:
            continue
        add(known.title, paints.strong)
        for label, words in zip(("", _("When to use: "), _("When not: ")), known.shown_meaning, strict=True):
            if words:
                add(f"{label}{words}", paints.text)
    return rows
