"""Who speaks: the turns of a document, given by whoever made it, as a group of spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from coder.model.text import Role, Turn

NAME = "coder_turns"
SPANS = "turns"
_TURNS = "coder.turns"


def give_turns(doc: Doc, turns: Iterable[Turn]) -> None:
    """Tell a document its turns, before the components that ask for them."""
    doc.user_data[_TURNS] = [(t.start, t.body, t.end, t.speaker, str(t.role), t.time) for t in turns]


def turns_of(doc: Doc) -> tuple[Turn, ...]:
    """Return the turns that the document was given, none where it was given none."""
    rows = doc.user_data.get(_TURNS, ())
    return tuple(Turn(start, body, end, who, Role(role), time) for start, body, end, who, role, time in rows)


@Language.factory(NAME)
class Turns:
    """Puts the turns into `doc.spans["turns"]`: each span's label is the role, its id the speaker.

    The exact offsets of turn and speech stand in the group's `attrs["exact"]`, in the order of the spans.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.vocab = nlp.vocab

    def __call__(self, doc: Doc) -> Doc:
        """Set the turns."""
        starts = [token.idx for token in doc]
        spans, exact = [], []
        for turn in turns_of(doc):
            first, last = bisect_left(starts, turn.start), bisect_left(starts, turn.end)
            if first < last:
                spans.append(Span(doc, first, last, label=str(turn.role), span_id=turn.speaker))
                exact.append([turn.start, turn.body, turn.end, turn.time])
        doc.spans[SPANS] = SpanGroup(doc, name=SPANS, spans=spans, attrs={"exact": exact})
        return doc
