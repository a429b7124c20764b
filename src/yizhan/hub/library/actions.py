"""Writes of the library."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yizhan.hub.accounts.models import User
from yizhan.hub.common import audit
from yizhan.hub.common.refusals import BadInput, NotFound, TooMany
from yizhan.hub.library.models import ApiKey

MOST_KEYS = 10


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def create_key(*, name: str, by: User, at: datetime) -> tuple[ApiKey, str]:
    """A new key and its secret, which is known only now.

    Raises:
        BadInput: no name. TooMany: ten keys are in use.
    """
    clean = " ".join(name.split())[:80]
    if not clean:
        raise BadInput(_("Give the key a name that tells you later what uses it."))
    if ApiKey.objects.filter(owner=by, revoked_at=None).count() >= MOST_KEYS:
        raise TooMany(_("Ten keys are in use. Revoke one that is no longer needed first."))
    secret = f"yz_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.create(owner=by, name=clean, prefix=secret[:10], digest=digest_of(secret), created_at=at)
    audit.record(action="library:key:create", by=by, at=at, target=key, changes={"name": clean, "prefix": key.prefix})
    return key, secret


@transaction.atomic
def revoke_key(*, pk: int, by: User, at: datetime) -> ApiKey:
    """Ends a key of one's own; a second time changes nothing.

    Raises:
        NotFound: there is no such key, or it is somebody else's.
    """
    key = ApiKey.objects.select_for_update().filter(pk=pk, owner=by).first()
    if key is None:
        raise NotFound(_("There is no such key."))
    if key.revoked_at is None:
        key.revoked_at = at
        key.save(update_fields=["revoked_at"])
        audit.record(action="library:key:revoke", by=by, at=at, target=key, changes={"prefix": key.prefix})
    return key
