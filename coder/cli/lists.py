"""transcripts, cases, codes: what is in the study."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.conflict_note import in_conflict, marked, say_conflicts
from coder.cli.shared.console import emit_rows, say, table
from coder.cli.shared.context import Seat, json_option, layer_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import command
from coder.errors import NotFoundError
from coder.i18n import _, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coder.model.codebook import Case
    from coder.model.project import Project
    from coder.record.study import Study


@command("transcripts", _("List transcripts with their progress"), "coder transcripts", "coder transcripts --json")
@json_option
@pass_seat
def transcripts(seat: Seat, as_json: bool) -> None:
    """List every transcript with its case, size, codings and the coder's progress."""
    with seat.read() as study:
        rows = _transcript_rows(study)
        if as_json:
            apart = in_conflict(study)
            told = (marked(apart, "transcript", [row["id"]], row) for row in rows)
            emit_rows(notice_of(study), told, {"coder": study.coder})
            return
        columns = (
            _("Transcript"),
            _("Case"),
            _("Characters"),
            _("Lines"),
            _("Codings"),
            _("Mine"),
            _("Progress"),
            _("Last coder"),
            "",
        )
        table(columns, [_transcript_cells(row, study.project()) for row in rows], numbers=(2, 3, 4, 5, 6))
        if not rows:
            say(_("No transcripts yet: coder import FILES imports them."))
        say_conflicts(study, "transcript", {t.id: t.name for t in study.project().transcripts})
        say_notice(study)


def _transcript_rows(study: Study) -> list[dict[str, Any]]:
    from coder.model.project import Progress

    project, progress, lost = study.project(), study.progress(), study.lost_counts()
    rows = []
    for t in project.transcripts:
        done = progress.get(t.id, Progress())
        rows.append(
            {
                "id": t.id,
                "name": t.name,
                "case": t.case,
                "case_name": project.case_by_id[t.case].title,
                "chars": t.chars,
                "lines": t.lines,
                "speech_lines": t.speech_lines,
                "codings": done.codings,
                "mine": done.mine,
                "lines_coded": done.lines_coded,
                "progress": round(done.lines_coded / t.speech_lines, 4) if t.speech_lines else None,
                "last_coder": done.last_coder,
                "synthetic": t.synthetic,
                "source": t.source,
                "encoding": t.encoding,
                "format": t.format,
                "revision": t.revision,
                "lost": lost.get(t.id, 0),
                "imported_at": t.at,
                "text_sha256": t.text_hash,
            }
        )
    return rows


def _transcript_cells(row: dict[str, Any], project: Project) -> tuple[object, ...]:
    progress = "—" if row["progress"] is None else f"{row['progress']:.0%}"
    return (
        row["name"],
        row["case_name"],
        row["chars"],
        row["lines"],
        row["codings"],
        row["mine"],
        progress,
        project.coder_name(row["last_coder"]) or "—",
        " | ".join(_remarks(row)),
    )


def _remarks(row: dict[str, Any]) -> list[str]:
    remarks = [_("synthetic")] if row["synthetic"] else []
    if row["revision"] > 1:
        remarks.append(_("revision {number}").format(number=row["revision"]))
    if row["lost"]:
        remarks.append(_("{count} displaced").format(count=row["lost"]))
    return remarks


@command(
    "cases",
    _("List cases with their attributes"),
    "coder cases",
    "coder cases --sort employees --reverse",
    "coder cases --json",
)
@click.option(
    "--sort", metavar="ATTRIBUTE", help=_("Sort by an attribute: numbers and dates by size, choices in their order")
)
@click.option("--reverse", is_flag=True, help=_("Largest first; cases without a value still come last"))
@json_option
@pass_seat
def cases(seat: Seat, *, sort: str | None, reverse: bool, as_json: bool) -> None:
    """List every case with its attributes and its transcripts."""
    with seat.read() as study:
        project = study.project()
        listed_cases = _in_order(project, sort, downwards=reverse)
        texts = Counter(t.case for t in project.transcripts)
        if as_json:
            apart = in_conflict(study)
            emit_rows(notice_of(study), (marked(apart, "case", [c.id], _case_row(c, project)) for c in listed_cases))
            return
        from coder.model.values.case_attribute import type_of
        from coder.model.values.value_names import attribute_title, value_title

        names = list(dict.fromkeys(name for case in project.cases for name in case.attributes))
        kinds = [type_of(name, project.cases, project.attribute_by_id) for name in names]
        columns = (_("Case"), _("Name"), _("Transcripts"), *map(attribute_title, kinds), "")
        rows = [
            (
                c.id,
                c.title,
                texts[c.id],
                *(value_title(kind, c.attributes.get(kind.id, "")) or "—" for kind in kinds),
                _("synthetic") if c.synthetic else "",
            )
            for c in listed_cases
        ]
        table(columns, rows, numbers=(2, *(3 + at for at, kind in enumerate(kinds) if kind.type == "number")))
        say_conflicts(study, "case", {c.id: c.title for c in listed_cases})
        say_notice(study)


