"""Codes that could be merged: the pairs, what speaks for each, and the merge itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from coder.codebook.overlaps import Overlap, cautions, overlaps, reasons
from coder.errors import CoderError
from coder.i18n import N_, _, labelled
from coder.model.codebook import Code
from coder.tui.codebook.help_commands import OVERLAPS
from coder.tui.codebook.speech_list import SpeechList
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad, pad_start

_COUNT = 11
_COUNTS = 3 * _COUNT + 1


class OverlapsScreen(SpeechList[Overlap]):
    """Pairs of codes, those for which most speaks first."""

    COMMANDS_HERE = OVERLAPS
    SCREEN_TITLE = N_("Codes that could be merged")
    LIST, DETAIL, FILTERS = "pairs", "pair", "overlaps"

    def key_of(self, item: Overlap) -> str:
        """Return the two codes."""
        return f"{item.code} {item.other}"

    def reload(self, at: str = "") -> None:
        """Read the pairs anew: an act has changed the codebook; the status line keeps what it said."""
        known = self.project.code_by_id
        usable = {key for key, code in known.items() if not code.archived}
        self.take([p for p in self.items if {p.code, p.other} <= usable], at)
        self._compare(self.take)

    @property
    def code_here(self) -> Code | None:
        """The first code of the pair in focus."""
        return self._now(self.here.code) if self.here else None

    def look(self) -> None:
        """Compare the codes, and say how many pairs there are."""

        def show(pairs: list[Overlap]) -> None:
            self.take(pairs)
            said = _("{count} pairs could be merged") if pairs else _("no two codes are so alike")
            self.say_quietly(said.format(count=len(pairs)))

        self.say_quietly(_("reading"))
        self._compare(show)

    def _compare(self, show: Callable[[list[Overlap]], object]) -> None:
        def failed(error: CoderError) -> None:
            self.take([])
            self.say_error(error)

        # How far it is would take away what an act said.
        self.read_speech(lambda speech: overlaps(replace(speech, told=lambda _done, _of: None)), show, failed)

    @property
    def _names_width(self) -> int:
        return max(10, self.size.width - _COUNTS)

    def columns(self) -> Row:
        """Return the names of the columns."""
        columns = "".join(pad_start(name, _COUNT) for name in (_("together"), _("of rarer"), _("same words")))
        return ((pad("  " + _("codes"), self._names_width), self.paints.quiet), (columns, self.paints.quiet))

    def row(self, item: Overlap, *, here: bool) -> Row:
        """Return the row of a pair."""
        codes = self.project.code_by_id
        one, other = codes[item.code], codes[item.other]
        style, width = self.row_style(here=here), self._names_width
        half = (width - 7) // 2
        counts = (str(item.passages or ""), f"{item.share:.0%}" if item.passages else "", f"{item.cosine:.2f}")
        return (
            (" > " if here else "   ", style),
            ("▌", self.paints.bracket(one.color)),
            (pad(one.title, half), style),
            (" ", style),
            ("▌", self.paints.bracket(other.color)),
            (pad(other.title, width - half - 6), style),
            ("".join(pad_start(count, _COUNT) for count in counts), style),
            (" " * self.size.width, style),
        )

    def detail(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002  what is too much is cut
        """Return what speaks for the merge and against it, and what the two codes mean."""
        rows, pair, paints = [self.rule()], self.here, self.paints
        if pair is None:
            return rows
        for sentence in reasons(pair):
            rows += self.lines(sentence, paints.text, 2)
        for sentence in cautions(self.project, pair):
            rows += self.lines(sentence, paints.warn, 2)
        for code in (self.project.code_by_id[pair.code], self.project.code_by_id[pair.other]):
            meaning = fit(labelled(code.title, code.defined), width - 3)
            rows.append(((" ", paints.text), ("▌", paints.bracket(code.color)), (meaning, paints.quiet)))
        return rows

    def open_item(self, item: Overlap) -> None:  # noqa: ARG002  the pair in focus
        """Merge the pair."""
        self.action_merge()

    def action_merge(self) -> None:
        """Ask which of the two is to stay, show what the merge touches, and do it."""
        pair = self.here
        if pair is None:
            self.say(_("no two codes are so alike"), bad=True)
            return
        one, other = self._now(pair.code), self._now(pair.other)
        options = [
            (other.id, _("“{old}” is merged into “{new}”").format(old=one.title, new=other.title)),
            (one.id, _("“{old}” is merged into “{new}”").format(old=other.title, new=one.title)),
        ]
        self.choose_one(
            _("Which code stays?"), options, lambda into: self._merge(one if into == other.id else other, into)
        )

    def action_words(self) -> None:
        """Show words for the first code."""
        from coder.tui.codebook.words_screen import WordsScreen

        if self.here is not None:
            self.app.push_screen(WordsScreen(self.here.code))
