"""Names that reports replace, and what may tell who spoke: each gets another name, or is redacted."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from rich.style import Style

from coder.i18n import _, listed
from coder.privacy import name_list
from coder.privacy.leaks import FoundLeak, find_leaks, leak_name, looked_for, not_looked_for
from coder.privacy.name_use import NameUse, name_uses
from coder.privacy.seen_leaks import mark_seen, marked_words, no_leaks
from coder.record import queries
from coder.record.outcome import Outcome
from coder.record.study import Study
from coder.tui.frame.asking.questions import AskScreen
from coder.tui.frame.line_editing import edit_line
from coder.tui.frame.list_detail import ListScreen
from coder.tui.frame.reading import ReadingScreen
from coder.tui.privacy.commands import NAMES
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad

_KIND, _WORDS, _TIMES = 14, 24, 6
_LEAST_ROWS = 6
Name: TypeAlias = tuple[str, str]
"""A name of the key and what is printed in its place."""


class _Found(NamedTuple):
    """What was read beside the screen: likely leaks, and how often each name stands."""

    leaks: list[FoundLeak]
    uses: dict[str, NameUse]


def _find(study: Study) -> _Found:
    return _Found(find_leaks(study), {use.name: use for use in name_uses(study)})


class NamesScreen(ReadingScreen, ListScreen[Name | FoundLeak]):
    """The key of names in a list, and under it the likely leaks with their places."""

    COMMANDS_HERE = NAMES
    LIST = "queue"
    DETAIL = "looked-for"
    UNDONE = frozenset({"alias", "setting"})

    def __init__(self) -> None:
        super().__init__()
        self._names: list[Name] = []
        self._leaks: list[FoundLeak] = []
        self._uses: dict[str, NameUse] = {}
        self._told = ""

    def begin(self) -> None:
        """Show the key, and look for leaks beside it."""
        self.listing.styles.height = "1fr"
        super().begin()

    def resumed(self) -> None:
        """Read again when coming back."""
        self.reload()

    def key_of(self, item: Name | FoundLeak) -> str:
        """Return the name, or the leak with its place."""
        return f"{item.kind} {item.words} {item.where}" if isinstance(item, FoundLeak) else item[0]

    @property
    def words(self) -> str:
        """The words of the name or leak in focus."""
        here = self.here
        return "" if here is None else here.words if isinstance(here, FoundLeak) else here[0]

    def reload(self, at: str = "") -> None:  # noqa: ARG002  the focus stays at its place
        """Read the key and look for leaks anew."""
        self._names = list(name_list.name_key(self.study).items())
        self.take([*self._names, *self._leaks])
        self.read_study("leaks", _find, self._take_leaks)

    def _take_leaks(self, found: _Found) -> None:
        self._leaks, self._uses = found
        self.take([*self._names, *self._leaks])
        if use := self._uses.get(self._told):
            # The name was just put on the list: its act has been told, this belongs to it.
            say = self.warn if use.warnings else self.say_quietly
            say(
                " | ".join(
                    (_("“{name}” is printed as “{alias}”").format(name=use.name, alias=use.printed), *use.sentences())
                )
            )
        self._told = ""

    def title_text(self) -> str:
        """Return how much is replaced, and what else may tell who spoke."""
        title = self.project.title
        marked = marked_words(len(no_leaks(self.study)))
        leaks = _("{leaks} likely leaks").format(leaks=len(self._leaks))
        text = _("{names} names are replaced, {leaks} | {title}")
        return text.format(names=len(self._names), leaks=listed(filter(None, (leaks, marked))), title=title)

    def row(self, item: Name | FoundLeak, *, here: bool) -> Row:
        """Return the row of a name with what is printed for it, or of a leak with its place."""
        style, times = self.paints.text + Style(reverse=here), ""
        if isinstance(item, FoundLeak):
            kind, words, place = leak_name(item.kind), item.words, item.where
            times = f"×{item.times}" if item.times > 1 else ""
        else:
            kind, words = _("replaced"), item[0]
            use = self._uses.get(words)
            place = " | ".join((_("printed as {alias}").format(alias=item[1]), *(use.warnings if use else ())))
            times = f"×{use.times}" if use else ""
        warned = isinstance(item, FoundLeak) or bool(self._uses.get(words) and self._uses[words].warnings)
        kind_style = (self.paints.warn if warned else self.paints.quiet) + Style(reverse=here)
        words_width = max(_WORDS, self.size.width * 2 // 5 - _KIND)
        width = max(_WORDS, self.size.width - _KIND - words_width - _TIMES)
        return (
            (pad(fit(f" {kind}", _KIND - 1), _KIND), kind_style),
            (pad(fit(words, words_width - 1), words_width), style),
            (pad(f" {times}", _TIMES), kind_style),
            (pad(f" {place}", width), style),
        )

    def detail(self, width: int, height: int) -> list[Row]:  # noqa: ARG002  it takes the rows that it needs
        """Return what kinds of leaks are looked for and what is not, whatever is in focus."""
        sentences = (looked_for(), not_looked_for())
        return [self.rule(), *(row for one in sentences for row in self.lines(one, self.paints.quiet, width=width))]

    def show_detail(self) -> None:
        """Say it in as many rows as it takes, where the list still has room."""
        rows = len(self.detail(self.size.width, 0))
        self.detail_pane.styles.height = rows if self.size.height > 2 * rows + _LEAST_ROWS else 0
        super().show_detail()

    def open_item(self, item: Name | FoundLeak) -> None:
        """Open the leak's place; change what is printed for a name."""
        if not isinstance(item, FoundLeak):
            self.action_alias()
        elif not item.transcript:
            self.say(_("{words} is in: {place}").format(words=item.words, place=item.place))
        else:
            text = queries.open_bare(self.study.reader, self.project.transcript_by_id[item.transcript]).text
            self.coder_app.open_transcript(item.transcript, max(0, text.find(item.words)))

    def action_alias(self) -> None:
        """Ask what is printed in the place of the words in focus."""
        self._ask_alias(self.words)

    def action_new(self) -> None:
        """Ask for a name, then for what is printed in its place."""
        question = AskScreen(_("Which name should be replaced?"), draft="alias")
        self.ask(question, lambda name: self._ask_alias(name, question))

    def _ask_alias(self, name: str, after: AskScreen | None = None) -> None:
        if not name:
            return
        now = next((one.alias for one in name_list.aliases(self.study) if one.name == name), "")
        kind = "person" if self._is_person(name) else "other"

        def save(alias: str, read: str) -> Outcome:
            return name_list.set_alias(self.study, name, alias, kind, read)

        def done(outcome: Outcome) -> None:
            self._told = name.strip()
            self.attempt(lambda: outcome)

        title = _("What is printed in place of “{name}”?").format(name=fit(name, 40))
        edit_line(self, title, now, save, done=done, draft=f"alias:{name}", after=after)

    def _is_person(self, name: str) -> bool:
        return any(one.words == name and one.kind == "person" for one in self._leaks)

    def action_redact(self) -> None:
        """Print nothing of the words in focus."""
        if self.words:
            self.attempt(lambda: name_list.redact(self.study, self.words))

    def action_seen(self) -> None:
        """Remember that the leak in focus is none."""
        here = self.here
        if isinstance(here, FoundLeak):
            self.attempt(lambda: mark_seen(self.study, here.words))

    def action_drop(self) -> None:
        """Take the name in focus from the list; the names of cases stay in their file."""
        here = self.here
        if isinstance(here, tuple) and not isinstance(here, FoundLeak):
            self.attempt(lambda: name_list.drop_alias(self.study, here[0]))

    def attempt(self, act: Callable[[], Outcome], at: str = "") -> bool:
        """Do an act; the leak that was dealt with goes, and the next one takes its place under the focus."""
        here = self._leaks.index(self.here) if isinstance(self.here, FoundLeak) else None
        outcome = self.tried(act)
        if outcome is None:
            return False
        if here is not None:
            del self._leaks[here]
        self.done(outcome, at)
        if here is not None:
            self.listing.go(len(self._names) + here)
        return True
