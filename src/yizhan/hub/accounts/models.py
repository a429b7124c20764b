"""People and organisations."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes people; addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        if not email:
            raise ValueError("a person needs an e-mail address")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. What they may do comes from posts and affiliations, never from these flags."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    language = models.CharField(max_length=10, default="zh-hans", choices=[("zh-hans", "简体中文"), ("en", "English")])
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name or self.email


class Organisation(models.Model):
    """An enterprise, university, institute or agency, known by its unified social credit code where it has one."""

    KINDS = [
        ("enterprise", _("Enterprise")),
        ("university", _("University")),
        ("institute", _("Research institute")),
        ("agency", _("IP agency")),
        ("other", _("Other organisation")),
    ]
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uscc = models.CharField(max_length=18, unique=True, null=True)
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=20, choices=KINDS, default="enterprise")
    area_code = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.name_zh


class Affiliation(models.Model):
    """A person acts for an organisation, as its owner or as a handler."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="affiliations")
    role = models.CharField(max_length=10, choices=[("owner", _("Owner")), ("handler", _("Handler"))])
    since_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="affiliation_once")]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.organisation_id}"
