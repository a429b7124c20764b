"""The month of a unit: every figure is counted from cases and opens exactly those."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.support import make
from yizhan.hub.common.refusals import NotFound
from yizhan.hub.desk import actions
from yizhan.hub.evaluation import queries
from yizhan.hub.evaluation.figures import FIGURES, Month
from yizhan.hub.network.models import Unit

NOVEMBER = Month(2026, 11)
NOON, DAY = make.NOON, timedelta(days=1)


@pytest.fixture
def november(city: None) -> None:
    """Two cases done (one late), one declined, one open and late, one of October; a rating."""
    liaison, clerk, asker = make.staff("EA-01"), make.staff("EA", "window-clerk"), make.person()
    station = Unit.objects.get(code="EA-01")
    done = make.in_progress(asker, liaison)
    actions.rate(
        case=actions.complete(case=done, result_kind="answered", result_text="x", by=liaison, at=NOON + DAY),
        grade=4,
        by=asker,
        at=NOON + 2 * DAY,
    )
    late = actions.start(
        case=actions.assign(
            case=actions.accept(case=make.case(preferred=station), by=liaison, at=NOON + DAY), handler=liaison, by=liaison, at=NOON + DAY
        ),
        by=liaison, at=NOON + DAY,
    )  # fmt: skip
    actions.complete(case=late, result_kind="answered", result_text="x", by=liaison, at=NOON + 15 * DAY)
    actions.decline(case=make.case(preferred=station), note="no", by=liaison, at=NOON + 5 * DAY)
    make.entered(clerk, "EA", at=NOON)
    make.case(preferred=station, at=NOON - 20 * DAY)


def counts(unit: str, *, below: bool = True) -> dict[str, int]:
    month = queries.unit_month(Unit.objects.get(code=unit), NOVEMBER, below=below)
    return {one.figure.code: one.count for one in month.figures}


def test_figures_of_the_station(november: None) -> None:
    found = counts("EA-01")
    assert found["received"] == found["received_online"] == 3
    assert found["completed"] == 2
    assert found["completed_on_time"] == 1
    assert found["not_accepted"] == 1
    assert (found["answered"], found["answered_on_time"]) == (3, 2)
    assert (found["rated"], found["content"]) == (1, 1)
    assert found["open_at_end"] == 1


def test_a_district_sums_its_stations_and_stands_alone_when_asked(november: None) -> None:
    assert counts("EA")["received"] == 4
    assert counts("EA", below=False)["received"] == 1
    assert counts("EA", below=False)["received_window"] == 1
    assert counts("WE")["received"] == 0


@pytest.mark.parametrize("code", FIGURES)
def test_each_figure_opens_as_many_cases_as_it_says(november: None, code: str) -> None:
    unit = Unit.objects.get(code="TC")
    assert queries.behind(unit, NOVEMBER, code, below=True).count() == counts("TC")[code]


def test_months_are_calendar_months_of_the_city() -> None:
    assert str(Month.parse("2026-02", date(2026, 11, 23)).shifted(-2)) == "2025-12"
    assert str(Month.parse("rubbish", date(2026, 11, 23))) == "2026-11"
    assert NOVEMBER.start.isoformat() == "2026-11-01T00:00:00+08:00"


def test_the_pages_and_the_table_for_download_agree(november: None, client: Client) -> None:
    client.force_login(make.staff("EA", "district-officer"))
    page = client.get("/en/staff/month/?month=2026-11").content.decode()
    assert "East District IP Service Centre" in page
    lines = client.get("/en/staff/month.csv?month=2026-11").content.decode().splitlines()
    assert any(line.startswith("Requests received,4") for line in lines)
    behind = client.get("/en/staff/month/received/?month=2026-11").content.decode()
    assert behind.count("/staff/cases/") == 4
    assert client.get("/en/staff/month/nonsense/").status_code == 404
    assert client.get("/en/staff/month/?unit=WE").status_code == 404


def test_a_clerk_does_not_read_the_month(november: None, client: Client) -> None:
    client.force_login(make.staff("EA", "window-clerk"))
    assert client.get("/en/staff/month/").status_code == 403


def test_the_public_page_hides_small_numbers(november: None, client: Client) -> None:
    page = client.get("/en/figures/?month=2026-11").content.decode()
    assert "fewer than 5" in page


def test_there_is_no_unit_without_a_post(november: None) -> None:
    with pytest.raises(NotFound):
        queries.unit_for(make.person(), "")
