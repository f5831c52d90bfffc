"""What holds for the whole study, seen and changed: its settings, and what the attributes of its cases hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from unicodedata import normalize

from coder.agreement.study_settings import decide, reset
from coder.coding.attribute_types import (
    AttributeUse,
    attribute_uses,
    choice_line,
    forget_type,
    label_attribute,
    set_type,
    type_words,
)
from coder.coding.undo_place import Reach, UndoPlace, verb_of
from coder.errors import CoderError, UnseenError
from coder.i18n import N_, _, bracketed, labelled, listed
from coder.model.codebook import ATTRIBUTE_TYPES
from coder.model.study_setting import SETTINGS, UNITS, SettingRule, unit_word
from coder.model.values.case_attribute import type_name
from coder.model.values.value_names import attribute_title, value_title
from coder.record.settings import values
from coder.tui.frame.asking.questions import refused
from coder.tui.frame.line_editing import edit_line
from coder.tui.frame.list_detail import ListScreen
from coder.tui.settings.commands import STUDY_SETTINGS
from coder.tui.widgets.pane import Row
from coder.tui.widgets.wrap import fit, pad

if TYPE_CHECKING:
    from coder.model.journal.change import ActSummary
    from coder.record.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A row: a setting with its value, `kept` as it is written, or an attribute; `note` says where it comes from."""

    id: str
    name: str
    value: str
    note: str
    kept: str = ""
    about: tuple[str, ...]
    rule: SettingRule | None = None
    use: AttributeUse | None = None


def _of_setting(rule: SettingRule, value: str) -> Held:
    default = _("default: {value}").format(value=rule.shown(rule.default))
    about = (rule.label(), default, f"coder setting set {rule.name} …")
    note = _("default") if value == rule.default else _("decided")
    return Held(id=rule.name, name=rule.label(), value=rule.shown(value), kept=value, note=note, about=about, rule=rule)


def _of_attribute(use: AttributeUse) -> Held:
    one = use.attribute
    called = [value_title(one, value) for value in use.values]
    about = (
        attribute_title(one) if attribute_title(one) == one.id else attribute_title(one) + bracketed(one.id),
        _("{count} cases have a value: {values}").format(count=use.cases, values=listed(called) or "—"),
        f"coder case type {one.id} …",
    )
    note = _("decided") if use.decided else _("by its values")
    name = _("attribute {name}").format(name=attribute_title(one))
    return Held(id=f"attribute {one.id}", name=name, value=type_words(one), note=note, about=about, use=use)


