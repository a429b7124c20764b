"""What journeys share: pages watched for accessibility faults, policy violations and script errors."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from yizhan.hub.accounts.models import User

AXE_OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Watched:
    """A page whose console is kept: anything on it is a fault."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.faults: list[str] = []
        # A page that is meant to refuse something answers 4xx, which the console repeats: that is no fault of the page.
        page.on(
            "console",
            lambda m: self.faults.append(m.text) if m.type in {"error", "warning"} and "status of 4" not in m.text else None,
        )
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)

    def check(self, *, axe: bool = True) -> None:
        """No fault so far, nothing wider than the window, and no accessibility violation."""
        self.page.wait_for_load_state("load")
        if self.page.locator("[data-chart]").count():
            self.page.wait_for_selector("[data-charts]", state="attached")
        where = self.page.url.removeprefix(self.base)
        assert not self.faults, f"{where}: {self.faults}"
        too_wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide <= 1, f"{where}: wider than the window by {too_wide}"
        if axe:
            # What has scrolled under the header would count as covered by it.
            self.page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
            found = Axe().run(self.page, options=AXE_OPTIONS)
            told = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found.response["violations"]]
            assert not told, f"{where}: {told}"


def sign_in(context: BrowserContext, base: str, user: User) -> None:
    """Gives a browser the session of a person."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": base}])
