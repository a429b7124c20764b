"""Pages for everyone: services, one service, tracking."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yizhan.hub.common import limits
from yizhan.hub.common.pages import whole
from yizhan.hub.common.people import address_of, maybe_signed_in
from yizhan.hub.common.refusals import NotFound
from yizhan.hub.desk import actions, catalogue, clocks, queries
from yizhan.hub.desk.models import Rating
from yizhan.hub.desk.states import STATE_NAMES
from yizhan.hub.network import queries as network
from yizhan.hub.network.calendar import calendar

STAGES = catalogue.CHAIN_STAGES


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """The catalogue: by stage of the chain, and a search over its words."""
    text = request.GET.get("q", "")[:60].strip()
    stage = request.GET.get("stage", "")
    items = catalogue.current_items(timezone.localdate())
    shown = [item for item in items if _matches(item.data, text) and (not stage or item.data["chain_stage"] == stage)]
    stages = [s for s in STAGES if any(item.data["chain_stage"] == s for item in items)]
    return render(request, "desk/services.html", {"items": shown, "text": text, "stage": stage, "stages": stages})


def _matches(data: dict[str, object], text: str) -> bool:
    if not text:
        return True
    words = f"{data['name']} {data['summary']} {data.get('keywords', '')} {data['audience']}".lower()
    return all(word in words for word in text.lower().split())


@require_safe
def service(request: HttpRequest, code: str) -> HttpResponse:
    """One service: all elements of its guide."""
    today = timezone.localdate()
    item = catalogue.current_item(code, today)
    if item is None:
        raise Http404
    units = network.able_units(code, today)
    return render(request, "desk/service.html", {"item": item, "data": item.data, "units": len(units)})


@require_safe
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: where, when, and the services it offers."""
    found = network.unit_by_code(code)
    if found is None:
        raise Http404
    now = timezone.localtime()
    kind = calendar().kind(now.date())
    offered = set(found.services.values_list("item_code", flat=True))
    context = {
        "unit": found,
        "is_open": kind.is_working and network.is_open(found, now),
        "day": kind,
        "hours": [(day, found.opening.get(str(day), [])) for day in range(7)],
        "items": [item for item in catalogue.current_items(now.date()) if item.code in offered],
    }
    return render(request, "desk/unit.html", context)


@require_safe
def track(request: HttpRequest) -> HttpResponse:
    """Where a case stands, by its number; more with the access code."""
    number, code = request.GET.get("number", "")[:40].strip(), request.GET.get("code", "")[:20].strip()
    context: dict[str, object] = {"number": number, "code": code}
    if number:
        limits.take(key=f"track:{address_of(request)}", capacity=60, seconds=600, at=timezone.now())
        found = queries.tracked(number, code)
        context["asked"] = True
        if found:
            case, holds_code = found
            now = timezone.now()
            context |= {
                "case": case, "holds_code": holds_code, "state_name": STATE_NAMES[case.state], "code_wrong": bool(code) and not holds_code,
                "clocks": clocks.of(case, case.events.all(), now), "events": case.events.select_related("to_unit").order_by("-at", "-pk"),
                "grades": Rating.GRADES if holds_code and case.state == "completed" else (),
            }  # fmt: skip
    return render(request, "desk/track.html", context, status=404 if context.get("asked") and "case" not in context else 200)


@require_POST
def rate_by_code(request: HttpRequest) -> HttpResponse:
    """The rating of a person without an account."""
    number, code = request.POST.get("number", ""), request.POST.get("code", "")
    limits.take(key=f"track:{address_of(request)}", capacity=60, seconds=600, at=timezone.now())
    found = queries.tracked(number, code)
    if found is None or not found[1]:
        raise NotFound(_("There is no such case, or the code is wrong."))
    actions.rate(
        case=found[0], grade=whole(request.POST.get("grade")) or 0, comment=request.POST.get("comment", ""), access_code=code,
        by=maybe_signed_in(request), at=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Thank you. Your rating counts in the unit's month."))
    return redirect("desk:track")
