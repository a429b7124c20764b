"""What the sign-in library changes leaves its line in the audit trail too: passwords, addresses, second factors."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from yizhan.hub.accounts.models import User
from yizhan.hub.common import audit

ACTIONS: dict[Signal, str] = {
    account.password_set: "accounts:password:set",
    account.password_changed: "accounts:password:change",
    account.password_reset: "accounts:password:reset",
    account.email_added: "accounts:email:add",
    account.email_changed: "accounts:email:change",
    account.email_removed: "accounts:email:remove",
    mfa.authenticator_added: "accounts:second-factor:add",
    mfa.authenticator_removed: "accounts:second-factor:remove",
    mfa.authenticator_reset: "accounts:second-factor:renew",
}


def _written(*, signal: Signal, user: User, **_more: Any) -> None:
    with transaction.atomic():
        fresh = User.objects.get(pk=user.pk)
        audit.record(action=ACTIONS[signal], by=fresh, at=timezone.now(), target=fresh)


def connect() -> None:
    """Called when the program starts."""
    for signal, action in ACTIONS.items():
        signal.connect(_written, dispatch_uid=action)
