"""Where labels, stage directions, and speech after these stand in a text."""

from __future__ import annotations

from coder.model.names.speaker_labels import Label

STAGE, SPEECH, TIMED, END = "stage", "speech", "timed", "end"
"""Nobody's words, speech that goes on after them or after a time, and where what somebody says is over for good."""
Marks = list[tuple[int, Label | str]]
