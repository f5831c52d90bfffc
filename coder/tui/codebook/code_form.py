"""Every field of a code, in one form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coder.errors import CoderError
from coder.i18n import _
from coder.model.codebook import Code
from coder.model.counting.codetree import COLOR
from coder.model.keyword import check
from coder.record.drafts import DraftKeeper
from coder.record.study import Study
from coder.tui.codebook.rows import join_words, split_words
from coder.tui.frame.asking.form import FormScreen, Kept

_ENGLISH = ("definition_en", "when_to_use_en", "when_not_en")
_TALL = {"definition", "when_to_use", "when_not", "example", "keywords", *_ENGLISH}
_OF_CODES = ("when_to_use", "when_not", "example", "keywords", "exclude", "when_to_use_en", "when_not_en")


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
        "definition_en": _("English definition"),
        "when_to_use_en": _("When to use, English"),
        "when_not_en": _("When not, English"),
    }


class CodeForm(FormScreen[Code]):
    """Edits a code or theme that was read as `code`; returns it as it is to be, None when left.

    `shown` is what the fields hold at first where that is not the code itself. What is left unsaved stays as a draft.
    """

    def __init__(self, study: Study, code: Code, first: str = "name", shown: Code | None = None) -> None:
        super().__init__(f"{code.id}  v{code.version}", DraftKeeper(study, f"code:{code.id}"))
        self.code, self._shown, self._first = code, shown or code, first
        if shown is None and (draft := self.recall()) is not None:
            # Saved over the code as it was read then, it meets what others wrote since.
            self.code = _with(code, draft[0])
            self._shown = _with(self.code, draft[1])

    def _labels(self) -> dict[str, str]:
        is_code = self.code.level == "code"
        return {name: label for name, label in field_labels().items() if is_code or name not in _OF_CODES}

    def body(self) -> ComposeResult:
        """Yield the fields."""
        with VerticalScroll(id="form-fields", can_focus=False):
            for name, label in self._labels().items():
                with Horizontal(classes="form-row tall" if name in _TALL else "form-row"):
                    yield Static(Content(label), classes="form-label")
                    yield self.form_field(name, _text_of(self._shown, name), is_tall=name in _TALL)

    def on_mount(self) -> None:
        """Begin in the field that was asked for."""
        self.query_one(f"#form-{self._first}").focus()

    def _edited(self) -> Code:
        """Return the code as the fields say; a list that was not touched stays as it is, whatever its words hold."""
        values: dict[str, object] = {}
        for name in self._labels():
            written = self.written(name)
            if written == _text_of(self._shown, name):
                values[name] = getattr(self._shown, name)
            elif written != _text_of(self.code, name):
                is_list = isinstance(getattr(self.code, name), tuple)
                values[name] = split_words(written) if is_list else written.strip()
        return replace(self.code, **values)  # type: ignore[arg-type]

    def action_save(self) -> None:
        """Give back the code, if its fields are right."""
        code = self._edited()
        if not code.name:
            self.tell(_("the name is empty"))
        elif not COLOR.fullmatch(code.color):
            self.tell(_("{color} is not a colour").format(color=code.color) + " | " + _("write it as #1F77B4"))
        elif wrong := _wrong_keyword(code):
            self.tell(wrong)
        else:
            self.finished = True
            self.keeper.forget()
            self.dismiss(code)

    def names(self) -> Iterable[str]:
        """Return the names of the fields."""
        return self._labels()

    def changed(self) -> tuple[dict[str, object], dict[str, object]]:
        """Return the fields that were changed, as they are and as they were read."""
        new = self._edited()
        names = [name for name in self._labels() if getattr(new, name) != getattr(self.code, name)]
        return {n: getattr(new, n) for n in names}, {n: getattr(self.code, n) for n in names}

    def action_saved(self) -> None:
        """Show the saved values in place of the draft."""
        for name in self._labels():
            self.show(name, _text_of(self.code, name))
        self._shown = self.code


def _text_of(code: Code, name: str) -> str:
    value = getattr(code, name)
    return join_words(value) if isinstance(value, tuple) else str(value)


def _with(code: Code, fields: Kept) -> Code:
    return replace(code, **fields)  # type: ignore[arg-type]


def _wrong_keyword(code: Code) -> str:
    """Return what is wrong with a keyword that is a pattern, or nothing."""
    for word in (*code.keywords, *code.exclude):
        try:
            check(word)
        except CoderError as error:
            return f"{error.message} | {error.hint}"
    return ""
