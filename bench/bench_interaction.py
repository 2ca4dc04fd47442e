"""Interaction to next paint and layout shift in a real browser, on 100,000 pieces.

python -m bench.bench_interaction DATA_DIR [--rounds 10] [--port 8200]

Fills the folder with ``bench.fill`` when it is empty, opens it with ``leadline serve``
and drives the Chromium that LEADLINE_CHROMIUM names with real keys and clicks. Each
interaction is what the browser's event timing says of it (the longest event that
belongs to it, in steps of 8 ms; what it leaves out is under 16 ms), so what is shown by
the time of the next paint; beside it, how long the answer took to stand on the page.
Layout shift is that of the whole visit: load, one scroll to the end and back.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from bench.bench_pages import machine
from bench.fill import fill, owner, prepare

INP_MS, SHIFT, LEAST = 200, 0.02, 16
LISTS = (
    "", "inbox/", "evidence/feedback/", "evidence/needs/", "evidence/needs/map/",
    "evidence/customers/", "import/", "strategy/goals/", "strategy/metrics/",
    "roadmap/bets/", "roadmap/plans/", "roadmap/teams/", "launches/", "decisions/",
    "decisions/outcomes/", "stakeholders/", "stakeholders/promises/",
    "stakeholders/tell/", "stakeholders/briefings/", "growth/", "search/?q=invoice",
    "settings/members/", "settings/audit/", "settings/jobs/",
)  # fmt: skip
# What the browser notes of every page, from its first line on.
WATCH = """
window.noted = {events: {}, shift: 0};
new PerformanceObserver((list) => list.getEntries().forEach((one) => {
    if (!one.interactionId) return;
    const known = noted.events[one.interactionId] ?? 0;
    noted.events[one.interactionId] = Math.max(known, one.duration);
})).observe({type: "event", buffered: true, durationThreshold: 16});
new PerformanceObserver((list) => list.getEntries().forEach((one) => {
    if (!one.hadRecentInput) noted.shift += one.value;
})).observe({type: "layout-shift", buffered: true});
"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


@contextmanager
def served(data_dir: str, port: int):
    """Serve a folder; give the address of the first workspace and of a way in."""
    run = [sys.executable, "-m", "leadline"]
    where = ["--folder", data_dir]
    server = subprocess.Popen(
        [*run, "serve", *where, "--no-browser", "--port", str(port)],
        stdout=subprocess.DEVNULL,
    )
    try:
        home = f"http://localhost:{port}"
        for _ in range(240):
            try:
                urllib.request.urlopen(home, timeout=5)
                break
            except OSError:
                time.sleep(0.5)
        said = subprocess.check_output([*run, "link", *where], text=True)
        found = re.search(r"/sign-in/\S+", said)
        assert found, said
        yield home, home + found[0]
    finally:
        server.terminate()
        server.wait(30)


def rank(values: list[float], share: float) -> float:
    """Return the value that ``share`` of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 100) * len(ordered) // 100) - 1)]


class Visit:
    """A page of the workspace, and what was noted on it."""

    def __init__(self, page: Any, home: str) -> None:
        self.page, self.home = page, home
        self.paints: dict[str, list[float]] = {}
        self.answers: dict[str, list[float]] = {}

    def open(self, address: str) -> None:
        self.page.goto(self.home + address)
        self.page.wait_for_load_state("networkidle")

    def note(self, name: str, act: Any, shown: str = "") -> None:
        """Do one thing; note its paint, and when what it asks for is shown."""
        page = self.page
        page.evaluate("noted.events = {}")
        start = time.perf_counter()
        act()
        if shown:
            page.wait_for_function(shown, timeout=20_000)
            took = (time.perf_counter() - start) * 1000
            self.answers.setdefault(name, []).append(took)
        page.evaluate(PAINTED)
        page.wait_for_timeout(150)
        found = list(page.evaluate("noted.events").values()) or [LEAST]
        self.paints.setdefault(name, []).extend(found)


def filter_list(visit: Visit, address: str, part: str, word: str, name: str) -> None:
    """Type a word into a list's filter, then take it out again."""
    visit.open(address)
    page = visit.page
    page.evaluate(f"document.querySelector('#{part}').dataset.old = 'yes'")
    field = page.locator("form.filters input[name=text]")
    field.click()
    for letter in word[:-1]:
        visit.note(f"{name}, a letter", lambda one=letter: page.keyboard.press(one))
    page.wait_for_load_state("networkidle")
    page.evaluate(f"document.querySelector('#{part}').dataset.old = 'yes'")
    visit.note(
        f"{name}, the last letter", lambda: page.keyboard.press(word[-1]),
        f"!document.querySelector('#{part}').dataset.old",
    )  # fmt: skip


def panel(visit: Visit, address: str, name: str) -> None:
    """Open a record beside its list by a click, go to the next one, close it."""
    visit.open(address)
    page, stood = visit.page, "document.querySelector('#peek h2, #peek h1')"
    visit.note(f"{name}, open", page.locator("a[data-peek]").nth(2).click, stood)
    first = page.evaluate("location.search")
    visit.note(
        f"{name}, the next", lambda: page.keyboard.press("j"),
        f"location.search != '{first}' && {stood}",
    )  # fmt: skip
    visit.note(f"{name}, close", lambda: page.keyboard.press("Escape"), f"!{stood}")


