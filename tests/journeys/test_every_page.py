"""Every kind of page, both languages, phone and desktop, light and dark: no accessibility fault, no policy violation, no overflow."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.support import make
from tests.support.browser import Watched, sign_in
from tests.support.needs import needs

pytestmark = [pytest.mark.journey, needs("chromium", "fonts"), pytest.mark.usefixtures("live_city", "library")]

PUBLIC = (
    "", "search/?in=patents&q=battery", "search/?in=marks&q=", "search/?q=xyzzyqwerty", "search/?q=!!!", "search/help/",
    "search/?q=titel:battery", "search/?q=title:battery+AND+status:unknown&fold=1", "search/form/?q=title:battery+filed:2015",
    "search/prior-art/", "patents/US.29000101.B2/citations/",
    "patents/US.29000101.B2/", "marks/CN.99000001/", "services/", "services/rights-aid/", "units/", "units/EA/", "track/",
    "track/?number=CS-2026-000001-0", "figures/", "components/", "nowhere/", "account/login/", "account/signup/", "account/password/reset/",
)  # fmt: skip
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}


@pytest.mark.parametrize(
    ("language", "size", "scheme"),
    [("en", "phone", "dark"), ("zh-hans", "phone", "light"), ("en", "desktop", "light"), ("zh-hans", "desktop", "dark")],
)
def test_pages_for_everyone(browser: Browser, live_server: Any, language: str, size: str, scheme: str) -> None:
    context = browser.new_context(viewport=SIZES[size], color_scheme=scheme)  # type: ignore[arg-type]
    watched = Watched(context.new_page(), live_server.url)
    for path in PUBLIC:
        watched.go(f"/{language}/{path}")
        # The gallery shows an error summary and headings of every kind on purpose.
        watched.check(axe=path != "components/")
    watched.go(f"/{language}/search/prior-art/")
    watched.page.fill("#text", "A battery with a folding solar panel; a bicycle with a carrier; a hinge that locks.")
    watched.page.click("main form button.accent")
    watched.page.wait_for_selector("main details")
    watched.check()
    context.close()


@pytest.mark.parametrize(("language", "size", "scheme"), [("en", "desktop", "dark"), ("zh-hans", "phone", "light")])
def test_pages_of_people_with_cases(browser: Browser, live_server: Any, language: str, size: str, scheme: str) -> None:
    asker, officer, liaison = make.person("Asker"), make.staff("EA", "district-officer"), make.staff("EA-01")
    case = make.in_progress(asker, liaison)
    done = make.completed(asker, liaison)
    draft = make.draft(asker)
    pages = {
        asker: (
            "cases/", f"cases/{case.public_id}/", f"cases/{done.public_id}/", f"cases/{draft.public_id}/check/", "notices/",
            "services/pre-examination/ask/", "account/profile/", "account/organisations/add/", "account/keys/", "account/2fa/", "account/email/",
            "account/password/change/", "account/logout/",
        ),
        make.staff("TC", "administrator"): ("staff/posts/",),
        officer: (
            "staff/?state=all", f"staff/cases/{case.public_id}/", f"staff/cases/{done.public_id}/", "staff/new/", "staff/new/visit/",
            "staff/month/?month=2026-11", "staff/month/received/?month=2026-11", "staff/?q=nothing-like-this",
        ),
    }  # fmt: skip
    for user, paths in pages.items():
        context = browser.new_context(viewport=SIZES[size], color_scheme=scheme)  # type: ignore[arg-type]
        sign_in(context, live_server.url, user)
        watched = Watched(context.new_page(), live_server.url)
        for path in paths:
            watched.go(f"/{language}/{path}")
            watched.check()
        context.close()
