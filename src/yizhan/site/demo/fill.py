"""Fills the demo's database: people for each role, and some weeks of plausible cases, made through the desk's own actions."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from yizhan.hub.accounts import actions as accounts
from yizhan.hub.accounts.models import Organisation, User
from yizhan.hub.accounts.uscc import check_digit
from yizhan.hub.common.models import Notice
from yizhan.hub.desk.models import Case
from yizhan.hub.network import actions as network
from yizhan.hub.network.models import Unit
from yizhan.site.demo import PASSWORD
from yizhan.site.demo.month import Month
from yizhan.site.setup import prepare

STAFF = (
    ("city@demo.example", "林若溪", "city-officer", "YZ"),
    ("auditor@demo.example", "高明远", "auditor", "YZ"),
    ("administrator@demo.example", "唐晓岚", "administrator", "YZ"),
    ("district@demo.example", "周亦然", "district-officer", "YH"),
    ("district2@demo.example", "何书遥", "district-officer", "BY"),
    ("clerk@demo.example", "吴佳宁", "window-clerk", "YH"),
    ("liaison@demo.example", "陈知夏", "liaison", "YH-01"),
    ("liaison2@demo.example", "沈砚秋", "liaison", "YH-02"),
    ("liaison3@demo.example", "许望舒", "liaison", "BY-01"),
)
APPLICANTS = (
    ("applicant@demo.example", "李沐辰", "zh-hans", "云州绿行出行科技有限公司", "YH", "91000000MA0000001"),
    ("maker@demo.example", "Emma Calder", "en", "", "YH", ""),
    ("brand@demo.example", "王晚晴", "zh-hans", "云州衣禾服饰有限公司", "BY", "91000000MA0000002"),
    ("lab@demo.example", "赵景行", "zh-hans", "云州北原新能源材料股份有限公司", "BY", "91000000MA0000003"),
)


def fill(say: Callable[[str], None]) -> None:
    """Everything; what is there already stays as it is."""
    prepare(say)
    now = timezone.now()
    staff = _staff(now)
    applicants = _applicants(now)
    if Case.objects.exists():
        say("cases: already there")
        return
    with transaction.atomic():
        # What happened weeks ago was mailed weeks ago.
        count = Month(staff, applicants, random.Random(20261102), now).play()  # noqa: S311
        Notice.objects.update(mailed_at=F("at"))
        Notice.objects.filter(at__lt=now - timedelta(days=2)).update(read_at=F("at"))
    DBTaskResult.objects.all().delete()
    say(f"cases: {count} of the last weeks")


def _user(email: str, name: str, language: str, at: datetime, password: str | None = PASSWORD) -> User:
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, password, name=name, language=language)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        accounts.sign_up(user=user, at=at)
    return user


def _staff(now: datetime) -> list[tuple[User, Unit]]:
    """People with posts, each with a second factor; long before the first case."""
    since = now - timedelta(days=200)
    people = [(*row, "") for row in STAFF]
    # Every unit has somebody who works there: the other stations and districts get a liaison or an officer too.
    named = {unit for _email, _name, _role, unit in STAFF}
    others = Unit.objects.exclude(code__in=named).select_related("tier").order_by("code")
    family, given = (
        "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许",
        ["子涵", "思远", "雨桐", "嘉木", "清和", "明哲", "静姝", "怀瑾", "沐阳", "若谷"],
    )
    for index, unit in enumerate(others):
        name = family[index % len(family)] + given[(index * 7) % len(given)]
        role = "liaison" if unit.tier.level > 2 else "district-officer"
        people.append((f"{unit.code.lower()}@demo.example", name, role, unit.code, ""))
    made = []
    for email, name, role, code, _rest in people:
        found = Unit.objects.filter(code=code).first()
        if found is None:  # a network file of the operator's own
            continue
        # Hashing a password takes its time: those who are entered by one click only have none.
        user = _user(email, name, "zh-hans", since, PASSWORD if code in named else None)
        network.appoint(user=user, unit=found, role=role, by=None, at=since)
        if not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, generate_totp_secret())
        made.append((user, found))
    return made


def _applicants(now: datetime) -> list[tuple[User, Organisation | None, str]]:
    since = now - timedelta(days=100)
    made = []
    for email, name, language, company, area, code in APPLICANTS:
        user = _user(email, name, language, since)
        organisation = None
        if company:
            uscc = code + check_digit(code)
            organisation = Organisation.objects.filter(uscc=uscc).first() or accounts.add_organisation(
                uscc=uscc, name_zh=company, name_en="", kind="enterprise", area_code=area, by=user, at=since
            )
        made.append((user, organisation, area))
    return made
