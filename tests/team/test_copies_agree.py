"""Whatever several people do, and in whichever order their copies meet: all copies are one study in the end."""

from __future__ import annotations

import pytest
from team_play import Team, derived, tables

from coder.record.study import Study


@pytest.mark.parametrize("seed", range(5))
def test_random_work_and_random_exchange_give_the_same_study(study: Study, tmp_path, seed: int):
    team = Team(study, tmp_path, 3 + seed % 3, seed)
    for _step in range(24):
        team.act(team.random.choice(team.studies))
        if team.random.random() < 0.15:
            team.exchange()
    team.meet()
    try:
        for one in team.studies:
            one.look_again()
            assert one.verify() == []
            assert tables(one) == tables(study)
            assert derived(one) == derived(study)
    finally:
        team.close()
