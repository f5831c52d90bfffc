"""Pictures of the main screens in both languages and themes, from the sample study: `make screens`."""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from coder.i18n import set_language
from coder.session.study import Study
from coder.tui.app import CoderApp
from coder.tui.settings import Settings
from coder.workspace import Workspace, build

ROOT = Path(__file__).parents[1]
STORY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("list", ()),
    ("coding", ("enter", *["t"] * 6, "n")),
    ("picker", ("c",)),
    ("help", ("escape", "question_mark")),
)


def sample(folder: Path) -> Path:
    """Build the sample study in a folder of its own."""
    for name in ("codebook", "transcripts"):
        (folder / name).symlink_to(ROOT / name)
    build(Workspace(folder), "組長").close()
    return folder / "study.db"


async def shoot(study: Study, target: Path, language: str, theme: str, size: tuple[int, int]) -> None:
    """Play the story and save a picture after each part."""
    set_language(language)
    app = CoderApp(study, Settings(theme=theme))
    async with app.run_test(size=size, notifications=True) as pilot:
        for name, keys in STORY:
            await pilot.press(*keys)
            await app.workers.wait_for_complete()
            await pilot.pause(0.1)
            suffix = f"{language}-{'dark' if 'dark' in theme else 'light'}-{size[0]}x{size[1]}"
            save(app.export_screenshot(), target / f"{name}-{suffix}.svg")


def save(picture: str, path: Path) -> None:
    """Write a picture in a font whose Chinese is exactly two Latin letters wide; as PNG too where rsvg-convert is."""
    picture = re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)
    picture = picture.replace("Fira Code", "Noto Sans Mono CJK TC").replace("font-size: 20px", "font-size: 24.4px")
    path.write_text(picture, "utf-8")
    if converter := shutil.which("rsvg-convert"):
        subprocess.run([converter, "-w", "1000", path, "-o", path.with_suffix(".png")], check=True)
        path.unlink()


def main() -> None:
    """Make all pictures."""
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screens")
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = sample(Path(folder))
        for language, theme, size in (
            ("zh_TW", "coder-dark", (120, 36)),
            ("en", "coder-light", (120, 36)),
            ("zh_TW", "coder-light", (80, 24)),
        ):
            with Study.open(path, "甲") as study:
                asyncio.run(shoot(study, target, language, theme, size))


if __name__ == "__main__":
    main()
