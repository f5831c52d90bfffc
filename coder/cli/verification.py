"""verify and backup: proof that the record is whole, and copies of it."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coder.cli.shared.console import emit_json, emit_rows, paint, progress, put, say, say_error, steps, table
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat
from coder.cli.shared.help_layout import command
from coder.cli.study.signed_rows import held_against, sentence, signed_rows
from coder.errors import CoderError, InputError, NotFoundError
from coder.i18n import _
from coder.model.names.shell_words import shell_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coder.model.journal.change import Noted
    from coder.record.proof.verify import Difference
    from coder.record.study import Study
    from coder.reports.check import FileCheck

_FEWEST = 12


def _hash(_ctx: click.Context, _param: click.Parameter, text: str | None) -> str | None:
    """Return the digits of a hash, at least so many that chance does not give them."""
    digits = text.strip().lower() if text else text
    if digits is not None and not re.fullmatch(f"[0-9a-f]{{{_FEWEST},64}}", digits):
        raise click.BadParameter(_("write at least the first {count} hexadecimal digits").format(count=_FEWEST))
    return digits


@command(
    "verify",
    _("Verify that journal, tables and texts agree"),
    "coder verify",
    "coder verify --head 9f2c41d07be3a518",
    "coder verify --prove 12",
    "coder verify --json",
    "coder verify exports/report.docx exports/report.html",
)
@click.argument("reports", nargs=-1, type=click.Path(path_type=Path), metavar="[REPORT…]")
@click.option(
    "--head",
    metavar="HASH",
    callback=_hash,
    help=_("A journal head noted elsewhere, e.g. in a report: the journal must still contain it"),
)
@click.option(
    "--prove",
    type=click.IntRange(1),
    metavar="NUMBER",
    help=_("Print the proof of one change under a head as JSON, without the changes around it"),
)
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.docx",
    help=_("The Word template that the report was made with, where it is not in codebook/"),
)
@click.option(
    "--signers",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Allowed signers, noted elsewhere (format of ssh-keygen -Y verify); any other signature fails"),
)
@json_option
@click.pass_context
@pass_seat
def verify(
    seat: Seat,
    ctx: click.Context,
    reports: tuple[Path, ...],
    head: str | None,
    signers: Path | None,
    prove: int | None,
    template: Path | None,
    as_json: bool,
) -> None:
    """Rebuild the tables from the journal, check chain, texts and quotes; exit status 1 where anything differs.

    No study can prove that its journal was not cut off at the end, or written anew from the start: a head that was
    noted elsewhere can. A report file is made again from the state that it names, and compared.
    """
    if reports:
        ctx.exit(_verify_reports(seat, reports, template, as_json=as_json))
    if prove is not None:
        _prove(seat, prove)
        return
    with seat.open() as study:
        found = _verify(study)
        found += held_against(study, signers) if signers else []
        counts = _counts(study)
        noted = study.journal.with_hash(head) if head else []
        if head and not noted:
            found.append(_lost(head))
        if as_json:
            rows = [{"what": d.what, "why": d.why} for d in found]
            held = {"noted": [{"change": one.seq, "at": one.at, "head": one.hash} for one in noted]} if head else {}
            signed = {"signatures": signed_rows(study)}
            emit_json(
                {"notice": _notice(study, found), "ok": not found, **counts, **held, **signed, "differences": rows}
            )
        else:
            _say_found(found, counts)
            _say_noted(study, noted, int(counts["changes"]))
            for row in signed_rows(study):
                put(sentence(row))
    ctx.exit(1 if found else 0)


def _say_found(found: list[Difference], counts: Mapping[str, object]) -> None:
    """Print each difference and what to do, or that all agrees."""
    for difference in found:
        put(paint(difference.what, "error"), "  ", difference.why)
    if found:
        told = _("{count} differences: restore a backup (coder backup --list), or look at coder log")
        say(told.format(count=len(found)))
        return
    told = _("All agrees: {changes} changes, {codings} codings, {transcripts} transcripts; head {head}")
    put(told.format(**counts))


def _say_noted(study: Study, noted: Iterable[Noted], changes: int) -> None:
    """Print where the journal holds a head that was noted elsewhere, and how far it went on."""
    from coder.record.moments import limits_at

    told = _("The noted head is change {change} of {time}; the journal goes on from it by {count} changes.")
    for one in noted:
        since = changes - sum(limits_at(study.reader, one.clock).values())
        put(told.format(change=study.journal.name_of(one.replica, one.seq), time=one.at, count=since))


def _prove(seat: Seat, number: int) -> None:
    """Print what proves a change under the head of its replica."""
    from dataclasses import asdict

    from coder.record.proof.heads import prove
    from coder.record.veil.blindness import refuse_report

    with seat.open() as study:
        refuse_report(study)
        found = prove(study.reader, study.journal.replica, number)
        if found is None:
            last = study.journal.name_of(study.journal.replica, study.journal.limits().get(study.journal.replica, 0))
            raise NotFoundError(
                _("there is no change {number}").format(number=f"#{number}"),
                _("the last one is {last}").format(last=last),
            )
        emit_json({"notice": notice_of(study), **asdict(found)})


def _verify_reports(seat: Seat, paths: tuple[Path, ...], template: Path | None, *, as_json: bool) -> int:
    """Hold report files against the record; return the exit status."""
    from coder.record.veil.blindness import refuse_report
    from coder.reports.check import check_file

    with seat.open() as study:
        refuse_report(study)
        with progress(_("making the reports again"), len(paths)) as advance:
            checks: list[FileCheck] = []
            refused: list[tuple[Path, InputError]] = []
            for path in paths:
                try:
                    checks.append(check_file(study, path, template))
                except InputError as error:
                    refused.append((path, error))
                advance(1)
    if as_json:
        rows = [
            {
                "file": str(c.path), "ok": c.holds, "head": c.stamp.head, "change": c.stamp.changes,
                "made": c.stamp.made_at, "known": c.known, "changes_since": c.since,
                "codebook_changed": c.codebook_changed, "differences": list(c.differences),
                "template": c.stamp.template, "template_missing": c.other_template,
                "other_build": c.other_build,
            }
            for c in checks
        ]  # fmt: skip
        errors = [{"file": str(path), "ok": False, "error": error.message} for path, error in refused]
        emit_json({"ok": not refused and all(c.holds for c in checks), "reports": [*rows, *errors]})
    for check in checks if not as_json else ():
        _tell(check)
    for _path, why in refused if not as_json else ():
        say_error(why.message, why.hint)
    return 0 if not refused and all(c.holds for c in checks) else 1


def _tell(check: FileCheck) -> None:
    """Print what is known of a report file."""
    name, stamp = str(check.path), stamp_of(check)
    if not check.known:
        put(paint(name, "error"), "  ", _("the journal holds no {stamp}").format(stamp=stamp))
        return
    if check.other_template:
        put(paint(name, "error"), "  ", _other_template(check))
    elif check.other_build:
        put(paint(name, "against"), "  ", _other_build(check))
    elif not check.differences:
        put(name, "  ", _("matches the record: {stamp}").format(stamp=stamp))
    else:
        put(paint(name, "error"), "  ", _("was changed after it was written: {stamp}").format(stamp=stamp))
    for difference in check.differences:
        put("  ", difference)
    if check.since:
        put(
            "  ",
            _("{count} changes were made since; coder diff {number} shows them").format(
                count=check.since, number=f"'#{check.stamp.changes}'"
            ),
        )
    if check.codebook_changed:
        put("  ", _("the codebook has changed meanwhile"))


def _other_build(check: FileCheck) -> str:
    """Return why nothing can be told from where a file differs."""
    told = _(
        "was made by another build, which writes otherwise, so its text could not be compared; the record holds its"
        " state: {stamp}"
    )
    return told.format(stamp=stamp_of(check))


def _other_template(check: FileCheck) -> str:
    """Return why a file could not be made again."""
    told = _(
        "was made with another Word template (SHA-256 {digest}…), which is not here, so its text could not be compared:"
        " put that file into codebook/, or name it by --template; {stamp}"
    )
    return told.format(digest=check.stamp.template, stamp=stamp_of(check))


def stamp_of(check: FileCheck) -> str:
    """Return which state a file names."""
    return _("change #{number}, head {head}").format(number=check.stamp.changes, head=check.stamp.head[:16])


def _lost(head: str) -> Difference:
    from coder.record.proof.verify import Difference

    return Difference(
        "journal", _("no change has the noted head {head}: it was cut off or written anew since").format(head=head)
    )


def _verify(study: Study) -> list[Difference]:
    from coder.record.proof.verify import STAGES

    names = {
        "database": _("database file"),
        "journal": _("chain of the journal"),
        "acts": _("acts"),
        "tables": _("tables"),
        "texts": _("texts"),
        "originals": _("originals"),
        "quotes": _("quotes"),
        "signatures": _("signatures"),
    }
    with steps(STAGES) as begin:
        return study.verify(lambda name: begin(names.get(name, name)))


def _counts(study: Study) -> dict[str, int | str]:
    changes, head = sum(study.journal.limits().values()), study.journal.head()[1]
    codings, transcripts = study.totals()
    return {"changes": changes, "codings": codings, "transcripts": transcripts, "head": head}


def _notice(study: Study, found: list[Difference]) -> str:
    """Return the notice of invented texts; where rows were tampered with they may not be readable."""
    try:
        return notice_of(study)
    except (ValueError, TypeError, LookupError) as error:
        found.append(_unreadable(error))
        return ""


def _unreadable(error: Exception) -> Difference:
    from coder.record.proof.verify import Difference

    return Difference("study", _("cannot be read: {why}").format(why=error))


@command(
    "backup",
    _("Back up the study and verify the copy"),
    "coder backup",
    "coder backup /media/usb",
    "coder backup --list",
)
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--list", "listing", is_flag=True, help=_("List existing backups"))
@json_option
@pass_seat
def backup(seat: Seat, folder: Path | None, listing: bool, as_json: bool) -> None:
    """Copy the study into its backups/ or a folder, open the copy and compare it; or list the copies."""
    target = folder or seat.workspace().backups
    if listing:
        _list(target, as_json=as_json)
        return
    with seat.open() as study:
        path = study.backup(target)
        if as_json:
            emit_json({"path": str(path), "bytes": path.stat().st_size})
        else:
            put(str(path))
            say(
                _("The copy was opened and holds what the study holds. To restore it: coder restore {name}").format(
                    name=shell_word(str(path))
                )
            )


def _list(folder: Path, *, as_json: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise CoderError(_("{path} is not a folder").format(path=folder))
    rows = [
        {
            "path": str(p),
            "bytes": p.stat().st_size,
            "at": datetime.fromtimestamp(p.stat().st_mtime).astimezone().isoformat(timespec="seconds"),
        }
        for p in sorted(folder.glob("*.db"), reverse=True)
    ]
    if as_json:
        emit_rows("", rows)
        return
    if not rows:
        say(_("No backups in {folder} yet: coder backup makes one.").format(folder=folder))
        return
    table((_("Copy"), _("Made at"), _("Bytes")), [(r["path"], r["at"], r["bytes"]) for r in rows], numbers=(2,))
