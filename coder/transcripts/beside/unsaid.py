"""What stands within the speech and nobody says: times amid sentences, codes of passages, numbers of lines."""

from __future__ import annotations

from collections.abc import Sequence

from coder.i18n import _
from coder.model.read_transcript import Source
from coder.model.text import Turn
from coder.transcripts.beside.line_numbers import line_numbers
from coder.transcripts.beside.passage_codes import passage_codes
from coder.transcripts.beside.taken_out import without
from coder.transcripts.beside.times_amid import times_amid

_AROUND = " 　()（）[]【】〔〕［］"


def without_unsaid(source: Source, turns: Sequence[Turn]) -> Source:
    """Return what was read without what nobody says in the midst of the turns; it is told."""
    text = source.text
    times, codes, numbers = times_amid(text, turns), passage_codes(text, turns), line_numbers(text, turns)
    if not (times or codes or numbers):
        return source
    told = [_("times in the middle of sentences: {count}").format(count=len(times))] if times else []
    if codes:
        first = text[codes[0].start : codes[0].end].strip(_AROUND)
        told.append(_("codes of passages, such as {code}: {count}").format(code=first, count=len(codes)))
    if numbers:
        told.append(_("numbers of lines: {count}").format(count=len(numbers)))
    return without(source, sorted([*times, *codes, *numbers]), told)
