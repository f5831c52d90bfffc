"""`python -m benchmarks.speech`: how the sample's interviews are spoken, in numbers, beside eight real ones.

The real ones are read from `../shared/data/sayit/study8`; where they are not, the sample stands alone. They were edited for
print, so short answers are fewer than in speech. Their respondents are those that the guest 唐鳳 speaks with.
"""

from __future__ import annotations

import re
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.table import grid
from coder.model.text import Role
from coder.transcripts.reading import read_file

SAMPLE = Path(__file__).parents[1] / "transcripts"
REAL = Path(__file__).parents[2] / "shared" / "data" / "sayit" / "study8" / "txt"
LONG, SHORT = 200, 10
WORDS = ("其實", "的部分", "然後", "我覺得", "但是", "可是")
"""What speech is full of and written text is not, counted in a thousand characters."""
_GUEST = "唐鳳"
_LINE = re.compile(r"^([^\s：#]{1,20})：(.+)$", re.MULTILINE)
_NUMBER = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Speech:
    """An interview: what respondents and interviewers say, turn by turn."""

    name: str
    answers: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def text(self) -> str:
        """Everything that is said."""
        return "".join((*self.questions, *self.answers))


def sample(folder: Path = SAMPLE) -> Iterator[Speech]:
    """Read the sample's interviews."""
    for path in sorted(folder.glob("firm-*")):
        read, _data = read_file(path)
        turns = [(turn.role, read.text[turn.body : turn.end].strip()) for turn in read.turns]
        answers, questions = (
            [text for role, text in turns if role is wanted] for wanted in (Role.RESPONDENT, Role.INTERVIEWER)
        )
        yield Speech(name=path.stem, answers=tuple(answers), questions=tuple(questions))


def real(folder: Path = REAL) -> Iterator[Speech]:
    """Read the real interviews; none where they are not."""
    for path in sorted(folder.glob("*.txt")):
        said = _LINE.findall(path.read_text("utf-8"))
        answers = tuple(text for who, text in said if who != _GUEST)
        yield Speech(name=path.stem[:10], answers=answers, questions=tuple(text for who, text in said if who == _GUEST))


def figures(interviews: Sequence[Speech]) -> tuple[str, ...]:
    """Return the figures of interviews taken together, as a row of the table."""
    answers = sorted(len(text) for one in interviews for text in one.answers)
    questions = [len(text) for one in interviews for text in one.questions]
    text = "".join(one.text for one in interviews)
    thousands = len(text) / 1000
    return (
        f"{len(text):,}", f"{statistics.mean(answers):.0f}", f"{statistics.median(answers):.0f}",
        f"{answers[int(len(answers) * 0.9)]}", f"{answers[-1]}",
        f"{sum(n > LONG for n in answers) / len(answers):.1%}", f"{sum(n <= SHORT for n in answers) / len(answers):.1%}",
        f"{statistics.mean(questions):.0f}", f"{max(questions)}", f"{len(_NUMBER.findall(text)) / thousands:.2f}",
        *(f"{text.count(word) / thousands:.2f}" for word in WORDS),
    )  # fmt: skip


def main() -> int:
    """Print the table."""
    ours, theirs = list(sample()), list(real())
    rows = [(one.name, *figures([one])) for one in ours]
    rows.append(("sample", *figures(ours)))
    if theirs:
        rows.append(("real", *figures(theirs)))
    headings = (
        "interview", "characters", "mean", "median", "p90", "longest", f"> {LONG}", f"<= {SHORT}", "asked, mean",
        "longest", "digits", *WORDS,
    )  # fmt: skip
    print(grid(headings, rows, left=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
