"""What can be done with a whole transcript from the list: a choice of acts, each asked for before it is done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coder.coding import whole_transcripts as keeping
from coder.i18n import _, listed
from coder.model.values.value_names import attribute_title, case_facts, value_title
from coder.tui.frame.asking.questions import AskScreen, TellScreen
from coder.tui.frame.line_editing import edit_line

if TYPE_CHECKING:
    from coder.model.project import TranscriptInfo
    from coder.privacy.withdrawal import Withdrawal
    from coder.record.outcome import Outcome
    from coder.tui.frame.list_detail import ListScreen


def offer(screen: ListScreen[TranscriptInfo], info: TranscriptInfo) -> None:
    """Ask what is to be done with a transcript, and go on with the answer."""
    from coder.agreement.openings import opened

    is_open = info.id in opened(screen.study)
    acts = {
        "rename": (_("Another name"), _rename),
        "move": (_("To another case"), _move),
        "case": (_("Attributes of its case"), _edit_case),
        "open": (_("Hide it from blind coders again") if is_open else _("Open it to blind coders"), _open_blind),
        "remove": (_("Remove it from the study"), _remove),
        "withdraw": (_("Erase its words for good (withdrawal)"), withdraw),
    }
    options = [(key, label) for key, (label, _act) in acts.items()]
    screen.choose_one(info.name, options, lambda key: acts[key][1](screen, info))


def _rename(screen: ListScreen[TranscriptInfo], info: TranscriptInfo) -> None:
    title, save = _("Another name for “{name}”"), partial(keeping.rename_transcript, screen.study, info.id)
    edit_line(screen, title.format(name=info.name), info.name, save, draft=f"transcript:{info.id}")


def _open_blind(screen: ListScreen[TranscriptInfo], info: TranscriptInfo) -> None:
    """Hide a transcript from blind coders again, or ask and open it to them: what they see cannot be unseen."""
    from coder.agreement.assignments import require_lead
    from coder.agreement.openings import blind_names, open_transcripts, opened

    if info.id in opened(screen.study):
        screen.attempt(lambda: open_transcripts(screen.study, [info.id], closed=True))
        return
    require_lead(screen.study)
    lines = [
        _("Those who code blind then see what everybody coded in it: {names}").format(
            names=listed(blind_names(screen.study)) or "—"
        ),
        screen.with_keys(_("{home_undo} hides it again, but what they saw cannot be unseen.")),
    ]
    title = _("Open “{name}” to blind coders?").format(name=info.name)
    screen.confirm(title, lines, lambda: screen.attempt(lambda: open_transcripts(screen.study, [info.id])))


def _move(screen: ListScreen[TranscriptInfo], info: TranscriptInfo) -> None:
    cases = [(c.id, f"{c.id} {c.title}") for c in screen.project.cases]

    def move(case: str) -> bool:
        return screen.attempt(lambda: keeping.move_transcript(screen.study, info.id, case))

    screen.choose_one(_("To which case?"), cases, move, info.case)


def _edit_case(screen: ListScreen[TranscriptInfo], info: TranscriptInfo) -> None:
    case = screen.project.case_by_id[info.case]
    facts = case_facts(case, screen.project.attribute_by_id)
    options = list(zip(case.attributes, facts, strict=True))
    options += [
        ("", _("A new attribute")),
        ("=", _("The name of the case: {name}").format(name=case.name)),
        ("=en", _("Its English name: {name}").format(name=case.name_en or "—")),
    ]
    names = {"=": (_("The name of the case"), case.name), "=en": (_("The English name of the case"), case.name_en)}

    def give(attribute: str, after: AskScreen | None = None) -> None:
        held = (_("Its value; empty takes it away"), case.attributes.get(attribute, ""))
        title, value = names.get(attribute, held)

        def save(text: str, read: str) -> Outcome:
            if attribute == "=":
                return keeping.set_case(screen.study, case.id, text, {}, read)
            if attribute == "=en":
                return keeping.set_case(screen.study, case.id, None, {}, read, name_en=text)
            return keeping.set_case(screen.study, case.id, None, {attribute: text}, read)

        declared = screen.project.attribute_by_id.get(attribute)
        if declared is not None and declared.type == "choice":
            choices = [*((c, value_title(declared, c)) for c in declared.choices), ("", "—")]
            screen.choose_one(
                attribute_title(declared), choices, lambda text: screen.attempt(lambda: save(text, value)), value
            )
            return
        edit_line(screen, title, value, save, draft=f"case:{case.id}:{attribute}", after=after)

    def chosen(attribute: str) -> None:
        if attribute:
            give(attribute)
        else:
            question = AskScreen(_("What is the attribute called?"), draft=f"attribute:{case.id}")
            screen.ask(question, lambda name: give(name, question))

    screen.choose_one(f"{case.id} {case.title}", options, chosen)


def _remove(screen: ListScreen[TranscriptInfo], info: TranscriptInfo) -> None:
    count = keeping.resting_on(screen.study, info)
    title = _("Remove “{name}” with the {count} codings on it?").format(name=info.name, count=count)
    lines = [screen.with_keys(_("{home_undo} brings it back.")), keeping.words_stay()]
    screen.confirm(title, lines, lambda: screen.attempt(lambda: keeping.remove_transcript(screen.study, info.id)))


def withdraw(screen: ListScreen[TranscriptInfo], info: TranscriptInfo) -> None:
    """Show what erasing a transcript touches, ask twice, erase it and show the protocol."""
    from coder.privacy.erasure import files_of
    from coder.privacy.withdrawal import plan

    wanted = plan(screen.study, info.name)
    lines = [
        _("{count} characters become blocks, in {texts} current and earlier texts").format(
            count=f"{wanted.chars:,}", texts=len(wanted.pairs)
        ),
        _("Codings withdrawn with them: {count}").format(count=len(wanted.codings)),
        _("Files removed, rewritten or named to you: {count}").format(count=len(files_of(screen.study, wanted))),
        "",
        _("One speaker alone, or a whole case: coder withdraw NAME"),
        _("Nothing takes this back."),
    ]

    def ask_again() -> None:
        title, wrong = _("Write the name again, to be sure: {name}"), _("that is another name")
        question = AskScreen(title.format(name=info.name), check=lambda text: "" if text == info.name else wrong)
        screen.ask(question, lambda _name: _erase(screen, wanted))

    screen.confirm(_("Erase the words of “{name}” for good?").format(name=info.name), lines, ask_again)


def _erase(screen: ListScreen[TranscriptInfo], wanted: Withdrawal) -> None:
    from coder.privacy.erasure import erase, protocol

    done = erase(screen.study, wanted)
    lines = protocol(screen.study, done.erasure)
    if by_hand := [f.path.name for f in done.files if f.fate == "by hand"]:
        lines += ["", _("Files that hold the words and were left as they are"), *(f"  {name}" for name in by_hand)]
    lines += ["", _("coder withdraw prints this again, and coder verify proves it.")]
    screen.reload()
    screen.app.push_screen(TellScreen(lines[0], lines[1:]))
