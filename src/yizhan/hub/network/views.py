"""Pages of the network: the finder, and the demo's people."""

from __future__ import annotations

from collections.abc import Iterable

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
from yizhan.hub.network.models import Unit

_TILE = 100
_RADIUS = {1: 30, 2: 20}


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """All units: search, area, a cartogram without a base map, and the list."""
    now = timezone.localtime()
    text, area = request.GET.get("q", "")[:60].strip(), request.GET.get("area", "")[:20]
    found = queries.find(text, area, now.date())
    marks = [{"unit": unit, "x": unit.x * _TILE, "y": unit.y * _TILE, "r": _RADIUS.get(unit.tier.level, 7)} for unit in found]
    page = paginate(found, request.GET.get("page"), 24)
    context = {
        "page": page,
        "marks": marks,
        "areas": queries.areas(),
        "text": text,
        "area": area,
        "shape": queries.shape(now.date()),
    }
    context |= _plan(found)
    return render(request, "network/units.html", context)


def _plan(found: Iterable[Unit]) -> dict[str, object]:
    """A square for each area and the window that shows them all; the centre stands between its districts."""
    corners = {(round(unit.x), round(unit.y)) for unit in found}
    if not corners:
        return {"tiles": [], "view_box": "0 0 100 100"}
    left, top = min(x for x, _y in corners) - 0.5, min(y for _x, y in corners) - 0.5
    width, height = max(x for x, _y in corners) + 0.5 - left, max(y for _x, y in corners) + 0.5 - top
    tiles = [{"x": x * _TILE - 48, "y": y * _TILE - 48} for x, y in sorted(corners)]
    return {"tiles": tiles, "view_box": f"{left * _TILE:.0f} {top * _TILE:.0f} {width * _TILE:.0f} {height * _TILE:.0f}"}


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
