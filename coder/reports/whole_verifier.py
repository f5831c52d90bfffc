"""The verifier of an evidence pack as one file: the modules of ours that it uses are written out in their place."""

from __future__ import annotations

import re
from importlib.resources import files

_OURS = re.compile(r"^from (coder\.[\w.]+) import .+\n", re.MULTILINE)
_HEAD = re.compile(r'\A"""(.+?)"""\n\nfrom __future__ import annotations\n', re.DOTALL)


def whole_verifier() -> str:
    """Return the text of the verifier, which needs Python alone."""
    return _written_out(_source("coder.reports.pack_verifier"), set())


def _written_out(text: str, known: set[str]) -> str:
    def module(found: re.Match[str]) -> str:
        if found[1] in known:
            return ""
        known.add(found[1])
        body = _HEAD.sub(lambda head: f"# {_first_line(head[1])}\n", _source(found[1]))
        return f"\n{_written_out(body, known).strip()}\n\n"

    return _OURS.sub(module, text)


def _first_line(docstring: str) -> str:
    return docstring.strip().partition("\n")[0]


def _source(module: str) -> str:
    package, _dot, name = module.rpartition(".")
    return (files(package) / f"{name}.py").read_text("utf-8")
