"""Acts of the codebook screen: asked for, shown with what they touch, and done."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Literal, cast

from coder.codebook.acts import Codebook, Draft, Meaning, Plan, known_code, read_precision
from coder.codebook.restructure import Recoding, Split
from coder.coding.acts import Outcome
from coder.errors import CoderError
from coder.i18n import _
from coder.model.codebook import Code
from coder.model.codetree import COLOR, ordered
from coder.tui.codebook.code_form import CodeForm
from coder.tui.codebook.review_screen import ReviewScreen
from coder.tui.codebook.rows import split_words
from coder.tui.frame.base import DeskScreen
from coder.tui.frame.questions import AskScreen, ChooseScreen, ConfirmScreen


class Booking(DeskScreen):
    """Adding, editing, moving, merging, splitting and archiving codes; undo."""

    @cached_property
    def booking(self) -> Codebook:
        """The coder's acts on the codebook."""
        return Codebook(self.coder_app.study)

    @cached_property
    def recoding(self) -> Recoding:
        """The coder's acts on codings that need another look."""
        return Recoding(self.coder_app.study)

    @property
    @abstractmethod
    def code_here(self) -> Code | None:
        """The code or theme in focus."""

    @abstractmethod
    def reload(self, at: str = "") -> None:
        """Show the codebook as it is now."""

    def _try(self, act: Callable[[], Outcome], at: str = "") -> bool:
        """Do an act and show what it did, or why it could not be done."""
        outcome = self.tried(act)
        if outcome is None:
            return False
        self.reload(at)
        self.say_saved(outcome)
        return True

    def _plan(self, make: Callable[[], Plan], at: str = "") -> bool:
        return self._try(lambda: self.booking.do(make()), at)

    def _made(self, make: Callable[[], Plan]) -> Plan | None:
        """Return a plan, or say why there is none."""
        try:
            return make()
        except CoderError as error:
            self.say_error(error)
            return None

    def _confirmed(self, title: str, make: Callable[[], Plan], then: Callable[[Plan], None]) -> None:
        """Show what an act will touch, and go on when it is wanted."""
        plan = self._made(make)
        if plan is not None:

            def answer(wanted: bool | None) -> None:
                if wanted:
                    then(plan)

            self.app.push_screen(ConfirmScreen(title, plan.lines), answer)

    def _here(self, *, code: bool = False) -> Code | None:
        here = self.code_here
        if here is None or (code and here.level != "code"):
            self.say(_("put the focus on a code first"), bad=True)
            return None
        return here

    def _now(self, key: str) -> Code:
        return known_code(self.coder_app.study.project(), key)

    def action_add(self) -> None:
        """Make a code in the theme in focus."""
        here = self._here()
        if here is not None:
            self._ask_names(_("New code in {theme}: its name"), here.parent or here.id)

    def action_add_theme(self) -> None:
        """Make a theme, or a facet where the study has facets and one is in focus."""
        self._ask_names(_("New theme: its name"), None)

    def _ask_names(self, title: str, parent: str | None) -> None:
        theme = self._now(parent).title if parent else ""

        def named(name: str | None) -> None:
            if name:
                self.app.push_screen(
                    AskScreen(_("Its English name, which gives the id (may be empty)")), lambda en: made(name, en)
                )

        def made(name: str, english: str | None) -> None:
            if english is None:
                return
            here = self.code_here
            top = self._now(here.parent or here.id) if here else None
            level: Literal["theme", "facet"] = "facet" if top is not None and top.level == "facet" else "theme"
            plan = self._made(lambda: self.booking.add(Draft(name=name, name_en=english), parent, level))
            if plan is not None:
                new = next(p.key for p in plan.puts if p.kind == "code" and p.before is None)
                self._plan(lambda: plan, new)

        self.app.push_screen(AskScreen(title.format(theme=theme), check=_not_empty), named)

    def action_rename(self) -> None:
        """Ask for another name, Chinese and English."""
        if (here := self._here()) is None:
            return

        def named(name: str | None) -> None:
            if name:
                title = _("English name of {name} (may be empty)").format(name=name)
                self.app.push_screen(AskScreen(title, here.name_en), lambda en: renamed(name, en))

        def renamed(name: str, english: str | None) -> None:
            if english is not None:
                self._plan(lambda: self.booking.edit(here, _with(here, name=name, name_en=english)))

        self.app.push_screen(AskScreen(_("Rename {name}").format(name=here.title), here.name, _not_empty), named)

    def action_precision(self) -> None:
        """Ask which share of the code's suggestions the lead wishes to be right."""
        if (here := self._here(code=True)) is None:
            return

        def check(typed: str) -> str:
            try:
                read_precision(typed)
            except CoderError as error:
                return error.message
            return ""

        def chosen(typed: str | None) -> None:
            if typed is not None:
                self._plan(lambda: self.booking.edit(here, replace(here, precision=read_precision(typed))))

        title = _("Wished precision of {name} in percent; empty: as usual").format(name=here.title)
        text = "" if here.precision is None else f"{100 * here.precision:.0f}"
        self.app.push_screen(AskScreen(title, text, check), chosen)

    def action_recolour(self) -> None:
        """Ask for another colour."""
        if (here := self._here()) is None:
            return

        def check(text: str) -> str:
            return "" if COLOR.fullmatch(text) else _("write it as #1F77B4")

        def coloured(color: str | None) -> None:
            if color:
                self._plan(lambda: self.booking.edit(here, _with(here, color=color)))

        self.app.push_screen(AskScreen(_("Colour of {name}").format(name=here.title), here.color, check), coloured)

    def action_edit(self, first: str = "name") -> None:
        """Edit every field of the code in focus."""
        if (here := self._here(code=first == "keywords")) is not None:
            self._open_form(here, here, first)

    def _open_form(self, old: Code, shown: Code, first: str) -> None:
        def edited(new: Code | None) -> None:
            if new is not None and new != old:
                self._take_edit(old, _with(new, version=old.version), first)

        self.app.push_screen(CodeForm(shown, first), edited)

    def _take_edit(self, old: Code, new: Code, first: str) -> None:
        """Do an edit; a changed meaning asks first what becomes of the codings."""
        codings = self.recoding.count(old.id)

        def done(meaning: str | None) -> None:
            if meaning is None:
                self._open_form(old, new, first)
            elif not self._plan(lambda: self.booking.edit(old, new, cast("Meaning", meaning))):
                # What was written comes back into the form, over the code as it is now.
                self._open_form(self._now(old.id), new, first)
            elif meaning == "changed" and codings:
                self._offer_review(old.id)

        if new.meaning == old.meaning:
            done("same")
        elif not codings:
            done("changed" if any(old.meaning) else "same")
        else:
            plan = self._made(lambda: self.booking.edit(old, new, "changed"))
            if plan is None:
                return
            title = "\n".join((_("Does the meaning of {name} change?").format(name=old.title), *plan.lines[:2]))
            options = [
                (
                    "changed",
                    _("Yes: version {version}, its codings wait for another look").format(version=old.version + 1),
                ),
                ("same", _("No, only the wording: the version stays")),
            ]
            self.app.push_screen(ChooseScreen(title, options), done)

    def _offer_review(self, code: str) -> None:
        waiting = len(self.recoding.waiting(code, everyone=True))
        title = _("{count} codings were made under the older definition: look at them now?").format(count=waiting)

        def answer(wanted: bool | None) -> None:
            if wanted:
                self.app.push_screen(ReviewScreen(code))

        lines = [_("They wait: t opens them at any time.")]
        self.app.push_screen(ConfirmScreen(title, lines), answer)

    def action_review(self) -> None:
        """Look again at codings under an older definition: of the code in focus, or of all."""
        here = self.code_here
        is_code = here is not None and here.level == "code" and bool(self.recoding.waiting(here.id, everyone=True))
        if here is not None and is_code:
            self.app.push_screen(ReviewScreen(here.id))
        elif self.recoding.waiting(None, everyone=True):
            self.app.push_screen(ReviewScreen(None))
        else:
            self.say(_("no coding waits for another look"))

    def action_relocate(self) -> None:
        """Ask for the theme to move the code to."""
        if (here := self._here(code=True)) is None:
            return
        groups = [c for c in ordered(self.coder_app.study.project().codes) if c.level != "code" and not c.archived]

        def chosen(theme: str | None) -> None:
            if theme:
                self._plan(lambda: self.booking.move(here.id, theme), here.id)

        title = _("Move {name} to").format(name=here.title)
        self.app.push_screen(ChooseScreen(title, [(g.id, g.title) for g in groups], here.parent or ""), chosen)

    def action_shift(self, step: int) -> None:
        """Move up or down among the codes of the theme, or the themes."""
        if (here := self._here()) is not None:
            self._plan(lambda: self.booking.shift(here.id, step), here.id)

    def action_merge(self) -> None:
        """Ask for the code to merge into."""
        if (here := self._here(code=True)) is None:
            return

        def chosen(into: str | None) -> None:
            if into:
                title = _("Merge {old} into {new}?").format(old=here.title, new=self._now(into).title)
                self._confirmed(title, lambda: self.recoding.merge(here.id, into), lambda p: self._do(p, into))

        title = _("Merge {name} into").format(name=here.title)
        self.app.push_screen(ChooseScreen(title, self._others(here.id)), chosen)

    def _others(self, code: str) -> list[tuple[str, str]]:
        project = self.coder_app.study.project()
        usable = [c for c in ordered(project.usable_codes) if c.id != code]
        themes = {c.id: c.title for c in project.codes}
        near = self._now(code).parent
        usable.sort(key=lambda c: c.parent != near)
        return [(c.id, f"{c.title}  ({themes.get(c.parent or '', '')})") for c in usable]

    def _do(self, plan: Plan, at: str = "") -> None:
        self._plan(lambda: plan, at)

    def action_split(self) -> None:
        """Ask for the new codes, make them, and go through the quotes; one that was begun goes on."""
        if (here := self._here(code=True)) is None:
            return
        if (begun := self.recoding.open_split(here.id)) is not None:
            self.app.push_screen(ReviewScreen(here.id, begun))
            return

        def named(text: str | None) -> None:
            if text:
                title = _("Split {name}?").format(name=here.title)
                self._confirmed(title, lambda: self.recoding.split(here.id, split_words(text)), begin)

        def begin(plan: Plan) -> None:
            if self._plan(lambda: plan, here.id):
                made = tuple(p.key for p in plan.puts if p.kind == "code" and p.before is None)
                split = Split(here.id, made)
                self.recoding.keep_split(split)
                if self.recoding.count(here.id):
                    self.app.push_screen(ReviewScreen(here.id, split))

        title = _("Split {name}: names of the new codes, a comma between").format(name=here.title)
        self.app.push_screen(AskScreen(title, check=_not_empty), named)

    def action_archive(self) -> None:
        """Archive the code or theme in focus, or restore it."""
        if (here := self._here()) is None:
            return
        if here.archived:
            self._plan(lambda: self.booking.restore(here.id), here.id)
            return
        title = _("Archive {name}?").format(name=here.title)
        self._confirmed(title, lambda: self.booking.archive(here.id), self._do)

    def action_undo(self) -> None:
        """Take back the last act."""
        self._try(self.coder_app.desk.undo)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._try(self.coder_app.desk.redo)


def _with(code: Code, **changes: object) -> Code:
    from dataclasses import replace

    return replace(code, **changes)  # type: ignore[arg-type]


def _not_empty(text: str) -> str:
    return "" if text else _("write a name")
