"""Pages of the network: the finder, a unit's page, and the demo's people."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from yizhan.hub.accounts.models import User
from yizhan.hub.accounts.roles import ROLES
from yizhan.hub.common.pages import paginate
from yizhan.hub.network import actions, queries
from yizhan.ip.rules import official_calendar

_TILE = 100


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """All units: search, area, a cartogram without a base map, and the list."""
    now = timezone.localtime()
    text, area = request.GET.get("q", "")[:60].strip(), request.GET.get("area", "")[:20]
    found = queries.find(text, area, now.date())
    marks = [
        {"unit": unit, "x": unit.x * _TILE, "y": unit.y * _TILE, "r": {1: 30, 2: 20}.get(unit.tier.level, 7)} for unit in found
    ]
    marks.sort(key=lambda mark: -mark["unit"].tier.level)
    page = paginate(found, request.GET.get("page"), 24)
    context = {"page": page, "marks": marks, "areas": queries.areas(), "text": text, "area": area, "shape": queries.shape(now.date())}
    return render(request, "network/units.html", context)


@require_safe
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: where, when, what."""
    found = queries.unit_by_code(code)
    if found is None:
        raise Http404
    now = timezone.localtime()
    kind = official_calendar().kind(now.date())
    context = {
        "unit": found,
        "is_open": kind.is_working and queries.is_open(found, now),
        "day": kind,
        "hours": [(day, found.opening.get(str(day), [])) for day in range(7)],
        "services": sorted(found.services.values_list("item_code", flat=True)),
    }
    return render(request, "network/unit.html", context)


@require_safe
def demo_people(request: HttpRequest) -> HttpResponse:
    """The demo's people, each with a button that signs in as them."""
    if not settings.YIZHAN_DEMO:
        raise Http404
    posts = [(post, ROLES[post.role].name) for post in queries.people_with_posts()]
    staff = {post.user_id for post, _name in posts}
    others = User.objects.filter(is_active=True).exclude(pk__in=staff).order_by("pk")[:12]
    return render(request, "network/demo_people.html", {"posts": posts, "others": others})


@require_POST
def demo_sign_in(request: HttpRequest, public_id: str) -> HttpResponse:
    """Signs in as one of the demo's people, in the demo only."""
    if not settings.YIZHAN_DEMO:
        raise Http404
    user = User.objects.filter(public_id=public_id, is_active=True).first()
    if user is None:
        raise Http404
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    actions.record_demo_sign_in(user=user, at=timezone.now())
    return redirect("desk:queue" if queries.is_staff_member(user) else "desk:my_cases")
