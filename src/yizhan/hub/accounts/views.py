"""Pages of one's own account; signing in and up is allauth's."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yizhan.hub.accounts import actions, queries
from yizhan.hub.accounts.forms import OrganisationForm, ProfileForm
from yizhan.hub.accounts.models import User
from yizhan.hub.common.people import signed_in
from yizhan.hub.common.refusals import Conflict


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name, language, organisations."""
    user = signed_in(request)
    form = ProfileForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        fresh = User.objects.get(pk=user.pk)
        actions.update_profile(
            user=fresh, name=form.cleaned_data["name"], language=form.cleaned_data["language"], by=user, at=timezone.now()
        )
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    context = {"form": form, "organisations": queries.organisations_of(user)}
    return render(request, "accounts/profile.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_organisation(request: HttpRequest) -> HttpResponse:
    """Registers an organisation one acts for."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.add_organisation(
                uscc=data["uscc"], name_zh=data["name_zh"], name_en=data["name_en"], kind=data["kind"], area_code="",
                by=signed_in(request), at=timezone.now(),
            )  # fmt: skip
        except Conflict as refusal:
            form.add_error("uscc", str(refusal.sentence))
        else:
            messages.success(request, _("The organisation is registered. You can now ask for help in its name."))
            return redirect("accounts:profile")
    return render(request, "accounts/organisation.html", {"form": form}, status=422 if form.errors else 200)
