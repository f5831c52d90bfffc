"""Counting on a layer: one coder's, what several share, what was settled, and settled by default once closed."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from agreement.test_coder_comparison import coded  # noqa: F401  the fixture

from coder.agreement.adjudication import Adjudications
from coder.agreement.layer_choice import layered
from coder.audit.trace import trace, trace_pasted
from coder.cli.main import main
from coder.coding.acts import Desk
from coder.errors import CoderError, NotFoundError
from coder.findings.acts import Findings
from coder.findings.citations import Citations
from coder.findings.dead_citations import refuse_dead_citations
from coder.model.text import Span
from coder.record.counts import code_counts
from coder.record.entry import Put
from coder.record.study import Study
from coder.record.veil.blindness import set_visibility
from coder.retrieval.passages import together
from coder.tui.frame.unit_line import unit_words


def passages(study: Study, layer: str = "", code: str = "cert") -> int:
    with layered(study, layer):
        return next(row.passages for row in study.frequencies().rows if row.code.id == code)


def by_coder(study: Study, code: str = "cert") -> dict:
    return {row.code.id: row.coders for row in study.frequencies().rows}[code]


def test_each_layer_counts_its_own(coded: Study):  # noqa: F811
    any_coder, mine = passages(coded), by_coder(coded)
    assert passages(coded, "any") == any_coder
    assert passages(coded, "coder:ann") == mine["ann"]
    assert passages(coded, "k:1") == any_coder
    assert passages(coded, "k:3") == 0
    agreed = [one for one in Adjudications(coded).dockets() if one.case.difference == "agreed"]
    assert 0 < passages(coded, "k:2") == len(agreed) < any_coder
    assert passages(coded, "settled") == 0
    assert passages(coded) == any_coder


def test_what_was_decided_is_what_is_settled(coded: Study):  # noqa: F811
    desk = Adjudications(coded)
    desk.settle_agreed()
    before = passages(coded, "settled")
    first, second, third = desk.queue()
    desk.keep(first, "ann")
    desk.recode(second, "referral")
    desk.neither(third)
    referral = passages(coded, "settled", "referral")
    assert passages(coded, "settled") == before + 1
    assert referral == 1
    with layered(coded, "settled"):
        quoted = next(coded.quotations("referral"))
        assert quoted.coders == (coded.coder,)
        assert quoted.text == desk.words(second)


def test_a_closed_transcript_counts_as_settled_by_default_and_the_mixture_is_said(coded: Study):  # noqa: F811
    desk = Adjudications(coded)
    desk.settle_agreed()
    for one in desk.queue():
        desk.neither(one)
    without = passages(coded)
    desk.close("firm-z")
    with layered(coded):
        assert coded.layer == f"mixed:1/{len(coded.project().transcripts)}"
        assert passages(coded) == without - 2
    assert coded.layer == ""
    assert coded.verify() == []


def counted(study: Study) -> list:
    """Return what each layer counts: frequencies, pairs of codes, and the quotations of a code."""
    found = []
    for layer in ("", "any", "coder:ann", "k:1", "k:2", "settled"):
        with layered(study, layer):
            quoted = sorted((q.start, q.end, q.line, q.coders) for q in study.quotations("cert"))
            found.append((study.layer, study.frequencies("kind"), together(study), quoted))
    return found


def test_kept_layers_are_those_worked_out_anew(coded: Study, monkeypatch):  # noqa: F811
    desk, document = Adjudications(coded), coded.transcript("firm-z")
    acts = [
        lambda: None,
        desk.settle_agreed,
        lambda: desk.keep(desk.queue()[0], "ann"),
        lambda: desk.recode(desk.queue()[0], "referral"),
        lambda: [desk.neither(one) for one in desk.queue()],
        lambda: desk.close("firm-z"),
        lambda: Desk(coded).code(document, Span(document.turns[0].body, document.turns[0].body + 3), ["cert"]),
        lambda: desk.reopen("firm-z"),
    ]
    seen = []
    for act in acts:
        act()
        told = []
        for few in (10**6, 0, 0):
            monkeypatch.setattr(code_counts, "FEW", few)
            told.append(counted(coded))
        assert told[0] == told[1] == told[2]
        seen.append(told[0])
    assert sum(one != other for one, other in pairwise(seen)) >= len(acts) - 3
    assert coded.verify() == []


def test_the_command_says_its_layer(coded: Study, monkeypatch, capsys):  # noqa: F811
    monkeypatch.chdir(coded.path.parent)
    for command in (["freq"], ["findings"], ["quotes", "--code", "cert"], ["search", "a"], ["codes", "--together"]):
        assert main(["--coder", "ann", "--lang", "en", *command, "--layer", "k:2", "--json"]) == 0
        told = capsys.readouterr()
        assert "at least 2 coders alike" in told.err
        assert json.loads(told.out)["layer"] == "k:2"
    assert main(["--coder", "ann", "--lang", "en", "freq", "--layer", "k:2"]) == 0
    assert "at least 2 coders alike" in capsys.readouterr().out


@pytest.mark.parametrize("layer", ["k:0", "settle", "k:two"])
def test_a_layer_that_is_none_is_refused(coded: Study, layer: str):  # noqa: F811
    with pytest.raises(CoderError, match=layer), layered(coded, layer):
        pass


def test_an_unknown_coder_is_refused(coded: Study):  # noqa: F811
    with pytest.raises(NotFoundError), layered(coded, "coder:nobody"):
        pass


def test_the_blind_are_shown_their_own_layer_alone(coded: Study):  # noqa: F811
    set_visibility(coded, "ben", blind=True)
    with Study.open(coded.path, "ben") as his:
        own = passages(his)
        assert passages(his, "coder:ben") == own
        for layer in ("settled", "k:2", "coder:ann"):
            with pytest.raises(CoderError), layered(his, layer):
                pass
        assert passages(his, "any") == own


def test_a_finding_is_worked_out_on_the_layer_and_says_it(coded: Study):  # noqa: F811
    with layered(coded, "k:2"):
        work = Findings(coded).work(coded.project().findings[0].id)
        assert work.layer == "k:2"
    assert "ann" in unit_words(coded, "coder:ann")
    assert "ann" not in unit_words(coded)


def cited(study: Study, *turns: int) -> list[str]:
    """Return the citations of ann's cert on these turns of the two coders' transcript."""
    document = study.transcript("firm-z")
    places = [document.respondent_turns[number].body for number in turns]
    mine = {q.start: q.id for q in study.quotations("cert") if q.transcript == "firm-z" and q.coders == ("ann",)}
    return [mine[place] for place in places]


def write(study: Study, *citations: str) -> None:
    old = study.project().findings[0]
    text = " ".join(f"[[quote:{one}]]" for one in citations)
    study.record([Put("finding", old, replace(old, text=text))], "write")
    study.look_again()


OUTSIDE = "not in this layer"


@pytest.mark.usefixtures("english")
def test_a_text_may_cite_what_is_not_in_the_layer_and_it_is_said(coded: Study):  # noqa: F811
    alone, shared = cited(coded, 0, 1)
    write(coded, alone, shared)
    for layer, outside in {"": (), "k:2": (alone,), "settled": (alone, shared), "coder:ben": (alone,)}.items():
        with layered(coded, layer):
            refuse_dead_citations(coded)
            told = {one: Citations(coded).preview(f"[[quote:{one}]]") for one in (alone, shared)}
            pieces = Citations(coded).pieces(f"[[quote:{alone}]]")
        assert {one for one, words in told.items() if OUTSIDE in words} == set(outside)
        assert pieces[0].counted is (alone not in outside)
        assert pieces[0].quotation is not None
    assert passages(coded, "k:2") < passages(coded)


@pytest.mark.usefixtures("english")
def test_a_closed_transcript_keeps_its_citations(coded: Study):  # noqa: F811
    (alone,) = cited(coded, 0)
    write(coded, alone)
    desk = Adjudications(coded)
    desk.settle_agreed()
    for docket in desk.queue():
        desk.neither(docket)
    desk.close("firm-z")
    with layered(coded):
        assert coded.layer.startswith("mixed")
        before = passages(coded)
        refuse_dead_citations(coded)
        assert OUTSIDE in Citations(coded).preview(f"[[quote:{alone}]]")
        assert passages(coded) == before


@pytest.mark.parametrize("layer", ["k:2", "settled"])
def test_the_chain_of_a_quotation_outside_the_layer_is_shown(coded: Study, layer: str):  # noqa: F811
    (alone,) = cited(coded, 0)
    whole = trace(coded, alone)
    before = passages(coded, layer)
    with layered(coded, layer):
        assert trace(coded, alone) == whole
        assert trace_pasted(coded, f"（{alone}）")[0] == whole
    assert passages(coded, layer) == before


def test_a_decided_code_is_cited_and_traced_on_its_layer(coded: Study):  # noqa: F811
    desk = Adjudications(coded)
    desk.recode(desk.queue()[0], "referral")
    with layered(coded, "settled"):
        quoted = next(coded.quotations("referral"))
        assert Citations(coded).quotation(quoted.id) is not None
        assert trace(coded, quoted.id).kind == "quotation"


def test_what_another_coded_alike_stands_for_a_cited_coding(coded: Study):  # noqa: F811
    (shared,) = cited(coded, 1)
    with layered(coded, "coder:ben"):
        found = Citations(coded).quotation(shared)
        there = {border.coding for one in coded.passages(["cert"]) for border in one.codings}
    assert found is not None
    assert (found.id, found.coding in there) == (shared, True)


def test_a_chosen_quotation_outside_the_layer_is_not_called_lost(coded: Study):  # noqa: F811
    key, desk = coded.project().findings[0].id, Findings(coded)
    one = next(laid for laid in desk.work(key).laid if len(laid.quotation.coders) == 1)
    desk.choose(key, one)
    with layered(coded, "k:2"):
        assert desk.work(key).lost == ()


@pytest.mark.usefixtures("english")
def test_a_blind_coder_is_told_nothing_of_what_another_coded(coded: Study):  # noqa: F811
    (alone,) = cited(coded, 0)
    coded.coder = "ben"
    set_visibility(coded, "ben", blind=True)
    with Study.open(coded.path, "ben") as his, layered(his, "coder:ben"):
        assert Citations(his).quotation(alone) is None
