from __future__ import annotations

import pytest

from coder.domain.report import Report
from coder.i18n import set_language

from .samples import make_report


@pytest.fixture(autouse=True)
def _english():
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def report() -> Report:
    return make_report()