def _case_row(case: Case, project: Project) -> dict[str, Any]:
    return {
        "id": case.id,
        "name": case.name,
        "name_en": case.name_en,
        "synthetic": case.synthetic,
        "attributes": case.attributes,
        "aliases": case.aliases,
        "transcripts": [t.name for t in project.transcripts if t.case == case.id],
    }


def _in_order(project: Project, attribute: str | None, *, downwards: bool) -> Sequence[Case]:
    """Return the cases by an attribute, else in the study's order."""
    from coder.model.values.case_attribute import sorted_by, type_of

    if attribute is None:
        return project.cases[::-1] if downwards else project.cases
    names = sorted({name for case in project.cases for name in case.attributes})
    if attribute not in names:
        raise NotFoundError(
            _("no case has the attribute {name}").format(name=attribute),
            _("there are: {names}").format(names=listed(names) or "—"),
        )
    return sorted_by(project.cases, type_of(attribute, project.cases, project.attribute_by_id), downwards=downwards)


@command("codes", _("List themes and codes"), "coder codes", "coder codes --keywords", "coder codes --together")
@click.option("--keywords", is_flag=True, help=_("Show the words that suggest each code"))
@click.option("--together", is_flag=True, help=_("List codes that overlap on the same words, with counts"))
@layer_option
@json_option
@pass_seat
def codes(seat: Seat, keywords: bool, together: bool, as_json: bool) -> None:
    """List the codebook in its order, codes under their themes; or the pairs of codes that fall together."""
    with seat.read() as study:
        if together:
            _list_together(study, as_json=as_json)
            return
        project = study.project()
        if as_json:
            from dataclasses import asdict

            apart = in_conflict(study)
            emit_rows(notice_of(study), (marked(apart, "code", [code.id], asdict(code)) for code in project.codes))
            return
        columns = (_("Code"), _("Name"), _("Keywords") if keywords else _("Definition"), "")
        table(columns, _code_rows(project, keywords=keywords))
        if not project.codes:
            say(
                _(
                    "No codes yet: make them on the screen (coder; then c and Enter on a passage), "
                    "or write codebook/codebook.yaml, then: coder codebook apply"
                )
            )
        say_conflicts(study, "code", {code.id: code.title for code in study.project().codes})
        say_notice(study)


def _list_together(study: Study, *, as_json: bool) -> None:
    from coder.retrieval.passages import together

    pairs = together(study)
    names = {code.id: code.title for code in study.project().codes}
    if as_json:
        emit_rows(
            notice_of(study),
            (
                {
                    "code": p.code,
                    "code_name": names.get(p.code, p.code),
                    "other": p.other,
                    "other_name": names.get(p.other, p.other),
                    "passages": p.passages,
                    "characters": p.characters,
                    "jaccard": round(p.jaccard, 4),
                }
                for p in pairs
            ),
        )
        return
    columns = (_("Code"), _("Code"), _("Passages with both"), _("Characters with both"), _("Jaccard"))
    cells = [
        (names.get(p.code, p.code), names.get(p.other, p.other), p.passages, p.characters, f"{p.jaccard:.3f}")
        for p in pairs
    ]
    table(columns, cells, numbers=(2, 3, 4))
    if pairs:
        say(_("Jaccard: of the characters with either code, the share with both."))
    else:
        say(_("No two codes share words."))
    say_notice(study)


def _code_rows(project: Project, *, keywords: bool) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for code in project.codes:
        about = listed(code.keywords) if keywords else code.defined
        if keywords and code.exclude:
            about += _(" (not in: {words})").format(words=listed(code.exclude))
        rows.append(
            (
                "  " * project.depth_by_id[code.id] + code.id,
                code.title,
                about,
                _("archived") if code.archived else "",
            )
        )
    return rows
