"""Makes people and cases for tests, through the system's own actions."""

from __future__ import annotations

import itertools
import uuid
from datetime import UTC, datetime
from typing import Any

from allauth.mfa.models import Authenticator

from yizhan.hub.accounts.models import User
from yizhan.hub.desk import actions, catalogue
from yizhan.hub.desk.models import Case
from yizhan.hub.network import actions as network
from yizhan.hub.network.models import Area, Unit

# A Tuesday morning in Shanghai, no holiday near.
NOON = datetime(2026, 11, 10, 2, 0, tzinfo=UTC)
ANSWERS = {"ip_type": "patent", "question": "Is my idea new?"}
_count = itertools.count(1)


def person(name: str = "", **fields: Any) -> User:
    number = next(_count)
    return User.objects.create_user(
        f"person{number}@test.example", "a-good-password-1", name=name or f"Person {number}", **fields
    )


def staff(unit: str, role: str = "liaison", name: str = "") -> User:
    """Someone with a post and a second factor."""
    user = person(name)
    network.appoint(user=user, unit=Unit.objects.get(code=unit), role=role, by=None, at=NOON)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return user


def item(code: str = "consultation") -> Any:
    found = catalogue.current_item(code, NOON.date())
    assert found is not None
    return found


def draft(by: User, code: str = "consultation", area: str = "EA", **changes: Any) -> Case:
    values: dict[str, Any] = {
        "item": item(code), "title": "Is my idea new?", "answers": ANSWERS, "contact": {"name": by.name, "phone": "1"},
        "area": Area.objects.get(code=area), "preferred": None, "organisation": None, "carried": {},
        "submission_key": uuid.uuid4(), "by": by, "at": NOON,
    }  # fmt: skip
    return actions.save_draft(**{**values, **changes})


def case(by: User | None = None, at: datetime = NOON, **changes: Any) -> Case:
    """A case handed in online."""
    user = by or person()
    return actions.submit(case=draft(user, at=at, **changes), by=user, at=at)


def entered(by: User, unit: str, code: str = "consultation", at: datetime = NOON, **changes: Any) -> Case:
    """A case entered at the window."""
    place = Unit.objects.get(code=unit)
    values: dict[str, Any] = {
        "item": item(code), "channel": "window", "title": "At the window", "answers": ANSWERS, "contact": {"name": "Visitor"},
        "area": place.area, "unit": place, "applicant": None, "organisation": None, "submission_key": uuid.uuid4(), "by": by, "at": at,
    }  # fmt: skip
    return actions.enter(**{**values, **changes})


def in_progress(by: User, worker: User, at: datetime = NOON) -> Case:
    """A case that `worker` works on."""
    found = actions.accept(case=case(by, at, preferred=worker.posts.first().unit), by=worker, at=at)  # type: ignore[union-attr]
    found = actions.assign(case=found, handler=worker, by=worker, at=at)
    return actions.start(case=found, by=worker, at=at)


def close_files(response: Any) -> None:
    """Closes what a download opened; `close()` itself would close the database connection of the test as well."""
    for closer in response._resource_closers:
        closer()


def completed(by: User, worker: User, at: datetime = NOON) -> Case:
    return actions.complete(case=in_progress(by, worker, at), result_kind="answered", result_text="It is.", by=worker, at=at)
