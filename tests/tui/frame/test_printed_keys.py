"""A hint prints the key that the person set: no message says a key that can be given away."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coder.tui.frame.command import key_name
from coder.tui.frame.command_table import all_commands
from coder.tui.frame.places import ALL
from coder.tui.frame.stated import every_screen

TUI = Path(__file__).parents[3] / "coder" / "tui"
# Their keys belong to no command, so nobody can set others.
FIXED = {
    "frame/asking/both_texts.py",
    "frame/asking/choice.py",
    "frame/asking/form.py",
    "frame/asking/questions.py",
    "frame/asking/ticking.py",
    "frame/go_to.py",
    "frame/help.py",
    "frame/keys.py",
    "settings/screen.py",
    "widgets/picker.py",
}
NAMED = re.compile(r"\b(?:Esc|Tab|Space|PgDn|PgUp|F\d\d?|Enter)\b|\^[A-Z]|[⌫⇧]|(?<![\d-])\d-\d(?![\d-])")
# A letter alone, as in "n draws a sample"; "a" is a word, "s" stands for seconds, "v" before a version.
LETTER = re.compile(r"(?<![\w'’{/])(?!a\b|s\b)[a-z](?![\w'’}.{])")
EXAMPLES = re.compile(r"\b[A-D] (?:AND|OR|NOT|NEAR)\b")


def messages(source: str) -> Iterator[tuple[int, str, bool]]:
    """Yield line and text of every message, and whether it stands in a line to type in, which takes Enter itself."""
    tree = ast.parse(source)
    typed = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "attr", "") == "placeholder"
        for inner in ast.walk(node.value)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_" and node.args:
            text = node.args[0]
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield node.lineno, text.value, id(node) in typed


def literal_keys(source: str) -> list[str]:
    """Return the messages that say a key as it stands in the table of commands."""
    found = []
    for line, text, typed in messages(source):
        bare = re.sub(r"\{\w*\}", "{}", text)
        named = [key for key in NAMED.findall(bare) if not (typed and key == "Enter")]
        if named or (LETTER.search(bare) and not EXAMPLES.search(bare)):
            found.append(f"{line}: {text}")
    return found


def test_a_literal_key_is_found():
    assert literal_keys('_("n draws a sample.")\n_("They wait: t opens them")') != []
    assert len(literal_keys('_("Esc leads back")\n_("^S saves")\n_("{sample_draw} draws a sample")')) == 2
    assert literal_keys('line.placeholder = _("Enter finds")\n_("{count} hits | {n} s")') == []


def test_no_message_says_a_key_that_can_be_given_away():
    found = {
        name: keys
        for path in sorted(TUI.rglob("*.py"))
        if (name := path.relative_to(TUI).as_posix()) not in FIXED and path.name != "commands.py"
        if (keys := literal_keys(path.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize("screen", every_screen(), ids=lambda kind: kind.__name__)
def test_a_message_prints_the_key_as_it_was_set(screen):
    remapped = {c.id: "f24" for c in screen.commands()}
    for command in screen.commands():
        assert screen.filled("{" + command.id + "} {n}", {}, n=3) == f"{key_name(command.keys[0])} 3"
        assert screen.filled("{" + command.id + "} {n}", remapped, n=3) == "F24 3"


def test_every_command_in_a_message_is_one_of_its_screen():
    ids = {c.id for c in all_commands()}
    for path in sorted(TUI.rglob("*.py")):
        source = path.read_text("utf-8")
        room = f"coder.tui.{path.parent.name}."
        states = [k for k in every_screen() if any(base.__module__.startswith(room) for base in k.__mro__)]
        for line, text, _typed in messages(source):
            for name in set(re.findall(r"\{(\w+)\}", text)) & ids & _filled_in(source):
                assert any(name in {c.id for c in kind.commands()} for kind in states), f"{path}:{line}: {name}"


def _filled_in(source: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", source)) if "with_keys" in source else set()


def test_the_screens_print_no_key_that_was_given_away(play):
    """With F24 for every command, what the screens print of keys is F24."""
    old = re.compile(r"\b(?:Esc|Tab|PgDn)\b|\^[A-Z]|⌫|\b[1-9]-[1-9] ")

    async def story(app, pilot):
        app.settings = replace(app.settings, keys={c.id: "f24" for c in all_commands()})
        app._repaint()
        await pilot.pause()
        first = app.study.project().transcripts[0].id
        for place in (None, *ALL, "coding"):
            if place == "coding":
                app.open_transcript(first)
            elif place is not None:
                app.action_visit(place.name)
            await pilot.pause()
            await pilot.pause()
            drawn = "\n".join("".join(s.text for s in strip) for strip in app.screen._compositor.render_strips())
            assert "F24" in drawn, place
            assert old.findall(drawn) == [], place

    play(story)
