"""The history: acts by who, where, on what and when, each in words, with what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coder.audit.change_words import Describer, ObjectChange
from coder.coding.act_words import act_in_words, memos_of
from coder.coding.memos import memo_codings
from coder.errors import CoderError, NotFoundError
from coder.i18n import _, listed
from coder.model.journal.change import ActSummary, Change
from coder.model.journal.moment import day_end, day_start, read_day
from coder.record import history
from coder.record.history import Wanted
from coder.record.kinds import KINDS, PLACES
from coder.record.reader import open_reader
from coder.record.study import Study
from coder.record.veil.blindness import require_seen
from coder.record.veil.visibility import shown

_NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryFilters:
    """Which acts are asked for, as a person says it; what is empty is left open.

    `since` and `until` are days 2026-01-31, both included, or times.
    """

    coder: str = ""
    transcript: str = ""
    code: str = ""
    since: str = ""
    until: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An act in words: what was done, on what, in which transcripts.

    `first` is the number of its first change that was asked for, `rows` how many changes it has that may be seen.
    """

    act: ActSummary
    verb: str
    on: str
    place: str
    first: int
    rows: int


@dataclass(frozen=True, slots=True)
class Step:
    """A change of an act: its row of the journal, and what became of the object."""

    change: Change
    object: ObjectChange


def wanted(study: Study, filters: HistoryFilters) -> Wanted:
    """Look up the names of filters; raises `CoderError` for one that nothing answers to."""
    if filters.kind and filters.kind not in KINDS:
        raise NotFoundError(
            _("no kind {name}").format(name=filters.kind), _("there are: {names}").format(names=listed(KINDS))
        )
    return Wanted(
        coder=require_seen(study, filters.coder) if filters.coder else "",
        transcript=study.resolve_transcript(filters.transcript) if filters.transcript else "",
        codes=_codes(study, filters.code) if filters.code else (),
        since=_moment(filters.since, end=False),
        until=_moment(filters.until, end=True),
        kind=filters.kind,
        seen=study.seen,
    )


def _codes(study: Study, word: str) -> tuple[str, ...]:
    """Return a code's or theme's id, with those of all codes below it."""
    project = study.project()
    found = [c.id for c in project.codes if word in {c.id, c.name, c.name_en}]
    exact = [key for key in found if key == word] or found
    if len(exact) != 1:
        raise NotFoundError(_("no code {code}").format(code=word), _("coder codes lists them"), asked=[word])
    return project.below(exact[0])


def _moment(text: str, *, end: bool) -> str:
    if not text:
        return ""
    if (day := read_day(text.strip())) is not None:
        return (day_end(day) if end else day_start(day)).isoformat()
    try:
        return datetime.fromisoformat(text.strip()).astimezone().isoformat()
    except (ValueError, OverflowError):
        raise CoderError(
            _("{text} is neither a day nor a time").format(text=text),
            _("write 2026-01-31 or 2026-01-31T12:00"),
        ) from None


class HistoryReader:
    """Reads the history page by page, as far as the coder may see it."""

    def __init__(self, study: Study, filters: HistoryFilters | None = None) -> None:
        self._study = study
        self.wanted = wanted(study, filters or HistoryFilters())
        self._describer = Describer(study)

    def count(self) -> int:
        """Return how many acts are asked for."""
        return history.count(self._study.reader, self.wanted)

    def page(self, offset: int, limit: int) -> list[Entry]:
        """Return some of the acts, newest first."""
        return [self._entry(act) for act in history.acts(self._study.reader, self.wanted, offset, limit)]

    def _entry(self, act: ActSummary) -> Entry:
        study = self._study
        first = history.first_touch(study.reader, act.act, self.wanted) or act.first_seq
        rows = history.changes(study.reader, act.replica, first, act.last_seq, _NAMED)
        changes = [c for c in shown(rows, study.seen) if self._is_asked(c)]
        verb, on = act_in_words(study.project(), act, changes, memo_codings(study, memos_of(changes)))
        return Entry(act, verb, on, self._places(act), first, self._size(act, act.first_seq))

    def _is_asked(self, change: Change) -> bool:
        """Tell whether a change is on the code that is asked for, as far as its image says so itself."""
        codes = self.wanted.codes
        if not codes or "code" not in PLACES.get(change.kind, ()):
            return True
        return any(f'"code":"{code}"' in (image or "") for code in codes for image in (change.before, change.after))

    def _places(self, act: ActSummary) -> str:
        count, key = 1, self.wanted.transcript
        if not key:
            if "transcript" in act.kinds:
                return ""
            count, key = history.transcripts_touched(self._study.reader, act.act, self._study.seen)
        if count > 1:
            return _("{count} transcripts").format(count=f"{count:,}")
        info = self._study.project().transcript_by_id.get(key)
        return info.name if info else key

    def size(self, entry: Entry) -> int:
        """Return how many changes an act has from the first that was asked for on, as far as they may be seen."""
        return self._size(entry.act, entry.first)

    def _size(self, act: ActSummary, first: int) -> int:
        if self._study.seen is None:
            return act.last_seq - first + 1
        rows = history.changes(self._study.reader, act.replica, first, act.last_seq)
        return sum(1 for _change in shown(rows, self._study.seen))

    def steps(self, entry: Entry, limit: int) -> list[Step]:
        """Return the first changes of an act, from the first that was asked for on."""
        act = entry.act
        rows = history.changes(self._study.reader, act.replica, entry.first, act.last_seq, limit)
        found = shown(rows, self._study.seen)
        return [Step(c, self._describer.describe(c.kind, c.key, c.before, c.after)) for c in found]


def day_range(text: str) -> tuple[str, str]:
    """Return the first and the last day of `2026-01-31` or `2026-01-01..2026-01-31`; empty ends are left open.

    Raises `CoderError` for what is no day.
    """
    first, dots, last = (part.strip() for part in text.strip().partition(".."))
    days = (first, last if dots else first)
    for day in filter(None, days):
        if read_day(day) is None:
            raise CoderError(_("{text} is not a date").format(text=day), _("write a day as 2026-01-31"))
    return days


def count_beside(study: Study, wanted: Wanted) -> int:
    """Return how many acts are asked for, in another thread than the study's own."""
    with open_reader(study.path, wanted.seen) as reader:
        return history.count(reader, wanted)
