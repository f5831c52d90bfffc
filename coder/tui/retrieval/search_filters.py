"""The filters of a search: choosing, showing and clearing them."""

from __future__ import annotations

from coder.i18n import _
from coder.model.case_condition import where_text
from coder.model.values.value_names import role_name
from coder.record.veil.blindness import people
from coder.retrieval.attribute_choices import conditions_of
from coder.retrieval.scope import Filters
from coder.retrieval.word_search import UNITS
from coder.tui.frame.asking.choice import Option
from coder.tui.frame.filtering.filter_bar import any_case, any_of
from coder.tui.frame.filtering.filter_questions import voice_of, voice_options
from coder.tui.retrieval.search_state import ORDERS
from coder.tui.retrieval.search_worker import Searching
from coder.tui.widgets.pane import Pane, Piece


class Filtering(Searching):
    """Filters and switches, each by a key."""

    def action_filter(self, name: str) -> None:
        """Ask for a filter; the first option clears it."""

        def take(chosen: str) -> None:
            if name == "role":
                role, speaker = voice_of(chosen)
                self.state = self.state.filtered("role", role).filtered("speaker", speaker)
            else:
                self.state = self.state.filtered(name, conditions_of(chosen) if name == "where" else chosen)
            self.change()

        if name == "where":
            self.ask(any_case(self.project), take)
        else:
            self.ask(any_of(*self._choices(name)), take)

    def _choices(self, name: str) -> tuple[str, list[Option]]:
        """Return the question for a filter and its options."""
        if name in {"code", "not_code"}:
            title = _("Only on codings of") if name == "code" else _("Not on codings of")
            shown = (c for c in self.project.codes if c.level != "facet" or self.project.children(c.id))
            return title, [(c.id, f"{self.project.indented(c)}  {c.id}", c.color) for c in shown]
        if name == "role":
            return _("Only words of"), [(key, label, "") for key, label in voice_options(self.study)]
        if name == "case":
            return _("Only in the case"), [(c.id, f"{c.id}  {c.title}", "") for c in self.project.cases]
        return _("Only on codings by"), [(key, who, "") for key, who in people(self.study).items()]

    def action_clear_filters(self) -> None:
        """Look everywhere again."""
        self.change(filters=Filters())

    def action_next_unit(self) -> None:
        """Take the next unit: turn, sentence, line, transcript."""
        self.change(unit=UNITS[(UNITS.index(self.state.unit) + 1) % len(UNITS)])

    def action_next_order(self) -> None:
        """Sort by place, by the words to the left, by those to the right."""
        self.change(order=ORDERS[(ORDERS.index(self.state.order) + 1) % len(ORDERS)])

    def action_toggle_regex(self) -> None:
        """Take what is typed as a regular expression, or no longer."""
        self.change(regex=not self.state.regex)

    def action_toggle_exact(self) -> None:
        """Find this spelling alone, or all."""
        self.change(exact=not self.state.exact)

    def show_filters(self) -> None:
        """Show the switches and the filters in force."""
        paints, state = self.paints, self.state
        orders = {"place": _("by place"), "left": _("by left context"), "right": _("by right context")}
        regular = state.query.regex
        pieces: list[Piece] = [
            (" " + _("within a {unit}").format(unit=unit_name(state.unit)), paints.quiet),
            (" | " + orders[state.order], paints.quiet if state.order == "place" else paints.warn),
        ]
        if regular:
            pieces.append((" | " + _("regular expression"), paints.warn))
        if state.exact:
            pieces.append((" | " + _("this spelling"), paints.warn))
        pieces += [(" | " + text, paints.warn) for text in self._in_force()]
        if not self._in_force():
            pieces.append((" | " + _("no filters"), paints.quiet))
        self.query_one("#filters", Pane).show([tuple(pieces)], paints.text)

    def _in_force(self) -> list[str]:
        """Return the filters in words."""
        filters = self.state.filters

        def name(code: str) -> str:
            return self.project.code_by_id[code].title if code in self.project.code_by_id else code

        case = self.project.case_by_id.get(filters.case)
        found = [
            filters.code and _("on {code}").format(code=name(filters.code)),
            filters.not_code and _("not on {code}").format(code=name(filters.not_code)),
            filters.role and role_name(filters.role),
            filters.speaker,
            case.title if case else filters.case,
            *map(where_text, filters.where),
            filters.coder and _("coded by {coder}").format(coder=self.project.coders.get(filters.coder, filters.coder)),
        ]
        return [text for text in found if text]


def unit_name(unit: str) -> str:
    """Return a unit in the interface language."""
    names = {"turn": _("turn"), "sentence": _("sentence"), "line": _("line"), "transcript": _("whole transcript")}
    return names[unit]
