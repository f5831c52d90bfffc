"""Names in messages that say what to type are one word of the shell."""

from __future__ import annotations

import shlex

import pytest

from coder.model.names.shell_words import shell_word


@pytest.mark.parametrize("name", ["firm-a", "我的 研究", "a'b", "$HOME", "甲", "-x y", "a/b c.txt", "", "a;b"])
def test_a_printed_name_is_one_word_of_the_shell(name: str) -> None:
    assert shlex.split(shell_word(name)) == [name]
    assert (shell_word("逐字稿/廠商A.txt")) == "逐字稿/廠商A.txt"
