"""The transcripts with their codings on the page; of a large study only the lines that the report quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from coder.i18n import _, listed
from coder.model.quotation import Quotation
from coder.model.reporting.report import Report, TranscriptReport
from coder.model.text import LineIndex
from coder.privacy.leave_out import requests
from coder.reports.web.evidence import Uses, passage_place
from coder.reports.web.html_text import esc, ident, lang_of, link, tag

MOST_PASSAGES = 20_000
"""More passages than these no browser opens with ease; they stand in the workbook."""
_PLACE = re.compile(r'<span id="[^"]*"></span>')


def transcripts(report: Report, uses: Uses) -> Iterator[str]:
    """Yield the transcripts; each line is a place, and each passage leads back to where it is used."""
    yield f'<section aria-labelledby="transcripts">\n<h2 id="transcripts">{esc(_("Transcripts"))}</h2>\n'
    passages = sum(row.passages for row in report.frequencies.rows if row.code.level == "code")
    is_whole = passages <= MOST_PASSAGES
    if not is_whole:
        told = _(
            "{count} passages are more than a page can hold: only the lines that this report quotes are printed. "
            "All passages stand in the workbook, study.xlsx, and in quotes.csv."
        )
        yield tag("p", esc(told.format(count=f"{passages:,}"))) + "\n"
    for whole in report.transcripts():
        one = whole if is_whole else _quoted_alone(whole, uses)
        if not one.quotations:
            continue
        title = one.case_name if one.name == one.case_name else f"{one.case_name} | {one.name}"
        yield tag("h3", esc(title), id=ident("t", one.id)) + "\n"
        if one.synthetic:
            yield tag("p", esc(_("An invented transcript.")), css="notice") + "\n"
        lang = lang_of(one.text)
        yield f'<div lang="{lang}">\n' if lang else "<div>\n"
        left_out = () if report.stamp.identified else tuple(found.start() for found in requests(one.text))
        yield from _lines(one, report.coder_names, uses, left_out, is_whole=is_whole)
        yield "</div>\n"
    yield "</section>\n"


def _quoted_alone(one: TranscriptReport, uses: Uses) -> TranscriptReport:
    used = (q for q in one.quotations if any(uses.of(border.coding) for border in q.codings))
    return one._replace(quotations=tuple(used))


def _lines(
    one: TranscriptReport, names: dict[str, str], uses: Uses, left_out: Sequence[int], *, is_whole: bool
) -> Iterator[str]:
    """Yield the lines; of one in which a speaker asks that something be left out (`left_out`) no word is printed."""
    lines = LineIndex(one.text)
    ahead = list(one.quotations)
    at = 0
    live: list[Quotation] = []
    given: set[str] = set()
    for number, start in enumerate(lines.starts, 1):
        end = lines.starts[number] if number < len(lines.starts) else len(one.text)
        stop = end - 1 if one.text[start:end].endswith("\n") else end
        if start >= stop:
            continue
        live = [q for q in live if q.end > start]
        begun = []
        while at < len(ahead) and ahead[at].start < stop:
            begun.append(ahead[at])
            at += 1
        live += begun
        if not (is_whole or live):
            continue
        said = _runs(one.text, (start, stop), live, given)
        if any(start <= place < stop for place in left_out):
            said = "".join(_PLACE.findall(said)) + tag("em", esc(_("[left out as the speaker asked]")), css="quiet")
        yield _line(one, number, said, begun, names, uses)


def _line(
    one: TranscriptReport, number: int, said: str, begun: Sequence[Quotation], names: dict[str, str], uses: Uses
) -> str:
    place = ident("l", one.id, str(number))
    no = link(place, str(number), css="no", label=_("line {line}").format(line=number))
    codes = "".join(_coded(q, names, uses) for q in begun)
    return (
        f'<div class="line" id="{place}">{no}<div><span class="said">{said}</span>'
        + (f'<ul class="codes">{codes}</ul>' if codes else "")
        + "</div></div>\n"
    )


def _runs(text: str, span: tuple[int, int], live: Sequence[Quotation], given: set[str]) -> str:
    """Return a line cut where codings begin and end, each run naming the codes on it."""
    start, stop = span
    borders = (c for q in live for border in q.codings for c in (border.start, border.end))
    cuts = sorted({start, stop, *(c for c in borders if start < c < stop)})
    told = []
    for begin, end in pairwise(cuts):
        on = [q for q in live if q.start <= begin and end <= q.end]
        words = esc(text[begin:end])
        if not on:
            told.append(words)
            continue
        codings = (border.coding for q in on if q.start == begin or q.start < start for border in q.codings)
        places = [key for key in codings if key not in given]
        given.update(places)
        title = listed(dict.fromkeys(q.code_name for q in on))
        css = f"run {ident('k', on[0].code)}" + (" twice" if len(on) > 1 else "")
        marks = "".join(f'<span id="{passage_place(key)}"></span>' for key in places)
        told.append(marks + tag("mark", words, css=css, title=title))
    return "".join(told)


def _coded(q: Quotation, names: dict[str, str], uses: Uses) -> str:
    coders = listed(names.get(c, c) for c in q.coders)
    parts = [link(ident("c", q.code), esc(q.code_name)), esc(coders), f"[{esc(q.id)}]"]
    places = dict.fromkeys(place for border in q.codings for place in uses.of(border.coding))
    back = [link(place, esc(name), label=_("Back to {name}").format(name=name)) for place, name in places]
    told = " ".join(parts) + (" ← " + listed(back) if back else "")
    return f'<li class="{ident("k", q.code)}">{told}</li>'
