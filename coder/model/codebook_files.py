"""The study's files as people write them in YAML: codebook, findings, figures, cases and variants.

These types load the files and make their JSON Schemas; `study_files` reads them strictly, so a misspelt
field is an error that names its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from coder.model.codebook import (
    SAFE_COLORS,
    UNCOLORED,
    Attribute,
    Case,
    Code,
    Figure,
    Finding,
    Recommendation,
    Source,
    Variant,
)
from coder.model.counting.codetree import STEP, ordered


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeEntry:
    """A code: what it means, when to use it and when not, the words that suggest it, and the codes below it."""

    id: str
    name: str
    name_en: str = ""
    definition: str = ""
    definition_en: str = ""
    when: str = ""
    when_en: str = ""
    when_not: str = ""
    when_not_en: str = ""
    example: str = ""
    keywords: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    color: str | None = None
    archived: bool = False
    codes: tuple[CodeEntry, ...] = ()

    @property
    def tree(self) -> Iterator[CodeEntry]:
        """The code, and all codes below it."""
        yield self
        for code in self.codes:
            yield from code.tree


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeEntry:
    """A theme, or a facet of the framework matrix, with the codes under it."""

    id: str
    name: str
    name_en: str = ""
    definition: str = ""
    definition_en: str = ""
    color: str = UNCOLORED
    archived: bool = False
    codes: tuple[CodeEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookFile:
    """`codebook/codebook.yaml`: themes and facets."""

    title: str
    title_en: str = ""
    themes: tuple[ThemeEntry, ...]
    facets: tuple[ThemeEntry, ...] = ()

    @property
    def groups(self) -> tuple[ThemeEntry, ...]:
        """Themes, then facets."""
        return (*self.themes, *self.facets)

    @property
    def codes(self) -> tuple[CodeEntry, ...]:
        """The codes of all themes and facets, however deep they lie."""
        return tuple(code for group in self.groups for top in group.codes for code in top.tree)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of themes, facets and codes."""
        return (*(group.id for group in self.groups), *(code.id for code in self.codes))


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsFile:
    """`codebook/findings.yaml`: findings and the recommendations that rest on them."""

    findings: tuple[Finding, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresFile:
    """`codebook/figures.yaml`: the figures that stand beside the quotes."""

    figures: tuple[Figure, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesFile:
    """`transcripts/cases.yaml`: the cases of the study, and what their attributes hold."""

    cases: tuple[Case, ...]
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantsFile:
    """`codebook/variants.yaml`: groups of words that count as one wherever keywords are looked for."""

    variants: tuple[tuple[str, ...], ...]


def variants_of(file: VariantsFile) -> tuple[Variant, ...]:
    """Return the groups of a file, each known by its first word."""
    return tuple(Variant(id=words[0], words=words) for words in file.variants)


def flatten(book: CodebookFile) -> tuple[Code, ...]:
    """Return the codes of a codebook file in the order written, each theme, facet or code before the codes below it.

    What stands under an archived theme or code is archived with it.
    A theme without a colour takes the next of a set that the colour-blind can tell apart; codes share that above them.
    """
    codes: list[Code] = []
    groups = [("theme", t) for t in book.themes] + [("facet", f) for f in book.facets]
    free = cycle(SAFE_COLORS)
    for level, group in groups:
        color = next(free) if group.color == UNCOLORED else group.color
        codes.append(
            Code(
                id=group.id,
                parent=None,
                level="theme" if level == "theme" else "facet",
                name=group.name,
                name_en=group.name_en,
                definition=group.definition,
                definition_en=group.definition_en,
                color=color,
                position=len(codes) * STEP,
                archived=group.archived,
            )
        )
        theme = codes[-1]
        for entry in group.codes:
            _add(codes, entry, theme)
    return tuple(codes)


def _add(codes: list[Code], entry: CodeEntry, over: Code) -> None:
    """Add a code that stands under `over`, and all codes below it."""
    code = Code(
        id=entry.id,
        parent=over.id,
        level="code",
        name=entry.name,
        name_en=entry.name_en,
        definition=entry.definition,
        definition_en=entry.definition_en,
        when_to_use=entry.when,
        when_to_use_en=entry.when_en,
        when_not=entry.when_not,
        when_not_en=entry.when_not_en,
        example=entry.example,
        keywords=entry.keywords,
        exclude=entry.exclude,
        color=entry.color or over.color,
        position=len(codes) * STEP,
        archived=entry.archived or over.archived,
    )
    codes.append(code)
    for inner in entry.codes:
        _add(codes, inner, code)


def gather(title: str, title_en: str, codes: Iterable[Code]) -> CodebookFile:
    """Return the codebook file that `flatten` turns into these codes.

    A theme's own colour is not said again, and neither is the one that `flatten` gives to a theme without any.
    """
    tree = ordered(codes)
    free = cycle(SAFE_COLORS)
    given = next(free)

    def groups(level: str) -> Iterator[ThemeEntry]:
        nonlocal given
        for group in (c for c in tree if c.level == level):
            plain = group.color in {UNCOLORED, given}
            given = next(free) if plain else given
            yield _group(group, UNCOLORED if plain else group.color, tuple(_entries(tree, group)))

    themes = tuple(groups("theme"))
    return CodebookFile(title=title, title_en=title_en, themes=themes, facets=tuple(groups("facet")))


def _group(group: Code, color: str, codes: tuple[CodeEntry, ...]) -> ThemeEntry:
    return ThemeEntry(
        id=group.id,
        name=group.name,
        name_en=group.name_en,
        definition=group.definition,
        definition_en=group.definition_en,
        color=color,
        archived=group.archived,
        codes=codes,
    )


def _entries(tree: Sequence[Code], over: Code) -> Iterator[CodeEntry]:
    """Yield the codes under a theme or code, each with those below it."""
    for c in (c for c in tree if c.parent == over.id):
        yield CodeEntry(
            id=c.id,
            name=c.name,
            name_en=c.name_en,
            definition=c.definition,
            definition_en=c.definition_en,
            when=c.when_to_use,
            when_en=c.when_to_use_en,
            when_not=c.when_not,
            when_not_en=c.when_not_en,
            example=c.example,
            keywords=c.keywords,
            exclude=c.exclude,
            color=None if c.color == over.color else c.color,
            archived=c.archived,
            codes=tuple(_entries(tree, c)),
        )
