"""Memos as rows: an item of the list, a memo in full, and what it is on."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style

from coder.coding.memos import TARGETS, MemoEntry, target_name
from coder.i18n import _, bracketed, listed
from coder.model.coding import MemoTarget
from coder.model.project import Project
from coder.model.values.value_names import case_facts
from coder.tui.frame.palette import Paints
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad, paragraphs

_ALL_LINES = 10_000
_QUOTE_LINES = 6


def head_of(entry: MemoEntry) -> str:
    """Return what a memo is on, its kind before its name."""
    return f"{target_name(entry.memo.target_kind)} {entry.title}"


def item_rows(entry: MemoEntry, project: Project, width: int, paints: Paints, *, here: bool) -> tuple[Row, Row]:
    """Return a memo in two rows: what it is on with coder and time, and how it begins."""
    turned = Style(reverse=True) if here else Style()
    memo = entry.memo
    who = f" {project.coder_name(memo.coder)} {memo.at[5:16].replace('T', ' ')} "
    kind = f" {target_name(memo.target_kind)} "
    column = max(cell_len(target_name(k)) for k in TARGETS) + 3
    room = max(8, width - cell_len(who) - column)
    first: Row = (
        (pad(kind, column), paints.quiet + turned),
        (pad(entry.title, room), paints.strong + turned),
        (who, paints.quiet + turned),
    )
    begin = next((line.strip() for line in memo.text.split("\n") if line.strip()), "")
    second: Row = ((pad("   " + fit(begin, max(4, width - 4)), width), paints.text + turned),)
    return first, second


def whole_rows(entry: MemoEntry, project: Project, paints: Paints, width: int) -> list[Row]:
    """Return a memo in full: what it is on, the words under it, its text, and what the target is."""
    memo = entry.memo
    rows: list[Row] = [((" " + line, paints.strong),) for line in paragraphs(head_of(entry), width, 3)]
    about = [
        project.coder_name(memo.coder),
        memo.at[:16].replace("T", " "),
        *([entry.citation] if entry.citation else []),
    ]
    rows.append(((" " + " | ".join(about), paints.quiet),))
    if entry.quote:
        rows.append(())
        rows += [((" > " + line, paints.quiet),) for line in paragraphs(entry.quote, width - 2, _QUOTE_LINES)]
    rows.append(())
    rows += [((" " + line, paints.text),) for line in paragraphs(memo.text, width, _ALL_LINES)]
    facts = facts_of(entry, project) if entry.transcript is None else []
    if facts:
        rows.append(())
        rows += [((" " + line, paints.quiet),) for fact in facts for line in paragraphs(fact, width, _QUOTE_LINES)]
    return rows


def facts_of(entry: MemoEntry, project: Project) -> list[str]:
    """Return what is to say about the code, case or study that a memo is on."""
    kind, target = entry.memo.target_kind, entry.memo.target
    if kind == "code" and (code := project.code_by_id.get(target)):
        named = (
            *zip((_("Definition"), _("When to use"), _("When not")), code.shown_meaning, strict=True),
            (_("Example"), code.example),
            (_("Keywords"), listed(code.keywords)),
        )
        return [_("{label}: {text}").format(label=name, text=text) for name, text in named if text]
    if kind == "case" and (case := project.case_by_id.get(target)):
        names = [t.name for t in project.transcripts if t.case == target]
        facts = case_facts(case, project.attribute_by_id)
        return [*facts, _("Transcripts: {names}").format(names=listed(names))] if names else facts
    if kind == "study":
        return [
            _("{cases} cases, {transcripts} transcripts, {codes} codes").format(
                cases=len(project.cases), transcripts=len(project.transcripts), codes=len(project.usable_codes)
            )
        ]
    return []


def target_options(project: Project, kind: MemoTarget) -> list[tuple[str, str]]:
    """Return what a memo of a kind can be on, each with its id and a label."""
    if kind == "transcript":
        return [(t.id, f"{project.case_by_id[t.case].title} | {t.name}") for t in project.transcripts]
    if kind == "code":
        return [(c.id, project.indented(c)) for c in project.codes if not c.archived]
    if kind == "case":
        return [(c.id, c.title + bracketed(c.id)) for c in project.cases]
    return []
