"""What the appendix says of a code in every format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coder.i18n import _
from coder.model.codebook import Code
from coder.model.reporting.report import Report

_BRACKETED = re.compile(r"\s?[(\uff08]([a-z0-9][a-z0-9-]*)[)\uff09]")


def codes_in_use(report: Report) -> Iterator[Code]:
    """Yield the codes in the codebook's order; an archived one only where passages carry it."""
    used = {row.code.id for row in report.frequencies.rows if row.passages}
    yield from (code for code in report.method.codes if not code.archived or code.id in used)


def rules(code: Code, codes: Iterable[Code] = ()) -> tuple[tuple[str, str], ...]:
    """Return what the codebook says beside the definition, each with its label; without ids in brackets."""
    _definition, when, when_not = code.shown_meaning
    told = ((_("When"), when), (_("When not"), when_not), (_("Example"), code.example))
    ids = frozenset(one.id for one in codes)
    return tuple((label, _without_ids(text, ids)) for label, text in told if text)


def _without_ids(text: str, ids: frozenset[str]) -> str:
    return _BRACKETED.sub(lambda match: "" if match[1] in ids else match[0], text)
