"""What may tell who spoke in all that a report would print, with its places, before anything is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from itertools import chain
from typing import NamedTuple, get_args

from coder.i18n import _
from coder.language.fold import fold
from coder.model.codebook import Case
from coder.model.matrix import CellSummary
from coder.model.names.aliases import Replacer
from coder.model.names.posts import is_post
from coder.model.names.speaker_labels import is_role
from coder.model.project import Project
from coder.model.text import LineIndex
from coder.privacy.deidentification import fields_without_names
from coder.privacy.firms import short_names
from coder.privacy.given_names import given_names
from coder.privacy.leave_out import asking_sentence
from coder.privacy.name_list import name_key
from coder.privacy.patterns import Leak, LeakKind, NameFinder, full_names, is_alias, is_personal_label, leaks
from coder.privacy.people import made_up
from coder.privacy.seen_leaks import no_leaks
from coder.record import queries
from coder.record.study import Study


class FoundLeak(NamedTuple):
    """Words that may tell who spoke: where they stand first, how often in all, in how many places.

    `transcript` is the transcript's id, empty in the words of lead and codebook; `line` is 0 there.
    """

    kind: LeakKind
    words: str
    place: str
    transcript: str = ""
    line: int = 0
    times: int = 1
    places: int = 1

    @property
    def where(self) -> str:
        """First place and line, and how many other places there are."""
        first = self.place
        if self.line:
            first = _("{transcript}, line {line}").format(transcript=self.place, line=self.line)
        if self.places == 1:
            return first
        return _("{place} and {count} more").format(place=first, count=self.places - 1)


def leak_name(kind: LeakKind) -> str:
    """Return a kind of leak in words."""
    return {
        "e-mail": _("e-mail"),
        "phone": _("phone number"),
        "id-number": _("ID number"),
        "tax-number": _("tax number"),
        "address": _("address"),
        "person": _("person"),
        "firm": _("firm"),
        "id": _("a name in an id"),
        "request": _("asked to leave out"),
    }[kind]


def looked_for() -> str:
    """Say what kinds of leaks are looked for."""
    return _(
        "Looked for: e-mail, phone, ID and tax numbers, street addresses; persons by title, nickname "
        "(Xiao Chen, A-Hua, Lao Wang), common English name, label or how they introduce themselves, and then by "
        "given name; firms by full name and its short form, and some well-known ones; and requests to leave "
        "something out."
    )


def not_looked_for() -> str:
    """Say what no check can find."""
    return _(
        "Not looked for: other names and firms, places, schools, jobs, dates, and stories by which a person "
        "is known. Read the quotations before you hand them over."
    )


def find_leaks(study: Study) -> list[FoundLeak]:
    """Return what may tell who spoke in what a report would print, names of the key replaced; numbers first.

    Whoever published a figure that the lead cites is named in the lead's words and is no leak, nor is a name that a
    respondent made up for somebody. Who is named in full anywhere, by a label, a title, themselves or the key, is
    found by the bare name everywhere, and by the given name alone. What was marked as no leak is left out.
    """
    project = study.project()
    replacer = Replacer(name_key(study), fold)
    texts = [
        _Text(place, veiled := replacer.text(text), tuple(leaks(veiled)))
        for place, text in written_texts(study, project)
    ]
    persons = {name for one in texts for name in full_names(one.text, one.leaks)}
    full_firms = [one.words for text in texts for one in text.leaks if one.kind == "firm"]
    by_transcript: dict[str, tuple[Leak, ...]] = {}
    for info in project.transcripts:
        document = queries.open_bare(study.reader, info)
        text = replacer.text(document.text)
        by_transcript[info.id] = tuple(leaks(text))
        persons |= full_names(text, by_transcript[info.id])
        full_firms += [one.words for one in by_transcript[info.id] if one.kind == "firm"]
        labels = {replacer.text(turn.speaker) for turn in document.turns}
        persons |= {label for label in labels if is_personal_label(label) and not is_role(label) and not is_post(label)}
    names = (name for case in project.cases if not case.synthetic for name in (case.name, case.name_en) if name)
    full_firms += [name for name in names if not is_alias(name)]
    finder = NameFinder(persons | given_names({*persons, *name_key(study)}), short_names(full_firms))
    found: list[FoundLeak] = []
    for info in project.transcripts:
        text = replacer.text(queries.open_bare(study.reader, info).text)
        invented = made_up(text)
        told = _gathered(text, by_transcript[info.id], finder, replacer.text(info.name), info.id)
        found += [one for one in told if one.kind != "person" or one.words not in invented]
    cited = "\n".join(words for source in project.sources for words in _texts(source))
    for one in texts:
        told = _gathered(one.text, one.leaks, finder, one.place, "")
        found += [leak for leak in told if leak.kind != "firm" or leak.words not in cited]
    seen = {one.replace("|", " ") for one in no_leaks(study)}
    whole = _together([*found, *_firms(project, replacer), *_ids(project, replacer)])
    return [one for one in whole if " ".join(one.words.replace("|", " ").split()) not in seen]


def _together(found: list[FoundLeak]) -> list[FoundLeak]:
    """Return the same words once, each with its first place; the kinds in their order, then what stands most often."""
    whole: dict[tuple[LeakKind, str], FoundLeak] = {}
    for one in found:
        key = (one.kind, one.words)
        known = whole.get(key)
        whole[key] = known._replace(times=known.times + one.times, places=known.places + 1) if known else one
    order = get_args(LeakKind)
    return sorted(whole.values(), key=lambda one: (order.index(one.kind), -one.times))


def _gathered(text: str, found: Sequence[Leak], finder: NameFinder, place: str, transcript: str) -> Iterator[FoundLeak]:
    """Yield the leaks of a text and the persons named in it, in its order, the same words once."""
    covered = {at for one in found for at in range(one.start, one.start + len(one.words))}
    named = [one for one in finder.leaks(text) if one.start not in covered]
    told = (
        one._replace(words=asking_sentence(text, one.start, one.start + len(one.words)))
        if one.kind == "request"
        else one
        for one in (*found, *named)
    )
    every = sorted(told, key=lambda one: one.start)
    times = Counter((one.kind, one.words) for one in every)
    lines = LineIndex(text)
    seen: set[tuple[LeakKind, str]] = set()
    for one in every:
        if (key := (one.kind, one.words)) not in seen:
            seen.add(key)
            line = lines.line_of(one.start) if transcript else 0
            yield FoundLeak(one.kind, one.words, place, transcript, line, times[key])


class _Text(NamedTuple):
    """A text that the lead wrote, names of the key replaced: where it stands, and its leaks."""

    place: str
    text: str
    leaks: tuple[Leak, ...]


def written_texts(study: Study, project: Project) -> Iterator[tuple[str, str]]:
    """Yield what the lead wrote and a report prints, with its place; names of transcripts too."""
    yield _("title of the study"), project.title
    for info in project.transcripts:
        yield _("name of a transcript"), info.name
    if study.seen is not None:
        return
    named = (
        (_("case {id}"), project.cases),
        (_("code {id}"), project.codes),
        (_("finding {id}"), project.findings),
        (_("recommendation {id}"), project.recommendations),
        (_("figure {id}"), project.figures),
    )
    for place, things in named:
        for thing in things:
            yield place.format(id=thing.id), "\n".join(_texts(thing))
    summaries = study.reader.all(CellSummary)
    for summary in summaries:
        yield _("summary of a cell"), summary.text


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in a value of any kind, but for ids."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from chain.from_iterable(map(_texts, value))
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(_texts, value.values()))
    elif is_dataclass(value):
        # Other names of a case are replaced, its first alias is printed.
        left_out = fields_without_names(type(value)) | ({"aliases"} if isinstance(value, Case) else frozenset())
        for field in fields(value):
            if field.name not in left_out:
                yield from _texts(getattr(value, field.name))


def _firms(project: Project, replacer: Replacer) -> Iterator[FoundLeak]:
    """Yield real cases without an alias, and those whose alias is a part of their name."""
    for case in project.cases:
        if case.synthetic:
            continue
        printed = replacer.text(case.name)
        if printed == case.name and not is_alias(printed):
            yield FoundLeak("firm", printed, _("case {id}: no alias").format(id=case.id))
        elif printed != case.name and printed in case.name:
            yield FoundLeak("firm", printed, _("case {id}: the alias is part of the name").format(id=case.id))


def _ids(project: Project, replacer: Replacer) -> Iterator[FoundLeak]:
    """Yield ids with a name of the key in them: citations and tables print ids as they are."""
    ids = [case.id for case in project.cases]
    for things in (project.codes, project.findings, project.recommendations, project.figures):
        ids += [thing.id for thing in things]
    for key in ids:
        if replacer.places(key):
            yield FoundLeak("id", key, _("ids are printed as they are"))
