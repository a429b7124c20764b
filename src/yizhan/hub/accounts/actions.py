"""Every write about people and organisations."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yizhan.hub.accounts import uscc as codes
from yizhan.hub.accounts.models import Affiliation, Organisation, User
from yizhan.hub.common import audit
from yizhan.hub.common.refusals import BadInput, Conflict


@transaction.atomic
def sign_up(*, user: User, at: datetime) -> None:
    """Records that a person made an account."""
    audit.record(action="accounts:user:sign-up", by=user, at=at, target=user, changes={"language": user.language})


@transaction.atomic
def update_profile(*, user: User, name: str, language: str, by: User, at: datetime) -> None:
    """Changes a person's name and language."""
    changes = {"name": [user.name, name], "language": [user.language, language]}
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    audit.record(action="accounts:user:update", by=by, at=at, target=user, changes=changes)


@transaction.atomic
def add_organisation(*, uscc: str, name_zh: str, name_en: str, kind: str, area_code: str, by: User, at: datetime) -> Organisation:
    """Makes an organisation known; the person who does becomes its owner.

    Raises:
        BadInput: the code is wrong. Conflict: the organisation is known already; its owner can add people.
    """
    code = codes.validated(uscc)
    if Organisation.objects.filter(uscc=code).exists():
        raise Conflict(_("This organisation is already registered. Ask its owner to add you."), code="organisation-known")
    if not name_zh.strip():
        raise BadInput(_("Enter the name of the organisation."))
    organisation = Organisation.objects.create(
        uscc=code, name_zh=name_zh.strip(), name_en=name_en.strip(), kind=kind, area_code=area_code
    )
    Affiliation.objects.create(user=by, organisation=organisation, role="owner", since_at=at)
    changes = {"uscc": code, "name_zh": organisation.name_zh, "kind": kind}
    audit.record(action="accounts:organisation:add", by=by, at=at, target=organisation, changes=changes)
    return organisation
