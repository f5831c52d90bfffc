"""Names and texts have limits, whatever way they come in."""

from __future__ import annotations

import pytest

from coder.codebook.acts import Codebook, Draft
from coder.errors import CoderError
from coder.findings.acts import Findings
from coder.model.lengths import LINE, NAME, TEXT
from coder.privacy.name_list import redact, set_alias


@pytest.mark.parametrize(
    "act",
    [
        lambda s: set_alias(s, "甲", "乙" * (NAME + 1), "other"),
        lambda s: redact(s, "字" * (LINE + 1)),
        lambda s: Findings(s).write("F1", "字" * (TEXT + 1)),
        lambda s: Codebook(s).do(Codebook(s).add(Draft(name="字" * 5_000), s.project().codes[0].id)),
    ],
    ids=["alias", "redacted words", "a finding's text", "a code"],
)
def test_what_is_too_long_is_refused_with_its_length_and_nothing_is_written(study, act):
    head = study.journal.head()
    with pytest.raises(CoderError, match=r"最多 [\d,]+ 字"):
        act(study)
    assert study.journal.head() == head


def test_what_was_long_before_can_be_changed_elsewhere_and_shortened(study):
    from dataclasses import replace

    from coder.model.codebook import Code
    from coder.record.entry import Put

    code = next(c for c in study.project().codes if c.level == "code")
    with study.together():
        study.journal.record([Put("code", code, long := replace(code, name="字" * 500))], coder="甲", verb="edit")
    study.look_again()
    study.record([Put("code", long, other := replace(long, definition="新的"))], "edit")
    study.record([Put("code", other, replace(other, name="短"))], "edit")
    assert study.reader.one(Code, code.id).name == "短"
