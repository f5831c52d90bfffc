"""A quotation of an audit sample as rows: an item of the list, its words in their place, what its code means."""

from __future__ import annotations

from rich.style import Style

from coder.audit.samples import Drawn
from coder.i18n import _, bracketed, listed
from coder.model.codebook import Code
from coder.model.coding import Coding
from coder.model.finding import flat
from coder.model.project import Project
from coder.model.sample import DISPUTED, Judgement, verdict_words
from coder.model.text import Span
from coder.model.values.value_names import origin_name
from coder.tui.frame.palette import Paints
from coder.tui.widgets.paint import strong_rows
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import pad, paragraphs

_NUMBER, _VERDICT, _TITLE, _LEAST = 5, 11, 27, 10


def drawn_row(
    number: int,
    coding: Coding | None,
    judged: Judgement | None,
    project: Project,
    paints: Paints,
    width: int,
    *,
    here: bool,
) -> Row:
    """Return a drawn quotation in one row: its number, verdict, code, and the auditor's note."""
    style = paints.text + Style(reverse=here)
    code = project.code_by_id.get(coding.code) if coding else None
    title = code.title if code else _("(removed since)")
    verdict = verdict_words(judged.verdict) if judged else "-"
    shade = paints.quiet if judged is None else paints.warn if judged.verdict in DISPUTED else paints.good
    where = project.transcript_by_id[coding.transcript].name if coding else ""
    place = _("{transcript}, line {line}").format(transcript=where, line=coding.line) if coding else ""
    rest = f"{place}  {judged.note}" if judged and judged.note else place
    return (
        ("▌", paints.bracket(code.color) if code else paints.quiet),
        (pad(f"{number:>3}", _NUMBER), style),
        (pad(verdict, _VERDICT - 1) + " ", shade + Style(reverse=here)),
        (pad(title, _TITLE - 1) + " ", style),
        (pad(f" {flat(rest)}", max(_LEAST, width - _NUMBER - _VERDICT - _TITLE - 1)), style),
    )


def words_rows(drawn: Drawn, paints: Paints, width: int, height: int) -> list[Row]:
    """Return the quotation with the turn before and what stands around it, its own words strong.

    Where there is no room for all of it, the turn before is left out, then what stands around.
    """
    if drawn.coding is None or drawn.info is None:
        gone = _("This coding was removed after the sample was drawn; the history tells by whom.")
        return [((" " + line, paints.quiet),) for line in paragraphs(gone, width - 1)]
    room = max(_LEAST, width - 1)
    before, after = drawn.around
    head: list[Row] = [((f" [{drawn.citation}] {drawn.speaker}", paints.quiet),)]
    asked: list[Row] = [((" " + line, paints.interviewer),) for line in paragraphs(drawn.turn_before, room)]
    said = _flowing((before.lstrip(), drawn.words, after.rstrip()), paints, room)
    if len(head) + len(asked) + 1 + len(said) <= height and drawn.turn_before:
        return [*head, *asked, (), *said]
    if len(head) + len(said) <= height:
        return [*head, *said]
    return [*head, *_flowing(("", drawn.words, ""), paints, room)]


def _flowing(texts: tuple[str, str, str], paints: Paints, width: int) -> list[Row]:
    """Return words between others as rows, broken as one text."""
    before, words, _after = texts
    return strong_rows("".join(texts), [Span(len(before), len(before) + len(words))], paints, width)


def meaning_rows(drawn: Drawn, project: Project, paints: Paints, width: int) -> list[Row]:
    """Return what the code means, who coded the words so and how, and the verdict with its note."""
    coding, judged = drawn.coding, drawn.judgement
    code = project.code_by_id.get(coding.code) if coding else None
    rows: list[Row] = []

    def add(text: str, style: Style) -> None:
        rows.extend([((" " + line, style),) for line in paragraphs(text, max(_LEAST, width - 1))])

    if judged is not None:
        shade = paints.warn if judged.verdict in DISPUTED else paints.good
        add(verdict_words(judged.verdict) + bracketed(listed((project.coder_name(judged.by), judged.at[:10]))), shade)
        if judged.note:
            add(judged.note, paints.text)
        rows.append(())
    if code is not None and coding is not None:
        add(code.title, paints.strong)
        for label, text in _meaning(code):
            add(f"{label}{text}", paints.text)
        rows.append(())
        who = project.coders.get(coding.coder, coding.coder)
        words = listed(dict.fromkeys(e.word for e in coding.evidence))
        how = origin_name(coding.origin) + (bracketed(words) if words else "")
        add(f"{who}, {coding.at[:10]}, {how}", paints.quiet)
        if coding.code_version != code.version:
            add(
                _("coded under version {old}; the definition is version {now}").format(
                    old=coding.code_version, now=code.version
                ),
                paints.warn,
            )
    return rows


def _meaning(code: Code) -> list[tuple[str, str]]:
    labelled = zip(("", _("When to use: "), _("When not: ")), code.shown_meaning, strict=True)
    return [(label, text) for label, text in labelled if text]
