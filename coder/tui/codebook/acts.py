"""Acts of the codebook screen: asked for, shown with what they touch, and done."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import Literal, cast

from coder.codebook.acts import Codebook, Draft, Meaning, Plan, known_code, read_precision
from coder.codebook.joining import clashes, joined, words_of
from coder.codebook.restructure import Recoding, Split
from coder.codebook.waiting import plan_waiting
from coder.coding.undo_place import UndoPlace, in_codebook
from coder.errors import CoderError, ConflictError
from coder.findings.entry_fields import Values
from coder.i18n import _
from coder.model.codebook import Code
from coder.model.counting.codetree import COLOR, above, ordered
from coder.tui.codebook.code_form import CodeForm, code_fields
from coder.tui.codebook.review_screen import ReviewScreen
from coder.tui.codebook.rows import split_words
from coder.tui.frame.asking.both_texts import BothTexts, Which
from coder.tui.frame.asking.questions import AskScreen, ChooseScreen, refused
from coder.tui.frame.base import of_study
from coder.tui.frame.standard import StandardScreen


class Booking(StandardScreen):
    """Adding, editing, moving, merging, splitting and archiving codes; undo."""

    booking = of_study(Codebook)
    """The coder's acts on the codebook."""
    recoding = of_study(Recoding)
    """The coder's acts on codings that need another look."""

    def undo_place(self) -> UndoPlace:
        """Return the place: the codebook."""
        return in_codebook()

    @property
    @abstractmethod
    def code_here(self) -> Code | None:
        """The code or theme in focus."""

    def _plan(self, make: Callable[[], Plan], at: str = "") -> bool:
        return self.attempt(lambda: self.booking.do(make()), at)

    def _here(self, *, code: bool = False) -> Code | None:
        here = self.code_here
        if here is None or (code and here.level != "code"):
            self.say(_("put the focus on a code first"), bad=True)
            return None
        return here

    def _now(self, key: str) -> Code:
        return known_code(self.project, key)

    def action_add(self) -> None:
        """Make a code in the theme in focus; where there is no theme yet, one that waits for one."""
        if not self.project.codes:
            self._ask_names(_("The first code: its name"), None, waiting=True)
        elif (here := self._here()) is not None:
            self._ask_names(_("New code in “{theme}”: its name"), here.parent or here.id)

    def action_add_below(self) -> None:
        """Make a code below the code or theme in focus."""
        here = self._here()
        if here is not None:
            self._ask_names(_("New code below “{theme}”: its name"), here.id)

    def action_add_theme(self) -> None:
        """Make a theme, or a facet where the study has facets and one is in focus."""
        self._ask_names(_("New theme: its name"), None)

    def _ask_names(self, title: str, parent: str | None, *, waiting: bool = False) -> None:
        theme = self._now(parent).title if parent else ""

        def named(name: str) -> bool:
            if waiting:
                return self._plan(lambda: plan_waiting(self.booking, [name]))
            title = _("Its English name, which gives the id (may be empty)")
            self.ask(AskScreen(title, draft=f"{draft}:en", after=question), lambda english: made(name, english))
            return True

        def made(name: str, english: str) -> bool:
            here = self.code_here
            top = self._now(above(self.project.codes, here.id)[-1]) if here else None
            level: Literal["theme", "facet"] = "facet" if top is not None and top.level == "facet" else "theme"
            plan = self.booking.add(Draft(name=name, name_en=english), parent, level)
            new = next(p.key for p in plan.puts if p.kind == "code" and p.before is None)
            return self._plan(lambda: plan, new)

        draft = f"new code:{parent}:{waiting}"
        question = AskScreen(title.format(theme=theme), check=_not_empty, draft=draft)
        self.ask(question, named)

    def action_rename(self) -> None:
        """Ask for another name, Chinese and English."""
        if (here := self._here()) is None:
            return

        def named(name: str) -> None:
            title = _("English name of “{name}” (may be empty)").format(name=name)
            self.ask(
                AskScreen(title, here.name_en, draft=f"name_en:{here.id}", after=question),
                lambda english: self._edit(here, name=name, name_en=english),
            )

        title = _("Rename “{name}”").format(name=here.title)
        question = AskScreen(title, here.name, _not_empty, draft=f"name:{here.id}")
        self.ask(question, named)

    def _edit(self, code: Code, **changes: object) -> bool:
        return self._saved_edit(code, _with(code, **changes), "same", "name")

    def action_precision(self) -> None:
        """Ask which share of the code's suggestions the lead wishes to be right."""
        if (here := self._here(code=True)) is None:
            return
        title = _("Target precision of “{name}” in percent; empty: the default").format(name=here.title)
        text = "" if here.precision is None else f"{100 * here.precision:.0f}"
        question = AskScreen(title, text, refused(read_precision), draft=f"precision:{here.id}")
        self.ask(question, lambda typed: self._edit(here, precision=read_precision(typed)))

    def action_recolour(self) -> None:
        """Ask for another colour."""
        if (here := self._here()) is None:
            return

        def check(text: str) -> str:
            return "" if COLOR.fullmatch(text) else _("write it as #1F77B4")

        title = _("Colour of “{name}”").format(name=here.title)
        question = AskScreen(title, here.color, check, draft=f"color:{here.id}")
        self.ask(question, lambda color: self._edit(here, color=color))

    def action_edit(self, first: str = "name") -> None:
        """Edit every field of the code in focus."""
        if (here := self._here(code=first == "keywords")) is not None:
            self._open_form(here, None, first)

    def _open_form(self, old: Code, shown: Code | None, first: str) -> None:
        form = CodeForm(self.study, old, first, shown)

        def edited(values: Values) -> None:
            new = form.code_of(values)
            if new == form.code:
                form.keeper.forget()
            else:
                self._take_edit(form, new, first)

        self.ask(form, edited)

    def _differs(self, old: Code, new: Code, first: str) -> None:
        """Show what another window made of the code meanwhile; the form comes back with what was chosen."""
        self.study.look_again()
        now = self._now(old.id)
        names = {field.name: field.label for field in code_fields()}
        both = [(name, names.get(name, name)) for name in clashes(old, new, now)]
        if not both:
            self._open_form(now, joined(old, new, now), first)
            return
        last = self.project.coder_name(self.study.journal.changes_of(old.id)[-1].coder)
        question = BothTexts(words_of(new, both), words_of(now, both), last)

        def answered(which: Which | None) -> None:
            # Who leaves the question has the own words before the eyes again, and it is asked again.
            self._open_form(
                old if which is None else now, new if which is None else joined(old, new, now, which), first
            )

        self.app.push_screen(question, answered)

    def _take_edit(self, form: CodeForm, new: Code, first: str) -> None:
        """Do an edit; a changed meaning asks first what becomes of the codings."""
        old = form.code
        codings = self.recoding.count(old.id)

        def done(meaning: str | None) -> None:
            if meaning is None:
                self._open_form(old, new, first)
            elif self._saved_edit(old, new, cast("Meaning", meaning), first):
                form.keeper.forget()
                if meaning == "changed" and codings:
                    self._offer_review(old.id)

        if self._now(old.id) != old:
            self._differs(old, new, first)
        elif new.meaning == old.meaning:
            done("same")
        elif not codings:
            done("changed" if any(old.meaning) else "same")
        else:
            plan = self.booking.edit(old, new, "changed")
            title = "\n".join((_("Does the meaning of “{name}” change?").format(name=old.title), *plan.lines[:2]))
            options = [
                (
                    "changed",
                    _("Yes: version {version}; its codings must be reviewed").format(version=old.version + 1),
                ),
                ("same", _("No, only the wording: the version stays")),
            ]
            self.app.push_screen(ChooseScreen(title, options), done)

    def _saved_edit(self, old: Code, new: Code, meaning: Meaning, first: str) -> bool:
        """Do an edit; where another window was quicker, show both."""
        try:
            outcome = self.booking.do(self.booking.edit(old, new, meaning))
        except ConflictError:
            self._differs(old, new, first)
        except CoderError as error:
            self.say_error(error)
            self._open_form(self._now(old.id), new, first)
        else:
            self.done(outcome)
            return True
        return False

    def _offer_review(self, code: str) -> None:
        waiting = len(self.recoding.waiting(code, everyone=True))
        title = _("{count} codings were made under the older definition: review them now?").format(count=waiting)
        lines = [self.with_keys(_("They wait: {book_review} opens them at any time."))]
        self.confirm(title, lines, lambda: self.app.push_screen(ReviewScreen(code)))

    def action_review(self) -> None:
        """Look again at codings under an older definition: of the code in focus, or of all."""
        here = self.code_here
        is_code = here is not None and here.level == "code" and bool(self.recoding.waiting(here.id, everyone=True))
        begun = self.recoding.open_splits()
        if here is not None and is_code:
            self.app.push_screen(ReviewScreen(here.id, self.recoding.open_split(here.id)))
        elif any(one.code not in begun for one in self.recoding.waiting(None, everyone=True)):
            self.app.push_screen(ReviewScreen(None))
        elif begun:
            code = next(iter(begun))
            self.app.push_screen(ReviewScreen(code, self.recoding.open_split(code)))
        else:
            self.say(_("no coding waits for review"))

    def action_relocate(self) -> None:
        """Ask for the theme or code to move the code below."""
        if (here := self._here(code=True)) is None:
            return
        within = self.project.below(here.id)
        places = [c for c in ordered(self.project.codes) if not c.archived and c.id not in within]
        options = [(c.id, self.project.indented(c)) for c in places]

        def move(theme: str) -> bool:
            return self._plan(lambda: self.booking.move(here.id, theme), here.id)

        self.choose_one(_("Move “{name}” below").format(name=here.title), options, move, here.parent)

    def action_shift(self, step: int) -> None:
        """Move up or down among the codes of the theme, or the themes."""
        if (here := self._here()) is not None:
            self._plan(lambda: self.booking.shift(here.id, step), here.id)

    def action_merge(self) -> None:
        """Ask for the code to merge into."""
        if (here := self._here(code=True)) is None:
            return
        title = _("Merge “{name}” into").format(name=here.title)
        self.choose_one(title, self._others(here.id), lambda into: self._merge(here, into))

    def _merge(self, old: Code, into: str) -> None:
        """Show what the merge touches, and do it."""
        title = _("Merge “{old}” into “{new}”?").format(old=old.title, new=self._now(into).title)
        plan = self.recoding.merge(old.id, into)
        self.confirm(title, plan.lines, lambda: self._plan(lambda: plan, into))

    def _others(self, code: str) -> list[tuple[str, str]]:
        usable = [c for c in ordered(self.project.usable_codes) if c.id != code]
        near = self._now(code).parent
        usable.sort(key=lambda c: c.parent != near)
        return [(c.id, f"{c.title}  ({self.project.path_by_id[c.id]})") for c in usable]

    def action_split(self) -> None:
        """Ask for the new codes, make them, and go through the quotes; one that was begun goes on."""
        if (here := self._here(code=True)) is None:
            return
        if (begun := self.recoding.open_split(here.id)) is not None:
            self.app.push_screen(ReviewScreen(here.id, begun))
            return

        def named(text: str) -> bool:
            title = _("Split “{name}”?").format(name=here.title)
            plan = self.recoding.split(here.id, split_words(text))
            self.confirm(title, plan.lines, lambda: begin(plan))
            return False

        def begin(plan: Plan) -> None:
            if self._plan(lambda: plan, here.id):
                question.taken()
                made = tuple(p.key for p in plan.puts if p.kind == "code" and p.before is None)
                split = Split(here.id, made)
                self.recoding.keep_split(split)
                if self.recoding.count(here.id):
                    self.app.push_screen(ReviewScreen(here.id, split))

        title = _("Split “{name}”: names of the new codes, a comma between").format(name=here.title)
        question = AskScreen(title, check=_not_empty, draft=f"split:{here.id}")
        self.ask(question, named)

    def action_archive(self) -> None:
        """Archive the code or theme in focus, or restore it."""
        if (here := self._here()) is None:
            return
        if here.archived:
            self._plan(lambda: self.booking.restore(here.id), here.id)
            return
        title = _("Archive “{name}”?").format(name=here.title)
        plan = self.booking.archive(here.id)
        self.confirm(title, plan.lines, lambda: self._plan(lambda: plan))


def _with(code: Code, **changes: object) -> Code:
    return replace(code, **changes)  # type: ignore[arg-type]


def _not_empty(text: str) -> str:
    return "" if text else _("write a name")
