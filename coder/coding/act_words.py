"""Acts in words: what a verb means and what an act changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from coder.coding.memos import describe_target, target_name
from coder.i18n import _, bracketed, listed
from coder.model.codebook import Code
from coder.model.coding import Coding, Memo
from coder.model.journal.change import ActSummary, Change
from coder.model.project import Project
from coder.model.sample import Judgement, Sample, verdict_words
from coder.record.kinds import KINDS, PLACES, kind
from coder.record.object_names import object_name

DESK_KINDS = frozenset(PLACES)
"""What acts on a transcript touch; none of them changes codes, cases or findings."""

_NAMED = 20


def codebook_verbs() -> dict[str, str]:
    """Return the meaning of the verbs of acts on the codebook."""
    return {
        "add": _("made"),
        "rename": _("renamed"),
        "define": _("defined"),
        "recolour": _("recoloured"),
        "keywords": _("changed the keywords of"),
        "precision": _("set the target precision of"),
        "edit": _("changed"),
        "move": _("moved"),
        "reorder": _("reordered"),
        "archive": _("archived"),
        "restore": _("restored"),
        "merge": _("merged"),
        "split": _("split"),
        "keep": _("kept"),
    }


def changed_codes(changes: Iterable[Change]) -> list[str]:
    """Return the names of the codes that an act made, removed or changed, those only pushed aside left out."""
    names: dict[str, None] = {}
    aside: dict[str, None] = {}
    rule = kind("code")
    for change in changes:
        if change.kind != "code":
            continue
        before: Code | None = rule.from_image(change.before) if change.before else None
        after: Code | None = rule.from_image(change.after) if change.after else None
        if before and after and replace(before, position=after.position) == after:
            aside[after.title] = None
        elif before and after and before.title != after.title:
            names[f"{before.title} → {after.title}"] = None
        elif (shown := after or before) is not None:
            names[shown.title] = None
    return list(names) or list(aside)[:1]


def _study_verbs() -> dict[str, str]:
    return {
        "import": _("imported transcripts"),
        "codebook": _("loaded the codebook"),
        "cases": _("loaded the cases"),
        "variants": _("loaded the variants"),
        "page": _("wrote the page of the report"),
        "remove-entry": _("removed"),
        "key": _("registered a signing key"),
        "setting": _("set what holds for the study"),
        "allow": _("allowed a suggester to send text elsewhere"),
        "forbid": _("forbade a suggester to send text elsewhere"),
        "codings": _("imported codings"),
        "revise": _("revised the transcript"),
        "speakers": _("changed who speaks"),
        "place": _("placed a displaced coding"),
        "drop": _("discarded a displaced coding"),
        "join": _("joined the study"),
        "withdraw": _("erased a person's words for good"),
        "restore": _("put a backup back"),
        "clone": _("made a copy of the study"),
        "bring-together": _("merged a copy"),
        "settle": _("settled a conflict"),
        "rename-transcript": _("renamed"),
        "move-transcript": _("moved to another case"),
        "remove-transcript": _("removed a transcript"),
        "case": _("changed the case"),
        "attribute": _("decided on an attribute of cases"),
        "name-coder": _("corrected the name of"),
        "upgrade": _("computed the journal's hashes anew"),
    }


def _team_verbs() -> dict[str, str]:
    return {
        "assign": _("assigned transcripts"),
        "unassign": _("removed an assignment"),
        "finish": _("finished a transcript"),
        "not-finished": _("resumed a transcript"),
        "role": _("set the role of"),
        "adjudicate": _("adjudicated"),
        "agreed": _("settled what coders agree on"),
        "close": _("closed the adjudication of"),
        "open": _("opened the adjudication of"),
        "blind": _("began blind coding for"),
        "open-transcripts": _("opened to blind coders"),
        "hide-transcripts": _("hid from blind coders"),
        "sighted": _("ended blind coding for"),
    }


# A transcript is named by its id, so that the journal keeps no name of a person when the transcript is withdrawn.
_ON_TRANSCRIPT = ("revise:", "speakers:")


def describe_verb(verb: str) -> str:
    """Return what an act's verb means, in the interface language; a scope after a colon is kept."""
    name, colon, scope = verb.partition(":")
    verbs = {
        "code": _("coded"),
        "uncode": _("removed"),
        "recode": _("recoded"),
        "respan": _("moved"),
        "memo": _("wrote a memo"),
        "remove-memo": _("removed a memo"),
        "in-vivo": _("made a new code"),
        "accept": _("accepted the suggestion"),
        "reject": _("rejected the suggestion"),
        "choose": _("chose a quotation"),
        "let-go": _("removed a chosen quotation"),
        "telling": _("marked a quotation"),
        "order": _("ordered quotations"),
        "shorten": _("shortened a quotation"),
        "write": _("wrote the text of a finding or recommendation"),
        "sign-off": _("signed a finding off"),
        "alias": _("set what is printed for a name"),
        "redact": _("redacted words"),
        "sample": _("drew an audit sample"),
        "judge": _("judged a quotation of the sample"),
        "drop-alias": _("removed a name from the list"),
        "matrix": _("made a framework matrix"),
        "remove-matrix": _("removed a framework matrix"),
        "summary": _("summarised a cell of the matrix"),
        "accept-all": _("coded all suggestions"),
        "undo": _("undid"),
        "redo": _("redid"),
        **_study_verbs(),
        **_team_verbs(),
        **codebook_verbs(),
    }
    return verbs.get(name, name) + (bracketed(scope) if colon else "")


