"""Where figures stand: the cell of the matrix whose two codes they name, findings, recommendations."""

from __future__ import annotations

from coder.model.codebook import Figure
from coder.model.reporting.figure_use import figures_beside


def figure(key, *codes):
    return Figure(id=key, name=key, value=1, place="", codes=codes)


def test_a_figure_stands_beside_the_cell_of_its_two_codes_whichever_way_round():
    known = [figure("a", "job", "years"), figure("b", "years", "job"), figure("c", "job"), figure("d")]
    assert [f.id for f in figures_beside(known, "job", "years")] == ["a", "b"]
    assert [f.id for f in figures_beside(known, "job", "pay")] == []
