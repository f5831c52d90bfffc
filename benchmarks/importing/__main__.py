"""Break documents at random, and draw their structure at random: each is read, or refused by name, in time.

python -m benchmarks.importing --seconds 120
python -m benchmarks.importing --seconds 600 --only docx,pdf
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
import traceback
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchmarks.importing.broken import EDITS, broken, documents, made
from benchmarks.importing.drawn import DRAWN
from benchmarks.importing.moved import STEPS, moved
from benchmarks.importing.packed import packed
from coder.errors import CoderError
from coder.plugins import importers
from coder.transcripts.speakers import find_speakers
from coder.transcripts.turns import TooManyLabels

LONGEST = 10
"""So many seconds of the processor may one document take."""
_TOLD = 600
_MOST_FAULTS = 5


def read(suffix: str, data: bytes) -> bool:
    """Read a document as an import does, and tell whether it was not refused; raises what an import would trip over."""
    try:
        source = importers()[suffix].read(Path(f"broken{suffix}"), data)
        turns = find_speakers(source).turns
    except (CoderError, TooManyLabels) as error:
        if error.__cause__ is not None and _is_ours(error.__cause__):
            raise error.__cause__ from None
        return False
    ends = [0, *(turn.end for turn in turns)]
    if [turn.start for turn in turns] != ends[:-1] or ends[-1] != len(source.text):
        raise AssertionError("the turns do not cover the text")
    return True


def _is_ours(cause: BaseException) -> bool:
    """Tell whether our own code stumbled over a document: a library may find it damaged, we have to say why."""
    steps = traceback.extract_tb(cause.__traceback__)
    return "/coder/" in steps[-1].filename and not isinstance(
        cause, CoderError | UnicodeError | StopIteration | KeyError
    )


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError


@dataclass
class Campaign:
    """What came of the documents of a format, and what the program stumbled over."""

    suffix: str
    read: int = 0
    refused: int = 0
    stumbled: dict[str, str] = field(default_factory=dict)

    def run(self, seconds: float) -> None:
        """Try documents for so many seconds of the processor, a whole one broken or one drawn in turn."""
        until = time.process_time() + seconds
        whole = documents()[self.suffix]
        kinds = [EDITS.map(lambda edits: made(whole, edits)), DRAWN[self.suffix]]
        if isinstance(whole, bytes):
            kinds.append(st.builds(broken, DRAWN[self.suffix], EDITS))
        else:
            kinds.append(st.builds(moved, st.one_of(st.just(packed(whole)), DRAWN[self.suffix]), STEPS))
        while time.process_time() < until and len(self.stumbled) < _MOST_FAULTS:
            for kind in kinds:
                try:
                    self._round(kind, until)
                except Exception as error:  # noqa: BLE001  the campaign goes on, and tells
                    error = (getattr(error, "exceptions", None) or [error])[0]
                    place = "".join(traceback.format_tb(error.__traceback__)[-2:])
                    notes = "; ".join(getattr(error, "__notes__", []))
                    self.stumbled.setdefault(f"{type(error).__name__} {str(error)[:_TOLD]} {place}", notes[:_TOLD])

    def _round(self, kind: st.SearchStrategy[bytes], until: float) -> None:
        @settings(
            max_examples=300,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        @given(kind)
        def each(data: bytes) -> None:
            if time.process_time() > until:
                return
            signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
            try:
                was_read = read(self.suffix, data)
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            self.read += was_read
            self.refused += not was_read

        each()


def main() -> int:
    """Run and report; return 1 where a document was neither read nor refused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120, help="how long of the processor for each format")
    parser.add_argument("--only", default="", help="suffixes without their dots, with commas")
    options = parser.parse_args()
    wanted = [f".{name}" for name in options.only.split(",") if name] or list(DRAWN)
    signal.signal(signal.SIGVTALRM, _too_long)
    warnings.simplefilter("ignore")  # what fails is printed short
    failed = False
    for suffix in wanted:
        tried, before = Campaign(suffix), time.process_time()
        tried.run(options.seconds)
        spent = time.process_time() - before
        print(f"{suffix}: {tried.read} read, {tried.refused} refused, {spent:.0f} s", flush=True)
        for fault, example in tried.stumbled.items():
            failed = True
            print(f"  {fault}\n  {example}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
