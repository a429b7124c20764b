"""Who gets what at every address. A route that is missing here fails: permissions are never forgotten."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from tests.support import make
from yizhan.hub.accounts.models import User
from yizhan.hub.desk import actions
from yizhan.hub.desk.models import Case

pytestmark = pytest.mark.usefixtures("city", "library")

# Status for: the public, a stranger with an account, the applicant, the unit's liaison, a liaison of another district, an auditor.
# L: sent to the sign-in page. R: sent on to another page, which is the answer.
WHO = ("public", "stranger", "applicant", "liaison", "elsewhere", "auditor")
EVERYONE = "200 200 200 200 200 200"
SIGNED_IN = "L 200 200 200 200 200"
STAFF = "L 403 403 200 200 200"
OWN = "L 404 200 404 404 404"
UNIT = "L 404 404 200 404 200"
MATRIX: dict[str, tuple[str, str]] = {
    "common:root": ("GET", "R R R R R R"),
    "common:health": ("GET", EVERYONE),
    "common:robots": ("GET", EVERYONE),
    "notices:notices": ("GET", SIGNED_IN),
    "library:home": ("GET", EVERYONE),
    "library:search": ("GET", EVERYONE),
    "library:export": ("GET", EVERYONE),
    "library:form": ("GET", EVERYONE),
    "library:prior_art": ("GET", EVERYONE),
    "library:keys": ("GET", SIGNED_IN),
    "library:revoke_key": ("POST", "L 404 404 404 404 404"),
    "api:openapi-json": ("GET", EVERYONE),
    "api:api-root": ("GET", "404 404 404 404 404 404"),
    "api:search": ("GET", EVERYONE),
    "api:aggregations": ("GET", EVERYONE),
    "api:similar": ("POST", "400 400 400 400 400 400"),
    "api:patent": ("GET", EVERYONE),
    "api:mark": ("GET", EVERYONE),
    "api:family": ("GET", EVERYONE),
    "api:citations": ("GET", EVERYONE),
    "api:status": ("GET", EVERYONE),
    "api:classes": ("GET", "422 422 422 422 422 422"),
    "library:citations": ("GET", EVERYONE),
    "library:help": ("GET", EVERYONE),
    "library:patent": ("GET", EVERYONE),
    "library:mark": ("GET", EVERYONE),
    "desk:services": ("GET", EVERYONE),
    "desk:service": ("GET", EVERYONE),
    "desk:unit": ("GET", EVERYONE),
    "desk:ask": ("GET", SIGNED_IN),
    "desk:track": ("GET", EVERYONE),
    "desk:rate_by_code": ("POST", "404 404 404 404 404 404"),
    "desk:my_cases": ("GET", SIGNED_IN),
    "desk:case": ("GET", OWN),
    "desk:check": ("GET", "L 404 R 404 404 404"),
    "desk:delete": ("POST", "L 404 409 404 404 404"),
    "desk:act": ("POST", "L 404 R 404 404 404"),
    "desk:add_file": ("POST", "L 404 R 404 404 404"),
    "desk:file": ("GET", "L 404 200 200 404 200"),
    "desk:remove_file": ("POST", "L 404 403 404 404 404"),
    "desk:queue": ("GET", STAFF),
    "desk:queue_csv": ("GET", STAFF),
    "desk:staff_choose": ("GET", "L 403 403 200 200 403"),
    "desk:staff_new": ("GET", "L 403 403 200 200 403"),
    "desk:staff_case": ("GET", "L 403 403 200 404 200"),
    "desk:staff_act": ("POST", "L 403 403 R 404 403"),
    "desk:staff_add_file": ("POST", "L 403 403 R 404 R"),
    "network:units": ("GET", EVERYONE),
    "network:posts": ("GET", "L 403 403 403 403 403"),
    "network:end_post": ("POST", "L 403 403 403 403 403"),
    "network:demo_people": ("GET", "404 404 404 404 404 404"),
    "network:demo_sign_in": ("POST", "404 404 404 404 404 404"),
    "evaluation:open": ("GET", EVERYONE),
    "evaluation:months": ("GET", STAFF),
    "evaluation:month_csv": ("GET", STAFF),
    "evaluation:cases": ("GET", STAFF),
    "ui:components": ("GET", EVERYONE),
    "accounts:profile": ("GET", SIGNED_IN),
    "accounts:add_organisation": ("GET", SIGNED_IN),
}
# Signing in and up, passwords, mail addresses and second factors are allauth's own pages, each for one's own account only.
ALLAUTH = ("account_", "mfa_")


def route_names() -> Iterator[str]:
    def walk(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from walk(pattern.url_patterns, inner)
            elif pattern.name:
                yield f"{namespace}{pattern.name}"
            else:
                yield f"{namespace}(without a name) {pattern.pattern}"

    yield from walk(get_resolver().url_patterns, "")


def test_every_route_stands_in_the_matrix() -> None:
    names = {name for name in route_names() if not name.startswith(ALLAUTH)}
    assert names == set(MATRIX)


@pytest.fixture
def people() -> dict[str, User | None]:
    return {
        "public": None,
        "stranger": make.person(),
        "applicant": make.person(),
        "liaison": make.staff("EA-01"),
        "elsewhere": make.staff("WE-01"),
        "auditor": make.staff("TC", "auditor"),
    }


def address(name: str, case: Case, file_id: object, user: User | None) -> str:
    arguments: dict[str, dict[str, object]] = {
        "library:export": {"form": "csv"},
        "library:citations": {"key": "US.29000101.B2"},
        "library:revoke_key": {"pk": 1},
        "api:patent": {"key": "US.29000101.B2"},
        "api:family": {"key": "US.29000101.B2"},
        "api:citations": {"key": "US.29000101.B2"},
        "api:status": {"key": "US.29000101.B2"},
        "api:mark": {"key": "CN.99000001"},
        "library:patent": {"key": "US.29000101.B2"},
        "library:mark": {"key": "CN.99000001"},
        "desk:service": {"code": "consultation"},
        "desk:ask": {"code": "consultation"},
        "desk:staff_new": {"code": "consultation"},
        "desk:unit": {"code": "EA"},
        "desk:act": {"public_id": case.public_id, "action": "message"},
        "desk:staff_act": {"public_id": case.public_id, "action": "message"},
        "desk:file": {"public_id": case.public_id, "file_id": file_id},
        "desk:remove_file": {"public_id": case.public_id, "file_id": file_id},
        "network:demo_sign_in": {"public_id": case.public_id},
        "network:end_post": {"pk": 1},
        "evaluation:cases": {"code": "received"},
    }
    with_case = {"desk:case", "desk:check", "desk:delete", "desk:add_file", "desk:staff_case", "desk:staff_add_file"}
    kwargs = {"public_id": case.public_id} if name in with_case else arguments.get(name, {})
    with override("en"):
        return reverse(name, kwargs=kwargs)


@pytest.mark.parametrize("name", MATRIX)
def test_each_person_gets_what_the_matrix_says(name: str, people: dict[str, User | None], client: Client) -> None:
    from yizhan.hub.network.models import Unit

    method, expected = MATRIX[name]
    applicant = people["applicant"]
    assert applicant is not None
    case = make.case(applicant, preferred=Unit.objects.get(code="EA-01"))
    stored = actions.add_file(case=case, upload=SimpleUploadedFile("a.txt", b"words"), by=applicant, at=make.NOON).stored
    found = []
    for who in WHO:
        user = people[who]
        client.logout()
        if user is not None:
            client.force_login(user)
        path = address(name, case, stored.public_id, user)
        response = client.get(path) if method == "GET" else client.post(path, {"text": "words", "version": ""})
        if response.status_code == 302:
            found.append("L" if "/account/login/" in response["Location"] else "R")
        else:
            found.append(str(response.status_code))
        make.close_files(response)
    assert dict(zip(WHO, found, strict=True)) == dict(zip(WHO, expected.split(), strict=True))


def test_posts_without_a_token_are_refused(people: dict[str, User | None]) -> None:
    strict = Client(enforce_csrf_checks=True)
    applicant = people["applicant"]
    assert applicant is not None
    case = make.case(applicant)
    strict.force_login(applicant)
    with override("en"):
        path = reverse("desk:act", kwargs={"public_id": case.public_id, "action": "withdraw"})
    assert strict.post(path, {}).status_code == 403
    case.refresh_from_db()
    assert case.state == "submitted"


def test_every_page_carries_the_strict_policy(client: Client) -> None:
    for path in ("/en/", "/en/search/?q=panel", "/en/nowhere/", "/en/account/login/"):
        response = client.get(path)
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
