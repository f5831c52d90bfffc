"""No act takes in a name or a text that is longer than any person reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from coder.errors import CoderError
from coder.i18n import _
from coder.model.lengths import NAME, too_long


def within_limits(puts: Iterable[Any]) -> Iterator[Any]:
    """Yield the changes of an act; raises `CoderError` at the first that is too long."""
    for put in puts:
        for length, most in too_long(getattr(put, "before", None), getattr(put, "after", None)):
            raise CoderError(
                _("{field}: {count} characters, and at most {most} are kept").format(
                    field=_("a name") if most == NAME else _("a text"), count=f"{length:,}", most=f"{most:,}"
                ),
                _("shorten it"),
            )
        yield put
