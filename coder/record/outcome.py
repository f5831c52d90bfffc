"""What an act did, as it is told to the person who asked for it."""

from __future__ import annotations

from dataclasses import dataclass

from coder.errors import CoderError
from coder.i18n import _
from coder.model.text import Span


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act did, in words for the person, and where; `changes` are the objects before and after it.

    Of a bulk act they are only the first (`is_whole` is False): who shows what stands must read it anew.
    """

    act: str
    message: str
    span: Span | None = None
    transcript: str | None = None
    changes: tuple[tuple[object, object], ...] = ()
    is_whole: bool = True


def past_refused() -> CoderError:
    """Return the error of an act on a past moment."""
    return CoderError(
        _("a past moment of the study can be read, not changed"), _("leave --at out to work on the current study")
    )
