"""Dates as offices write them, whole or in part."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_DIGITS = re.compile(r"(\d{4})[-./]?(\d{2})?[-./]?(\d{2})?(?:[ T].*|[+-]\d{2}:\d{2}|Z)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day. Month or day 0 means: the file does not say."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str | None) -> PartialDate | None:
        """`20200131`, `2020-01-31`, `2020.01.31`, `20200100`, `202001`, `2020` → a date as precise as the text.

        None for empty text and for what is no date (offices write 00000000 and five-digit numbers);
        nothing is invented: an impossible day (20200231) is None too.
        """
        match = _DIGITS.fullmatch((text or "").strip())
        if match is None:
            return None
        year, month, day = (int(part or 0) for part in match.groups())
        if not 1400 <= year <= 2999 or month > 12 or (day and not month):
            return None
        if day and day > calendar.monthrange(year, month)[1]:
            return None
        return cls(year, month, day)

    @property
    def is_whole(self) -> bool:
        return self.day > 0

    @property
    def earliest(self) -> date:
        """The first day this date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day this date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """`2020-01-31`, `2020-01` or `2020`."""
        return "-".join([f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)])
