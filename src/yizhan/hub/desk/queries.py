"""Reading cases, already narrowed to what the reader may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from yizhan.hub.accounts.models import User
from yizhan.hub.accounts.roles import Permission
from yizhan.hub.common.memo import remembered
from yizhan.hub.common.models import StoredFile
from yizhan.hub.common.refusals import NotFound
from yizhan.hub.desk import numbers, policies
from yizhan.hub.desk.models import Case, CaseEvent, Message
from yizhan.hub.desk.states import CLOSED, OPEN
from yizhan.hub.network import queries as network

QUEUE_SORTS = {"due": ("due", "submitted_at"), "newest": ("-submitted_at",), "oldest": ("submitted_at",)}


def _cases() -> QuerySet[Case]:
    return Case.objects.select_related(
        "item", "unit__tier", "area", "handler", "organisation", "origin_unit", "applicant", "rating"
    )


def own_cases(user: User, text: str = "", scope: str = "") -> QuerySet[Case]:
    """A person's own cases and those of the organisations they act for; `scope`: open, closed, draft or all."""
    mine = (
        _cases()
        .filter(Q(applicant=user) | Q(organisation__affiliations__user=user, channel="online", state__in=OPEN | CLOSED))
        .distinct()
    )
    if scope == "open":
        mine = mine.filter(state__in=OPEN)
    elif scope == "closed":
        mine = mine.filter(state__in=CLOSED)
    elif scope == "draft":
        mine = mine.filter(state="draft")
    if text:
        mine = mine.filter(Q(title__icontains=text) | Q(number__icontains=text))
    return mine.order_by("-created_at", "-pk")


def own_case(public_id: UUID, user: User) -> Case:
    """One's own case.

    Raises:
        NotFound: there is none, or it is not one's own.
    """
    # Without what only staff see: a long join is most of the time of a short page.
    shown = Case.objects.select_related("item", "unit", "handler", "organisation", "rating")
    case = shown.filter(public_id=public_id).order_by("pk").first()
    if case is None or not policies.is_applicant(case, user):
        raise NotFound(_("There is no such case."))
    return case


def staff_case(public_id: UUID, user: User) -> Case:
    """A case within reach of a person's posts.

    Raises:
        NotFound: there is none, or it is out of reach.
    """
    case = _cases().filter(public_id=public_id).first()
    if case is None or not policies.can_see_as_staff(case, user):
        raise NotFound(_("There is no such case."))
    return case


def case_for(public_id: UUID, user: User) -> Case:
    """A case one may see in either role.

    Raises:
        NotFound: there is none, or it is neither.
    """
    case = _cases().filter(public_id=public_id).first()
    if case is None or not (policies.is_applicant(case, user) or policies.can_see_as_staff(case, user)):
        raise NotFound(_("There is no such case."))
    return case


def tracked(number: str, code: str = "") -> tuple[Case, bool] | None:
    """A case by its number, for the public: (case, whether the access code is right). None where there is none."""
    written = numbers.parse(number)
    case = _cases().filter(number=written).exclude(state="draft").first() if written else None
    return (case, bool(code) and code.strip().upper() == case.access_code) if case else None


def _within(user: User) -> QuerySet[Case]:
    units = network.units_in_reach(user, Permission.CASE_READ).order_by().values("pk")
    # The unit that received a case keeps seeing what becomes of it.
    return _cases().filter(Q(unit_id__in=units) | Q(origin_unit_id__in=units)).exclude(state="draft")


