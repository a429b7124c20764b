"""How a case begins: a draft from the form, handed in by its author, or entered by staff for a person before them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from yizhan.hub.accounts.models import Organisation, User
from yizhan.hub.accounts.queries import acts_for
from yizhan.hub.accounts.roles import Permission
from yizhan.hub.common import audit, files, limits
from yizhan.hub.common.refusals import BadInput, Conflict, NotAllowed
from yizhan.hub.desk import clocks, policies, routing
from yizhan.hub.desk.actions import core
from yizhan.hub.desk.models import Case, CaseFile, ServiceItem
from yizhan.hub.desk.numbers import new_access_code, next_number
from yizhan.hub.network import queries as network
from yizhan.hub.network.models import Area, Unit

MOST_FILES = 20


@transaction.atomic
def save_draft(
    *,
    item: ServiceItem,
    title: str,
    answers: Mapping[str, Any],
    contact: Mapping[str, str],
    area: Area,
    preferred: Unit | None,
    organisation: Organisation | None,
    carried: Mapping[str, str],
    submission_key: UUID,
    by: User,
    at: datetime,
) -> Case:
    """Keeps what a person filled in, with the unit it would go to. The same form (`submission_key`) changes its own draft.

    Raises:
        NotAllowed: the organisation is not theirs. Conflict: the form was already handed in.
    """
    if organisation is not None and not acts_for(by, organisation.pk):
        raise NotAllowed(_("You do not act for this organisation."))
    draft = Case.objects.select_for_update().filter(submission_key=submission_key, applicant=by).first()
    if draft is not None and draft.state != "draft":
        raise Conflict(_("This request has already been handed in."), code="submitted")
    route = routing.choose(item_code=item.code, area=area, preferred=preferred, on=at.date())
    case = draft or Case(
        item=item, state="draft", channel="online", applicant=by, created_at=at, access_code=new_access_code(),
        submission_key=submission_key,
    )  # fmt: skip
    case.title, case.answers, case.carried = title, dict(answers), dict(carried)
    case.contact_name, case.contact_phone = contact["name"], contact.get("phone", "")
    case.contact_email = contact.get("email", "") or by.email
    case.organisation, case.area, case.unit, case.origin_unit = organisation, area, route.unit, route.unit
    case.routing = route.reasons
    case.version += 0 if draft is None else 1
    case.save()
    changes = {"item": item.code, "title": title}
    audit.record(action="desk:case:draft", by=by, at=at, target=case, changes=changes)
    return case


@transaction.atomic
def submit(*, case: Case, by: User, at: datetime) -> Case:
    """Hands a draft in. Handing in twice gives the same case.

    Raises:
        NotFound: it is someone else's. TooMany: over 20 requests in an hour.
    """
    fresh = core.locked(case, None)
    if not policies.is_applicant(fresh, by):
        raise core.not_found()
    if fresh.state == "submitted":
        return fresh
    limits.take(key=f"submit:{by.pk}", capacity=20, seconds=3600, at=at)
    fresh.number = next_number(at.astimezone(clocks.zone()).year)
    fresh.submitted_at = at
    core.move(fresh, "submit", by=by, at=at)
    core.tell_applicant(fresh, "received", at)
    core.tell_unit(fresh, "arrived", at)
    return fresh


@transaction.atomic
def delete_draft(*, case: Case, by: User, at: datetime) -> None:
    """Throws a draft away with its files.

    Raises:
        NotFound: it is someone else's. Conflict: it has been handed in.
    """
    fresh = core.locked(case, None)
    if not policies.is_applicant(fresh, by):
        raise core.not_found()
    if fresh.state != "draft":
        raise Conflict(_("This request has already been handed in."), code="submitted")
    audit.record(action="desk:case:delete-draft", by=by, at=at, target=fresh, changes={"title": fresh.title})
    kept = [file.stored for file in fresh.files.select_related("stored")]
    fresh.delete()
    for stored in kept:
        files.discard(stored)


@transaction.atomic
def enter(
    *,
    item: ServiceItem,
    channel: str,
    title: str,
    answers: Mapping[str, Any],
    contact: Mapping[str, str],
    area: Area,
    unit: Unit,
    applicant: User | None,
    organisation: Organisation | None,
    submission_key: UUID,
    by: User,
    at: datetime,
) -> Case:
    """Enters a request made at the window, by phone or on a visit; the same form twice gives the same case.

    Raises:
        NotAllowed: no post that allows it at this unit. BadInput: the channel is online.
    """
    if not network.has_permission(by, Permission.CASE_ENTER, unit):
        raise NotAllowed(_("You cannot enter cases for this unit."))
    if channel not in {"window", "phone", "visit"}:
        raise BadInput(_("Choose how the request came in."))
    existing = Case.objects.filter(submission_key=submission_key).first()
    if existing is not None:
        return existing
    able = routing.can_carry(unit, item.code, at.date())
    route = routing.entered_here(unit) if able else routing.choose(item_code=item.code, area=area, preferred=None, on=at.date())
    case = Case.objects.create(
        item=item, state="draft", channel=channel, applicant=applicant, organisation=organisation, entered_by=by, title=title,
        answers=dict(answers), contact_name=contact["name"], contact_phone=contact.get("phone", ""),
        contact_email=contact.get("email", ""), area=area, unit=route.unit, origin_unit=unit, routing=route.reasons,
        submission_key=submission_key, access_code=new_access_code(), created_at=at,
        number=next_number(at.astimezone(clocks.zone()).year), submitted_at=at,
    )  # fmt: skip
    core.move(case, "submit", by=by, at=at, note="")
    core.tell_applicant(case, "received", at)
    core.tell_unit(case, "arrived", at)
    return case


@transaction.atomic
def add_file(*, case: Case, upload: UploadedFile[Any], is_result: bool = False, by: User, at: datetime) -> CaseFile:
    """Adds a file to a draft or an open case.

    Raises:
        BadInput: the file is refused, or there are 20 already. NotAllowed, NotFound: not theirs to add.
    """
    draft_author = case.state == "draft" and policies.is_applicant(case, by)
    if not draft_author and not policies.can_write(case, by):
        raise NotAllowed(_("You cannot add files to this case now."))
    if is_result and policies.is_applicant(case, by):
        raise NotAllowed(_("You cannot add files to this case now."))
    if case.files.count() >= MOST_FILES:
        raise BadInput(_("A case holds at most %(most)s files.") % {"most": MOST_FILES})
    stored = files.store(upload=upload, owner=f"case:{case.public_id}", by=by, at=at)
    added = CaseFile.objects.create(case=case, stored=stored, is_result=is_result)
    changes = {"file": stored.name, "sha256": stored.sha256}
    audit.record(action="desk:case:add-file", by=by, at=at, target=case, changes=changes)
    return added


@transaction.atomic
def remove_file(*, case: Case, file: CaseFile, by: User, at: datetime) -> None:
    """Takes a file out of a draft. What has been handed in stays with the case.

    Raises:
        NotAllowed: the case is no draft of theirs.
    """
    if case.state != "draft" or not policies.is_applicant(case, by) or file.case_id != case.pk:
        raise NotAllowed(_("Files can be removed from a draft only."))
    audit.record(action="desk:case:remove-file", by=by, at=at, target=case, changes={"file": file.stored.name})
    stored = file.stored
    file.delete()
    files.discard(stored)
