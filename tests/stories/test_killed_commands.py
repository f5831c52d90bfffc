"""A command that is killed leaves its work whole or not at all; the campaign itself is in `benchmarks/kills.py`."""

from __future__ import annotations

import pytest

from benchmarks.kills import campaign


@pytest.mark.parametrize("operation", ["withdraw"])
def test_a_killed_command_leaves_all_or_nothing(tmp_path, operation):
    assert list(campaign(tmp_path, 1, [operation], seed=7)) == []
