"""A form over the screen: the fields of one object, with a draft of what was left unsaved."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea

from coder.i18n import _
from coder.record.drafts import DraftKeeper
from coder.tui.frame.asking.box import Box, Result
from coder.tui.frame.drafting import Drafting
from coder.tui.widgets.fields import LineField, TextField

Kept = dict[str, str | tuple[str, ...]]


class FormScreen(Box[Result | None], Drafting):
    """Fields named `#form-NAME` over a line of keys; gives back None when left."""

    SHAPE = "form"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f4", "save", show=False, priority=True),
        Binding("f8", "saved", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(self, title: str, keeper: DraftKeeper) -> None:
        super().__init__(title, _("Tab next field | ^S or F4 save | Esc leave"))
        self.keeper = keeper
        self.finished = False

    def recall(self) -> tuple[Kept, Kept] | None:
        """Return what the draft's fields were read as and what they held, None without one."""
        kept = self.keeper.recall()
        if kept is None or kept.read is None:
            return None
        back = _("an unsaved text is back; {key} shows the saved one").format(key="F8")
        self.keys = f"{back} | " + _("^S or F4 save")
        return _fields(kept.read), _fields(kept.text)

    def names(self) -> Iterable[str]:
        """Return the names of the fields."""
        raise NotImplementedError

    def changed(self) -> tuple[Mapping[str, object], Mapping[str, object]]:
        """Return the fields that were changed, as they are and as they were read."""
        raise NotImplementedError

    def form_field(self, name: str, text: str, *, is_tall: bool) -> TextField | LineField:
        """Return a field, of several rows or of one."""
        if is_tall:
            return TextField(text, id=f"form-{name}", soft_wrap=True, show_line_numbers=False, compact=True)
        return LineField(text, id=f"form-{name}", compact=True)

    def written(self, name: str) -> str:
        """Return what stands in a field of text."""
        field = self.query_one(f"#form-{name}")
        return field.text if isinstance(field, TextArea) else field.value if isinstance(field, Input) else ""

    def show(self, name: str, text: str) -> None:
        """Put a text into a field."""
        field = self.query_one(f"#form-{name}")
        if isinstance(field, TextArea):
            field.load_text(text)
        elif isinstance(field, Input):
            field.value = text

    def keep_draft(self) -> None:
        """Keep the fields that were changed, with what they held."""
        if self.finished or not all(self.query(f"#form-{name}") for name in self.names()):
            return  # it is just coming or going
        new, read = self.changed()
        if new:
            self.keeper.keep(*(json.dumps(dict(fields), ensure_ascii=False) for fields in (new, read)))
        else:
            self.keeper.forget()

    def action_leave(self) -> None:
        """Leave; what is not saved stays as a draft."""
        if self.may_leave():
            self.finished = True
            self.dismiss(None)


def _fields(text: str) -> Kept:
    """Return the fields of a kept draft; lists are tuples again."""
    return {name: tuple(v) if isinstance(v, list) else str(v) for name, v in json.loads(text).items()}
