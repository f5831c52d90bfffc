"""All that is no speech although it stands like a label, taken out step by step."""

from __future__ import annotations

from coder.model.read_transcript import Source
from coder.transcripts.beside.back_matter import without_back_matter
from coder.transcripts.beside.cut_sentences import without_cut_sentences
from coder.transcripts.beside.front_matter import without_front_matter
from coder.transcripts.beside.inner_records import without_inner_records
from coder.transcripts.beside.marked_alike import doubting_marked_alike
from coder.transcripts.beside.page_marks import without_page_marks
from coder.transcripts.beside.section_titles import without_section_titles
from coder.transcripts.beside.silent_labels import without_silent_labels
from coder.transcripts.beside.written_remarks import without_written_remarks
from coder.transcripts.labels.doubts import Outcome


def without_what_stands_beside(source: Source, outcome: Outcome) -> Outcome:
    """Return what was found in a text, nobody's the labels that stand beside the talk."""
    text = source.text
    steps = (
        without_front_matter,
        without_back_matter,
        without_page_marks,
        without_inner_records,
        without_silent_labels,
        without_cut_sentences,
        without_written_remarks,
        doubting_marked_alike,
    )
    for without in steps:
        outcome = without(text, outcome)
    return without_section_titles(text, outcome, source.labels)
