"""Pages of the network: the finder, and the demo's people."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yizhan.hub.accounts.models import User
from yizhan.hub.accounts.roles import ROLES, Permission
from yizhan.hub.common.pages import paginate
from yizhan.hub.common.people import signed_in
from yizhan.hub.common.refusals import NotAllowed
from yizhan.hub.network import actions, queries
from yizhan.hub.network.forms import PostForm
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


def _giver(request: HttpRequest) -> User:
    user = signed_in(request)
    if not queries.has_permission(user, Permission.POST_GIVE):
        raise NotAllowed(_("This page is for people who give posts."))
    return user


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def posts(request: HttpRequest) -> HttpResponse:
    """Who holds which post; POST gives one."""
    user = _giver(request)
    units = queries.units_in_reach(user, Permission.POST_GIVE)
    form = PostForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.appoint(user=form.person, unit=data["unit"], role=data["role"], by=user, at=timezone.now())
        messages.success(request, _("The post is given. The person needs a second factor to use it."))
        return redirect("network:posts")
    text = request.GET.get("q", "")[:60].strip()
    page = paginate(queries.posts_in_reach(user, text), request.GET.get("page"), 25)
    rows = [(post, ROLES[post.role].name if post.role in ROLES else post.role) for post in page.items]
    context = {"form": form, "page": page, "rows": rows, "text": text}
    return render(request, "network/posts.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a post."""
    user = _giver(request)
    post = queries.post_in_reach(user, pk)
    if post is None:
        raise Http404
    actions.end_post(post=post, by=user, at=timezone.now())
    messages.success(request, _("The post has ended."))
    return redirect("network:posts")


@require_safe
def demo_people(request: HttpRequest) -> HttpResponse:
    """The demo's people, each with a button that signs in as them."""
    if not settings.YIZHAN_DEMO:
        raise Http404
    posts = [(post, ROLES[post.role].name) for post in queries.people_with_posts()]
    staff = {post.user_id for post, _name in posts}
    others = User.objects.filter(is_active=True).exclude(pk__in=staff).order_by("pk")[:12]
    return render(request, "network/demo_people.html", {"posts": posts, "others": others})


def _first_page(user: User) -> str:
    found = queries.menu(user)
    return "desk:queue" if found["queue"] else "network:posts" if found["posts"] else "desk:my_cases"


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
    return redirect(_first_page(user))
