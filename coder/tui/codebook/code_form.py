"""Every field of a code, in one form."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from coder.errors import CoderError
from coder.i18n import _
from coder.model.codebook import Code
from coder.model.codetree import COLOR
from coder.model.keyword import check
from coder.tui.codebook.rows import join_words, split_words

_TALL = {"definition", "when_to_use", "when_not", "example", "keywords"}
_OF_CODES = ("when_to_use", "when_not", "example", "keywords", "exclude")


class CodeForm(ModalScreen[Code | None]):
    """Edits a code or theme; returns it as it is to be, None when left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f4", "save", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(self, code: Code, first: str = "name") -> None:
        super().__init__()
        self._code, self._first = code, first
        self._asked = False

    def _labels(self) -> dict[str, str]:
        labels = {
            "name": _("Name"),
            "name_en": _("English name"),
            "color": _("Colour"),
            "definition": _("Definition"),
            "when_to_use": _("When to use"),
            "when_not": _("When not"),
            "example": _("Example"),
            "keywords": _("Keywords"),
            "exclude": _("Exclusions"),
        }
        is_code = self._code.level == "code"
        return {name: label for name, label in labels.items() if is_code or name not in _OF_CODES}

    def compose(self) -> ComposeResult:
        """Lay out title, fields and keys."""
        with Vertical(id="form-box"):
            yield Static(Content(f"{self._code.id}  v{self._code.version}"), id="form-title")
            with VerticalScroll(id="form-fields", can_focus=False):
                for name, label in self._labels().items():
                    with Horizontal(classes="form-row tall" if name in _TALL else "form-row"):
                        yield Static(Content(label), classes="form-label")
                        if name in _TALL:
                            yield TextArea(
                                self._text_of(name),
                                id=f"form-{name}",
                                soft_wrap=True,
                                show_line_numbers=False,
                                compact=True,
                            )
                        else:
                            yield Input(self._text_of(name), id=f"form-{name}", compact=True)
            yield Static(Content(_("Tab next field | ^S or F4 save | Esc leave")), id="form-keys")

    def on_mount(self) -> None:
        """Begin in the field that was asked for."""
        self.query_one(f"#form-{self._first}").focus()

    def _text_of(self, name: str) -> str:
        value = getattr(self._code, name)
        return join_words(value) if isinstance(value, tuple) else str(value)

    def _written(self, name: str) -> str:
        field = self.query_one(f"#form-{name}")
        return field.text if isinstance(field, TextArea) else field.value if isinstance(field, Input) else ""

    def _edited(self) -> Code:
        """Return the code as the fields say; a list that was not touched stays as it is, whatever its words hold."""
        values: dict[str, object] = {}
        for name in self._labels():
            written = self._written(name)
            if written != self._text_of(name):
                is_list = isinstance(getattr(self._code, name), tuple)
                values[name] = split_words(written) if is_list else written.strip()
        return replace(self._code, **values)  # type: ignore[arg-type]

    def _say(self, message: str) -> None:
        self.query_one("#form-keys", Static).update(Content(message))

    def action_save(self) -> None:
        """Give back the code, if its fields are right."""
        code = self._edited()
        if not code.name:
            self._say(_("the name is empty"))
        elif not COLOR.fullmatch(code.color):
            self._say(_("{color} is no colour").format(color=code.color) + " | " + _("write it as #1F77B4"))
        elif wrong := _wrong_keyword(code):
            self._say(wrong)
        else:
            self.dismiss(code)

    def action_leave(self) -> None:
        """Leave; what was changed is lost only when that was said before."""
        if self._edited() != self._code and not self._asked:
            self._asked = True
            self._say(_("Changed: ^S saves, Esc again leaves it unsaved"))
            return
        self.dismiss(None)


def _wrong_keyword(code: Code) -> str:
    """Return what is wrong with a keyword that is a pattern, or nothing."""
    for word in (*code.keywords, *code.exclude):
        try:
            check(word)
        except CoderError as error:
            return f"{error.message} | {error.hint}"
    return ""
