"""The front step: root, health, robots, notices."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_safe

from yizhan.hub.common import notices
from yizhan.hub.common.pages import paginate
from yizhan.hub.common.people import signed_in


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """To the home page in the reader's language."""
    language = translation.get_language_from_request(request)
    return HttpResponseRedirect(f"/{language}/")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 while the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /*/staff/", "Disallow: /*/cases/", "Disallow: /*/account/", "Disallow: /*/files/"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_notices(request: HttpRequest) -> HttpResponse:
    """A person's notices, the newest first; POST marks all as read."""
    user = signed_in(request)
    if request.method == "POST":
        notices.mark_read(user=user, at=timezone.now())
        return redirect("notices:notices")
    page = paginate(user.notices.order_by("-at", "-pk"), request.GET.get("page"))
    return render(request, "common/notices.html", {"page": page})
