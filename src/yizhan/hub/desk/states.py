"""The life cycle of a case as one table; the diagram in docs/en/case.md is made from it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yizhan.hub.common.states import Machine, Transition

OPEN = frozenset({"submitted", "supplement_requested", "supplemented", "accepted", "assigned", "in_progress", "suspended"})
CLOSED = frozenset({"completed", "rated", "not_accepted", "terminated", "withdrawn", "archived"})
_ARRIVED = frozenset({"submitted", "supplemented"})
_CARRIED = frozenset({"accepted", "assigned", "in_progress"})

MACHINE = Machine(
    states=("draft", "submitted", "supplement_requested", "supplemented", "accepted", "not_accepted", "assigned", "in_progress",
            "suspended", "completed", "terminated", "withdrawn", "rated", "archived"),
    initial="draft",
    transitions=(
        Transition("submit", frozenset({"draft"}), "submitted"),
        Transition("accept", _ARRIVED, "accepted"),
        Transition("request_supplement", _ARRIVED, "supplement_requested"),
        Transition("decline", _ARRIVED, "not_accepted"),
        Transition("supply", frozenset({"supplement_requested"}), "supplemented"),
        Transition("assign", _CARRIED, "assigned"),
        Transition("start", frozenset({"assigned"}), "in_progress"),
        Transition("suspend", frozenset({"in_progress"}), "suspended"),
        Transition("resume", frozenset({"suspended"}), "in_progress"),
        Transition("complete", frozenset({"in_progress"}), "completed"),
        Transition("pass_on", _ARRIVED, "submitted"),
        Transition("refer", _CARRIED, "accepted"),
        Transition("terminate", _CARRIED | {"suspended"}, "terminated"),
        Transition("withdraw", OPEN | {"draft"}, "withdrawn"),
        Transition("rate", frozenset({"completed"}), "rated"),
        Transition("archive", frozenset({"completed", "rated", "not_accepted", "terminated", "withdrawn"}), "archived"),
    ),
)  # fmt: skip

# What people read. Staff and applicants see the same words.
STATE_NAMES: dict[str, str | Promise] = {
    "draft": _("Draft"),
    "submitted": _("Received"),
    "supplement_requested": _("Waiting for your supplements"),
    "supplemented": _("Supplements received"),
    "accepted": _("Accepted"),
    "not_accepted": _("Not accepted"),
    "assigned": _("Assigned"),
    "in_progress": _("In progress"),
    "suspended": _("Suspended"),
    "completed": _("Completed"),
    "terminated": _("Ended without result"),
    "withdrawn": _("Withdrawn"),
    "rated": _("Completed and rated"),
    "archived": _("Archived"),
}
# How urgent a state looks: ok, warn, bad or nothing.
STATE_TONES = {
    "supplement_requested": "warn",
    "suspended": "warn",
    "completed": "ok",
    "rated": "ok",
    "not_accepted": "bad",
    "terminated": "bad",
}

EVENT_NAMES: dict[str, str | Promise] = {
    "submit": _("Request received"),
    "accept": _("Accepted"),
    "request_supplement": _("Supplements requested"),
    "decline": _("Not accepted"),
    "supply": _("Supplements handed in"),
    "assign": _("Assigned to a person"),
    "start": _("Work begun"),
    "suspend": _("Suspended"),
    "resume": _("Work continued"),
    "complete": _("Completed"),
    "pass_on": _("Passed on to another unit"),
    "refer": _("Referred to another unit"),
    "terminate": _("Ended without result"),
    "withdraw": _("Withdrawn by the applicant"),
    "rate": _("Rated"),
    "archive": _("Archived"),
}
