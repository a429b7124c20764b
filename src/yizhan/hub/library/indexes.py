"""The indexes under the data folder, opened once for each process; opened anew when the folder changes."""

from __future__ import annotations

import threading
from pathlib import Path

from django.conf import settings

from yizhan.ip.search import Index, IndexMissing, open_index

SCOPES = ("patents", "marks")
_opened: dict[tuple[str, str], Index] = {}
_lock = threading.Lock()


def folder() -> Path:
    return Path(settings.YIZHAN_HOME) / "index"


def index(scope: str) -> Index:
    """The index of `patents` or `marks`.

    Raises:
        IndexFailure: missing, outdated or damaged; the message is for the people who run the system.
    """
    key = (str(folder()), scope)
    with _lock:
        found = _opened.get(key)
        if found is None:
            found = _opened[key] = open_index(folder(), scope)
        return found


def records(scope: str) -> int:
    """How many records a scope holds; 0 where nothing has been ingested."""
    try:
        return index(scope).state().records
    except IndexMissing:
        return 0
