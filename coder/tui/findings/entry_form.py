"""Every field of a finding, recommendation, figure or source, in one form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from coder.findings.entry_fields import Field, Values
from coder.i18n import _, listed
from coder.record.drafts import DraftKeeper
from coder.record.study import Study
from coder.tui.frame.asking.form import FormScreen
from coder.tui.frame.asking.ticking import TickScreen
from coder.tui.widgets.fields import LineField, TextField
from coder.tui.widgets.telling import Telling


class ChoiceField(Telling, Static, can_focus=True):
    """What is chosen of some options, in words; Enter or a click asks for others."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "ask", show=False)]

    class Asked(Message):
        """Other options are asked for."""

        def __init__(self, field: ChoiceField) -> None:
            super().__init__()
            self.field = field

    def __init__(self, field: Field, held: tuple[str, ...]) -> None:
        super().__init__(id=f"form-{field.name}")
        self.field = field
        self.held: tuple[str, ...] = ()
        self.hold(held)

    def hold(self, held: tuple[str, ...]) -> None:
        """Hold other options."""
        self.held = held
        labels = dict(self.field.options)
        told = listed(labels.get(key, key).split("  ")[0] for key in held)
        if self.field.how == "several" and held:
            told = _("{count}: {names}").format(count=len(held), names=told)
        self.update(Content(told or _("(none; Enter chooses)")))

    def action_ask(self) -> None:
        """Ask for others."""
        self.post_message(self.Asked(self))

    def on_click(self) -> None:
        """Ask for others."""
        self.action_ask()


class EntryForm(FormScreen[Values]):
    """Edits what was `read`; returns the values as they are to be, None when left.

    `shown` is what the fields hold at first where that is something else. `check` says what is wrong with the values.
    What is left unsaved stays as a draft under `draft`, which who saves the values forgets.
    """

    SHAPE = "form entry"

    def __init__(
        self,
        study: Study,
        title: str,
        draft: str,
        fields: Sequence[Field],
        read: Values,
        check: Callable[[Values], str],
        shown: Values | None = None,
        first: str = "",
    ) -> None:
        super().__init__(title, DraftKeeper(study, draft))
        self._fields, self._check = fields, check
        self._first = first or fields[0].name
        self.read: Values = read
        self._shown = shown or read
        if shown is None and (kept := self.recall()) is not None:
            # Saved over the entry as it was read then, it meets what others wrote since.
            self.read = {**read, **kept[0]}
            self._shown = {**self.read, **kept[1]}

    def body(self) -> ComposeResult:
        """Yield the fields."""
        with VerticalScroll(id="form-fields", can_focus=False):
            for field in self._fields:
                with Horizontal(classes=f"form-row {_HEIGHTS[field.how]}"):
                    yield Static(Content(field.label), classes="form-label")
                    yield self._widget(field)

    def _widget(self, field: Field) -> ChoiceField | TextField | LineField:
        value = self._shown[field.name]
        if field.how in {"one", "several"}:
            return ChoiceField(field, value if isinstance(value, tuple) else (value,) if value else ())
        return self.form_field(field.name, str(value), is_tall=field.how == "text")

    def on_mount(self) -> None:
        """Begin in the first field, or in the one that was asked for."""
        self.query_one(f"#form-{self._first}").focus()

    def _value(self, field: Field) -> str | tuple[str, ...]:
        widget = self.query_one(f"#form-{field.name}")
        if isinstance(widget, ChoiceField):
            return widget.held if field.how == "several" else "".join(widget.held)
        return self.written(field.name)

    def values(self) -> dict[str, str | tuple[str, ...]]:
        """Return what the fields say; a text that was not touched stays as it is, with its blanks."""
        values = dict(self.read)
        for field in self._fields:
            written = self._value(field)
            values[field.name] = (
                written.strip() if isinstance(written, str) and written != values[field.name] else written
            )
        return values

    @on(ChoiceField.Asked)
    def _asked(self, event: ChoiceField.Asked) -> None:
        event.stop()
        choice = event.field

        def chosen(held: tuple[str, ...] | None) -> None:
            if held is not None:
                choice.hold(held)

        field = choice.field
        self.app.push_screen(
            TickScreen(field.label, field.options, choice.held, several=field.how == "several"), chosen
        )

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    def action_save(self) -> None:
        """Give back the values, if they are right."""
        values = self.values()
        if wrong := self._check(values):
            self.tell(wrong)
            return
        # Until it is saved: that may be refused.
        self.try_to_keep()
        self.finished = True
        self.dismiss(values)

    def names(self) -> Iterable[str]:
        """Return the names of the fields."""
        return [field.name for field in self._fields]

    def changed(self) -> tuple[Values, Values]:
        """Return the fields that were changed, as they are and as they were read."""
        new = self.values()
        names = [name for name in new if new[name] != self.read[name]]
        return {n: new[n] for n in names}, {n: self.read[n] for n in names}

    def action_saved(self) -> None:
        """Show the saved values in place of the draft."""
        for field in self._fields:
            widget, value = self.query_one(f"#form-{field.name}"), self.read[field.name]
            if isinstance(widget, ChoiceField):
                widget.hold(value if isinstance(value, tuple) else (value,) if value else ())
            else:
                self.show(field.name, str(value))


_HEIGHTS = {"line": "", "one": "", "text": "tall", "several": "choice"}
