"""Rate limits in the database: a bucket of tokens that fills up evenly."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yizhan.hub.common.models import TokenBucket
from yizhan.hub.common.refusals import TooMany

_TRIES = 5


def take(*, key: str, capacity: int, seconds: int, at: datetime) -> None:
    """Takes one token of `capacity` that refill in `seconds`.

    Raises:
        TooMany: none is left.
    """
    for _try in range(_TRIES):
        bucket = TokenBucket.objects.filter(key=key).first()
        if bucket is None:
            try:
                with transaction.atomic():
                    TokenBucket.objects.create(key=key, tokens=capacity - 1, updated_at=at)
            except IntegrityError:
                continue
            return
        passed = max(0.0, (at - bucket.updated_at).total_seconds())
        tokens = min(float(capacity), bucket.tokens + passed * capacity / seconds)
        if tokens < 1:
            raise TooMany(_("That was too often in a short time. Please wait a little and try again."))
        unchanged = TokenBucket.objects.filter(pk=bucket.pk, tokens=bucket.tokens, updated_at=bucket.updated_at)
        if unchanged.update(tokens=tokens - 1, updated_at=at):
            return
