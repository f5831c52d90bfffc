"""What is measured, beside which limit, and how much ours may take."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Literal

SMALL, USUAL, LARGE = 8, 200, 2_000
SMALL_SECONDS = 0.020
"""At eight transcripts everything but the exports stays under this."""
GROWTH = 12.0
"""At 2,000 transcripts nothing costs more than so many times what it costs at 200."""
MEMORY_MB = 100.0
EXPORT_MEMORY_MB = MEMORY_MB + 30.0

_EMPTY_APP = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("你好")
Empty().run()
"""
COMMANDS = {
    "help": ["-m", "coder", "--help"],
    "limit:help": ["-c", "import click"],
    "start": ["-m", "coder", "--study", "{study}"],
    "limit:start": ["-c", _EMPTY_APP],
}


def command(name: str, study: str) -> list[str]:
    """Return the command line of a measure that is a whole process."""
    return [sys.executable, *(part.replace("{study}", study) for part in COMMANDS[name])]


@dataclass(frozen=True, slots=True)
class AtMost:
    """How much ours may take: so many times its limit, or so many seconds."""

    times: float | None = None
    seconds: float | None = None
    says: str = ""

    def allowed(self, limit: float | None) -> float | None:
        """Return the most seconds; None where there is neither a limit nor a target."""
        if self.times is not None:
            return None if limit is None else self.times * limit
        return self.seconds

    def __str__(self) -> str:
        if self.says:
            return self.says
        if self.times is not None:
            return f"{self.times:g} × limit"
        return "—" if self.seconds is None else f"{self.seconds * 1000:g} ms"


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of the table; its limit is the measure `limit:NAME`."""

    name: str
    title: str
    limit: str
    at_most: AtMost
    way: Literal["inside", "process", "screen"] = "inside"
    export: bool = False
    holds: bool = False
    """Whether the measurement itself holds everything in memory, so that its peak says nothing of ours."""

    def target(self, scale: int, usual: float | None) -> AtMost:
        """Return the target at a scale; `usual` is what ours took at 200 transcripts, where that ran."""
        if self.way == "process" or scale == USUAL:
            return self.at_most
        if scale > USUAL:
            return AtMost() if usual is None else AtMost(seconds=GROWTH * usual, says=f"{GROWTH:g} × at {USUAL}")
        as_usual = self.way == "screen" or self.export or str(self.at_most) == "—"
        return self.at_most if as_usual else AtMost(seconds=SMALL_SECONDS)


OPERATIONS = (
    Operation("help", "coder --help (process)", "import click", AtMost(times=1.5), "process"),
    Operation("start", "start → usable screen (process)", "empty Textual app", AtMost(times=1.5), "screen"),
    Operation("import", "import all", "read, hash, insert", AtMost(times=2.5)),
    Operation("sentences", "sentence borders", "bare re.finditer", AtMost(times=3), holds=True),
    Operation("code", "keyword coding of everything", "split, Aho–Corasick, insert", AtMost(times=3.5)),
    Operation("journal", "… the journal's part of it", "", AtMost(), holds=True),
    Operation("quotes", "all quotes of a code", "slices", AtMost(seconds=0.010)),
    Operation("page", "first 50 of them", "LIMIT 50", AtMost(seconds=0.002)),
    Operation("frequencies", "frequency table", "GROUP BY", AtMost(seconds=0.015)),
    Operation("cells", "code × transcript", "GROUP BY", AtMost(seconds=0.015)),
    Operation("csv", "all quotes to CSV", "csv.writer, same rows", AtMost(seconds=0.220), export=True),
    Operation("xlsx", "all quotes to XLSX", "XlsxWriter, same rows", AtMost(times=1.2), export=True),
    Operation("export all", "export: report, MD, CSV, XLSX", "", AtMost(), export=True),
    Operation("search", "search four characters", "str.find in memory", AtMost(seconds=0.016)),
    Operation("search two", "search two characters", "str.find in memory", AtMost(seconds=0.006)),
    Operation("verify", "verify", "read and hash the journal", AtMost(times=8)),
    Operation("past", "the study at a past moment", "", AtMost()),
    Operation("undo", "undo of the keyword coding", "the act itself", AtMost(times=1)),
    Operation("trace", "trace a quote id", "", AtMost(seconds=0.100)),
    Operation("trace words", "trace words of the report", "", AtMost(seconds=0.100)),
)
