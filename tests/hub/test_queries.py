"""How many database queries a page takes: a checked-in baseline, and lists that do not grow with their rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support import make
from yizhan.hub.accounts.models import User
from yizhan.hub.desk.models import Case

pytestmark = pytest.mark.usefixtures("city", "library")
BASELINE: dict[str, int] = json.loads((Path(__file__).parent / "queries.json").read_text(encoding="utf-8"))


def count(client: Client, path: str) -> int:
    client.get(path)  # what is read once in a process is not counted
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, path
    return len(captured)


def paths(case: Case) -> dict[str, tuple[str, str]]:
    """Page → its address and who looks."""
    return {
        "home": ("/en/", "public"),
        "search": ("/en/search/?q=panel", "public"),
        "patent": ("/en/patents/US.29000101.B2/", "public"),
        "services": ("/en/services/", "public"),
        "units": ("/en/units/", "public"),
        "my_cases": ("/en/cases/", "applicant"),
        "case": (f"/en/cases/{case.public_id}/", "applicant"),
        "queue": ("/en/staff/?state=all", "officer"),
        "staff_case": (f"/en/staff/cases/{case.public_id}/", "officer"),
        "month": ("/en/staff/month/?month=2026-11", "officer"),
        "figure": ("/en/staff/month/received/?month=2026-11", "officer"),
    }


@pytest.fixture
def people() -> dict[str, User]:
    return {"applicant": make.person(), "officer": make.staff("EA", "district-officer"), "liaison": make.staff("EA-01")}


def test_pages_stay_within_the_baseline_and_do_not_grow_with_rows(people: dict[str, User], client: Client) -> None:
    case = make.in_progress(people["applicant"], people["liaison"])
    few, many = {}, {}
    for measured in (few, many):
        for name, (path, who) in paths(case).items():
            client.logout()
            if who in people:
                client.force_login(people[who])
            measured[name] = count(client, path)
        for _case in range(12 if measured is few else 0):
            make.in_progress(people["applicant"], people["liaison"])
    assert many == few
    # To change the baseline knowingly: write these numbers into queries.json.
    assert {name: number for name, number in few.items() if number > BASELINE.get(name, 0)} == {}
