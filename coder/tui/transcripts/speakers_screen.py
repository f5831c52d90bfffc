"""The speaker desk: every label that could be a speaker, what follows it, and what is decided on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from rich.style import Style

from coder.coding.undo_place import Reach, UndoPlace, on_object
from coder.i18n import _
from coder.model.journal.change import ActSummary
from coder.model.names.speakers import Candidate, SpeakerRules
from coder.model.text import Role
from coder.model.values.value_names import reason_name, role_name
from coder.record.outcome import Outcome
from coder.record.unseen import require_seen
from coder.transcripts.speaker_decisions import pattern_of
from coder.transcripts.speaker_desk import FileDesk, SpeakerDesk, StudyDesk, called, next_role, ordered, other_way
from coder.tui.frame.asking.questions import AskScreen, refused
from coder.tui.frame.command import Command
from coder.tui.frame.line_editing import edit_line
from coder.tui.frame.queue import QueueScreen
from coder.tui.transcripts.commands import SPEAKERS
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad, paragraphs

_NAME, _ROLE, _COUNT, _SHARE, _LEAST = 20, 12, 6, 6, 10
_TURNS = 12
_ON_A_LABEL = frozenset({"open", "role", "refuse"})


class Then(Protocol):
    """What follows when a file was taken in; `rest`: those behind it are to be taken in too."""

    def __call__(self, outcome: Outcome, *, rest: bool) -> None:
        """Go on."""


class SpeakersScreen(QueueScreen[Candidate]):
    """The candidates in a list; below it the first turns as they stand now, and why the label counts or not."""

    COMMANDS_HERE = SPEAKERS
    KEY = "name"
    UNDONE = frozenset({"transcript"})

    def __init__(self, desk: SpeakerDesk, then: Then | None = None, at: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self.desk, self._then, self._at = desk, then, at

    @property
    def _is_last(self) -> bool:
        """Whether no other file waits behind this one."""
        return self._at[0] == self._at[1]

    def reload(self, at: str = "") -> None:
        """Show the candidates; the focus stays on its label."""
        if isinstance(self.desk, StudyDesk):
            self.desk.look()
        self.take(ordered(self.desk.reading), at)
        if self.desk.before:
            self.say(self.with_keys(" ".join(self._what_to_do())), whole=True)

    def _what_to_do(self) -> Iterator[str]:
        """Yield what is to be looked at in the file, and the keys that take it in."""
        if isinstance(self.desk, FileDesk) and self.desk.has_namesake:
            yield _("A transcript has this name already: {speaker_case} says which case the file belongs to.")
        elif isinstance(self.desk, FileDesk) and (case := self.desk.joined_case()):
            said = _("By its name the file joins the case {case}: {speaker_case} says another.")
            yield said.replace("{case}", case.replace("{", "{{").replace("}", "}}"))
        if self.items and not any(candidate.role is Role.INTERVIEWER for candidate in self.items):
            yield _("Nobody is an interviewer yet: {speaker_role} gives the next role.")
        yield _("{speaker_take} imports the file; nothing is written before.")
        if not self._is_last:
            yield _("{speaker_take_rest} imports this and all clear ones behind it.")

    def word_of(self, command: Command) -> str | None:
        """Return what a key does on the row in focus: it makes a speaker of what is none."""
        here = self.here
        if command.action.startswith("take") and not self.desk.before:
            return None
        if command.action == "take(True)" and self._is_last:
            return None
        if command.action in _ON_A_LABEL and here is None:
            return None
        if command.action == "refuse" and here is not None and not here.taken:
            return _("speaker")
        return super().word_of(command)

    def show_detail(self) -> None:
        """Show the turns and the reasons, and the keys of the row in focus."""
        super().show_detail()
        self.show_keys()

    def title_text(self) -> str:
        """Return whose speakers these are, and whether they are clear."""
        speakers = len({candidate.speaker for candidate in self.items if candidate.taken})
        title = _("{count} speakers in {name}").format(count=speakers, name=self.desk.name)
        number, count = self._at
        if count > 1:
            title = _("File {number} of {count}: {title}").format(number=number, count=count, title=title)
        unclear = "" if self.desk.reading.sure else " | " + _("it is unclear who speaks")
        case = " | " + _("case {name}").format(name=self.desk.case_name()) if isinstance(self.desk, FileDesk) else ""
        return title + unclear + case + (" | " + _("not yet imported") if self.desk.before else "")

    def row(self, item: Candidate, *, here: bool) -> Row:
        """Return the row of a label: who it is, in which role, how often, with which share, and its first words."""
        style = (self.paints.text if item.taken else self.paints.quiet) + Style(reverse=here)
        whole = sum(candidate.chars for candidate in self.items if candidate.taken) or 1
        name = item.name if item.speaker in {"", item.name} else f"{item.name} → {item.speaker}"
        share = f"{item.chars / whole:.0%}" if item.taken else ""
        rest = max(_LEAST, self.size.width - _NAME - _ROLE - _COUNT - _SHARE - 2)
        return (
            (pad(f" {fit(name, _NAME - 2)}", _NAME), style),
            (pad(role_name(item.role) if item.taken else _("no speaker"), _ROLE), style),
            (pad(f"×{item.count}", _COUNT), style),
            (pad(share, _SHARE), style),
            (pad(f" {item.first}", rest + 2), style),
        )

    def nothing(self, width: int) -> Sequence[Row]:
        """Return that nobody is named, what to do where somebody should be, and how the text begins."""
        told = self.lines(_("Nobody is named; each paragraph is a respondent's."), self.paints.text, width=width)
        if isinstance(self.desk, FileDesk) and not self.desk.reading.sure:
            way = _(
                "If somebody should be, begin their lines with a name and a colon in the file and import it again; "
                "{speaker_form} reads a form of your own."
            )
            way = self.with_keys(way)
            told = [*told, *self.lines(way, self.paints.quiet, width=width)]
        return [*told, (), *self._turns(width, _TURNS)]

    def looked(self, item: Candidate, width: int, height: int, room: int) -> tuple[Sequence[Row], Sequence[Row]]:
        """Return the first turns as they stand now, and why the label counts or not."""
        return self._turns(width, height), self._reasons(item, room)

    def _turns(self, width: int, height: int) -> list[Row]:
        rows: list[Row] = [((" " + _("The first turns"), self.paints.strong),)]
        for turn in [t for t in self.desk.reading.turns if t.role is not Role.NONE][: min(_TURNS, height)]:
            said = " ".join(self.desk.text[turn.body : min(turn.end, turn.body + 2 * width)].split())
            style = self.paints.interviewer if turn.role is Role.INTERVIEWER else self.paints.text
            head = f" {turn.speaker or '—'}：{said}"
            rows.append(((fit(head, max(_LEAST, width)), style),))
        return rows

    def _reasons(self, item: Candidate, room: int) -> list[Row]:
        rows: list[Row] = [((" " + _("Why"), self.paints.strong),)]
        rows += [((" " + line, self.paints.text),) for line in paragraphs(reason_name(item.why), max(_LEAST, room - 1))]
        if isinstance(self.desk, FileDesk) and self.desk.left_out:
            left = _("Left out of {file}: {what}").format(file=self.desk.name, what=" | ".join(self.desk.left_out))
            rows += [(), *(((" " + line, self.paints.quiet),) for line in paragraphs(left, max(_LEAST, room - 1)))]
        return rows

    def _decide(self, rules: SpeakerRules) -> None:
        at = self.here.name if self.here else ""
        if self.desk.before:
            self.desk.decide(rules)
            self.reload(at)
        else:
            self.attempt(partial(self._act, rules), at)

    def _act(self, rules: SpeakerRules) -> Outcome:
        journal = self.study.journal
        before = journal.written
        self.desk.decide(rules)
        if journal.written == before:
            return Outcome("", _("who speaks stands so already"))
        return Outcome(journal.written, _("changed who speaks"))

    def open_item(self, item: Candidate) -> None:
        """Ask what the speaker in focus is called."""
        question = _("What is “{name}” called? Another speaker's name makes them one.").format(name=item.name)
        if self.desk.before:
            self.ask(AskScreen(question, item.speaker), lambda name: self._decide(called(item, name or item.name)))
        else:
            draft = f"speaker:{self.desk.name}:{item.name}"
            edit_line(self, question, item.speaker, partial(self._call, item), at=item.name, draft=draft)

    def _call(self, label: Candidate, name: str, read: str) -> Outcome:
        """Give a label's speaker another name, over the one that was `read`."""
        desk = self.desk
        if isinstance(desk, StudyDesk):
            desk.look()
            now = next((one for one in desk.reading.candidates if one.name == label.name), label)
            require_seen(self.study, desk.transcript, read, now.speaker)
        return self._act(called(label, name or label.name))

    def action_role(self) -> None:
        """Give the label in focus the next role."""
        if self.here is not None:
            self._decide(next_role(self.here))

    def action_refuse(self) -> None:
        """Say that the label in focus is no speaker, or is one after all."""
        if self.here is not None:
            self._decide(other_way(self.here))

    def action_form(self) -> None:
        """Ask for a form of labels of one's own, and show the turns by it."""
        question = _("Your own label form, a regular expression; its first group is the name, as in (Ann|Bob):")
        rules = self.desk.form
        form = rules.pattern if rules else ""

        def decide(text: str | None) -> None:
            if text and text.strip() and text != form:
                self._decide(SpeakerRules(pattern=pattern_of(text.strip())))

        self.ask(AskScreen(question, form, refused(pattern_of)), decide)

    def undo_place(self) -> UndoPlace:
        """Return the place: what was decided on this transcript's speakers, and no other act."""
        desk, journal = self.desk, self.study.journal
        here = on_object(journal, self.UNDONE, "", desk.transcript if isinstance(desk, StudyDesk) else "")

        def reach(act: ActSummary) -> Reach:
            return here.reach(act) if act.verb.startswith("speakers:") else "elsewhere"

        return replace(here, reach=reach, asks=False)

    def action_take(self, rest: bool = False) -> None:
        """Take the file in as it is shown, and go back; with `rest` the files behind it, where they are clear."""
        desk = self.desk
        if not isinstance(desk, FileDesk):
            self.say(_("it is in the study already"))
            return
        if desk.has_namesake:
            self._choose_case(desk, lambda: self.action_take(rest))
            return
        outcome = self.tried(desk.take_in)
        if outcome is not None:
            self.app.pop_screen()
            if self._then is not None:
                self._then(outcome, rest=rest)

    def action_case(self) -> None:
        """Ask which case the file belongs to, or the transcript."""
        desk = self.desk
        if isinstance(desk, FileDesk):
            self._choose_case(desk)
        elif isinstance(desk, StudyDesk):
            from coder.coding.whole_transcripts import move_transcript

            transcript = desk.transcript
            cases = [(c.id, f"{c.id} {c.title}") for c in self.project.cases]

            def move(case: str) -> bool:
                return self.attempt(lambda: move_transcript(self.study, transcript, case))

            self.choose_one(_("To which case?"), cases, move, self.project.transcript_by_id[transcript].case)

    def _choose_case(self, desk: FileDesk, then: Callable[[], None] | None = None) -> None:
        cases = [("", _("a new case of its own"))]
        cases += [(c.id, f"{c.id} {c.title}") for c in self.project.cases]

        def chosen(case: str) -> None:
            desk.case = case
            if then is not None:
                then()
            else:
                self.reload(self.here.name if self.here else "")

        self.choose_one(_("To which case?"), cases, chosen, desk.case or "")
