"""What can be done with a whole transcript from the list: a choice of acts, each asked for before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coder.errors import CoderError
from coder.i18n import _
from coder.tui.frame.questions import AskScreen, ChooseScreen, TellScreen

if TYPE_CHECKING:
    from coder.model.project import TranscriptInfo
    from coder.privacy.withdrawal import Withdrawal
    from coder.tui.frame.list_detail import ListScreen


def offer(screen: ListScreen[TranscriptInfo], info: TranscriptInfo) -> None:
    """Ask what is to be done with a transcript, and go on with the answer."""
    acts = {"withdraw": (_("Erase its words for good (withdrawal)"), withdraw)}
    options = [(key, label) for key, (label, _act) in acts.items()]
    screen.ask(ChooseScreen(info.name, options), lambda key: acts[key][1](screen, info))


def withdraw(screen: ListScreen[TranscriptInfo], info: TranscriptInfo) -> None:
    """Show what erasing a transcript touches, ask twice, erase it and show the protocol."""
    from coder.privacy.erasure import files_of
    from coder.privacy.withdrawal import plan

    study = screen.coder_app.study
    try:
        wanted = plan(study, info.name)
    except CoderError as error:
        screen.say_error(error)
        return
    lines = [
        _("{count} characters become blocks, in {texts} texts of now and before").format(
            count=f"{wanted.chars:,}", texts=len(wanted.pairs)
        ),
        _("Passages withdrawn with them: {count}").format(count=len(wanted.codings)),
        _("Files removed, rewritten or named to you: {count}").format(count=len(files_of(study, wanted))),
        "",
        _("One speaker alone, or a whole case: coder withdraw NAME"),
        _("Nothing takes this back."),
    ]

    def ask_again() -> None:
        title, wrong = _("Write the name again, to be sure: {name}"), _("that is another name; Esc leaves it")
        question = AskScreen(title.format(name=info.name), check=lambda text: "" if text == info.name else wrong)
        screen.ask(question, lambda _name: _erase(screen, wanted))

    screen.confirm(_("Erase the words of {name} for good?").format(name=info.name), lines, ask_again)


def _erase(screen: ListScreen[TranscriptInfo], wanted: Withdrawal) -> None:
    from coder.privacy.erasure import erase, protocol

    study = screen.coder_app.study
    try:
        done = erase(study, wanted)
    except CoderError as error:
        screen.say_error(error)
        return
    lines = protocol(study, done.erasure)
    if by_hand := [f.path.name for f in done.files if f.fate == "by hand"]:
        lines += ["", _("Files that hold the words and were left as they are"), *(f"  {name}" for name in by_hand)]
    lines += ["", _("coder withdraw prints this again, and coder verify proves it.")]
    screen.reload()
    screen.app.push_screen(TellScreen(lines[0], lines[1:]))
