"""Acts on whole transcripts and their cases: another name, another case, out of the study, other attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from coder.errors import CoderError, ConflictError, NotFoundError
from coder.i18n import _, bracketed, listed
from coder.model.coding import Coding, Decision, Memo
from coder.model.displaced import Displaced
from coder.model.finding import ChosenQuotation
from coder.model.people import Coder
from coder.model.project import TranscriptInfo, TranscriptRecord
from coder.model.teamwork import Adjudication, Assignment, Closing, Finished, Opening
from coder.model.values.case_attribute import kept_value
from coder.model.values.value_names import case_facts
from coder.record.entry import Put
from coder.record.kinds import kind_of
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.record.unseen import require_seen

_RESTING = (Coding, Decision, Displaced, Assignment, Finished, Adjudication, Closing, Opening)


def rename_transcript(study: Study, key: str, name: str, read: str | None = None) -> Outcome:
    """Give a transcript another name, in the place of the one that was `read`; names stand once in a study."""
    old = _record(study, key)
    require_seen(study, old.id, read, old.name)
    name = name.strip()
    if not name or "\n" in name:
        raise CoderError(_("a transcript needs a name of one line"), _("type one"))
    if any(t.name == name and t.id != old.id for t in study.project().transcripts):
        raise ConflictError(_("there is a transcript {name} already").format(name=name), _("choose another name"))
    act = study.record([Put("transcript", old, replace(old, name=name))], "rename-transcript")
    return Outcome(act, _("“{old}” is called “{name}” now").format(old=old.name, name=name))


def move_transcript(study: Study, key: str, case: str) -> Outcome:
    """Put a transcript into another case; its citations begin with that case's id from then on."""
    old = _record(study, key)
    project = study.project()
    if case not in project.case_by_id:
        raise NotFoundError(
            _("there is no case {case}").format(case=case),
            _("there are: {names}").format(names=listed(project.case_by_id)),
            asked=[case],
        )
    if case == old.case:
        raise CoderError(_("{name} is of this case already").format(name=old.name))
    act = study.record([Put("transcript", old, replace(old, case=case))], "move-transcript")
    told = _("{name} is of the case {case} now; citations begin with its id").format(name=old.name, case=case)
    return Outcome(act, told)


def resting_on(study: Study, info: TranscriptInfo) -> int:
    """Return how many codings of everybody go with a transcript; who codes blind is not told."""
    _refuse_blind(study)
    return len(study.reader.all(Coding, transcript=info.id))


def remove_transcript(study: Study, key: str) -> Outcome:
    """Take a transcript out of the study, with all that rests on it: one act, which undo takes back."""
    _refuse_blind(study)
    old = _record(study, key)
    puts: list[Put] = []

    def go(*found: Any) -> None:
        puts.extend(Put(kind_of(type(one)).name, one, None) for one in found)

    codings = {c.id for c in study.reader.all(Coding, transcript=key)}
    go(*(m for m in study.reader.all(Memo) if m.target in (codings if m.target_kind == "coding" else {key})))
    go(*(c for c in study.reader.all(ChosenQuotation) if c.coding in codings))
    for cls in _RESTING:
        go(*study.reader.all(cls, transcript=key))
    act = study.record([*puts, Put("transcript", old, None)], "remove-transcript")
    told = _("{name} was removed with {count} codings; undo brings it back").format(name=old.name, count=len(codings))
    return Outcome(act, told + "\n" + words_stay())


def _refuse_blind(study: Study) -> None:
    if study.seen is not None:
        raise CoderError(_("a blind coder cannot withdraw what others' work rests on"), _("a lead can do this"))


def words_stay() -> str:
    """Return that taking a transcript out erases nothing."""
    return _("Its words stay in the record until they are erased: coder withdraw TRANSCRIPT")


def set_case(
    study: Study,
    key: str,
    name: str | None,
    attributes: Mapping[str, str],
    read: str | None = None,
    *,
    name_en: str | None = None,
) -> Outcome:
    """Change the names and attributes of a case; an attribute without a value goes, and so does an English name.

    `read` is the one that was read before, where one alone is changed.
    """
    old = study.project().case_by_id.get(key)
    if old is None:
        raise NotFoundError(_("there is no case {case}").format(case=key), _("coder cases lists them"), asked=[key])
    stood = [held for held, given in ((old.name, name), (old.name_en, name_en)) if given is not None]
    for stands in stood or [old.attributes.get(k.strip(), "") for k in attributes]:
        require_seen(study, key, read, stands)
    if name is not None and not name.strip():
        raise CoderError(_("a case needs a name"), _("type one"))
    declared = study.project().attribute_by_id
    merged = {
        **old.attributes,
        **{k.strip(): kept_value(declared.get(k.strip()), v, old) for k, v in attributes.items()},
    }
    new = replace(
        old,
        name=name.strip() if name else old.name,
        name_en=old.name_en if name_en is None else name_en.strip(),
        attributes={k: v for k, v in merged.items() if k and v},
    )
    if new == old:
        raise CoderError(_("it is set so already"))
    act = study.record([Put("case", old, new)], "case")
    changed = {k: v or "-" for k, v in merged.items() if k and v != old.attributes.get(k)}
    told = listed(case_facts(replace(new, attributes=changed or new.attributes), declared)) or "-"
    called = new.name + (bracketed(new.name_en) if new.name_en else "")
    return Outcome(act, _("case {id} {name}; {attributes}").format(id=new.id, name=called, attributes=told))


def name_coder(study: Study, key: str, name: str) -> Outcome:
    """Correct the name that reports and lists show for a coder; the id, which codings carry, stays."""
    old = study.reader.one(Coder, study.project().coder_called(key))
    if old is None:
        raise NotFoundError(_("there is no coder {name}").format(name=key), _("coder coders lists them"), asked=[key])
    if not name.strip():
        raise CoderError(_("a coder needs a name"), _("type one"))
    act = study.record([Put("coder", old, replace(old, name=name.strip()))], "name-coder")
    return Outcome(act, _("{id} is called “{name}”").format(id=key, name=name.strip()))


def _record(study: Study, key: str) -> TranscriptRecord:
    old = study.reader.one(TranscriptRecord, key)
    if old is None:
        raise NotFoundError(
            _("there is no transcript {name}").format(name=key), _("coder transcripts lists them"), asked=[key]
        )
    return old
