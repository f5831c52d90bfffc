"""Why suggestions are made, as rows to choose from: the words with their weight, and the codings most like it."""

from __future__ import annotations

from collections.abc import Sequence

from coder.i18n import _, bracketed
from coder.model.coding import Coding, Evidence, Suggestion
from coder.model.project import OpenTranscript
from coder.model.values.value_names import suggester_name
from coder.record.study import Study
from coder.tui.coding.transcript_screen import TranscriptScreen
from coder.tui.widgets.wrap import fit

_QUOTE_CELLS = 36


def ask_why(screen: TranscriptScreen) -> None:
    """Show why each suggestion at the caret is made; a coding most like it can be gone to."""
    here = [screen.suggestion_here(number) for number in range(1, max(1, len(screen.suggestions_here())) + 1)]
    app = screen.coder_app

    def chosen(key: str) -> None:
        coding = app.study.coding(key) if key else None
        if coding is not None and coding.transcript == screen.document.info.id:
            screen.view.go_to(coding.start, coding.span, center=True)
        elif coding is not None:
            app.open_transcript(coding.transcript, coding.start)

    if suggestions := [s for s in here if s is not None]:
        rows = why_rows(app.study, screen.document, suggestions)
        screen.choose_one(_("Why; choosing a coding opens it"), rows, chosen)


def why_rows(study: Study, document: OpenTranscript, suggestions: Sequence[Suggestion]) -> list[tuple[str, str]]:
    """Return rows with the id of a coding, where a row is one, and what to show."""
    codes = study.project().code_by_id
    rows: list[tuple[str, str]] = []
    for number, suggestion in enumerate(suggestions, 1):
        name = codes[suggestion.code].title if suggestion.code in codes else suggestion.code
        rows.append(("", f"{number} {name}  {suggestion.score:.2f}" + bracketed(suggester_name(suggestion.suggester))))
        inside = [e for e in suggestion.evidence if e.start >= suggestion.start]
        before = [e for e in suggestion.evidence if e.start < suggestion.start]
        if inside:
            rows.append(("", "   " + _("in the sentence: {words}").format(words=_weighed(inside))))
        if before:
            rows.append(("", "   " + _("in the turn before: {words}").format(words=_weighed(before))))
        like = [coding for key in suggestion.similar if (coding := study.coding(key)) is not None]
        rows += [(coding.id, "   " + _like(study, document, coding)) for coding in like]
    return rows


def _weighed(evidence: Sequence[Evidence]) -> str:
    return "  ".join(f"{e.word} {e.weight:+.2f}" for e in sorted(evidence, key=lambda e: -e.weight))


def _like(study: Study, document: OpenTranscript, coding: Coding) -> str:
    other = document if coding.transcript == document.info.id else study.transcript(coding.transcript)
    quote = fit(" ".join(other.quote(coding).split()), _QUOTE_CELLS)
    return _("like “{quote}” {coder} {name}:{line}").format(
        name=other.info.name, line=coding.line, coder=study.project().coder_name(coding.coder), quote=quote
    )
