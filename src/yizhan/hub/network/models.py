"""The network: tiers, areas, units, what each unit can do, and who holds a post there."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Tier(models.Model):
    """A level of the network; 1 is the top. Any number of tiers is configuration."""

    level = models.PositiveSmallIntegerField(unique=True)
    code = models.CharField(max_length=20, unique=True)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.level} {self.code}"


class Area(models.Model):
    """A place that people say they are in: the city and its districts."""

    code = models.CharField(max_length=20, unique=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")

    def __str__(self) -> str:
        return self.code


class Unit(models.Model):
    """A centre or a workstation. `path` lists the codes from the top down to the unit, so that reach is one comparison."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=20, unique=True)
    path = models.CharField(max_length=120, unique=True)
    tier = models.ForeignKey(Tier, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="units")
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    address_zh = models.CharField(max_length=160)
    address_en = models.CharField(max_length=200)
    phone = models.CharField(max_length=40)
    opening = models.JSONField(default=dict, help_text="weekday 0–6 → list of [from, to]")
    x = models.FloatField()
    y = models.FloatField()
    active_from_date = models.DateField()
    active_to_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(active_to_date__isnull=True) | Q(active_to_date__gt=F("active_from_date")), name="unit_active_forward"
            )
        ]

    def __str__(self) -> str:
        return self.code


class UnitService(models.Model):
    """A unit can carry cases of a service item."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="services")
    item_code = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "item_code"], name="unit_service_once")]
        indexes = [models.Index(fields=["item_code"], name="unit_service_item")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.item_code}"


class Post(models.Model):
    """A person holds a role at a unit. `role` is the code of a class in accounts.roles."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=40)
    since_date = models.DateField()
    until_date = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "unit", "role"], name="post_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} at {self.unit_id}"
