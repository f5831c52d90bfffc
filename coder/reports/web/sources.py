"""What findings rest on: method, references and codebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.i18n import _, run_on
from coder.model.counting.codetree import depths, paths
from coder.model.reporting.method_sentences import MethodSentence, are_several, rows_words, with_rows
from coder.model.reporting.report import Report
from coder.reports.appendix_tables import has_journal
from coder.reports.codebook_parts import codes_in_use, rules
from coder.reports.figure_parts import references
from coder.reports.method_parts import method_sections
from coder.reports.outline import section
from coder.reports.web.evidence import Uses
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
        told = [name, tag("p", esc(code.defined), lang=lang_of(code.defined))] if code.defined else [name]
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