def describe_act(
    project: Project, act: ActSummary, changes: Sequence[Change], codings: Mapping[str, Coding] | None = None
) -> str:
    """Return an act in a few words: the verb and the codes it changed or put on words, or what its memos are on.

    `codings` are those that its memos are on, as far as the act itself does not hold them.
    """
    told, what = act_in_words(project, act, changes, codings)
    return _("{act} “{what}”").format(act=told, what=what) if what else told


def act_in_words(
    project: Project, act: ActSummary, changes: Sequence[Change], codings: Mapping[str, Coding] | None = None
) -> tuple[str, str]:
    """Return an act as `describe_act` does, what was done and on what apart."""
    if act.verb.startswith(_ON_TRANSCRIPT):
        verb, _colon, key = act.verb.partition(":")
        info = project.transcript_by_id.get(key)
        return describe_verb(verb), info.name if info else key
    names = _touched(project, changes, codings or {})
    shown = listed(names[:3]) + ("…" if len(names) > 3 else "")  # noqa: PLR2004  three names fit a line
    verb, colon, scope = act.verb.partition(":")
    if verb == "merge":
        return describe_verb(verb), f"{shown} → {_title(project, scope)}"
    if verb == "split":
        return describe_verb(verb), f"{_title(project, scope)} → {shown}"
    if act.reverts and (of := act.reverts.rpartition("#")[0]) not in {"undo", "redo", ""}:
        return _("{act}: {what}").format(act=describe_verb(act.verb), what=describe_verb(of)), shown
    return describe_verb(f"{verb}{colon}{project.coder_name(scope)}"), shown


def _touched(project: Project, changes: Sequence[Change], codings: Mapping[str, Coding]) -> list[str]:
    """Return the names of what an act changed: codes, else what its memos are on, else whatever it was."""
    names = dict.fromkeys(changed_codes(changes))
    known = [c for c in changes[:_NAMED] if c.kind in KINDS]
    values = [kind(c.kind).from_image(c.after or c.before or "") for c in known if c.kind in DESK_KINDS]
    for value in values if not names else ():
        if not isinstance(value, Memo) and value.code:
            names[_title(project, value.code)] = None
    if not names:
        for memo in (v for v in values if isinstance(v, Memo)):
            on = describe_target(project, memo.target_kind, memo.target, codings)
            names[f"{target_name(memo.target_kind)} {on}".strip()] = None
    return list(names or dict.fromkeys(_called(project, change) for change in known))


def _called(project: Project, change: Change) -> str:
    """Return what an object is called that is no code and lies on no text."""
    value = kind(change.kind).from_image(change.after or change.before or "")
    if isinstance(value, Judgement):
        return verdict_words(value.verdict)
    if isinstance(value, Sample):
        return f"{len(value.drawn)} / {sum(value.population.values()):,}"
    return object_name(project, change.kind, value)


def _title(project: Project, code: str) -> str:
    entry = project.code_by_id.get(code)
    return entry.title if entry else code


def memos_of(changes: Iterable[Change]) -> list[Memo]:
    """Return the memos that changes are about."""
    return [kind("memo").from_image(c.after or c.before or "") for c in changes if c.kind == "memo"]
