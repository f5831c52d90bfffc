"""Suggesters of other packages: which are there, who allowed them to send words away, and what they propose."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

from coder.errors import CoderError, InputError, NotFoundError, Problem
from coder.files.bounded import read_whole
from coder.i18n import _
from coder.language.learning.stretches import stretches
from coder.language.segment import sentence_bounds
from coder.model.coding import Evidence, Suggestion
from coder.model.identity import now
from coder.model.names.shell_words import shell_word
from coder.model.people import Consent
from coder.model.project import OpenTranscript
from coder.model.suggester import Passage, Proposal, Suggester
from coder.model.text import Role
from coder.plugins import FAULTS, left_out_suggesters, make_suggester, reason_of, suggesters
from coder.record.entry import Put
from coder.record.study import Study

SETTINGS = "suggesters.toml"
_BATCH = 20  # passages
_SECONDS = 120.0

_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A suggester: its settings, where it sends words to, who allowed that, and what is wrong with it."""

    name: str
    package: str
    configured: bool
    receiver: str = ""
    consent: Consent | None = None
    problem: str = ""


def listed(study: Study) -> list[Listed]:
    """Return the suggesters of other packages; only those with a table in `suggesters.toml` are loaded."""
    settings = _settings(study)
    found = [Listed(one.name, one.value, configured=False, problem=one.reason) for one in left_out_suggesters()]
    for name, entry in suggesters().items():
        if name not in settings:
            found.append(Listed(name, entry.value, configured=False))
            continue
        try:
            made = make_suggester(entry, settings[name])
        except CoderError as error:
            found.append(Listed(name, entry.value, configured=True, problem=error.message))
            continue
        consent = _consent(study, name, made.receiver) if made.receiver else None
        found.append(Listed(name, entry.value, configured=True, receiver=made.receiver, consent=consent))
    return sorted(found, key=lambda one: one.name)


def receiver_of(study: Study, name: str) -> str:
    """Return where a suggester sends words to; empty where they stay."""
    return _made(study, name).receiver


def allow(study: Study, name: str) -> str:
    """Keep the coder's consent that a suggester sends words to its receiver, as an act of the journal."""
    receiver = receiver_of(study, name)
    if not receiver:
        raise CoderError(_("{name} sends nothing anywhere: it needs no consent").format(name=name))
    if _consent(study, name, receiver) is not None:
        raise CoderError(_("{name} is allowed already").format(name=name))
    consent = Consent(id=_key(name, receiver), suggester=name, receiver=receiver, coder=study.coder, at=now())
    study.record([Put("consent", None, consent)], "allow")
    return receiver


def forbid(study: Study, name: str) -> None:
    """Take back every consent that was given for a suggester."""
    given = study.reader.all(Consent, "id", suggester=name)
    if not given:
        raise NotFoundError(_("nobody allowed {name}").format(name=name), _("coder suggesters lists them"))
    study.record([Put("consent", consent, None) for consent in given], "forbid")


def ask(study: Study, name: str, document: OpenTranscript, *, seconds: float = _SECONDS) -> Iterator[Suggestion]:
    """Yield what a suggester proposes for a transcript's respondents, some passages at a time.

    Raises `CoderError` where there is no consent, and where the suggester fails, answers what is not asked, or takes
    longer than `seconds` for twenty passages.
    """
    made = _made(study, name)
    if made.receiver and _consent(study, name, made.receiver) is None:
        raise CoderError(
            _("{name} would send words to {to}, and nobody allowed that").format(name=name, to=made.receiver),
            _("coder suggesters allow {name} asks and keeps the consent in the journal").format(name=shell_word(name)),
        )
    text = document.text
    turns = [turn for turn in document.turns if turn.role is Role.RESPONDENT]
    asked = stretches(text, document.turns, sentence_bounds(text, turns))
    codes = study.project().usable_codes
    known = {code.id for code in codes}
    for at in range(0, len(asked), _BATCH):
        batch = asked[at : at + _BATCH]
        passages = [Passage(text[s.start : s.end], text[slice(*s.before)]) for s in batch]
        for proposal in _within(seconds, name, made, passages, codes):
            _check(name, proposal, len(batch), known)
            stretch = batch[proposal.passage]
            yield Suggestion(
                transcript=document.info.id,
                start=stretch.start,
                end=stretch.end,
                code=proposal.code,
                score=round(proposal.score, 2),
                suggester=made.name,
                evidence=_evidence(text, stretch.start, stretch.end, proposal),
            )


