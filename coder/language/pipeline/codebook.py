"""The keywords of a codebook in a document: every occurrence, with its weight."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from coder.language.keywords import KeywordMatcher
from coder.language.pipeline.serialization import Kept
from coder.language.pipeline.tokenizer import borders_in
from coder.language.weights import weigh
from coder.model.codebook import Code

NAME = "coder_codebook"
SPANS = "codebook"


class Hit(NamedTuple):
    """A keyword in a document: the tokens that hold it, its code, its own place in the text and its weight."""

    span: Span
    code: str
    start: int
    end: int
    word: str
    weight: float


def entries(codes: Iterable[Code]) -> list[dict[str, Any]]:
    """Return the codes in use as this component's configuration takes them."""
    return [
        {"id": code.id, "keywords": list(code.keywords), "exclude": list(code.exclude)}
        for code in codes
        if code.level == "code" and not code.archived
    ]


def hits(doc: Doc) -> list[Hit]:
    """Return the keywords that were found in a document, in the order of their ends."""
    group = doc.spans.get(SPANS)
    if group is None:
        return []
    return [
        Hit(span, span.label_, start, end, doc.text[start:end], weight)
        for span, (start, end, weight) in zip(group, group.attrs["exact"], strict=True)
    ]


@Language.factory(NAME, default_config={"codes": []})
def create_codebook(nlp: Language, name: str, codes: list[dict[str, Any]]) -> Codebook:
    """Return the component; `codes` are tables with `id`, `keywords` and, where there are some, `exclude`."""
    return Codebook(nlp, name, codes)


class Codebook(Kept):
    """Puts the keywords into `doc.spans["codebook"]`: each span's label is the code.

    A keyword that begins or ends inside a token has the whole tokens as its span. Its own start and end and its
    weight stand in the group's `attrs["exact"]`, in the order of the spans; `hits` reads both.
    """

    def __init__(self, nlp: Language, name: str, codes: Iterable[dict[str, Any]] = ()) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self._restore(list(codes))

    def __call__(self, doc: Doc) -> Doc:
        """Set the matches."""
        text, matcher, borders = doc.text, self._matcher, borders_in(doc)
        starts = [token.idx for token in doc]
        spans, exact = [], []
        for code, start, end in matcher.matches(text):
            first, last = bisect_right(starts, start) - 1, bisect_left(starts, end)
            weight = weigh(text, start, matcher.weight(text[start:end]), borders.standing(start, end))
            spans.append(Span(doc, first, last, label=matcher.codes[code].id))
            exact.append([start, end, weight])
        doc.spans[SPANS] = SpanGroup(doc, name=SPANS, spans=spans, attrs={"exact": exact})
        return doc

    def _state(self) -> Any:
        return self._entries

    def _restore(self, state: Any) -> None:
        self._entries = state
        self._matcher = KeywordMatcher([_code(entry) for entry in state])


def _code(entry: dict[str, Any]) -> Code:
    keywords, exclude = tuple(entry["keywords"]), tuple(entry.get("exclude", ()))
    return Code(id=entry["id"], parent="", level="code", name=entry["id"], keywords=keywords, exclude=exclude)
