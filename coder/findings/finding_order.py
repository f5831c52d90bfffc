"""The order in which findings are told: on screens, in commands and in reports."""

from __future__ import annotations

from coder.i18n import _, listed
from coder.model.study_setting import FINDING_ORDER, Setting
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.study import Study


def move_finding(study: Study, key: str, step: int) -> Outcome:
    """Move a finding up or down among the others."""
    study.look_again()
    keys = [finding.id for finding in study.project().findings]
    place = keys.index(key) + step if key in keys else -1
    if not 0 <= place < len(keys):
        return Outcome("", _("there is no place to move it to"))
    keys.remove(key)
    keys.insert(place, key)
    wanted = Setting(id=FINDING_ORDER, value=",".join(keys))
    act = study.record([Put("setting", study.reader.one(Setting, FINDING_ORDER), wanted)], "setting")
    return Outcome(act, _("order of the findings: {names}").format(names=listed(keys)))
