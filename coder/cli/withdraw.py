"""withdraw: erase the words of a case, a transcript or a speaker for good, with a protocol."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coder.cli.shared.console import emit_json, paint, put, say, table
from coder.cli.shared.context import Seat, json_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import command
from coder.errors import CoderError
from coder.i18n import _, listed
from coder.model.names.shell_words import shell_word

if TYPE_CHECKING:
    from coder.privacy.erasure import Erased
    from coder.privacy.erasure_files import FoundFile
    from coder.privacy.withdrawal import Withdrawal
    from coder.record.study import Study


@command(
    "withdraw",
    _("Erase a participant's words for good"),
    "coder withdraw B",
    "coder withdraw B --erase",
    "coder withdraw Peggy --in firm-b --erase --protocol protocol.txt",
)
@click.argument("name", metavar="[CASE|TRANSCRIPT|SPEAKER]", required=False)
@click.option("--in", "inside", metavar="CASE|TRANSCRIPT", default="", help=_("Case or transcript of the speaker"))
@click.option("--name", "names", metavar=_("NAME"), multiple=True, help=_("Another name of the person, to erase too"))
@click.option("--erase", is_flag=True, help=_("Erase, after asking twice (default: only show what would be erased)"))
@click.option("--confirm", metavar="NAME", default="", help=_("The name again, instead of being asked"))
@click.option("--protocol", type=click.Path(path_type=Path), metavar="FILE", help=_("Write the protocol to a file too"))
@json_option
@pass_seat
def withdraw(
    seat: Seat,
    name: str | None,
    inside: str,
    names: tuple[str, ...],
    erase: bool,
    confirm: str,
    protocol: Path | None,
    as_json: bool,
) -> None:
    """Show what erasing a person's words touches; with --erase, do it. Without a name, list what was erased."""
    from coder.privacy import erasure
    from coder.privacy.withdrawal import plan

    with seat.open() as study:
        if name is None:
            _list(study, as_json=as_json)
            return
        wanted = plan(study, name, inside=inside, names=names)
        files = erasure.files_of(study, wanted)
        if not as_json:
            _print(study, wanted, files)
        if not erase:
            if as_json:
                emit_json({"notice": notice_of(study), "erased": False, **_as_dict(wanted, files)})
            say(_("Nothing was erased: this is a dry run. Add --erase to do it; nothing takes it back."))
            return
        _ask(name, confirm, as_json=as_json)
        done = erasure.erase(study, wanted)
        lines = erasure.protocol(study, done.erasure)
        if protocol is not None:
            _write(protocol, lines)
        if as_json:
            emit_json({"notice": notice_of(study), "erased": True, **_as_dict(wanted, done.files), "protocol": lines})
        else:
            _tell(study, done, lines)


def _list(study: Study, *, as_json: bool) -> None:
    """Print the protocol of every withdrawal."""
    from coder.model.journal.erasure_entry import Erasure
    from coder.privacy.erasure import protocol

    found = study.reader.all(Erasure)
    if as_json:
        emit_json({"notice": notice_of(study), "withdrawals": [protocol(study, one) for one in found]})
        return
    for one in found:
        for line in protocol(study, one):
            put(line)
    if not found:
        put(_("Nobody's words were erased."))


def _print(study: Study, wanted: Withdrawal, files: tuple[FoundFile, ...]) -> None:
    known = study.project().transcript_by_id
    named = listed(known[key].name if key in known else key for key in wanted.transcripts)
    put(paint(_("This would be erased"), "title"))
    put(_("Transcripts: {names}; {count} characters, in {texts} current and earlier texts").format(
        names=named or "-", count=wanted.chars, texts=len(wanted.pairs)
    ))  # fmt: skip
    put(_("Codings withdrawn with them: {count}").format(count=len(wanted.codings)))
    if gone := wanted.rewriting.blanker.names:
        put(_("Names: {names}").format(names=listed(gone)))
    put(_("Wherever else the record quotes them: memos, findings, cells, codes, drafts, the whole history"))
    if files:
        fates = {"removed": _("removed"), "rewritten": _("rewritten"), "by hand": _("left for you to handle")}
        rows = [(str(f.path.relative_to(study.path.parent)), fates[f.fate]) for f in files]
        table((_("File"), _("What is done to it")), rows)
    say_notice(study)


def _ask(name: str, confirm: str, *, as_json: bool) -> None:
    """Ask twice: whether it is meant, and for the name again."""
    if not confirm:
        if as_json or not sys.stdin.isatty():
            raise CoderError(
                _("this erases the words of {name} for good").format(name=name),
                _("repeat the name: --confirm {name}").format(name=shell_word(name)),
            )
        if not click.confirm(_("Erase all of this for good? Nothing takes it back."), err=True):
            raise click.Abort
        confirm = click.prompt(_("Write the name again, to be sure"), err=True)
    if confirm != name:
        raise CoderError(_("{given} is not {name}; nothing was erased").format(given=confirm, name=name))


def _tell(study: Study, done: Erased, lines: list[str]) -> None:
    from coder.privacy.erasure_files import outside

    for line in lines:
        put(line)
    if by_hand := [f for f in done.files if f.fate == "by hand"]:
        put(paint(_("Files that hold the words and were left as they are"), "title"))
        for one in by_hand:
            put("  ", str(one.path))
    put(paint(_("What lies outside the study, for you to handle"), "title"))
    for line in outside(study.path.parent):
        put("  ", line)
    if not done.is_scoured:
        say(_("The study is open in a window: close it and run coder verify, so that the file's log is emptied."))
    say(_("Make the reports anew, and a backup: coder backup"))


def _write(path: Path, lines: list[str]) -> None:
    from coder.files.atomic import atomic_text

    with atomic_text(path) as file:
        file.write("\n".join(lines) + "\n")


def _as_dict(wanted: Withdrawal, files: tuple[FoundFile, ...]) -> dict[str, Any]:
    return {
        "what": wanted.what,
        "target": wanted.target,
        "transcripts": list(wanted.transcripts),
        "characters": wanted.chars,
        "passages": len(wanted.codings),
        "names": list(wanted.rewriting.blanker.names),
        "files": [{"path": str(f.path), "fate": f.fate} for f in files],
    }
