"""Messages between applicant and unit, and internal notes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yizhan.hub.accounts.models import User
from yizhan.hub.common import audit
from yizhan.hub.common.refusals import NotAllowed
from yizhan.hub.desk import clocks, policies
from yizhan.hub.desk.actions import core
from yizhan.hub.desk.models import Case, Message


@transaction.atomic
def send_message(*, case: Case, text: str, is_internal: bool = False, by: User, at: datetime) -> Message:
    """Writes a message; an applicant's goes to the unit, the unit's to the applicant. Internal notes stay with staff.

    Raises:
        BadInput: empty or too long. NotAllowed: not a party, or the case is closed.
    """
    clean = core.needed(text, _("Write something first."))
    fresh = core.locked(case, None)
    if not policies.can_write(fresh, by):
        raise NotAllowed(_("Messages can no longer be written in this case."))
    from_staff = not policies.is_applicant(fresh, by)
    message = Message.objects.create(
        case=fresh, at=at, by=by, from_staff=from_staff, is_internal=is_internal and from_staff, text=clean
    )
    if from_staff and not message.is_internal and fresh.answered_at is None:
        fresh.answered_at = at
        clocks.stamp_due_dates(fresh, at)
        fresh.version += 1
        fresh.save()
    audit.record(action="desk:case:message", by=by, at=at, target=fresh, changes={"text": clean, "internal": message.is_internal})
    if not message.is_internal:
        (core.tell_applicant if from_staff else core.tell_unit)(fresh, "message", at)
    return message
