"""The acts in the journal that a sentence of the method rests on: those alike of one coder and day told together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coder.coding.act_words import describe_verb
from coder.model.reporting.method_sentences import Deed, stretches
from coder.reports.queries import Proof


def deeds_of(rows: Iterable[Proof], names: Mapping[str, str]) -> tuple[Deed, ...]:
    """Return the acts that made some rows, in the order of their first rows."""
    alike: dict[tuple[str, str, str], list[Proof]] = {}
    for row in rows:
        # An act is named by its verb; what follows a colon is the id of an object.
        verb = row.act.rpartition("#")[0].partition(":")[0]
        alike.setdefault((row.at[:10], row.coder, verb), []).append(row)
    return tuple(
        Deed(
            day=day,
            coder=names.get(coder, coder),
            what=describe_verb(verb),
            acts=len({row.act for row in found}),
            rows=stretches(row.place for row in found),
        )
        for (day, coder, verb), found in alike.items()
    )
