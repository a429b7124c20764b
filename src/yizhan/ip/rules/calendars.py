"""The official working calendar: holidays and make-up working days as data, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from yizhan.ip.rules.rows import DATA, BadRules

SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayKind:
    """Whether a day is worked, and why, in both languages. `provisional`: its year has not been announced (or entered)."""

    is_working: bool
    reason_zh: str
    reason_en: str
    provisional: bool = False


class WorkCalendar:
    """Answers which days are worked."""

    def __init__(self, years: dict[int, dict[str, Any]]) -> None:
        self._years = frozenset(years)
        self._holidays: dict[date, tuple[str, str]] = {}
        self._made_up: set[date] = set()
        for year, raw in years.items():
            self._take(year, raw)

    def _take(self, year: int, raw: dict[str, Any]) -> None:
        for holiday in raw.get("holidays", ()):
            day, last = holiday["from"], holiday["to"]
            if last < day:
                raise BadRules(f"calendar {year}: {holiday['en']} ends before it begins")
            while day <= last:
                self._holidays[day] = (holiday["zh"], holiday["en"])
                day += _DAY
        for day in raw.get("working_weekends", ()):
            if day.weekday() < SATURDAY:
                raise BadRules(f"calendar {year}: {day} is no weekend")
            self._made_up.add(day)

    @classmethod
    def load(cls, path: Path) -> WorkCalendar:
        """A calendar from its YAML file.

        Raises:
            BadRules: the file is contradictory; the message names the place.
        """
        return cls(yaml.safe_load(path.read_text(encoding="utf-8")))

    def kind(self, day: date) -> DayKind:
        """What kind of day it is."""
        provisional = day.year not in self._years
        if day in self._made_up:
            return DayKind(True, "调休上班", "make-up working day")
        if day in self._holidays:
            return DayKind(False, *self._holidays[day])
        if day.weekday() >= SATURDAY:
            return DayKind(False, "周末", "weekend", provisional)
        return DayKind(True, "工作日", "working day", provisional)

    def is_working_day(self, day: date) -> bool:
        if day in self._made_up:
            return True
        return day.weekday() < SATURDAY and day not in self._holidays

    def next_working_day(self, day: date) -> date:
        """The day itself if it is worked, else the first one after it that is."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; 0 where `end` is not later."""
        count, day = 0, start + _DAY
        while day <= end:
            count += self.is_working_day(day)
            day += _DAY
        return count


@cache
def official_calendar() -> WorkCalendar:
    """The calendar that comes with the program."""
    return WorkCalendar.load(DATA / "calendar_cn.yaml")
