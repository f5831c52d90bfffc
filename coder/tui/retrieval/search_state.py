"""What a coder looks for, through which filters, and where in the hits; kept as JSON between sessions."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Literal

from coder.errors import CoderError
from coder.model.case_condition import cases_meant
from coder.model.project import Project
from coder.retrieval.scope import Filters
from coder.retrieval.word_search import UNITS, Query, Unit, read_query

Order = Literal["place", "left", "right"]
ORDERS: tuple[Order, ...] = ("place", "left", "right")


@dataclass(frozen=True, slots=True)
class SearchState:
    """The field, the switches, the filters, and the hit in focus by transcript and place."""

    typed: str = ""
    regex: bool = False
    exact: bool = False
    unit: Unit = "turn"
    order: Order = "place"
    filters: Filters = field(default_factory=Filters)
    transcript: str = ""
    start: int = -1

    @property
    def query(self) -> Query:
        """What the search is asked."""
        return read_query(self.typed, regex=self.regex, exact=self.exact, unit=self.unit)

    def filtered(self, name: str, value: object) -> SearchState:
        """Return the state with one filter set; an empty value clears it."""
        return replace(self, filters=replace(self.filters, **{name: value}))  # type: ignore[arg-type]


def written(state: SearchState) -> str:
    """Return a state as JSON."""
    return json.dumps(asdict(state), ensure_ascii=False)


def read(text: str | None, project: Project) -> SearchState:
    """Return a state that was kept, without what no longer is in the study."""
    try:
        image = json.loads(text or "{}")
        filters = {k: v for k, v in image.pop("filters", {}).items() if _known(k, v, project)}
        if "where" in filters:
            filters["where"] = tuple((str(name), str(value)) for name, value in filters["where"])
        names = {f.name for f in fields(SearchState)}
        state = SearchState(**{k: v for k, v in image.items() if k in names}, filters=Filters(**filters))
    except (ValueError, TypeError, AttributeError):
        return SearchState()
    return state if state.unit in UNITS and state.order in ORDERS else SearchState()


def _known(name: str, value: object, project: Project) -> bool:
    """Tell whether the study still has what a filter names."""
    match name:
        case "code" | "not_code":
            return not value or value in project.code_by_id
        case "case":
            return not value or value in project.case_by_id
        case "coder":
            return not value or value in project.coders
        case "transcript":
            return not value or value in project.transcript_by_id
        case "where" if isinstance(value, list):
            return _is_meant(project, value)
        case _:
            return name in {"role", "speaker"}


def _is_meant(project: Project, conditions: list[tuple[str, str]]) -> bool:
    """Tell whether conditions on the attributes of cases name what there is."""
    try:
        cases_meant(project, [(str(name), str(value)) for name, value in conditions])
    except CoderError:
        return False
    return True
