"""One Chromium for all journeys; whatever a page complains about fails the test.

A script error, a violation of the content policy or a file that does not load is
a failure, also when the test itself looks elsewhere. A test that fails leaves its
screenshots in ``test-results/``.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    expect,
    sync_playwright,
)

from tests.conftest import Person

# A machine that is busy with something else has broken nothing.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)
RESULTS = Path("test-results")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = os.environ.get("LEADLINE_CHROMIUM", "/usr/bin/chromium")
SIZES = {"desk": (1440, 1000), "phone": (390, 844)}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# A browser that stood still on a starved machine is asked once more; what a page
# shows wrong fails at once. The closing line counts such runs as "rerun".
ONCE_MORE = pytest.mark.flaky(reruns=1, only_rerun=["TimeoutError"])

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(ONCE_MORE)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"There is no Chromium at {CHROMIUM}; set LEADLINE_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


# A refusal, and a request let go since its field changed again or was kept.
NO_FAULT = re.compile(
    r"status of 4|Status Error Code 4|htmx:sendAbort|htmx:afterRequest,"
)


# Other letters are wider, and stand there until a page's own have come.
LETTERS_THERE = "document.fonts.ready.then(() => true)"


class Browsing:
    """Opens pages as a person and remembers what the pages complained about."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self.chromium = chromium
        self.address = address
        self.complaints: list[str] = []
        self.contexts: list[BrowserContext] = []

    def open(
        self,
        person: Person | None,
        path: str,
        *,
        size: str = "desk",
        theme: str = "light",
        script: bool = True,
        zone: str = "UTC",
    ) -> Page:
        """Return a page at ``path``, signed in as ``person``, in a time zone."""
        width, height = SIZES[size]
        context = self.chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            java_script_enabled=script,
            reduced_motion="reduce",
            timezone_id=zone,
        )
        self.contexts.append(context)
        if person is not None:
            session = person.browser.cookies["sessionid"].value
            context.add_cookies(
                [{"name": "sessionid", "value": session, "url": self.address}]
            )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)
        page.on("response", self._check)
        page.goto(self.address + path)
        if script:
            page.evaluate(LETTERS_THERE)
        return page

    def go(self, page: Page, path: str) -> None:
        """Go on to a path, and wait for the letters it is measured with."""
        page.goto(self.address + path)
        page.evaluate(LETTERS_THERE)

    def _hear(self, message: Any) -> None:
        is_passed_over = NO_FAULT.search(message.text)
        if message.type in {"error", "warning"} and not is_passed_over:
            self.complaints.append(message.text)

    def _check(self, response: Any) -> None:
        is_file = "/static/" in response.url
        if response.status >= 500 or (is_file and response.status >= 400):
            self.complaints.append(f"{response.status} {response.url}")

    def keep_pictures(self, name: str) -> None:
        """Save what every open page shows."""
        RESULTS.mkdir(exist_ok=True)
        pages = [page for context in self.contexts for page in context.pages]
        for i, page in enumerate(pages):
            page.screenshot(path=RESULTS / f"{name}-{i}.png", full_page=True)


def let_requests_end() -> None:
    """Wait for the server's threads, which hold the database that is cleared next.

    At the end of a run the last of them would close it after it was no longer shared.
    """
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=PATIENCE / 1000)


@pytest.fixture
def browsing(
    request: pytest.FixtureRequest, chromium: Browser, live_server: Any
) -> Iterator[Browsing]:
    session = Browsing(chromium, live_server.url)
    yield session
    failed = request.node.stash.get(FAILED, False)
    if failed or session.complaints:
        session.keep_pictures(re.sub(r"[^\w-]+", "-", request.node.name))
    for context in session.contexts:
        context.close()
    let_requests_end()
    if not failed:
        assert session.complaints == [], "the pages complained"


def comes(page: Page, what: Callable[[], object], wanted: object) -> None:
    """Wait until what the record says is what is wanted; fail with what it says."""
    for _ in range(PATIENCE // 50):
        if what() == wanted:
            return
        page.wait_for_timeout(50)
    assert what() == wanted


# What is right is not described, and what is wrong by its first letters only.
AXE = """async (only) => {
    const found = await axe.run({ runOnly: only, resultTypes: ["violations"] });
    return found.violations.flatMap((fault) =>
        fault.nodes.map((node) => `${fault.id}: ${node.html.slice(0, 160)}`));
}"""


EVERY_RULE = {"type": "tag", "values": WCAG}
# What can be right in the light and wrong in the dark: the two differ in colours only
# (tests/contracts/test_themes.py), and the tree of elements is the same.
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Colours that still change from one theme to the other are not what people see.
SETTLED = """async () => {
    const moves = () => document.getAnimations().some(
        (move) => move.transitionProperty && move.playState === "running");
    do await new Promise(requestAnimationFrame); while (moves());
}"""


def faults(page: Page, rules: dict[str, object] = EVERY_RULE) -> list[str]:
    """Return what axe finds wrong on the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return list(page.evaluate(AXE, rules))


def turn(page: Page, theme: str) -> None:
    """Show an open page light or dark, as when somebody's system changes over."""
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.evaluate(SETTLED)


@pytest.fixture
def every_view(browsing: Browsing) -> Callable[..., Iterator[Page]]:
    """Open a path wide and narrow, light and dark: four looks, one after another."""

    def views(person: Person | None, path: str) -> Iterator[Page]:
        for size in SIZES:
            page = browsing.open(person, path, size=size)
            yield page
            turn(page, "dark")
            yield page

    return views
