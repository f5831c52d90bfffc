"""The stamp of a report as one line of text, in every file that a report is written to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coder.model.values.numerals import whole_number

_FIELD = re.compile(r"(\w+)=([\w.:+%;-]*)")
STAMPED = re.compile(r"coder-stamp v1(?: \w+=[\w.:+%;-]*)+")
"""A stamp, wherever in a file it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Which state of which study a report was made from, and how it was asked for.

    `codebook` tells one state of the codebook from another; `attribute` is the case attribute that was counted by;
    with `identified` names were not replaced by aliases; `template` tells one Word template from another.
    `moment` says where each replica stood, where there are several, and `build` tells
    the build that made it from others. `layer` says which codings were counted.
    """

    head: str
    changes: int
    made_at: str
    codebook: str = ""
    language: str = ""
    attribute: str = ""
    identified: bool = False
    version: str = ""
    template: str = ""
    moment: str = ""
    build: str = ""
    layer: str = ""


def stamp_text(stamp: Stamp) -> str:
    """Return a stamp as the line that `parse_stamp` reads."""
    fields = {
        "head": stamp.head,
        "changes": stamp.changes,
        "made": stamp.made_at,
        "codebook": stamp.codebook,
        "lang": stamp.language,
        "by": stamp.attribute,
        "identified": "yes" if stamp.identified else "no",
        "version": stamp.version,
        **({"template": stamp.template} if stamp.template else {}),
        **({"moment": stamp.moment} if stamp.moment else {}),
        **({"layer": stamp.layer} if stamp.layer else {}),
    }
    if stamp.build:
        fields["build"] = stamp.build
    return "coder-stamp v1 " + " ".join(f"{name}={_written(str(value))}" for name, value in fields.items())


def parse_stamp(text: str) -> Stamp | None:
    """Return the first stamp that stands in a text; None where there is none."""
    found = STAMPED.search(text)
    if found is None:
        return None
    fields = {name: _read(value) for name, value in _FIELD.findall(found[0])}
    changes = whole_number(fields.get("changes", ""))
    if not fields.get("head") or changes is None:
        return None
    return Stamp(
        head=fields["head"],
        changes=changes,
        made_at=fields.get("made", ""),
        codebook=fields.get("codebook", ""),
        language=fields.get("lang", ""),
        attribute=fields.get("by", ""),
        identified=fields.get("identified") == "yes",
        version=fields.get("version", ""),
        template=fields.get("template", ""),
        moment=fields.get("moment", ""),
        build=fields.get("build", ""),
        layer=fields.get("layer", ""),
    )


def _written(value: str) -> str:
    """Return a value without spaces or what markup would take for its own."""
    return "".join(c if c.isalnum() or c in "._:+-" else f"%{ord(c):x};" for c in value)


def _read(value: str) -> str:
    return re.sub(r"%([0-9a-f]{1,6});", lambda m: chr(int(m[1], 16)), value)
