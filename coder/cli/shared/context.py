"""Who sits where: the study and the coder that a command works with, and what all commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from coder.cli.shared.console import paint, say, stamped
from coder.errors import CoderError, NotFoundError, UnnamedCoderError
from coder.i18n import _, listed
from coder.model.values.numerals import whole_number

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from coder.model.codebook import Code
    from coder.model.project import Project
    from coder.record.study import Study
    from coder.workspace import Workspace

_Completions: TypeAlias = "list[CompletionItem]"


class Seat:
    """The global options: which folder, which coder."""

    def __init__(self, study: Path | None = None, coder: str = "", at: str = "") -> None:
        self.study = study
        self.coder = coder
        self.at = at
        self.layer: str | None = None

    def workspace(self) -> Workspace:
        """Return the study's folder: the one that was named, else the nearest upwards."""
        from coder.workspace import find

        if self.study is not None and not self.study.exists():
            raise NotFoundError(_("there is no folder {folder}").format(folder=self.study), _("check --study"))
        return find(self.study)

    @contextmanager
    def open(self) -> Iterator[Study]:
        """Open the study of now; what SQLite has to complain of becomes a sentence."""
        from coder.record.file.database import told_plainly
        from coder.record.file.writing import told_of_waiting

        if self.at:
            from coder.record.outcome import past_refused

            raise past_refused()
        workspace = self.workspace()
        told_of_waiting.set(_say_waiting)
        with told_plainly(workspace.database), workspace.open(self.coder) as study:
            before = study.journal.head()
            with _told_of_removal(study):
                yield study
            if study.journal.head() != before:
                from coder.record.counts.code_counts import bring_in_step
                from coder.record.signing.leaving import sign_quietly

                sign_quietly(study)
                bring_in_step(study)

    @contextmanager
    def read(self) -> Iterator[Study]:
        """Open the study to read it: that of now, or as it stood at the moment of `--at`, which is said.

        A command that counts (`layer_option`) counts on the layer asked for, which is said too.
        """
        with self._of_its_time() as study:
            if self.layer is None:
                yield study
                return
            from coder.agreement.layer_choice import layered

            with layered(study, self.layer), stamped({"layer": study.layer or "any"} if study.layer else {}):
                _say_layer(study)
                yield study

    @contextmanager
    def _of_its_time(self) -> Iterator[Study]:
        if not self.at:
            with self.open() as study:
                yield study
            return
        from coder.record.file.database import told_plainly
        from coder.record.past_study import open_past

        workspace = self.workspace()
        with (
            told_plainly(workspace.database),
            open_past(workspace.database, workspace.coder(self.coder), self.at) as past,
        ):
            moment = past.moment
            message = _("As it stood after change {change}, {time}; head {head}")
            say(
                paint(
                    message.format(change=moment.name, time=moment.at, head=moment.hash[:16]),
                    "quiet",
                    err=True,
                )
            )
            as_of = {"change": moment.seq, "at": moment.at, "head": moment.hash}
            with stamped({"as_of": as_of}), _told_of_removal(past):
                yield past

    def name(self) -> str:
        """Return the coder's name for a study that does not exist yet."""
        import getpass

        if self.coder:
            return self.coder
        try:
            return getpass.getuser()
        except (OSError, KeyError):
            raise CoderError(_("who codes?"), _("give your name with --coder NAME or CODER_NAME")) from None


@contextmanager
def _told_of_removal(study: Study) -> Iterator[None]:
    """Say of what was asked for and is not there when, by whom and in which act it was removed or erased."""
    try:
        yield
    except CoderError as error:
        if not error.asked:
            raise
        from coder.audit.removal_words import explained

        raise explained(study, error) from error


pass_seat = click.make_pass_decorator(Seat, ensure=True)


def json_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --json to a command."""
    return click.option("--json", "as_json", is_flag=True, help=_("Print JSON for other programs"))(function)


def layer_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --layer to a command that counts: what it reads is that layer."""

    def choose(ctx: click.Context, _param: click.Parameter, value: str) -> None:
        ctx.ensure_object(Seat).layer = value

    return click.option(
        "--layer",
        metavar="LAYER",
        default="",
        callback=choose,
        expose_value=False,
        help=_("Count settled codings, coder:NAME, any, or k:2 (what two coders alike coded)"),
    )(function)


def _say_layer(study: Study) -> None:
    """Say on which layer is counted, if not on everybody's codings."""
    from coder.model.counting.counting_words import whose

    if study.layer:
        message = _("Codings of: {whose}").format(whose=whose(study.layer, study.project().coders))
        say(paint(message, "quiet", err=True))


