"""The codebook as rows: its tree with counts, and the code in focus with all that is said of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rich.style import Style

from coder.i18n import _, listed
from coder.model.codebook import Code
from coder.model.counting.codetree import above, ordered, without_folded
from coder.model.counting.column import columns_of
from coder.model.counting.table_columns import count_columns
from coder.model.project import Project
from coder.record.counts.usage import CodeCount
from coder.tui.frame.palette import Paints
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad, paragraphs

_COUNTS = 26


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the codebook is shown: which themes are folded, which words filter, whether what is archived is there."""

    folded: Collection[str] = frozenset()
    typed: str = ""
    archived: bool = False


def visible(codes: Sequence[Code], shown: Shown) -> list[Code]:
    """Return the codes to show, in order; under a filter what stands over the codes that match is there too."""
    tree = [c for c in ordered(codes) if shown.archived or not c.archived]
    words = shown.typed.lower().split()
    if not words:
        return without_folded(tree, shown.folded)
    wanted = {key for c in tree if all(w in _words(c) for w in words) for key in above(codes, c.id)}
    return [c for c in tree if c.id in wanted]


def _words(code: Code) -> str:
    return " ".join((code.name, code.name_en, code.id, *code.keywords)).lower()


def head_row(width: int, paints: Paints) -> Row:
    """Return the heads of the columns."""
    names = (_("mine"), _("all"), _("cases"), _("review"))
    cells = "".join(pad(name, 6) for name in names)
    return ((pad(" " + _("code"), max(8, width - _COUNTS)), paints.quiet), (cells, paints.quiet))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a code stands in the tree: how deep, whether codes stand below it, and whether these are folded away."""

    depth: int = 0
    parts: bool = False
    folded: bool = False


def code_row(code: Code, count: CodeCount, paints: Paints, width: int, at: Standing, *, here: bool) -> Row:
    """Return the row of a code or theme with its counts."""
    style = paints.text if code.level == "code" else paints.strong
    style = (paints.quiet if code.archived else style) + Style(reverse=here)
    sign = ("+" if at.folded else "-") if at.parts or code.level != "code" else " "
    glyph = "  " * at.depth + sign + (" ▌" if code.level == "code" else " ■")
    name = code.title + (" " + _("(archived)") if code.archived else "")
    numbers = "".join(f"{n or '':>5} " for n in (count.mine, count.all, count.cases))
    return (
        (" " + glyph[:-1], style),
        (glyph[-1], paints.bracket(code.color)),
        (pad(" " + name, max(4, width - _COUNTS - len(glyph) - 1)), style),
        (numbers, style),
        (f"{count.waiting or '':>5}  ", paints.warn + Style(reverse=here)),
    )


def detail_rows(
    project: Project, code: Code, count: CodeCount, paints: Paints, width: int, layer: str = ""
) -> list[Row]:
    """Return all that is said of a code; `layer` says whose codings are counted."""
    other = code.name_en if code.title == code.name else code.name
    rows: list[Row] = [
        (("▌", paints.bracket(code.color)), (f" {fit(code.title, width - 3)}", paints.strong)),
        ((other, paints.quiet),),
        ((f"{code.id}  v{code.version}", paints.quiet),),
        *(((line, paints.quiet),) for line in paragraphs(_counted(project, count, layer), max(10, width - 1))),
    ]
    if count.waiting:
        rows.append(
            ((_("{count} codings were made under an older definition").format(count=count.waiting), paints.warn),)
        )
    for title, text in _said(project, code):
        if text:
            rows += [(), ((title, paints.strong),)]
            rows += [((line, paints.text),) for line in paragraphs(text, max(10, width - 1))]
    return rows


def _counted(project: Project, count: CodeCount, layer: str) -> str:
    """Return what is counted of a code in words: each column that the frequency table has in the terminal."""
    if count.row is None:
        return _("not used")
    columns = count_columns(layer, project.coders, deep=bool(project.children(count.row.code.id)))
    told = [f"{column.label} {column.text(count.row)}" for column in columns_of(columns, "terminal")]
    apart = _("; yours are merged apart") if count.mine > count.all else ""
    return listed([*told, _("mine {count}").format(count=count.mine)]) + apart


def fold_detail(code: Code, paints: Paints, width: int) -> list[Row]:
    """Return the same in few rows, for a narrow screen."""
    head = f"{code.title}  {code.id}  v{code.version}"
    lines = paragraphs(code.defined, max(10, width - 2), 3) if code.defined else []
    return [
        (("─" * width, paints.faint),),
        (("▌", paints.bracket(code.color)), (" " + head, paints.strong)),
        *(((" " + line, paints.text),) for line in lines),
    ]


def _said(project: Project, code: Code) -> list[tuple[str, str]]:
    findings = dict.fromkeys(f"{finding.id} {finding.title}" for finding, _side in project.findings_of(code.id))
    return [
        *zip((_("Definition"), _("When to use"), _("When not")), code.shown_meaning, strict=True),
        (_("Example"), code.example),
        (_("Keywords"), join_words(code.keywords)),
        (_("Exclusions"), join_words(code.exclude)),
        (_("Findings"), "\n".join(findings)),
    ]


def join_words(words: Sequence[str]) -> str:
    """Return words as people list them."""
    return listed(words)


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of such a list, each once; commas of either width and line ends part them too."""
    for mark in ",，\n":
        text = text.replace(mark, "、")
    return tuple(dict.fromkeys(filter(None, (word.strip() for word in text.split("、")))))


NO_COUNT = CodeCount()


def count_of(counts: Mapping[str, CodeCount], code: str) -> CodeCount:
    """Return the counts of a code, zeros where it is not used."""
    return counts.get(code, NO_COUNT)
