from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_data():
    folder = Path(__file__).parents[2].parent / "shared/data"
    if not folder.is_dir():
        pytest.skip("the shared test data are not on this machine")
    return folder
