"""The codebook, the findings, the figures and the cases as a study holds them; `codebook_files` has their files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from coder.i18n import _, bracketed, pick

UNCOLORED = "#808080"
# Okabe and Ito's colours, which the colour-blind tell apart, less those that vanish on white or on black.
SAFE_COLORS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding: a statement in the lead's words, the codes for and against it, figures beside it.

    `text` is the finding's chapter in Markdown, with links to quotations, figures and tables (`domain/citing`);
    `text_en` is what an English report prints in its place.
    """

    id: str
    name: str
    name_en: str = ""
    statement: str
    statement_en: str = ""
    supports: tuple[str, ...]
    opposes: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    text: str = ""
    text_en: str = ""

    @property
    def title(self) -> str:
        """Name in the interface language."""
        return pick(self.name, self.name_en)

    @property
    def words(self) -> str:
        """Text in the interface language."""
        return pick(self.text, self.text_en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A recommendation and the findings under it; `text` is its chapter, written as that of a finding.

    `responsible` says who leads it and who assists, `timing` by when, `measure` how one sees that it was done.
    """

    id: str
    name: str
    name_en: str = ""
    statement: str
    statement_en: str = ""
    findings: tuple[str, ...]
    responsible: str = ""
    responsible_en: str = ""
    timing: str = ""
    timing_en: str = ""
    measure: str = ""
    measure_en: str = ""
    text: str = ""
    text_en: str = ""

    @property
    def title(self) -> str:
        """Name in the interface language."""
        return pick(self.name, self.name_en)

    @property
    def words(self) -> str:
        """Text in the interface language."""
        return pick(self.text, self.text_en)

    @property
    def plan(self) -> tuple[str, str, str]:
        """Who, by when and how it is measured, in the interface language, each perhaps empty."""
        return (
            pick(self.responsible, self.responsible_en),
            pick(self.timing, self.timing_en),
            pick(self.measure, self.measure_en),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication or survey that figures are taken from.

    One that another source reports (`cited_in`) was not read itself. `base` names the figures that say how many
    answered, so that they are stated once. `short` is the author as running text names them.
    """

    id: str
    author: str
    author_en: str = ""
    short: str = ""
    short_en: str = ""
    name: str
    name_en: str = ""
    year: int | None = None
    link: str = ""
    cited_in: str = ""
    base: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Name in the interface language."""
        return pick(self.name, self.name_en)

    @property
    def authors(self) -> str:
        """Author in the interface language."""
        return pick(self.author, self.author_en)

    @property
    def brief(self) -> str:
        """Author as running text names them, with the year."""
        name = pick(self.short, self.short_en) or self.authors
        return pick("，", ", ").join((name, f"{self.year}")) if self.year else name

    @property
    def dated(self) -> str:
        """Author as running text names them, with the year in brackets."""
        name = pick(self.short, self.short_en) or self.authors
        return name + bracketed(f"{self.year}") if self.year else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """How a figure follows from another: `of` × `times`, rounded to multiples of `round`."""

    of: str
    times: float
    round: int = 1

    @property
    def restates(self) -> bool:
        """Whether the figure only says the other again, less exactly."""
        return self.times == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of a source, a number or a fact such as a rank, with its place there.

    `about` tells that the source itself says so; `codes` are the row and column of the framework matrix that it
    stands beside.
    """

    id: str
    name: str
    name_en: str = ""
    value: int | float | str
    value_en: str = ""
    unit: str = ""
    unit_en: str = ""
    place: str
    place_en: str = ""
    derived: Derivation | None = None
    note: str = ""
    note_en: str = ""
    source: str = ""
    about: bool = False
    codes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Name in the interface language."""
        return pick(self.name, self.name_en)

    @property
    def text(self) -> str:
        """Value with its unit, thousands set apart."""
        value = f"{self.value:,}" if isinstance(self.value, int) else pick(f"{self.value}", self.value_en)
        unit = pick(self.unit, self.unit_en)
        text = f"{value}{unit}" if unit in {"", "%"} else f"{value} {unit}"
        return _("about {value}").format(value=text) if self.about else text

    @property
    def where(self) -> str:
        """Place in the source, in the interface language."""
        return pick(self.place, self.place_en)

    @property
    def remark(self) -> str:
        """Note in the interface language."""
        return pick(self.note, self.note_en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case: a firm with its attributes and the transcripts that belong to it."""

    id: str
    name: str
    name_en: str = ""
    synthetic: bool = False
    attributes: dict[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    transcripts: tuple[str, ...] = ()
    interviewers: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Name in the interface language."""
        return pick(self.name, self.name_en)


AttributeType = Literal["text", "number", "date", "choice"]
ATTRIBUTE_TYPES: tuple[AttributeType, ...] = get_args(AttributeType)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """What an attribute of cases holds: its name on cases, which is its id, its type, its choices, and its titles.

    `values_en` says what its values are called in English.
    """

    id: str
    type: AttributeType = "text"
    choices: tuple[str, ...] = ()
    name: str = ""
    name_en: str = ""
    values_en: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Words that count as one wherever keywords are looked for: 證照 and 執照."""

    id: str
    words: tuple[str, ...]


Level = Literal["theme", "facet", "code"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code, theme or facet as the study holds it; `version` grows when its meaning changes.

    `precision` is the share of right ones that the lead wishes among the suggestions of the code.
    """

    id: str
    parent: str | None
    level: Level
    name: str
    name_en: str = ""
    definition: str = ""
    when_to_use: str = ""
    when_not: str = ""
    example: str = ""
    keywords: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    color: str = UNCOLORED
    position: int = 0
    version: int = 1
    archived: bool = False
    precision: float | None = None
    definition_en: str = ""
    when_to_use_en: str = ""
    when_not_en: str = ""

    @property
    def title(self) -> str:
        """Name in the interface language."""
        return pick(self.name, self.name_en)

    @property
    def defined(self) -> str:
        """Definition in the interface language."""
        return pick(self.definition, self.definition_en)

    @property
    def shown_meaning(self) -> tuple[str, str, str]:
        """Definition, when to use it and when not, in the interface language."""
        return (
            self.defined,
            pick(self.when_to_use, self.when_to_use_en),
            pick(self.when_not, self.when_not_en),
        )

    @property
    def meaning(self) -> tuple[str, str, str]:
        """What codings rest on: the definition, and when to use the code and when not."""
        return self.definition, self.when_to_use, self.when_not
