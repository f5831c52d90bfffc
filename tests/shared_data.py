"""Where the shared test data lie, beside the project; they are not part of it."""

from __future__ import annotations

from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared" / "data"
