"""Read one document as an import does, within the time and the memory that an import may take."""

from __future__ import annotations

import resource
import signal
import time
import traceback
from pathlib import Path
from types import FrameType

from coder.errors import CoderError, InputError
from coder.model.read_transcript import Source, fault_of
from coder.plugins import importers
from coder.transcripts.content_kind import suffix_of
from coder.transcripts.labels.speakers import find_speakers
from coder.transcripts.labels.turns import TooManyLabels
from coder.transcripts.surveys import SurveyChoice, read_survey

LONGEST = 10
"""So many seconds of the processor may one document take."""
LARGEST = 500 << 20
"""So much memory may reading take beyond what the program takes anyway."""
_ADDRESSES = Path("/proc/self/statm")
_NO_CHOICE = SurveyChoice()


class _TooLongError(BaseException):
    """A document took too long; no library that refuses what is damaged may swallow it."""


def limit() -> None:
    """Let this process take no more memory than reading one document may; time is limited by document."""
    signal.signal(signal.SIGVTALRM, _too_long)
    if _ADDRESSES.exists():
        taken = int(_ADDRESSES.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + LARGEST, resource.RLIM_INFINITY))


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise _TooLongError


def timed(suffix: str, data: bytes) -> str:
    """Read a document and return why it was refused, nothing where it was read; one that takes too long is a fault."""
    began = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        refusal = read(suffix, data)
    except _TooLongError as late:
        place = traceback.extract_tb(late.__traceback__)[-2]
        raise AssertionError(f"too long in {place.filename}:{place.lineno}") from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    spent = time.process_time() - began
    if spent > LONGEST:
        raise AssertionError(f"took {spent:.0f} s")
    return refusal


def read(suffix: str, data: bytes) -> str:
    """Read a document as an import does and return why it was refused, nothing where it was read.

    Raises what an import would trip over.
    """
    path = Path(f"broken{suffix}")
    suffix_of(data)
    try:
        survey = read_survey(path, data, _NO_CHOICE)
        sources = [one.source for one in survey.respondents] if survey else [importers()[suffix].read(path, data)]
        for source in sources:
            _check(source)
    except (CoderError, TooManyLabels) as error:
        if error.__cause__ is not None and _is_ours(error.__cause__):
            raise error.__cause__ from None
        return error.problem.message if isinstance(error, InputError) else type(error).__name__
    return ""


def _check(source: Source) -> None:
    """Raise where the text cannot be stored as it is, turns do not cover it, or a comment lies beside it."""
    if fault := fault_of(source):
        raise AssertionError(fault)
    turns = find_speakers(source).turns
    ends = [0, *(turn.end for turn in turns)]
    if [turn.start for turn in turns] != ends[:-1] or ends[-1] != len(source.text):
        raise AssertionError("the turns do not cover the text")
    if any(not turn.start <= turn.body <= turn.end for turn in turns):
        raise AssertionError("a turn's words lie outside of it")
    "".join(turn.time or "" for turn in turns).encode()
    if any(one.span and not 0 <= one.span.start < one.span.end <= len(source.text) for one in source.remarks):
        raise AssertionError("a comment lies outside of the text")


def _is_ours(cause: BaseException) -> bool:
    """Tell whether our own code stumbled over a document: a library may find it damaged, we have to say why.

    Memory that ran out is a fault wherever it happened.
    """
    steps = traceback.extract_tb(cause.__traceback__)
    stumbled = "/coder/" in steps[-1].filename and not isinstance(
        cause, CoderError | UnicodeError | StopIteration | KeyError
    )
    return stumbled or isinstance(cause, MemoryError)
