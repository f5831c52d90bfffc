"""Writing a text with links beside its live preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import TextArea

from coder.errors import CoderError, UnseenError
from coder.findings.citations import Citations
from coder.i18n import _, listed
from coder.model.links import Link, rendered
from coder.record.drafts import DraftKeeper
from coder.record.outcome import Outcome
from coder.tui.findings.commands import WRITING
from coder.tui.frame.asking.both_texts import BothTexts, Which, taken
from coder.tui.frame.asking.kept_text import KeptText
from coder.tui.frame.standard import StandardScreen
from coder.tui.widgets.fields import TextField
from coder.tui.widgets.pane import Pane, Row
from coder.tui.widgets.wrap import fit, paragraphs

_PREVIEW_SECONDS = 0.05


class WritingScreen(StandardScreen, KeptText):
    """An editor with what its text will read like; `done` is told what saving did.

    What is written is kept as a draft once a second and is there again when the same text is opened.
    """

    COMMANDS_HERE = WRITING
    PARTS = ()
    NARROW = 100

    def __init__(
        self,
        title: str,
        text: str,
        draft: str,
        offers: Sequence[tuple[str, str]],
        save: Callable[[str, str], Outcome],
        done: Callable[[Outcome], None],
        beside: Sequence[str] = (),
        lacking: str = "",
    ) -> None:
        """Edit a text; `beside` are lines that one writes about, `lacking` says what cannot be linked to yet."""
        super().__init__()
        self._beside, self._lacking = list(beside), lacking
        self._heading, self._draft_name = title, draft
        self.written = self.saved = self.stands = text
        self._offers, self._save, self._done = list(offers), save, done
        self._said: dict[Link, str | None] = {}
        self._previewing: Timer | None = None

    def body(self) -> ComposeResult:
        """Yield editor and preview."""
        self.keeper = DraftKeeper(self.study, self._draft_name)
        kept = self.keeper.recall()
        self._is_back = kept is not None and kept.text != self.saved
        if kept is not None and kept.read is not None and self._is_back:
            # What was saved since is not what the draft was written over: saving it shows both.
            self.saved = kept.read
        with Horizontal(id="writing-body"):
            yield TextField(
                kept.text if kept and self._is_back else self.saved,
                id="writing-text",
                soft_wrap=True,
                show_line_numbers=False,
            )
            yield Pane(id="writing-preview")

    def begin(self) -> None:
        """Begin to write at the end."""
        self.begin_writing()
        self.call_after_refresh(self.repaint)
        if self._is_back:
            self.say(_("an unsaved text is back; {key} shows the saved one").format(key=self.key_for("writing_saved")))

    def repaint(self) -> None:
        """Draw everything in the theme and language of now."""
        self._said.clear()
        self.show_title(self._heading, self.who)
        self._show_preview()
        self.show_keys()

    def _show_preview(self) -> None:
        self._previewing = None
        pane = self.query_one("#writing-preview", Pane)
        cite = Citations(self.study)
        missing: list[str] = []

        def say(link: Link) -> str:
            key = Link(link.kind, link.target, 0, 0)
            if key not in self._said:
                self._said[key] = cite.say(link)
            said = self._said[key]
            if said is None:
                missing.append(link.target)
            return said or _("[missing: {target}]").format(target=link.target)

        text = rendered(self.area.text, say)
        width = max(10, pane.size.width - 2)
        rows: list[Row] = [((" " + _("As it will read"), self.paints.quiet),)]
        for line in text.split("\n"):
            rows += [((" " + part, self.paints.text),) for part in paragraphs(line, width)] or [()]
        height = max(1, pane.size.height)
        below = self._rows_beside(width, height - min(len(rows), max(2, height // 2)))
        height -= len(below)
        # The end is what is being written, unless the caret stands further up.
        share = self.area.cursor_location[0] / max(1, self.area.document.line_count)
        top = 0 if len(rows) <= height else min(len(rows) - height, int(share * len(rows)))
        pane.show([*rows[top : top + height], *below], self.paints.text)
        if missing:
            self.say(_("nothing is called {names}").format(names=listed(sorted(set(missing)))), bad=True)

    def _rows_beside(self, width: int, room: int) -> list[Row]:
        """Return what is written about, as far as there is room; how much is left out is said."""
        if not self._beside or room < 2:  # noqa: PLR2004  a rule and a line
            return []
        rows: list[Row] = [(("─" * (width + 2), self.paints.faint),)]
        for number, text in enumerate(self._beside):
            said: list[Row] = [((" " + line, self.paints.text),) for line in paragraphs(text, width, 3)]
            is_last = number == len(self._beside) - 1
            if len(rows) + len(said) + (not is_last) > room:
                more = self.with_keys(
                    _("and {count} more; {writing_cite} lists them"), count=f"{len(self._beside) - number:,}"
                )
                return [*rows, ((" " + fit(more, width), self.paints.quiet),)]
            rows += said
        return rows

    @on(TextArea.Changed)
    def _changed(self) -> None:
        """Show it as it will read; keys that come meanwhile are in it."""
        if self._previewing is None:
            self._previewing = self.set_timer(_PREVIEW_SECONDS, self._show_preview)

    def remember_place(self) -> None:
        """Keep the draft where the screen is closed from outside."""
        self.try_to_keep()

    def tell(self, sentence: str) -> None:
        """Say something in the status line."""
        self.warn(sentence)

    def follow(self) -> None:
        """Leave the text alone: what others write is shown when this is saved."""

    def action_saved(self) -> None:
        """Give up the draft and show the saved text; the editor's own undo brings the draft back."""
        area = self.area
        self.saved = self.stands
        area.replace(self.stands, (0, 0), area.document.end)
        self.say(_("this is the saved text; undo brings back what was not saved"))

    def action_cite(self) -> None:
        """Choose what to link to and put the link in at the caret."""
        if not self._offers:
            self.say(self._lacking or _("there is nothing to cite yet"), bad=True, whole=bool(self._lacking))
            return
        if self._lacking:
            self.say(self._lacking, whole=True)
        self.choose_one(_("Link to what?"), self._offers, self.area.insert)

    def action_save(self) -> None:
        """Save the text; one that cannot be saved stays here."""
        self.written = self.area.text
        try:
            outcome = self._save(self.written, self.saved)
        except UnseenError as error:
            self.try_to_keep()
            mine, theirs = self.written, error.theirs
            self.app.push_screen(BothTexts(mine, theirs, error.by), lambda which: self._joined(which, mine, theirs))
            return
        except CoderError as error:
            self.try_to_keep()
            self.say_error(error)
            return
        self._leave(outcome)

    def _joined(self, which: Which | None, mine: str, theirs: str) -> None:
        """Go on with what was chosen of two texts; from now on the other's is what was read."""
        if which is None:
            return
        self.saved = self.stands = theirs
        self.area.load_text(taken(which, mine, theirs))
        self.area.move_cursor(self.area.document.end)
        self.say(self.with_keys(_("{writing_save} saves this text in place of the other")))

    def action_leave(self) -> None:
        """Leave; what is not saved stays as a draft."""
        if not self.may_leave():
            return
        self.finished = True
        self.app.pop_screen()

    def _leave(self, outcome: Outcome) -> None:
        self.let_go()
        self.app.pop_screen()
        self._done(outcome)
