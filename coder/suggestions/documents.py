"""Transcripts as spaCy documents, worked out once and kept in the study."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from coder.language.borders import version
from coder.model.project import OpenTranscript
from coder.record import cache
from coder.record.database import Connection

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from coder.record.study import Study

_NAME = "document"
_ATTRIBUTES = ("TAG", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID", "LEMMA", "NORM", "MORPH", "POS")


def document_of(study: Study | Connection, nlp: Language, transcript: OpenTranscript) -> Doc:
    """Return a transcript after the pipeline: as it was kept if the same pipeline made it, else made now and kept."""
    from coder.language.pipeline import read

    connection = study if isinstance(study, Connection) else study.connection
    key, made_by = transcript.info.text_hash, _fingerprint(nlp, transcript)
    data = cache.get(connection, _NAME, key, made_by)
    doc = _unpacked(nlp, data) if data else None
    if doc is None or doc.text != transcript.text:
        doc = read(nlp, transcript)
        cache.put(connection, _NAME, key, made_by, _packed(doc))
    return doc


def _packed(doc: Doc) -> bytes:
    from spacy.tokens import DocBin

    # Where a parser ran, its heads say where sentences begin; spaCy takes only one of the two.
    borders = ("HEAD", "DEP") if doc.has_annotation("DEP") else ("SENT_START",)
    return DocBin(attrs=(*_ATTRIBUTES, *borders), store_user_data=True, docs=[doc]).to_bytes()


def _unpacked(nlp: Language, data: bytes) -> Doc | None:
    from spacy.tokens import DocBin

    try:
        return next(DocBin().from_bytes(data).get_docs(nlp.vocab), None)
    except ValueError:  # damaged
        return None


def _fingerprint(nlp: Language, transcript: OpenTranscript) -> str:
    """Return what decides how the document comes out: pipeline, words, turns."""
    made_of = hashlib.sha256(nlp.to_bytes(exclude=["vocab"]) + nlp.config.to_bytes())
    turns = [(t.start, t.body, t.end, t.speaker, t.role, t.time) for t in transcript.turns]
    made_of.update(json.dumps([version(), turns]).encode())
    return made_of.hexdigest()[:32]
