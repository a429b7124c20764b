"""What `yizhan check-config` looks at."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from yizhan.hub.network.calendar import calendar
from yizhan.hub.network.config import network_file
from yizhan.ip.rules import BadRules
from yizhan.ip.search import IndexFailure, IndexMissing, open_index

_LITTLE_ROOM = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: an error stops the command with exit code 2."""

    text: str
    is_error: bool


def findings() -> Iterator[Finding]:
    """Everything that is wrong or worth knowing."""
    yield from _home()
    yield from _database()
    yield from _index()
    yield from _addresses()
    if not network_file().is_file():
        yield Finding(f"YIZHAN_NETWORK: there is no file {network_file()}", is_error=True)
    try:
        provisional = calendar().kind(timezone.localdate()).provisional
    except (BadRules, OSError, KeyError, TypeError, AttributeError) as error:
        yield Finding(f"YIZHAN_CALENDAR: {settings.YIZHAN_CALENDAR} cannot be used ({error})", is_error=True)
        return
    if provisional:
        yield Finding(
            f"the official calendar has no entry for {timezone.localdate().year}: dates are provisional", is_error=False
        )


def _home() -> Iterator[Finding]:
    home = Path(settings.YIZHAN_HOME)
    if not os.access(home, os.W_OK):
        yield Finding(f"YIZHAN_HOME: cannot write to {home}", is_error=True)
    elif shutil.disk_usage(home).free < _LITTLE_ROOM:
        yield Finding(f"YIZHAN_HOME: less than 1 GB is free on the disk of {home}", is_error=False)


def _database() -> Iterator[Finding]:
    try:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        yield Finding(f"YIZHAN_DATABASE_URL: the database does not answer ({error})", is_error=True)
        return
    if missing:
        yield Finding(f"{missing} database migrations are missing: yizhan setup-database", is_error=True)


def _index() -> Iterator[Finding]:
    for kind in ("patents", "marks"):
        try:
            open_index(Path(settings.YIZHAN_HOME) / "index", kind)
        except IndexMissing:
            yield Finding(f"{kind}: nothing has been ingested yet", is_error=False)
        except IndexFailure as error:
            yield Finding(f"{kind}: {error}", is_error=True)


def _addresses() -> Iterator[Finding]:
    local = all(host in {"127.0.0.1", "localhost", "[::1]"} for host in settings.ALLOWED_HOSTS)
    if settings.YIZHAN_DEMO and not local:
        yield Finding(
            "YIZHAN_DEMO lets anyone sign in as anyone and works on this machine only: unset it, or YIZHAN_HOSTS", is_error=True
        )
    if not local and not settings.YIZHAN_HTTPS:
        yield Finding("YIZHAN_HTTPS is off although the system is reached from other machines", is_error=True)
    if not settings.EMAIL_HOST:
        yield Finding("YIZHAN_SMTP_HOST is empty: mails are written to files in the data folder", is_error=False)
