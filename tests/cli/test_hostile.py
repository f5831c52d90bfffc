"""Text from a study is shown as text: no markup, no escapes, no turned direction, whatever it holds."""

from pathlib import Path

import pytest

from .conftest import Run

MARKUP = ("[bold]粗體[/bold]", "[/x]", "[@click=app.bell]x[/]")
UNSAFE = set("\x1b\x07\u202e\u202c\u200f\u2066\x9b")


@pytest.mark.parametrize(
    "arguments",
    [("show", "firm-a"), ("quotes",), ("findings",), ("trace", "F2"), ("search", "粗體"), ("suggest",), ("log",)],
    ids=" ".join,
)
def test_nothing_reaches_the_terminal_raw(study: Path, run: Run, arguments: tuple[str, ...]):
    for form in (arguments, (*arguments, "--json")):
        result = run(*form)
        assert result.status == 0
        assert not UNSAFE & set(result.out + result.err)


@pytest.mark.parametrize("arguments", [("show", "firm-a"), ("quotes",), ("findings",), ("trace", "F2")], ids=" ".join)
def test_markup_in_words_is_shown(study: Path, run: Run, arguments: tuple[str, ...]):
    out = run(*arguments).out
    assert all(markup in out for markup in MARKUP)


def test_markup_in_names_is_shown(study: Path, run: Run):
    assert "[red]大型[/red]" in run("freq", "--by", "size").out
    assert "[red]大型[/red]" in run("cases").out
    assert "[bold]" in run("codes").out


def test_json_holds_the_text_as_it_is(study: Path, run: Run):
    line = run("show", "firm-a", "--lines", "7", "--json").json["rows"][0]["text"]
    assert "\u202e文字\u202c" in line


def test_a_hostile_name_in_an_error_is_shown_as_text(study: Path, run: Run):
    result = run("show", "\x1b[31m\u202e[bold]")
    assert result.status == 1
    assert not UNSAFE & set(result.err)
    assert "[bold]" in result.err


def test_wide_characters_stand_in_line(study: Path, run: Run):
    from coder.cli.shared.help_layout import cells

    lines = run("freq").out.splitlines()
    assert len({cells(line) for line in lines if line.strip()}) == 1


def test_a_table_in_a_file_is_not_cut(study: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "40")
    assert "新創很難跟大公司比。" in run("show", "firm-a", "--lines", "3").out
    assert "2026-" in run("log").out
