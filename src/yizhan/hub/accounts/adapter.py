"""How signing up and in works here, beside what allauth does."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone, translation

from yizhan.hub.accounts import actions
from yizhan.hub.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Takes the name and the language of the page into a new account, and writes the audit row."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.name = form.cleaned_data.get("name", "")
        user.language = translation.get_language() or "zh-hans"
        saved: User = super().save_user(request, user, form, commit)
        if commit:
            actions.sign_up(user=saved, at=timezone.now())
        return saved
