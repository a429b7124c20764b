"""Every write about the network by people."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yizhan.hub.accounts.models import User
from yizhan.hub.accounts.roles import ROLES, Permission
from yizhan.hub.common import audit
from yizhan.hub.common.refusals import BadInput, NotAllowed
from yizhan.hub.network import queries
from yizhan.hub.network.models import Post, Unit


def _may_give(by: User, unit: Unit) -> None:
    if not queries.has_permission(by, Permission.POST_GIVE, unit):
        raise NotAllowed(_("Your post does not include giving posts at this unit."))


@transaction.atomic
def appoint(*, user: User, unit: Unit, role: str, by: User | None, at: datetime) -> Post:
    """Gives a person a role at a unit; giving it twice changes nothing. `by` None: the command line of the installation.

    Raises:
        BadInput: there is no such role. NotAllowed: not theirs to give, or it would be their own.
    """
    if role not in ROLES:
        raise BadInput(_("There is no such role."))
    if by is not None:
        _may_give(by, unit)
        if by.pk == user.pk:
            raise NotAllowed(_("Nobody gives a post to themselves."))
    post, new = Post.objects.get_or_create(user=user, unit=unit, role=role, defaults={"since_date": at.date()})
    if new or post.until_date is not None:
        Post.objects.filter(pk=post.pk).update(since_date=at.date(), until_date=None)
        changes = {"unit": unit.code, "role": role}
        audit.record(action="network:post:give", by=by, at=at, target=user, changes=changes, system=by is None)
    return post


@transaction.atomic
def end_post(*, post: Post, by: User, at: datetime) -> None:
    """Ends a post.

    Raises:
        NotAllowed: not theirs to end.
    """
    _may_give(by, post.unit)
    post.until_date = at.date()
    post.save(update_fields=["until_date"])
    changes = {"unit": post.unit.code, "role": post.role}
    audit.record(action="network:post:end", by=by, at=at, target=post.user, changes=changes)


@transaction.atomic
def record_demo_sign_in(*, user: User, at: datetime) -> None:
    """The demo's one-click sign-in leaves its trace too."""
    audit.record(action="network:demo:sign-in", by=user, at=at, target=user)
