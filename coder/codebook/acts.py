"""Acts on the codebook: each is planned first, with what it will touch, and done as one act that can be undone.

A plan is a value made from values; only `Codebook` reads the study and writes to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from unicodedata import normalize

from coder.codebook.code_order import behind, renumbered
from coder.errors import CoderError, ConflictError, NotFoundError
from coder.i18n import _, listed
from coder.model.codebook import SAFE_COLORS, Code
from coder.model.counting.codetree import COLOR, ID, above, end_of, ordered, slug
from coder.model.keyword import check
from coder.model.project import Project, StudyTitle
from coder.record.counts import usage
from coder.record.counts.usage import CodeCount, CodeUse
from coder.record.entry import Put
from coder.record.outcome import Outcome
from coder.record.study import Study

Meaning = Literal["changed", "same"]


@dataclass(frozen=True, slots=True)
class Plan:
    """An act before it is done: its changes, what it says once done, and the sentences on what it will touch."""

    verb: str
    done: str
    puts: tuple[Put, ...]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A code or theme to be: what a person says of it before it has a place."""

    name: str
    name_en: str = ""
    id: str = ""
    color: str = ""


class Codebook:
    """Acts of one coder on the codebook of a study."""

    def __init__(self, study: Study) -> None:
        self.study = study

    def do(self, plan: Plan) -> Outcome:
        """Do what was planned, as one act."""
        if not plan.puts:
            raise CoderError(_("nothing to change"))
        return Outcome(self.study.record(plan.puts, plan.verb), plan.done)

    def counts(self) -> dict[str, CodeCount]:
        """Return how much each code and theme is used."""
        return usage.counts(self.study)

    def add(self, draft: Draft, parent: str | None, level: Literal["theme", "facet"] = "theme") -> Plan:
        """Plan a new code under `parent`, or a new theme or facet where there is none."""
        return self.begun(plan_add(self.study.project(), [draft], parent, level))

    def begun(self, plan: Plan) -> Plan:
        """Return a plan that gives a study without a title the name of its folder."""
        if self.study.reader.one(StudyTitle, "study") is None:
            title = StudyTitle(title=self.study.path.parent.name or "coder")
            return replace(plan, puts=(Put("study", None, title), *plan.puts))
        return plan

    def edit(self, old: Code, new: Code, meaning: Meaning = "same") -> Plan:
        """Plan other words for a code; a changed meaning raises its version, other wording leaves it."""
        return plan_edit(self.study.project(), old, new, meaning, self._use(old))

    def move(self, code: str, parent: str) -> Plan:
        """Plan a code's way to another theme or below another code."""
        return plan_move(self.study.project(), self._code(code), self._code(parent))

    def shift(self, code: str, step: int) -> Plan:
        """Plan a code's or theme's way up (-1) or down (1) among its like."""
        return plan_shift(self.study.project(), self._code(code), step)

    def archive(self, code: str) -> Plan:
        """Plan that a code is used no more; its codings stay."""
        return plan_archive(self.study.project(), self._code(code), self._use(self._code(code)))

    def restore(self, code: str) -> Plan:
        """Plan that an archived code is used again, with its theme."""
        return plan_restore(self.study.project(), self._code(code))

    def _code(self, key: str) -> Code:
        return known_code(self.study.project(), key)

    def _use(self, code: Code) -> CodeUse:
        return usage.use_of(self.study.reader, code.id)


def known_code(project: Project, key: str) -> Code:
    """Return the code or theme of an id."""
    if key not in project.code_by_id:
        raise NotFoundError(_("no code {code}").format(code=key), _("coder codes lists them"), asked=[key])
    return project.code_by_id[key]


def touched(project: Project, code: Code, use: CodeUse) -> tuple[str, ...]:
    """Return the sentences on what rests on a code: codings, coders, transcripts, findings."""
    findings = list(dict.fromkeys(finding.id for finding, _side in project.findings_of(code.id)))
    lines = [
        _("{codings} codings by {coders} in {transcripts} transcripts").format(
            codings=use.codings, coders=listed(use.coders), transcripts=use.transcripts
        )
        if use.codings
        else _("no codings")
    ]
    lines.append(
        _("findings that rest on it: {names}").format(names=listed(findings))
        if findings
        else _("no finding rests on it")
    )
    return tuple(lines)


def _next_color(project: Project, more: int) -> str:
    """Return a colour for a new theme, in turn from those that the colour-blind tell apart."""
    themes = sum(c.level != "code" for c in project.codes)
    return SAFE_COLORS[(themes + more) % len(SAFE_COLORS)]


