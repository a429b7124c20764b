"""The month of a unit, computed from its cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, Q, QuerySet
from django.utils.translation import gettext as _

from yizhan.hub.accounts.models import User
from yizhan.hub.accounts.roles import Permission
from yizhan.hub.common.refusals import NotFound
from yizhan.hub.desk.models import Case, CaseEvent
from yizhan.hub.evaluation.figures import FIGURES, FINISHED, Figure, Month, cases_of
from yizhan.hub.network import queries as network
from yizhan.hub.network.models import Unit


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with its number, and its share of the figure it is a part of (None where that is 0)."""

    figure: Figure
    count: int
    share: float | None


@dataclass(frozen=True, slots=True)
class UnitMonth:
    """A unit's month. `mean_grade` and `organisations` are 0 or None where nothing was counted."""

    unit: Unit
    month: Month
    below: bool
    figures: tuple[Counted, ...]
    mean_grade: float | None
    organisations: int
    referred_in: int
    referred_out: int
    items: list[tuple[dict[str, str], str, int]]

    def get(self, code: str) -> Counted:
        return next(one for one in self.figures if one.figure.code == code)


def unit_for(user: User, code: str) -> Unit:
    """A unit whose month a person may read; with no code their own.

    Raises:
        NotFound: there is none.
    """
    units = network.units_in_reach(user, Permission.MONTH_READ)
    unit = units.filter(code=code).first() if code else units.first()
    if unit is None:
        raise NotFound(_("There is no such unit among those whose month you may see."))
    return unit


def unit_month(unit: Unit, month: Month, *, below: bool) -> UnitMonth:
    """All figures of a unit's month."""
    cases = cases_of(unit, below=below)
    counts = {code: figure.cases(cases, month).count() for code, figure in FIGURES.items()}
    figures = tuple(
        Counted(f, counts[f.code], counts[f.code] / counts[f.of] if f.of and counts[f.of] else None) for f in FIGURES.values()
    )
    rated = FIGURES["rated"].cases(cases, month).aggregate(mean=Avg("rating__grade"))
    received = FIGURES["received"].cases(cases, month)
    return UnitMonth(
        unit, month, below, figures, rated["mean"],
        received.exclude(organisation=None).values("organisation").distinct().count(),
        *_referrals(unit, month, below=below), _items(received),
    )  # fmt: skip


def _referrals(unit: Unit, month: Month, *, below: bool) -> tuple[int, int]:
    """Cases referred to and from the unit (with `below`: across the border of the whole branch)."""
    events = CaseEvent.objects.filter(action__in=["refer", "pass_on"], at__gte=month.start, at__lt=month.end)

    def inside(side: str) -> Q:
        own = Q(**{side: unit})
        return own | Q(**{f"{side}__path__startswith": unit.path + "/"}) if below else own

    came, went = inside("to_unit"), inside("from_unit")
    counted = events.aggregate(into=Count("pk", filter=came & ~went), out=Count("pk", filter=went & ~came))
    return counted["into"], counted["out"]


def _items(received: QuerySet[Case]) -> list[tuple[dict[str, str], str, int]]:
    """Requests by service: name, code, count; the most asked first."""
    rows = received.values("item__code").annotate(n=Count("pk")).order_by("-n", "item__code")
    names: dict[str, dict[str, str]] = {}
    for case in received.select_related("item").order_by("item__version"):
        names[case.item.code] = case.item.data["name"]
    return [(names[row["item__code"]], row["item__code"], row["n"]) for row in rows]


def behind(unit: Unit, month: Month, code: str, *, below: bool, item: str = "") -> QuerySet[Case]:
    """The cases behind a figure.

    Raises:
        NotFound: there is no such figure.
    """
    figure = FIGURES.get(code)
    if figure is None:
        raise NotFound(_("There is no such figure."))
    cases = figure.cases(cases_of(unit, below=below), month)
    if item:
        cases = cases.filter(item__code=item)
    return cases.select_related("item", "unit__tier", "handler").order_by("submitted_at", "pk")


def trend(unit: Unit, month: Month, *, below: bool, months: int = 12) -> dict[str, Any]:
    """Received and completed cases of the last months, for a chart."""
    span = [month.shifted(-back) for back in range(months - 1, -1, -1)]
    counts: dict[str, Count] = {}
    for place, one in enumerate(span):
        came = Q(submitted_at__gte=one.start, submitted_at__lt=one.end)
        done = Q(closed_at__gte=one.start, closed_at__lt=one.end, result_kind__gt="", state__in=FINISHED)
        counts |= {f"received{place}": Count("pk", filter=came), f"completed{place}": Count("pk", filter=done)}
    counted = cases_of(unit, below=below).aggregate(**counts)
    received = [counted[f"received{place}"] for place in range(months)]
    completed = [counted[f"completed{place}"] for place in range(months)]
    return {
        "kind": "line",
        "labels": [str(one) for one in span],
        "series": [{"name": _("Received"), "data": received}, {"name": _("Completed"), "data": completed}],
        "rows": [(str(one), [received[place], completed[place]]) for place, one in enumerate(span)],
    }


def network_month(month: Month) -> dict[str, int]:
    """Figures of the whole network for the public page; small enough to tell nobody apart, so below 5 is not shown."""
    cases = Case.objects.exclude(state="draft")
    shown = ("received", "answered", "answered_on_time", "completed", "completed_on_time", "rated", "content")
    return {code: FIGURES[code].cases(cases, month).count() for code in shown}
