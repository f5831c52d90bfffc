"""What the fields of objects are called where the history tells of them."""

from __future__ import annotations

from coder.i18n import _
from coder.model.reporting.page_words import field_words


def field_name(name: str) -> str:
    """Return a field of an object in the interface language."""
    names = {**field_words(), **_code_fields(), **_finding_fields(), **_source_fields(), **_other_fields()}
    return names.get(name, name)


def _code_fields() -> dict[str, str]:
    return {
        "name": _("name"),
        "name_en": _("English name"),
        "title": _("title"),
        "title_en": _("English title"),
        "parent": _("theme"),
        "level": _("level"),
        "definition": _("definition"),
        "when_to_use": _("when to use"),
        "when_not": _("when not"),
        "definition_en": _("English definition"),
        "when_to_use_en": _("when to use, in English"),
        "when_not_en": _("when not, in English"),
        "example": _("example"),
        "keywords": _("keywords"),
        "exclude": _("exclusions"),
        "color": _("colour"),
        "position": _("place in the codebook"),
        "version": _("version"),
        "archived": _("archived"),
        "precision": _("target precision"),
        "code": _("code"),
        "start": _("words"),
        "code_version": _("definition used"),
        "origin": _("origin"),
        "text": _("text"),
        "verdict": _("verdict"),
    }


def _finding_fields() -> dict[str, str]:
    return {
        "statement": _("statement"),
        "statement_en": _("English statement"),
        "text_en": _("English text"),
        "supports": _("for"),
        "opposes": _("against"),
        "figures": _("figures"),
        "findings": _("findings"),
        "responsible": _("who is responsible"),
        "responsible_en": _("who is responsible, in English"),
        "timing": _("by when"),
        "timing_en": _("by when, in English"),
        "measure": _("measured by"),
        "measure_en": _("measured by, in English"),
        "value": _("value"),
        "unit": _("unit"),
        "value_en": _("value in English"),
        "unit_en": _("unit in English"),
        "place": _("place in the report"),
        "derived": _("derived"),
        "note": _("note"),
        "note_en": _("English note"),
        "about": _("approximate"),
        "codes": _("codes"),
        "author": _("author"),
        "author_en": _("author in English"),
        "short": _("author in short"),
        "short_en": _("author in short, in English"),
        "year": _("year"),
        "link": _("link"),
        "cited_in": _("cited in"),
        "base": _("base"),
    }


def _source_fields() -> dict[str, str]:
    return {
        "synthetic": _("synthetic"),
        "attributes": _("attributes"),
        "aliases": _("other names"),
        "transcripts": _("transcripts"),
        "transcript": _("transcript"),
        "interviewers": _("interviewers"),
    }


def _other_fields() -> dict[str, str]:
    return {
        "blind": _("blind"),
        "side": _("side"),
        "telling": _("telling"),
        "shown": _("as printed"),
        "finding": _("finding"),
        "alias": _("printed as"),
        "seed": _("seed"),
        "drawn": _("quotations drawn"),
        "rows": _("rows"),
        "columns": _("columns"),
        "choices": _("choices"),
        "case": _("case"),
        "words": _("words"),
        "revision": _("revision"),
        "source": _("source"),
        "encoding": _("encoding"),
        "format": _("format"),
        "lines": _("lines"),
        "speech_lines": _("lines of respondents"),
        "suggester": _("suggester"),
        "receiver": _("receiver"),
        "type": _("type of value"),
        "values_en": _("values in English"),
        "place_en": _("place in the report, in English"),
        "role": _("role"),
        "coder": _("coder"),
        "kind": _("kind"),
        "judged": _("codings judged"),
        "ruling": _("decision"),
        "settled": _("settled"),
        "reason": _("reason"),
        "spans": _("turns drawn"),
        "withheld": _("turns without suggestions"),
        "scope": _("drawn from"),
        "strata": _("spread over"),
        "what": _("erased"),
        "is_one": _("the same object"),
        "chapters": _("chapters"),
        "tables": _("tables"),
        "charts": _("charts"),
        "appendices": _("appendices"),
    }
