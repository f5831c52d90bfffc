"""A form over the screen: every field of one object, with a draft of what was left unsaved."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from coder.findings.entry_fields import Field, Values
from coder.i18n import _, listed
from coder.record.drafts import DraftKeeper
from coder.record.study import Study
from coder.tui.frame.asking.box import Box
from coder.tui.frame.asking.ticking import TickScreen
from coder.tui.frame.drafting import Drafting
from coder.tui.widgets.fields import LineField, TextField
from coder.tui.widgets.telling import Telling

Kept = dict[str, str | tuple[str, ...]]
_HEIGHTS = {"line": "", "one": "", "text": "tall", "several": "choice"}


class ChoiceField(Telling, Static, can_focus=True):
    """What is chosen of some options, in words; Enter or a click asks for others."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "ask", show=False)]

    def __init__(self, field: Field, held: str | tuple[str, ...]) -> None:
        super().__init__(id=f"form-{field.name}")
        self.field = field
        self.held: tuple[str, ...] = ()
        self.hold(held)

    def hold(self, held: str | tuple[str, ...]) -> None:
        """Hold other options, or one."""
        self.held = held if isinstance(held, tuple) else (held,) if held else ()
        labels = dict(self.field.options)
        told = listed(labels.get(key, key).split("  ")[0] for key in self.held)
        if self.field.how == "several" and self.held:
            told = _("{count}: {names}").format(count=len(self.held), names=told)
        self.update(Content(told or _("(none; Enter chooses)")))

    def action_ask(self) -> None:
        """Ask for others."""

        def chosen(held: tuple[str, ...] | None) -> None:
            if held is not None:
                self.hold(held)

        field = self.field
        self.app.push_screen(TickScreen(field.label, field.options, self.held, several=field.how == "several"), chosen)

    def on_click(self) -> None:
        """Ask for others."""
        self.action_ask()


class FormScreen(Box[Values | None], Drafting):
    """Edits what was `read`; returns the values as they are to be, None when left.

    `shown` is what the fields hold at first where that is something else. `check` says what is wrong with the values.
    What is left unsaved stays as a draft under `draft`, which who saves the values forgets.
    """

    SHAPE = "form entry"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f4", "save", show=False, priority=True),
        Binding("f8", "saved", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

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
        super().__init__(title, _("Tab next field | ^S or F4 save | Esc leave"))
        self.keeper = DraftKeeper(study, draft)
        self.finished = False
        self._fields, self._check = fields, check
        self._first = first or fields[0].name
        self.read: Values = read
        self._shown = shown or read
        if shown is None and (kept := self.recall()) is not None:
            # Saved over the object as it was read then, it meets what others wrote since.
            self.read = {**read, **kept[0]}
            self._shown = {**self.read, **kept[1]}

    def recall(self) -> tuple[Kept, Kept] | None:
        """Return what the draft's fields were read as and what they held, None without one."""
        kept = self.keeper.recall()
        if kept is None or kept.read is None:
            return None
        back = _("an unsaved text is back; {key} shows the saved one").format(key="F8")
        self.keys = f"{back} | " + _("^S or F4 save")
        return _fields(kept.read), _fields(kept.text)

    def body(self) -> ComposeResult:
        """Yield the fields."""
        with VerticalScroll(id="form-fields", can_focus=False):
            for field in self._fields:
                with Horizontal(classes=f"form-row {_HEIGHTS[field.how]}"):
                    yield Static(Content(field.label), classes="form-label")
                    yield self._widget(field, self._shown[field.name])

    def _widget(self, field: Field, value: str | tuple[str, ...]) -> Widget:
        if field.how in {"one", "several"}:
            return ChoiceField(field, value)
        name = f"form-{field.name}"
        if field.how == "text":
            return TextField(str(value), id=name, soft_wrap=True, show_line_numbers=False, compact=True)
        return LineField(str(value), id=name, compact=True)

    def on_mount(self) -> None:
        """Begin in the first field, or in the one that was asked for."""
        self.query_one(f"#form-{self._first}").focus()

    def _value(self, field: Field) -> str | tuple[str, ...]:
        widget = self.query_one(f"#form-{field.name}")
        if isinstance(widget, ChoiceField):
            return widget.held if field.how == "several" else "".join(widget.held)
        return widget.text if isinstance(widget, TextArea) else widget.value if isinstance(widget, Input) else ""

    def values(self) -> dict[str, str | tuple[str, ...]]:
        """Return what the fields say; a text that was not touched stays as it is, with its blanks."""
        values = dict(self.read)
        for field in self._fields:
            written = self._value(field)
            is_new = isinstance(written, str) and written != values[field.name]
            values[field.name] = written.strip() if is_new and isinstance(written, str) else written
        return values

    def keep_draft(self) -> None:
        """Keep the fields that were changed, with what they held."""
        if self.finished or not all(self.query(f"#form-{field.name}") for field in self._fields):
            return  # it is just coming or going
        new = self.values()
        names = [name for name in new if new[name] != self.read[name]]
        if names:
            held = ({name: values[name] for name in names} for values in (new, self.read))
            self.keeper.keep(*(json.dumps(fields, ensure_ascii=False) for fields in held))
        else:
            self.keeper.forget()

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

    def action_saved(self) -> None:
        """Show the saved values in place of the draft."""
        for field in self._fields:
            widget, value = self.query_one(f"#form-{field.name}"), self.read[field.name]
            if isinstance(widget, ChoiceField):
                widget.hold(value)
            elif isinstance(widget, TextArea):
                widget.load_text(str(value))
            elif isinstance(widget, Input):
                widget.value = str(value)

    def action_leave(self) -> None:
        """Leave; what is not saved stays as a draft."""
        if self.may_leave():
            self.finished = True
            self.dismiss(None)


def _fields(text: str) -> Kept:
    """Return the fields of a kept draft; lists are tuples again."""
    return {name: tuple(v) if isinstance(v, list) else str(v) for name, v in json.loads(text).items()}
