"""Two scripted coders whose codings overlap, touch, nest and contradict in each interview, with counts by hand.

In the first turn of a respondent that is long enough, measured from where its speech begins:

| code | 甲                           | 乙             | how                                       |
| ---- | ---------------------------- | -------------- | ----------------------------------------- |
| a    | 0–10                         | 5–15           | overlap: one passage of 15 characters     |
| a    | 20–25, 25–30                 |                | touch: two passages                       |
| b    | 0–15                         | 3–8            | nest: one passage, on words that a has    |
| b    | 30–35                        | 30–35          | alike: one passage, touching one of a     |
| c    | 38–44                        |                | below a, overlaps the next: one with it   |
| a    |                              | 40–46          |                                           |
| c    | 50–54                        |                | below a, alone                            |

Theme t holds a and b, and a holds c. The finding has a for it and b against it, so 0–15 speaks for and against.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coder.building import build
from coder.coding.acts import Desk
from coder.model.text import Role, Span
from coder.record.study import Study
from coder.workspace import Workspace

LAID = {
    "甲": (("a", 0, 10), ("a", 20, 25), ("a", 25, 30), ("b", 0, 15), ("b", 30, 35), ("c", 38, 44), ("c", 50, 54)),
    "乙": (("a", 5, 15), ("b", 3, 8), ("b", 30, 35), ("a", 40, 46)),
}
ROOM = 54


@dataclass(frozen=True)
class Expected:
    """What one interview counts of a code with what is below it; `own` without."""

    passages: int
    own: int
    codings: int
    characters: int
    by_coder: dict[str, int]


BY_HAND = {
    "t": Expected(6, 0, 11, 42, {"甲": 6, "乙": 3}),
    "a": Expected(5, 4, 7, 37, {"甲": 5, "乙": 2}),
    "b": Expected(2, 2, 4, 20, {"甲": 2, "乙": 2}),
    "c": Expected(2, 2, 2, 10, {"甲": 2}),
}
FOR, AGAINST, BOTH = 5, 2, 1

CODEBOOK = """\
title: Known
themes:
  - id: t
    name: Theme
    codes:
      - id: a
        name: First
        codes:
          - {id: c, name: Third}
      - {id: b, name: Second}
"""
FINDINGS = """\
findings:
  - {id: F1, name: Claim, statement: It is so., supports: [a], opposes: [b]}
"""


def known_study(folder: Path, interviews: list[Path], interviewers: str = "") -> Path:
    """Build a study of the interviews, a case each, lay the codings into every one, and return its folder."""
    (folder / "codebook").mkdir(parents=True)
    (folder / "transcripts").mkdir()
    (folder / "codebook" / "codebook.yaml").write_text(CODEBOOK, "utf-8")
    (folder / "codebook" / "findings.yaml").write_text(FINDINGS, "utf-8")
    cases = ["cases:"]
    for number, path in enumerate(interviews):
        name = f"talk-{number}{path.suffix}"
        (folder / "transcripts" / name).write_bytes(path.read_bytes())
        # In the interview of a magazine the one who asks elsewhere answers.
        asks = f", interviewers: [{interviewers}]" if interviewers and "專訪" not in path.name else ""
        cases.append(f"  - {{id: K{number}, name: Talk {number}, transcripts: [{name}]{asks}}}")
    (folder / "transcripts" / "cases.yaml").write_text("\n".join(cases) + "\n", "utf-8")
    build(Workspace(folder), "甲").close()
    for coder, codings in LAID.items():
        with Study.open(folder / "study.db", coder) as study:
            for info in study.project().transcripts:
                document = study.transcript(info.id)
                begin = next(t.body for t in document.turns if t.role is Role.RESPONDENT and t.end - t.body > ROOM + 1)
                for code, start, end in codings:
                    Desk(study).code(document, Span(begin + start, begin + end), [code])
                    document = study.overlaid(document)
    return folder
