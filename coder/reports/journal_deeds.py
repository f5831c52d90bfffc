"""The acts in the journal that a sentence of the method rests on: those alike of one coder and day told together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coder.coding.act_words import describe_verb
from coder.model.reporting.method_sentences import Deed, Stretches
from coder.reports.queries import Proof


@dataclass(slots=True)
class _Alike:
    """Acts of one coder, day and verb, while their rows are read."""

    acts: set[str] = field(default_factory=set)
    rows: Stretches = field(default_factory=Stretches)


def deeds_of(rows: Iterable[Proof], names: Mapping[str, str]) -> tuple[Deed, ...]:
    """Return the acts that made some rows, in the order of their first rows; rows may be many and are not held."""
    alike: dict[tuple[str, str, str], _Alike] = defaultdict(_Alike)
    for row in rows:
        # An act is named by its verb; what follows a colon is the id of an object.
        found = alike[row.at[:10], row.coder, row.act.rpartition("#")[0].partition(":")[0]]
        found.acts.add(row.act)
        found.rows.add(row.replica, row.seq, row.seq)
    return tuple(
        Deed(
            day=day,
            coder=names.get(coder, coder),
            what=describe_verb(verb),
            acts=len(found.acts),
            rows=found.rows.told(),
        )
        for (day, coder, verb), found in alike.items()
    )
