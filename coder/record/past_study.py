"""The study as it stood at a past moment, as a `Study` that can only be read."""

from __future__ import annotations

from pathlib import Path

from coder.errors import CoderError, NotFoundError
from coder.i18n import _
from coder.model.journal.moment import Moment, NamedRow, read_moment
from coder.record import past
from coder.record.file import database
from coder.record.study import Study


class PastStudy(Study):
    """A study whose tables are those of a past moment; acts are refused.

    Who codes blind now sees of the past, too, nothing but their own.
    """

    def __init__(self, connection: database.Connection, now: Study, moment: Moment) -> None:
        self._now = now
        super().__init__(connection, now.path, now.coder)
        self.moment: Moment = moment

    def visible_work(self) -> frozenset[str] | None:
        """Return whose work the coder may see now, whatever they could see then."""
        return self._now.seen

    def close(self) -> None:
        """Close the past, then the study: the last to go clears SQLite's files away, and a reader may not."""
        super().close()
        self._now.close()


def open_past(path: Path, coder: str, text: str) -> PastStudy:
    """Open the study as it stood at the moment that a person wrote; raises `CoderError` where nothing stood yet."""
    now = Study.open(path, coder)
    try:
        moment = find_moment(now, text)
        _require_something(now, moment, text)
        return PastStudy(past.rebuild(path, moment), now, moment)
    except BaseException:
        now.close()
        raise


def _require_something(now: Study, moment: Moment, text: str) -> None:
    if moment.changes:
        return
    first = past.moment_after(now.connection, now.journal.replica, 1)
    raise NotFoundError(
        _("at {moment} there was nothing in the study yet").format(moment=text),
        _("its first act is of {time}").format(time=first.at) if first.changes else "",
    )


def find_moment(study: Study, text: str = "") -> Moment:
    """Return the moment that a person wrote, in words as `read_moment` knows them; of nothing: now."""
    connection, replica = study.connection, study.journal.replica
    if not text:
        return past.last_moment(connection, replica)
    wish = read_moment(text)
    if isinstance(wish, NamedRow):
        return past.moment_after(connection, _replica_of(study, wish), wish.number)
    if isinstance(wish, dict):
        return past.moment_of(connection, replica, wish)
    return past.moment_at(connection, replica, wish)


def _replica_of(study: Study, wish: NamedRow) -> str:
    """Return the replica in which a person means a change: this one, else the only other that has one so numbered."""
    limits = study.journal.limits()
    having = [name for name, last in limits.items() if name.startswith(wish.replica) and last >= wish.number]
    if not wish.replica and study.journal.replica in having:
        return study.journal.replica
    if len(having) == 1 or not wish.number:
        return having[0]
    number = f"{wish.replica}#{wish.number}"
    if having:
        names = ", ".join(f"{name[:4]}#{wish.number}" for name in having)
        raise CoderError(
            _("there are several changes {number}").format(number=number), _("write one of {names}").format(names=names)
        )
    last = study.journal.newest()
    raise NotFoundError(
        _("there is no change {number}").format(number=number),
        _("the last one is {last}").format(last=study.journal.name_of(last.replica, last.seq)),
    )
