"""The cast of the demo, each in a browser of their own."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.journeys.site import Site

PATIENCE = 30_000  # milliseconds; both cores may be busy with something else
_REFUSED = "Failed to load resource: the server responded with a status of "
"""What Chromium says itself of a page that answers 403, 409 or 422, as ours should."""


class People:
    """Everybody who visits a site; ``complaints`` is what their browsers complained about."""

    def __init__(self, browser: Browser, site: Site, options: dict[str, Any]) -> None:
        self.browser, self.site, self.options = browser, site, options
        self.complaints: list[str] = []
        self.pages: dict[str, Page] = {}

    def visitor(self, **options: Any) -> BrowserContext:
        """A browser nobody has used yet."""
        context = self.browser.new_context(**{**self.options, "base_url": self.site.url, **options})
        context.set_default_timeout(PATIENCE)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        return context

    def __call__(self, name: str) -> Page:
        """The page that somebody of the cast, or the public (""), has before them."""
        if name not in self.pages:
            self.pages[name] = self.visitor().new_page()
            if name:
                sign_in(self.pages[name], name)
        return self.pages[name]

    def leave(self) -> None:
        """Everybody closes their browser."""
        for page in self.pages.values():
            page.context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(_REFUSED):
            self.complaints.append(message.text)


def sign_in(page: Page, name: str) -> None:
    """Come in by the sign-in page, with the code that the demo shows."""
    page.goto("/account/login/")
    page.get_by_role("button", name=f"Ga verder als {name}").click()
    page.wait_for_url(lambda url: url.endswith(("/start/", "/2fa/authenticate/")))
    if page.url.endswith("/2fa/authenticate/"):
        use_code(page)
        page.wait_for_url("**/start/")


def use_code(page: Page) -> None:
    """Give the second factor."""
    page.get_by_role("button", name="Gebruik deze code").click()


def what_waits(page: Page) -> None:
    """Open one's start page, with all that is folded away there."""
    page.goto("/start/")
    page.locator("details").evaluate_all("folds => folds.forEach(fold => { fold.open = true })")


def path_of(page: Page) -> str:
    """The path of the page one is on."""
    return re.sub(r"^https?://[^/]+|[?#].*$", "", page.url)
