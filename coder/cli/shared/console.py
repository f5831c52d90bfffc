"""Two channels: stdout carries data, stderr the talk about it. Nothing from a study reaches a terminal raw."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TextIO

import click

from coder.i18n import _

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

WIDTH_OF_FILES = 120
_APART = 3
"""More than stands between two columns."""
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069]")
# Bytes that were no UTF-8; the second byte of a letter in Big5 may be one of ASCII.
UNDECODED = re.compile("[\udc80-\udcff][\udc80-\udcff@-~]*")
_BEYOND_ASCII = re.compile("[^\x00-\x7e]")
_LOOKS = {"key": "cyan", "quiet": "bright_black", "error": "red", "for": "green", "against": "yellow"}

_errors_in_json: ContextVar[bool] = ContextVar("errors_in_json", default=False)
_stamp: ContextVar[Mapping[str, Any]] = ContextVar("stamp", default={})  # noqa: B039  never changed in place

Advance = Callable[[int], None]
Stage = Callable[[str, int, int], None]


class Painted(str):
    """A text that was made safe and may carry our own colours."""

    __slots__ = ()


def safe(text: str) -> str:
    """Return `text` with each control and bidirectional control as U+FFFD, and names in Big5 in their letters."""
    # Imported here, for the help has no use for hashes and turns.
    from coder.model.text import safe_for_terminal

    return safe_for_terminal(UNDECODED.sub(_from_big5, text))


def _from_big5(found: re.Match[str]) -> str:
    """Return bytes that are no UTF-8 as the letters that they are in Big5; what is none of these stays."""
    try:
        return os.fsencode(found[0]).decode("cp950")
    except (UnicodeError, ValueError):
        return found[0]


def paint(text: str, look: str, *, err: bool = False) -> Painted:
    """Return `text`, safe, in one of our looks where the channel shows colours."""
    shown = safe(text)
    if not _colours(sys.stderr if err else sys.stdout):
        return Painted(shown)
    return Painted(click.style(shown, bold=True) if look == "title" else click.style(shown, fg=_LOOKS[look]))


def _colours(channel: TextIO) -> bool:
    return channel.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def has_screen() -> bool:
    """Tell whether a person sits at the other end: at a terminal, or at a browser that `coder serve` talks to."""
    return bool(os.environ.get("TEXTUAL_DRIVER")) or (sys.stdin.isatty() and sys.stdout.isatty())


def put(*pieces: str) -> None:
    """Print a line of data."""
    sys.stdout.write("".join(p if isinstance(p, Painted) else safe(p) for p in pieces) + "\n")


def say(*pieces: str) -> None:
    """Say a line to the person, after the data that was printed before."""
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.flush()
    sys.stderr.write("".join(p if isinstance(p, Painted) else safe(p) for p in pieces) + "\n")


def say_error(message: str, hint: str = "") -> None:
    """Say what went wrong, and what to do about it: in JSON on one line to who asked for JSON."""
    if _errors_in_json.get():
        sys.stderr.write(json_text({"error": message, "hint": hint}, ascii_only=not _is_utf8(sys.stderr)) + "\n")
        return
    say(paint(_("Error: {message}").format(message=message), "error", err=True))
    if hint:
        say(_("Hint: {hint}").format(hint=hint))


def prepare_streams() -> None:
    """Let a channel that cannot show a character print its number instead of failing."""
    for channel in (sys.stdout, sys.stderr):
        reconfigure = getattr(channel, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def hush_broken_pipe() -> None:
    """Keep the interpreter from complaining, at its end, of a reader that went away."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], numbers: Collection[int] = ()) -> None:
    """Print a table; `numbers` are the columns set right. Outside a terminal no cell is cut or wrapped."""
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    cells = [[safe(_cell(value)) for value in row] for row in rows]
    made = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, highlight=False)
    is_screen = sys.stdout.isatty()
    for i, title in enumerate(map(safe, columns)):
        texts = () if is_screen else (title, *(row[i] for row in cells))
        # Told, Rich measures no cell: that takes half of its time.
        width = max((cell_len(line) for text in texts for line in text.split("\n")), default=None)
        made.add_column(Text(title), justify="right" if i in numbers else "left", overflow="fold", width=width)
    for row in cells:
        made.add_row(*(Text(text, overflow="fold") for text in row))
    console = _console()
    if is_screen:
        console.print(made)
        return
    console.width = max(WIDTH_OF_FILES, sum(column.width or 0 for column in made.columns) + _APART * len(columns))
    with console.capture() as captured:
        console.print(made)
    sys.stdout.write("\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n")