def limit_option(default: int | None, meaning: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the decorator that adds --limit to a command."""
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        default=default,
        metavar="N",
        show_default=default is not None,
        help=meaning,
    )


def yes_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --yes to a command after which blind coders see."""
    return click.option("--yes", is_flag=True, help=_("Don't ask before blind coders see what others coded"))(function)


def confirm_visibility(*, yes: bool) -> None:
    """Ask a blind coder who is about to see what others coded, for that cannot be taken back."""
    _confirm_sight(
        _("you code blind, and would see what others coded; that cannot be unseen"),
        _("You will see what others coded, and that cannot be unseen. Go on?"),
        yes=yes,
    )


def confirm_opening(blind: Sequence[str], *, yes: bool) -> None:
    """Ask who is about to let blind coders see what others coded, for that cannot be taken back."""
    if not blind:
        return
    names = listed(blind)
    _confirm_sight(
        _("{names} would see what others coded; that cannot be unseen").format(names=names),
        _("{names} will see what others coded, and that cannot be unseen. Go on?").format(names=names),
        yes=yes,
    )


def _confirm_sight(refusal: str, question: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise CoderError(refusal, _("add --yes if you mean it"))
    if not click.confirm(question, err=True):
        raise click.Abort


def ask_coder(error: UnnamedCoderError) -> str:
    """Ask the person at the terminal who acts; a number chooses, a name that is not listed is a new coder's."""
    for number, name in enumerate(error.names, 1):
        say(f"{number}  {name}")
    default = error.last if error.last in error.names else None
    said = str(click.prompt(_("Who are you? A number, or a name"), default=default, err=True)).strip()
    chosen = whole_number(said, 1, len(error.names))
    return said if chosen is None else error.names[chosen - 1]


def notice_of(study: Study) -> str:
    """Return the sentence that every output carries while an invented text is in the study, or nothing."""
    from coder.model.reporting.synthetic_notice import synthetic_notice

    return synthetic_notice(study.project())


def say_notice(study: Study) -> None:
    """Say under an output of study content that invented texts are in it, and to a blind coder what is not."""
    from coder.record.veil.blindness import notice

    for sentence in filter(None, (notice_of(study), notice(study))):
        say(paint(sentence, "against", err=True))


def say_unused_plugins(plugins: Iterable[object]) -> None:
    """Say which plug-ins of other packages are not used, and why."""
    for one in plugins:
        say(paint(str(one), "against", err=True))


def find_code(project: Project, word: str) -> Code:
    """Return the code or theme that `word` names by its id or its name."""
    if word in project.code_by_id:
        return project.code_by_id[word]
    named = [c for c in project.codes if word in {c.name, c.name_en}]
    if len(named) == 1:
        return named[0]
    raise NotFoundError(_("no code {code}").format(code=word), _("coder codes lists them"), asked=[word])


def _complete(ctx: click.Context, choose: Callable[[Study], list[tuple[str, str]]], incomplete: str) -> _Completions:
    """Offer names of the study's things; a study that cannot be opened offers none."""
    from click.shell_completion import CompletionItem

    options = ctx.find_root().params
    try:
        with Seat(options.get("study"), "-").open() as study:
            found = choose(study)
    except (CoderError, OSError):
        return []
    return [CompletionItem(name, help=text) for name, text in found if name.lower().startswith(incomplete.lower())]


def complete_transcripts(ctx: click.Context, _param: click.Parameter, incomplete: str) -> _Completions:
    """Offer the transcripts' names."""
    return _complete(ctx, lambda s: [(t.name, t.case) for t in s.project().transcripts], incomplete)


def complete_codes(ctx: click.Context, _param: click.Parameter, incomplete: str) -> _Completions:
    """Offer codes and themes by their ids."""
    return _complete(ctx, lambda s: [(c.id, c.title) for c in s.project().codes], incomplete)


def complete_findings(ctx: click.Context, _param: click.Parameter, incomplete: str) -> _Completions:
    """Offer the findings' ids."""
    return _complete(ctx, lambda s: [(f.id, f.title) for f in s.project().findings], incomplete)


def complete_targets(ctx: click.Context, _param: click.Parameter, incomplete: str) -> _Completions:
    """Offer what a chain can start from: findings, recommendations, codes, transcripts, cases."""

    def choose(study: Study) -> list[tuple[str, str]]:
        project = study.project()
        named = [(f.id, f.title) for f in project.findings] + [(r.id, r.title) for r in project.recommendations]
        texts = [(t.name, project.case_by_id[t.case].title) for t in project.transcripts]
        return [*named, *((c.id, c.title) for c in project.codes), *texts, *((c.id, c.title) for c in project.cases)]

    return _complete(ctx, choose, incomplete)


def _say_waiting(writer: str) -> None:
    from coder.cli.shared.console import say

    say(_("Waiting: the study is being written to by {writer}").format(writer=writer or _("another program")))
