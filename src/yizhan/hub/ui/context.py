"""What every page needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

THEMES = ("light", "dark")


def page(request: HttpRequest) -> dict[str, Any]:
    """Language, the same page in the other language, theme, demo flag, staff flag and unread notices (both read when shown)."""
    language = get_language() or "zh-hans"
    other = "en" if language.startswith("zh") else "zh-hans"
    theme = request.COOKIES.get("theme", "")
    return {
        "language": language,
        "is_zh": language.startswith("zh"),
        "other_language": other,
        "other_url": translate_url(request.get_full_path(), other),
        "theme": theme if theme in THEMES else "",
        "is_demo": settings.YIZHAN_DEMO,
        "unread": SimpleLazyObject(lambda: _unread(request)),
    }


def _unread(request: HttpRequest) -> int:
    from yizhan.hub.common.notices import unread_count
    from yizhan.hub.common.people import maybe_signed_in

    user = maybe_signed_in(request)
    return unread_count(user) if user else 0
