"""The month of a unit, and the cases behind each of its figures."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yizhan.hub.accounts.models import User
from yizhan.hub.accounts.roles import Permission
from yizhan.hub.common.pages import paginate
from yizhan.hub.common.people import signed_in
from yizhan.hub.common.refusals import NotAllowed
from yizhan.hub.common.tables import csv_file
from yizhan.hub.evaluation import queries
from yizhan.hub.evaluation.figures import FIGURES, Month
from yizhan.hub.network import queries as network
from yizhan.hub.network.models import Unit

_FEW = 5


def _reader(request: HttpRequest) -> User:
    user = signed_in(request)
    if not network.has_permission(user, Permission.MONTH_READ):
        raise NotAllowed(_("This page is for people whose post includes the unit's month."))
    return user


def _asked(request: HttpRequest, user: User) -> tuple[Unit, Month, bool]:
    unit = queries.unit_for(user, request.GET.get("unit", "")[:20])
    month = Month.parse(request.GET.get("month", ""), timezone.localdate())
    # A centre reads its whole branch unless it asks for itself alone.
    return unit, month, request.GET.get("alone", "") != "1"


@login_required
@require_safe
def months(request: HttpRequest) -> HttpResponse:
    """One unit's month: figures that open their cases, and the last twelve months."""
    user = _reader(request)
    unit, month, below = _asked(request, user)
    found = queries.unit_month(unit, month, below=below)
    context = {
        "found": found,
        "trend": queries.trend(unit, month, below=below),
        "by_item": _by_item(found),
        "units": list(network.units_in_reach(user, Permission.MONTH_READ)[:120]),
        "previous": month.shifted(-1),
        "next": month.shifted(1) if month.end <= timezone.now() else None,
        "is_running": month.end > timezone.now(),
    }
    return render(request, "evaluation/month.html", context)


def _by_item(found: queries.UnitMonth) -> dict[str, object]:
    code = "zh" if (get_language() or "").startswith("zh") else "en"
    labels = [name[code] for name, _code, _count in found.items]
    counts = [count for _name, _code, count in found.items]
    return {
        "kind": "rows", "labels": labels, "series": [{"name": _("Requests received"), "data": counts}],
        "rows": [(label, [count]) for label, count in zip(labels, counts, strict=True)],
    }  # fmt: skip


@login_required
@require_safe
def cases(request: HttpRequest, code: str) -> HttpResponse:
    """The cases behind a figure."""
    user = _reader(request)
    unit, month, below = _asked(request, user)
    rows = queries.behind(unit, month, code, below=below, item=request.GET.get("item", "")[:40])
    context = {
        "figure": FIGURES[code],
        "unit": unit,
        "month": month,
        "below": below,
        "page": paginate(rows, request.GET.get("page"), 25),
    }
    return render(request, "evaluation/cases.html", context)


@login_required
@require_safe
def month_csv(request: HttpRequest) -> HttpResponse:
    """The figures of the month as CSV."""
    user = _reader(request)
    unit, month, below = _asked(request, user)
    found = queries.unit_month(unit, month, below=below)
    zh = (get_language() or "").startswith("zh")
    rows = [
        (_("Unit"), unit.code, unit.name_zh if zh else unit.name_en),
        (_("Month"), str(month), _("with the units below") if below else _("this unit alone")),
        (_("Figure"), _("Count"), _("Share")),
        *((one.figure.name, one.count, "" if one.share is None else f"{one.share:.3f}") for one in found.figures),
        (_("Organisations served"), found.organisations, ""),
        (_("Referred to this unit"), found.referred_in, ""),
        (_("Referred to others"), found.referred_out, ""),
        (_("Mean grade (1 to 5)"), "" if found.mean_grade is None else f"{found.mean_grade:.2f}", ""),
    ]
    return csv_file(f"{unit.code}-{month}.csv", rows)


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """Figures of the whole network, month by month, for everyone. Counts below 5 are not told apart from 0."""
    month = Month.parse(request.GET.get("month", ""), timezone.localdate())
    counted = queries.network_month(month)
    rows = [(FIGURES[code].name, count if count >= _FEW else None, count) for code, count in counted.items()]
    context = {
        "rows": rows,
        "month": month,
        "previous": month.shifted(-1),
        "next": month.shifted(1) if month.end <= timezone.now() else None,
    }
    return render(request, "evaluation/public.html", context)
