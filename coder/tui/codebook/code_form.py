"""Every field of a code, in one form."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from coder.errors import CoderError
from coder.i18n import _
from coder.model.codebook import Code
from coder.model.counting.codetree import COLOR
from coder.model.keyword import check
from coder.record.drafts import DraftKeeper
from coder.record.study import Study
from coder.tui.codebook.rows import join_words, split_words
from coder.tui.frame.drafting import Drafting
from coder.tui.widgets.fields import LineField, TextField, TooLong

"""Characters in a field of one line: a name longer than this is a definition."""
_TALL = {"definition", "when_to_use", "when_not", "example", "keywords"}
_OF_CODES = ("when_to_use", "when_not", "example", "keywords", "exclude")


def field_labels() -> dict[str, str]:
    """Return what the fields of a code are called."""
    return {
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


class CodeForm(Drafting, ModalScreen[Code | None]):
    """Edits a code or theme that was read as `code`; returns it as it is to be, None when left.

    `shown` is what the fields hold at first where that is not the code itself. What is left unsaved stays as a draft.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f4", "save", show=False, priority=True),
        Binding("f8", "saved", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(self, study: Study, code: Code, first: str = "name", shown: Code | None = None) -> None:
        super().__init__()
        self.code, self._shown, self._first = code, shown or code, first
        self._keeper = DraftKeeper(study, f"code:{code.id}")
        self._finished = self._is_back = False
        if shown is None and (draft := self._keeper.recall()) is not None and draft.read is not None:
            self._is_back = True
            # Saved over the code as it was read then, it meets what others wrote since.
            self.code = replace(code, **_fields(draft.read))
            self._shown = replace(self.code, **_fields(draft.text))

    def _labels(self) -> dict[str, str]:
        is_code = self.code.level == "code"
        return {name: label for name, label in field_labels().items() if is_code or name not in _OF_CODES}

    def compose(self) -> ComposeResult:
        """Lay out title, fields and keys."""
        with Vertical(id="form-box"):
            yield Static(Content(f"{self.code.id}  v{self.code.version}"), id="form-title")
            with VerticalScroll(id="form-fields", can_focus=False):
                for name, label in self._labels().items():
                    with Horizontal(classes="form-row tall" if name in _TALL else "form-row"):
                        yield Static(Content(label), classes="form-label")
                        if name in _TALL:
                            yield TextField(
                                _text_of(self._shown, name),
                                id=f"form-{name}",
                                soft_wrap=True,
                                show_line_numbers=False,
                                compact=True,
                            )
                        else:
                            yield LineField(_text_of(self._shown, name), id=f"form-{name}", compact=True)
            yield Static(Content(self._keys()), id="form-keys")

    def _keys(self) -> str:
        if self._is_back:
            return _("an unsaved text is back; {key} shows the saved one").format(key="F8") + " | " + _("^S or F4 save")
        return _("Tab next field | ^S or F4 save | Esc leave")

    def on_mount(self) -> None:
        """Begin in the field that was asked for."""
        self.query_one(f"#form-{self._first}").focus()

    def _written(self, name: str) -> str:
        field = self.query_one(f"#form-{name}")
        return field.text if isinstance(field, TextArea) else field.value if isinstance(field, Input) else ""

    def _edited(self) -> Code:
        """Return the code as the fields say; a list that was not touched stays as it is, whatever its words hold."""
        values: dict[str, object] = {}
        for name in self._labels():
            written = self._written(name)
            if written == _text_of(self._shown, name):
                values[name] = getattr(self._shown, name)
            elif written != _text_of(self.code, name):
                is_list = isinstance(getattr(self.code, name), tuple)
                values[name] = split_words(written) if is_list else written.strip()
        return replace(self.code, **values)  # type: ignore[arg-type]

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
            self._finished = True
            self._keeper.forget()
            self.dismiss(code)

    @on(TooLong)
    def _is_full(self, event: TooLong) -> None:
        event.stop()
        self._say(event.sentence)

    def tell(self, sentence: str) -> None:
        """Say something below the fields."""
        self._say(sentence)

    def keep_draft(self) -> None:
        """Keep the fields that were changed, with what they held."""
        if self._finished or not all(self.query(f"#form-{name}") for name in self._labels()):
            return  # it is just coming or going
        new = self._edited()
        changed = [name for name in self._labels() if getattr(new, name) != getattr(self.code, name)]
        if not changed:
            self._keeper.forget()
            return
        texts = (json.dumps({n: getattr(c, n) for n in changed}, ensure_ascii=False) for c in (new, self.code))
        self._keeper.keep(*texts)

    def action_leave(self) -> None:
        """Leave; what is not saved stays as a draft."""
        self.keep_draft()
        self._finished = True
        self.dismiss(None)

    def action_saved(self) -> None:
        """Show the saved values in place of the draft."""
        for name in self._labels():
            field = self.query_one(f"#form-{name}")
            if isinstance(field, TextArea):
                field.load_text(_text_of(self.code, name))
            elif isinstance(field, Input):
                field.value = _text_of(self.code, name)
        self._shown = self.code


def _text_of(code: Code, name: str) -> str:
    value = getattr(code, name)
    return join_words(value) if isinstance(value, tuple) else str(value)


def _fields(kept: str) -> dict[str, Any]:
    """Return the fields of a kept draft; lists are tuples again."""
    return {name: tuple(v) if isinstance(v, list) else v for name, v in json.loads(kept).items()}


def _wrong_keyword(code: Code) -> str:
    """Return what is wrong with a keyword that is a pattern, or nothing."""
    for word in (*code.keywords, *code.exclude):
        try:
            check(word)
        except CoderError as error:
            return f"{error.message} | {error.hint}"
    return ""
