"""No act takes in a name or a text that is longer than any person reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coder.errors import CoderError
from coder.i18n import _
from coder.model.lengths import NAME, too_long
from coder.record.entry import Entry, Ready


def within_limits(puts: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the changes of an act; raises `CoderError` at the first that is too long."""
    for put in puts:
        if isinstance(put, Ready):  # coded in bulk: no one wrote a name or a text in it
            yield put
            continue
        for length, most in too_long(put.before, put.after):
            raise CoderError(
                _("{field}: {count} characters, and at most {most} are kept").format(
                    field=_("a name") if most == NAME else _("a text"), count=f"{length:,}", most=f"{most:,}"
                ),
                _("shorten it"),
            )
        yield put
