"""What findings rest on: method, codebook, and the transcripts with their codings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from coder.i18n import _, listed, run_on
from coder.model.counting.codetree import depths, paths
from coder.model.quotation import Quotation
from coder.model.reporting.method_sentences import MethodSentence, are_several, rows_words, with_rows
from coder.model.reporting.report import Report, TranscriptReport
from coder.model.text import LineIndex
from coder.reports.appendix_tables import has_journal
from coder.reports.codebook_parts import codes_in_use, rules
from coder.reports.figure_parts import references
from coder.reports.method_parts import method_sections
from coder.reports.outline import section
from coder.reports.web.evidence import Uses, passage_place
from coder.reports.web.html_text import esc, ident, lang_of, link, table, tag

_DEEPEST = 6


def method(report: Report, uses: Uses) -> Iterator[str]:
    """Yield who was studied, who coded what, and how was counted."""
    several = are_several(report.method.record)
    for number, one in enumerate(method_sections(report), 1):
        yield tag("h3", esc(section(number, one.title))) + "\n"
        for sentences in filter(None, one.paragraphs):
            yield tag("p", _paragraph(sentences, report, several=several)) + "\n"
        if shown := one.table:
            rows = [tuple(map(esc, row)) for row in shown.rows]
            yield table(uses.caption(shown.mark, shown.caption), [esc(n) for n in shown.head], rows, words=shown.words)


def _paragraph(sentences: Sequence[MethodSentence], report: Report, *, several: bool) -> str:
    """Return sentences of the method; where the journal's acts are printed too, their rows lead to them."""
    written, done = esc(run_on(with_rows(told, several=several) for told in sentences)), ""
    for told in sentences if has_journal(report) else ():
        if told.mark:
            rows = esc(rows_words(told.rows, several=several))
            before, _rows, written = written.partition(rows)
            done += before + link(ident("j", told.mark), rows)
    return done + written


def references_section(report: Report, _uses: Uses) -> Iterator[str]:
    """Yield the sources of the figures that the page prints."""
    yield tag("ul", "".join(tag("li", esc(source)) for source in references(report))) + "\n"


def codebook(report: Report) -> Iterator[str]:
    """Yield the codes as a section of their own, where the lead has no chapter of them."""
    yield f'<section aria-labelledby="codebook">\n<h2 id="codebook">{esc(_("Codebook"))}</h2>\n'
    yield from codebook_entries(report)
    yield "</section>\n"


def codebook_entries(report: Report, _uses: Uses | None = None) -> Iterator[str]:
    """Yield the codes with definition and use."""
    rows = {row.code.id: row for row in report.frequencies.rows}
    deep, over = depths(report.method.codes), paths(report.method.codes)
    for code in codes_in_use(report):
        # HTML has six levels of headings; what is deeper says its place in words.
        level = 3 + deep[code.id]
        title = code.title if level <= _DEEPEST else f"{over[code.id]} › {code.title}"
        name = tag(f"h{min(level, _DEEPEST)}", esc(title), lang=lang_of(code.title))
        told = [name, tag("p", esc(code.definition), lang=lang_of(code.definition))] if code.definition else [name]
        for label, text in rules(code, report.method.codes):
            told.append(tag("p", f"<strong>{esc(label)}</strong> " + esc(text), lang=lang_of(text)))
        if code.id in rows:
            frequency = rows[code.id]
            told.append(
                tag(
                    "p",
                    esc(
                        _("{passages} passages in {cases} cases").format(
                            passages=frequency.passages, cases=frequency.cases
                        )
                    ),
                    css="quiet",
                )
            )
        yield tag("div", "".join(told), id=ident("c", code.id), css="code-entry") + "\n"


def transcripts(report: Report, uses: Uses) -> Iterator[str]:
    """Yield the transcripts; each line is a place, and each passage leads back to where it is used."""
    yield f'<section aria-labelledby="transcripts">\n<h2 id="transcripts">{esc(_("Transcripts"))}</h2>\n'
    for one in report.transcripts():
        title = one.case_name if one.name == one.case_name else f"{one.case_name} | {one.name}"
        yield tag("h3", esc(title), id=ident("t", one.id)) + "\n"
        if one.synthetic:
            yield tag("p", esc(_("An invented transcript.")), css="notice") + "\n"
        lang = lang_of(one.text)
        yield f'<div lang="{lang}">\n' if lang else "<div>\n"
        yield from _lines(one, report.coder_names, uses)
        yield "</div>\n"
    yield "</section>\n"


def _lines(one: TranscriptReport, names: dict[str, str], uses: Uses) -> Iterator[str]:
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
        yield _line(one, number, _runs(one.text, (start, stop), live, given), begun, names, uses)


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
