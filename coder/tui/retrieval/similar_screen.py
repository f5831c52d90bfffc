"""More like this: the passages of the study most like one, coded without leaving the list."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from rich.style import Style

from coder.i18n import _
from coder.language.likeness import Like
from coder.model.text import LineIndex, Span
from coder.record.texts import get_text
from coder.retrieval.similarity import Original, original_at, similar_apart
from coder.tui.codebook.help_commands import LIKE
from coder.tui.frame.reading import Beside, ReadingScreen
from coder.tui.retrieval.kwic import codes_line, columns
from coder.tui.retrieval.list_coding import ListCoding
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad

_MARKS = 3
_AROUND_WORDS = 40


class LikeScreen(ListCoding[Like], ReadingScreen):
    """The passages like one, the most alike first, and the one in focus in full."""

    COMMANDS_HERE = LIKE
    LIST, DETAIL, SHORT = "likes", "like", 32

    def __init__(self, original: Original) -> None:
        super().__init__()
        self._original = original
        self._texts: dict[str, tuple[str, LineIndex]] = {}

    def begin(self) -> None:
        """Begin to read."""
        super().begin()
        self.look_again()

    def resumed(self) -> None:
        """Show the codings that were made meanwhile."""
        self.reload()

    def words_of(self, item: Like) -> tuple[str, Span]:
        """Return the place of a passage."""
        return item.text, _span(item)

    def texts_changed(self) -> None:
        """Forget what was read of texts."""
        self._texts.clear()

    def look_again(self) -> None:
        """Look for the passages beside the screen's own thread."""
        self.reads_texts()
        study, original, began = self.study, self._original, monotonic()
        project = study.project()

        def read(beside: Beside[list[Like]]) -> list[Like]:
            told, stopped = beside.told, beside.stopped
            return similar_apart(study.path, project, original, seen=study.seen, told=told, stopped=stopped)

        def show(found: list[Like]) -> None:
            self.take(found)
            turns, sentences = _("{count} turns like it | {seconds} s"), _("{count} sentences like it | {seconds} s")
            said = turns if original.by_turns else sentences
            self.say_quietly(said.format(count=len(found), seconds=f"{monotonic() - began:.2f}"))

        self.say_quietly(_("reading"))
        self.read_beside("like", read, show)

    def title_text(self) -> str:
        """Return the words that the passages are like."""
        room = max(10, self.size.width - _AROUND_WORDS)
        return _("Like: {words}").format(words=fit(self._original.words.replace("\n", " "), room))

    def row(self, item: Like, *, here: bool) -> Row:
        """Return the row of a passage."""
        paints, width = self.paints, self.size.width
        back = Style(bgcolor=paints.selected) if here else Style()
        codes = self.codes_on(item.text, [_span(item)])[:_MARKS]
        first, _second, _left = columns(width)
        words = self._text(item.text)[0][item.start : item.end].replace("\n", " ")
        return (
            (f" {item.score:.2f}  ", paints.quiet + back),
            (pad(self._citation(item, first), first) + " ", (paints.text if here else paints.quiet) + back),
            *(("▌", paints.bracket(code.color) + back) for code in codes),
            (" " * (_MARKS - len(codes) + 1), back),
            (fit(words, max(4, width - first - _MARKS - 9)), paints.text + back),
            (" " * width, back),
        )

    def _text(self, key: str) -> tuple[str, LineIndex]:
        if key not in self._texts:
            study = self.study
            text = get_text(study.reader, study.project().transcript_by_id[key].text_hash)
            self._texts[key] = (text, LineIndex(text))
        return self._texts[key]

    def _citation(self, like: Like, width: int = 1000) -> str:
        """Return case and line, the line whole in any width."""
        case = self.project.case_by_id[self.project.transcript_by_id[like.text].case].title
        line = str(self._text(like.text)[1].line_of(like.start))
        return f"{fit(case, width - len(line) - 1)} {line}"

    def detail(self, width: int, height: int) -> Sequence[Row]:
        """Return the passage in focus, its place and its codes."""
        rows, like = [self.rule()], self.here
        if like is not None:
            codes = self.codes_on(like.text, [_span(like)])
            rows.append(codes_line(self._citation(like), [(c.title, c.color) for c in codes], width, self.paints))
            rows += self.lines(self._text(like.text)[0][like.start : like.end], self.paints.text, max(1, height - 2))
        return rows

    def open_item(self, item: Like) -> None:
        """Open the transcript at the passage, which is marked in it."""
        self.coder_app.open_transcript(item.text, item.start, [_span(item)])

    def action_more_like_this(self) -> None:
        """Look for passages like the one in focus."""
        if self.here is None:
            self.say(_("nothing found"), bad=True)
            return
        self._original = original_at(self.study.transcript(self.here.text), _span(self.here))
        self.take([])
        self.look_again()


def _span(like: Like) -> Span:
    return Span(like.start, like.end)
