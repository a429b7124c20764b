"""The pages of the desk: from the form to the result, by hand of applicant and staff."""

from __future__ import annotations

import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support import make
from yizhan.hub.desk import actions
from yizhan.hub.desk.models import Case
from yizhan.hub.network.models import Area

pytestmark = pytest.mark.usefixtures("city")


def request_form(**changes: object) -> dict[str, object]:
    return {
        "title": "Is it new?", "area": Area.objects.get(code="EA").pk, "contact_name": "Emma", "answer_ip_type": "patent",
        "answer_question": "Please look.", "submission_key": str(uuid.uuid4()), **changes,
    }  # fmt: skip


def ask(client: Client, **changes: object) -> Case:
    response = client.post("/en/services/consultation/ask/", request_form(**changes))
    assert response.status_code == 302, response.content.decode()
    return Case.objects.latest("pk")


def test_form_check_send_and_the_search_comes_along(client: Client) -> None:
    client.force_login(make.person("Emma"))
    form = client.get(
        "/en/services/consultation/ask/?query=folding+solar&scope=patents&record=US.1.B2&title=Panel"
    ).content.decode()
    assert "Your search comes along" in form
    assert 'value="Panel"' in form
    case = ask(client, carried_query="folding solar", carried_scope="patents", uploads=SimpleUploadedFile("a.txt", b"some words"))
    check = client.get(f"/en/cases/{case.public_id}/check/").content.decode()
    assert "Nothing has been sent yet" in check
    assert "East One Workstation" in check
    assert "a.txt" in check
    assert client.post(f"/en/cases/{case.public_id}/check/").status_code == 302
    assert client.post(f"/en/cases/{case.public_id}/check/").status_code == 302  # a second click
    case.refresh_from_db()
    assert case.number
    assert case.carried == {"query": "folding solar", "scope": "patents"}
    shown = client.get(f"/en/cases/{case.public_id}/").content.decode()
    assert case.number in shown
    assert case.access_code in shown
    assert "in=patents&amp;q=folding%20solar" in shown


def test_a_draft_can_be_opened_again_and_keeps_what_was_typed(client: Client) -> None:
    client.force_login(make.person())
    case = ask(client)
    again = client.get(f"/en/services/consultation/ask/?draft={case.public_id}").content.decode()
    assert "Please look." in again
    assert str(case.submission_key) in again
    assert client.post(f"/en/cases/{case.public_id}/delete/").status_code == 302
    assert not Case.objects.exists()


def test_missing_answers_are_named_and_what_was_typed_stays(client: Client) -> None:
    client.force_login(make.person())
    response = client.post("/zh-hans/services/consultation/ask/", request_form(answer_question="", title="我的想法"))
    assert response.status_code == 422
    text = response.content.decode()
    assert "请检查以下各处" in text
    assert "您的问题" in text
    assert "我的想法" in text


def test_a_file_that_lies_is_refused_and_the_words_are_a_draft_already(client: Client) -> None:
    client.force_login(make.person())
    data = request_form(uploads=SimpleUploadedFile("p.pdf", b"MZ" + b"\x00" * 100))
    response = client.post("/en/services/consultation/ask/", data)
    assert response.status_code == 422
    assert "not what its name says" in response.content.decode()
    assert Case.objects.get().state == "draft"


def test_staff_work_a_case_through_its_page(client: Client) -> None:
    asker, liaison = make.person("Asker"), make.staff("EA-01", name="Li")
    case = make.case(asker)
    client.force_login(liaison)
    assert case.number in client.get("/en/staff/").content.decode()

    def do(action: str, status: int = 302, **data: object) -> str:
        case.refresh_from_db()
        response = client.post(f"/en/staff/cases/{case.public_id}/do/{action}/", {"version": case.version, **data})
        assert response.status_code == status, response.content.decode()
        return response.content.decode()

    do("accept")
    do("assign", handler=str(liaison.public_id))
    do("start")
    do("message", text="Hello")
    do("suspend", text="waits")
    do("resume")
    assert "Choose the kind of result" in do("complete", 422, text="It is.", result_kind="")
    do("complete", text="It is.", result_kind="answered", files=SimpleUploadedFile("r.txt", b"the result"))
    do("archive")
    assert client.post(f"/en/staff/cases/{case.public_id}/do/nonsense/").status_code == 404
    client.force_login(asker)
    shown = client.get(f"/en/cases/{case.public_id}/").content.decode()
    assert "It is." in shown
    assert "r.txt" in shown


