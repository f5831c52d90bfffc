"""Where in the workbook the quotations of a code and case stand, and how many they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

from coder.domain.report import Report


class Block(NamedTuple):
    """Rows of a sheet, counted from 0, the last one included, with the quotations of one code and case."""

    sheet: str
    first: int
    last: int


class Places:
    """Counts and rows of the quotations, which stand in the order of the codes and, in a code, of the cases."""

    def __init__(self, report: Report) -> None:
        rows = report.frequencies.rows
        self.order = {row.code.id: number for number, row in enumerate(rows)}
        below: dict[str, list[str]] = {row.code.id: [row.code.id] for row in rows}
        for row in rows:
            if row.code.parent in below:
                below[row.code.parent].append(row.code.id)
        self.below = {code: tuple(codes) for code, codes in below.items()}
        self.case_names = {case.id: case.name for case in report.method.cases}
        self.wanted = _cited(report)
        self.counts: Counter[tuple[str, str]] = Counter()
        self._blocks: dict[str, dict[str, list[Block]]] = {}
        self._rows: dict[str, str] = {}

    def note(self, code: str, case: str, block: Block) -> None:
        """Remember that a block of rows holds quotations of a code and case."""
        if block.last < block.first:
            return
        self.counts[code, case] += block.last - block.first + 1
        self._blocks.setdefault(code, {}).setdefault(case, []).append(block)

    def note_row(self, coding: str, sheet: str, row: int) -> None:
        """Remember the row of a coding that another sheet cites."""
        self._rows[coding] = place(sheet, row, row)

    def cases(self, heard: Iterable[str]) -> list[str]:
        """Return the cases with a transcript, and whatever other case has a quotation."""
        return list(dict.fromkeys((*heard, *sorted({case for _code, case in self.counts}))))

    def count(self, code: str, cases: Collection[str]) -> int:
        """Return the codings of a code, or of a theme with all under it, in some cases."""
        return sum(self.counts[one, case] for one in self.below.get(code, (code,)) for case in cases)

    def count_cases(self, code: str, cases: Iterable[str]) -> int:
        """Return the cases, of some, with a coding of a code, or of a theme with all under it."""
        return sum(self.count(code, (case,)) > 0 for case in cases)

    def blocks(self, code: str) -> list[Block]:
        """Return the blocks of a code alone, adjoining ones as one."""
        return _joined(block for blocks in self._blocks.get(code, {}).values() for block in blocks)

    def of(self, code: str, cases: Collection[str] | None = None) -> str:
        """Return the place of a code's quotations in some cases or in all; empty where there are none.

        It spans all of them where they stand together on a sheet, their part of the first sheet where they go on in
        the next, and is the first alone where other quotations stand between.
        """
        codes = self.below.get(code, (code,))
        blocks = _joined(
            block
            for one in codes
            for case, found in self._blocks.get(one, {}).items()
            if cases is None or case in cases
            for block in found
        )
        if not blocks:
            return ""
        first = blocks[0]
        together = len({b.sheet for b in blocks}) == len(blocks) and all(b.first == 1 for b in blocks[1:])
        return place(first.sheet, first.first, first.last if together else first.first)

    def of_coding(self, coding: str) -> str:
        """Return the place of one coding that another sheet cites; empty where it is not in the workbook."""
        return self._rows.get(coding, "")


def place(sheet: str, first: int, last: int, column: str = "A") -> str:
    """Return how a link names rows of a sheet."""
    quoted = sheet.replace("'", "''")
    cells = f"{column}{first + 1}" if first == last else f"{column}{first + 1}:{column}{last + 1}"
    return f"'{quoted}'!{cells}"


def _cited(report: Report) -> set[str]:
    """Return the codings that other sheets lead to."""
    chosen = {one.quotation.coding for found in report.findings for one in found.chosen}
    cells = (cell for matrix in report.matrices for row in matrix.cells for cell in row)
    return chosen | {cell.quotations[0].coding for cell in cells if cell.quotations}


def _joined(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks in the order in which they were written, adjoining ones of a sheet as one."""
    found: list[Block] = []
    for block in sorted(blocks, key=lambda b: (len(b.sheet), b.sheet, b.first)):
        if found and found[-1].sheet == block.sheet and found[-1].last + 1 == block.first:
            found[-1] = found[-1]._replace(last=block.last)
        else:
            found.append(block)
    return found
