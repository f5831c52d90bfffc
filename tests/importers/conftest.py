"""Importers speak English here, so that the tests read as sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.i18n import set_language


@pytest.fixture(autouse=True)
def _english(_chinese):
    set_language("en")


@pytest.fixture(scope="session")
def shared_data():
    folder = Path(__file__).parents[2].parent / "shared/data"
    if not folder.is_dir():
        pytest.skip("the shared test data are not on this machine")
    return folder
