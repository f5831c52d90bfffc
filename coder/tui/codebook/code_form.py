"""Every field of a code, in one form."""

from __future__ import annotations

from dataclasses import replace

from coder.findings.entry_fields import Field, Values
from coder.i18n import _
from coder.model.codebook import Code
from coder.model.counting.codetree import COLOR
from coder.model.keyword import check
from coder.record.study import Study
from coder.tui.codebook.rows import join_words, split_words
from coder.tui.frame.asking.form import FormScreen, Kept
from coder.tui.frame.asking.questions import refused

_OF_CODES = {"when_to_use", "when_not", "example", "keywords", "exclude", "when_to_use_en", "when_not_en"}


def code_fields() -> tuple[Field, ...]:
    """Return the fields of a code."""
    return (
        Field("name", _("Name")),
        Field("name_en", _("English name")),
        Field("color", _("Colour")),
        Field("definition", _("Definition"), "text"),
        Field("when_to_use", _("When to use"), "text"),
        Field("when_not", _("When not"), "text"),
        Field("example", _("Example"), "text"),
        Field("keywords", _("Keywords"), "text"),
        Field("exclude", _("Exclusions")),
        Field("definition_en", _("English definition"), "text"),
        Field("when_to_use_en", _("When to use, English"), "text"),
        Field("when_not_en", _("When not, English"), "text"),
    )


class CodeForm(FormScreen):
    """Edits a code or theme that was read as `code`; `code_of` returns the code that the values say.

    `shown` is what the fields hold at first where that is not the code itself.
    """

    SHAPE = "form"

    def __init__(self, study: Study, code: Code, first: str = "name", shown: Code | None = None) -> None:
        self.code = self._shown_code = code
        fields = [field for field in code_fields() if code.level == "code" or field.name not in _OF_CODES]
        names = [field.name for field in fields]
        super().__init__(
            study, f"{code.id}  v{code.version}", f"code:{code.id}", fields,
            _texts(code, names), self._wrong, _texts(shown, names) if shown else None, first,
        )  # fmt: skip
        self.code = self.code_of(self.read)
        self._shown_code = shown or self.code

    def recall(self) -> tuple[Kept, Kept] | None:
        """Return the draft, its lists as they are written in a field."""
        kept = super().recall()
        return None if kept is None else (_as_texts(kept[0]), _as_texts(kept[1]))

    def code_of(self, values: Values) -> Code:
        """Return the code that values say; a list that was not touched stays as it is, whatever its words hold."""
        changes: dict[str, object] = {}
        for name, written in values.items():
            same = (one for one in (self._shown_code, self.code) if _texts(one, [name])[name] == written)
            if (one := next(same, None)) is not None:
                changes[name] = getattr(one, name)
            else:
                changes[name] = split_words(str(written)) if isinstance(getattr(self.code, name), tuple) else written
        return replace(self.code, **changes)  # type: ignore[arg-type]

    def _wrong(self, values: Values) -> str:
        """Return what is wrong with the values, or nothing."""
        code = self.code_of(values)
        if not code.name:
            return _("the name is empty")
        if not COLOR.fullmatch(code.color):
            return _("{color} is not a colour").format(color=code.color) + " | " + _("write it as #1F77B4")
        return next(filter(None, map(refused(check), (*code.keywords, *code.exclude))), "")


def _texts(code: Code, names: list[str]) -> Kept:
    return _as_texts({name: getattr(code, name) for name in names})


def _as_texts(fields: Kept) -> Kept:
    return {name: join_words(value) if isinstance(value, tuple) else value for name, value in fields.items()}
