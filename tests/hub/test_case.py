"""The case: its life cycle, routing, clocks, two people at once, messages, rating, and what strangers may not."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from tests.support import make
from yizhan.hub.accounts import actions as accounts
from yizhan.hub.accounts.models import User
from yizhan.hub.common import audit
from yizhan.hub.common.models import Notice
from yizhan.hub.common.refusals import BadInput, Conflict, NotAllowed, NotFound, Refusal
from yizhan.hub.desk import actions, clocks, numbers, policies, queries, routing
from yizhan.hub.desk.models import Case, CaseEvent
from yizhan.hub.desk.states import CLOSED, MACHINE, OPEN, STATE_NAMES
from yizhan.hub.network.models import Area, Unit

pytestmark = pytest.mark.usefixtures("city")
NOON = make.NOON
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


# Numbers


@given(st.integers(2000, 2099), st.integers(1, 999_999))
def test_a_number_survives_how_people_write_it(year: int, serial: int) -> None:
    number = numbers.written(year, serial)
    for typed in (number, number.lower(), number.replace("-", ""), f" {number[3:]} "):
        assert numbers.parse(typed) == number


@given(st.integers(2000, 2099), st.integers(1, 999_999), st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(year: int, serial: int, place: int, shift: int) -> None:
    digits = numbers.written(year, serial)[3:].replace("-", "")
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    assert numbers.parse(wrong) is None


# Life cycle


def test_one_question_travels_to_a_rated_case() -> None:
    asker, liaison = make.person("Asker"), make.staff("EA-01")
    case = make.case(asker)
    assert case.number == "CS-2026-000001-" + str(numbers.check_digit("2026000001"))
    assert (case.state, case.unit.code) == ("submitted", "EA-01")
    case = actions.accept(case=case, by=liaison, at=NOON + HOUR)
    case = actions.assign(case=case, handler=liaison, by=liaison, at=NOON + HOUR)
    case = actions.start(case=case, by=liaison, at=NOON + HOUR)
    actions.send_message(case=case, text="Which field?", by=liaison, at=NOON + HOUR)
    case = actions.complete(case=case, result_kind="answered", result_text="So it is.", by=liaison, at=NOON + DAY)
    actions.rate(case=case, grade=5, comment="Thanks", by=asker, at=NOON + 2 * DAY)
    case.refresh_from_db()
    assert (case.state, case.rating.grade) == ("rated", 5)
    assert [event.action for event in case.events.order_by("pk")] == ["submit", "accept", "assign", "start", "complete", "rate"]
    assert audit.verify_chain().broken_at is None
    written = [line.action for line in audit.trail_of(case)]
    assert written[0] == "desk:case:draft"
    assert written[-1] == "desk:case:rate"
    kinds = set(Notice.objects.filter(user=asker).values_list("kind", flat=True))
    assert kinds == {"received", "moved", "message", "completed"}


def test_every_state_is_open_closed_or_a_draft_and_has_a_name() -> None:
    assert OPEN | CLOSED | {"draft"} == set(MACHINE.states)
    assert set(STATE_NAMES) == set(MACHINE.states)
    assert not OPEN & CLOSED


def test_supplements_are_asked_for_and_handed_in() -> None:
    asker, liaison = make.person(), make.staff("EA-01")
    case = actions.request_supplement(case=make.case(asker), note="A drawing", by=liaison, at=NOON + HOUR)
    case = actions.supply(case=case, note="Here it is", by=asker, at=NOON + DAY)
    assert case.state == "supplemented"
    assert actions.accept(case=case, by=liaison, at=NOON + DAY).state == "accepted"


def test_declining_and_ending_need_a_reason() -> None:
    liaison = make.staff("EA-01")
    with pytest.raises(BadInput):
        actions.decline(case=make.case(), note="  ", by=liaison, at=NOON)
    station = Unit.objects.get(code="EA-01")
    assert actions.decline(case=make.case(preferred=station), note="Not about IP", by=liaison, at=NOON).state == "not_accepted"
    with pytest.raises(BadInput):
        actions.complete(
            case=make.in_progress(make.person(), liaison), result_kind="nonsense", result_text="x", by=liaison, at=NOON
        )


def test_a_move_out_of_turn_is_refused() -> None:
    liaison = make.staff("EA-01")
    case = make.case()
    for move in (actions.start, actions.archive):
        with pytest.raises(Conflict):
            move(case=case, by=liaison, at=NOON)


def test_sending_twice_makes_one_case() -> None:
    asker = make.person()
    draft = make.draft(asker)
    first, second = (actions.submit(case=draft, by=asker, at=NOON) for _time in range(2))
    assert first.number == second.number
    assert Case.objects.count() == 1
    clerk, key = make.staff("EA", "window-clerk"), uuid.uuid4()
    one, two = (make.entered(clerk, "EA", submission_key=key) for _time in range(2))
    assert one.pk == two.pk


def test_a_draft_is_changed_by_its_own_form_and_can_be_thrown_away() -> None:
    asker, key = make.person(), uuid.uuid4()
    first = make.draft(asker, submission_key=key, title="First")
    second = make.draft(asker, submission_key=key, title="Second")
    assert first.pk == second.pk
    actions.delete_draft(case=second, by=asker, at=NOON)
    assert not Case.objects.exists()
    sent = make.case(asker)
    with pytest.raises(Conflict):
        actions.delete_draft(case=sent, by=asker, at=NOON)


def test_two_people_never_overwrite_each_other() -> None:
    liaison, colleague = make.staff("EA-01"), make.staff("EA-01")
    case = make.case()
    seen = case.version
    actions.accept(case=case, version=seen, by=liaison, at=NOON)
    with pytest.raises(Conflict) as caught:
        actions.decline(case=case, note="No", version=seen, by=colleague, at=NOON)
    assert caught.value.code == "changed"
    assert Case.objects.get(pk=case.pk).state == "accepted"


# Routing


def test_the_nearest_able_unit_with_the_fewest_open_cases_takes_it() -> None:
    first, second = make.case(), make.case()
    assert [first.unit.code, second.unit.code] == ["EA-01", "EA-02"]
    why = routing.explain(second.routing, "en")
    assert any("fewest open cases (0)" in line for line in why)
    assert "开" not in why[0]
    assert "测试" not in why[0]


def test_what_a_station_does_not_offer_goes_to_the_district() -> None:
    assert make.case(code="pre-examination", answers={}).unit.code == "EA"
    assert "东区" in routing.explain(make.draft(make.person(), "pre-examination").routing, "zh-hans")[0]


def test_a_unit_that_was_asked_for_is_taken_if_it_can() -> None:
    wish = Unit.objects.get(code="WE-02")
    assert make.case(preferred=wish).unit.code == "WE-02"
    route = routing.choose(item_code="rights-aid", area=Area.objects.get(code="EA"), preferred=wish, on=NOON.date())
    assert route.unit.code == "EA"
    assert route.reasons[0]["code"] == "preferred_unable"


def test_window_cases_stay_where_the_person_asked() -> None:
    clerk = make.staff("EA", "window-clerk")
    case = make.entered(clerk, "EA")
    assert (case.unit.code, case.channel, case.entered_by) == ("EA", "window", clerk)
    assert case.applicant is None


def test_a_referral_goes_up_and_its_origin_keeps_seeing_it() -> None:
    liaison, officer = make.staff("EA-01"), make.staff("TC", "city-officer")
    case = actions.accept(case=make.case(), by=liaison, at=NOON)
    city = Unit.objects.get(code="TC")
    with pytest.raises(BadInput):
        actions.refer(case=case, to=city, note="", by=liaison, at=NOON)
    case = actions.refer(case=case, to=city, note="Needs an expert", by=liaison, at=NOON + HOUR)
    assert (case.state, case.unit.code, case.handler) == ("accepted", "TC", None)
    assert policies.can_see_as_staff(case, liaison)
    assert not policies.can("assign", case, liaison)
    assert (
        actions.refer(case=case, to=Unit.objects.get(code="EA-01"), note="Back to you", by=officer, at=NOON + HOUR).unit.code
        == "EA-01"
    )


def test_a_referral_to_a_unit_that_cannot_is_refused() -> None:
    officer = make.staff("EA", "district-officer")
    case = make.case(code="rights-aid", answers={})
    with pytest.raises(BadInput):
        actions.refer(case=case, to=Unit.objects.get(code="EA-01"), note="why", by=officer, at=NOON)


# Clocks


def test_clocks_begin_stop_and_stand_still_with_the_events() -> None:
    liaison = make.staff("EA-01")
    case = make.in_progress(make.person(), liaison)
    assert case.first_due_date == date(2026, 11, 11)
    assert case.due_date == date(2026, 11, 17)
    case = actions.suspend(case=case, note="Waits for the applicant", by=liaison, at=NOON + DAY)
    standing = clocks.of(case, case.events.all(), NOON + 20 * DAY).completion
    assert standing is not None
    assert standing.is_paused
    assert not standing.is_overdue
    case = actions.resume(case=case, by=liaison, at=NOON + 3 * DAY)
    assert case.due_date == date(2026, 11, 19)
    late = clocks.of(case, case.events.all(), NOON + 20 * DAY).completion
    assert late is not None
    assert late.is_overdue
    case = actions.complete(case=case, result_kind="answered", result_text="x", by=liaison, at=NOON + 4 * DAY)
    done = clocks.of(case, case.events.all(), NOON + 90 * DAY).completion
    assert done is not None
    assert done.finished_on == date(2026, 11, 14)
    assert not done.is_overdue


def test_a_message_of_staff_is_the_first_answer_and_an_internal_note_is_not() -> None:
    liaison = make.staff("EA-01")
    case = make.case()
    actions.send_message(case=case, text="note", is_internal=True, by=liaison, at=NOON + HOUR)
    case.refresh_from_db()
    assert case.answered_at is None
    actions.send_message(case=case, text="Hello", by=liaison, at=NOON + 2 * HOUR)
    case.refresh_from_db()
    assert case.answered_at == NOON + 2 * HOUR


# Who may what


def test_strangers_see_nothing_and_cannot_tell_whether_it_exists() -> None:
    case, stranger = make.case(), make.person()
    for look in (queries.own_case, queries.staff_case, queries.case_for):
        with pytest.raises(NotFound):
            look(case.public_id, stranger)
    with pytest.raises(NotFound):
        actions.accept(case=case, by=stranger, at=NOON)
    with pytest.raises(NotFound):
        queries.staff_case(case.public_id, make.staff("WE", "district-officer"))


def test_whoever_registers_a_company_does_not_see_what_others_asked_for_it_at_the_window() -> None:
    claimant, clerk = make.person(), make.staff("EA", "window-clerk")
    company = accounts.add_organisation(
        uscc="91110000600037341L", name_zh="某公司", name_en="", kind="enterprise", area_code="", by=claimant, at=NOON
    )
    entered = make.entered(clerk, "EA", organisation=company)
    online = make.case(claimant, organisation=company)
    with pytest.raises(NotFound):
        queries.own_case(entered.public_id, claimant)
    assert list(queries.own_cases(claimant)) == [online]


def test_an_auditor_reads_and_changes_nothing() -> None:
    auditor = make.staff("TC", "auditor")
    case = make.case()
    assert queries.staff_case(case.public_id, auditor).pk == case.pk
    for move in (actions.accept, actions.archive):
        with pytest.raises(NotAllowed):
            move(case=case, by=auditor, at=NOON)


def test_nobody_works_on_their_own_request() -> None:
    liaison = make.staff("EA-01")
    case = make.case(liaison)
    with pytest.raises(NotAllowed):
        actions.accept(case=case, by=liaison, at=NOON)
    colleague = make.staff("EA-01")
    case = actions.accept(case=case, by=colleague, at=NOON)
    with pytest.raises(BadInput):
        actions.assign(case=case, handler=liaison, by=colleague, at=NOON)


def test_applicants_see_no_internal_notes() -> None:
    asker, liaison = make.person(), make.staff("EA-01")
    case = make.case(asker)
    actions.send_message(case=case, text="secret", is_internal=True, by=liaison, at=NOON)
    actions.send_message(case=case, text="open", by=liaison, at=NOON)
    shown = [entry.message.text for entry in queries.timeline(case, for_staff=False) if entry.message]
    assert shown == ["open"]
    assert len([e for e in queries.timeline(case, for_staff=True) if e.message]) == 2


def test_a_rating_is_given_once_by_the_applicant_or_whoever_holds_the_code() -> None:
    asker, liaison = make.person(), make.staff("EA-01")
    case = make.completed(asker, liaison)
    with pytest.raises(BadInput):
        actions.rate(case=case, grade=9, by=asker, at=NOON)
    with pytest.raises(NotFound):
        actions.rate(case=case, grade=1, access_code="WRONG", by=None, at=NOON)
    with pytest.raises(NotFound):
        actions.rate(case=case, grade=5, by=liaison, at=NOON)
    actions.rate(case=case, grade=2, access_code=case.access_code.lower(), by=None, at=NOON)
    with pytest.raises(Conflict):
        actions.rate(case=case, grade=5, by=asker, at=NOON)


def test_tracking_tells_the_public_little_and_the_holder_of_the_code_more() -> None:
    case = make.case()
    assert case.number
    assert queries.tracked(case.number) == (case, False)
    assert queries.tracked(case.number.lower(), case.access_code) == (case, True)
    assert queries.tracked("CS-2026-999999-1") is None
    assert queries.tracked("nonsense") is None


def test_files_are_private_and_counted() -> None:
    asker, liaison = make.person(), make.staff("EA-01")
    case = make.case(asker)
    upload = SimpleUploadedFile("a.txt", "内容".encode())
    added = actions.add_file(case=case, upload=upload, by=asker, at=NOON)
    assert queries.file_for(case.public_id, added.stored.public_id, liaison) == added.stored
    with pytest.raises(NotFound):
        queries.file_for(case.public_id, added.stored.public_id, make.person())
    with pytest.raises(NotFound):
        queries.file_for(make.case(asker).public_id, added.stored.public_id, asker)
    with pytest.raises(NotAllowed):
        actions.add_file(case=case, upload=upload, by=make.person(), at=NOON)


@given(st.lists(st.sampled_from(sorted(MACHINE.actions)), max_size=12))
def test_no_order_of_actions_breaks_a_case(steps: list[str]) -> None:
    """Whatever is tried, a case is in a state of the table, its events lead from one to the next, and the chain holds."""
    asker, liaison = make.person(), make.staff("EA-01")
    case = make.case(asker)
    moves: dict[str, Callable[[], object]] = {
        "submit": lambda: actions.submit(case=case, by=asker, at=NOON),
        "assign": lambda: actions.assign(case=case, handler=liaison, by=liaison, at=NOON),
        "complete": lambda: actions.complete(case=case, result_kind="answered", result_text="x", by=liaison, at=NOON),
        "rate": lambda: actions.rate(case=case, grade=4, by=asker, at=NOON),
        "supply": lambda: actions.supply(case=case, note="x", by=asker, at=NOON),
        "refer": lambda: actions.refer(case=case, to=case.unit, note="x", by=liaison, at=NOON),
    }
    for step in steps:
        try:
            if step in moves:
                moves[step]()
            else:
                run = getattr(actions, "refer" if step == "pass_on" else step)
                _call(run, case, liaison)
        except Refusal:
            pass
    fresh = Case.objects.get(pk=case.pk)
    assert fresh.state in MACHINE.states
    events = list(CaseEvent.objects.filter(case=case).order_by("pk"))
    for one, following in itertools.pairwise(events):
        assert one.to_state == following.from_state
    assert events[-1].to_state == fresh.state


def _call(run: Callable[..., object], case: Case, by: User) -> None:
    if run in {actions.start, actions.archive}:
        run(case=case, by=by, at=NOON)
    elif run is actions.refer:
        run(case=case, to=Unit.objects.get(code="TC"), note="x", by=by, at=NOON)
    else:
        run(case=case, note="x", by=by, at=NOON)
