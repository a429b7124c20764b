"""The month's figures of a unit, each a condition on cases: what is counted can always be opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yizhan.hub.desk.models import Case, CaseEvent
from yizhan.hub.network.models import Unit

FINISHED = ("completed", "rated", "archived")


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month in the system's zone."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str, otherwise: date) -> Month:
        """`2026-10`; the month of `otherwise` for anything else."""
        year, dash, month = text.partition("-")
        if (
            dash
            and year.isdecimal()
            and month.isdecimal()
            and len(text) < 8
            and 2000 <= int(year) <= 2999
            and 1 <= int(month) <= 12
        ):
            return cls(int(year), int(month))
        return cls(otherwise.year, otherwise.month)

    def shifted(self, months: int) -> Month:
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    @property
    def start(self) -> datetime:
        return datetime.combine(date(self.year, self.month, 1), time.min, ZoneInfo(settings.TIME_ZONE))

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return self.shifted(1).start

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted figure: `cases` narrows the unit's cases to those behind it; `of` names the figure it is a part of."""

    code: str
    name: str | Promise
    cases: Callable[[QuerySet[Case], Month], QuerySet[Case]]
    of: str = ""
    group: str = "work"


def _received(cases: QuerySet[Case], month: Month) -> QuerySet[Case]:
    return cases.filter(submitted_at__gte=month.start, submitted_at__lt=month.end)


def _by_channel(channel: str) -> Callable[[QuerySet[Case], Month], QuerySet[Case]]:
    return lambda cases, month: _received(cases, month).filter(channel=channel)


def _accepted(cases: QuerySet[Case], month: Month) -> QuerySet[Case]:
    return cases.filter(accepted_at__gte=month.start, accepted_at__lt=month.end)


def _answered(cases: QuerySet[Case], month: Month) -> QuerySet[Case]:
    return cases.filter(answered_at__gte=month.start, answered_at__lt=month.end)


def _answered_on_time(cases: QuerySet[Case], month: Month) -> QuerySet[Case]:
    zone = ZoneInfo(settings.TIME_ZONE)
    return (
        _answered(cases, month)
        .annotate(answered_on=TruncDate("answered_at", tzinfo=zone))
        .filter(answered_on__lte=F("first_due_date"))
    )


def _completed(cases: QuerySet[Case], month: Month) -> QuerySet[Case]:
    return cases.filter(closed_at__gte=month.start, closed_at__lt=month.end, result_kind__gt="", state__in=FINISHED)


def _completed_on_time(cases: QuerySet[Case], month: Month) -> QuerySet[Case]:
    zone = ZoneInfo(settings.TIME_ZONE)
    return _completed(cases, month).annotate(closed_on=TruncDate("closed_at", tzinfo=zone)).filter(closed_on__lte=F("due_date"))


def _event(action: str) -> Callable[[QuerySet[Case], Month], QuerySet[Case]]:
    def narrowed(cases: QuerySet[Case], month: Month) -> QuerySet[Case]:
        events = CaseEvent.objects.filter(case=OuterRef("pk"), action=action, at__gte=month.start, at__lt=month.end)
        return cases.filter(Exists(events))

    return narrowed


def _open_at_end(cases: QuerySet[Case], month: Month) -> QuerySet[Case]:
    return cases.filter(submitted_at__lt=month.end).filter(Q(closed_at=None) | Q(closed_at__gte=month.end))


def _late_at_end(cases: QuerySet[Case], month: Month) -> QuerySet[Case]:
    last = month.end.date()
    return _open_at_end(cases, month).filter(due_date__lt=last).exclude(state="suspended")


def _rated(cases: QuerySet[Case], month: Month) -> QuerySet[Case]:
    return cases.filter(rating__at__gte=month.start, rating__at__lt=month.end)


def _content(cases: QuerySet[Case], month: Month) -> QuerySet[Case]:
    return _rated(cases, month).filter(rating__grade__gte=4)


def _organisations(cases: QuerySet[Case], month: Month) -> QuerySet[Case]:
    return _received(cases, month).filter(organisation__isnull=False)


FIGURES: dict[str, Figure] = {
    figure.code: figure
    for figure in (
        Figure("received", _("Requests received"), _received),
        Figure("received_online", _("… online"), _by_channel("online"), "received", "channel"),
        Figure("received_window", _("… at the window"), _by_channel("window"), "received", "channel"),
        Figure("received_phone", _("… by phone"), _by_channel("phone"), "received", "channel"),
        Figure("received_visit", _("… on visits"), _by_channel("visit"), "received", "channel"),
        Figure("for_organisations", _("Requests of organisations"), _organisations, "received"),
        Figure("answered", _("First answers given"), _answered),
        Figure("answered_on_time", _("First answers on time"), _answered_on_time, "answered"),
        Figure("accepted", _("Cases accepted"), _accepted),
        Figure("not_accepted", _("Requests not accepted"), _event("decline")),
        Figure("supplements", _("Supplements asked for"), _event("request_supplement")),
        Figure("completed", _("Cases completed"), _completed),
        Figure("completed_on_time", _("Completed on time"), _completed_on_time, "completed"),
        Figure("open_at_end", _("Open at the end of the month"), _open_at_end),
        Figure("late_at_end", _("Of these past their due date"), _late_at_end, "open_at_end"),
        Figure("rated", _("Ratings"), _rated, "", "rating"),
        Figure("content", _("Content or very content"), _content, "rated", "rating"),
    )
}


def cases_of(unit: Unit, *, below: bool) -> QuerySet[Case]:
    """Cases a unit carries; with `below` also those of the units under it."""
    within = Q(unit=unit)
    if below:
        within |= Q(unit__path__startswith=unit.path + "/")
    return Case.objects.filter(within).exclude(state="draft")
