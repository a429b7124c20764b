"""Moves of an open case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yizhan.hub.accounts.models import User
from yizhan.hub.accounts.roles import Permission
from yizhan.hub.common.refusals import BadInput
from yizhan.hub.desk import policies, routing
from yizhan.hub.desk.actions import core
from yizhan.hub.desk.models import Case
from yizhan.hub.network import queries as network
from yizhan.hub.network.models import Unit


@transaction.atomic
def accept(*, case: Case, note: str = "", version: int | None = None, by: User, at: datetime) -> Case:
    """Takes the case on: the completion clock begins."""
    fresh = core.locked(case, version)
    policies.require("accept", fresh, by)
    fresh.accepted_at = at
    core.answered(fresh, at)
    core.move(fresh, "accept", by=by, at=at, note=note.strip())
    core.tell_applicant(fresh, "moved", at)
    return fresh


@transaction.atomic
def decline(*, case: Case, note: str, version: int | None = None, by: User, at: datetime) -> Case:
    """Does not take the case on; the reason is told."""
    reason = core.needed(note, _("Say why the request is not accepted, and what the person can do instead."))
    fresh = core.locked(case, version)
    policies.require("decline", fresh, by)
    fresh.closed_at = at
    core.answered(fresh, at)
    core.move(fresh, "decline", by=by, at=at, note=reason)
    core.tell_applicant(fresh, "moved", at)
    return fresh


@transaction.atomic
def request_supplement(*, case: Case, note: str, version: int | None = None, by: User, at: datetime) -> Case:
    """Asks for what is missing."""
    what = core.needed(note, _("Say what is missing."))
    fresh = core.locked(case, version)
    policies.require("request_supplement", fresh, by)
    core.answered(fresh, at)
    core.move(fresh, "request_supplement", by=by, at=at, note=what)
    core.tell_applicant(fresh, "supplement", at)
    return fresh


@transaction.atomic
def supply(*, case: Case, note: str, version: int | None = None, by: User, at: datetime) -> Case:
    """Hands in what was missing."""
    what = core.needed(note, _("Say what you hand in."))
    fresh = core.locked(case, version)
    policies.require("supply", fresh, by)
    core.move(fresh, "supply", by=by, at=at, note=what)
    core.tell_unit(fresh, "supplied", at)
    return fresh


@transaction.atomic
def assign(*, case: Case, handler: User, version: int | None = None, by: User, at: datetime) -> Case:
    """Gives the case to a person of the unit.

    Raises:
        BadInput: the person cannot work on cases there, or it would be their own request.
    """
    fresh = core.locked(case, version)
    policies.require("assign", fresh, by)
    if not network.has_permission(handler, Permission.CASE_WORK, fresh.unit):
        raise BadInput(_("This person cannot work on cases of this unit."))
    if policies.is_applicant(fresh, handler):
        raise BadInput(_("Nobody works on their own request."))
    fresh.handler = handler
    core.move(fresh, "assign", by=by, at=at, note=handler.get_full_name())
    if handler != by:
        core.tell_unit(fresh, "assigned", at)
    return fresh


@transaction.atomic
def start(*, case: Case, version: int | None = None, by: User, at: datetime) -> Case:
    """Work begins."""
    fresh = core.locked(case, version)
    policies.require("start", fresh, by)
    core.move(fresh, "start", by=by, at=at)
    return fresh


@transaction.atomic
def suspend(*, case: Case, note: str, version: int | None = None, by: User, at: datetime) -> Case:
    """Waits for something outside the unit; the completion clock stands still."""
    reason = core.needed(note, _("Say what is being waited for."))
    fresh = core.locked(case, version)
    policies.require("suspend", fresh, by)
    core.move(fresh, "suspend", by=by, at=at, note=reason)
    core.tell_applicant(fresh, "moved", at)
    return fresh


@transaction.atomic
def resume(*, case: Case, note: str = "", version: int | None = None, by: User, at: datetime) -> Case:
    """Goes on; so does the clock."""
    fresh = core.locked(case, version)
    policies.require("resume", fresh, by)
    core.move(fresh, "resume", by=by, at=at, note=note.strip())
    core.tell_applicant(fresh, "moved", at)
    return fresh


@transaction.atomic
def refer(*, case: Case, to: Unit, note: str, version: int | None = None, by: User, at: datetime) -> Case:
    """Hands the case to another unit, up, down or across; the clocks go on.

    Raises:
        BadInput: no reason, or that unit does not offer the service.
    """
    reason = core.needed(note, _("Say why the case is referred: the other unit and the applicant read it."))
    fresh = core.locked(case, version)
    action = "pass_on" if fresh.state in {"submitted", "supplemented"} else "refer"
    policies.require(action, fresh, by)
    if to.pk == fresh.unit_id or not routing.can_carry(to, fresh.item.code, at.date()):
        raise BadInput(_("This unit cannot carry the case. Choose another one."))
    fresh.handler = None
    fresh.routing = routing.referred_to(to)
    core.move(fresh, action, by=by, at=at, note=reason, to_unit=to)
    core.tell_unit(fresh, "arrived", at)
    core.tell_applicant(fresh, "moved", at)
    return fresh
