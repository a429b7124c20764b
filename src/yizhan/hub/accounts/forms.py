"""Forms about people and organisations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from yizhan.hub.accounts import uscc
from yizhan.hub.accounts.models import Organisation, User
from yizhan.hub.common.refusals import BadInput


class SignupForm(forms.Form):
    """What we ask beyond address and password."""

    name = forms.CharField(label=_("Your name"), max_length=80, help_text=_("As the people who help you should address you."))
    terms = forms.BooleanField(
        label=_("I agree that my details are used to handle my requests, and for nothing else."),
        error_messages={"required": _("Please agree, or ask at a window instead.")},
    )
    field_order = ["name", "email", "password1", "password2", "terms"]

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth when the account is made; the adapter has saved everything."""


class ProfileForm(forms.ModelForm[User]):
    """Name and language."""

    class Meta:
        model = User
        fields = ["name", "language"]
        labels = {"name": _("Your name"), "language": _("Language of mails")}


class OrganisationForm(forms.ModelForm[Organisation]):
    """A new organisation."""

    uscc = forms.CharField(
        label=_("Unified social credit code"), max_length=40, help_text=_("18 characters, as on the business licence.")
    )

    class Meta:
        model = Organisation
        fields = ["uscc", "name_zh", "name_en", "kind"]
        labels = {"name_zh": _("Name"), "name_en": _("Name in English"), "kind": _("Kind")}

    def clean_uscc(self) -> str:
        try:
            return uscc.validated(self.cleaned_data["uscc"])
        except BadInput as error:
            raise forms.ValidationError(str(error.sentence)) from error

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data

    def validate_unique(self) -> None:
        """Left to the action, whose sentence says what to do."""