def test_what_was_typed_comes_back_when_a_colleague_was_faster(client: Client) -> None:
    liaison, colleague = make.staff("EA-01"), make.staff("EA-01")
    case = make.case()
    seen = case.version
    actions.accept(case=case, by=colleague, at=make.NOON)
    client.force_login(liaison)
    response = client.post(f"/en/staff/cases/{case.public_id}/do/decline/", {"version": seen, "text": "A long reason"})
    assert response.status_code == 409
    text = response.content.decode()
    assert "Someone else changed this case" in text
    assert "A long reason" in text
    assert "Accepted" in text


def test_a_referral_moves_the_case_out_of_the_queue(client: Client) -> None:
    officer = make.staff("EA", "district-officer")
    case = actions.accept(case=make.case(), by=officer, at=make.NOON)
    client.force_login(officer)
    response = client.post(
        f"/en/staff/cases/{case.public_id}/do/refer/", {"version": case.version, "unit": "TC", "text": "expert"}
    )
    assert response.status_code == 302
    assert Case.objects.get(pk=case.pk).unit.code == "TC"


@pytest.mark.parametrize("channel", ["window", "phone", "visit"])
def test_window_phone_and_visit_cases_are_entered_in_one_place(client: Client, channel: str) -> None:
    client.force_login(make.staff("EA", "window-clerk"))
    assert client.get("/en/staff/new/").status_code == 200
    assert client.get("/en/staff/new/consultation/").status_code == 200
    data = request_form(channel=channel, unit="EA", contact_email="", uscc="")
    response = client.post("/en/staff/new/consultation/", data)
    assert response.status_code == 302, response.content.decode()
    assert client.post("/en/staff/new/consultation/", data).status_code == 302  # sent twice
    case = Case.objects.get()
    assert (case.channel, case.unit.code, case.state) == (channel, "EA", "submitted")
    wrong = client.post("/en/staff/new/consultation/", request_form(channel=channel, unit="EA", uscc="123"))
    assert "18 characters" in wrong.content.decode()


def test_tracking_and_rating_without_an_account(client: Client) -> None:
    case = make.completed(make.person(), make.staff("EA-01"))
    public = client.get("/en/track/", {"number": case.number}).content.decode()
    assert "Completed" in public
    assert case.title not in public
    holder = client.get("/en/track/", {"number": case.number, "code": case.access_code}).content.decode()
    assert case.title in holder
    assert "How content are you?" in holder
    assert "does not belong" in client.get("/en/track/", {"number": case.number, "code": "NO"}).content.decode()
    assert client.get("/en/track/", {"number": "CS-2026-000001-0"}).status_code == 404
    data = {"number": case.number, "code": case.access_code, "grade": "4"}
    assert client.post("/en/track/rate/", data).status_code == 302
    assert client.post("/en/track/rate/", data).status_code == 409
    assert client.post("/en/track/rate/", {**data, "code": "x"}).status_code == 404


def test_guessing_numbers_comes_to_an_end(client: Client) -> None:
    codes = {client.get("/en/track/", {"number": "CS-2026-000001-0"}).status_code for _time in range(70)}
    assert codes == {404, 429}


