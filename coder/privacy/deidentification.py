"""Reports without names: every text of a report that is not declared safe has its names replaced."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from coder.language.fold import fold
from coder.model.codebook import Case
from coder.model.counting.column import safe_fields
from coder.model.counting.frequencies import Frequency, FrequencyTable
from coder.model.counting.passage import Collection, Note, Passage
from coder.model.counting.speaker_counts import SpeakerCount
from coder.model.counting.table_columns import passage_columns, quotation_columns
from coder.model.matrix import Heading
from coder.model.names.aliases import Replacer
from coder.model.quotation import Border, Quotation
from coder.model.reporting.method_sentences import Deed, Stretch
from coder.model.reporting.report import (
    CaseSpread,
    CellReport,
    ChosenReport,
    CoderReport,
    FindingReport,
    Method,
    Passages,
    Portrait,
    Report,
    TextPiece,
    ThemeReport,
    TranscriptReport,
    Voice,
)
from coder.model.reporting.robustness import Trial
from coder.model.reporting.stamp import Stamp
from coder.record.kinds import kept_fields

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")


def passages_without_names(collection: Collection, names: dict[str, str]) -> Collection:
    """Return found passages with the names of the key replaced in everything that a file of them prints."""
    veil = _Veil(Replacer(names, fold))
    return replace(
        collection,
        title=veil.said(collection.title),
        asked=veil.said(collection.asked),
        passages=lambda: map(veil.said, collection.passages()),
        coder_names={coder: veil.said(name) for coder, name in collection.coder_names.items()},
    )


def without_names(report: Report, names: dict[str, str]) -> Report:
    """Return the report with the names of the key replaced in everything that it prints."""
    replacer = Replacer(names, fold)
    return _Veil(replacer).report(report) if replacer else report


_OF_REPORT: dict[type, frozenset[str]] = {
    Quotation: safe_fields(quotation_columns({})),
    # Retrieval finds texts and codings by these; a file of passages has no column of them.
    Passage: safe_fields(passage_columns({})) | {"transcript", "codings"},
    Stamp: frozenset({"head", "made_at", "codebook", "language", "attribute", "version"}),
    FrequencyTable: frozenset({"attribute", "coder_names"}),
    Frequency: frozenset({"coders"}),
    FindingReport: frozenset({"coders"}),
    ChosenReport: frozenset({"side"}),
    TextPiece: frozenset({"target"}),
    CaseSpread: frozenset({"case"}),
    Voice: frozenset({"case"}),
    Portrait: frozenset({"case"}),
    ThemeReport: frozenset(),
    SpeakerCount: frozenset({"role", "case"}),
    Border: frozenset({"coding", "code", "coder"}),
    Note: frozenset({"coding", "coder"}),
    Stretch: frozenset({"replica"}),
    Deed: frozenset({"day", "what"}),
    Trial: frozenset({"check"}),
    Heading: frozenset({"id", "case"}),
    CellReport: frozenset({"row", "column"}),
    Method: frozenset({"coders"}),
    CoderReport: frozenset({"id"}),
}
"""Fields of the report's own parts whose texts are ids or of the program; rows of tables declare them by column."""

_CUT: dict[type, frozenset[str]] = {
    Quotation: frozenset({"text"}),
    Passage: frozenset({"text"}),
    ChosenReport: frozenset({"shown"}),
    TextPiece: frozenset({"text"}),
}
"""Fields that hold words cut out of a transcript, whose borders may lie within a name; a title holds none."""


def fields_without_names(cls: type) -> frozenset[str]:
    """Return the fields of a class by which parts of a report find each other; every other text is private."""
    return _OF_REPORT[cls] if cls in _OF_REPORT else kept_fields(cls)


class _Veil:
    """Replaces names in every text of a report, whatever its parts are."""

    def __init__(self, replacer: Replacer) -> None:
        self._replacer = replacer

    def report(self, report: Report) -> Report:
        whole = self._inside(report, frozenset({"quotations", "transcripts", "template", "stamp", "coder_names"}))
        return replace(
            whole,
            coder_names={coder: self._replacer.text(name) for coder, name in report.coder_names.items()},
            quotations=lambda: map(self.quotation, report.quotations()),
            transcripts=lambda: map(self._transcript, report.transcripts()),
        )

    def quotation(self, q: Quotation) -> Quotation:
        say, safe, cut = self._replacer.text, _OF_REPORT[Quotation], _CUT[Quotation]
        return Quotation._make(
            say(one, cut=name in cut) if isinstance(one, str) and name not in safe else one
            for name, one in zip(q._fields, q, strict=True)
        )

    def said(self, value: Any, *, cut: bool = False) -> Any:
        """Return a value of any kind with the texts in it replaced; words `cut` out of a text by its borders too."""
        if isinstance(value, str):
            return self._replacer.text(value, cut=cut)
        if isinstance(value, Quotation):
            return self.quotation(value)
        if isinstance(value, Passages):
            return Passages(lambda: map(self.quotation, value))
        if is_dataclass(value) and not isinstance(value, type):
            # Another name of a case would read as its alias twice.
            return self._inside(replace(value, aliases=()) if isinstance(value, Case) else value)
        return self._gathered(value)

    def _gathered(self, value: Any) -> Any:
        """Return a tuple, list or dict with the texts in it replaced; anything else as it is."""
        names: tuple[str, ...] | None = getattr(value, "_fields", None)
        if names is not None:
            kept, cut = fields_without_names(type(value)), _CUT.get(type(value), frozenset())
            told = {name: self.said(getattr(value, name), cut=name in cut) for name in names if name not in kept}
            return value._replace(**told)
        if isinstance(value, tuple | list):
            return type(value)(map(self.said, value))
        if isinstance(value, dict):
            return {self.said(key): self.said(one) for key, one in value.items()}
        return value

    def _inside(self, value: D, kept: frozenset[str] = frozenset()) -> D:
        """Return a dataclass with the texts of its fields replaced, but for ids."""
        kept |= fields_without_names(type(value))
        cut = _CUT.get(type(value), frozenset())
        names = [field.name for field in fields(value) if field.init and field.name not in kept]
        return replace(value, **{name: self.said(getattr(value, name), cut=name in cut) for name in names})

    def _transcript(self, one: TranscriptReport) -> TranscriptReport:
        """Return a transcript with names replaced, its turns and quotations at their new places."""
        say = self._replacer.text
        text, place = self._replacer.mapped(one.text)
        return one._replace(
            name=say(one.name),
            case_name=say(one.case_name),
            text=text,
            turns=tuple(
                t._replace(start=place(t.start), body=place(t.body), end=place(t.end), speaker=say(t.speaker))
                for t in one.turns
            ),
            quotations=tuple(
                self.quotation(q)._replace(
                    start=place(q.start),
                    end=max(place(q.start) + 1, place(q.end)),
                    codings=tuple(b._replace(start=place(b.start), end=place(b.end)) for b in q.codings),
                )
                for q in one.quotations
            ),
        )
