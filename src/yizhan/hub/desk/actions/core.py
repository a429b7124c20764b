"""What every move of a case shares: lock, check, event, clocks, audit, notices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from yizhan.hub.accounts.models import User
from yizhan.hub.accounts.roles import Permission
from yizhan.hub.common import audit, notices
from yizhan.hub.common.refusals import BadInput, Conflict, NotFound
from yizhan.hub.desk import clocks
from yizhan.hub.desk.models import Case, CaseEvent
from yizhan.hub.desk.states import MACHINE
from yizhan.hub.network import queries as network
from yizhan.hub.network.models import Unit

MOST_NOTE = 4000


def locked(case: Case, version: int | None) -> Case:
    """The case as it is now, held until the transaction ends.

    Raises:
        Conflict: someone changed it since the page was loaded (`version` is what the page showed).
    """
    # `of` keeps the lock to the case: its nullable relations cannot be locked on PostgreSQL.
    fresh = (
        Case.objects.select_for_update(of=("self",)).select_related("item", "unit__tier", "area", "origin_unit").get(pk=case.pk)
    )
    if version is not None and version != fresh.version:
        raise Conflict(_("Someone else changed this case while you were working on it."), code="changed")
    return fresh


def move(
    case: Case, action: str, *, by: User | None, at: datetime, note: str = "", to_unit: Unit | None = None, system: bool = False
) -> CaseEvent:
    """Moves a locked case: state, event, due dates, audit line. Fields set on `case` before are saved with it."""
    before = case.state
    case.state = MACHINE.target(action, before)
    case.version += 1
    event = CaseEvent.objects.create(
        case=case, at=at, by=by, action=action, from_state=before, to_state=case.state, note=note,
        from_unit=case.unit if to_unit else None, to_unit=to_unit,
    )  # fmt: skip
    if to_unit is not None:
        case.unit = to_unit
    clocks.stamp_due_dates(case, at)
    case.save()
    changes = {"state": [before, case.state], "note": note, "unit": to_unit.code if to_unit else case.unit.code}
    audit.record(action=f"desk:case:{action}", by=by, at=at, target=case, changes=changes, system=system)
    return event


def answered(case: Case, at: datetime) -> None:
    """Notes that a person of the unit has answered; the first time counts."""
    if case.answered_at is None:
        case.answered_at = at


def needed(text: str, sentence: str) -> str:
    """Text that must be there.

    Raises:
        BadInput: it is empty or too long.
    """
    clean = text.strip()
    if not clean:
        raise BadInput(sentence)
    if len(clean) > MOST_NOTE:
        raise BadInput(_("This text is longer than %(most)s characters. Shorten it or add it as a file.") % {"most": MOST_NOTE})
    return clean


def tell_applicant(case: Case, kind: str, at: datetime) -> None:
    _tell(case, [case.applicant], kind, "desk:case", at)


def tell_unit(case: Case, kind: str, at: datetime) -> None:
    """The handler, or everyone who can work at the unit while nobody has the case."""
    people: Iterable[User | None] = [case.handler] if case.handler else network.colleagues(case.unit, Permission.CASE_WORK)
    _tell(case, people, kind, "desk:staff_case", at)


def _tell(case: Case, people: Iterable[User | None], kind: str, view: str, at: datetime) -> None:
    context = {"number": case.number or "", "title": case.title}
    for person in people:
        if person is not None:
            with override(person.language):
                link = reverse(view, args=[case.public_id])
            notices.notify(to=[person], kind=kind, link=link, context=context, at=at)


def not_found() -> NotFound:
    return NotFound(_("There is no such case."))
