from __future__ import annotations

import pytest

from coder.i18n import set_language
from coder.model.reporting.report import Report
from reports.samples import make_report


@pytest.fixture(autouse=True)
def _english():
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def report() -> Report:
    return make_report()
