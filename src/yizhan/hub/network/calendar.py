"""The working calendar: the file that the settings name, else the one that comes with the program."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from yizhan.ip.rules import WorkCalendar, official_calendar


def calendar() -> WorkCalendar:
    """The calendar of this installation; the file is read once in a process.

    Raises:
        BadRules: the file is contradictory. OSError: it cannot be read.
    """
    return _load(str(settings.YIZHAN_CALENDAR)) if settings.YIZHAN_CALENDAR else official_calendar()


@lru_cache(maxsize=4)
def _load(path: str) -> WorkCalendar:
    return WorkCalendar.load(Path(path))
