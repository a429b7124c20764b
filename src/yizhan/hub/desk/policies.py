"""Who may do what with a case, in which state. `can` answers, `require` raises."""

from __future__ import annotations

from django.utils.translation import gettext as _

from yizhan.hub.accounts.models import User
from yizhan.hub.accounts.queries import acts_for
from yizhan.hub.accounts.roles import Permission
from yizhan.hub.common.refusals import NotAllowed, NotFound
from yizhan.hub.desk.models import Case
from yizhan.hub.desk.states import CLOSED, MACHINE
from yizhan.hub.network import queries as network

APPLICANT_ACTIONS = frozenset({"submit", "supply", "withdraw", "rate"})
STAFF_ACTIONS: dict[str, Permission] = {
    "accept": Permission.CASE_WORK,
    "request_supplement": Permission.CASE_WORK,
    "decline": Permission.CASE_WORK,
    "assign": Permission.CASE_ASSIGN,
    "start": Permission.CASE_WORK,
    "suspend": Permission.CASE_WORK,
    "resume": Permission.CASE_WORK,
    "complete": Permission.CASE_WORK,
    "pass_on": Permission.CASE_REFER,
    "refer": Permission.CASE_REFER,
    "terminate": Permission.CASE_WORK,
    "archive": Permission.CASE_WORK,
    # A clerk may hand in what a person brings to the window, and record that a person gives up the request.
    "supply": Permission.CASE_ENTER,
    "withdraw": Permission.CASE_WORK,
}


def is_applicant(case: Case, user: User | None) -> bool:
    """Whether the case is a person's own, or was asked online in the name of their organisation.

    What staff entered for an organisation does not count: nobody has checked that whoever registered its code acts for it.
    """
    if user is None:
        return False
    return case.applicant_id == user.pk or (case.channel == "online" and acts_for(user, case.organisation_id))


def is_staff_for(case: Case, user: User | None, permission: Permission) -> bool:
    return case.state != "draft" and network.has_permission(user, permission, case.unit)


def can_see_as_staff(case: Case, user: User | None) -> bool:
    """Staff of the unit and above; staff of the unit that received it keep seeing what becomes of it."""
    if case.state == "draft":
        return False
    return any(network.has_permission(user, Permission.CASE_READ, unit) for unit in (case.unit, case.origin_unit))


def can(action: str, case: Case, user: User | None) -> bool:
    """Whether a person may do an action with the case as it stands now."""
    return MACHINE.allows(action, case.state) and may_ever(action, case, user)


def may_ever(action: str, case: Case, user: User | None) -> bool:
    """As `can`, whatever the state: tells 'not you' from 'not now'."""
    if action in APPLICANT_ACTIONS and is_applicant(case, user):
        return True
    permission = STAFF_ACTIONS.get(action)
    # Nobody decides on their own request.
    return permission is not None and is_staff_for(case, user, permission) and not is_applicant(case, user)


def require(action: str, case: Case, user: User | None) -> None:
    """Raises NotFound for a stranger, NotAllowed for someone who sees the case but may not do this. State is the machine's."""
    if may_ever(action, case, user):
        return
    if is_applicant(case, user) or can_see_as_staff(case, user):
        raise NotAllowed(_("Your role does not allow this with this case."))
    raise NotFound(_("There is no such case."))


def can_write(case: Case, user: User | None) -> bool:
    """Whether a person may write a message or add a file now."""
    if case.state in CLOSED:
        return False
    return is_applicant(case, user) or is_staff_for(case, user, Permission.CASE_WORK)
