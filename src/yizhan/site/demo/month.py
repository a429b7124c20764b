"""Some weeks of plausible cases: each one walks through the desk's actions at moments within working hours."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from yizhan.hub.accounts.models import Organisation, User
from yizhan.hub.accounts.roles import Permission
from yizhan.hub.desk import actions, catalogue
from yizhan.hub.desk.models import Case, ServiceItem
from yizhan.hub.network.calendar import calendar
from yizhan.hub.network.models import Area, Unit
from yizhan.hub.network.queries import has_permission
from yizhan.site.demo.stories import DECLINED, MISSING, REFERRED, RESULTS, STORIES, TERMINATED, Story

DAYS = 75
PER_WORKING_DAY = 4


class Month:
    """Plays the weeks before `now`."""

    def __init__(
        self,
        staff: list[tuple[User, Unit]],
        applicants: list[tuple[User, Organisation | None, str]],
        dice: random.Random,
        now: datetime,
    ) -> None:
        self._dice, self._now = dice, now
        self._applicants = applicants
        self._zone = ZoneInfo(settings.TIME_ZONE)
        self._at_unit: dict[int, User] = {}
        for user, unit in staff:
            if has_permission(user, Permission.CASE_WORK, unit):
                self._at_unit.setdefault(unit.pk, user)
        self._units = {unit.pk: unit for _user, unit in staff}
        self._areas = [
            area for area in Area.objects.filter(units__in=list(self._units)).distinct().order_by("pk") if area.parent_id
        ]
        self._items: dict[str, ServiceItem] = {}

    def play(self) -> int:
        """Makes the cases, the oldest first; how many."""
        today = self._now.astimezone(self._zone).date()
        count = 0
        for back in range(DAYS, -1, -1):
            day = today - timedelta(days=back)
            if not calendar().is_working_day(day):
                continue
            for _case in range(self._dice.randint(PER_WORKING_DAY - 2, PER_WORKING_DAY + 2)):
                begun = self._moment(day, 9, 17)
                if begun < self._now - timedelta(minutes=30):
                    self._case(begun, self._dice.choice(STORIES))
                    count += 1
        return count

    def _moment(self, day: object, first: int, last: int) -> datetime:
        clock = time(self._dice.randint(first, last - 1), self._dice.randint(0, 59), self._dice.randint(0, 59))
        return datetime.combine(day, clock, self._zone)  # type: ignore[arg-type]

    def _later(self, at: datetime, days: float) -> datetime:
        """Some working time later; never outside working hours."""
        day = at.date() + timedelta(days=max(0, round(days * self._dice.uniform(0.5, 1.3))))
        day = calendar().next_working_day(day)
        if day == at.date():
            return at + timedelta(minutes=self._dice.randint(10, 50))
        return self._moment(day, 9, 17)

    def _case(self, begun: datetime, story: Story) -> None:
        item = self._item(story.item)
        case = self._online(begun, story, item) if self._dice.random() < 0.45 else self._entered(begun, story, item)
        worker = self._at_unit.get(case.unit_id)
        if worker is not None:
            self._worked(case, story, worker, begun)

    def _item(self, code: str) -> ServiceItem:
        if code not in self._items:
            item = catalogue.current_item(code, self._now.date())
            assert item is not None, f"the catalogue has no {code}"
            self._items[code] = item
        return self._items[code]

    def _online(self, begun: datetime, story: Story, item: ServiceItem) -> Case:
        user, organisation, area_code = self._dice.choice(self._applicants)
        area = next(
            (area for area in self._areas if area.code == area_code), self._areas[0] if self._areas else Area.objects.get()
        )
        carried = {"query": story.query, "scope": story.scope} if story.query else {}
        draft = actions.save_draft(
            item=item, title=story.title, answers=story.answers, contact={"name": user.name, "phone": "000-1000-8888"}, area=area,
            preferred=None, organisation=organisation, carried=carried, submission_key=self._key(), by=user, at=begun,
        )  # fmt: skip
        return actions.submit(case=draft, by=user, at=begun + timedelta(minutes=4))

    def _entered(self, begun: datetime, story: Story, item: ServiceItem) -> Case:
        unit = self._units[self._dice.choice(sorted(self._at_unit))]
        channel = self._dice.choices(["window", "phone", "visit"], [5, 3, 2])[0]
        name = self._dice.choice(["孙女士", "马先生", "胡女士", "郭先生", "何女士", "罗先生"])
        return actions.enter(
            item=item, channel=channel, title=story.title, answers=story.answers, contact={"name": name, "phone": "000-1000-6666"},
            area=unit.area, unit=unit, applicant=None, organisation=None, submission_key=self._key(), by=self._at_unit[unit.pk], at=begun,
        )  # fmt: skip

    def _key(self) -> uuid.UUID:
        return uuid.UUID(int=self._dice.getrandbits(128), version=4)

    def _worked(self, case: Case, story: Story, worker: User, begun: datetime) -> None:
        """What becomes of it: as far as there was time until now."""
        at = self._later(begun, 0.6)
        dice = self._dice.random()
        if at > self._now:
            return
        if dice < 0.05:
            actions.decline(case=case, note=self._dice.choice(DECLINED), by=worker, at=at)
            return
        if dice < 0.16:
            case, at = self._supplemented(case, worker, at)
            if at > self._now or case.state != "supplemented":
                return
        case = actions.accept(case=case, by=worker, at=at)
        if dice > 0.92 and case.unit.parent is not None and case.unit.parent_id in self._at_unit:
            upper, at = self._units[case.unit.parent.pk], self._later(at, 0.5)
            if at > self._now:
                return
            case = actions.refer(case=case, to=upper, note=self._dice.choice(REFERRED), by=worker, at=at)
            worker = self._at_unit[upper.pk]
        self._finish(case, story, worker, self._later(at, 0.3))

    def _supplemented(self, case: Case, worker: User, at: datetime) -> tuple[Case, datetime]:
        case = actions.request_supplement(case=case, note=self._dice.choice(MISSING), by=worker, at=at)
        at = self._later(at, 3)
        if at <= self._now:
            case = actions.supply(case=case, note="已补充说明和附图。", by=case.applicant or worker, at=at)
            at = self._later(at, 0.5)
        return case, at

    def _finish(self, case: Case, story: Story, worker: User, at: datetime) -> None:
        if at > self._now:
            return
        case = actions.assign(case=case, handler=worker, by=worker, at=at)
        case = actions.start(case=case, by=worker, at=at + timedelta(minutes=5))
        actions.send_message(case=case, text=story.first_answer, by=worker, at=at + timedelta(minutes=9))
        # Most in time, one in ten late: working days are longer than calendar days.
        share = self._dice.uniform(0.3, 1.1) if self._dice.random() < 0.9 else self._dice.uniform(1.7, 2.4)
        done = self._later(at, float(case.item.data["committed_days"]) * share)
        if self._dice.random() < 0.04:
            ended = self._later(at, 2)
            if ended <= self._now:
                actions.terminate(case=case, note=self._dice.choice(TERMINATED), by=worker, at=ended)
            return
        if done > self._now:
            return
        kind, text = self._dice.choice(RESULTS[story.item])
        case = actions.complete(case=case, result_kind=kind, result_text=text, by=worker, at=done)
        rated = done + timedelta(hours=self._dice.randint(1, 60))
        if rated < self._now and self._dice.random() < 0.6:
            grade = self._dice.choices([5, 4, 3, 2, 1], [55, 30, 9, 4, 2])[0]
            actions.rate(case=case, grade=grade, access_code=case.access_code, by=case.applicant, at=rated)
