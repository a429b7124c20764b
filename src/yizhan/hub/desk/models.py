"""Catalogue and cases. A room above never makes its own case: it adds to this one (docs/adr/0002)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ServiceItem(models.Model):
    """One version of a service item, as its YAML row says it. A case keeps the version it was opened under."""

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    position = models.PositiveSmallIntegerField(default=0)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="service_item_version")]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class CaseNumber(models.Model):
    """The last number given in a year."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Case(models.Model):
    """One request for help, whatever the service and however it came in."""

    CHANNELS = [("online", _("Online")), ("window", _("At the window")), ("phone", _("By phone")), ("visit", _("On a visit"))]
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=24, unique=True, null=True)
    access_code = models.CharField(max_length=12, help_text="lets a person without an account see and rate the case")
    submission_key = models.UUIDField(unique=True, null=True, help_text="the form it came from: sending twice makes one case")
    item = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="cases")
    state = models.CharField(max_length=24)
    version = models.PositiveIntegerField(default=1, help_text="grows with every change: two people never overwrite each other")
    channel = models.CharField(max_length=10, choices=CHANNELS)
    title = models.CharField(max_length=160)
    answers = models.JSONField(default=dict)
    carried = models.JSONField(default=dict, help_text="the search or record that the question came from")
    routing = models.JSONField(default=list, help_text="why this unit, line by line")
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="cases")
    organisation = models.ForeignKey("accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="cases")
    contact_name = models.CharField(max_length=80)
    contact_phone = models.CharField(max_length=40, blank=True)
    contact_email = models.EmailField(blank=True)
    area = models.ForeignKey("network.Area", on_delete=models.PROTECT, related_name="cases")
    unit = models.ForeignKey("network.Unit", on_delete=models.PROTECT, related_name="cases")
    origin_unit = models.ForeignKey("network.Unit", on_delete=models.PROTECT, related_name="received_cases")
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="handled_cases")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="entered_cases")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True, help_text="first answer of a person")
    accepted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    first_due_date = models.DateField(null=True)
    due_date = models.DateField(null=True)
    result_kind = models.CharField(max_length=40, blank=True)
    result_text = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "due_date"], name="case_queue"),
            models.Index(fields=["applicant", "-created_at"], name="case_of_person"),
            models.Index(fields=["unit", "submitted_at"], name="case_received"),
            models.Index(fields=["unit", "closed_at"], name="case_closed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(number__isnull=False) | Q(state="withdrawn"), name="case_numbered"
            )
        ]

    def __str__(self) -> str:
        return self.number or str(self.public_id)


class CaseEvent(models.Model):
    """What happened to a case: who, when, from where to where, with which words."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=24)
    from_state = models.CharField(max_length=24)
    to_state = models.CharField(max_length=24)
    note = models.TextField(blank=True)
    from_unit = models.ForeignKey("network.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("network.Unit", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["case", "at"], name="case_event_order"),
            models.Index(fields=["action", "at"], name="case_event_action"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.case_id}"


class Message(models.Model):
    """A message between applicant and unit; an internal note is for staff only."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="messages")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    from_staff = models.BooleanField()
    is_internal = models.BooleanField(default=False)
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="case_message_order")]

    def __str__(self) -> str:
        return f"message {self.pk} of {self.case_id}"


class CaseFile(models.Model):
    """A file of a case; a result file is what the unit delivers."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="files")
    stored = models.OneToOneField("common.StoredFile", on_delete=models.PROTECT, related_name="+")
    is_result = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.stored_id} of {self.case_id}"


class Rating(models.Model):
    """How content the applicant was: given once, changed by nobody."""

    GRADES = [(5, _("Very content")), (4, _("Content")), (3, _("Fair")), (2, _("Not content")), (1, _("Very discontent"))]
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="rating")
    grade = models.PositiveSmallIntegerField(choices=GRADES)
    comment = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="rating_in_range")]

    def __str__(self) -> str:
        return f"{self.grade} for {self.case_id}"
