"""Pages of the person who asks: form, check, own cases, one case."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yizhan.hub.common import files
from yizhan.hub.common.pages import paginate, whole
from yizhan.hub.common.people import signed_in
from yizhan.hub.common.refusals import BadInput
from yizhan.hub.desk import actions, catalogue, policies, queries
from yizhan.hub.desk.forms import RequestForm, initial_of
from yizhan.hub.desk.models import Case, Rating, ServiceItem
from yizhan.hub.desk.views.show import case_page

CARRIED = ("query", "scope", "record", "title")


def _draft_from(request: HttpRequest, item: ServiceItem) -> dict[str, Any]:
    """Initial values: a draft named in the address, else what the search carried along."""
    draft = request.GET.get("draft", "")
    try:
        case = queries.own_case(UUID(draft), signed_in(request)) if draft else None
    except ValueError:
        case = None
    if case is not None and case.state == "draft" and case.item.code == item.code:
        return initial_of(case)
    values: dict[str, Any] = {f"carried_{key}": request.GET.get(key, "")[:2000] for key in CARRIED}
    subject = values["carried_title"] or values["carried_query"]
    return {**values, "title": subject[:160], "submission_key": uuid.uuid4()}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """The form of an item; what is valid becomes a draft, and its answers are shown for a check."""
    now, user = timezone.now(), signed_in(request)
    item = catalogue.current_item(code, timezone.localdate())
    if item is None:
        raise Http404
    if request.method != "POST":
        form = RequestForm(initial=_draft_from(request, item), item=item, user=user, on=now.date())
        return render(request, "desk/ask.html", {"form": form, "item": item, "data": item.data})
    form = RequestForm(request.POST, request.FILES, item=item, user=user, on=now.date())
    if not form.is_valid():
        return render(request, "desk/ask.html", {"form": form, "item": item, "data": item.data}, status=422)
    data = form.cleaned_data
    case = actions.save_draft(
        item=item, title=data["title"], answers=form.answers(), contact=form.contact(), area=data["area"],
        preferred=data["preferred"], organisation=data["organisation"], carried=form.carried(),
        submission_key=data["submission_key"], by=user, at=now,
    )  # fmt: skip
    refused = store_all(case, data["uploads"], request)
    for sentence in refused:
        form.add_error("uploads", sentence)
    if refused:
        # What was typed is a draft already; only the files have to be chosen again.
        return render(request, "desk/ask.html", {"form": form, "item": item, "data": item.data}, status=422)
    return redirect("desk:check", public_id=case.public_id)


def store_all(case: Case, uploads: list[UploadedFile[Any]], request: HttpRequest, *, is_result: bool = False) -> list[str]:
    """Stores what can be stored; the sentences of what cannot."""
    refused = []
    for upload in uploads:
        try:
            actions.add_file(case=case, upload=upload, is_result=is_result, by=signed_in(request), at=timezone.now())
        except BadInput as refusal:
            refused.append(str(refusal.sentence))
    return refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Check your answers, then hand in."""
    user = signed_in(request)
    case = queries.own_case(public_id, user)
    if request.method == "POST":
        actions.submit(case=case, by=user, at=timezone.now())
        return redirect("desk:case", public_id=public_id)
    if case.state != "draft":
        return redirect("desk:case", public_id=public_id)
    return render(request, "desk/check.html", case_page(case, user, timezone.now(), for_staff=False))


@login_required
@require_POST
def delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Throws a draft away."""
    user = signed_in(request)
    actions.delete_draft(case=queries.own_case(public_id, user), by=user, at=timezone.now())
    messages.success(request, _("The draft is deleted."))
    return redirect("desk:my_cases")


@login_required
@require_safe
def my_cases(request: HttpRequest) -> HttpResponse:
    """One's own cases, the newest first."""
    text, scope = request.GET.get("q", "")[:60].strip(), request.GET.get("scope", "")
    page = paginate(queries.own_cases(signed_in(request), text, scope), request.GET.get("page"))
    return render(request, "desk/my_cases.html", {"page": page, "text": text, "scope": scope})


@login_required
@require_safe
def case(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One's own case: what to do now, timeline, clocks, files."""
    user = signed_in(request)
    found = queries.own_case(public_id, user)
    if found.state == "draft":
        return redirect("desk:check", public_id=public_id)
    context = case_page(found, user, timezone.now(), for_staff=False)
    context |= {"may": {a: policies.can(a, found, user) for a in ("supply", "withdraw", "rate")}, "grades": Rating.GRADES}
    return render(request, "desk/case.html", context)


@login_required
@require_POST
def act(request: HttpRequest, public_id: UUID, action: str) -> HttpResponse:
    """What an applicant does with their case: supply, withdraw, rate, message."""
    user, now = signed_in(request), timezone.now()
    found = queries.own_case(public_id, user)
    text = request.POST.get("text", "")
    if action == "supply":
        refused = store_all(found, [f for f in request.FILES.getlist("files") if isinstance(f, UploadedFile)], request)
        if refused:
            raise BadInput(" ".join(refused))
        actions.supply(case=found, note=text, by=user, at=now)
    elif action == "withdraw":
        actions.withdraw(case=found, note=text, by=user, at=now)
    elif action == "rate":
        actions.rate(case=found, grade=whole(request.POST.get("grade")) or 0, comment=text, by=user, at=now)
        messages.success(request, _("Thank you. Your rating counts in the unit's month."))
    elif action == "message":
        actions.send_message(case=found, text=text, by=user, at=now)
    else:
        raise Http404
    return redirect("desk:case", public_id=public_id)


@login_required
@require_POST
def add_file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Adds files to one's own open case or draft."""
    found = queries.own_case(public_id, signed_in(request))
    refused = store_all(found, [f for f in request.FILES.getlist("files") if isinstance(f, UploadedFile)], request)
    if refused:
        raise BadInput(" ".join(refused))
    return redirect("desk:check" if found.state == "draft" else "desk:case", public_id=public_id)


@login_required
@require_POST
def remove_file(request: HttpRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    """Takes a file out of one's own draft."""
    user = signed_in(request)
    found = queries.own_case(public_id, user)
    file = found.files.filter(stored__public_id=file_id).select_related("stored").first()
    if file is None:
        raise Http404
    actions.remove_file(case=found, file=file, by=user, at=timezone.now())
    return redirect("desk:check", public_id=public_id)


@login_required
@require_safe
def download(request: HttpRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    """A file, after the check that its reader may see the case."""
    return files.as_download(queries.file_for(public_id, file_id, signed_in(request)))  # type: ignore[return-value]