def ticks(visit: Visit, address: str) -> None:
    """Tick rows of a list by mouse and by key."""
    visit.open(address)
    boxes = visit.page.locator("[data-item] input[type=checkbox]")
    for n in range(3):
        visit.note("a row ticked by mouse", boxes.nth(n).click)
    visit.note("a row below, by key", lambda: visit.page.keyboard.press("j"))
    visit.note("a row ticked by key", lambda: visit.page.keyboard.press("x"))


def palette(visit: Visit, word: str) -> None:
    """Open Find or do, type a word letter by letter, wait for what it finds."""
    visit.open("evidence/needs/")
    page = visit.page
    opened = "document.querySelector('#palette').open"
    visit.note("find or do, open", lambda: page.keyboard.press("Control+k"), opened)
    for n, letter in enumerate(word):
        typed = word[: n + 1]
        shown = (
            "[...document.querySelectorAll('#palette-found b')].some((one) => "
            f"one.textContent.toLowerCase() == '{typed}')"
            if n > 1 else ""
        )  # fmt: skip
        visit.note(
            "find or do, a letter", lambda one=letter: page.keyboard.press(one), shown
        )


def shifts(visit: Visit) -> list[dict[str, Any]]:
    """Return the layout shift of each list page: loaded, read to its end and back."""
    found = []
    for address in LISTS:
        visit.open(address)
        for end in ("document.body.scrollHeight", "0"):
            visit.page.evaluate(f"scrollTo(0, {end})")
            visit.page.wait_for_timeout(200)
        shift = float(visit.page.evaluate("noted.shift"))
        found.append(
            {
                "name": f"layout shift of /{address}", "value": shift, "unit": "",
                "reference": SHIFT, "ratio": shift / SHIFT,
            }
        )  # fmt: skip
    return found


def figures(visit: Visit, rounds: int) -> list[dict[str, Any]]:
    """Return p75 and p98 of every interaction, and the layout shifts."""
    for _ in range(rounds):
        filter_list(visit, "evidence/feedback/", "pieces", "invoice", "inbox filter")
        filter_list(visit, "evidence/needs/", "needs", "number", "needs filter")
        filter_list(visit, "evidence/customers/", "customers", "custom", "customers")
        panel(visit, "evidence/feedback/", "a piece beside the inbox")
        panel(visit, "evidence/needs/", "a need beside the list")
        ticks(visit, "evidence/feedback/")
        palette(visit, "invoice")
    whole = [one for values in visit.paints.values() for one in values]
    every = {"all interactions": whole, **visit.paints}
    found = []
    for name, values in every.items():
        for share in (0.75, 0.98):
            at = rank(values, share)
            found.append(
                {
                    "name": f"{name} ({len(values)})", "value": at,
                    "unit": f"ms p{share * 100:.0f}",
                    "reference": INP_MS, "ratio": at / INP_MS,
                }
            )  # fmt: skip
    for name, values in visit.answers.items():
        found.append(
            {
                "name": f"{name}: answer shown ({len(values)})",
                "value": statistics.median(values), "unit": "ms median",
            }
        )  # fmt: skip
    return found + shifts(visit)


def measured(data_dir: str, rounds: int, port: int) -> list[dict[str, Any]]:
    """Return every figure of a folder, which is filled where it is empty."""
    prepare(data_dir)
    from django.db import connection

    from leadline.evidence.models import Feedback

    actor = owner()
    if not Feedback.objects.exists():
        fill(actor, datetime.now(UTC))
    connection.close()
    # The browser's library runs a loop of its own, in which Django asks no database.
    from playwright.sync_api import sync_playwright

    with served(data_dir, port) as (root, way_in), sync_playwright() as tool:
        browser = tool.chromium.launch(
            executable_path=os.environ.get("LEADLINE_CHROMIUM"), args=["--no-sandbox"]
        )
        # What is asked of a page from outside is no script of the page.
        page = browser.new_page(
            viewport={"width": 1440, "height": 1000}, bypass_csp=True
        )
        page.add_init_script(WATCH)
        page.goto(way_in)
        page.get_by_role("button", name="Sign in").first.click()
        page.wait_for_url(f"{root}/w/**")
        visit = Visit(page, f"{root}/w/{actor.workspace_id}/")
        return figures(visit, rounds)


def run() -> list[dict[str, Any]]:
    """Fill a folder of its own and measure in it."""
    with tempfile.TemporaryDirectory() as folder:
        return [machine(), *measured(folder, 10, 8200)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--port", type=int, default=8200)
    wanted = parser.parse_args()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"load {load} on {os.cpu_count()} cores; {machine()['value']:.2f} s a loop")
    for row in measured(wanted.data_dir, wanted.rounds, wanted.port):
        over = "  <--" if row.get("ratio", 0) > 1 else ""
        print(f"{row['value']:9.3f} {row['unit']:<10} {row['name']}{over}")
    print("load " + ", ".join(f"{one:.1f}" for one in os.getloadavg()))


if __name__ == "__main__":
    main()
