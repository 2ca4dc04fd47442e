"""Every page there is, looked at by axe: wide and narrow, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.conftest import (
    EVERY_RULE,
    OF_COLOURS,
    SIZES,
    Browsing,
    faults,
    turn,
)
from tests.conftest import Person
from tests.contracts.areas.all import thing_for
from tests.contracts.doors import addresses, missing
from tests.contracts.examples import Examples

# A box to tick is hit by a fingertip on a phone, by a pointer at its label on a desk.
# What is folded is unfolded: the browser does not lay it out anew for another width.
LEAST = {"desk": 16, "phone": 24}
SMALL_TICKS = """(least) => {
    document.querySelectorAll("details").forEach((folded) => { folded.open = true; });
    return [...document.querySelectorAll(
    "input[type=checkbox], input[type=radio]")]
    .map((box) => box.getBoundingClientRect())
    .filter((box) => box.width > 1 && Math.min(box.width, box.height) < least).length;
}"""


def is_page(answer: Any) -> bool:
    """Whether a browser shows the answer, instead of keeping it as a file."""
    is_html = answer.headers["Content-Type"].startswith("text/html")
    return is_html and "Content-Disposition" not in answer.headers


# What stands inside a page and is asked for while somebody types or lifts there.
INSIDE = {
    "conversation:people",
    "day",
    "decisions:range",
    "overview:suggest",
    "roadmap:places",
    "strategy:sheet_read",
}
# A page has the colours of its theme at any width.
LOOKS = {
    "desk": [("light", EVERY_RULE), ("dark", OF_COLOURS)],
    "phone": [("light", EVERY_RULE)],
}
# Several tests share the pages, so that several processes can.
PARTS = 6


def pages(owner: Person, part: int) -> list[str]:
    """Return a part of the pages: addresses with ids of things that are there."""
    examples, browser, found = Examples(owner), owner.browser, []
    for address in list(addresses())[part::PARTS]:
        if missing(address) or address.name in INSIDE:
            continue
        values = {
            parameter: thing_for(address.route, parameter)(examples)
            for parameter in address.parameters
        }
        path = reverse(address.name, kwargs=values)
        answer = browser.get(path)
        if answer.status_code == 200 and is_page(answer):
            found.append(path)
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_and_nothing_sticks_out(
    olu: Person, browsing: Browsing, settings: Any, tmp_path: Path, part: int
) -> None:
    settings.MEDIA_ROOT = tmp_path
    paths = pages(olu, part)
    page = browsing.open(olu, "/?choose")
    wrong: dict[str, list[str]] = {}

    for path in paths:
        browsing.go(page, path)
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            if found := looked_at(page, size):
                wrong[f"{path} on a {size}"] = found

    assert wrong == {}
    assert len(paths) > 5


def looked_at(page: Page, size: str) -> list[str]:
    """Return what is wrong with an open page in the looks of a size."""
    found = []
    for theme, rules in LOOKS[size]:
        turn(page, theme)
        found += [f"{theme}: {fault}" for fault in faults(page, rules)]
    if page.evaluate("document.documentElement.scrollWidth") > SIZES[size][0]:
        found.append("it scrolls sideways")
    if small := page.evaluate(SMALL_TICKS, LEAST[size]):
        found.append(f"{small} boxes to tick are too small to hit")
    return found
