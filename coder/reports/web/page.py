"""The page: its frame, its parts in order, and what may run in it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from re import fullmatch

from coder.files.atomic import atomic_text
from coder.i18n import _, language
from coder.model.reporting.report import Report
from coder.model.reporting.stamp import stamp_text
from coder.reports.appendix_tables import has_codebook
from coder.reports.outline import Printed, abstract, chapters, cover, section
from coder.reports.web.evidence import Uses, findings, notes_of_text, recommendations, text_of
from coder.reports.web.html_text import esc, ident, link, tag
from coder.reports.web.matrices import matrices
from coder.reports.web.overall import appendices, overall
from coder.reports.web.sources import codebook, method, references_section
from coder.reports.web.transcripts import transcripts


class WebExporter:
    """Writes `report.html`: findings, matrices, recommendations, and the transcripts that they rest on."""

    name = "html"

    def write(self, report: Report, folder: Path) -> list[Path]:
        """Write `report.html` into `folder` and return its path."""
        path = folder / "report.html"
        with atomic_text(path) as file:
            file.writelines(page(report))
        return [path]


def page(report: Report) -> Iterator[str]:
    """Yield the page in pieces; one transcript is held at a time."""
    uses, printed = Uses(report), chapters(report)
    style, script = _data("style.css") + _code_colors(report), _data("search.js")
    lang = "en" if language() == "en" else "zh-Hant-TW"
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    yield f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f'<meta name="coder-stamp" content="{esc(stamp_text(report.stamp))}">\n'
    yield f"<title>{esc(cover(report).title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    yield from _opening(report)
    yield '<main id="main">\n'
    for chapter in printed:
        yield from _chapter(chapter, report, uses)
    if not (has_codebook(report) and any(chapter.part == "appendices" for chapter in printed)):
        yield from codebook(report)
    yield from transcripts(report, uses)
    yield "</main>\n<footer>\n"
    if report.notice:
        yield tag("p", esc(report.notice), css="notice") + "\n"
    stamp = report.stamp
    told = _("As of change {number} of the journal, head {head}, codebook {codebook}, made {time}").format(
        number=stamp.changes, head=stamp.head[:16], codebook=stamp.codebook, time=stamp.made_at
    )
    yield tag("p", esc(told), css="quiet") + "\n"
    yield tag("p", tag("code", esc(stamp_text(report.stamp)))) + "\n</footer>\n"
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _chapter(chapter: Printed, report: Report, uses: Uses) -> Iterator[str]:
    """Yield a chapter: its heading, what the lead says at its beginning, and what the program has to say."""
    yield f'<section aria-labelledby="{chapter.mark}">\n<h2 id="{chapter.mark}">{esc(chapter.title)}</h2>\n'
    yield from text_of(chapter.mark, chapter.text, uses)
    yield from notes_of_text(chapter.text, report)
    if chapter.part == "abstract":
        yield from text_of("abstract-of-the-study", abstract(report), uses)
        yield from notes_of_text(abstract(report), report)
    yield from {
        "results": overall,
        "recommendations": recommendations,
        "findings": findings,
        "matrices": matrices,
        "method": method,
        "references": references_section,
        "appendices": appendices,
    }.get(chapter.part, _nothing)(report, uses)
    yield "</section>\n"


def _nothing(_report: Report, _uses: Uses) -> Iterator[str]:
    return iter(())


def _contents(report: Report, printed: Sequence[Printed]) -> str:
    """Return links to the chapters, and below a chapter to its parts."""
    below = {
        "findings": [
            (ident("f", f.finding.id), section(at, f.finding.title, f.finding.id))
            for at, f in enumerate(report.findings, 1)
        ],
        "matrices": [(f"m{i}", m.name) for i, m in enumerate(report.matrices)],
    }
    items = [_entry(chapter.mark, chapter.title, below.get(chapter.part, ())) for chapter in printed]
    if not (has_codebook(report) and any(chapter.part == "appendices" for chapter in printed)):
        items.append(_entry("codebook", _("Codebook")))
    return tag("ul", "".join([*items, _entry("transcripts", _("Transcripts"))]))


def _entry(target: str, name: str, parts: Sequence[tuple[str, str]] = ()) -> str:
    inner = tag("ul", "".join(_entry(*part) for part in parts)) if parts else ""
    return tag("li", link(target, esc(name)) + inner)


def _opening(report: Report) -> Iterator[str]:
    front, printed = cover(report), chapters(report)
    first = printed[0].mark if printed else "transcripts"
    yield tag("a", esc(_("Skip to the report")), css="skip", href=f"#{first}") + "\n<header>\n"
    yield tag("h1", esc(front.title)) + "\n"
    if front.subtitle:
        yield tag("p", esc(front.subtitle), css="subtitle") + "\n"
    told = [_("{label}: {text}").format(label=label, text=name) for label, name in front.by]
    yield "".join(tag("p", esc(line), css="cover") + "\n" for line in (*told, front.day))
    if report.notice:
        yield tag("p", esc(report.notice), css="notice") + "\n"
    yield tag("nav", _contents(report, printed), css="nav", **{"aria-label": _("Contents")}) + "\n"
    label, counted = _("Search quotations, transcripts and codes"), _("{count} places")
    yield (
        '<search id="search" hidden>'
        f'<label for="search-field">{esc(label)}</label><br>'
        '<input id="search-field" type="search" autocomplete="off">'
        f'<p id="search-count" role="status" data-words="{esc(counted)}"></p>'
        '<ol id="search-hits"></ol></search>\n</header>\n'
    )


def _code_colors(report: Report) -> str:
    """Return a rule for each code: a policy without inline styles lets an element name its colour by class alone."""
    return "".join(
        f".{ident('k', code.id)}{{--c:{code.color}}}\n"
        for code in report.method.codes
        if fullmatch(r"#[0-9A-Fa-f]{6}", code.color)
    )


def _data(name: str) -> str:
    return (files("coder.reports.web") / name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
