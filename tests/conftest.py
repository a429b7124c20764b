"""Fixtures that many tests use. What a test needs beyond them it makes itself (tests/support/make.py)."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.support import make
from yizhan.hub.common import memo

hypothesis_settings.register_profile(
    "yizhan", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
hypothesis_settings.load_profile("yizhan")
TEST_NETWORK = Path(__file__).parent / "data" / "network.yaml"


def pytest_configure() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Names of static files as they are: nothing has been collected here.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    # The threads of the test server leave no connection behind that would keep the test database from going.
    connections["default"].settings_dict["CONN_MAX_AGE"] = 0
    # In a file, so that the threads of the test server have connections of their own.
    if connections["default"].vendor == "sqlite":
        connections["default"].settings_dict["TEST"]["NAME"] = str(Path(settings.YIZHAN_HOME) / "test.sqlite3")
    settings.YIZHAN_NETWORK = str(TEST_NETWORK)
    (Path(settings.YIZHAN_HOME) / "static").mkdir(exist_ok=True)


def pytest_fixture_setup(fixturedef: pytest.FixtureDef[object]) -> None:
    """The connection of this thread is out of reach once the browser's loop runs: close it before (tests/journeys/conftest.py)."""
    if fixturedef.argname == "playwright":
        connections.close_all()


def _fill() -> None:
    from yizhan.hub.desk.catalogue import load_catalogue
    from yizhan.hub.network.config import load_network

    load_network(at=make.NOON)
    load_catalogue(at=make.NOON)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Neither what a process remembers for some seconds nor a page's language travels from test to test."""
    memo.forget()
    translation.activate("en")


@pytest.fixture
def city(db: None) -> None:
    """The test network (tests/data/network.yaml) and the catalogue."""
    _fill()


@pytest.fixture
def live_city(transactional_db: None) -> None:
    """As `city`, visible to other threads."""
    _fill()


@pytest.fixture(scope="session")
def library() -> Path:
    """An index with the demo's fictional records, in the data folder of the test process."""
    from yizhan.ip.search.ingest import ingest
    from yizhan.site.demo import sources

    home = Path(settings.YIZHAN_HOME)
    summary = ingest(sources(home, None), index_folder=home / "index", shelf=None)
    assert not summary.problems
    return home / "index"
