"""speakers: who speaks in a transcript, and in which role."""

from __future__ import annotations

from typing import Any

import click

from coder.cli.shared.console import emit_rows, has_screen, say
from coder.cli.shared.context import Seat, complete_transcripts, json_option, notice_of, pass_seat, say_notice
from coder.cli.shared.help_layout import command
from coder.cli.shared.speaker_options import candidate_rows, print_candidates, rules_of, speaker_options
from coder.errors import CoderError
from coder.i18n import _
from coder.model.names.shell_words import shell_word


@command(
    "speakers",
    _("List the speakers of a transcript, or change them"),
    "coder speakers firm-a",
    "coder speakers firm-a --screen",
    "coder speakers firm-a --interviewer 唐鳳 --same 王經理=王小明",
)
@click.argument("transcript", shell_complete=complete_transcripts)
@click.option("--screen", "on_screen", is_flag=True, help=_("Open the speaker desk on the screen"))
@speaker_options
@json_option
@pass_seat
def speakers(seat: Seat, /, transcript: str, on_screen: bool, as_json: bool, **said: Any) -> None:
    """Print every label, taken or refused; with options change roles and names as one act, codings untouched."""
    from coder.model.names.speakers import SpeakerRules
    from coder.transcripts.speaker_decisions import change_speakers, look_again

    rules = rules_of(**said)
    if on_screen:
        _open_desk(seat, transcript)
        return
    with seat.open() as study:
        if rules != SpeakerRules():
            changed = change_speakers(study, transcript, rules)
            say(_("Changed who speaks in {name}; coder undo takes it back.").format(name=changed.name))
        rows = candidate_rows(look_again(study, transcript))
        if as_json:
            emit_rows(notice_of(study), rows)
            return
        print_candidates(rows)
        say(_("To change them: coder speakers {name} --screen").format(name=shell_word(transcript)))
        say_notice(study)


def _open_desk(seat: Seat, transcript: str) -> None:
    """Open the speaker desk of a transcript on the screen."""
    if not has_screen():
        raise CoderError(
            _("the speaker desk needs a terminal"), _("without a terminal: --interviewer, --same, --not-speaker")
        )
    with seat.open() as study:
        key = study.resolve_transcript(transcript)
    from coder.tui.start import run_app

    run_app(seat.workspace(), seat.coder, place=f"speakers:{key}")
