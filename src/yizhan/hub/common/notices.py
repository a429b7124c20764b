"""Telling people: a line in their account at once, a mail after the transaction, each once."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task

from yizhan.hub.common.models import Notice

if TYPE_CHECKING:
    from yizhan.hub.accounts.models import User

logger = logging.getLogger(__name__)


def notify(*, to: Iterable[User | None], kind: str, link: str, context: Mapping[str, str], at: datetime) -> None:
    """One notice for each person (None and inactive people are passed over); mails follow when the transaction is through."""
    people = {user.pk: user for user in to if user is not None and user.is_active}
    for user in people.values():
        notice = Notice.objects.create(user=user, kind=kind, context=dict(context), link=link, at=at)
        transaction.on_commit(lambda pk=notice.pk: mail_notice.enqueue(pk))  # type: ignore[misc]


@task()  # type: ignore[untyped-decorator]
def mail_notice(notice_id: int) -> None:
    """Mails a notice in its reader's language. Claimed before sending: two workers never send it twice."""
    notice = Notice.objects.select_related("user").filter(pk=notice_id).first()
    if notice is None or not Notice.objects.filter(pk=notice_id, mailed_at=None).update(mailed_at=timezone.now()):
        return
    with translation.override(notice.user.language):
        words = {**notice.context, "kind": notice.kind, "link": settings.YIZHAN_URL + notice.link, "name": notice.user.name}
        subject = " ".join(render_to_string("common/mail/subject.txt", words).split())
        body = render_to_string("common/mail/body.txt", words)
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [notice.user.email])
    except OSError:
        Notice.objects.filter(pk=notice_id).update(mailed_at=None)  # the next run may try again
        logger.exception("mail for notice %s was not sent", notice_id)
        raise


def unread_count(user: User) -> int:
    return Notice.objects.filter(user=user, read_at=None).count()


def mark_read(*, user: User, at: datetime) -> int:
    """Marks all of a person's notices as read; how many there were."""
    return Notice.objects.filter(user=user, read_at=None).update(read_at=at)
