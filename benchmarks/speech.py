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
from itertools import pairwise
from pathlib import Path

from benchmarks.table import grid
from coder.model.text import Role
from coder.transcripts.reading import read_file

SAMPLE = Path(__file__).parents[1] / "transcripts"
REAL = Path(__file__).parents[2] / "shared" / "data" / "sayit" / "study8" / "txt"
LONG, SHORT = 200, 10
WORDS = ("其實", "的部分", "然後", "我覺得", "但是", "可是")
"""What speech is full of and written text is not, counted in a thousand characters."""
ECHO, OPENING = 4, 24
"""An interviewer echoes who repeats that many characters in a row of the answer before, near the beginning of the turn."""
_GUEST = "唐鳳"
_LINE = re.compile(r"^([^\s：#]{1,20})：(.+)$", re.MULTILINE)
_NUMBER = re.compile(r"\d[\d,.]*")
_ASIDE = re.compile(r"^（.*?）")
_UNSPOKEN = re.compile(r"[，。？！、「」（）…\s]")
_SPOKEN = (Role.RESPONDENT, Role.INTERVIEWER)


@dataclass(frozen=True, slots=True)
class Speech:
    """An interview: what respondents and interviewers say, turn by turn."""

    name: str
    answers: tuple[str, ...]
    questions: tuple[str, ...]
    replies: tuple[tuple[str, str], ...] = ()
    """What interviewers say directly after an answer, and that answer."""

    @property
    def text(self) -> str:
        """Everything that is said."""
        return "".join((*self.questions, *self.answers))


def sample(folder: Path = SAMPLE) -> Iterator[Speech]:
    """Read the sample's interviews."""
    for path in sorted(folder.glob("firm-*")):
        read, _data = read_file(path)
        turns = [(turn.role, read.text[turn.body : turn.end].strip()) for turn in read.turns]
        yield _speech(path.stem, [(role is Role.INTERVIEWER, text) for role, text in turns if role in _SPOKEN])


def real(folder: Path = REAL) -> Iterator[Speech]:
    """Read the real interviews; none where they are not."""
    for path in sorted(folder.glob("*.txt")):
        said = _LINE.findall(path.read_text("utf-8"))
        yield _speech(path.stem[:10], [(who == _GUEST, text) for who, text in said])


def _speech(name: str, turns: Sequence[tuple[bool, str]]) -> Speech:
    replies = tuple((text, before) for (was, before), (asks, text) in pairwise(turns) if asks and not was)
    answers, questions = (tuple(text for asks, text in turns if asks is wanted) for wanted in (False, True))
    return Speech(name=name, answers=answers, questions=questions, replies=replies)


def echoes(reply: str, before: str) -> bool:
    """Say whether a reply begins with words of the answer before it."""
    opening, answer = (_UNSPOKEN.sub("", text) for text in (_ASIDE.sub("", reply)[:OPENING], before))
    return any(opening[at : at + ECHO] in answer for at in range(len(opening) - ECHO + 1))


def figures(interviews: Sequence[Speech]) -> tuple[str, ...]:
    """Return the figures of interviews taken together, as a row of the table."""
    answers = sorted(len(text) for one in interviews for text in one.answers)
    questions = [len(text) for one in interviews for text in one.questions]
    replies = [reply for one in interviews for reply in one.replies]
    text = "".join(one.text for one in interviews)
    thousands = len(text) / 1000
    return (
        f"{len(text):,}", f"{statistics.mean(answers):.0f}", f"{statistics.median(answers):.0f}",
        f"{answers[int(len(answers) * 0.9)]}", f"{answers[-1]}",
        f"{sum(n > LONG for n in answers) / len(answers):.1%}", f"{sum(n <= SHORT for n in answers) / len(answers):.1%}",
        f"{statistics.mean(questions):.0f}", f"{max(questions)}", f"{sum(n > LONG for n in questions) / len(questions):.1%}",
        f"{sum(echoes(*reply) for reply in replies) / len(replies):.1%}", f"{len(_NUMBER.findall(text)) / thousands:.2f}",
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
        "longest", f"> {LONG}", "echoes", "digits", *WORDS,
    )  # fmt: skip
    print(grid(headings, rows, left=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
