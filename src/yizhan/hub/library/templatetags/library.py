"""Words for fields, facets and codes of records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yizhan.hub.ui.templatetags.ui import highlight
from yizhan.ip.rules import RuleRow
from yizhan.ip.search import Span

register = template.Library()
_PRINTED_NUMBER = re.compile(r"^\s*\d{1,4}\s*[.．、]\s*")
_FIELDS: dict[str, Promise] = {
    "abstract": _("Abstract"),
    "claims": _("Claim"),
    "title": _("Title"),
    "description": _("Description"),
}
_FACETS: dict[str, Promise] = {
    "office": _("Office"),
    "kind": _("Kind"),
    "right": _("Right"),
    "status": _("Status"),
    "stage": _("Application or grant"),
    "lang": _("Language"),
    "inventor": _("Inventor"),
    "group": _("Class"),
    "applicant": _("Applicant or owner"),
    "year": _("Year"),
}
_VALUES: dict[str, dict[str, Promise]] = {
    "right": {
        "invention": _("Invention"),
        "utility-model": _("Utility model"),
        "design": _("Design"),
        "plant": _("Plant"),
        "trade-mark": _("Trade mark"),
        "geographical-indication": _("Geographical indication"),
    },
    "stage": {"application": _("Application"), "grant": _("Granted")},
    "lang": {
        "en": _("English"), "zh": _("Chinese"), "ja": _("Japanese"), "ko": _("Korean"), "de": _("German"), "fr": _("French"),
        "es": _("Spanish"), "it": _("Italian"),
    },
    "status": {
        "application": _("Application"),
        "grant": _("Granted"),
        "alive": _("Alive"),
        "unknown": _("Unknown"),
        "pending": _("Pending"),
        "registered": _("Registered"),
        "ended": _("Ended"),
    },
    "kind": {
        "word": _("Word mark"),
        "figurative": _("Figurative mark"),
        "combined": _("Combined mark"),
        "sound": _("Sound mark"),
        "three-dimensional": _("Three-dimensional mark"),
        "other": _("Other mark"),
    },
    "office": {"US": _("United States"), "CN": _("China"), "EM": _("European Union"), "EP": _("European Patent Office"), "WO": _("WIPO"), "JP": _("Japan"), "KR": _("Korea"), "DE": _("Germany"), "GB": _("United Kingdom"), "FR": _("France"), "CA": _("Canada"), "TW": _("Taiwan, China")},
}  # fmt: skip
_SORTS: dict[str, Promise] = {"relevance": _("Best match"), "newest": _("Newest first"), "oldest": _("Oldest first")}
_ROLES: dict[str, Promise] = {
    "applicant": _("Applicants"),
    "assignee": _("Assignees"),
    "inventor": _("Inventors"),
    "agent": _("Agents"),
    "owner": _("Owners"),
    "correspondent": _("Correspondents"),
}
_REASONS: dict[str, Promise] = {
    "fee": _("fee not paid"),
    "term": _("maximum term over (estimate)"),
    "withdrawn": _("withdrawn"),
    "refused": _("refused"),
    "revoked": _("revoked"),
    "surrendered": _("surrendered"),
    "lapsed": _("lapsed"),
}
_TONES = {"alive": "ok", "pending": "info", "ended": "bad", "registered": "ok", "grant": "ok"}
_SEARCH_FIELDS: dict[str, Promise] = {
    "": _("Anywhere"),
    "title": _("Title"),
    "abstract": _("Abstract"),
    "claims": _("Claims"),
    "description": _("Description"),
    "applicant": _("Applicant or owner"),
    "inventor": _("Inventor"),
    "agent": _("Agent"),
    "cpc": _("CPC"),
    "ipc": _("IPC"),
    "locarno": _("Locarno"),
    "nice": _("Nice class"),
    "vienna": _("Vienna"),
    "number": _("Number"),
    "country": _("Office"),
    "lang": _("Language"),
    "status": _("Status"),
    "published": _("Published"),
    "filed": _("Filed"),
    "granted": _("Granted"),
}
_MODES: dict[str, Promise] = {
    "all": _("all of these words"),
    "any": _("any of these words"),
    "phrase": _("exactly this phrase"),
    "none": _("none of these words"),
}
_SCHEMES: dict[str, Promise] = {"cpc": _("CPC"), "ipc": _("IPC"), "locarno": _("Locarno"), "uspc": _("US classes")}


@register.filter
def field_name(name: str) -> str:
    return str(_FIELDS.get(name, name))


@register.filter
def titled(spans: tuple[Span, ...], number: str) -> SafeString:
    """The title of a hit with its matches; its number where it has no title."""
    return next((highlight(span) for span in spans if span.field == "title" and span.text), conditional_escape(number))


@register.filter
def passages(spans: tuple[Span, ...]) -> SafeString:
    """The other spans, each under the name of its field. Written here because a page has dozens of them."""
    shown = ((field_name(span.field), highlight(span)) for span in spans if span.field != "title")
    return format_html_join("", '<p><span class="tag">{}</span> {}</p>', shown)


@register.filter
def facet_name(name: str) -> str:
    return str(_FACETS.get(name, name))


@register.filter
def facet_value(value: str, name: str) -> str:
    """A facet's value in words; codes that have none stay as they are."""
    return str(_VALUES.get(name, {}).get(value, value))


@register.filter
def sort_name(name: str) -> str:
    return str(_SORTS.get(name, name))


@register.filter
def role_name(role: str) -> str:
    return str(_ROLES.get(role, role))


@register.filter
def scheme_name(scheme: str) -> str:
    return str(_SCHEMES.get(scheme, scheme))


@register.filter
def claim_body(text: str) -> str:
    """A claim without its printed number, which the page sets itself."""
    return _PRINTED_NUMBER.sub("", text, count=1)


@register.filter
def reason_name(reason: str) -> str:
    """Why a right ended."""
    return str(_REASONS.get(reason, reason))


@register.filter
def tone(state: str) -> str:
    """The tone of a tag for a state."""
    return _TONES.get(state, "")


@register.filter
def search_field(name: str) -> str:
    return str(_SEARCH_FIELDS.get(name, name))


@register.filter
def mode_name(name: str) -> str:
    return str(_MODES.get(name, name))


@register.filter
def law(row: RuleRow, part: str) -> str:
    """`title` or `basis` of a rule row in the reader's language."""
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    return str(getattr(row, f"{part}_{language}"))


@register.filter
def at(values: Sequence[Any], place: int) -> Any:
    """The value at a place."""
    return values[place]
