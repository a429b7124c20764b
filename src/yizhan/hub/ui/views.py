"""Error pages and the component gallery."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yizhan.hub.common.pages import paginate


def _refused(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    return render(request, "ui/refused.html", {"status": status, "sentence": sentence}, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _refused(request, 400, _("The browser sent something that cannot be read."))


def permission_denied(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _refused(
        request, 403, _("You may not see this page, or the form was open too long. Load it again and send it once more.")
    )


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _refused(request, 404, _("There is no page at this address."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Stands alone: no database, no session."""
    return render(request, "ui/server_error.html", {"status": 500}, status=500)


class _Sample(forms.Form):
    """The fields of the gallery."""

    text = forms.CharField(label=_("A line of text"), help_text=_("A hint says what is expected."))
    wrong = forms.EmailField(label=_("With an error"))
    choice = forms.ChoiceField(label=_("A choice"), choices=[("a", "A"), ("b", "B")])
    long = forms.CharField(label=_("Long text"), widget=forms.Textarea, required=False)
    yes = forms.BooleanField(label=_("A tick box"), required=False)


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component once, in use."""
    form = _Sample({"text": "云州 Yunzhou", "wrong": "not an address", "choice": "a"})
    form.is_valid()
    chart = {"kind": "bar", "labels": ["1", "2", "3", "4"], "series": [{"name": _("Cases"), "data": [4, 7, 3, 9]}]}
    page = paginate(list(range(95)), request.GET.get("page"), 10)
    return render(
        request, "ui/components.html", {"form": form, "page": page, "chart": chart, "tones": ["", "ok", "warn", "bad", "info"]}
    )
