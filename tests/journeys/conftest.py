"""Journeys run in the machine's own Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connections

from tests.support.needs import CHROMIUM


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-dev-shm-usage"]}


@pytest.fixture(autouse=True)
def _close_connections() -> Iterator[None]:
    """While the browser's loop runs, Django gives this thread a connection of its own, which nobody else closes.

    Set up before the database, so that it is torn down after it.
    """
    yield
    connections.close_all()