def plan_add(
    project: Project, drafts: Sequence[Draft], parent: str | None, level: Literal["theme", "facet"], verb: str = "add"
) -> Plan:
    """Plan new codes at the end of a theme or below a code, or new themes at the end of the codebook."""
    group = known_code(project, parent) if parent else None
    if group is not None and group.archived:
        _refuse_archived(group)
    made: list[Code] = []
    for draft in drafts:
        _check_name(project, draft.name, made)
        taken = {*project.code_by_id, *(c.id for c in made)}
        key = draft.id or slug(draft.name_en, draft.name, taken)
        check_id(key, taken)
        made.append(
            Code(
                id=key,
                parent=group.id if group else None,
                level="code" if group else level,
                name=draft.name.strip(),
                name_en=draft.name_en.strip(),
                color=draft.color or (group.color if group else _next_color(project, len(made))),
            )
        )
    tree = ordered(project.codes)
    for code in made:
        tree.insert(behind(tree, code), code)
    names = listed(c.title for c in made)
    return Plan(verb, _("added: {names}").format(names=names), renumbered(project, tree))


def said_precision(code: Code) -> str:
    """Return the precision that is wished for a code's suggestions, in words."""
    return _("none") if code.precision is None else f"{100 * code.precision:.0f} %"


def read_precision(typed: str) -> float | None:
    """Return the share that was typed in percent, None for nothing typed; raises `CoderError` for anything else."""
    text = normalize("NFKC", typed).strip().removesuffix("%").strip()
    if not text:
        return None
    try:
        share = float(text) / 100
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise CoderError(_("{text} is not a share").format(text=typed), _("write a number from 1 to 100, or nothing"))
    return share


def plan_edit(project: Project, old: Code, new: Code, meaning: Meaning, use: CodeUse) -> Plan:
    """Plan other words for a code or theme; codes that wear the colour of what is above them follow it."""
    new = replace(new, name=new.name.strip(), name_en=new.name_en.strip(), version=old.version + (meaning == "changed"))
    if (new.id, new.parent, new.level, new.archived) != (old.id, old.parent, old.level, old.archived):
        raise CoderError(_("nothing to change"))
    if new.name != old.name:
        _check_name(project, new.name, ())
    if not COLOR.fullmatch(new.color):
        raise CoderError(_("{color} is not a colour").format(color=new.color), _("write it as #1F77B4"))
    if new == old:
        raise CoderError(_("nothing to change"))
    for word in {*new.keywords, *new.exclude} - {*old.keywords, *old.exclude}:
        check(word)
    puts = [Put("code", old, new)]
    if new.color != old.color:
        puts += [Put("code", c, recoloured) for c, recoloured in _followers(project, old, new.color)]
    verb = _verb_of(old, new)
    done = {
        "rename": _("renamed: {old} → {new}").format(old=old.title, new=new.title),
        "define": _("defined: {name}").format(name=new.title),
        "recolour": _("recoloured: {name}").format(name=new.title),
        "keywords": _("keywords changed: {name}").format(name=new.title),
        "precision": _("target precision of “{name}”: {share}").format(name=new.title, share=said_precision(new)),
    }.get(verb, _("changed: {name}").format(name=new.title))
    if meaning == "changed":
        done += f" (v{new.version})"
    lines = list(touched(project, old, use))
    if meaning == "changed" and use.codings:
        lines.append(_("all of them must be reviewed under the new definition"))
    return Plan(verb, done, tuple(puts), tuple(lines))


def _verb_of(old: Code, new: Code) -> str:
    kinds: tuple[tuple[str, Callable[[Code], object]], ...] = (
        ("rename", lambda c: (c.name, c.name_en)),
        ("define", lambda c: (c.meaning, c.example, c.definition_en, c.when_to_use_en, c.when_not_en)),
        ("recolour", lambda c: c.color),
        ("keywords", lambda c: (c.keywords, c.exclude)),
        ("precision", lambda c: c.precision),
    )
    changed = [verb for verb, part in kinds if part(old) != part(new)]
    return changed[0] if len(changed) == 1 else "edit"


def _followers(project: Project, top: Code, color: str) -> list[tuple[Code, Code]]:
    """Return the codes below `top` that wear its colour, all the way down to them, as they are and in `color`."""
    found: list[tuple[Code, Code]] = []
    for code in project.children(top.id):
        if code.color == top.color:
            found += [(code, replace(code, color=color)), *_followers(project, code, color)]
    return found


def _refuse_archived(group: Code) -> None:
    message = _("“{name}” takes no codes").format(name=group.title)
    raise CoderError(message, _("choose a theme or code that is in use"))


