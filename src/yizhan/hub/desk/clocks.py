"""The two clocks of a case, computed from its events: the first answer of a person, and completion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from yizhan.hub.desk.models import Case, CaseEvent
from yizhan.hub.network.calendar import calendar
from yizhan.ip.rules import Clock, Pause, Period, compute

_ENDS = frozenset({"complete", "terminate", "withdraw", "decline"})


@dataclass(frozen=True, slots=True)
class CaseClocks:
    """None: this clock has not begun."""

    first_answer: Clock | None
    completion: Clock | None


def zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def of(case: Case, events: Iterable[CaseEvent], now: datetime) -> CaseClocks:
    """Both clocks as of a moment. The first begins with the request and ends with a person's first answer, the second begins
    with acceptance, stands still while the case is suspended and ends with the close."""
    data = case.item.data
    first = None
    if case.submitted_at is not None:
        ended = case.answered_at or case.closed_at
        first = _clock(case.submitted_at, int(data["first_answer_days"]), now, (), ended)
    completion = None
    if case.accepted_at is not None:
        completion = _clock(case.accepted_at, int(data["committed_days"]), now, _pauses(events), case.closed_at)
    return CaseClocks(first, completion)


def _clock(start: datetime, days: int, now: datetime, pauses: tuple[Pause, ...], finished: datetime | None) -> Clock:
    return compute(start=start, period=Period(days), calendar=calendar(), now=now, zone=zone(), pauses=pauses, finished=finished)


def _pauses(events: Iterable[CaseEvent]) -> tuple[Pause, ...]:
    pauses: list[Pause] = []
    begun: CaseEvent | None = None
    for event in sorted(events, key=lambda e: (e.at, e.pk)):
        if event.action == "suspend":
            begun = event
        elif begun is not None and (event.action == "resume" or event.action in _ENDS):
            pauses.append(_pause(begun, event.at))
            begun = None
    if begun is not None:
        pauses.append(_pause(begun, None))
    return tuple(pauses)


def _pause(begun: CaseEvent, end: datetime | None) -> Pause:
    return Pause(begun.at, end, f"案件中止（{begun.note}）", f"case suspended ({begun.note})")


def stamp_due_dates(case: Case, now: datetime) -> None:
    """Writes both due dates onto the case, so that the queue sorts by them; call after every move."""
    clocks = of(case, case.events.all(), now)
    case.first_due_date = clocks.first_answer.due_date if clocks.first_answer else None
    case.due_date = clocks.completion.due_date if clocks.completion else None
