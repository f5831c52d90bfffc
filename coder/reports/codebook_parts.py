"""What the appendix says of a code in every format."""

from __future__ import annotations

from collections.abc import Iterator

from coder.i18n import _
from coder.model.codebook import Code
from coder.model.reporting.report import Report


def codes_in_use(report: Report) -> Iterator[Code]:
    """Yield the codes in the codebook's order; an archived one only where passages carry it."""
    used = {row.code.id for row in report.frequencies.rows if row.passages}
    yield from (code for code in report.method.codes if not code.archived or code.id in used)


def rules(code: Code) -> tuple[tuple[str, str], ...]:
    """Return what the codebook says beside the definition, each with its label."""
    told = ((_("When"), code.when_to_use), (_("When not"), code.when_not), (_("Example"), code.example))
    return tuple((label, text) for label, text in told if text)
