"""The order in which findings and recommendations are told: on screens, in commands and in reports."""

from __future__ import annotations

from coder.i18n import _, listed
from coder.model.codebook import Finding, Recommendation
from coder.model.study_setting import ORDERS, Setting
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.study import Study


def move_entry(study: Study, one: Finding | Recommendation, step: int) -> Outcome:
    """Move a finding or a recommendation up or down among the others of its kind."""
    study.look_again()
    is_finding, project = isinstance(one, Finding), study.project()
    keys = [entry.id for entry in (project.findings if is_finding else project.recommendations)]
    place = keys.index(one.id) + step if one.id in keys else -1
    if not 0 <= place < len(keys):
        return Outcome("", _("there is no place to move it to"))
    keys.remove(one.id)
    keys.insert(place, one.id)
    name = ORDERS["finding" if is_finding else "recommendation"]
    wanted = Setting(id=name, value=",".join(keys))
    act = study.record([Put("setting", study.reader.one(Setting, name), wanted)], "setting")
    told = _("order of the findings: {names}") if is_finding else _("order of the recommendations: {names}")
    return Outcome(act, told.format(names=listed(keys)))