def test_the_queue_filters_sorts_and_exports_what_it_shows(client: Client) -> None:
    officer = make.staff("EA", "district-officer")
    one, two = make.case(title="First thing"), make.case(title="=Second thing", code="mark-check", answers={})
    client.force_login(officer)
    assert "First thing" in client.get("/en/staff/?item=consultation").content.decode()
    filtered = client.get("/en/staff/?item=mark-check&sort=newest&q=Second").content.decode()
    assert "First thing" not in filtered
    assert two.number
    assert two.number in filtered
    lines = client.get("/en/staff/queue.csv?state=all").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert any(f"{one.number}" in line for line in lines)
    assert any("'=Second thing" in line for line in lines)
    for query in ("?state=nonsense", "?late=1", "?mine=1", "?unit=EA-01", "?channel=phone", "?state=closed"):
        assert client.get(f"/en/staff/{query}").status_code == 200


def test_services_are_found_by_words_and_stage(client: Client) -> None:
    text = client.get("/en/services/?q=rival").content.decode()
    assert "Rights-protection aid" in text
    assert "Visit and collection" not in text
    assert "No service found" in client.get("/en/services/?q=zzz").content.decode()
    assert client.get("/en/services/?stage=protection").status_code == 200
    page = client.get("/zh-hans/services/rights-aid/").content.decode()
    for element in (
        "服务对象",
        "受理条件",
        "申请材料",
        "办理步骤",
        "办理结果",
        "办理依据",
        "办结时限",
        "法定时限",
        "收费",
        "获取途径",
        "监督评价渠道",
    ):
        assert element in page
    assert "本地配置，非法定" in page


def test_the_why_and_the_clock_are_explained_on_the_page(client: Client) -> None:
    asker = make.person()
    case = actions.accept(case=make.case(asker), by=make.staff("EA-01"), at=make.NOON)
    client.force_login(asker)
    text = re.sub(r"\s+", " ", client.get(f"/en/cases/{case.public_id}/").content.decode())
    for words in ("Why here?", "fewest open cases", "How this date is counted", "first day, not counted", "weekend"):
        assert words in text


def test_a_file_can_be_taken_out_of_a_draft_and_no_longer_out_of_a_case(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(make.person())
    case = ask(client, uploads=SimpleUploadedFile("wrong.txt", b"the wrong file"))
    stored = case.files.get().stored
    path = Path(settings.YIZHAN_HOME) / "files" / stored.path
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/en/cases/{case.public_id}/files/{stored.public_id}/remove/").status_code == 302
    assert not case.files.exists()
    assert not path.exists()
    client.post(f"/en/cases/{case.public_id}/files/", {"files": SimpleUploadedFile("right.txt", b"the right file")})
    client.post(f"/en/cases/{case.public_id}/check/")
    kept = case.files.get().stored
    assert client.post(f"/en/cases/{case.public_id}/files/{kept.public_id}/remove/").status_code == 403
    assert case.files.count() == 1


WORST = ["\x00", "²", "9" * 5000, "\u202e\ufeff", "💥" * 200, "'; DROP TABLE desk_case; --", "%", "<script>alert(1)</script>"]


@pytest.mark.parametrize("text", WORST)
def test_the_worst_input_gets_a_page_and_changes_nothing(client: Client, text: str) -> None:
    officer, asker = make.staff("EA", "district-officer"), make.person()
    case = make.completed(asker, make.staff("EA-01"))
    client.force_login(officer)
    fields = (
        "q",
        "state",
        "unit",
        "item",
        "channel",
        "sort",
        "page",
        "month",
        "number",
        "code",
        "area",
        "in",
        "from",
        "class",
        "year",
        "stage",
    )
    for path in ("staff/", "staff/month/", "staff/queue.csv", "units/", "track/", "search/", "services/", "figures/", "cases/"):
        response = client.get(f"/en/{path}", dict.fromkeys(fields, text))
        assert response.status_code in {200, 404, 422}, (path, response.status_code)
        if response["Content-Type"].startswith("text/html"):
            assert b"<script>alert" not in response.content
    client.force_login(asker)
    assert client.post(f"/en/cases/{case.public_id}/do/rate/", {"grade": text}).status_code == 422
    client.force_login(officer)
    moved = client.post(f"/en/staff/cases/{case.public_id}/do/archive/", {"version": text})
    assert moved.status_code in {302, 409}
