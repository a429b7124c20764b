"""The person behind a request, typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
