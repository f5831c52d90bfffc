"""Reading a text file that a person or another program wrote, in whatever encoding."""

from __future__ import annotations

from pathlib import Path

from coder.errors import InputError
from coder.files.bounded import read_whole
from coder.files.encoding import decode


def read_decoded(path: Path, most: int, remedy: str) -> str:
    """Return the text of a file of at most `most` bytes; where it is no text, the error says the remedy."""
    data = read_whole(path, most)
    try:
        return decode(data, path)[0].removeprefix("\ufeff")
    except InputError as error:
        if error.problem.line:
            raise
        # What `decode` advises for the whole file is meant for transcripts.
        raise InputError(error.problem, remedy) from None
