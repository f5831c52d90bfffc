"""Findings, recommendations, figures and sources as such: made, changed and removed, each as one act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from coder.errors import CoderError, ConflictError, NotFoundError
from coder.findings import queries as store
from coder.findings.citations import Citations
from coder.findings.dead_citations import texts_of
from coder.findings.entry_fields import Entry, EntryKind, Values, blank, entry_of, kind_of_entry
from coder.i18n import _, listed
from coder.model.codebook import Figure, Finding, Recommendation, Source
from coder.model.counting.codetree import ID, slug
from coder.model.finding import SignOff
from coder.model.links import links
from coder.model.project import Project
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.study import Study

_FILES: tuple[tuple[EntryKind, ...], ...] = (("finding", "recommendation"), ("figure", "source"))
_CITED_AS = {"finding": {"finding", "table"}, "figure": {"figure"}}


@dataclass(frozen=True, slots=True)
class Removal:
    """The removal of an entry before it is done: its changes, and what it will touch."""

    entry: Entry
    puts: tuple[Put, ...]
    lines: tuple[str, ...]


class Entries:
    """Acts of one coder on these entries of a study."""

    def __init__(self, study: Study) -> None:
        self.study = study

    def blank(self, kind: EntryKind) -> Values:
        """Return the values of a new entry; findings and recommendations are numbered."""
        values = blank(kind)
        if letter := {"finding": "F", "recommendation": "R"}.get(kind):
            numbers = [int(e.id[1:]) for e in self.all(kind) if e.id[:1] == letter and e.id[1:].isdecimal()]
            values["id"] = f"{letter}{max(numbers, default=0) + 1}"
        return values

    def _free_id(self, kind: EntryKind, values: Values) -> str:
        """Return an id for a new entry, made of its name."""
        taken = self._taken(kind)
        found = slug(str(values["name_en"]), str(values["name"]), taken)
        if not found.startswith("code-"):
            return found
        return next(key for number in count(1) if (key := f"{kind}-{number}") not in taken)

    def all(self, kind: EntryKind) -> tuple[Entry, ...]:
        """Return the entries of a kind."""
        project = self.study.project()
        found: dict[EntryKind, tuple[Entry, ...]] = {
            "finding": project.findings,
            "recommendation": project.recommendations,
            "figure": project.figures,
            "source": project.sources,
        }
        return found[kind]

    def entry(self, kind: EntryKind, key: str) -> Entry:
        """Return the entry with an id; one that is gone was removed in another window."""
        for entry in self.all(kind):
            if entry.id == key:
                return entry
        raise NotFoundError(_("“{name}” was removed meanwhile").format(name=key), _("undo brings it back"), asked=[key])

    def read(self, kind: EntryKind, values: Values, old: Entry | None) -> Entry:
        """Return the entry that the values say; raises `CoderError` where it cannot be."""
        if old is None and not str(values["id"]).strip():
            values = {**values, "id": self._free_id(kind, values)}
        entry = entry_of(kind, values, old)
        if old is None:
            self._check_id(kind, entry.id)
        _check(entry, self.study.project())
        if isinstance(entry, Finding | Recommendation):
            for field in ("text", "text_en"):
                if (written := getattr(entry, field)) != getattr(old, field, ""):
                    Citations(self.study).check(written)
        return entry

    def add(self, entry: Entry) -> Outcome:
        """Make an entry."""
        act = self.study.record([Put(kind_of_entry(entry), None, entry)], "add")
        return Outcome(act, _("made: {name}").format(name=_called(entry)))

    def edit(self, old: Entry, new: Entry) -> Outcome:
        """Make an entry what it is to be; raises `ConflictError` where it is not the `old` one any more."""
        if old == new:
            raise CoderError(_("nothing to change"))
        act = self.study.record([Put(kind_of_entry(old), old, new)], "edit")
        return Outcome(act, _("changed: {name}").format(name=_called(new)))

    def removal(self, entry: Entry) -> Removal:
        """Plan that an entry goes, with what was chosen for it and what names it; texts that cite it stop this."""
        if places := [*self._citing(entry), *_resting(entry, self.study.project())]:
            raise ConflictError(
                _("“{name}” is named in: {places}").format(name=_called(entry), places=listed(dict.fromkeys(places))),
                _("remove it there first"),
            )
        puts = (Put(kind_of_entry(entry), entry, None), *self._freed(entry))
        others = [put for put in puts[1:] if put.after is not None]
        chosen = sum(put.kind == "chosen" for put in puts)
        lines = [
            *([_("removed too: {count} chosen quotations").format(count=chosen)] if chosen else []),
            *([_("taken out of: {names}").format(names=listed(put.key for put in others))] if others else []),
            *([_("Its text goes with it.")] if getattr(entry, "text", "") and not isinstance(entry, Figure) else []),
            _("Undo brings it back."),
        ]
        return Removal(entry, puts, tuple(lines))

    def remove(self, removal: Removal) -> Outcome:
        """Do what was planned, as one act."""
        act = self.study.record(removal.puts, "remove-entry")
        return Outcome(act, _("removed: {name}").format(name=_called(removal.entry)))

    def _taken(self, kind: EntryKind) -> set[str]:
        """Return the ids of the entries that stand in one file with those of a kind."""
        return {e.id for kinds in _FILES if kind in kinds for one in kinds for e in self.all(one)}

    def _check_id(self, kind: EntryKind, key: str) -> None:
        if not ID.fullmatch(key):
            raise CoderError(
                _("{id} is not an id").format(id=key),
                _("Begin with a Latin letter or digit and go on with these, “_”, “.” or “-”."),
            )
        if key.lower() in {taken.lower() for taken in self._taken(kind)}:
            raise ConflictError(_("the id {id} is taken").format(id=key), _("choose another one"))

    def _citing(self, entry: Entry) -> Iterator[str]:
        cited_as = _CITED_AS.get(kind_of_entry(entry), set())
        own = {getattr(entry, "text", ""), getattr(entry, "text_en", "")}
        for place, text in texts_of(self.study):
            if text not in own and any(k.kind in cited_as and k.target == entry.id for k in links(text)):
                yield place

    def _freed(self, entry: Entry) -> Iterator[Put]:
        """Yield the changes of what names an entry that goes."""
        project = self.study.project()
        if isinstance(entry, Finding):
            for recommendation in project.recommendations:
                if entry.id in recommendation.findings:
                    left = tuple(f for f in recommendation.findings if f != entry.id)
                    yield Put("recommendation", recommendation, replace(recommendation, findings=left))
            yield from (Put("chosen", one, None) for one in store.chosen(self.study.reader, entry.id))
            signed = self.study.reader.all(SignOff, finding=entry.id)
            yield from (Put("signoff", one, None) for one in signed)
        elif isinstance(entry, Figure):
            for finding in project.findings:
                if entry.id in finding.figures:
                    left = tuple(f for f in finding.figures if f != entry.id)
                    yield Put("finding", finding, replace(finding, figures=left))


def _called(entry: Entry) -> str:
    return f"{entry.id} {entry.title}" if isinstance(entry, Finding | Recommendation) else entry.title


def _resting(entry: Entry, project: Project) -> Iterator[str]:
    """Yield what cannot be without a figure or source."""
    if isinstance(entry, Figure):
        yield from (f.title for f in project.figures if f.derived and f.derived.of == entry.id)
        yield from (s.title for s in project.sources if entry.id in s.base)
    elif isinstance(entry, Source):
        yield from (f.title for f in project.figures if f.source == entry.id)
        yield from (s.title for s in project.sources if s.cited_in == entry.id)


def _check(entry: Entry, project: Project) -> None:
    """Refuse what no report could print."""
    if not entry.name:
        raise CoderError(_("the name is empty"))
    if isinstance(entry, Finding) and (both := sorted({*entry.supports} & {*entry.opposes})):
        names = listed(project.code_by_id[key].title if key in project.code_by_id else key for key in both)
        raise CoderError(_("on both sides: {names}").format(names=names), _("take it off one side"))
    if isinstance(entry, Source) and not entry.author:
        raise CoderError(_("the author is empty"), _("the list of references begins with it"))
    if isinstance(entry, Figure):
        _check_figure(entry, project)


def _check_figure(figure: Figure, project: Project) -> None:
    if figure.value == "":
        raise CoderError(_("the value is empty"))
    if len(figure.codes) not in {0, 2}:
        raise CoderError(_("a cell of the matrix has one row and one column"), _("choose two codes, or none"))
    origins: dict[str, Any] = {f.id: f.derived.of for f in project.figures if f.derived}
    name = figure.derived.of if figure.derived else None
    while name is not None and name != figure.id:
        name = origins.pop(name, None)
    if name is not None:
        raise CoderError(_("the figure is derived from itself"), _("Give one of them a value of its own."))
