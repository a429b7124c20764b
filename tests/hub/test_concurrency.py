"""Many people at once, on a real database: numbers are given once, cases move once, the trail stays whole."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from tests.support import make
from yizhan.hub.common import audit
from yizhan.hub.common.refusals import Conflict
from yizhan.hub.desk import actions
from yizhan.hub.desk.models import Case

pytestmark = pytest.mark.usefixtures("live_city")


def at_once(runs: list[Callable[[], object]]) -> list[object]:
    """Runs everything at the same moment, each in a thread with its own connection; results or exceptions."""
    gate, results = threading.Barrier(len(runs)), [None] * len(runs)

    def one(place: int, run: Callable[[], object]) -> None:
        gate.wait()
        try:
            results[place] = run()  # type: ignore[call-overload]
        except Exception as error:  # noqa: BLE001
            results[place] = error  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(place, run)) for place, run in enumerate(runs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return list(results)


def test_eight_people_hand_in_at_the_same_moment() -> None:
    people = [make.person() for _number in range(8)]
    drafts = [make.draft(person) for person in people]
    found = at_once([lambda d=d, p=p: actions.submit(case=d, by=p, at=make.NOON) for d, p in zip(drafts, people, strict=True)])
    assert all(isinstance(case, Case) for case in found), found
    assert len(set(Case.objects.values_list("number", flat=True))) == 8
    assert audit.verify_chain().broken_at is None


def test_two_colleagues_press_the_button_at_the_same_moment() -> None:
    one, two = make.staff("EA-01"), make.staff("EA-01")
    case = make.case()
    seen = case.version
    found = at_once([lambda by=by: actions.accept(case=case, version=seen, by=by, at=make.NOON) for by in (one, two)])
    assert sorted(type(result).__name__ for result in found) == ["Case", "Conflict"]
    assert isinstance(next(r for r in found if not isinstance(r, Case)), Conflict)
    assert case.events.filter(action="accept").count() == 1
    assert audit.verify_chain().broken_at is None
