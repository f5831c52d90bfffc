"""Words that look like a leak and are none: somebody looked at them, and the study remembers it as a setting."""

from __future__ import annotations

from coder.errors import NotFoundError
from coder.i18n import _
from coder.model.study_setting import NO_LEAKS, Setting, words_of, words_together
from coder.record import settings
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.study import Study


def no_leaks(study: Study) -> tuple[str, ...]:
    """Return the words that are marked as no leaks."""
    return words_of(settings.value(study.reader, NO_LEAKS))


def mark_seen(study: Study, words: str) -> Outcome:
    """Mark words as no leak: no list of likely leaks names them again."""
    study.look_again()
    marked, [one] = no_leaks(study), words_of(words.replace("|", " ")) or ("",)
    if not one or one in marked:
        return Outcome("", _("“{words}” is marked as no leak already").format(words=one))
    return _put(study, (*marked, one), _("“{words}” is no leak").format(words=one))


def mark_unseen(study: Study, words: str) -> Outcome:
    """Let words be listed again where they look like a leak."""
    study.look_again()
    marked, [one] = no_leaks(study), words_of(words.replace("|", " ")) or ("",)
    if one not in marked:
        raise NotFoundError(
            _("“{words}” is not marked as no leak").format(words=one),
            _("coder setting lists the words that are"),
            asked=[one],
        )
    return _put(study, tuple(word for word in marked if word != one), _("“{words}” is listed again").format(words=one))


def _put(study: Study, words: tuple[str, ...], told: str) -> Outcome:
    wanted = Setting(id=NO_LEAKS, value=words_together(words))
    act = study.record([Put("setting", study.reader.one(Setting, NO_LEAKS), wanted)], "setting")
    return Outcome(act, told)


def marked_words(count: int) -> str:
    """Return how many words are marked as no leaks, empty where none is."""
    return _("{count} marked as no leaks").format(count=count) if count else ""
