"""The person behind a request, typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest

if TYPE_CHECKING:
    from yizhan.hub.accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """The signed-in person; for views behind `login_required` only."""
    user = request.user
    assert isinstance(user, get_user_model())
    return user


def maybe_signed_in(request: HttpRequest) -> User | None:
    """The signed-in person, None for the public."""
    return signed_in(request) if request.user.is_authenticated else None


def address_of(request: HttpRequest) -> str:
    """The caller's address for rate limits: behind a proxy, what the proxy says."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    behind = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
    return forwarded if behind and forwarded else str(request.META.get("REMOTE_ADDR", ""))
