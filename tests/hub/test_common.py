"""State tables, pages of lists, rate limits, notices, refusals."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import OperationalError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.support import make
from yizhan.hub.common import limits, notices
from yizhan.hub.common.models import Notice
from yizhan.hub.common.pages import page_number, paginate
from yizhan.hub.common.refusals import Conflict, TooMany
from yizhan.hub.common.states import Machine, Transition

DOOR = Machine(
    states=("open", "shut"), initial="open",
    transitions=(Transition("close", frozenset({"open"}), "shut"), Transition("open", frozenset({"shut"}), "open")),
)  # fmt: skip


def test_a_machine_does_what_its_table_says() -> None:
    assert DOOR.target("close", "open") == "shut"
    assert DOOR.allowed("shut") == ("open",)
    assert "open --> shut: close" in DOOR.mermaid()
    with pytest.raises(Conflict):
        DOOR.target("close", "shut")


def test_a_table_with_an_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="disagree"):
        Machine(states=("a",), initial="a", transitions=(Transition("go", frozenset({"a"}), "b"),))


@given(st.text(max_size=12))
def test_any_page_number_in_an_address_is_survived(text: str) -> None:
    assert page_number(text) >= 1
    assert paginate(list(range(45)), text).number in {1, 2, 3}


def test_the_last_page_stands_for_what_is_past_the_end() -> None:
    page = paginate(list(range(45)), "99")
    assert (page.number, page.first, page.last, page.total) == (3, 41, 45, 45)
    assert paginate([], None).first == 0


@pytest.mark.django_db
def test_an_allowance_runs_out_and_fills_up_again() -> None:
    for _time in range(3):
        limits.take(key="k", capacity=3, seconds=60, at=make.NOON)
    with pytest.raises(TooMany):
        limits.take(key="k", capacity=3, seconds=60, at=make.NOON)
    limits.take(key="k", capacity=3, seconds=60, at=make.NOON + timedelta(seconds=21))
    limits.take(key="other", capacity=3, seconds=60, at=make.NOON)


@pytest.mark.django_db
def test_a_notice_is_mailed_once_in_the_language_of_its_reader() -> None:
    user = make.person("李沐辰", language="zh-hans")
    notices.notify(to=[user, user, None], kind="received", link="/x/", context={"number": "CS-1", "title": "事由"}, at=make.NOON)
    notice = Notice.objects.get()
    notices.mail_notice.call(notice.pk)
    notices.mail_notice.call(notice.pk)
    assert len(mail.outbox) == 1
    assert "已收到您的请求" in mail.outbox[0].subject
    assert "李沐辰" in mail.outbox[0].body
    assert "http://127.0.0.1:8000/x/" in mail.outbox[0].body


@pytest.mark.django_db
def test_a_mail_that_fails_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    notices.notify(to=[make.person()], kind="received", link="/x/", context={"number": "CS-1", "title": "t"}, at=make.NOON)
    notice = Notice.objects.get()

    def down(*_arguments: object) -> None:
        raise ConnectionRefusedError("mail server is down")

    monkeypatch.setattr(notices, "send_mail", down)
    with pytest.raises(ConnectionRefusedError):
        notices.mail_notice.call(notice.pk)
    monkeypatch.undo()
    notices.mail_notice.call(notice.pk)
    assert len(mail.outbox) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (OperationalError("database is locked"), 503, "busy saving other work"),
        (OSError(28, "No space left on device"), 503, "no room left"),
    ],
)
def test_a_locked_database_and_a_full_disk_get_a_page_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, client: Client, error: Exception, status: int, sentence: str
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr("yizhan.hub.desk.views.public.catalogue.current_items", fail)
    response = client.get("/en/services/")
    assert response.status_code == status
    assert sentence in response.content.decode().replace("\n", " ")
    assert response["Retry-After"] == "30"


@pytest.mark.django_db
def test_health_and_robots(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert "Disallow: /*/staff/" in client.get("/robots.txt").content.decode()
