"""How a case ends, and what its applicant thinks of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yizhan.hub.accounts.models import User
from yizhan.hub.common.refusals import BadInput
from yizhan.hub.desk import policies
from yizhan.hub.desk.actions import core
from yizhan.hub.desk.catalogue import outcome_choices
from yizhan.hub.desk.models import Case, Rating


@transaction.atomic
def complete(*, case: Case, result_kind: str, result_text: str, version: int | None = None, by: User, at: datetime) -> Case:
    """Gives the result.

    Raises:
        BadInput: no result, or a kind that the item does not know.
    """
    text = core.needed(result_text, _("Write the result: it is what the applicant asked for."))
    fresh = core.locked(case, version)
    policies.require("complete", fresh, by)
    if result_kind not in outcome_choices(fresh.item):
        raise BadInput(_("Choose the kind of result."))
    fresh.result_kind, fresh.result_text, fresh.closed_at = result_kind, text, at
    core.move(fresh, "complete", by=by, at=at)
    core.tell_applicant(fresh, "completed", at)
    return fresh


@transaction.atomic
def terminate(*, case: Case, note: str, version: int | None = None, by: User, at: datetime) -> Case:
    """Ends the case without a result; the reason is told."""
    reason = core.needed(note, _("Say why the case ends without a result."))
    fresh = core.locked(case, version)
    policies.require("terminate", fresh, by)
    fresh.closed_at = at
    core.move(fresh, "terminate", by=by, at=at, note=reason)
    core.tell_applicant(fresh, "moved", at)
    return fresh


@transaction.atomic
def withdraw(*, case: Case, note: str = "", version: int | None = None, by: User, at: datetime) -> Case:
    """The applicant no longer wants it."""
    fresh = core.locked(case, version)
    policies.require("withdraw", fresh, by)
    fresh.closed_at = at
    core.move(fresh, "withdraw", by=by, at=at, note=note.strip())
    if fresh.number:
        core.tell_unit(fresh, "moved", at)
    return fresh


@transaction.atomic
def archive(*, case: Case, version: int | None = None, by: User, at: datetime) -> Case:
    """Puts a closed case away."""
    fresh = core.locked(case, version)
    policies.require("archive", fresh, by)
    core.move(fresh, "archive", by=by, at=at)
    return fresh


@transaction.atomic
def rate(*, case: Case, grade: int, comment: str = "", access_code: str = "", by: User | None, at: datetime) -> Rating:
    """Takes the rating of the applicant, or of someone who holds the case's access code (window and phone cases).

    Raises:
        BadInput: no grade from 1 to 5. NotFound: neither applicant nor the right code. Conflict: rated already.
    """
    fresh = core.locked(case, None)
    holds_code = bool(access_code) and access_code.strip().upper() == fresh.access_code
    if not holds_code and not policies.is_applicant(fresh, by):
        raise core.not_found()
    if grade not in dict(Rating.GRADES):
        raise BadInput(_("Choose one of the five grades."))
    core.move(fresh, "rate", by=by if policies.is_applicant(fresh, by) else None, at=at)
    return Rating.objects.create(case=fresh, grade=grade, comment=comment.strip()[: core.MOST_NOTE], at=at)
