"""Journeys run in the machine's own Chromium."""

from __future__ import annotations

import pytest

from tests.support.needs import CHROMIUM


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-dev-shm-usage"]}
