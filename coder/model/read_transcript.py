"""What an importer gives: the text of a file, the labels that its structure marks, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass

from coder.model.text import Span, Turn, normalise


@dataclass(frozen=True, slots=True)
class GivenLabel:
    """A label that the file's own structure marks, from `start` to the speech at `body`.

    A `hint` (a heading, bold letters) may be something else too; what is no hint is a speaker, or without a name
    the place where what the last one says ends. A hint without a name is a row of a table that names nobody: the last
    one goes on. A `heading` that is no label is nobody's speech.
    """

    start: int
    body: int
    name: str
    time: str | None = None
    hint: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that somebody wrote on a document, and the words that it is on; None for a place that is not told."""

    text: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Source:
    """What an importer read: the normalised text, how it was stored, and what its structure says.

    `markdown` says that a line beginning with `#` is a heading; `left_out` names what the file holds and
    the text does not, a phrase each. `told` says that the labels are all there are: nothing else is one.
    `remarks` are the file's comments. `doubtful` says that the importer is not sure of who speaks.
    `looks_alternate` says that paragraphs of two looks take turns, as bold questions and plain answers.
    `parted` says that it is plain where paragraphs and rows begin; on a page, lines of two could be one.
    """

    text: str
    encoding: str
    format: str
    labels: tuple[GivenLabel, ...] = ()
    markdown: bool = False
    left_out: tuple[str, ...] = ()
    told: bool = False
    remarks: tuple[Remark, ...] = ()
    doubtful: bool = False
    looks_alternate: bool = False
    parted: bool = True


def fault_of(source: object) -> str:
    """Return what is wrong with what an importer gave, nothing where it can be taken in."""
    if not isinstance(source, Source):
        return "no Source"
    if not all(isinstance(value, str) for value in (source.text, source.encoding, source.format)):
        return "text, encoding and format are no text"
    if any("\ud800" <= char <= "\udfff" for char in source.text):
        return "the text holds half a character"
    if source.text != normalise(source.text):
        return "the text is not normalised"
    if any(not 0 <= label.start <= label.body <= len(source.text) for label in source.labels):
        return "a label lies outside the text"
    return ""


@dataclass(frozen=True, slots=True)
class ReadTranscript:
    """A transcript before it is taken in: its text, its turns, how it was stored, and what was left out of it."""

    text: str
    turns: tuple[Turn, ...]
    encoding: str
    format: str
    left_out: tuple[str, ...] = ()
