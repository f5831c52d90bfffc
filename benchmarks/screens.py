"""Pictures of the screens in both languages and themes, from the sample study: `make screens`.

A new screen is a line in `SCENES`: its name and the keys that lead to it from the list of transcripts.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from coder.building import build
from coder.i18n import set_language
from coder.record.study import Study
from coder.tui.app import CoderApp
from coder.tui.settings.preferences import Settings
from coder.workspace import Workspace

ROOT = Path(__file__).parents[1]
Size = tuple[int, int]
SMALL, USUAL, LARGE = (80, 24), (120, 36), (200, 60)
DARK, LIGHT = "dark", "light"
_PASSAGE = ("enter", *["t"] * 6, "n")
_SETTLE = 0.6


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen to take pictures of: one for each size, language and theme."""

    name: str
    keys: tuple[str, ...] = ()
    sizes: tuple[Size, ...] = (SMALL, USUAL, LARGE)
    languages: tuple[str, ...] = ("zh_TW", "en")
    themes: tuple[str, ...] = (DARK, LIGHT)

    def shots(self) -> Iterator[Shot]:
        """Yield every picture of the scene."""
        for size, language, theme in product(self.sizes, self.languages, self.themes):
            yield Shot(self, size, language, theme)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture."""

    scene: Scene
    size: Size
    language: str
    theme: str

    @property
    def name(self) -> str:
        """The picture's file name, without its kind."""
        return f"{self.scene.name}-{self.language}-{self.theme}-{self.size[0]}x{self.size[1]}"


SCENES = (
    Scene("list", themes=(DARK,)),
    Scene("coding", _PASSAGE),
    Scene("marking", (*_PASSAGE, "s", "s"), sizes=(USUAL,), themes=(DARK,)),
    Scene("picker", (*_PASSAGE, "c")),
    Scene("memo", (*_PASSAGE, "m"), themes=(DARK,)),
    Scene("search", ("g", "s", "L", "L", "M"), sizes=(SMALL, USUAL)),
    Scene("quotes", ("g", "q"), sizes=(SMALL, USUAL)),
    Scene("codebook", ("g", "c", "down", "down", "down"), sizes=(SMALL, USUAL)),
    Scene("memos", ("g", "m"), sizes=(SMALL, USUAL)),
    Scene("findings", ("g", "f"), sizes=(SMALL, USUAL)),
    Scene("finding", ("g", "f", "enter", "down", "c"), sizes=(SMALL, USUAL)),
    Scene("writing", ("g", "f", "down", "down", "down", "e"), sizes=(SMALL, USUAL)),
    Scene("matrix", ("g", "x"), sizes=(SMALL, USUAL)),
    Scene("trace", ("g", "f", "enter", "g", "t", "tab"), sizes=(SMALL, USUAL)),
    Scene("history", ("g", "h"), sizes=(SMALL, USUAL), themes=(DARK,)),
    Scene("names", ("g", "n"), sizes=(SMALL, USUAL), themes=(DARK,)),
    Scene("settings", ("g", "comma"), sizes=(SMALL, USUAL)),
    Scene("help", (*_PASSAGE, "question_mark"), themes=(DARK,)),
)


def sample(folder: Path) -> Path:
    """Build the sample study in a folder of its own."""
    for name in ("codebook", "transcripts"):
        (folder / name).symlink_to(ROOT / name)
    build(Workspace(folder), "組長").close()
    return folder / "study.db"


async def shoot(study: Study, shot: Shot) -> str:
    """Play the keys of a scene and return the picture."""
    set_language(shot.language)
    app = CoderApp(study, Settings(theme=f"coder-{shot.theme}"))
    async with app.run_test(size=shot.size, notifications=True) as pilot:
        await app.workers.wait_for_complete()
        for key in shot.scene.keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
        await pilot.pause(_SETTLE)
        return app.export_screenshot()


def save(picture: str, path: Path, width: int) -> None:
    """Write a picture in a font whose Chinese is exactly two Latin letters wide; as PNG where this machine can draw it.

    Without a font for Chinese a PNG would have boxes for text. The SVG is kept then: who opens it brings the fonts.
    """
    picture = re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)
    picture = picture.replace("Fira Code", "Noto Sans Mono CJK TC").replace("font-size: 20px", "font-size: 24.4px")
    # Converters drop runs of no-break spaces at a text's beginning; preserved spaces stay.
    picture = picture.replace("&#160;", " ").replace("<text ", '<text xml:space="preserve" ')
    path.write_text(picture, "utf-8")
    if (converter := shutil.which("rsvg-convert")) and draws_chinese():
        subprocess.run([converter, "-w", str(width), path, "-o", path.with_suffix(".png")], check=True)
        path.unlink()


@cache
def draws_chinese() -> bool:
    """Tell whether this machine has a font for Chinese as Taiwan writes it."""
    lister = shutil.which("fc-list")
    return lister is not None and bool(subprocess.check_output([lister, ":lang=zh-tw", "family"]).strip())


def take(path: Path, shots: list[Shot], target: Path) -> None:
    """Take each picture on a copy of the study, so that none shows what another did."""
    target.mkdir(parents=True, exist_ok=True)
    for shot in shots:
        with tempfile.TemporaryDirectory() as folder:
            with Study.open(Path(shutil.copy2(path, folder)), "甲") as study:
                picture = asyncio.run(shoot(study, shot))
            save(picture, target / f"{shot.name}.svg", max(1_000, 8 * shot.size[0]))


def main() -> None:
    """Take the pictures that were asked for."""
    chosen = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        take(sample(Path(folder)), chosen.shots, chosen.target)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screens", description=__doc__)
    parser.add_argument("target", nargs="?", type=Path, default=Path("docs/screens"), help="folder of the pictures")
    parser.add_argument("--only", default="", help="parts of the pictures' names, comma between: coding,80x24")
    chosen = parser.parse_args()
    parts = [part.strip() for part in chosen.only.split(",") if part.strip()]
    chosen.shots = [
        shot for scene in SCENES for shot in scene.shots() if not parts or any(p in shot.name for p in parts)
    ]
    if not chosen.shots:
        parser.error(f"no picture has {chosen.only} in its name")
    return chosen


if __name__ == "__main__":
    main()
