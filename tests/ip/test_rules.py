"""The official calendar and deadlines, checked against days counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.ip.rules import BadRules, Pause, Period, WorkCalendar, compute, in_force, load_rows, official_calendar, shipped_rows

SHANGHAI = ZoneInfo("Asia/Shanghai")
CALENDAR = official_calendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-02-14", True),  # Saturday worked before Spring Festival
        ("2026-02-16", False),
        ("2026-02-24", True),
        ("2026-10-10", True),  # Saturday worked after National Day
        ("2026-10-05", False),
        ("2026-11-21", False),  # an ordinary Saturday
        ("2026-11-23", True),
    ],
)
def test_days_of_the_official_calendar(day: str, working: bool) -> None:
    assert CALENDAR.is_working_day(date.fromisoformat(day)) is working


def test_a_year_without_announcement_is_provisional() -> None:
    assert CALENDAR.kind(date(2031, 5, 5)).provisional
    assert not CALENDAR.kind(date(2026, 5, 6)).provisional


def test_five_working_days_over_a_weekend() -> None:
    clock = compute(start=at("2026-11-10T10:00"), period=Period(5), calendar=CALENDAR, now=at("2026-11-12T09:00"), zone=SHANGHAI)
    assert clock.due_date == date(2026, 11, 17)
    assert (clock.used, clock.remaining) == (2, 3)
    assert not clock.is_overdue
    assert clock.lines[0].counted is None


def test_working_days_jump_over_national_day_with_its_worked_saturday() -> None:
    clock = compute(start=at("2026-09-30T10:00"), period=Period(3), calendar=CALENDAR, now=at("2026-09-30T11:00"), zone=SHANGHAI)
    # 1–7 October are holidays; 8 and 9 October are worked, and so is Saturday the 10th.
    assert clock.due_date == date(2026, 10, 10)


def test_a_pause_moves_the_due_date_by_its_working_days() -> None:
    pause = Pause(at("2026-11-11T10:00"), at("2026-11-13T10:00"), "补正", "supplement")
    clock = compute(
        start=at("2026-11-10T10:00"),
        period=Period(5),
        calendar=CALENDAR,
        now=at("2026-11-20T10:00"),
        zone=SHANGHAI,
        pauses=[pause],
    )
    assert clock.due_date == date(2026, 11, 19)
    assert clock.is_overdue
    assert any("supplement" in line.reason_en for line in clock.lines)


def test_an_open_pause_stops_the_clock() -> None:
    pause = Pause(at("2026-11-11T10:00"), None, "中止", "suspended")
    clock = compute(
        start=at("2026-11-10T10:00"),
        period=Period(2),
        calendar=CALENDAR,
        now=at("2026-12-30T10:00"),
        zone=SHANGHAI,
        pauses=[pause],
    )
    assert clock.is_paused
    assert not clock.is_overdue
    assert clock.used == 1


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-08-31", 6, "2027-03-01"),
        ("2026-03-10", 2, "2026-05-11"),
        ("2024-02-29", 12, "2025-02-28"),
    ],
)
def test_months_end_on_the_corresponding_or_last_day_and_not_on_a_holiday(start: str, months: int, due: str) -> None:
    # 2027-02-28 is a Sunday; 2026-05-10 is a Sunday although 9 May is worked.
    clock = compute(
        start=at(f"{start}T10:00"), period=Period(months, "month"), calendar=CALENDAR, now=at(f"{start}T10:00"), zone=SHANGHAI
    )
    assert clock.due_date == date.fromisoformat(due)


@given(st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2026, 10, 1)), st.integers(1, 60), st.integers(0, 90))  # noqa: DTZ001
def test_a_working_day_clock_keeps_its_promises(start: datetime, length: int, later: int) -> None:
    begun = start.replace(tzinfo=UTC)
    clock = compute(start=begun, period=Period(length), calendar=CALENDAR, now=begun + timedelta(days=later), zone=SHANGHAI)
    first = begun.astimezone(SHANGHAI).date()
    assert CALENDAR.is_working_day(clock.due_date)
    assert CALENDAR.working_days_between(first, clock.due_date) == length
    assert 0 <= clock.used <= length
    # The lines cover every day from the start to the due date, without gap or overlap.
    assert clock.lines[0].first == first
    assert clock.lines[-1].last == clock.due_date
    for one, following in zip(clock.lines, clock.lines[1:], strict=False):
        assert following.first == one.last + timedelta(days=1)
    assert [line.counted for line in clock.lines if line.counted][-1] == length


def test_rule_rows_hold_from_their_day_on() -> None:
    row = in_force(shipped_rows(), "period-counting", date(2026, 1, 1))
    assert row is not None
    assert row.level == "administrative_regulation"
    assert in_force(shipped_rows(), "period-counting", date(2023, 1, 1)) is None
    assert in_force(shipped_rows(), "no-such-rule", date(2026, 1, 1)) is None


def test_contradictory_rules_and_calendars_are_refused(tmp_path: Path) -> None:
    rows = tmp_path / "rows.yaml"
    rows.write_text("- {id: x, title_zh: 甲, title_en: X}\n", encoding="utf-8")
    with pytest.raises(BadRules, match=r"rows\.yaml"):
        load_rows(rows)
    days = tmp_path / "calendar.yaml"
    days.write_text("2026:\n  working_weekends: [2026-11-23]\n", encoding="utf-8")
    with pytest.raises(BadRules, match="no weekend"):
        WorkCalendar.load(days)
