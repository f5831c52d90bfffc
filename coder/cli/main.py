"""The command line's entry: the interface language, the global options, and the one place where errors end."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import NoReturn

import click

from coder import i18n
from coder.cli.shared.command_table import READS_THE_PAST, entries
from coder.cli.shared.console import (
    UNDECODED,
    errors_in_json,
    has_screen,
    hush_broken_pipe,
    prepare_streams,
    say,
    say_error,
    says_errors_in_json,
)
from coder.cli.shared.context import Seat
from coder.cli.shared.help_layout import COMPLETE, LazyGroup
from coder.cli.shared.placeholders import placeholders
from coder.errors import CoderError, UnnamedCoderError
from coder.i18n import _, set_language
from coder.version import version

_STOPPED = 130
_BROKEN_PIPE = 141
_USAGE = 2
_ANYWHERE = ("--study", "--lang", "--at")
_EXAMPLES = (
    "coder init my-study --template ai-talent",
    "coder import transcripts/",
    "coder freq --themes",
    "coder trace F4",
)


def run() -> NoReturn:
    """Run the program with the arguments it was called with."""
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit status; no traceback leaves here unless CODER_DEBUG is set."""
    wishes, arguments = hoist(argv)
    speak(wishes.get("--lang"))
    prepare_streams()
    errors_in_json(wanted="--json" in takewhile("--".__ne__, arguments))
    try:
        status = _named([*_flat(wishes), *arguments])
        sys.stdout.flush()
    except (KeyboardInterrupt, click.Abort):
        say(_("Stopped."))
        return _STOPPED
    except Exception as error:  # noqa: BLE001  the boundary: whatever comes is said in a sentence
        return _say_what_failed(error)
    return status


def _named(arguments: list[str]) -> int:
    """Run a command; where it asks who acts, and a person is there to say so, run it again in that name."""
    try:
        return _invoke(arguments)
    except UnnamedCoderError as error:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        from coder.cli.shared.context import ask_coder

        return _invoke(["--coder", ask_coder(error), *arguments])


def _invoke(arguments: list[str]) -> int:
    """Run the command, or answer the shell that completes one; click's own `main` would end broken pipes its way."""
    group = program()
    if instruction := os.environ.get(COMPLETE):
        from coder.cli.shared.shell_scripts import answer

        return answer(group, instruction)
    try:
        with group.make_context("coder", arguments) as context:
            group.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return 0


def hoist(argv: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Take `--study`, `--lang` and `--at` out of the arguments, for they may stand behind the command too."""
    wishes: dict[str, str] = {}
    left: list[str] = []
    waiting = list(argv)
    while waiting:
        argument = waiting.pop(0)
        name, equals, value = argument.partition("=")
        if argument == "--":
            return wishes, [*left, argument, *waiting]
        if name in _ANYWHERE and (equals or waiting):
            wishes[name] = value if equals else waiting.pop(0)
        else:
            left.append(argument)
    return wishes, left


def _flat(wishes: dict[str, str]) -> list[str]:
    return [part for pair in wishes.items() for part in pair]


def speak(wish: str | None) -> None:
    """Choose the interface language, for click's own sentences too; before a command is imported."""
    name = set_language(wish)
    os.environ["LANGUAGE"] = name
    gettext.bindtextdomain("click", str(Path(i18n.__file__).with_name("locale")))
    gettext.textdomain("click")


def program() -> LazyGroup:
    """Return the program with its global options, in the interface language."""
    options: list[click.Parameter] = [
        click.Option(
            ["--study"],
            type=click.Path(path_type=Path),
            metavar="FOLDER",
            help=_("The study's folder (default: this one or the nearest above it)"),
        ),
        click.Option(
            ["--coder", "coder_name"],
            envvar="CODER_NAME",
            metavar="NAME",
            help=_("Coder's name (default: CODER_NAME, then the last coder)"),
        ),
        click.Option(
            ["--lang"],
            type=click.Choice(i18n.LANGUAGES),
            help=_("Language of the interface (default: CODER_LANG, then the locale)"),
        ),
        click.Option(
            ["--at"],
            metavar="MOMENT",
            help=_(
                "The study as it stood on a day (2026-01-31), at a time (2026-01-31T12:00) or after a change (#1182)"
            ),
        ),
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_print_version,
            help=_("Show the version and exit."),
        ),
    ]
    return LazyGroup(
        entries(),
        name="coder",
        params=options,
        callback=_start,
        invoke_without_command=True,
        help=_("Code interviews and write up what they say. Alone, it opens the study on the screen."),
        epilog="\n".join(_EXAMPLES),
        context_settings={"help_option_names": ["-h", "--help"]},
    )


