"""Every kind of object in a study, each declared once; all that treats kinds alike derives from here."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from coder.i18n import _, labelled
from coder.record.kind import Kind, address

if TYPE_CHECKING:
    from coder.model.codebook import Attribute, Case, Finding, Recommendation, Variant
    from coder.model.study_setting import Setting


def _numbered(value: Case | Finding | Recommendation) -> str:
    """Return what is called by its number too."""
    return f"{value.id} {getattr(value, 'title', '') or value.name}".strip()


def _setting(value: Setting) -> str:
    from coder.model.study_setting import setting_title

    return setting_title(value)


def _attribute(value: Attribute) -> str:
    from coder.model.values.case_attribute import type_name
    from coder.model.values.value_names import attribute_title

    return labelled(attribute_title(value), type_name(value.type))


def _words_of(value: Variant) -> str:
    return ", ".join(value.words)


_ON_WORDS = ("transcript", "code", "coder")
_ON_TARGET = ("target_kind", "target", "coder")
# A comparison tells them in this order.
_DECLARED = (
    Kind(
        "code",
        "coder.model.codebook:Code",
        lambda: _("code"),
        shared=True,
        refers=("parent", "level", "color"),
        by_field=True,
        quiet=("position", "version", "precision"),
    ),
    Kind(
        "finding",
        "coder.model.codebook:Finding",
        lambda: _("finding"),
        shared=True,
        called=_numbered,
        refers=("supports", "opposes", "figures"),
        by_field=True,
    ),
    Kind(
        "recommendation",
        "coder.model.codebook:Recommendation",
        lambda: _("recommendation"),
        shared=True,
        called=_numbered,
        refers=("findings",),
        by_field=True,
    ),
    Kind(
        "figure",
        "coder.model.codebook:Figure",
        lambda: _("figure"),
        shared=True,
        refers=("of", "source", "codes"),
        by_field=True,
    ),
    Kind(
        "source",
        "coder.model.codebook:Source",
        lambda: _("source of figures"),
        shared=True,
        refers=("cited_in", "base"),
        by_field=True,
    ),
    Kind(
        "memo",
        "coder.model.coding:Memo",
        lambda: _("memo"),
        owner="coder",
        place=_ON_TARGET,
        untold=("target_kind", "target"),
    ),
    Kind(
        "transcript",
        "coder.model.project:TranscriptRecord",
        lambda: _("transcript"),
        shared=True,
        refers=("case", "text_hash", "original_hash", "encoding", "format"),
        quiet=("source", "encoding", "format", "original_hash"),
        untold=("text_hash", "original_hash", "chars", "speakers", "turns"),
    ),
    Kind("case", "coder.model.codebook:Case", lambda: _("case"), shared=True, called=_numbered, by_field=True),
    Kind(
        "attribute",
        "coder.model.codebook:Attribute",
        lambda: _("attribute of cases"),
        shared=True,
        refers=("type",),
        called=_attribute,
        by_field=True,
    ),
    Kind(
        "coder",
        "coder.model.people:Coder",
        lambda: _("coder"),
        shared=True,
        refers=("role",),
        by_field=True,
    ),
    Kind("study", "coder.model.project:StudyTitle", lambda: _("study"), shared=True, by_field=True),
    Kind(
        "variant",
        "coder.model.codebook:Variant",
        lambda: _("words that count as one"),
        shared=True,
        called=_words_of,
        by_field=True,
    ),
    Kind(
        "coding",
        "coder.model.coding:Coding",
        lambda: _("coding"),
        owner="coder",
        place=_ON_WORDS,
        refers=("origin", "quote_hash"),
        told="counted",
        untold=("quote_hash", "evidence"),
    ),
    Kind(
        "decision",
        "coder.model.coding:Decision",
        lambda: _("decision on a suggestion"),
        owner="coder",
        place=_ON_WORDS,
        told="counted",
        refers=("verdict", "suggester", "similar"),
        untold=("suggester", "score", "evidence", "similar"),
    ),
    Kind(
        "lost",
        "coder.model.displaced:Displaced",
        lambda: _("displaced coding"),
        owner="coder",
        place=_ON_WORDS,
        told="elsewhere",
        refers=("text_hash", "quote_hash", "origin", "target_kind", "target", "verdict", "suggester", "similar"),
        untold=("text_hash", "coding", "decision", "memo"),
    ),
    Kind(
        "consent",
        "coder.model.people:Consent",
        lambda: _("permission to send text elsewhere"),
        shared=True,
        refers=("suggester", "coder"),
        untold=("suggester", "coder"),
    ),
    Kind(
        "chosen",
        "coder.model.finding:ChosenQuotation",
        lambda: _("chosen quotation"),
        owner="by",
        refers=("coding", "side", "finding"),
        untold=("coding",),
    ),
    Kind(
        "signoff",
        "coder.model.finding:SignOff",
        lambda: _("sign-off"),
        owner="by",
        refers=("finding",),
        untold=("change", "moment"),
    ),
    Kind(
        "matrix",
        "coder.model.matrix:Matrix",
        lambda: _("framework matrix"),
        shared=True,
        refers=("rows", "columns"),
        by_field=True,
    ),
    Kind(
        "cell",
        "coder.model.matrix:CellSummary",
        lambda: _("summary of a cell"),
        owner="by",
        refers=("evidence",),
        untold=("evidence",),
    ),
    Kind(
        "alias",
        "coder.model.names.aliases:Alias",
        lambda: _("name that reports replace"),
        shared=True,
        refers=("kind",),
    ),
    Kind(
        "sample",
        "coder.model.sample:Sample",
        lambda: _("audit sample"),
        owner="by",
        refers=("strata", "scope", "population", "drawn"),
        untold=("change", "moment", "population"),
    ),
    Kind(
        "judgement",
        "coder.model.sample:Judgement",
        lambda: _("auditor's verdict"),
        owner="by",
        refers=("coding", "sample", "verdict"),
        untold=("coding", "sample"),
    ),
    Kind(
        "assignment",
        "coder.model.teamwork:Assignment",
        lambda: _("assignment"),
        shared=True,
        refers=("transcript", "coder", "text_hash"),
        untold=("coder", "text_hash"),
    ),
    Kind(
        "finished",
        "coder.model.teamwork:Finished",
        lambda: _("finished transcript"),
        owner="coder",
        refers=("transcript", "text_hash"),
        untold=("text_hash",),
    ),
    Kind(
        "adjudication",
        "coder.model.teamwork:Adjudication",
        lambda: _("adjudication"),
        owner="by",
        refers=("transcript", "text_hash", "coding", "code", "ruling", "codings"),
        untold=("text_hash",),
    ),
    Kind(
        "closing",
        "coder.model.teamwork:Closing",
        lambda: _("closed adjudication"),
        owner="by",
        refers=("transcript", "text_hash"),
        untold=("text_hash",),
    ),
    Kind(
        "opening",
        "coder.model.teamwork:Opening",
        lambda: _("transcript opened to blind coders"),
        shared=True,
        refers=("transcript", "by"),
    ),
    Kind(
        "erasure",
        "coder.model.journal.erasure_entry:Erasure",
        lambda: _("withdrawal"),
        shared=True,
        refers=("what", "target", "transcript", "before", "after", "digest"),
        untold=("target", "digest", "texts", "passages"),
    ),
    Kind(
        "upgrade",
        "coder.model.journal.upgrade_entry:Upgrade",
        lambda: _("upgrade of the journal"),
        shared=True,
        refers=("digest",),
        untold=("replica", "head", "broken", "digest"),
    ),
    Kind(
        "report",
        "coder.model.reporting.lead_page_text:ReportPage",
        lambda: _("page of the report"),
        shared=True,
        refers=("calendar", "part"),
        by_field=True,
    ),
    Kind(
        "replica",
        "coder.model.journal.replica:Replica",
        lambda: _("replica of the study"),
        shared=True,
        refers=("origin",),
    ),
    Kind(
        "pairing",
        "coder.model.pairing:Pairing",
        lambda: _("what was decided of two studies"),
        shared=True,
        refers=("of", "ours", "theirs", "key", "origin"),
        untold=("of", "ours", "theirs", "key"),
    ),
    Kind(
        "signer",
        "coder.model.journal.signing_key:SigningKey",
        lambda: _("key for signing"),
        shared=True,
        refers=("coder", "public_key"),
        untold=("coder", "public_key"),
    ),
    Kind("setting", "coder.model.study_setting:Setting", lambda: _("setting"), shared=True, called=_setting),
)
_BY_NAME = {declared.name: declared for declared in _DECLARED}
_BY_CLASS = {declared.at: declared for declared in _DECLARED}
KINDS = tuple(_BY_NAME)
OWNED = {declared.name: declared.owner for declared in _DECLARED if declared.owner}
"""The kinds that are one person's work, with the field that names the person: others may not see it while blind."""

PLACES = {declared.name: declared.place for declared in _DECLARED if declared.place}
"""The kinds that lie on a transcript or code, with the fields that say where. A damaged journal may name others."""


@cache
def anchored_kinds() -> frozenset[str]:
    """Return the kinds whose objects stand on words of a transcript."""
    return frozenset(declared.name for declared in _DECLARED if declared.is_anchored)


def kept_fields(cls: type) -> frozenset[str]:
    """Return the fields of a class that hold no name; of one that is no kind, none are known."""
    declared = _BY_CLASS.get(address(cls))
    return declared.kept if declared is not None else frozenset()


def kind_of(cls: type) -> Kind:
    """Return what is known of the kind whose objects have this class."""
    return _BY_CLASS[address(cls)]


def kind(name: str) -> Kind:
    """Return what is known of a kind of object."""
    return _BY_NAME[name]
