"""Forms of the desk: the intake form is built from the item."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yizhan.hub.accounts.models import Organisation, User
from yizhan.hub.accounts.queries import organisations_of
from yizhan.hub.desk.catalogue import IntakeField, intake_fields
from yizhan.hub.desk.models import Case, ServiceItem
from yizhan.hub.network import queries as network
from yizhan.hub.network.models import Area, Unit

ANSWER = "answer_"
MOST_LONG = 8000


def _in(text: dict[str, str]) -> str:
    return text.get("zh" if (get_language() or "").startswith("zh") else "en", "")


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of uploaded files."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=FilesInput(), required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [item for item in (data if isinstance(data, list | tuple) else [data]) if item]


def answer_field(spec: IntakeField) -> forms.Field:
    """A form field for a question of an item."""
    common: dict[str, Any] = {"label": _in(spec.label), "help_text": _in(spec.hint), "required": spec.required}
    if spec.type == "longtext":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), max_length=MOST_LONG, **common)
    if spec.type == "choice":
        choices = [("", "—"), *((value, _in(text)) for value, text in spec.options)]
        return forms.ChoiceField(choices=choices, **common)
    if spec.type == "date":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **common)
    if spec.type == "number":
        return forms.IntegerField(min_value=0, max_value=10**9, **common)
    if spec.type == "yesno":
        return forms.ChoiceField(choices=[("", "—"), ("yes", _("Yes")), ("no", _("No"))], **common)
    return forms.CharField(max_length=300, **common)


class RequestForm(forms.Form):
    """What every request has, and the questions of its item."""

    title = forms.CharField(
        label=_("What is it about?"), max_length=160, help_text=_("One line that you will recognise the case by.")
    )
    area = forms.ModelChoiceField(
        label=_("Where are you?"), queryset=Area.objects.none(), help_text=_("Decides which unit is near.")
    )
    preferred = forms.ModelChoiceField(
        label=_("A unit you would like"), queryset=Unit.objects.none(), required=False, to_field_name="code",
        help_text=_("Leave it empty, and the nearest unit that offers the service takes the case."),
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        label=_("In whose name?"), queryset=Organisation.objects.none(), required=False, to_field_name="public_id"
    )
    contact_name = forms.CharField(label=_("Contact person"), max_length=80)
    contact_phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    contact_email = forms.EmailField(label=_("E-mail"), required=False)
    uploads = FilesField(label=_("Files"), help_text=_("PDF, DOCX, XLSX, PNG, JPG, WEBP or TXT, at most 20 MB each."))
    submission_key = forms.UUIDField(widget=forms.HiddenInput())
    carried_query = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput())
    carried_scope = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput())
    carried_record = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput())
    carried_title = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput())

    def __init__(self, *args: Any, item: ServiceItem, user: User, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chinese = (get_language() or "").startswith("zh")
        self.item = item
        organisations = organisations_of(user)
        areas = [area.pk for area in network.areas()]
        able = [unit.pk for unit in network.able_units(item.code, on)]
        area, preferred, organisation = (self.fields["area"], self.fields["preferred"], self.fields["organisation"])
        assert isinstance(area, forms.ModelChoiceField)
        assert isinstance(preferred, forms.ModelChoiceField)
        assert isinstance(organisation, forms.ModelChoiceField)
        name = "name_zh" if chinese else "name_en"
        area.queryset = Area.objects.filter(pk__in=areas).order_by("pk")
        area.label_from_instance = lambda one: getattr(one, name)  # type: ignore[method-assign, assignment]
        preferred.queryset = Unit.objects.filter(pk__in=able).order_by("tier__level", "code")
        preferred.label_from_instance = lambda one: getattr(one, name)  # type: ignore[method-assign, assignment]
        organisation.queryset = Organisation.objects.filter(pk__in=[one.pk for one in organisations])
        organisation.empty_label = str(_("In my own name"))
        for spec in intake_fields(item):
            self.fields[ANSWER + spec.name] = answer_field(spec)
        self.fields["submission_key"].initial = uuid.uuid4
        self.fields["contact_name"].initial = user.name
        self.fields["contact_email"].initial = user.email

    def questions(self) -> list[forms.BoundField]:
        """The item's own questions."""
        return [self[ANSWER + spec.name] for spec in intake_fields(self.item)]

    def answers(self) -> dict[str, str]:
        """The answers as kept with the case."""
        out = {}
        for spec in intake_fields(self.item):
            value = self.cleaned_data.get(ANSWER + spec.name)
            out[spec.name] = "" if value is None else str(value)
        return out

    def contact(self) -> dict[str, str]:
        return {key: self.cleaned_data[f"contact_{key}"] for key in ("name", "phone", "email")}

    def carried(self) -> dict[str, str]:
        kept = {key: self.cleaned_data[f"carried_{key}"] for key in ("query", "scope", "record", "title")}
        return {key: value for key, value in kept.items() if value}


def initial_of(case: Case) -> dict[str, Any]:
    """A draft's values for its form."""
    values: dict[str, Any] = {
        "title": case.title, "area": case.area_id, "organisation": case.organisation.public_id if case.organisation else None,
        "contact_name": case.contact_name, "contact_phone": case.contact_phone, "contact_email": case.contact_email,
        "submission_key": case.submission_key,
    }  # fmt: skip
    if case.routing and case.routing[0].get("code") == "preferred":
        values["preferred"] = case.unit.code
    values |= {ANSWER + name: value for name, value in case.answers.items()}
    values |= {f"carried_{name}": value for name, value in case.carried.items()}
    return values


class EnterForm(RequestForm):
    """A request that staff enter for a person before them."""

    channel = forms.ChoiceField(label=_("How did it come in?"), choices=[c for c in Case.CHANNELS if c[0] != "online"])
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), to_field_name="code")
    uscc = forms.CharField(
        label=_("Unified social credit code of the enterprise"), required=False, max_length=40,
        help_text=_("If the person comes for an enterprise that is registered here."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units
        name = "name_zh" if (get_language() or "").startswith("zh") else "name_en"
        field.label_from_instance = lambda one: getattr(one, name)  # type: ignore[method-assign, assignment]
        field.empty_label = None
        for gone in ("preferred", "organisation"):
            del self.fields[gone]
        self.fields["contact_name"].initial = self.fields["contact_email"].initial = ""
