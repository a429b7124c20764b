"""Dated rule rows with their legal basis, the official working calendar, and deadlines explained line by line."""

from yizhan.ip.rules.calendars import WorkCalendar, official_calendar
from yizhan.ip.rules.deadlines import Clock, Line, Pause, Period, compute
from yizhan.ip.rules.rows import BadRules, RuleRow, in_force, load_rows, shipped_rows

__all__ = [
    "BadRules",
    "Clock",
    "Line",
    "Pause",
    "Period",
    "RuleRow",
    "WorkCalendar",
    "compute",
    "in_force",
    "load_rows",
    "official_calendar",
    "shipped_rows",
]
