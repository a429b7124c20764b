"""The main job, in a browser, in both languages: one question from the search box to a rated case that counts."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests.support import make
from tests.support.browser import Watched, sign_in
from tests.support.needs import needs
from yizhan.hub.desk.models import Case
from yizhan.hub.evaluation import queries
from yizhan.hub.evaluation.figures import Month

pytestmark = [pytest.mark.journey, needs("chromium"), pytest.mark.usefixtures("live_city", "library")]

WORDS = {
    "en": {
        "take": "Ask for help with this", "check": "Check your answers", "send": "Send", "received": "Your request has been received",
        "accept": "Accept the case", "assign": "Assign", "begin": "Begin work", "complete": "Complete the case", "rate": "Send the rating",
        "very": "Very content", "yours": "Your rating:", "area": "East", "no": "No",
    },
    "zh-hans": {
        "take": "就此求助", "check": "核对填写内容", "send": "发送", "received": "已收到您的请求",
        "accept": "受理", "assign": "分派", "begin": "开始办理", "complete": "办结", "rate": "提交评价",
        "very": "非常满意", "yours": "您的评价：", "area": "东区", "no": "否",
    },
}  # fmt: skip
PASSWORD = "a-good-password-1"


def person_with_mail(name: str, language: str) -> Any:
    user = make.person(name, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def ask(watched: Watched, asker: Any, language: str) -> Case:
    """Looks, takes the search along, signs in on the way, and sends the request."""
    page, words = watched.page, WORDS[language]
    watched.go(f"/{language}/")
    page.locator("#q").fill("folding solar panel")
    page.locator("#q").press("Enter")
    expect(page.locator("article.hit").first).to_be_visible()
    watched.check()
    page.get_by_role("link", name=words["take"]).click()
    page.locator("input[name=login]").fill(asker.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile("/ask/"))
    page.locator("#id_answer_solution").fill("Two panels, hinged, on the carrier of a bicycle.")
    page.locator("#id_answer_disclosed").select_option(label=words["no"])
    page.locator("#id_area").select_option(label=words["area"])
    watched.check()
    page.get_by_role("button", name=words["check"]).click()
    watched.check()
    page.get_by_role("button", name=words["send"], exact=True).click()
    expect(page.get_by_text(words["received"]).first).to_be_visible()
    watched.check()
    return Case.objects.get()


def work(staff: Watched, case: Case, language: str) -> None:
    """The unit accepts, assigns, begins and completes."""
    words = WORDS[language]
    staff.go(f"/{language}/staff/")
    staff.page.get_by_role("link", name=case.title).click()
    for step in ("accept", "assign", "begin"):
        staff.page.get_by_role("button", name=words[step], exact=True).click()
        staff.page.wait_for_load_state()
    staff.page.locator("#result_kind").select_option(index=1)
    staff.page.locator("#result_text").fill("Five documents are close; see the list.")
    staff.check()
    staff.page.get_by_role("button", name=words["complete"], exact=True).click()
    staff.check()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_one_question_travels_to_a_closed_counted_case(browser: Browser, live_server: Any, language: str) -> None:
    base, words = live_server.url, WORDS[language]
    phone = browser.new_context(viewport={"width": 390, "height": 844})
    desk = browser.new_context(viewport={"width": 1280, "height": 900})
    watched, staff = Watched(phone.new_page(), base), Watched(desk.new_page(), base)
    asker, liaison = person_with_mail("Asker", language), make.staff("EA-01", name="Li")
    sign_in(desk, base, liaison)

    case = ask(watched, asker, language)
    assert case.carried["query"] == "folding solar panel"
    work(staff, case, language)

    # The person reads the result and rates it; it counts.
    watched.go(f"/{language}/cases/{case.public_id}/")
    expect(watched.page.get_by_text("Five documents are close")).to_be_visible()
    watched.page.get_by_label(words["very"], exact=True).check()
    watched.page.get_by_role("button", name=words["rate"]).click()
    expect(watched.page.get_by_text(words["yours"])).to_be_visible()
    watched.check()
    case.refresh_from_db()
    assert case.state == "rated"
    assert case.closed_at
    month = queries.unit_month(case.unit, Month(case.closed_at.year, case.closed_at.month), below=True)
    assert [month.get(code).count for code in ("completed", "rated", "content")] == [1, 1, 1]
    staff.go(f"/{language}/staff/month/")
    expect(staff.page.locator("[data-charts]")).to_have_attribute("data-charts", "2")
    staff.check()
    phone.close()
    desk.close()


def test_staff_sign_in_with_two_factors(page: Page, live_server: Any) -> None:
    liaison = make.staff("EA-01")
    Authenticator.objects.filter(user=liaison).delete()
    secret = generate_totp_secret()
    TOTP.activate(liaison, secret)
    EmailAddress.objects.create(user=liaison, email=liaison.email, verified=True, primary=True)
    watched = Watched(page, live_server.url)
    watched.go("/en/account/login/?next=/en/staff/")
    page.locator("input[name=login]").fill(liaison.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.locator("input[name=code]").fill(format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD)))
    watched.check()
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("/en/staff/$"))
    watched.check()


def test_everything_that_can_works_without_scripts(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, live_server.url, make.person("Quiet"))
    page = context.new_page()
    page.goto(live_server.url + "/en/")
    page.locator("#q").fill("battery")
    page.locator("main button").first.click()
    expect(page.locator("article.hit").first).to_be_visible()
    page.goto(live_server.url + "/en/services/consultation/ask/")
    page.locator("#id_title").fill("Without scripts")
    page.locator("#id_answer_ip_type").select_option(value="patent")
    page.locator("#id_answer_question").fill("Does it work?")
    page.locator("#id_area").select_option(label="West")
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Your request has been received")).to_be_visible()
    context.close()
