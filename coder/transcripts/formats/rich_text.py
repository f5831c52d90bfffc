"""Transcripts in RTF; hidden and struck-out text is left out."""

from __future__ import annotations

from pathlib import Path

from coder.errors import InputError, Problem
from coder.i18n import _
from coder.model.read_transcript import Source
from coder.transcripts.packages import refusing_damage, require_text, save_again
from coder.transcripts.remarks import with_remarks
from coder.transcripts.script import Script

_MOST_COMMANDS = 1_000_000


class RichTextImporter:
    """Reads an RTF document: one paragraph a line, tables of speakers as labelled lines.

    The numbers of lists stand before their paragraphs. Hidden and struck-out text, page headers and footers and
    pictures are left out, and comments and notes are kept beside the text.
    """

    name = "rtf"
    suffixes = (".rtf",)

    def read(self, path: Path, data: bytes) -> Source:
        """Return the text that `data` holds."""
        if not data.lstrip().startswith(b"{\\rtf"):
            raise InputError(Problem(path, 0, _("this is not an RTF document")), save_again())
        if data.count(b"\\") + 2 * data.count(b"{") > _MOST_COMMANDS:
            raise InputError(Problem(path, 0, _("is made of far more pieces than a transcript")), save_again())
        with refusing_damage(path):
            source = _source(data.lstrip().decode("latin-1"), self.name)
        require_text(path, source)
        return source


def _source(written: str, form: str) -> Source:
    from coder.transcripts.formats.rich_text_reader import RichTextReader

    reader = RichTextReader(written)
    script = Script(reader.pieces())
    told = {
        "hidden": _("hidden text"),
        "struck": _("struck-out text"),
        "headers": _("page headers and footers"),
        "pictures": _("pictures"),
        "after": _("what follows the end of the document"),
    }
    source = script.source("rtf", form, [told[kind] for kind in told if kind in reader.left_out])
    if not reader.comments:
        return source
    again = RichTextReader(written, marked=True)
    return with_remarks(source, Script(again.pieces()).source("", "").text, reader.comments)
