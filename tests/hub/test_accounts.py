"""People and organisations: signing up, codes with a check digit, two factors for staff."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.support import make
from yizhan.hub.accounts import actions, uscc
from yizhan.hub.accounts.models import Organisation, User
from yizhan.hub.accounts.roles import ROLES, Permission
from yizhan.hub.common.models import AuditEvent
from yizhan.hub.common.refusals import BadInput, Conflict
from yizhan.hub.network import actions as network
from yizhan.hub.network.models import Unit

REAL = "91110000600037341L"  # a code as printed on a business licence


def test_a_printed_code_is_valid_and_written_forms_are_tolerated() -> None:
    assert uscc.validated(REAL) == REAL
    assert uscc.validated(" 91110000 600037341l ") == REAL


@pytest.mark.parametrize(
    ("code", "word"), [("911", "18 characters"), (REAL[:-1] + "M", "typing mistake"), ("I" + REAL[1:], "does not occur")]
)
def test_a_wrong_code_is_refused_with_what_is_wrong(code: str, word: str) -> None:
    with pytest.raises(BadInput) as caught:
        uscc.validated(code)
    assert word in str(caught.value.sentence)


@given(st.text(alphabet=uscc.ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(uscc.ALPHABET))
def test_the_check_digit_catches_every_single_wrong_character(first: str, place: int, other: str) -> None:
    code = first + uscc.check_digit(first)
    wrong = code[:place] + other + code[place + 1 :]
    if wrong == code:
        assert uscc.validated(wrong) == code
    else:
        with pytest.raises(BadInput):
            uscc.validated(wrong)


@pytest.mark.django_db
def test_signing_up_makes_a_person_with_language_and_audit_row(client: Client) -> None:
    form = {
        "name": "Emma",
        "email": "Emma@Example.org",
        "password1": "one-good-password",
        "password2": "one-good-password",
        "terms": "on",
    }
    response = client.post("/en/account/signup/", form)
    assert response.status_code == 302, response.content.decode()
    user = User.objects.get(email__iexact="emma@example.org")
    assert (user.name, user.language) == ("Emma", "en")
    assert AuditEvent.objects.filter(action="accounts:user:sign-up").count() == 1


@pytest.mark.django_db
def test_signing_up_without_agreeing_says_so(client: Client) -> None:
    form = {"name": "Emma", "email": "e@example.org", "password1": "one-good-password", "password2": "one-good-password"}
    response = client.post("/zh-hans/account/signup/", form)
    assert "请勾选同意" in response.content.decode()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_an_organisation_is_registered_once() -> None:
    user = make.person()
    common = {
        "uscc": REAL,
        "name_zh": "某公司",
        "name_en": "",
        "kind": "enterprise",
        "area_code": "",
        "by": user,
        "at": make.NOON,
    }
    actions.add_organisation(**common)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        actions.add_organisation(**common)  # type: ignore[arg-type]
    assert Organisation.objects.get().affiliations.get().role == "owner"


@pytest.mark.django_db
def test_the_profile_page_changes_name_and_language(client: Client) -> None:
    user = make.person("Old Name")
    client.force_login(user)
    response = client.post("/en/account/profile/", {"name": "New Name", "language": "en"})
    assert response.status_code == 302
    user.refresh_from_db()
    assert (user.name, user.language) == ("New Name", "en")
    wrong = client.post("/en/account/organisations/add/", {"uscc": "123", "name_zh": "某公司", "kind": "enterprise"})
    assert wrong.status_code == 422
    assert "18 characters" in wrong.content.decode()


@pytest.mark.django_db
def test_staff_without_a_second_factor_reach_only_its_set_up(client: Client, city: None) -> None:
    user = make.person()
    network.appoint(user=user, unit=Unit.objects.get(code="EA"), role="liaison", by=None, at=make.NOON)
    client.force_login(user)
    for path in ("/en/staff/", "/en/", "/en/cases/"):
        response = client.get(path)
        assert response.status_code == 302
        assert "2fa" in response["Location"]
    assert client.get("/en/account/2fa/").status_code == 200


def test_roles_are_code_and_an_administrator_sees_no_cases() -> None:
    assert Permission.CASE_READ not in ROLES["administrator"].permissions
    assert ROLES["auditor"].permissions.isdisjoint({Permission.CASE_WORK, Permission.CASE_ENTER, Permission.POST_GIVE})


@pytest.mark.django_db
def test_a_new_password_leaves_its_line_in_the_trail(client: Client) -> None:
    user = make.person()
    client.force_login(user)
    form = {"oldpassword": "a-good-password-1", "password1": "another-good-password", "password2": "another-good-password"}
    assert client.post("/en/account/password/change/", form).status_code == 302
    line = AuditEvent.objects.get(action="accounts:password:change")
    assert line.actor == str(user.public_id)
    assert "another-good-password" not in str(line.payload.data)
