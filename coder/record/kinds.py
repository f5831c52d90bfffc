"""Every kind of object in a study, each declared once; all that treats kinds alike derives from here."""

from __future__ import annotations

from dataclasses import dataclass

from coder.i18n import _
from coder.model.aliases import Alias
from coder.model.codebook import Case, Code, Figure, Finding, Recommendation, Source, Variant
from coder.model.coding import Coding, Decision, Memo
from coder.model.displaced import Displaced
from coder.model.erasure import Erasure
from coder.model.finding import ChosenQuotation, SignOff
from coder.model.matrix import CellSummary, Matrix
from coder.model.project import TranscriptInfo
from coder.model.sample import Judgement, Sample
from coder.model.teamwork import Adjudication, Assignment, Closing, CoderRole, Finished
from coder.model.upgrade import Upgrade
from coder.record.kind import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyTitle:
    """The study itself: its title."""

    id: str = "study"
    title: str
    title_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """A person who codes; one who codes blind sees and is told nothing of what others coded."""

    id: str
    name: str
    blind: bool = False
    role: CoderRole = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A coder's leave for a suggester to send the words of transcripts to a receiver outside the program."""

    id: str
    suggester: str
    receiver: str
    coder: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptRecord(TranscriptInfo):
    """A transcript as it is stored: its speakers with their roles, and its turns in short form.

    A turn is `[start, body, index into speakers (-1: nobody), time]`; it ends where the next begins.
    """

    speakers: tuple[tuple[str, str], ...]
    turns: tuple[tuple[int, int, int, str | None], ...]


def _numbered(value: Case | Finding | Recommendation) -> str:
    """Return what is called by its number too."""
    return f"{value.id} {getattr(value, 'title', '') or value.name}".strip()


def _words_of(value: Variant) -> str:
    return ", ".join(value.words)


_ON_WORDS = ("transcript", "code", "coder")
_ON_TARGET = ("target_kind", "target", "coder")
# A comparison tells them in this order.
_DECLARED = (
    Kind("code", Code, lambda: _("code"), shared=True),
    Kind("finding", Finding, lambda: _("finding"), shared=True, called=_numbered),
    Kind("recommendation", Recommendation, lambda: _("recommendation"), shared=True, called=_numbered),
    Kind("figure", Figure, lambda: _("figure"), shared=True),
    Kind("source", Source, lambda: _("source of figures"), shared=True),
    Kind("memo", Memo, lambda: _("memo"), owner="coder", place=_ON_TARGET),
    Kind("transcript", TranscriptRecord, lambda: _("transcript"), shared=True),
    Kind("case", Case, lambda: _("case"), shared=True, called=_numbered),
    Kind("coder", Coder, lambda: _("coder"), shared=True),
    Kind("study", StudyTitle, lambda: _("study"), shared=True),
    Kind("variant", Variant, lambda: _("words that count as one"), shared=True, called=_words_of),
    Kind("coding", Coding, lambda: _("coded passage"), owner="coder", place=_ON_WORDS, told="counted"),
    Kind("decision", Decision, lambda: _("decision on a suggestion"), owner="coder", place=_ON_WORDS, told="counted"),
    Kind("lost", Displaced, lambda: _("lost anchor"), owner="coder", place=_ON_WORDS, told="elsewhere"),
    Kind("consent", Consent, lambda: _("leave to send words away"), shared=True),
    Kind("chosen", ChosenQuotation, lambda: _("chosen quotation"), owner="by"),
    Kind("signoff", SignOff, lambda: _("sign-off"), owner="by"),
    Kind("matrix", Matrix, lambda: _("framework matrix"), shared=True),
    Kind("cell", CellSummary, lambda: _("summary of a cell"), owner="by"),
    Kind("alias", Alias, lambda: _("name that reports replace"), shared=True),
    Kind("sample", Sample, lambda: _("audit sample"), owner="by"),
    Kind("judgement", Judgement, lambda: _("auditor's verdict"), owner="by"),
    Kind("assignment", Assignment, lambda: _("assignment"), shared=True),
    Kind("finished", Finished, lambda: _("finished transcript"), owner="coder"),
    Kind("adjudication", Adjudication, lambda: _("adjudication"), owner="by"),
    Kind("closing", Closing, lambda: _("closed adjudication"), owner="by"),
    Kind("erasure", Erasure, lambda: _("withdrawal"), shared=True),
    Kind("upgrade", Upgrade, lambda: _("upgrade of the journal"), shared=True),
)
_BY_NAME = {declared.name: declared for declared in _DECLARED}
_BY_CLASS = {declared.cls: declared for declared in _DECLARED}
KINDS = tuple(_BY_NAME)
OWNED = {declared.name: declared.owner for declared in _DECLARED if declared.owner}
"""The kinds that are one person's work, with the field that names the person: others may not see it while blind."""

PLACES = {declared.name: declared.place for declared in _DECLARED if declared.place}
"""The kinds that lie on a transcript or code, with the fields that say where. A damaged journal may name others."""

ANCHORED = frozenset(declared.name for declared in _DECLARED if declared.is_anchored)
"""The kinds whose objects stand on words of a transcript."""


def kind_of(cls: type) -> Kind:
    """Return what is known of the kind whose objects have this class."""
    return _BY_CLASS[cls]


def kind(name: str) -> Kind:
    """Return what is known of a kind of object."""
    return _BY_NAME[name]
