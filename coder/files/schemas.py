"""JSON Schemas of the study's files, for editors that check YAML while people write it."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from coder.errors import CoderError
from coder.i18n import _
from coder.model.codebook_files import CasesFile, CodebookFile, FiguresFile, FindingsFile, VariantsFile
from coder.model.matrix import MatricesFile
from coder.model.reporting.lead_page_text import ReportPage

_FILES = {
    "codebook.schema.json": CodebookFile,
    "findings.schema.json": FindingsFile,
    "figures.schema.json": FiguresFile,
    "cases.schema.json": CasesFile,
    "variants.schema.json": VariantsFile,
    "report.schema.json": ReportPage,
    "matrices.schema.json": MatricesFile,
}
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of each study file by the schema's file name."""
    return {name: _schema(kind) for name, kind in _FILES.items()}


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas into `folder` and return their paths."""
    paths = []
    for name, schema in schemas().items():
        path = folder / name
        _write(path, json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
        paths.append(path)
    return paths


def _write(path: Path, text: str) -> None:
    """Write a file whole, or leave what was there."""
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise CoderError(
            _("cannot make {path}: {why}").format(path=path, why=error.strerror),
            _("check the name, its permissions and the space on the disk"),
        ) from error


def _schema(kind: type) -> dict[str, Any]:
    import msgspec

    from coder.files.yaml_types import rule_for
    from coder.model import codebook, codebook_files, matrix
    from coder.model.reporting import lead_page_text as report_page

    schema: dict[str, Any] = json.loads(msgspec.json.encode(msgspec.json.schema(kind)))
    for name, definition in schema.get("$defs", {}).items():
        definition["additionalProperties"] = False
        for field, value in definition.get("properties", {}).items():
            cls = next(
                found
                for where in (codebook, codebook_files, report_page, matrix)
                if (found := getattr(where, name, None))
            )
            rule = rule_for(cls, field)
            if rule is not None:
                _put_pattern(value, rule.pattern)
    return {"$schema": _DRAFT, **schema}


def _put_pattern(value: dict[str, Any], pattern: str) -> None:
    for choice in value.get("anyOf", [value.get("items", value)]):
        if choice.get("type") == "string":
            choice["pattern"] = pattern
