"""Journeys run in the machine's own Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connections

from tests.support.needs import CHROMIUM


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-dev-shm-usage"]}


@pytest.fixture(scope="session", autouse=True)
def _connections_of_the_loop(playwright: object) -> Iterator[None]:
    """While the browser's loop runs, Django gives this thread another connection, which nobody else closes."""
    yield
    connections.close_all()
