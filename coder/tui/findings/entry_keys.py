"""Making, changing and removing findings, recommendations, figures and sources on a screen."""

from __future__ import annotations

from collections.abc import Callable

from coder.errors import CoderError, ConflictError
from coder.findings.entries import Entries
from coder.findings.entry_fields import Entry, EntryKind, Values, fields_of, kind_of_entry, values_of
from coder.i18n import _
from coder.model.written_apart import clashes, joined, words_of
from coder.tui.frame.asking.both_texts import BothTexts, Which
from coder.tui.frame.asking.form import FormScreen
from coder.tui.frame.asking.questions import refused
from coder.tui.frame.base import of_study
from coder.tui.frame.standard import StandardScreen


class EntryScreen(StandardScreen):
    """A screen of entries: a form makes and changes them; nothing that another window wrote is overwritten unseen."""

    entries = of_study(Entries)
    """The coder's acts on entries."""

    def entry_here(self) -> Entry | None:
        """Return the entry in focus."""
        return None

    def key_of_entry(self, entry: Entry) -> str:
        """Return the key by which the list of the screen finds an entry."""
        return entry.id

    def action_make(self, kind: EntryKind) -> None:
        """Fill in a new entry."""
        self._fill_in(kind, None, self.entries.blank(kind))

    def action_fields(self) -> None:
        """Change the fields of the entry in focus."""
        self.study.look_again()
        entry = self.entry_here()
        if entry is not None:
            self._fill_in(kind_of_entry(entry), entry, values_of(entry))

    def action_remove_entry(self) -> None:
        """Ask, and remove the entry in focus."""
        self.study.look_again()
        entry = self.entry_here()
        if entry is None:
            return
        removal = self.entries.removal(entry)
        title = _("Remove “{name}”?").format(name=f"{entry.id} {entry.title}")
        self.confirm(title, removal.lines, lambda: self.attempt(lambda: self.entries.remove(removal)))

    def _fill_in(self, kind: EntryKind, old: Entry | None, read: Values, shown: Values | None = None) -> None:
        """Open the form on what was read of an entry, or of none yet."""

        def check(values: Values) -> str:
            self.study.look_again()
            return refused(lambda _text: self.entries.read(kind, values, old))("")

        name = f"{old.id} {old.title}" if old is not None else _NEW[kind]()
        draft = f"{kind}-fields:{old.id if old is not None else ''}"
        form = FormScreen(
            self.study, name, draft, fields_of(kind, self.project, read, new=old is None), read, check, shown
        )

        def filled(values: Values) -> None:
            if old is None:
                self._save(form, None, self.entries.read(kind, values, None))
            elif values == form.read:
                form.keeper.forget()
            else:
                self._edit(form, kind, old.id, values)

        self.ask(form, filled)

    def _edit(self, form: FormScreen, kind: EntryKind, key: str, values: Values) -> None:
        """Change an entry that stands as it was read; where it does not, show what differs."""
        now = self.entries.entry(kind, key)
        held = values_of(now)
        if any(held[name] != form.read[name] for name in held):
            self._differs(form, kind, now, values)
        else:
            self._save(form, now, self.entries.read(kind, values, now))

    def _save(self, form: FormScreen, old: Entry | None, new: Entry) -> None:
        try:
            outcome = self.entries.add(new) if old is None else self.entries.edit(old, new)
        except ConflictError as error:
            self.say_error(error)
            self._fill_in(kind_of_entry(new), old, form.read, values_of(new))
        except CoderError as error:
            self.say_error(error)
        else:
            form.keeper.forget()
            self.done(outcome, self.key_of_entry(new))

    def _differs(self, form: FormScreen, kind: EntryKind, now: Entry, mine: Values) -> None:
        """Show what another window made of the entry meanwhile; the form comes back with what was chosen."""
        read, theirs = form.read, values_of(now)
        fields = fields_of(kind, self.project, theirs, new=False)
        labels = {field.name: field.label for field in fields}
        one_value = {field.name for field in fields if field.how in {"line", "one"}}
        both = [(name, labels[name]) for name in clashes(read, mine, theirs, labels)]
        if not both:
            self._fill_in(kind, now, theirs, joined(read, mine, theirs, one_value))
            return
        last = self.study.journal.changes_of(now.id)[-1].coder
        question = BothTexts(words_of(mine, both), words_of(theirs, both), self.project.coder_name(last))

        def answered(which: Which | None) -> None:
            # Who leaves the question has the own words before the eyes again, and it is asked again.
            if which is None:
                self._fill_in(kind, now, read, mine)
            else:
                self._fill_in(kind, now, theirs, joined(read, mine, theirs, one_value, which))

        self.app.push_screen(question, answered)


_NEW: dict[EntryKind, Callable[[], str]] = {
    "finding": lambda: _("New finding"),
    "recommendation": lambda: _("New recommendation"),
    "figure": lambda: _("New figure"),
    "source": lambda: _("New source of figures"),
}