def _console() -> Console:
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def errors_in_json(*, wanted: bool) -> None:
    """Choose how errors are said from now on."""
    _errors_in_json.set(wanted)


def says_errors_in_json() -> bool:
    """Tell whether errors are said in JSON."""
    return _errors_in_json.get()


def _is_utf8(channel: TextIO) -> bool:
    return (getattr(channel, "encoding", None) or "utf-8").lower().replace("-", "") in ("utf8", "utf8sig")


def json_text(value: Any, *, ascii_only: bool = False) -> str:
    """Return `value` as JSON on one line, with what could turn a terminal round written as escapes.

    `ascii_only` writes every other letter as an escape too, for a channel that is not UTF-8.
    """
    import msgspec

    try:
        text = msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        # A file's name that is no UTF-8, as in Big5, can only be written as escapes.
        import json

        text = json.dumps(msgspec.to_builtins(value), separators=(",", ":"))
    return (_BEYOND_ASCII if ascii_only else _UNSAFE_IN_JSON).sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def data_stream() -> TextIO:
    """Return stdout for data that programs read, as CSV: in UTF-8, whatever the locale says."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None and not _is_utf8(sys.stdout):
        reconfigure(encoding="utf-8", errors="surrogateescape")
    return sys.stdout


@contextmanager
def stamped(stamp: Mapping[str, Any]) -> Iterator[None]:
    """Put something at the head of all JSON that a block prints."""
    token = _stamp.set({**_stamp.get(), **stamp})
    try:
        yield
    finally:
        _stamp.reset(token)


def emit_json(value: Any) -> None:
    """Print one object as JSON."""
    import msgspec

    if isinstance(value, dict):
        value = {**_stamp.get(), **value}
    text = json_text(value, ascii_only=not _is_utf8(sys.stdout))
    sys.stdout.write(msgspec.json.format(text, indent=2) + "\n")


def emit_rows(
    notice: str,
    rows: Iterable[Any],
    more: Mapping[str, Any] | None = None,
    after: Callable[[], Mapping[str, Any]] | None = None,
) -> None:
    """Print a listing as one JSON object, each row on a line of its own, as the rows come.

    `after` tells what is known once all rows went by. What fails before the first row prints nothing.
    """
    coming = iter(rows)
    first = list(islice(coming, 1))
    written = partial(json_text, ascii_only=not _is_utf8(sys.stdout))
    head = "".join(
        f"{written(key)}: {written(value)}, "
        for key, value in {**_stamp.get(), "notice": notice, **(more or {})}.items()
    )
    sys.stdout.write(f'{{{head}"rows": [')
    separator = "\n"
    for row in chain(first, coming):
        sys.stdout.write(separator + written(row))
        separator = ",\n"
    tail = "".join(f", {written(key)}: {written(value)}" for key, value in (after() if after else {}).items())
    sys.stdout.write(f"\n]{tail}}}\n")


@contextmanager
def progress(description: str, total: int | None) -> Iterator[Advance]:
    """Yield the function that moves a bar on; where stderr is no terminal it does nothing."""
    with _bars() as stage:
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            stage(description, done, total or 0)

        stage(description, 0, total or 0)
        yield advance


@contextmanager
def stages() -> Iterator[Stage]:
    """Yield the function that is told the stage, how much of it is done and how much there is."""
    with _bars() as stage:
        yield stage


@contextmanager
def steps(total: int) -> Iterator[Callable[[str], None]]:
    """Yield the function that is told which of `total` steps begins, for one bar that names it."""
    if not sys.stderr.isatty():
        yield lambda _name: None
        return
    with _progress() as bar:
        task = bar.add_task("", total=total, completed=-1)
        yield lambda name: bar.update(task, description=safe(name), advance=1)


@contextmanager
def _bars() -> Iterator[Stage]:
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    with _progress() as bars:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(safe(stage), total=total or None)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield show


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True, highlight=False), transient=True)
