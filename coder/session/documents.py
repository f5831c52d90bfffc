"""Transcripts as spaCy documents, worked out once and kept in the study."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from coder.domain.project import OpenTranscript
from coder.language.borders import version
from coder.store import cache
from coder.store.database import Connection

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from coder.session.study import Study

_NAME = "document"


def document_of(study: Study | Connection, nlp: Language, transcript: OpenTranscript) -> Doc:
    """Return a transcript after the pipeline: the document kept if the same pipeline made it, else made now and kept."""
    from spacy.tokens import DocBin

    from coder.language.pipeline import read

    connection = study if isinstance(study, Connection) else study.connection
    key, made_by = transcript.info.text_hash, _fingerprint(nlp, transcript)
    if data := cache.get(connection, _NAME, key, made_by):
        return next(DocBin().from_bytes(data).get_docs(nlp.vocab))
    doc = read(nlp, transcript)
    kept = DocBin(attrs=_ATTRIBUTES, store_user_data=True, docs=[doc])
    cache.put(connection, _NAME, key, made_by, kept.to_bytes())
    return doc


_ATTRIBUTES = ("SENT_START", "ENT_TYPE", "ENT_IOB", "ENT_KB_ID", "LEMMA", "NORM", "POS", "TAG", "MORPH", "DEP", "HEAD")


def _fingerprint(nlp: Language, transcript: OpenTranscript) -> str:
    """Return what decides how the document comes out: pipeline, words, turns."""
    made_of = hashlib.sha256(nlp.to_bytes(exclude=["vocab"]))
    turns = [(t.start, t.body, t.end, t.speaker, t.role, t.time) for t in transcript.turns]
    made_of.update(json.dumps([version(), turns]).encode())
    return made_of.hexdigest()[:32]
