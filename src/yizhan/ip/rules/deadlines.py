"""Deadlines: a pure function of the start, the period, the calendar and the pauses, explained line by line.

Rules: `deadlines.yaml` (first day not counted, ends of months, holidays at the end; working-day periods stand still
while the applicant is waited for).
"""

from __future__ import annotations

import calendar as months
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from yizhan.ip.rules.calendars import WorkCalendar

_DAY = timedelta(days=1)
_MOST_DAYS = 3660  # ten years: no service takes longer, and a clock that never ends must not hang


@dataclass(frozen=True, slots=True)
class Period:
    """A length in `working_day`, `day`, `month` or `year`."""

    length: int
    unit: str = "working_day"


@dataclass(frozen=True, slots=True)
class Pause:
    """From when to when the clock stood still; `end` None: it still does."""

    start: datetime
    end: datetime | None
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of days in the explanation: `counted` is the number of the last counted day, None where none counts."""

    first: date
    last: date
    days: int
    counted: int | None
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline as of a moment. `used` counts days so far; `due_date` moves on while the clock is paused."""

    start_date: date
    due_date: date
    period: Period
    used: int
    remaining: int
    is_paused: bool
    is_overdue: bool
    is_provisional: bool
    finished_on: date | None
    lines: tuple[Line, ...]

    @property
    def share(self) -> float:
        """Used part of the period, 0 to 1."""
        return min(1.0, self.used / self.period.length) if self.period.length else 1.0


def compute(
    *,
    start: datetime,
    period: Period,
    calendar: WorkCalendar,
    now: datetime,
    zone: tzinfo,
    pauses: Sequence[Pause] = (),
    finished: datetime | None = None,
) -> Clock:
    """The clock of a period that began at `start`, seen at `now`; `finished` is when what was due was done."""
    first = start.astimezone(zone).date()
    today = (finished or now).astimezone(zone).date()
    if period.unit == "working_day":
        due, lines, used, provisional = _working_days(first, period, calendar, today, pauses, zone)
    else:
        due, lines, used, provisional = _calendar_days(first, period, calendar, today)
    overdue = (finished or now).astimezone(zone) > datetime.combine(due, time.max, zone)
    paused = finished is None and any(pause.end is None for pause in pauses)
    done = finished.astimezone(zone).date() if finished else None
    remaining = _remaining(period, calendar, today, due, used)
    return Clock(first, due, period, used, remaining, paused, overdue and not paused, provisional, done, tuple(lines))


def _remaining(period: Period, calendar: WorkCalendar, today: date, due: date, used: int) -> int:
    if period.unit == "working_day":
        return period.length - used if today <= due else -calendar.working_days_between(due, today)
    return (due - today).days


def _working_days(
    first: date, period: Period, calendar: WorkCalendar, today: date, pauses: Sequence[Pause], zone: tzinfo
) -> tuple[date, list[Line], int, bool]:
    lines = [Line(first, first, 1, None, "起算日，不计算在内", "first day, not counted")]
    day, counted, used, provisional = first, 0, 0, False
    while counted < period.length and (day - first).days < _MOST_DAYS:
        day += _DAY
        paused = _pause_on(day, pauses, zone, today)
        kind = calendar.kind(day)
        provisional = provisional or kind.provisional
        if paused is not None:
            _append(lines, day, None, f"暂停计时：{paused.reason_zh}", f"clock stopped: {paused.reason_en}")
        elif not kind.is_working:
            _append(lines, day, None, kind.reason_zh, kind.reason_en)
        else:
            counted += 1
            used += day <= today
            _append(lines, day, counted, kind.reason_zh, kind.reason_en)
    return day, lines, used, provisional


def _pause_on(day: date, pauses: Sequence[Pause], zone: tzinfo, today: date) -> Pause | None:
    """The pause in which a day lies. The day on which the clock stops still counts, the day it goes on does not;
    a pause without an end reaches to today, so that the due date shown is the earliest still possible."""
    for pause in pauses:
        begins = pause.start.astimezone(zone).date()
        ends = pause.end.astimezone(zone).date() if pause.end else today
        if begins < day <= ends:
            return pause
    return None


def _append(lines: list[Line], day: date, counted: int | None, zh: str, en: str) -> None:
    """Adds a day, to the last line where the reason is the same."""
    last = lines[-1]
    if len(lines) > 1 and last.reason_en == en and (last.counted is None) == (counted is None):
        lines[-1] = Line(last.first, day, last.days + 1, counted, zh, en)
    else:
        lines.append(Line(day, day, 1, counted, zh, en))


def _calendar_days(first: date, period: Period, calendar: WorkCalendar, today: date) -> tuple[date, list[Line], int, bool]:
    lines = [Line(first, first, 1, None, "起算日，不计算在内", "first day, not counted")]
    if period.unit == "day":
        end = first + timedelta(days=period.length)
    else:
        end = add_months(first, period.length * (12 if period.unit == "year" else 1))
    lines.append(Line(first + _DAY, end, (end - first).days, (end - first).days, "自然日", "calendar days"))
    due = calendar.next_working_day(end)
    if due != end:
        kind = calendar.kind(end)
        zh, en = (
            f"届满日为{kind.reason_zh}，顺延至其后第一个工作日",
            f"would end on a {kind.reason_en}: first working day after it",
        )
        lines.append(Line(end + _DAY, due, (due - end).days, None, zh, en))
    used = max(0, min((today - first).days, (end - first).days))
    return due, lines, used, calendar.kind(due).provisional


def add_months(day: date, count: int) -> date:
    """The corresponding day of a later month, or that month's last day."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))
