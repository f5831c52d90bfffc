"""Where figures come from, in words: beside a figure, under a table and in the list of references."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from coder.i18n import _, pick, run_on
from coder.model.codebook import Figure, Source


def source_of(figure: Figure, sources: Iterable[Source]) -> Source | None:
    """Return the source that a figure names."""
    return next((source for source in sources if source.id == figure.source), None)


def origin(figure: Figure, sources: Sequence[Source]) -> str:
    """Return source and place of a figure; one that another source reports names both."""
    source = source_of(figure, sources)
    if source is None:
        return figure.where
    cited_in = next((s for s in sources if s.id == source.cited_in), None)
    said = (
        source.brief
        if cited_in is None or _same(source, cited_in)
        else _("{source}, cited in {report}").format(source=source.brief, report=cited_in.brief)
    )
    return _("{source}, {place}").format(source=said, place=figure.where) if figure.where else said


def _same(source: Source, other: Source) -> bool:
    """Tell whether a survey and the report on it are the work of the same people, who are named once."""
    return source.brief == other.brief


def figure_in_text(figure: Figure, sources: Sequence[Source]) -> str:
    """Return a figure as running text says it, with its source."""
    return _("{value} ({place})").format(value=figure.text, place=origin(figure, sources))


def figure_with_note(figure: Figure, sources: Sequence[Source], figures: Sequence[Figure] = ()) -> str:
    """Return a figure as a line of a table says it, with source and note, and its base where `figures` hold that."""
    note = notes_of(figure, sources, figures).removesuffix(_("."))
    if not note:
        return figure_in_text(figure, sources)
    return _("{value} ({place}; {note})").format(value=figure.text, place=origin(figure, sources), note=note)


def base_words(figure: Figure, sources: Sequence[Source], figures: Sequence[Figure]) -> str:
    """Return how many answered, empty where the source does not say or the figure is itself such a number."""
    source = source_of(figure, sources)
    if source is None or figure.id in source.base:
        return ""
    return _("; ").join(_named(f) for key in source.base for f in figures if f.id == key)


def _named(figure: Figure) -> str:
    """Return a figure behind its title; Chinese writes a space only before letters and digits."""
    return figure.title + (" " if figure.text[:1].isascii() else pick("", " ")) + figure.text


def notes_of(figure: Figure, sources: Sequence[Source], figures: Sequence[Figure]) -> str:
    """Return what a reader must know beside a figure: whom it counts, and its note."""
    base = base_words(figure, sources, figures)
    told = _("base: {base}").format(base=base) if base else ""
    return run_on([told + _("."), figure.remark]) if told and figure.remark else told or figure.remark


def derivation_words(figure: Figure, figures: Sequence[Figure]) -> str:
    """Return what a figure follows from, empty where it is not derived."""
    if figure.derived is None:
        return ""
    of = next((f for f in figures if f.id == figure.derived.of), None)
    name, value = (of.title, of.text) if of else (figure.derived.of, "")
    if figure.derived.restates:
        return _("restates {name} {value}").format(name=name, value=value).rstrip()
    said = f"{name} {value}".rstrip()
    return f"{said} × {figure.derived.times:g}"


def sources_used(figures: Iterable[Figure], sources: Sequence[Source]) -> tuple[Source, ...]:
    """Return the sources of these figures and those they are cited in, in the order of the file."""
    named = {figure.source for figure in figures}
    named |= {source.cited_in for source in sources if source.id in named}
    return tuple(source for source in sources if source.id in named)


def reference(source: Source, sources: Sequence[Source]) -> str:
    """Return a source as a list of references has it."""
    cited_in = next((s for s in sources if s.id == source.cited_in), None)
    year = f"{source.year}" if source.year else _("no year")
    parts = [_("{author} ({year}). {title}.").format(author=source.authors, year=year, title=source.title)]
    if cited_in is not None:
        parts.append(_("Cited in {report}.").format(report=cited_in.dated))
    if source.link:
        parts.append(source.link)
    return run_on(parts)


def figure_image(figure: Figure, sources: Sequence[Source], figures: Sequence[Figure]) -> dict[str, Any]:
    """Return a figure as JSON carries it: value, unit, source, place and what a reader must know beside it."""
    source = source_of(figure, sources)
    return {
        "id": figure.id,
        "name": figure.title,
        "value": figure.value,
        "unit": figure.unit,
        "as_printed": figure.text,
        "place": figure.where,
        "source": None if source is None else reference(source, sources),
        "cited_as": origin(figure, sources),
        "base": base_words(figure, sources, figures),
        "derived": derivation_words(figure, figures),
        "note": figure.remark,
        "codes": figure.codes,
    }
