"""A query over codes in words: for the head of a file, and for the choice of its filters."""

from __future__ import annotations

from functools import partial

from coder.i18n import _, listed
from coder.model.case_condition import where_text
from coder.model.counting.passage import Fact, Query
from coder.model.project import Project
from coder.model.values.case_attribute import rank, typed
from coder.model.values.value_names import origin_name, role_name


def asked(project: Project, query: Query) -> tuple[Fact, ...]:
    """Return what a query asks, a label and a value each; of the filters those that are set."""
    filters = query.filters
    facts = [
        (_("Expression"), query.expression.strip() or _("all codes")),
        (_("Same coder"), _("yes") if query.same_coder else ""),
        (_("Transcript"), listed(filters.transcripts)),
        (_("Case"), listed(filters.cases)),
        (_("Attribute"), listed(map(where_text, filters.where))),
        (_("Coder"), listed(project.coders.get(c, c) for c in filters.coders)),
        (_("Speaker's role"), listed(role_name(role) for role in filters.roles)),
        (_("Speaker"), listed(filters.speakers)),
        (_("Origin"), listed(origin_name(origin) for origin in filters.origins)),
        (_("With memo"), _("yes") if filters.with_memo else ""),
        (_("Contains"), filters.contains),
        (_("Since"), filters.since),
        (_("Until"), filters.until),
    ]
    return tuple((label, value) for label, value in facts if value)


def attributes(project: Project) -> dict[str, list[str]]:
    """Return the attributes of the cases with the values that they take."""
    values: dict[str, dict[str, None]] = {}
    for case in project.cases:
        for name, value in case.attributes.items():
            values.setdefault(name, {})[value] = None
    return {
        name: sorted(found, key=partial(rank, typed(name, found, project.attribute_by_id)))
        for name, found in values.items()
    }
