"""Tiers, units and reach come from a file; another file makes another network."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.conftest import TEST_NETWORK
from tests.support import make
from yizhan.hub.accounts.roles import Permission
from yizhan.hub.common import audit
from yizhan.hub.common.models import AuditEvent
from yizhan.hub.common.refusals import NotAllowed
from yizhan.hub.network import actions, config, queries
from yizhan.hub.network.models import Unit

SHIPPED = config.SHIPPED


@pytest.mark.django_db
def test_the_demo_city_is_1_and_17_and_87() -> None:
    loaded = config.load_network(SHIPPED / "demo_city.yaml", at=make.NOON)
    assert loaded.units == 105
    assert [count for _tier, count in queries.shape(make.NOON.date())] == [1, 17, 87]
    assert config.load_network(SHIPPED / "demo_city.yaml", at=make.NOON).changed == 0


@pytest.mark.django_db
def test_one_plus_n_is_another_file_and_units_that_are_gone_end() -> None:
    config.load_network(SHIPPED / "demo_city.yaml", at=make.NOON)
    config.load_network(SHIPPED / "one_plus_n.yaml", at=make.NOON)
    assert Unit.objects.filter(active_to_date=None).count() == 4
    assert Unit.objects.count() == 109


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "[]", "tiers: []", "{", "tiers: [{level: 1}]\ncentre: {}\nhours: {}\nservices: {}"])
def test_a_contradictory_file_is_refused_and_changes_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "network.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(config.BadNetwork, match=r"network\.yaml"):
        config.load_network(path, at=make.NOON)
    assert not Unit.objects.exists()


def test_a_post_covers_its_unit_and_all_below_and_nothing_beside(city: None) -> None:
    officer = make.staff("EA", "district-officer")
    reached = {unit.code for unit in queries.units_in_reach(officer, Permission.CASE_READ)}
    assert reached == {"EA", "EA-01", "EA-02"}
    assert not queries.has_permission(officer, Permission.CASE_READ, Unit.objects.get(code="WE"))
    assert not queries.has_permission(make.person(), Permission.CASE_READ)


def test_an_ended_post_gives_nothing(city: None) -> None:
    user = make.staff("EA")
    actions.end_post(post=user.posts.get(), by=make.staff("TC", "administrator"), at=make.NOON)
    assert queries.posts_of(type(user).objects.get(pk=user.pk)) == ()


def test_the_finder_finds_by_name_and_area(city: None, client: Client) -> None:
    page = client.get("/zh-hans/units/?q=东一").content.decode()
    assert "东一工作站" in page
    assert "西一工作站" not in page
    assert "No unit found" in client.get("/en/units/?q=nowhere").content.decode()
    assert "East One" in client.get("/en/units/EA-01/").content.decode()
    assert client.get("/en/units/nowhere/").status_code == 404


def test_the_demo_s_one_click_sign_in_exists_in_the_demo_only(city: None, client: Client, settings: object) -> None:
    user = make.person()
    assert client.get("/en/demo/").status_code == 404
    assert client.post(f"/en/demo/{user.public_id}/").status_code == 404
    settings.YIZHAN_DEMO = True  # type: ignore[attr-defined]
    assert client.get("/en/demo/").status_code == 200
    assert client.post(f"/en/demo/{user.public_id}/").status_code == 302
    assert client.get("/en/cases/").status_code == 200


def test_another_calendar_comes_from_a_file(city: None, tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "calendar.yaml"
    path.write_text(
        "2026:\n  holidays:\n    - {zh: 本地假日, en: Local holiday, from: 2026-11-11, to: 2026-11-11}\n", encoding="utf-8"
    )
    usual = make.case()
    settings.YIZHAN_CALENDAR = str(path)
    moved = make.case()
    assert (usual.first_due_date, moved.first_due_date) == (date(2026, 11, 11), date(2026, 11, 12))


@pytest.mark.django_db
def test_every_unit_leaves_its_line_in_the_trail() -> None:
    config.load_network(TEST_NETWORK, at=make.NOON)
    assert AuditEvent.objects.filter(action="network:unit:add").count() == 7
    config.load_network(TEST_NETWORK, at=make.NOON)
    assert AuditEvent.objects.count() == 7
    assert audit.verify_chain().broken_at is None


def test_an_administrator_gives_and_ends_posts_within_reach(city: None, client: Client) -> None:
    administrator, person = make.staff("EA", "administrator"), make.person("New Liaison")
    client.force_login(administrator)
    assert client.get("/en/staff/posts/").status_code == 200
    assert client.get("/en/staff/").status_code == 403  # an administrator sees no cases
    form = {"email": person.email.upper(), "role": "liaison", "unit": "EA-01"}
    assert client.post("/en/staff/posts/", form).status_code == 302
    assert "New Liaison" in client.get("/zh-hans/staff/posts/?q=EA-01").content.decode()
    post = person.posts.get()
    assert client.post(f"/en/staff/posts/{post.pk}/end/").status_code == 302
    assert client.post(f"/en/staff/posts/{post.pk}/end/").status_code == 404
    assert client.post("/en/staff/posts/", form).status_code == 302  # given again
    assert person.posts.get().until_date is None
    assert client.post("/en/staff/posts/", {**form, "unit": "WE-01"}).status_code == 422
    assert "no account" in client.post("/en/staff/posts/", {**form, "email": "nobody@example.org"}).content.decode()
    assert client.post("/en/staff/posts/", {**form, "email": administrator.email}).status_code == 403


def test_posts_elsewhere_are_out_of_reach(city: None, client: Client) -> None:
    client.force_login(make.staff("EA", "administrator"))
    other = make.staff("WE-01")
    assert client.post(f"/en/staff/posts/{other.posts.get().pk}/end/").status_code == 404
    with pytest.raises(NotAllowed):
        actions.appoint(user=make.person(), unit=Unit.objects.get(code="WE"), role="liaison", by=make.staff("EA"), at=make.NOON)
