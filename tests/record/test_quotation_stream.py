"""Passages read from the record: what is read does not grow with the codings of a transcript."""

from __future__ import annotations

from coder.coding.acts import Desk
from coder.model.text import Span


def test_a_transcript_is_read_once_however_many_codings_it_has(study):
    """Codings of one code that overlap are one passage, and no further statement is run for them."""
    document = study.transcript("firm-a")
    start = document.text.index("證照幾乎沒在看")

    def told() -> tuple[int, list[tuple[str, str, int]]]:
        said: list[str] = []
        study.connection.set_trace_callback(said.append)
        found = [(passage.code, passage.text, len(passage.codings)) for passage in study.passages()]
        study.connection.set_trace_callback(None)
        return len(said), found

    Desk(study).code(document, Span(start, start + 4), ["cert"])
    statements, found = told()
    assert found == [("cert", "證照幾乎", 1)]
    for width in range(1, 7):
        Desk(study).code(document, Span(start + width, start + 7), ["cert"])
    assert told() == (statements, [("cert", "證照幾乎沒在看", 7)])
