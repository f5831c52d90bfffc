"""A kept line of text changed in a question: nothing that another window wrote there is overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coder.errors import CoderError, UnseenError
from coder.tui.frame.asking.both_texts import BothTexts, Which, taken
from coder.tui.frame.asking.questions import AskScreen

if TYPE_CHECKING:
    from coder.record.outcome import Outcome
    from coder.tui.frame.standard import StandardScreen


def edit_line(
    screen: StandardScreen,
    title: str,
    text: str,
    save: Callable[[str, str], Outcome],
    *,
    draft: str,
    at: str = "",
    check: Callable[[str], str] = lambda _text: "",
    done: Callable[[Outcome], object] | None = None,
    after: AskScreen | None = None,
) -> None:
    """Ask for another text in the place of one that is kept; `save` is told the text and what it was read at.

    What is written stays as the `draft` of that name until it is saved. Then the screen shows it, with the focus `at`
    its id, unless something else is to be `done`.

    Where another window wrote there meanwhile, both texts are shown, and the question comes again with what the
    person goes on with.
    """
    show = done or (lambda outcome: screen.done(outcome, at))

    def ask(read: str, shown: str | None = None) -> None:
        question = AskScreen(title, read, check, draft=draft, shown=shown, after=after)
        screen.ask(question, lambda typed: entered(typed, question.read))

    def entered(typed: str, read: str) -> bool:
        """Save the line, and say whether it is saved."""
        screen.study.look_again()
        try:
            outcome = save(typed, read)
        except UnseenError as error:
            both(typed, error)
            return False
        except CoderError as error:
            # A screen that comes back may show something of its own first.
            screen.call_after_refresh(screen.say_error, error)
            return False
        show(outcome)
        return True

    def both(mine: str, error: UnseenError) -> None:
        def chosen(which: Which | None) -> None:
            if which is not None:
                ask(error.theirs, " ".join(taken(which, mine, error.theirs).split("\n\n")))

        screen.app.push_screen(BothTexts(mine, error.theirs, error.by), chosen)

    ask(text)
