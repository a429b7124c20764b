"""Pages of staff: queue, one case, entering a case."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yizhan.hub.accounts import queries as people
from yizhan.hub.accounts import uscc
from yizhan.hub.accounts.models import User
from yizhan.hub.accounts.roles import Permission
from yizhan.hub.common.pages import paginate, whole
from yizhan.hub.common.people import signed_in
from yizhan.hub.common.refusals import BadInput, Conflict, NotAllowed
from yizhan.hub.common.tables import csv_file
from yizhan.hub.desk import actions, catalogue, policies, queries, routing
from yizhan.hub.desk.catalogue import outcome_choices
from yizhan.hub.desk.forms import EnterForm
from yizhan.hub.desk.models import Case
from yizhan.hub.desk.states import MACHINE, STATE_NAMES
from yizhan.hub.desk.views.requests import store_all
from yizhan.hub.desk.views.show import case_page
from yizhan.hub.network import queries as network

FILTERS = ("state", "unit", "item", "channel", "mine", "late", "q", "sort")
MOST_ROWS = 20_000


def _filters(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "")[:60].strip() for name in FILTERS}


def _staff(request: HttpRequest) -> User:
    """The person, who must hold a post that reads cases."""
    user = signed_in(request)
    if not network.has_permission(user, Permission.CASE_READ):
        raise NotAllowed(_("This page is for people who hold a post in the network."))
    return user


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The cases of one's units, what is due first on top."""
    user, today, filters = _staff(request), timezone.localdate(), _filters(request)
    context = {
        "page": paginate(queries.queue(user, filters, today), request.GET.get("page"), 25),
        "filters": filters,
        "counts": queries.queue_counts(user, today),
        "today": today,
        "items": catalogue.current_items(today),
        "units": list(network.units_in_reach(user, Permission.CASE_READ)[:120]),
        "states": [(state, STATE_NAMES[state]) for state in MACHINE.states if state != "draft"],
        "channels": Case.CHANNELS,
        "may_enter": network.has_permission(user, Permission.CASE_ENTER),
    }
    return render(request, "desk/queue.html", context)


@login_required
@require_safe
def queue_csv(request: HttpRequest) -> HttpResponse:
    """Exactly the rows of the queue as filtered, as CSV."""
    user = _staff(request)
    zh = (get_language() or "").startswith("zh")
    head = (
        _("Number"), _("Service"), _("Subject"), _("State"), _("Channel"), _("Unit"), _("Handler"), _("Received"),
        _("First answer due"), _("Due"), _("Closed"),
    )  # fmt: skip
    rows = [
        (
            case.number, case.item.data["name"]["zh" if zh else "en"], case.title, STATE_NAMES[case.state], case.get_channel_display(),
            case.unit.name_zh if zh else case.unit.name_en, case.handler.get_full_name() if case.handler else "",
            _local(case.submitted_at), case.first_due_date, case.due_date, _local(case.closed_at),
        )
        for case in queries.queue(user, _filters(request), timezone.localdate())[:MOST_ROWS].iterator()
    ]  # fmt: skip
    return csv_file(f"cases-{timezone.localdate():%Y%m%d}.csv", [head, *rows])


