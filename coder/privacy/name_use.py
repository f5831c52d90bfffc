"""How often each name that reports replace stands in the study, and what to think of before it is printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from coder.i18n import _, listed
from coder.language.fold import fold
from coder.model.names.aliases import Replacer
from coder.privacy.leaks import written_texts
from coder.privacy.name_list import aliases, name_key
from coder.record import queries
from coder.record.study import Study


class NameUse(NamedTuple):
    """A name, what is printed in its place, how often, and what to think of."""

    name: str
    printed: str
    times: int
    warnings: tuple[str, ...]

    def sentences(self) -> tuple[str, ...]:
        """Return what to tell who put the name on the list."""
        count = (
            (_("{name} stands {count} times").format(name=self.name, count=f"{self.times:,}"),) if self.times else ()
        )
        return (*count, *self.warnings)


def name_uses(study: Study) -> list[NameUse]:
    """Return every name of the key with its count in transcripts and in what the lead wrote."""
    names = name_key(study)
    if not names:
        return []
    replacer, times = Replacer(names, fold), Counter[str]()
    for text in _texts(study):
        times.update(replacer.counts(text))
    twice = _printed_alike(study, names)
    found = []
    for name, printed in names.items():
        count = times[replacer.key(name)]
        found.append(NameUse(name, printed, count, tuple(_warnings(name, count, twice.get(name, ())))))
    return found


def name_use(study: Study, name: str) -> NameUse | None:
    """Return the count of one name, None where it is not in the key."""
    return next((one for one in name_uses(study) if one.name == name.strip()), None)


def use_of(study: Study, words: str) -> NameUse:
    """Return how often words stand that are not on the list yet, and what to think of before they are."""
    replacer = Replacer({words: ""}, fold)
    times = sum(replacer.counts(text)[replacer.key(words)] for text in _texts(study))
    return NameUse(words, "", times, tuple(_warnings(words, times, ())))


def _texts(study: Study) -> Iterator[str]:
    project = study.project()
    for info in project.transcripts:
        yield queries.open_bare(study.reader, info).text
    for _place, text in written_texts(study, project):
        yield text


def _warnings(name: str, times: int, alike: tuple[str, ...]) -> Iterator[str]:
    if not times:
        yield _("not found in the text: check the spelling")
    if len(name.strip()) == 1:
        yield _("one character: it is replaced inside other words too")
    if alike:
        yield _("printed like {names} too: readers take them for one").format(names=listed(alike[:3]))


def _printed_alike(study: Study, names: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return for each name the others that are printed the same; one case's names are meant to be, blanks too."""
    case_of = {name: case.id for case in study.project().cases for name in (case.name, case.name_en, *case.aliases)}
    redacted = {one.name for one in aliases(study) if one.kind == "redacted"}
    by_print: dict[str, list[str]] = defaultdict(list)
    for name, printed in names.items():
        if name not in redacted:
            by_print[fold(printed)].append(name)
    return {
        name: others
        for alike in by_print.values()
        for name in alike
        if (
            others := tuple(n for n in alike if n != name and not (name in case_of and case_of[name] == case_of.get(n)))
        )
    }
