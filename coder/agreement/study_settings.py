"""Acts on the settings of the study: a lead's, each one undoable."""

from __future__ import annotations

from collections.abc import Sequence

from coder.agreement.assignments import require_lead
from coder.errors import CoderError, NotFoundError
from coder.i18n import _, listed
from coder.model.counting.layers import coder_of
from coder.model.study_setting import ORDERS, SETTINGS, Setting, SettingRule, ids_of, rule_of, setting_title
from coder.record import settings
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.record.unseen import require_seen
from coder.record.veil.blindness import coder_named


def decide(study: Study, name: str, text: str, read: str | None = None) -> Outcome:
    """Set a setting of the study, in the place of the value that was `read`."""
    rule = _require_rule(name)
    require_lead(study)
    require_seen(study, name, read, settings.value(study.reader, name))
    try:
        wanted = rule.read(text.strip() if name != "label-pattern" else text)
    except ValueError as error:
        raise CoderError(_("{text} is not a value of {name}").format(text=text, name=name), str(error)) from None
    if name == "layer" and coder_of(wanted):
        coder_named(study.project(), coder_of(wanted))
    if name in ORDERS.values():
        _require_told(study, name, ids_of(wanted))
    return _put(study, Setting(id=name, value=wanted))


def _require_told(study: Study, name: str, named: Sequence[str]) -> None:
    project, of_findings = study.project(), name == ORDERS["finding"]
    known = [entry.id for entry in (project.findings if of_findings else project.recommendations)]
    if unknown := next((key for key in named if key not in known), ""):
        told = _("no finding {name}") if of_findings else _("no recommendation {name}")
        raise NotFoundError(told.format(name=unknown), _("there are: {names}").format(names=listed(known) or "—"))


def reset(study: Study, name: str, read: str | None = None) -> Outcome:
    """Let a setting be the default again, in the place of the value that was `read`."""
    rule = _require_rule(name)
    require_lead(study)
    require_seen(study, name, read, settings.value(study.reader, name))
    return _put(study, Setting(id=name, value=rule.default))


def _put(study: Study, wanted: Setting) -> Outcome:
    """Record a setting, unless it stands so: then there is no act."""
    if settings.value(study.reader, wanted.id) == wanted.value:
        return Outcome("", _("it is set so already: {setting}").format(setting=setting_title(wanted)))
    act = study.record([Put("setting", study.reader.one(Setting, wanted.id), wanted)], "setting")
    return Outcome(act, setting_title(wanted))


def _require_rule(name: str) -> SettingRule:
    rule = rule_of(name)
    if rule is None:
        raise NotFoundError(
            _("the study has no setting {name}").format(name=name),
            _("there are: {names}").format(names=listed(one.name for one in SETTINGS)),
        )
    return rule
