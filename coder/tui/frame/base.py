"""What every full screen has: a title, a status line and the keys that apply."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from rich.cells import cell_len
from rich.style import Style
from textual import on
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.timer import Timer, TimerCallback
from textual.widget import Widget
from textual.widgets import Input

from coder.errors import CoderError
from coder.i18n import _
from coder.tui.frame.command import Command, is_typed, key_name, keys_of
from coder.tui.frame.commands import EVERYWHERE, LIST
from coder.tui.frame.drafting import Drafting
from coder.tui.frame.palette import Paints, paints
from coder.tui.frame.places import PLACES
from coder.tui.frame.stated import Stated
from coder.tui.widgets.fields import TooLong
from coder.tui.widgets.pane import Pane, Piece, Row
from coder.tui.widgets.telling import Telling
from coder.tui.widgets.wrap import fit, paragraphs

if TYPE_CHECKING:
    from coder.model.project import Project
    from coder.record.outcome import Outcome
    from coder.record.study import Study
    from coder.tui.frame.host import Host

_STATUS_ROWS = 3
_TOUCH_NOTHING = frozenset({"undo", "redo", "leave"})
_Answer = TypeVar("_Answer")


def of_study(make: Callable[[Study], _Answer]) -> cached_property[_Answer]:
    """Return the property of a screen that is made of its study when it is first asked for."""
    return cached_property(lambda screen: make(screen.study))


class DeskScreen(Telling, Stated, Screen[None]):
    """A full screen of the program; most hold a list."""

    PARTS: ClassVar[tuple[tuple[Command, ...], ...]] = (LIST,)
    AROUND: ClassVar[tuple[Command, ...]] = (*EVERYWHERE, *PLACES)
    # Whether another window brought another item into focus than the person looked at.
    slid = False
    # Whether the status line speaks of the place where the person is.
    _of_here = False
    # Sentences said so far; whether the last one tells of an event; and how many stood when another screen came.
    _sentences, _is_event, _sentences_before = 0, False, 0
    # Textual paints the whole screen again when another widget takes the focus; ours show it themselves.
    focused = Reactive[Widget | None](None, repaint=False)

    @property
    def coder_app(self) -> Host:
        """The running program."""
        return cast("Host", self.app)

    @property
    def study(self) -> Study:
        """The study that is open."""
        return self.coder_app.study

    @property
    def project(self) -> Project:
        """The study as a value, as it stands now."""
        return self.coder_app.study.project()

    def set_timer(
        self, delay: float, callback: TimerCallback | None = None, *, name: str | None = None, pause: bool = False
    ) -> Timer:
        """Call back after a while, unless the screen is being left then: its widgets may be gone already."""
        when_there = None if callback is None else partial(self._if_there, callback)
        return super().set_timer(delay, when_there, name=name, pause=pause)

    def _if_there(self, callback: TimerCallback) -> object:
        return callback() if self.is_there else None

    @property
    def is_there(self) -> bool:
        """Whether all its widgets stand: not while it is coming or being left, nor while the program ends."""
        return self.is_mounted and self.is_attached and self.display and self.app.is_running

    @cached_property
    def own_acts(self) -> set[str]:
        """The acts that were done from here since the screen was opened."""
        return set()

    @cached_property
    def left_standing(self) -> set[str]:
        """The acts that the person was asked about and did not take back."""
        return set()

    @on(TooLong)
    def _field_is_full(self, event: TooLong) -> None:
        event.stop()
        self.say(event.sentence, bad=True)

    @property
    def who(self) -> str:
        """Who sits here, and whether blind to what others do: for the title line."""
        name = self.project.coder_name(self.study.coder)
        return name if self.study.seen is None else f"{name} | " + _("blind")

    @property
    def paints(self) -> Paints:
        """Styles of the theme in use."""
        return paints(self.app.theme)

    def advised(self) -> None:
        """Take over a new model of suggestions."""

    def show_title(self, left: str, right: str) -> None:
        """Show the title line."""
        width, bar = self.size.width, self.paints.bar
        gap = max(1, width - cell_len(left) - cell_len(right) - 2)
        self.query_one("#title", Pane).show(
            [((" " + left, bar + Style(bold=True)), (" " * gap, bar), (right + " ", bar))], bar
        )

    def show_heading(self, text: str) -> None:
        """Show in the title line what this is and who sits here; a synthetic study says so, however narrow it is."""
        notice = " | " + _("SYNTHETIC SAMPLE") if self.project.synthetic else ""
        room = self.size.width - cell_len(self.who) - cell_len(notice) - 4
        self.show_title(fit(text, max(10, room)) + notice, self.who)

    def lines(self, text: str, style: Style, most: int = 1000, *, width: int = 0) -> list[Row]:
        """Return a text in rows of the screen's width, or of another, at most so many."""
        room = max(10, (width or self.size.width) - 2)
        return [((" " + line, style),) for line in paragraphs(text, room, most)]

    def rule(self) -> Row:
        """Return the line between two regions."""
        return (("─" * self.size.width, self.paints.faint),)

    def row_style(self, *, here: bool) -> Style:
        """Return the style of an item in a list, told whether it is in focus."""
        return self.paints.text + (Style(bgcolor=self.paints.selected) if here else Style())

    def say(self, message: str, *, bad: bool = False, whole: bool = False) -> None:
        """Show a sentence in the status line; one on what cannot be done here goes when the person moves on.

        That one, and one that is to be read `whole`, takes more rows where it is long.
        """
        self._say(message, self.paints.bad if bad else self.paints.good, whole=bad or whole)
        self._of_here = bad

    def say_quietly(self, message: str) -> None:
        """Say of this place what is neither done nor wrong."""
        self._say(message, self.paints.quiet)
        self._of_here, self._is_event = True, False

    def forget_refusal(self) -> None:
        """Take away a sentence that spoke of the place that the person has left."""
        if self._of_here:
            self._say("", self.paints.quiet)

    def warn(self, message: str) -> None:
        """Say something to take care with."""
        self._say(message, self.paints.warn)

    def on_screen_suspend(self) -> None:
        """Note what stood in the status line when another screen came over this one."""
        self._sentences_before = self._sentences

    def on_screen_resume(self) -> None:
        """Take away what was said of an event before another screen came: by now it may be taken back."""
        if self._is_event and self._sentences == self._sentences_before:
            self._say("", self.paints.quiet)

    def _say(self, message: str, style: Style, *, whole: bool = False) -> None:
        self._of_here, self._is_event = False, bool(message)
        self._sentences += 1
        pane = self.query_one("#status", Pane)
        # What cannot be done is told to its end: it says what helps.
        rows = self.lines(message, style, _STATUS_ROWS) if whole else []
        rows = rows or [((" " + message, style),)]
        pane.styles.height = len(rows)
        pane.show(rows, self.paints.text)

    def say_error(self, error: CoderError) -> None:
        """Show why something could not be done, and what would help; of what was removed, when and by whom."""
        if error.asked:
            from coder.audit.removal_words import explained

            error = explained(self.study, error)
        self.say(error.message + (f" | {error.hint}" if error.hint else ""), bad=True)

    def say_saved(self, outcome: Outcome) -> None:
        """Show what an act did, with its number in the journal: it is on the disk."""
        self.own_acts.add(outcome.act)
        self.say(self.saved_words(outcome))

    def saved_words(self, outcome: Outcome) -> str:
        """Return what an act did, with its number in the journal; where nothing was to be done only that."""
        if not outcome.act:
            return outcome.message
        number = self.study.journal.number_of(outcome.act)
        return _("saved #{number} | {message}").format(number=number, message=outcome.message)

    def tried(self, act: Callable[[], Outcome]) -> Outcome | None:
        """Do an act; one that cannot be done says why and returns None."""
        try:
            return act()
        except CoderError as error:
            self.say_error(error)
            return None

    def ask(self, question: ModalScreen[_Answer | None], then: Callable[[_Answer], object]) -> None:
        """Put a question over the screen and go on with the answer, unless it was left.

        An answer that was written is let go of when it is taken; `then` returns False where it was refused.
        """

        def answered(answer: _Answer | None) -> None:
            if answer is not None and then(answer) is not False and isinstance(question, Drafting):
                question.taken()

        self.app.push_screen(question, answered)

    def choose_one(
        self, title: str, options: Sequence[tuple[str, str]], then: Callable[[str], object], at: str | None = None
    ) -> None:
        """Ask for one of several, each an id and a label, the one `at` first; go on with its id."""
        from coder.tui.frame.asking.questions import ChooseScreen

        self.ask(ChooseScreen(title, options, at), then)

    def confirm(self, title: str, lines: Sequence[str], then: Callable[[], object]) -> None:
        """Show what an act will touch, and go on when it is wanted."""
        from coder.tui.frame.asking.questions import ConfirmScreen

        def answered(wanted: bool | None) -> None:
            if wanted:
                then()

        self.app.push_screen(ConfirmScreen(title, lines), answered)

    def key_for(self, command: str) -> str:
        """Return the first key of a command of this screen, as the person set it."""
        return self.first_key(command, self.coder_app.settings.keys)

    def with_keys(self, text: str, **values: object) -> str:
        """Fill a message: a command's id in braces stands for its first key, as the person set it."""
        return self.filled(text, self.coder_app.settings.keys, **values)

    def _foot(self) -> list[tuple[Command, str, str]]:
        """Return the commands that fit the foot with key and word; help and palette always do."""
        remapped, typing = self.coder_app.settings.keys, isinstance(self.focused, Input)
        always = [c for c in EVERYWHERE if c.short is not None and c in self.commands()]
        # A field takes letters and signs for itself: there a command is told by another of its keys.
        named = [
            (c, key_name(keys[0]), word)
            for c in (*self.COMMANDS_HERE, *always)
            if (word := self.word_of(c)) is not None
            and (keys := [key for key in keys_of(c, remapped) if not (typing and is_typed(key))])
        ]
        rooms = [cell_len(key) + cell_len(word) + 3 for _c, key, word in named]
        left = self.size.width - sum(rooms[len(named) - len(always) :])
        shown = []
        for entry, room in zip(named[: len(named) - len(always)], rooms, strict=False):
            if room > left:
                break
            left -= room
            shown.append(entry)
        return shown + named[len(named) - len(always) :]

    def word_of(self, command: Command) -> str | None:
        """Return what the foot says of a command here; None where it says nothing of it, or it would do nothing."""
        return None if command.short is None else command.short()

    def watch_focused(self) -> None:
        """Show the keys that act where the focus is now."""
        if self.is_there:
            self.show_keys()

    def show_keys(self) -> None:
        """Show the keys that apply, as many as fit."""
        bar = self.paints.bar
        for status in self.query("#status").results(Pane):
            # Until something is said there, no row covers it.
            status.lay(self.paints.text)
        pieces: list[Piece] = []
        for _command, key, word in self._foot():
            pieces += [(f" {key}", bar + Style(bold=True)), (f" {word} ", bar)]
        self.query_one("#keys", Pane).show([tuple(pieces)], bar)

    @on(Pane.Pressed, "#keys")
    async def _key_clicked(self, event: Pane.Pressed) -> None:
        """Run the action whose word in the foot was clicked."""
        event.stop()
        at = 0
        for command, key, word in self._foot():
            at += cell_len(key) + cell_len(word) + 3
            if event.column < at:
                await self.coder_app.run_on(self, command.action)
                return

    def slide(self) -> None:
        """Say that another window dealt with the item in focus, and hold one key back that was meant for it."""
        self.slid = True
        self.say(_("another window dealt with what stood here; this is the next one"))

    def holds_back(self, name: str) -> bool:
        """Tell whether an action is not done, for it was meant for the item that stood there before."""
        if not self.slid:
            return False
        self.slid = False
        if name in _TOUCH_NOTHING or name not in {c.action.partition("(")[0] for c in self.COMMANDS_HERE}:
            return False
        self.say(_("nothing was done: what stood here is gone, this is the next one; look, and press again"), bad=True)
        return True

    def follow(self) -> None:
        """Take over what another window wrote."""

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""

    def remember_place(self) -> None:
        """Keep where the person is, for the next time."""

    def trace_target(self) -> str:
        """Return the id of what is in focus here, for the trace screen; empty where there is none."""
        return ""

    def action_help(self) -> None:
        """Show all keys, those of this screen first."""
        from coder.tui.frame.help import HelpScreen

        self.app.push_screen(HelpScreen(self.coder_app.settings.keys, self.commands()))
