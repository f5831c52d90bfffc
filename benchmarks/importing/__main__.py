"""Break documents at random, and draw their structure at random: each is read, or refused by name, in time.

python -m benchmarks.importing --seconds 120
python -m benchmarks.importing --seconds 600 --only docx,pdf
"""

from __future__ import annotations

import argparse
import faulthandler
import shutil
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchmarks.importing.attempt import limit, timed
from benchmarks.importing.broken import documents
from benchmarks.importing.drawn import DRAWN
from benchmarks.importing.moved import varied
from benchmarks.importing.packed import packed

_TOLD = 600
_MOST_FAULTS = 5
_REASONS = 4
_HANGS = 300
"""After so many seconds by the clock a document holds a library that no signal reaches; then its place is printed."""


@dataclass
class Campaign:
    """What came of the documents of a format, and what the program stumbled over."""

    suffix: str
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    stumbled: dict[str, str] = field(default_factory=dict)
    kept: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="broken-")))
    """Where the last document lies, and those over which the program stumbled."""

    @property
    def last(self) -> Path:
        """The document that is being read, for one over which the whole program falls."""
        return self.kept / f"last{self.suffix}"

    def run(self, seconds: float) -> None:
        """Try documents for so many seconds of the processor: a whole one, drawn ones, and what is made of each."""
        until = time.process_time() + seconds
        whole = documents()[self.suffix]
        first = whole if isinstance(whole, bytes) else packed(whole)
        drawn = st.one_of(st.just(first), DRAWN[self.suffix], DRAWN[self.suffix])
        kind = st.builds(varied, drawn, st.integers(0, 10**9))
        while time.process_time() < until and len(self.stumbled) < _MOST_FAULTS:
            self._round(kind, until)

    def _keep(self, error: BaseException) -> None:
        place = "".join(traceback.format_tb(error.__traceback__)[-2:])
        copy = str(shutil.copy(self.last, self.kept / f"{len(self.stumbled) + 1}{self.suffix}"))
        self.stumbled.setdefault(f"{type(error).__name__} {str(error)[:_TOLD]} {place}", copy)

    def _round(self, kind: st.SearchStrategy[list[bytes]], until: float) -> None:
        @settings(
            max_examples=50,
            deadline=None,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(kind)
        def each(all_of_a_kind: list[bytes]) -> None:
            for data in all_of_a_kind:
                if time.process_time() > until:
                    return
                self.last.write_bytes(data)
                faulthandler.dump_traceback_later(_HANGS, exit=True)
                try:
                    refusal = timed(self.suffix, data)
                except Exception as error:  # noqa: BLE001  kept as it is: making it smaller could take longer than all
                    self._keep(error)
                    continue
                self.refused.update([refusal] if refusal else [])
                self.read += not refusal

        each()


def main() -> int:
    """Run and report; return 1 where a document was neither read nor refused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120, help="how long of the processor for each format")
    parser.add_argument("--only", default="", help="suffixes without their dots, with commas")
    options = parser.parse_args()
    wanted = [f".{name}" for name in options.only.split(",") if name] or list(DRAWN)
    if unknown := [name for name in wanted if name not in DRAWN]:
        parser.error(f"no documents are drawn for {', '.join(unknown)}; there are {', '.join(DRAWN)}")
    limit()
    warnings.simplefilter("ignore")  # what fails is printed short
    failed = False
    for suffix in wanted:
        tried, before = Campaign(suffix), time.process_time()
        tried.run(options.seconds)
        spent = time.process_time() - before
        print(f"{suffix}: {tried.read} read, {tried.refused.total()} refused, {spent:.0f} s", flush=True)
        for why, count in tried.refused.most_common(_REASONS):
            print(f"  {count} × {why}", flush=True)
        for fault, example in tried.stumbled.items():
            failed = True
            print(f"  {fault}\n  {example}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