class StudySettingsScreen(ListScreen[Held]):
    """The study's settings, then the attributes of its cases; each change is an act that can be undone."""

    COMMANDS_HERE = STUDY_SETTINGS
    SCREEN_TITLE = N_("Settings of the whole study | {title}")
    LIST, DETAIL, SHORT = "study-settings", "study-setting-detail", 30

    def reload(self, at: str = "") -> None:
        """Read what holds now."""
        found = values(self.study.reader)
        settings = [_of_setting(rule, found[rule.name]) for rule in SETTINGS]
        self.take([*settings, *map(_of_attribute, attribute_uses(self.project))], at)

    def undo_place(self) -> UndoPlace:
        """Return the place: what was decided on settings and attributes."""
        return UndoPlace(offers=frozenset({"setting", "attribute", "case"}), asks=False, reach=self._reach)

    def _reach(self, act: ActSummary) -> Reach:
        verb = verb_of(self.study.journal, act)
        return "here" if verb in {"setting", "attribute"} else "elsewhere"

    @property
    def _widths(self) -> tuple[int, int]:
        """Return the cells of name and value; the rest is the note's."""
        return max(20, self.size.width * 45 // 100), max(14, self.size.width * 35 // 100)

    def heading(self) -> Sequence[Row]:
        """Return the names of the columns."""
        name, value = self._widths
        return [((pad(" " + _("Setting"), name) + pad(_("Value"), value), self.paints.quiet),)]

    def row(self, item: Held, *, here: bool) -> Row:
        """Return what a setting is called, its value, and whether somebody decided it."""
        style, (name, value) = self.row_style(here=here), self._widths
        told = pad(fit((" > " if here else "   ") + item.name, name - 1), name)
        note = pad(item.note, max(0, self.size.width - name - value))
        return ((told, style), (pad(fit(item.value, value - 1), value), style), (note, style))

    def detail(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002  the pane scrolls
        """Return what the one in focus means, its default, and the command that sets it."""
        return (
            [] if self.here is None else [row for text in self.here.about for row in self.lines(text, self.paints.text)]
        )

    def open_item(self, item: Held) -> None:
        """Change the one in focus."""
        if item.rule is not None:
            self._ask_setting(item.rule, item.kept)
        elif item.use is not None:
            self._ask_type(item.use)

    def _ask_setting(self, rule: SettingRule, value: str) -> None:
        name = rule.name
        if name == "unit":
            units = [(unit, unit_word(unit)) for unit in UNITS]
            self.choose_one(rule.label(), units, lambda unit: self._choose(rule, unit, value), value)
            return
        save, check = partial(decide, self.study, name), refused(rule.read)
        edit_line(self, rule.label(), value, save, at=name, check=check, draft=f"setting:{name}")

    def _choose(self, rule: SettingRule, value: str, read: str) -> None:
        """Set what was chosen from a list; what another window chose meanwhile is named, and asked about."""
        self.study.look_again()
        try:
            outcome = decide(self.study, rule.name, value, read)
        except UnseenError as error:
            theirs, title = error.theirs, error.message
            held = _("It is “{theirs}” now; “{mine}” would stand in its place.")
            lines = [held.format(theirs=rule.shown(theirs), mine=rule.shown(value))]
            self.confirm(title, lines, lambda: self._choose(rule, value, theirs))
        except CoderError as error:
            self.say_error(error)
        else:
            self.done(outcome, rule.name)

    def _ask_type(self, use: AttributeUse) -> None:
        one, at = use.attribute, f"attribute {use.attribute.id}"

        def chosen(name: str) -> None:
            kind = next(t for t in ATTRIBUTE_TYPES if t == name)
            if kind != "choice":
                self.attempt(lambda: set_type(self.study, one.id, kind, read=use), at)
                return

            def save(text: str, read: str) -> Outcome:
                return set_type(self.study, one.id, kind, _apart(text), use, read)

            question = _("Its choices in their order, commas between them")
            edit_line(self, question, choice_line(use), save, at=at, draft=f"choices:{one.id}")

        title = _("What does “{name}” hold?").format(name=attribute_title(one))
        self.choose_one(title, [(t, type_name(t)) for t in ATTRIBUTE_TYPES], chosen, one.type)

    def action_english(self) -> None:
        """Say what an attribute or one of its values is called in English; a setting has words of its own."""
        use = self.here.use if self.here is not None else None
        if use is None:
            self.say_quietly(_("Choose an attribute of cases."))
            return
        one, at = use.attribute, f"attribute {use.attribute.id}"
        held = {"": one.name_en, **{value: one.values_en.get(value, "") for value in _named(use)}}

        def chosen(value: str) -> None:
            def save(text: str, read: str) -> Outcome:
                if value:
                    return label_attribute(self.study, one.id, values_en={value: text}, read=read)
                return label_attribute(self.study, one.id, english=text, read=read)

            question = _("{name} in English").format(name=value or one.id)
            edit_line(self, question, held[value], save, at=at, draft=f"english:{one.id}:{value}")

        options = [(key, labelled(key or _("the attribute itself"), told or "—")) for key, told in held.items()]
        self.choose_one(_("What is called what in English?"), options, chosen)

    def action_reset(self) -> None:
        """Let the default hold again; of an attribute what its values are."""
        here = self.here
        if here is not None and here.rule is not None:
            name, read = here.rule.name, here.kept
            self.attempt(lambda: reset(self.study, name, read), name)
        elif here is not None and here.use is not None:
            attribute = here.use.attribute.id
            self.attempt(lambda: forget_type(self.study, attribute), here.id)


def _named(use: AttributeUse) -> Sequence[str]:
    """Return the values that have a name: numbers and dates are written alike everywhere."""
    if use.attribute.type in {"number", "date"}:
        return ()
    return tuple(dict.fromkeys((*use.attribute.choices, *use.values)))


def _apart(text: str) -> list[str]:
    """Return what stands between commas, those of a Chinese keyboard too."""
    return text.translate({ord(sign): "," for sign in text if normalize("NFKC", sign) == ","}).split(",")
