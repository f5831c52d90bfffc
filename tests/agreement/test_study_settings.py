"""Settings of the study: checked, a lead's act that is undone, seen at past moments, used where nothing else is said."""

from __future__ import annotations

import json

import pytest
from agreement.test_coder_comparison import coded  # noqa: F401  the fixture

from coder.agreement.assignments import set_role
from coder.agreement.coder_comparison import unit_of
from coder.agreement.layer_choice import layered
from coder.agreement.study_settings import decide, reset
from coder.audit.comparison import compare
from coder.cli.main import main
from coder.errors import CoderError, NotFoundError
from coder.model.study_setting import SETTINGS
from coder.record import settings
from coder.record.past_study import find_moment, open_past
from coder.record.study import Study
from coder.transcripts.labels.speakers import SpeakerRules
from coder.transcripts.speaker_decisions import remember, remembered


@pytest.mark.parametrize(
    ("name", "said", "kept"),
    [
        ("unit", "sentence", "sentence"), ("layer", "k:2", "k:2"), ("layer", "coder:甲", "coder:甲"), ("layer", "any", "any"),
        ("least-for", "03", "3"), ("most-against", "25%", "0.25"), ("most-against", "1", "1"), ("most-against", "0", "0"),
        ("label-pattern", r"(?P<name>\w+)> ", r"(?P<name>\w+)> "), ("finding-order", "F1、F1", "F1"),
        ("recommendation-order", "R1", "R1"),
    ],
)  # fmt: skip
def test_a_setting_is_kept_as_it_is_read_and_undone(study: Study, name: str, said: str, kept: str):
    before = settings.values(study.reader)
    decide(study, name, said)
    assert settings.value(study.reader, name) == kept
    act = study.journal.undoable("甲")
    assert act is not None
    study.revert(act, "undo")
    assert settings.values(study.reader) == before
    assert study.verify() == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("unit", "word"), ("layer", "k:0"), ("layer", "nobody"), ("layer", "coder:nobody"), ("least-for", "-1"),
        ("least-for", "２"), ("least-for", "1" * 5000), ("most-against", "nan"), ("most-against", "101%"), ("most-against", ""),
        ("label-pattern", "("), ("font", "big"), ("finding-order", "F1, F99"),
        ("recommendation-order", "F1"),
    ],
)  # fmt: skip
def test_what_is_no_value_is_refused_and_says_what_may_be_written(study: Study, name: str, said: str):
    with pytest.raises(CoderError) as refused:
        decide(study, name, said)
    assert refused.value.hint


def test_every_default_is_a_value(study: Study):
    assert [rule.name for rule in SETTINGS if rule.read(rule.default) != rule.default] == []
    for rule in SETTINGS:
        assert rule.shown(rule.default) in reset(study, rule.name).message
    assert study.journal.undoable("甲").verb != "setting"


def test_only_a_lead_decides_where_there_is_one(study: Study):
    study.ensure_coder("乙")
    set_role(study, "乙", "lead")
    with pytest.raises(CoderError):
        decide(study, "unit", "span")


def test_the_past_and_a_comparison_tell_what_was_decided(study: Study):
    before = find_moment(study)
    decide(study, "least-for", "4")
    with open_past(study.path, "甲", before.name) as past:
        assert settings.value(past.reader, "least-for") == "3"
    after = find_moment(study)
    (told,) = compare(study, before, after).objects
    assert (told.kind, told.what, told.title) == ("setting", "made", "支持一項發現的最少個案數：4")


def test_the_layer_is_counted_where_none_is_named(coded: Study):  # noqa: F811
    with layered(coded):
        everybody = next(r.passages for r in coded.frequencies().rows if r.code.id == "cert")
    decide(coded, "layer", "k:2")
    with layered(coded):
        assert coded.layer == "k:2"
        assert next(r.passages for r in coded.frequencies().rows if r.code.id == "cert") < everybody
    with layered(coded, "any"):
        assert next(r.passages for r in coded.frequencies().rows if r.code.id == "cert") == everybody


def test_agreement_compares_by_the_unit_of_the_study(coded: Study, capsys, monkeypatch):  # noqa: F811
    decide(coded, "unit", "sentence")
    assert unit_of(coded) == "sentence"
    monkeypatch.chdir(coded.path.parent)
    assert main(["--coder", "甲", "agree", "--unmarked", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unit"] == "sentence"
    assert main(["--coder", "甲", "agree", "--unmarked", "--json", "--unit", "turn"]) == 0
    assert json.loads(capsys.readouterr().out)["unit"] == "turn"


def test_the_studys_form_of_labels_holds_for_every_coder_and_goes_with_the_setting(study: Study):
    decide(study, "label-pattern", r"(\w+)> ")
    assert remembered(study).pattern.pattern == r"(\w+)> "
    remember(study, SpeakerRules(names={"a": "b"}))
    reset(study, "label-pattern")
    assert remembered(study).pattern is None


def test_settings_are_listed_set_and_reset_by_command(study: Study, capsys, monkeypatch):
    monkeypatch.chdir(study.path.parent)
    assert main(["--coder", "甲", "setting", "set", "least-for", "5"]) == 0
    capsys.readouterr()
    assert main(["--coder", "甲", "setting", "--json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)["rows"]}
    assert set(rows) == {rule.name for rule in SETTINGS}
    assert (rows["least-for"]["value"], rows["least-for"]["default"]) == ("5", "3")
    assert main(["--coder", "甲", "setting", "reset", "least-for"]) == 0
    assert settings.value(study.reader, "least-for") == "3"
    with pytest.raises(NotFoundError):
        decide(study, "", "5")
