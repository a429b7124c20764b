"""Filters and tags that pages use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from html import escape
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils import timezone
from django.utils.html import format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()
_WEEKDAYS_ZH = "一二三四五六日"


def _is_zh() -> bool:
    return (get_language() or "").startswith("zh")


@register.filter
def day(value: date | datetime | None) -> str:
    """`2026年3月16日` or `16 March 2026`."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return f"{value.year}年{value.month}月{value.day}日" if _is_zh() else f"{value.day} {value:%B %Y}"


@register.filter
def moment(value: datetime | None) -> str:
    """A day with the time in the system's zone."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{day(local.date())} {local:%H:%M}"


@register.filter
def weekday(value: int) -> str:
    """The name of a weekday, 0 is Monday."""
    return f"周{_WEEKDAYS_ZH[value]}" if _is_zh() else date(2024, 1, 1 + value).strftime("%A")


@register.filter
def number(value: float | None) -> str:
    """A number with separators for thousands."""
    # Both languages write 172,403: Django leaves Chinese numbers ungrouped.
    return "–" if value is None else f"{value:,}"


@register.filter
def lang_text(value: Any, key: str = "") -> str:
    """The text in the reader's language: of a mapping with `zh` and `en`, or of an object with `<key>_zh` and `<key>_en`."""
    code = "zh" if _is_zh() else "en"
    if isinstance(value, Mapping):
        inner = value.get(f"{key}_{code}") if key else value.get(code, "")
        return str(inner or "")
    if key:
        return str(getattr(value, f"{key}_{code}", "") or getattr(value, f"{key}_zh", "") or "")
    return str(value if value is not None else "")


@register.filter
def highlight(span: Any) -> SafeString:
    """A span of a search hit with its matched places marked."""
    out: list[str] = []
    at = 0
    for start, end in span.marks:
        out += (escape(span.text[at:start]), "<mark>", escape(span.text[start:end]), "</mark>")
        at = end
    out.append(escape(span.text[at:]))
    return mark_safe("".join(out))  # noqa: S308  every part is escaped above


@register.filter
def paragraphs(text: str) -> SafeString:
    """Text that a person wrote, with its lines and paragraphs, escaped."""
    return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308


@register.filter
def filesize(size: int) -> str:
    """Size of a file in kB or MB."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """A value of a mapping by a key that is a variable."""
    return mapping.get(key)


@register.filter
def absolute(value: int) -> int:
    """The number without its sign."""
    return abs(value)


@register.filter
def percent(value: float | None) -> str:
    """A share from 0 to 1 as a percentage, a dash where there is none."""
    return "–" if value is None else f"{value * 100:.0f}\N{NO-BREAK SPACE}%" if not _is_zh() else f"{value * 100:.0f}%"


@register.simple_tag(takes_context=True)
def query_with(context: template.Context, **changes: Any) -> str:
    """The query string of the page with some parameters changed; an empty value removes one. Pages start again at 1."""
    parameters = context["request"].GET.copy()
    if "page" not in changes:
        parameters.pop("page", None)
    for name, value in changes.items():
        if value in (None, ""):
            parameters.pop(name, None)
        else:
            parameters[name] = value
    return f"?{parameters.urlencode()}"


@register.simple_tag(takes_context=True)
def query_toggle(context: template.Context, name: str, value: str) -> str:
    """The query string with one value of a repeated parameter put in or taken out."""
    parameters = context["request"].GET
    values = parameters.getlist(name)
    changed = [one for one in values if one != value] if value in values else [*values, value]
    # A results page has dozens of these links: a copy of the whole QueryDict for each of them would be a third of its time.
    pairs = [(key, one) for key, held in parameters.lists() if key not in {"page", name} for one in held]
    return f"?{urlencode([*pairs, *((name, one) for one in changed)])}"


@register.simple_tag
def hidden_fields(parameters: Any, *leave_out: str) -> SafeString:
    """Hidden inputs that carry the parameters of a page into a form with the method GET."""
    pairs: Iterable[tuple[str, str]] = (
        (name, value) for name, values in parameters.lists() if name not in leave_out for value in values
    )
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)