@click.pass_context
def _start(ctx: click.Context, study: Path | None, coder_name: str | None, lang: str | None, at: str | None) -> None:  # noqa: ARG001
    """Keep the global options for the command; without one, open the screen."""
    ctx.obj = seat = Seat(study, (coder_name or "").strip(), (at or "").strip())
    if at is not None:
        _check_past(ctx)
    if ctx.invoked_subcommand is not None:
        return
    if not has_screen():
        click.echo(ctx.get_help())
        return
    from coder.tui.start import run_app, run_begin
    from coder.workspace import lies_above

    if seat.study is None and not lies_above():
        run_begin(Path.cwd(), seat.coder)
    else:
        run_app(seat.workspace(), seat.coder)


def _check_past(ctx: click.Context) -> None:
    """Refuse a past moment to what does not read it, before anything is done."""
    name = ctx.invoked_subcommand
    if name is None:
        raise CoderError(
            _("the screen shows the current study"), _("--at goes with a command that reads: coder --at MOMENT freq")
        )
    if name not in READS_THE_PAST:
        raise CoderError(
            _("coder {name} works on the current study").format(name=name),
            _("leave --at out; it goes with commands that read, such as freq, quotes and trace"),
        )


def _print_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"coder {version()}")
        ctx.exit()


def _say_what_failed(error: Exception) -> int:
    """Say in one or two lines what went wrong and return the exit status for it."""
    if os.environ.get("CODER_DEBUG"):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, BrokenPipeError):
        hush_broken_pipe()
        return _BROKEN_PIPE
    if isinstance(error, click.UsageError):
        return _say_usage(error)
    if isinstance(error, CoderError):
        say_error(error.message, error.hint)
    elif isinstance(error, OSError) and error.filename is not None:
        say_error(
            _("{path}: {why}").format(path=_readable(error.filename), why=error.strerror or error),
            _("check the name, its permissions and the space on the disk"),
        )
    elif isinstance(error, OSError):
        say_error(error.strerror or str(error), _("check the name, its permissions and the space on the disk"))
    elif isinstance(error, click.ClickException):
        say_error(error.format_message())
    elif isinstance(error, UnicodeEncodeError) and (undecoded := UNDECODED.search(str(error.object))):
        say_error(
            _("{text} is not written in UTF-8").format(text=undecoded[0]),
            _("write it in UTF-8; give a file or folder another name"),
        )
    else:
        place = _("CODER_DEBUG=1 shows the trace")
        say_error(_("Internal error {kind}: {why} ({place})").format(kind=type(error).__name__, why=error, place=place))
    return 1


def _readable(name: object) -> str:
    return os.fsdecode(name) if isinstance(name, (str, bytes, os.PathLike)) else str(name)


def _say_usage(error: click.UsageError) -> int:
    if error.ctx is None:
        say_error(_usage_words(error))
        return _USAGE
    more = _("Try '{command} {option}' for help.").format(command=error.ctx.command_path, option="--help")
    if says_errors_in_json():
        say_error(_usage_words(error), more)
        return _USAGE
    say(error.ctx.get_usage())
    say(more)
    say_error(_usage_words(error))
    return _USAGE


def _usage_words(error: click.UsageError) -> str:
    """Return what is wrong; click ends what is missing by a full stop of its own, whatever the language."""
    words = error.format_message()
    if isinstance(error, click.MissingParameter) and words.endswith("."):
        return placeholders(words[:-1]) + _("{sentence}.").format(sentence="")
    return words
