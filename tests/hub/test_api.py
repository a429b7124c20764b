"""The programming interface: answers, keys and limits, problems; and a fuzz run over its own description."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from tests.support import make
from yizhan.hub.common.models import AuditEvent
from yizhan.hub.library import actions, keys
from yizhan.hub.library.models import ApiKey
from yizhan.site.wsgi import application

pytestmark = pytest.mark.usefixtures("city", "library")
NOW = datetime(2026, 3, 16, 9, tzinfo=UTC)


def get(client: Client, address: str, status: int = 200, **headers: str) -> Any:
    response = client.get(f"/api/v1/{address}", headers=headers)
    assert response.status_code == status, response.content
    assert response["Content-Type"].startswith("application/json" if status == 200 else "application/problem+json")
    return json.loads(response.content)


def test_a_search_says_what_was_understood_and_which_index_answered(client: Client) -> None:
    found = get(client, "search?q=title:panel+AND+solar&limit=3")
    assert found["understood"] == "title:panel AND solar"
    assert found["index"]["records"] > 100
    assert 0 < len(found["hits"]) <= 3
    record = get(client, f"patents/{found['hits'][0]['key']}")
    assert record["titles"][0]["text"] == found["hits"][0]["title"]
    assert get(client, "search?in=marks&q=绿行")["hits"][0]["right"] == "trade-mark"


def test_counts_family_citations_and_states_are_there(client: Client) -> None:
    counted = get(client, "aggregations?q=solar")
    assert sum(bucket["count"] for bucket in counted["facets"]["office"]) == counted["total"]
    key = "US.29000101.B2"
    assert key in [hit["key"] for hit in get(client, f"patents/{key}/family")]
    assert set(get(client, f"patents/{key}/citations")) == {"cited", "citing_total", "citing"}
    states = get(client, f"patents/{key}/status?on=2090-01-01")
    assert (states[0]["state"], states[0]["reason"], states[0]["term_rule"]) == ("ended", "term", "term-US-invention")
    alike = client.post(
        "/api/v1/similar", {"text": "a folding solar panel", "leave_out": key}, content_type="application/json"
    ).json()
    assert alike["hits"]
    assert key not in [hit["key"] for hit in alike["hits"]]


def test_problems_are_told_in_one_shape(client: Client) -> None:
    wrong = get(client, "search?q=titel:panel", 422)
    assert (wrong["code"], wrong["position"], wrong["length"], wrong["suggestion"]) == ("unknown-field", 0, 5, "title:panel")
    assert get(client, "search?limit=1000", 422)["errors"][0]["field"] == "query.limit"
    assert get(client, "patents/US.1.B2", 404)["title"] == "There is no such record here."
    assert get(client, "classes?q=lamp", 404)["code"] == "nothing-ingested"


def test_a_key_is_shown_once_counts_apart_and_ends_when_revoked(client: Client) -> None:
    user = make.person()
    client.force_login(user)
    client.post("/en/account/keys/", {"name": "Night job"})
    page = client.get("/en/account/keys/").content.decode()
    secret = page.split("yz_")[1].split("<")[0]
    key = ApiKey.objects.get()
    assert key.digest == actions.digest_of(f"yz_{secret}")
    assert f"yz_{secret}" not in client.get("/en/account/keys/").content.decode()
    client.logout()
    get(client, "search", Authorization=f"Bearer yz_{secret}")
    key.refresh_from_db()
    assert key.last_used_on is not None
    client.force_login(make.person())
    assert client.post(f"/en/account/keys/{key.pk}/revoke/").status_code == 404
    client.force_login(user)
    client.post(f"/en/account/keys/{key.pk}/revoke/")
    assert get(client, "search", 401, Authorization=f"Bearer yz_{secret}")["code"] == "BadKey"
    assert [event.action for event in AuditEvent.objects.filter(target_type__endswith="apikey").order_by("sequence")] == [
        "library:key:create",
        "library:key:revoke",
    ]


def test_too_many_calls_are_refused_with_the_reason(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "WITHOUT_KEY", 2)
    get(client, "search")
    get(client, "search")
    assert get(client, "search", 429)["status"] == 429


def test_a_key_needs_a_name_and_ten_are_enough() -> None:
    user = make.person()
    for place in range(actions.MOST_KEYS):
        actions.create_key(name=f"job {place}", by=user, at=NOW)
    with pytest.raises(actions.TooMany):
        actions.create_key(name="one more", by=user, at=NOW)
    with pytest.raises(actions.BadInput):
        actions.create_key(name="  ", by=make.person(), at=NOW)


@pytest.fixture
def described(city: object, library: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The interface through WSGI, in the test's own transaction: as Django's test client does, connections stay open."""
    monkeypatch.setattr(keys, "WITHOUT_KEY", 1_000_000)
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for signal in signals:
        signal.connect(close_old_connections)


def test_no_call_that_the_description_allows_breaks_a_promise(described: Any) -> None:
    checks = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
    asked: set[str] = set()
    for result in described.get_all_operations():
        operation = result.ok()

        @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def call(case: Any) -> None:
            case.call_and_validate(checks=checks)

        call()
        asked.add(operation.label)
    assert len(asked) == 9
