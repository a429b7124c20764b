"""Tables that every room uses. None points to another room's table: the trail must outlive what it tells of."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class AuditEvent(models.Model):
    """One line of the audit trail, chained to the one before by its digest. Never changed, never removed.

    No foreign keys: the trail never stands in the way of live data. Personal data lives in `AuditPayload`, which may be
    erased; the chain holds only its digest and stays verifiable.
    """

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=64, help_text="public id of the person, `public` or `system`")
    action = models.CharField(max_length=80)
    target_type = models.CharField(max_length=80)
    target_id = models.CharField(max_length=64)
    payload_digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["target_type", "target_id"], name="audit_target")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.target_type}:{self.target_id}"


class AuditPayload(models.Model):
    """What changed, kept beside the chain so that personal data can be erased."""

    event = models.OneToOneField(AuditEvent, on_delete=models.CASCADE, related_name="payload")
    data = models.JSONField()

    def __str__(self) -> str:
        return f"payload of {self.event_id}"


class AuditHead(models.Model):
    """The end of the chain: one row, whose update makes writers queue up."""

    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"head at {self.sequence}"


class StoredFile(models.Model):
    """A file that was uploaded and accepted. Its bytes lie under a random name and leave only through a checked view."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.CharField(max_length=80, help_text="what it belongs to, e.g. case:<public id>")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=100, unique=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["owner"], name="stored_file_owner")]

    def __str__(self) -> str:
        return f"{self.name} ({self.public_id})"


class Notice(models.Model):
    """Something a person should know; mailed once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    context = models.JSONField(default=dict)
    link = models.CharField(max_length=300)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "read_at"], name="notice_unread")]

    def __str__(self) -> str:
        return f"{self.kind} for {self.user_id}"


class TokenBucket(models.Model):
    """How much of an allowance is left."""

    key = models.CharField(max_length=120, unique=True)
    tokens = models.FloatField()
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
