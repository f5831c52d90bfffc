"""Titles of sections between turns, as 二、實務經驗 or Part 2: Hiring: nobody says them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from coder.model.names.label_words import SECTION
from coder.model.names.speaker_labels import STAGE, Label, Marks, is_answer, key_of
from coder.model.read_transcript import GivenLabel
from coder.transcripts.labels.doubts import TAKEN, Outcome
from coder.transcripts.labels.text_lines import bare_lines

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_STYLES = (
    re.compile(r"[壹貳參肆伍陸柒捌玖拾]{1,3}[、.．]"),
    re.compile(rf"{_NUMERAL}、"),
    re.compile(rf"[（(]{_NUMERAL}[)）]"),
    re.compile(rf"(?:{SECTION})(?![^\W\d_])", re.IGNORECASE),
    re.compile(r"(?P<count>\d{1,2})(?:\.(?!\d)|[、)）．])"),
)
"""How a title is numbered; one with digits alone may be of a speaker's own list, and has to count on."""
_BOLD = re.compile(r"(?P<sign>\*\*|__)[^*_]+(?P=sign)")
_LONGEST, _SHORT = 40, 16
_MOST_ABOVE = 3
_FEWEST = 2
_SENTENCE = re.compile(r"[。？！?!；;，…]|[.、:：—-]$|\. ")
_INTRODUCES = (":", "：")


def without_section_titles(text: str, outcome: Outcome, hints: Iterable[GivenLabel] = ()) -> Outcome:
    """Return what was found, nobody's the titles that stand right above a label.

    They are no sentences, and are in bold letters, or numbered where no line numbered like them stands elsewhere.
    Where blank lines stand around short lines alone, these are titles too.
    """
    labels = {at: mark for at, mark in outcome.marks if isinstance(mark, Label) and outcome.why[mark.key] in TAKEN}
    bold = {hint.start: hint.body for hint in hints if hint.hint and not hint.heading}
    above = dict(_above_labels(text, labels, bold))
    if not above:
        return outcome
    titles = {at for at, line in above.items() if _is_bold(at, line, bold)}
    titles |= _numbered(text, labels, above)
    titles |= _set_apart(text, labels, above) if len(titles) < len(above) else set()
    if not titles:
        return outcome
    kept: Marks = [mark for mark in outcome.marks if mark[0] not in titles]
    kept += [(at, STAGE) for at in titles]
    keys = {mark.key for _, mark in kept if isinstance(mark, Label)}
    why = {key: reason for key, reason in outcome.why.items() if key in keys}
    return replace(outcome, marks=sorted(kept, key=lambda mark: mark[0]), why=why)


def _above_labels(text: str, labels: Mapping[int, Label], bold: Mapping[int, int]) -> Iterator[tuple[int, str]]:
    """Yield the lines right above labels that are none and could be titles, and titles right above such."""
    for label in sorted(labels)[1:]:
        end = label - 1
        while end > 0 and text[end - 1] == "\n":
            end -= 1
        if (start := text.rfind("\n", 0, end) + 1) in labels or end - start > _LONGEST:
            continue  # as nearly everywhere
        found: list[tuple[int, str]] = []
        for at, line in _lines_above(text, label):
            if at in labels:
                if labels[at].width >= len(line):
                    found.pop() if found else None  # what stands below a name alone is said
                break
            if len(found) == _MOST_ABOVE or not _could_be(line):
                break
            found.append((at, line))
            if _style(line) is None and not _is_bold(at, line, bold):
                break
        yield from found


def _lines_above(text: str, place: int) -> Iterator[tuple[int, str]]:
    """Yield the lines above a place that hold something, from below."""
    end = place - 1
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        if line := text[start:end].strip():
            yield start, line
        end = start - 1


def _could_be(line: str) -> bool:
    if len(line) > _LONGEST or is_answer(key_of(line)):
        return False
    number = _STYLES[-1].match(line)
    return not _SENTENCE.search(line[number.end() if number else 0 :].strip("*_"))


def _is_bold(at: int, line: str, bold: Mapping[int, int]) -> bool:
    return _BOLD.fullmatch(line) is not None or bold.get(at, 0) >= at + len(line)


def _style(line: str) -> int | None:
    return next((at for at, style in enumerate(_STYLES) if style.match(line)), None)


def _numbered(text: str, labels: Mapping[int, Label], above: Mapping[int, str]) -> set[int]:
    """Return the numbered ones of the lines above labels, where no line numbered like them stands elsewhere."""
    wanted = {style for line in above.values() if (style := _style(line)) is not None}
    if not wanted:
        return set()
    places: defaultdict[int, list[int]] = defaultdict(list)
    first, before, same = min(labels), "", None
    counts: list[int] = []
    for at, line in bare_lines(text):
        style = _style(line) if at not in labels else None
        if style in wanted and style is not None:
            counts += [int(number["count"])] if (number := _STYLES[-1].match(line)) else []
            if at > first:
                places[style].append(-1 if before.endswith(_INTRODUCES) or style == same else at)
        before, same = line, style
    last = len(_STYLES) - 1
    counts_on = len(counts) > 1 and all(two == one + 1 for one, two in pairwise(counts))
    good = {style for style, starts in places.items() if all(at in above for at in starts)}
    return {at for style in good for at in places[style] if style != last or counts_on}


def _set_apart(text: str, labels: Collection[int], above: Mapping[int, str]) -> set[int]:
    """Return the short lines above labels with blank lines around, where blank lines stand nowhere else."""
    found = {at for at, line in above.items() if len(line) <= _SHORT and _stands_apart(text, at, len(line))}
    if len(found) < _FEWEST:
        return set()
    first = min(labels)
    lines = [(at, line) for at, line in bare_lines(text) if at >= first]
    after = {below for (at, _), (below, _) in pairwise(lines) if at in found}
    others = {two for (one, said), (two, _) in pairwise(lines) if text[one + len(said) : two].count("\n") > 1}
    return found if others <= found | after else set()


def _stands_apart(text: str, at: int, width: int) -> bool:
    return text[at - 2 : at] == "\n\n" and text[at + width : at + width + 2] == "\n\n"
