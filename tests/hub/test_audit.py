"""The trail: each line chained to the one before, erasable contents, tampering found."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.support import make
from yizhan.hub.accounts.models import User
from yizhan.hub.common import audit
from yizhan.hub.common.models import AuditEvent, AuditHead, AuditPayload


def write(user: User, count: int) -> None:
    for number in range(count):
        with transaction.atomic():
            audit.record(action="test:thing:change", by=user, at=make.NOON, target=user, changes={"n": number, "名": "中文"})


@pytest.mark.django_db
def test_a_whole_chain_verifies_and_says_who_did_what() -> None:
    user = make.person()
    write(user, 3)
    report = audit.verify_chain()
    assert (report.checked, report.broken_at) == (3, None)
    line = next(iter(audit.trail_of(user)))
    assert line.actor == str(user.public_id)
    assert line.payload.data == {"n": 0, "名": "中文"}


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["changed", "removed", "payload", "end"])
def test_tampering_is_found_with_its_place(how: str) -> None:
    write(make.person(), 4)
    second = AuditEvent.objects.get(sequence=2)
    if how == "changed":
        AuditEvent.objects.filter(pk=second.pk).update(action="test:thing:nothing")
    elif how == "removed":
        second.delete()
    elif how == "payload":
        AuditPayload.objects.filter(event=second).update(data={"n": 99})
    else:
        AuditEvent.objects.get(sequence=4).delete()
    report = audit.verify_chain()
    assert report.broken_at == {"removed": 3, "end": 4}.get(how, 2)
    with pytest.raises(SystemExit):
        call_command("verify_audit")


@pytest.mark.django_db
def test_contents_can_be_erased_and_the_chain_stays_whole() -> None:
    user = make.person()
    write(user, 3)
    assert audit.erase_payloads(user) == 3
    assert audit.verify_chain().broken_at is None


@pytest.mark.django_db
def test_a_line_falls_with_the_transaction_it_tells_of() -> None:
    user = make.person()
    with pytest.raises(RuntimeError, match="undo"), transaction.atomic():
        audit.record(action="test:thing:change", by=user, at=make.NOON, target=user)
        raise RuntimeError("undo")
    assert not AuditEvent.objects.exists()
    assert not AuditHead.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_there_is_no_line_without_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        audit.record(action="test:thing:change", by=None, at=make.NOON, target=make.person())