def _local(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""


@login_required
@require_safe
def choose_item(request: HttpRequest) -> HttpResponse:
    """Which service the person at the window asks for."""
    user = _staff(request)
    if not network.has_permission(user, Permission.CASE_ENTER):
        raise NotAllowed(_("Your post does not include entering cases."))
    return render(request, "desk/staff_choose.html", {"items": catalogue.current_items(timezone.localdate())})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Enters a case for a person at the window, on the phone or on a visit."""
    user, now = _staff(request), timezone.now()
    item = catalogue.current_item(code, timezone.localdate())
    if item is None:
        raise Http404
    units = network.units_in_reach(user, Permission.CASE_ENTER)
    if not units.exists():
        raise NotAllowed(_("Your post does not include entering cases."))
    kwargs: dict[str, Any] = {"item": item, "user": user, "on": now.date(), "units": units}
    if request.method != "POST":
        form = EnterForm(initial={"submission_key": uuid.uuid4(), "unit": units[0].code, "area": units[0].area_id}, **kwargs)
        return render(request, "desk/staff_new.html", {"form": form, "item": item, "data": item.data})
    form = EnterForm(request.POST, request.FILES, **kwargs)
    organisation = None
    if form.is_valid() and form.cleaned_data["uscc"]:
        try:
            organisation = people.organisation_by_code(uscc.validated(form.cleaned_data["uscc"]))
            if organisation is None:
                form.add_error(
                    "uscc",
                    _("No enterprise with this code is registered here. Leave it empty, or ask the enterprise to register."),
                )
        except BadInput as refusal:
            form.add_error("uscc", str(refusal.sentence))
    if not form.is_valid():
        return render(request, "desk/staff_new.html", {"form": form, "item": item, "data": item.data}, status=422)
    data = form.cleaned_data
    case = actions.enter(
        item=item, channel=data["channel"], title=data["title"], answers=form.answers(), contact=form.contact(), area=data["area"],
        unit=data["unit"], applicant=people.person_by_email(data["contact_email"]), organisation=organisation,
        submission_key=data["submission_key"], by=user, at=now,
    )  # fmt: skip
    for sentence in store_all(case, data["uploads"], request):
        messages.error(request, sentence)
    messages.success(
        request,
        _("Entered as %(number)s. Access code for the person: %(code)s") % {"number": case.number, "code": case.access_code},
    )
    return redirect("desk:staff_case", public_id=case.public_id)


def _case_context(case: Case, user: User) -> dict[str, Any]:
    today = timezone.localdate()
    allowed = [action for action in MACHINE.allowed(case.state) if policies.can(action, case, user)]
    may_refer = "refer" in allowed or "pass_on" in allowed
    return {
        **case_page(case, user, timezone.now(), for_staff=True),
        "allowed": allowed,
        "may_refer": may_refer,
        "targets": routing.referral_targets(case, today) if may_refer else [],
        "colleagues": network.colleagues(case.unit, Permission.CASE_WORK) if "assign" in allowed else [],
        "outcomes": list(outcome_choices(case.item).items()),
        "own_request": policies.is_applicant(case, user),
    }


@login_required
@require_safe
def case(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A case with everything staff need to work on it."""
    user = _staff(request)
    return render(request, "desk/staff_case.html", _case_context(queries.staff_case(public_id, user), user))


def _complete(case: Case, request: HttpRequest, **common: Any) -> None:
    uploads = [f for f in request.FILES.getlist("files") if isinstance(f, UploadedFile)]
    policies.require("complete", case, common["by"])
    refused = store_all(case, uploads, request, is_result=True)
    if refused:
        raise BadInput(" ".join(refused))
    actions.complete(
        case=case, result_kind=request.POST.get("result_kind", ""), result_text=request.POST.get("text", ""), **common
    )


def _assign(case: Case, request: HttpRequest, **common: Any) -> None:
    wanted = request.POST.get("handler", "")
    handler = next((p for p in network.colleagues(case.unit, Permission.CASE_WORK) if str(p.public_id) == wanted), None)
    if handler is None and wanted == str(common["by"].public_id):
        handler = common["by"]
    if handler is None:
        raise BadInput(_("Choose the person who takes the case."))
    actions.assign(case=case, handler=handler, **common)


def _refer(case: Case, request: HttpRequest, **common: Any) -> None:
    unit = network.unit_by_code(request.POST.get("unit", ""))
    if unit is None:
        raise BadInput(_("Choose the unit that should carry the case."))
    actions.refer(case=case, to=unit, note=request.POST.get("text", ""), **common)


def _noted(action: Callable[..., Case]) -> Callable[..., None]:
    def run(case: Case, request: HttpRequest, **common: Any) -> None:
        action(case=case, note=request.POST.get("text", ""), **common)

    return run


def _plain(action: Callable[..., Case]) -> Callable[..., None]:
    def run(case: Case, request: HttpRequest, **common: Any) -> None:
        action(case=case, **common)

    return run


def _message(case: Case, request: HttpRequest, **common: Any) -> None:
    common.pop("version", None)
    actions.send_message(case=case, text=request.POST.get("text", ""), is_internal=bool(request.POST.get("internal")), **common)


MOVES: dict[str, Callable[..., None]] = {
    "accept": _noted(actions.accept),
    "decline": _noted(actions.decline),
    "request_supplement": _noted(actions.request_supplement),
    "supply": _noted(actions.supply),
    "start": _plain(actions.start),
    "suspend": _noted(actions.suspend),
    "resume": _noted(actions.resume),
    "terminate": _noted(actions.terminate),
    "withdraw": _noted(actions.withdraw),
    "archive": _plain(actions.archive),
    "assign": _assign,
    "refer": _refer,
    "complete": _complete,
    "message": _message,
}


@login_required
@require_POST
def act(request: HttpRequest, public_id: UUID, action: str) -> HttpResponse:
    """Does something with a case. Where someone else was faster, what was typed comes back with the case as it is now."""
    user = _staff(request)
    found = queries.staff_case(public_id, user)
    run = MOVES.get(action)
    if run is None:
        raise Http404
    version = whole(request.POST.get("version"))
    try:
        run(found, request, version=version, by=user, at=timezone.now())
    except (Conflict, BadInput) as refusal:
        fresh = queries.staff_case(public_id, user)
        context = {
            **_case_context(fresh, user),
            "refused": refusal.sentence,
            "typed": request.POST.get("text", ""),
            "tried": action,
        }
        return render(request, "desk/staff_case.html", context, status=refusal.status)
    messages.success(request, _("Done."))
    # A referral can take the case out of one's sight.
    if policies.can_see_as_staff(Case.objects.select_related("unit", "origin_unit").get(pk=found.pk), user):
        return redirect("desk:staff_case", public_id=public_id)
    return redirect("desk:queue")


@login_required
@require_POST
def add_file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Adds files on the unit's side."""
    found = queries.staff_case(public_id, _staff(request))
    refused = store_all(found, [f for f in request.FILES.getlist("files") if isinstance(f, UploadedFile)], request)
    if refused:
        raise BadInput(" ".join(refused))
    return redirect("desk:staff_case", public_id=public_id)
