"""Forms of the network."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yizhan.hub.accounts.models import User
from yizhan.hub.accounts.queries import person_by_email
from yizhan.hub.accounts.roles import ROLES
from yizhan.hub.network.models import Unit


class PostForm(forms.Form):
    """Who gets which role at which unit."""

    email = forms.EmailField(label=_("E-mail of the account"), help_text=_("The person signs up first."))
    role = forms.ChoiceField(label=_("Role"))
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), to_field_name="code", empty_label=None)
    person: User

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role, unit = self.fields["role"], self.fields["unit"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(unit, forms.ModelChoiceField)
        role.choices = [(code, one.name) for code, one in ROLES.items()]
        unit.queryset = units
        name = "name_zh" if (get_language() or "").startswith("zh") else "name_en"
        unit.label_from_instance = lambda one: getattr(one, name)  # type: ignore[method-assign, assignment]

    def clean_email(self) -> str:
        found = person_by_email(self.cleaned_data["email"])
        if found is None:
            raise forms.ValidationError(_("There is no account with this address."))
        self.person = found
        return found.email
