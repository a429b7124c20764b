"""The audit trail: who, when, what changed; each line chained to the one before (docs/en/audit.md)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.db.models import F

from yizhan.hub.common.models import AuditEvent, AuditHead, AuditPayload

if TYPE_CHECKING:
    from yizhan.hub.accounts.models import User

PUBLIC, SYSTEM = "public", "system"
START = "0" * 64


@dataclass(frozen=True, slots=True)
class ChainReport:
    """Result of a check. `broken_at`: sequence of the first line that does not hold, None where all do."""

    checked: int
    broken_at: int | None
    reason: str


def record(
    *,
    action: str,
    by: User | None,
    at: datetime,
    target: models.Model,
    changes: Mapping[str, Any] | None = None,
    system: bool = False,
) -> AuditEvent:
    """Writes a line. Must run in the transaction of what it tells of, so that both stand or fall together.

    `action` is `room:subject:verb`; `changes` maps fields to new values or [old, new].

    Raises:
        RuntimeError: there is no transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record outside a transaction")
    AuditHead.objects.get_or_create(pk=1)
    # The update holds the row until the transaction ends: writers queue here, on both engines.
    AuditHead.objects.filter(pk=1).update(sequence=F("sequence") + 1)
    head = AuditHead.objects.get(pk=1)
    data = json.loads(json.dumps(dict(changes or {}), default=str, ensure_ascii=False))
    event = AuditEvent(
        sequence=head.sequence,
        at=at.astimezone(UTC),
        actor=SYSTEM if system else (str(by.public_id) if by else PUBLIC),
        action=action,
        target_type=target._meta.label_lower,  # noqa: SLF001
        target_id=str(getattr(target, "public_id", target.pk)),
        payload_digest=_digest(_canonical(data)),
        previous_digest=head.digest,
    )
    event.digest = _event_digest(event)
    event.save(force_insert=True)
    AuditPayload.objects.create(event=event, data=data)
    AuditHead.objects.filter(pk=1).update(digest=event.digest)
    return event


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _event_digest(event: AuditEvent) -> str:
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = [
        event.sequence, at, event.actor, event.action, event.target_type, event.target_id, event.payload_digest,
        event.previous_digest,
    ]  # fmt: skip
    return _digest(_canonical(fields))


def verify_chain() -> ChainReport:
    """Checks every line and every payload that has not been erased."""
    previous, expected, checked = START, 1, 0
    events = AuditEvent.objects.order_by("sequence").select_related("payload")
    for event in events.iterator(chunk_size=1000):
        fault = _fault(event, previous, expected)
        if fault:
            return ChainReport(checked, event.sequence, fault)
        previous, expected, checked = event.digest, expected + 1, checked + 1
    head = AuditHead.objects.filter(pk=1).first()
    if head is not None and (head.sequence != expected - 1 or head.digest != previous):
        return ChainReport(checked, expected, "lines are missing at the end")
    return ChainReport(checked, None, "")


def _fault(event: AuditEvent, previous: str, expected: int) -> str:
    if event.sequence != expected:
        return "a line is missing before this one"
    if event.previous_digest != previous:
        return "the line does not follow the one before"
    if event.digest != _event_digest(event):
        return "the line was changed"
    payload = getattr(event, "payload", None)
    if payload is not None and _digest(_canonical(payload.data)) != event.payload_digest:
        return "what changed was altered afterwards"
    return ""


def trail_of(target: models.Model) -> Iterable[AuditEvent]:
    """Lines about a thing, the oldest first."""
    identity = str(getattr(target, "public_id", target.pk))
    events = AuditEvent.objects.filter(target_type=target._meta.label_lower, target_id=identity)  # noqa: SLF001
    return events.order_by("sequence").select_related("payload")


def erase_payloads(target: models.Model) -> int:
    """Erases what changed about a thing; who and when stay, and so does the chain. Returns how many lines."""
    deleted, _rows = AuditPayload.objects.filter(event__in=trail_of(target)).delete()
    return deleted
