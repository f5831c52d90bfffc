"""Read a transcript's file: its text by the importer of its format, then who speaks in it."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from coder.errors import CoderError, InputError, Problem
from coder.files.bounded import read_whole
from coder.files.garbage import uncollected
from coder.files.sheet_paths import WORKBOOKS, sheet_of
from coder.i18n import _
from coder.model.names.speakers import Candidate, SpeakerReading, SpeakerRules
from coder.model.read_transcript import ReadTranscript, Source, fault_of
from coder.plugins import FAULTS, Importer, importer_for, importers, is_ours, reason_of
from coder.transcripts.beside.unsaid import without_unsaid
from coder.transcripts.content_kind import suffix_of
from coder.transcripts.labels.speakers import find_speakers
from coder.transcripts.labels.turns import TooManyLabels

# A recording is larger, and is no transcript.
LARGEST = 50_000_000
_MOST_LINES = 200_000
_PLAIN = frozenset(["text", "markdown"])
_NO_RULES = SpeakerRules()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read: what its importer gave, and what was found on who speaks."""

    path: Path
    data: bytes
    source: Source
    speakers: SpeakerReading
    name: str = ""
    """What the transcript is called, where the file's name does not say it."""

    @property
    def transcript(self) -> ReadTranscript:
        """Return the transcript that the file becomes."""
        source = self.source
        return ReadTranscript(source.text, self.speakers.turns, source.encoding, source.format, source.left_out)

    @property
    def original(self) -> bytes:
        """Return what is kept as the original: of one sheet its own words, so that it can be withdrawn alone."""
        return self.source.text.encode() if sheet_of(self.path)[1] else self.data

    @property
    def refused(self) -> tuple[Candidate, ...]:
        """Return the candidates that are no speakers."""
        return tuple(candidate for candidate in self.speakers.candidates if not candidate.taken)


def open_file(path: Path, rules: SpeakerRules = _NO_RULES) -> Reading:
    """Return what a file says and who speaks in it; raises `InputError` where it cannot be read."""
    data = read_whole(sheet_of(path)[0], LARGEST)
    with uncollected():
        return read_bytes(path, data, rules)


def sheets_of_speech(path: Path) -> tuple[str, ...]:
    """Return the names of a workbook's sheets that hold turns; nothing for a path that is no workbook's."""
    if path.suffix.lower() not in WORKBOOKS or not path.is_file():
        return ()
    from coder.transcripts.formats.spreadsheet import tables_of

    return tuple(sheet.name for sheet in tables_of(path, read_whole(path, LARGEST)).speaking)


def read_bytes(path: Path, data: bytes, rules: SpeakerRules = _NO_RULES) -> Reading:
    """Return what the bytes of a file named `path` say, and who speaks in them."""
    importer = _importer(sheet_of(path)[0], data)
    if importer.name in _PLAIN:
        _require_few_lines(path, max(data.count(b"\n"), data.count(b"\r")))
    source = _read(importer, path, data)
    _require_few_lines(path, source.text.count("\n"))
    try:
        speakers = find_speakers(source, rules)
        shorter = without_unsaid(source, speakers.turns) if speakers.form else source
        return Reading(path, data, shorter, speakers if shorter is source else find_speakers(shorter, rules))
    except TooManyLabels:
        raise _no_conversation(path) from None


def _no_conversation(path: Path) -> InputError:
    message = _("opens its lines with too many different labels for a conversation")
    return InputError(Problem(path, 0, message), _("Is it the right file?"))


def _require_few_lines(path: Path, lines: int) -> None:
    if lines > _MOST_LINES:
        message = _("has more than {most} lines").format(most=_MOST_LINES)
        raise InputError(Problem(path, _MOST_LINES, message), _("Is it the right file?"))


def _read(importer: Importer, path: Path, data: bytes) -> Source:
    """Return what an importer reads; what it stumbles over is a fault of the file, and named."""
    try:
        with redirect_stdout(sys.stderr):  # ours may be read by another program
            source = importer.read(path, data)
        if not is_ours(importer) and (fault := fault_of(source)):
            raise TypeError(fault)
    except CoderError:
        raise
    except TooManyLabels:
        raise _no_conversation(path) from None
    except FAULTS as error:
        message = _("cannot be read as {name}: {reason}").format(name=importer.name, reason=reason_of(error))
        hint = _("Save it again from the program that made it, or as plain text.")
        raise InputError(Problem(path, 0, message), hint) from error
    return source


def _importer(path: Path, data: bytes) -> Importer:
    """Return the importer of what the file holds, whatever its name ends in; without a sign, that of its name."""
    suffix = suffix_of(data)
    known = importers()
    own = known.get(path.suffix.lower())
    if suffix is None or suffix not in known or (own is not None and suffix in own.suffixes):
        return importer_for(path)
    return known[suffix]


def read_file(path: Path, rules: SpeakerRules = _NO_RULES) -> tuple[ReadTranscript, bytes]:
    """Return what a transcript file says, and its bytes; raises `InputError` where it cannot be read."""
    reading = open_file(path, rules)
    return reading.transcript, reading.original
