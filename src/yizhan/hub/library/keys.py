"""Who calls the programming interface, and how often they may."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest

from yizhan.hub.accounts.models import User
from yizhan.hub.common import limits
from yizhan.hub.common.people import address_of
from yizhan.hub.common.refusals import Refusal
from yizhan.hub.library.actions import digest_of
from yizhan.hub.library.models import ApiKey

# Calls in a minute: with a key, and from one address without.
WITH_KEY, WITHOUT_KEY = 600, 60


class BadKey(Refusal):
    """A key was sent that is unknown or revoked."""

    status = 401


def keys_of(user: User) -> QuerySet[ApiKey]:
    """One's keys, those in use first, the newest first."""
    return ApiKey.objects.filter(owner=user).order_by("revoked_at", "-created_at")


def admit(request: HttpRequest, at: datetime) -> ApiKey | None:
    """The key of a call, None where it has none; one call is counted.

    Raises:
        BadKey: unknown or revoked. TooMany: too many calls in a minute.
    """
    sent = request.headers.get("Authorization", "")
    if not sent:
        limits.take(key=f"api:{address_of(request)}", capacity=WITHOUT_KEY, seconds=60, at=at)
        return None
    key = ApiKey.objects.filter(digest=digest_of(sent.removeprefix("Bearer ").strip()), revoked_at=None).first()
    if key is None:
        raise BadKey("The key is unknown or revoked.")
    limits.take(key=f"api-key:{key.pk}", capacity=WITH_KEY, seconds=60, at=at)
    if key.last_used_on != at.date():
        ApiKey.objects.filter(pk=key.pk).update(last_used_on=at.date())
    return key
