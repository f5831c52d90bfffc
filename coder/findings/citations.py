"""Citations in what the lead writes: what each link stands for, and which lead nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from coder.errors import NotFoundError
from coder.findings.cited import codings_cited
from coder.findings.queries import is_withdrawn
from coder.i18n import _, listed
from coder.model.claims import CLAUSE_END
from coder.model.codebook import Figure
from coder.model.finding import finding_called
from coder.model.identity import parse_quote_id
from coder.model.links import Link, links, pieces, unfinished
from coder.model.names.blanking import BLOCK
from coder.model.quotation import Quotation
from coder.model.reporting.figure_sources import figure_in_text, origin
from coder.model.reporting.quoting import nested
from coder.model.reporting.report import TextPiece
from coder.record import queries
from coder.record.quotation_stream import quotations
from coder.record.study import Study
from coder.record.veil import layering


class Citations:
    """Reads links to quotations, figures, tables and findings."""

    def __init__(self, study: Study) -> None:
        self._study = study

    def check(self, text: str) -> None:
        """Refuse a text with links that lead nowhere."""
        wrong = {link.target for link in self.broken(text)} | set(unfinished(text))
        if wrong:
            raise NotFoundError(
                _("nothing is called {names}").format(names=listed(sorted(wrong))),
                _("write links as [[quote:CITATION]], [[figure:ID]], [[table:ID]] or [[finding:ID]]"),
                asked=sorted(wrong),
            )

    def broken(self, text: str) -> list[Link]:
        """Return the links that lead nowhere; to words that were withdrawn they lead, for the report says so."""
        return [link for link in links(text) if self.say(link) is None and not self._is_withdrawn(link)]

    def preview(self, text: str) -> str:
        """Return the text as it will be read: links as what they stand for, broken ones named."""
        return "".join(piece.text for piece in self.pieces(text))

    def pieces(self, text: str) -> tuple[TextPiece, ...]:
        """Return the text as a report takes it, each link with what it stands for."""
        found = list(pieces(text))
        shared = self._sourced_later(found)
        return tuple(TextPiece(p) if isinstance(p, str) else self._piece(p, bare=p in shared) for p in found)

    def _piece(self, link: Link, *, bare: bool) -> TextPiece:
        quotation, counted = self._found(link.target) if link.kind == "quote" else (None, True)
        figure = self._figure(link) if bare else None
        return TextPiece(figure.text if figure else self._words(link), link.kind, link.target, quotation, counted)

    def _sourced_later(self, found: Sequence[str | Link]) -> set[Link]:
        """Return the figures whose source a later figure of the same clause names: it is printed once."""
        sources = self._study.project().sources
        shared: set[Link] = set()
        after = ""
        for piece in reversed(found):
            if isinstance(piece, str):
                after = "" if CLAUSE_END.search(piece) else after
            elif figure := self._figure(piece):
                said = origin(figure, sources)
                shared |= {piece} if said == after else set()
                after = said
        return shared

    def _figure(self, link: Link) -> Figure | None:
        known = self._study.project().figures if link.kind == "figure" else ()
        return next((figure for figure in known if figure.id == link.target), None)

    def paragraphs(self, text: str) -> tuple[tuple[TextPiece, ...], ...]:
        """Return a text's paragraphs, set apart by empty lines, in pieces."""
        parts = (" ".join(part.split("\n")).strip() for part in text.split("\n\n"))
        return tuple(self.pieces(part) for part in parts if part)

    def say(self, link: Link) -> str | None:
        """Return what a link stands for in the text, None where it leads nowhere."""
        project = self._study.project()
        if link.kind == "figure":
            figure = self._figure(link)
            return None if figure is None else figure_in_text(figure, project.sources)
        if link.kind == "finding":
            keys = [finding.id for finding in project.findings]
            return finding_called(keys.index(link.target) + 1, link.target) if link.target in keys else None
        if link.kind == "table":
            known = link.target in project.code_by_id or any(f.id == link.target for f in project.findings)
            return _("(table: {name})").format(name=link.target) if known else None
        quotation, counted = self._found(link.target)
        return quotation and _quoted(quotation, counted)

    def quotation(self, citation: str) -> Quotation | None:
        """Return the quotation that a citation names, whether or not the layer that is counted holds it."""
        return self._found(citation)[0]

    def _found(self, citation: str) -> tuple[Quotation | None, bool]:
        """Return a citation's quotation, and whether the layer that is counted has these words with this code.

        Of several who coded the same words alike the layer may hold another's coding: that is where a report has it.
        """
        with layering.lifted(self._study):
            quotation = self._named(citation)
        if quotation is None or not self._study.layer:
            # A decided code is a coding of the layer alone.
            return quotation or self._named(citation), True
        there = layering.standing_for(self._study, quotation.coding)
        return quotation._replace(coding=there or quotation.coding), there is not None

    def _named(self, citation: str) -> Quotation | None:
        parsed = parse_quote_id(citation)
        keys = queries.find_codings(self._study.reader, *parsed) if parsed else []
        # In a corrected text the quote may stand on another line than when it was cited.
        keys = keys or codings_cited(self._study, citation)
        if len(keys) != 1:
            return None
        found = quotations(self._study.reader, self._study.project(), "k.id = ?", (keys[0],))
        quotation = next(found, None)
        return quotation and quotation._replace(coders=queries.coders_alike(self._study.reader, quotation.coding))

    def _words(self, link: Link) -> str:
        if (said := self.say(link)) is not None:
            return said
        missing = _("[withdrawn: {target}]") if self._is_withdrawn(link) else _("[missing: {target}]")
        return missing.format(target=link.target)

    def _is_withdrawn(self, link: Link) -> bool:
        """Tell whether a link names words that a participant withdrew; a name in it may be blocks by now."""
        parsed = parse_quote_id(link.target) if link.kind == "quote" else None
        return BLOCK in link.target or (parsed is not None and is_withdrawn(self._study.reader, parsed[2]))


def _quoted(quotation: Quotation, counted: bool) -> str:
    told = _("“{text}” ({case}, line {line})") if counted else _("“{text}” ({case}, line {line}; not in this layer)")
    return told.format(text=nested(" ".join(quotation.text.split())), case=quotation.case_name, line=quotation.line)
