"""A copy of a study for another person or machine: a folder of its own, or a file of changes for mail and stick."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coder.errors import CoderError
from coder.i18n import _
from coder.model.names.shell_words import shell_word
from coder.record.study import Study
from coder.record.union.copying import clone_file, write_changes
from coder.record.veil.blindness import coder_named

_BESIDE = ("codebook", "transcripts/cases.yaml", "transcripts/schema")


@dataclass(frozen=True, slots=True)
class Clone:
    """A copy that was made: where it lies, its replica's name, and for whom it lacks what others did (or nobody).

    `left_out` are links beside the codebook's files.
    """

    folder: Path
    replica: str
    blind: str = ""
    left_out: tuple[str, ...] = ()


def clone(study: Study, folder: Path, coder: str = "") -> Clone:
    """Copy a study into a new folder, with the files of its codebook, as a replica of its own.

    For a coder who codes blind it is made without what others coded; so is the copy that such a coder makes. In a copy
    made for a coder, that coder acts where nobody else is named.
    """
    key = _for_whom(study, coder)
    target = folder.resolve() / "study.db"
    if target.exists():
        raise CoderError(
            _("there is a study in {folder} already").format(folder=folder),
            _("choose another folder; to merge the two: coder merge {folder}").format(folder=shell_word(str(folder))),
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CoderError(
            _("cannot make {path}: {why}").format(path=folder, why=error.strerror),
            _("choose a folder that you may write to"),
        ) from error
    left_out = _copy_files(study.path.parent, target.parent)
    replica = clone_file(study, target, key)
    return Clone(target.parent, replica, key if key in study.project().blind else "", left_out)


def export_changes(study: Study, path: Path, since: Mapping[str, int], coder: str = "") -> int:
    """Write the changes after a moment into a file for mail and stick; return how many it holds."""
    if path.exists():
        raise CoderError(_("{path} exists already").format(path=path), _("choose another name"))
    return write_changes(study, path.absolute(), since, _for_whom(study, coder))


def _for_whom(study: Study, coder: str) -> str:
    if coder:
        return coder_named(study.project(), coder)
    return study.coder if study.seen is not None else ""


def _copy_files(source: Path, target: Path) -> tuple[str, ...]:
    """Copy the files of the codebook; return what was left out: links, which may lead anywhere, and no plain files."""
    left_out: list[str] = []

    def is_plain(path: Path) -> bool:
        plain = not path.is_symlink() and (path.is_dir() or path.is_file())
        if not plain:
            left_out.append(str(path.relative_to(source)))
        return plain

    def others(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if not is_plain(Path(folder) / name)]

    for name in _BESIDE:
        path = source / name
        if not os.path.lexists(path) or not is_plain(path):
            continue
        try:
            if path.is_dir():
                shutil.copytree(path, target / name, dirs_exist_ok=True, ignore=others)
            else:
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target / name)
        except OSError as error:
            raise CoderError(
                _("cannot make {path}: {why}").format(path=target / name, why=error.strerror or error),
                _("check the folder, its permissions and the space on the disk"),
            ) from error
    return tuple(left_out)
