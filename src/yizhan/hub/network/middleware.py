"""People who hold a post sign in with two factors: without one they reach only the pages that set it up."""

from __future__ import annotations

import re
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from yizhan.hub.common.people import maybe_signed_in
from yizhan.hub.network import queries

_FREE = re.compile(r"/(?:[a-z-]+/account|static)/|/healthz$")
_SESSION_KEY = "staff_mfa_ok"


class StaffMfaMiddleware:
    """See the module. The answer is kept in the session, so that later requests cost nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # What the menu offers beside the public pages; read only when a page asks.
        request.menu = SimpleLazyObject(lambda: queries.menu(maybe_signed_in(request)))  # type: ignore[attr-defined]
        if self._must_set_up(request):
            messages.warning(
                request, _("Your post gives you access to other people's cases: please set up two-factor sign-in first.")
            )
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        if _FREE.match(request.path) or not request.session.get("_auth_user_id"):
            return False
        user = maybe_signed_in(request)
        if user is None or request.session.get(_SESSION_KEY) == user.pk:
            return False
        if not queries.is_staff_member(user):
            return False
        if Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
            request.session[_SESSION_KEY] = user.pk
            return False
        return True