def _made(study: Study, name: str) -> Suggester:
    entry, settings = suggesters().get(name), _settings(study)
    if entry is None:
        raise NotFoundError(_("no suggester {name}").format(name=name), _("coder suggesters lists them"))
    if name not in settings:
        raise CoderError(
            _("{name} is not configured, so it is off").format(name=name),
            _("give it a table [{name}] in {path}").format(name=name, path=_path(study)),
        )
    return make_suggester(entry, settings[name])


def _path(study: Study) -> Path:
    return study.path.parent / SETTINGS


def _settings(study: Study) -> Mapping[str, Mapping[str, Any]]:
    path = _path(study)
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(read_whole(path, _LARGEST).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError(Problem(path, 0, str(error)), _("Correct the line that it names.")) from None
    return {name: table for name, table in found.items() if isinstance(table, dict)}


def _key(name: str, receiver: str) -> str:
    return f"{name} {receiver}"


def _consent(study: Study, name: str, receiver: str) -> Consent | None:
    return study.reader.one(Consent, _key(name, receiver))


def _within(
    seconds: float, name: str, made: Suggester, passages: Sequence[Passage], codes: Sequence[Any]
) -> list[Proposal]:
    """Ask in a thread that is left behind if it doesn't answer."""
    answers: Queue[list[Proposal] | BaseException] = Queue()
    most = len(passages) * len(codes)

    def run() -> None:
        try:
            answers.put(list(islice(made.suggest(passages, codes), most + 1)))
        except FAULTS as error:
            answers.put(error)

    Thread(target=run, daemon=True, name=f"suggester {name}").start()
    try:
        with redirect_stdout(sys.stderr):  # ours may be read by another program
            answer = answers.get(timeout=seconds)
    except Empty:
        raise _failed(name, _("no answer within {seconds} seconds").format(seconds=round(seconds))) from None
    if isinstance(answer, BaseException):
        raise _failed(name, reason_of(answer)) from answer
    if len(answer) > most:
        raise _failed(name, _("it answered more than {count} proposals").format(count=most))
    return answer


def _check(name: str, proposal: Proposal, passages: int, known: set[str]) -> None:
    if not isinstance(proposal, Proposal) or not _is_well_typed(proposal):
        raise _failed(name, _("it answered something else than proposals"))
    if not 0 <= proposal.passage < passages:
        raise _failed(name, _("it named passage {number} of {count}").format(number=proposal.passage, count=passages))
    if proposal.code not in known:
        raise _failed(name, _("there is no code {code}").format(code=proposal.code))
    if not 0 <= proposal.score <= 1:
        raise _failed(name, _("a score is from 0 to 1, not {score}").format(score=proposal.score))


def _is_well_typed(proposal: Proposal) -> bool:
    place, code, score, words = proposal.passage, proposal.code, proposal.score, proposal.words
    return (
        isinstance(place, int)
        and isinstance(code, str)
        and isinstance(score, int | float)
        and isinstance(words, tuple | list)
        and all(isinstance(word, str) for word in words)
    )


def _evidence(text: str, start: int, end: int, proposal: Proposal) -> tuple[Evidence, ...]:
    """Return the words of a proposal that do stand in the passage; others are no reason."""
    found = []
    for word in dict.fromkeys(proposal.words):
        at = text.find(word, start, end) if word.strip() else -1
        if at >= 0:
            found.append(Evidence(word, at, at + len(word), round(proposal.score, 2)))
    return tuple(sorted(found, key=lambda e: e.start))


def _failed(name: str, why: str) -> CoderError:
    return CoderError(
        _("the suggester {name} failed: {why}").format(name=name, why=why), _("its earlier proposals are kept")
    )