def plan_move(project: Project, code: Code, parent: Code) -> Plan:
    """Plan the way of a code, and of all codes below it, to the end of another theme or code.

    One in the colour of what was above it takes the new one's.
    """
    if code.level != "code":
        raise CoderError(_("only codes move; a theme moves up and down"))
    if code.parent == parent.id:
        raise ConflictError(_("“{name}” is in “{theme}” already").format(name=code.title, theme=parent.title))
    within = set(project.below(code.id))
    if parent.id in within:
        message = _("“{name}” can't stand below itself").format(name=code.title)
        raise CoderError(message, _("choose a code that isn't below it"))
    if parent.archived and not code.archived:
        _refuse_archived(parent)
    old = project.code_by_id.get(code.parent or "")
    moved = replace(code, parent=parent.id)
    now = {code.id: moved}
    if old is not None and code.color == old.color:
        now = {code.id: replace(moved, color=parent.color)}
        now |= {c.id: recoloured for c, recoloured in _followers(project, code, parent.color)}
    tree = ordered(project.codes)
    block = [now.get(c.id, c) for c in tree if c.id in within]
    tree = [c for c in tree if c.id not in within]
    place = end_of(tree, parent.id)
    tree = [*tree[:place], *block, *tree[place:]]
    done = _("moved: {name} → {theme}").format(name=code.title, theme=parent.title)
    return Plan("move", done, renumbered(project, tree, moved.id))


def plan_shift(project: Project, code: Code, step: int) -> Plan:
    """Plan the change of places with the neighbour above (-1) or below (1); archived ones are stepped over."""
    tree = ordered(project.codes)
    like = [c for c in tree if (c.parent, c.level) == (code.parent, code.level) and (not c.archived or c.id == code.id)]
    at = like.index(code) + step
    if not 0 <= at < len(like):
        raise ConflictError(_("it cannot be moved further"))
    other = like[at]
    first, second = (code, other) if step > 0 else (other, code)
    # Each with what stands under it: the later block goes before the earlier.
    within = set(project.below(second.id))
    block = [c for c in tree if c.id in within]
    rest = [c for c in tree if c not in block]
    at = rest.index(first)
    tree = [*rest[:at], *block, *rest[at:]]
    message = _("moved up: {name}") if step < 0 else _("moved down: {name}")
    return Plan("reorder", message.format(name=code.title), renumbered(project, tree, code.id))


def plan_archive(project: Project, code: Code, use: CodeUse) -> Plan:
    """Plan that a code or theme is offered no more; no code in use may stand below it."""
    if code.archived:
        raise ConflictError(_("“{name}” is archived already").format(name=code.title))
    refuse_codes_below(project, code)
    lines = touched(project, code, use) if code.level == "code" else ()
    lines = (*lines, _("Codings stay; the code is offered no more. It can be restored at any time."))
    done = _("archived: {name}").format(name=code.title)
    return Plan("archive", done, (Put("code", code, replace(code, archived=True)),), lines)


def refuse_codes_below(project: Project, code: Code) -> None:
    """Refuse what would leave codes in use below an archived one."""
    live = [c.title for c in project.children(code.id) if not c.archived]
    if live:
        raise CoderError(
            _("“{name}” still holds {codes}").format(name=code.title, codes=listed(live[:3])),
            _("move or archive its codes first"),
        )


def plan_restore(project: Project, code: Code) -> Plan:
    """Plan that an archived code is offered again, and what stands over it too."""
    if not code.archived:
        raise ConflictError(_("“{name}” is not archived").format(name=code.title))
    line = (project.code_by_id[key] for key in above(project.codes, code.id) if key in project.code_by_id)
    puts = tuple(Put("code", c, replace(c, archived=False)) for c in line if c.archived)
    return Plan("restore", _("restored: {name}").format(name=code.title), puts)


def check_id(key: str, taken: set[str]) -> None:
    """Refuse an id that is none or that another code has."""
    if not ID.fullmatch(key):
        raise CoderError(
            _("{id} is not an id").format(id=key),
            _("Begin with a Latin letter or digit and go on with these, “_”, “.” or “-”."),
        )
    if key in taken:
        raise ConflictError(_("the id {id} is taken").format(id=key), _("choose another one"))


def _check_name(project: Project, name: str, made: Sequence[Code]) -> None:
    if not name.strip():
        raise CoderError(_("the name is empty"))
    same = next((c for c in (*project.codes, *made) if c.name == name.strip() and not c.archived), None)
    if same is not None:
        raise ConflictError(
            _("there is a code named “{name}” already").format(name=same.name), _("choose another name")
        )
