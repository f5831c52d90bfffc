"""What a sentence pasted from the printed report is: a finding, a recommendation, a summary, or coded words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from coder.audit import queries as store
from coder.i18n import pick
from coder.language.fold import fold
from coder.model.identity import parse_quote_id, quote_id
from coder.model.links import links
from coder.model.names.aliases import Replacer
from coder.model.text import quote_hash
from coder.privacy.name_list import name_key
from coder.record.queries import find_codings
from coder.record.study import Study

LEAST = 4
_MOST = 8
_NAMES = 3
_ALIKE = 0.35
_CUT = re.compile(r"\[…\]|\[\.\.\.\]|…+")
_CITATION = re.compile(r"[^\s\[\]()（）「」，。、;；,:：]+-\d+-[0-9a-f]{4,}")
_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+|[A-Za-z][A-Za-z ]{3,}")
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """What pasted words may be: `kind` and id as `trace` takes them, the words, and how alike they are, 0 … 1."""

    kind: str
    id: str
    name: str
    text: str
    likeness: float


def find_pasted(study: Study, text: str) -> list[Pasted]:
    """Return what a text from the report may be, the likest first; nothing where nothing is alike enough.

    Where the report printed aliases, the names are put back: a passage is looked for by the words that were said.
    """
    return max((_find(study, told) for told in (text, *_with_names(study, text))), key=_best)


def _best(found: list[Pasted]) -> float:
    return found[0].likeness if found else 0.0


def _with_names(study: Study, text: str) -> Iterator[str]:
    """Yield the text with the aliases in it taken for names: the first name of each, then the second, and so on."""
    names: dict[str, list[str]] = {}
    for name, alias in name_key(study).items():
        if alias in text:
            names.setdefault(alias, []).append(name)
    for rank in range(min(_NAMES, max(map(len, names.values()), default=0))):
        chosen = {alias: of_it[min(rank, len(of_it) - 1)] for alias, of_it in names.items()}
        yield Replacer(chosen, fold).text(text)


def _find(study: Study, text: str) -> list[Pasted]:
    found = {one.id: one for one in _cited(study, text)}
    if found:
        return list(found.values())
    words = _bare(text)
    if len(words) < LEAST:
        return []
    for one in (*_written(study, words), *_spoken(study, text, words)):
        if one.likeness >= _ALIKE and (one.id not in found or found[one.id].likeness < one.likeness):
            found[one.id] = one
    best = sorted(found.values(), key=lambda one: -one.likeness)[:_MOST]
    return [one for one in best if one.likeness > best[0].likeness / 2]


def _cited(study: Study, text: str) -> Iterator[Pasted]:
    """Yield the codings whose citations stand in the text, broken over lines or in whatever brackets."""
    plain = unicodedata.normalize("NFKC", text).translate({ord(dash): "-" for dash in "‐‑‒–—"})
    for candidate in dict.fromkeys([*_CITATION.findall(plain), "".join(plain.split()).strip("[]()「」")]):
        parsed = parse_quote_id(candidate)
        for key in find_codings(study.reader, *parsed) if parsed else ():
            yield from _codings(study, [key], "")


def _written(study: Study, words: str) -> Iterator[Pasted]:
    """Yield findings, recommendations and summaries that say so."""
    project = study.project()
    told = [
        *(("finding", f.id, f.title, (f.statement, f.statement_en, f.text, f.text_en)) for f in project.findings),
        *(
            ("recommendation", r.id, r.title, (r.statement, r.statement_en, r.title, r.text, r.text_en, *r.plan))
            for r in project.recommendations
        ),
    ]
    for kind, key, name, texts in told:
        text, likeness = max(((t, _likeness(words, _bare(t))) for t in texts if t), key=lambda pair: pair[1])
        yield Pasted(kind=kind, id=key, name=name, text=text, likeness=likeness)
    for text in store.summaries(study.reader):
        likeness = _likeness(words, _bare(text))
        if likeness >= _ALIKE:
            keys = [
                k for link in links(text) if (p := parse_quote_id(link.target)) for k in find_codings(study.reader, *p)
            ]
            yield from (one for one in _codings(study, keys, words))


def _spoken(study: Study, text: str, words: str) -> Iterator[Pasted]:
    """Yield codings on these words: those printed shortened so, those that hold their longest run, the very words."""
    shown = store.shown_as(study.reader, " ".join(text.split()))
    if shown:
        yield from _codings(study, shown, words)
        return
    runs = [run for part in _CUT.split(text) for run in _RUN.findall("".join(_joined(part)))]
    found: list[str] = []
    telling = ""
    for run in sorted(runs, key=len, reverse=True)[:2]:
        if not found and len(run) >= LEAST:
            found, telling = store.over_words(study.reader, run), run
    if not found or (len(found) >= store.MOST and 2 * len(telling) < len(words)):
        # By their hash all codings are looked through, which takes as long as all texts: only where it is needed.
        found = store.with_quote_hash(study.reader, [quote_hash(text), quote_hash(text.strip())]) + found
    yield from _codings(study, found, words)


def _joined(text: str) -> Iterator[str]:
    """Yield the text with the line ends taken out that a printed page puts between Chinese characters."""
    lines = [line.strip() for line in text.split("\n")]
    for number, line in enumerate(lines):
        if number and line and lines[number - 1] and line[0].isascii() and lines[number - 1][-1].isascii():
            yield " "
        yield line


def _codings(study: Study, keys: Iterable[str], words: str) -> Iterator[Pasted]:
    project = study.project()
    under = {code for finding in project.findings for code in project.codes_of(finding)}
    rows = store.codings(study.reader, list(dict.fromkeys(keys)))
    # Of codings on the same words, a reader of the report means the one that a finding rests on.
    for coding, quote in sorted(rows, key=lambda row: row[0].code not in under):
        code = project.code_by_id.get(coding.code)
        info = project.transcript_by_id[coding.transcript]
        title = pick(code.name, code.name_en) if code else coding.code
        yield Pasted(
            kind="coding",
            id=coding.id,
            name=f"{quote_id(info.case, coding.line, coding.id)} {title}",
            text=quote,
            likeness=_likeness(words, _bare(quote)) if words else 1.0,
        )


def _bare(text: str) -> str:
    """Return a text folded, without links, punctuation and spaces: what stays when it is printed and copied."""
    return _NO_WORD.sub("", fold(re.sub(r"\[\[[^\]]*\]\]", "", text)))


def _likeness(words: str, text: str) -> float:
    """Return how much of the shorter the other holds: 1 where it holds it whole, else by shared pairs of characters."""
    if not words or not text:
        return 0.0
    if words in text:
        return 1.0 if len(words) == len(text) else 0.9 + 0.1 * len(words) / len(text)
    if text in words:
        return 0.5 + 0.4 * len(text) / len(words)
    one, other = (Counter(a + b for a, b in pairwise(t)) for t in (words, text))
    shared = (one & other).total()
    return 0.9 * shared / max(1, one.total())
