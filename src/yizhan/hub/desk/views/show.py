"""What the pages of a case show, the same for applicant and staff."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from yizhan.hub.accounts.models import User
from yizhan.hub.desk import clocks, policies, queries, routing
from yizhan.hub.desk.catalogue import intake_fields, outcome_choices
from yizhan.hub.desk.models import Case
from yizhan.hub.desk.states import CLOSED, STATE_NAMES


def answers(case: Case) -> list[tuple[dict[str, str], str | dict[str, str]]]:
    """Question and answer; the answer to a choice in both languages."""
    rows: list[tuple[dict[str, str], str | dict[str, str]]] = []
    for spec in intake_fields(case.item):
        value = case.answers.get(spec.name, "")
        if not value:
            continue
        if spec.type == "yesno":
            rows.append((spec.label, {"zh": "是", "en": "Yes"} if value == "yes" else {"zh": "否", "en": "No"}))
        else:
            rows.append((spec.label, dict(spec.options).get(value, value)))
    return rows


def case_page(case: Case, user: User | None, now: datetime, *, for_staff: bool) -> dict[str, Any]:
    """The context of a case page."""
    events = queries.events_of(case)
    return {
        "case": case,
        "state_name": STATE_NAMES[case.state],
        "answers": answers(case),
        "timeline": queries.timeline(case, for_staff=for_staff, events=events),
        "clocks": clocks.of(case, events, now),
        "why_here": routing.explain(case.routing, get_language() or "en"),
        "files": list(case.files.select_related("stored").order_by("is_result", "pk")),
        "outcome": outcome_choices(case.item).get(case.result_kind),
        "rating": getattr(case, "rating", None),
        "can_write": policies.can_write(case, user),
        "is_closed": case.state in CLOSED,
    }