def queue(user: User, filters: Mapping[str, str], today: date) -> QuerySet[Case]:
    """Cases of a person's units. Filters: state (open, closed, a state), unit, item, channel, mine, late, q, sort."""
    found = _within(user)
    state = filters.get("state") or "open"
    if state == "open":
        found = found.filter(state__in=OPEN)
    elif state == "closed":
        found = found.filter(state__in=CLOSED)
    elif state != "all":
        found = found.filter(state=state)
    if filters.get("unit"):
        found = found.filter(unit__code=filters["unit"])
    if filters.get("item"):
        found = found.filter(item__code=filters["item"])
    if filters.get("channel"):
        found = found.filter(channel=filters["channel"])
    if filters.get("mine"):
        found = found.filter(handler=user)
    if filters.get("late"):
        found = found.filter(late(today))
    if filters.get("q"):
        text = filters["q"]
        found = found.filter(
            Q(title__icontains=text) | Q(number__icontains=text) | Q(contact_name__icontains=text)
            | Q(organisation__name_zh__icontains=text) | Q(organisation__uscc=text.upper())
        )  # fmt: skip
    return _sorted(found, filters.get("sort") or "due")


def _sorted(found: QuerySet[Case], sort: str) -> QuerySet[Case]:
    if sort == "newest":
        return found.order_by("-submitted_at", "-pk")
    if sort == "oldest":
        return found.order_by("submitted_at", "pk")
    # What is due first: acceptance starts the second date, before it only the first answer is due.
    return found.order_by(F("due_date").asc(nulls_first=True), "first_due_date", "submitted_at", "pk")


def late(today: date) -> Q:
    """Open cases past a due date. A suspended one is not late: its clock stands still."""
    running = Q(state__in=OPEN - {"suspended"})
    return running & (Q(due_date__lt=today) | Q(answered_at=None, first_due_date__lt=today))


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """What the tabs of the queue show."""

    open: int
    new: int
    mine: int
    late: int
    due_soon: int


def queue_counts(user: User, today: date) -> QueueCounts:
    """Counts over a person's units, in one query."""
    counted = _within(user).filter(state__in=OPEN).select_related(None).aggregate(
        open=Count("pk"),
        new=Count("pk", filter=Q(state__in=["submitted", "supplemented"])),
        mine=Count("pk", filter=Q(handler=user)),
        late=Count("pk", filter=late(today)),
        due_soon=Count("pk", filter=Q(due_date__gte=today, due_date__lte=today + timedelta(days=3))),
    )  # fmt: skip
    return QueueCounts(**counted)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the timeline: an event or a message."""

    at: datetime
    event: CaseEvent | None
    message: Message | None


def events_of(case: Case) -> list[CaseEvent]:
    """What happened to a case, the oldest first."""
    return list(case.events.select_related("by", "from_unit", "to_unit").order_by("at", "pk"))


def timeline(case: Case, *, for_staff: bool, events: list[CaseEvent] | None = None) -> list[Entry]:
    """Events and messages, the newest first; applicants see no internal notes."""
    events = events_of(case) if events is None else events
    messages = case.messages.select_related("by")
    if not for_staff:
        messages = messages.filter(is_internal=False)
    entries = [Entry(event.at, event, None) for event in events] + [Entry(message.at, None, message) for message in messages]
    # The order they were written in settles equal times; events come before messages of the same moment.
    return sorted(entries, key=lambda e: (e.at, e.event is None, (e.event or e.message).pk), reverse=True)  # type: ignore[union-attr]


def file_for(public_id: UUID, file_id: UUID, user: User) -> StoredFile:
    """A file of a case one may see.

    Raises:
        NotFound: there is none, or the case is out of reach.
    """
    case = case_for(public_id, user)
    found = case.files.filter(stored__public_id=file_id).select_related("stored").first()
    if found is None:
        raise NotFound(_("There is no such file."))
    return found.stored


@remembered(10)
def recent_public_figures(days: int) -> dict[str, int]:
    """Whole-network counts of the last days for the home page; no case can be told from them."""
    since = timezone.now() - timedelta(days=days)
    return Case.objects.filter(number__isnull=False).aggregate(
        received=Count("pk", filter=Q(submitted_at__gte=since)),
        completed=Count("pk", filter=Q(closed_at__gte=since, state__in=["completed", "rated", "archived"])),
    )
