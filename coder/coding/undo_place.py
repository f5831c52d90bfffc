"""Which act `u` takes back where a person stands; what lies elsewhere is asked before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from coder.coding.acts import LOADED, UNDONE_KINDS, Way
from coder.model.journal.change import ActSummary, Change
from coder.record.journal import Journal
from coder.record.kinds import KINDS, kind

WHOLE = frozenset(
    {"rename-transcript", "move-transcript", "remove-transcript", "case", "open-transcripts", "hide-transcripts"}
)
"""Verbs of acts on a whole transcript, or on its case."""

Reach: TypeAlias = Literal["here", "beyond", "elsewhere"]
"""An act lies here alone, here and beyond, or elsewhere."""


@dataclass(frozen=True, slots=True)
class UndoPlace:
    """Where a person stands: `offers` are the kinds that may be taken back there at all.

    `reach` tells how far an act reaches; a place on one transcript names it. Without `asks` nothing elsewhere is
    taken back.
    """

    reach: Callable[[ActSummary], Reach] = lambda _act: "here"
    offers: frozenset[str] = UNDONE_KINDS
    transcript: str = ""
    asks: bool = True


class NextAct(NamedTuple):
    """The act to take back or to do again, and whether to ask first."""

    act: ActSummary
    asks: bool


def on_transcript(journal: Journal, transcript: str) -> UndoPlace:
    """Return the place of who works on a transcript."""

    def reach(act: ActSummary) -> Reach:
        touched = journal.transcripts_of(act.act)
        return "elsewhere" if transcript not in touched else "here" if len(touched) == 1 else "beyond"

    return UndoPlace(reach, transcript=transcript)


def on_object(journal: Journal, offers: frozenset[str], field: str, key: str) -> UndoPlace:
    """Return the place of who works on one object: itself, and what names it in a field."""

    def reach(act: ActSummary) -> Reach:
        changes = journal.changes(act.act)
        named = [change.key == key or _field(change, field) == key for change in changes]
        return "here" if all(named) else "beyond" if any(named) else "elsewhere"

    return UndoPlace(reach, offers)


def in_codebook() -> UndoPlace:
    """Return the place of who works on the codebook; a code made of the words of a transcript lies there too."""

    def reach(act: ActSummary) -> Reach:
        if "code" not in act.kinds and "variant" not in act.kinds:
            return "elsewhere"
        return "beyond" if act.verb == "in-vivo" else "here"

    return UndoPlace(reach)


def among_transcripts(journal: Journal) -> UndoPlace:
    """Return the place of who looks over the list of transcripts: what was done with one as a whole, or its case.

    An import is asked about: nobody should lose a transcript to a key too many.
    """

    def reach(act: ActSummary) -> Reach:
        verb = verb_of(journal, act)
        return "here" if verb in WHOLE else "beyond" if verb == "import" else "elsewhere"

    return UndoPlace(reach, offers=frozenset(KINDS), asks=False)


def verb_of(journal: Journal, act: ActSummary) -> str:
    """Return what an act did, or what the act did that it takes back."""
    return act.verb if act.reverts is None else journal.verb_taken_back(act)


def done_here(own: Collection[str]) -> UndoPlace:
    """Return the place of who works through a list of passages of all transcripts: only what was done in it."""
    return UndoPlace(lambda act: "here" if act.act in own else "elsewhere")


def next_act(
    journal: Journal, coder: str, place: UndoPlace, way: Way, own: Collection[str], passed: Collection[str]
) -> NextAct | None:
    """Return the coder's newest act that lies here, else the newest elsewhere, which is asked.

    `own` are acts that were done from this place, wherever they lie; `passed` are those the person left standing.
    """

    def standing(transcript: str = "") -> Iterable[ActSummary]:
        acts = journal.standing(coder, place.offers, LOADED, transcript)
        return (act for act in acts if act.act not in passed)

    def is_near(act: ActSummary) -> bool:
        return act.act in own or place.reach(act) != "elsewhere"

    here = _first(journal, filter(is_near, standing(place.transcript)), way)
    lately = _first(journal, (act for act in standing() if act.act in own), way) if own and place.transcript else None
    if lately is not None and (here is None or lately.clock > here.clock):
        here = lately
    if here is not None:
        return NextAct(here, place.reach(here) != "here")
    elsewhere = _first(journal, standing(), way) if place.asks else None
    return None if elsewhere is None else NextAct(elsewhere, asks=True)


def _first(journal: Journal, acts: Iterable[ActSummary], way: Way) -> ActSummary | None:
    """Return the newest act to take back, or the newest undo with no plain act after it."""
    for act in acts:
        if act.reverts is None:
            return act if way == "undo" else None
        if way == "redo" and journal.is_undo(act):
            return None if journal.verb_taken_back(act) in LOADED else act
    return None


def _field(change: Change, name: str) -> object:
    image = change.after or change.before
    return getattr(kind(change.kind).from_image(image), name, None) if image else None
