"""A month is reviewed: made from the record, written into, finished, printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from leadline.foundation.months import month_label, month_of, next_month
from leadline.overview.review import month_facts
from leadline.strategy import actions
from leadline.strategy.queries import get_review
from leadline.strategy.types import (
    LONGEST,
    LONGEST_NOTE,
    ReviewPage,
    Section,
    density_of,
    lines_too_many,
)
from tests.browser.conftest import Browsing, faults
from tests.conftest import Person
from tests.overview.full_review import WORDS, full_facts
from tests.overview.month_world import MONTH, NOW, make_month

LEARNED = "Ports swap within a crew. From now on every forecast is split by segment."


def tap(target: Locator) -> None:
    target.click()


def press(target: Locator) -> None:
    target.focus()
    target.press("Enter")


def sheets(page: Page) -> int:
    """Print a page; return how many sheets it takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize(
    ("use", "size", "theme"),
    [(tap, "desk", "light"), (press, "phone", "dark")],
    ids=["by mouse", "by keyboard"],
)
def test_a_month_is_reviewed_written_into_finished_and_printed(
    ana: Person, browsing: Browsing, use: Callable, size: str, theme: str
) -> None:
    make_month(ana.actor)
    home = f"/w/{ana.actor.workspace_id}/strategy/reviews/"
    page = browsing.open(ana, home, size=size, theme=theme)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "No month is reviewed yet"
    )
    last = month_label(next_month(month_of(timezone.now().date()), -1))
    expect(page.get_by_label("Month")).to_contain_text(last)
    use(page.get_by_role("button", name="Make it from the record"))
    expect(page.get_by_role("article")).to_contain_text(f"business review, {last}")
    assert sheets(page) == 1

    use(page.get_by_role("link", name="Edit"))
    page.get_by_label("Your words for “What we learned”").fill(LEARNED)
    use(page.get_by_role("button", name="Save What we learned"))
    expect(page.get_by_text("empty it to have what was computed")).to_be_visible()
    assert faults(page) == []
    use(page.get_by_role("link", name="See the page"))
    expect(page.get_by_text(LEARNED)).to_be_visible()
    expect(page.get_by_text("Written by ana")).to_be_visible()

    use(page.locator("summary", has_text="Finish it"))
    use(page.get_by_role("button", name="Finish the review"))
    expect(page.locator(".crumb")).to_contain_text("version 3, finished")
    expect(page.get_by_role("link", name="Edit")).to_have_count(0)
    assert sheets(page) == 1


def test_its_pages_hold_wide_and_narrow_light_and_dark(
    ana: Person, every_view: Callable[..., Iterator[Page]]
) -> None:
    make_month(ana.actor)
    facts = month_facts(actor=ana.actor, month=MONTH, now=NOW)
    made = actions.make_review(
        actor=ana.actor, month=MONTH, facts=facts, today=NOW.date(), now=NOW
    )
    actions.write_section(
        actor=ana.actor, review_id=made.id, section="learned", words=LEARNED, now=NOW
    )
    home = f"/w/{ana.actor.workspace_id}/strategy/reviews/"
    for path in ("", f"{made.id}/", f"{made.id}/edit/", f"{made.id}/versions/"):
        for page in every_view(ana, f"{home}{path}"):
            assert faults(page) == [], path
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= page.viewport_size["width"], path


# Letters in each computed line, how many of the lines there may be, letters by hand.
FULL = [
    (60, 0.2, 0), (90, 0.4, 0), (90, 0.5, 0), (90, 0.5, 150), (60, 0.7, 0),
    (90, 0.7, 0), (90, 0.8, 0), (110, 1, 0), (60, 0.8, 150),
]  # fmt: skip


def full(
    who: Person, month: str, length: int, share: float, by_hand: int
) -> ReviewPage:
    """Make a review with so much in it."""
    made = actions.make_review(
        actor=who.actor, month=month, facts=full_facts(month, length, share),
        today=NOW.date(), now=NOW,
    )  # fmt: skip
    for section in Section if by_hand else ():
        words = (WORDS * 2)[: min(by_hand, LONGEST.get(section, LONGEST_NOTE))]
        actions.write_section(
            actor=who.actor, review_id=made.id, section=section, words=words, now=NOW
        )
    return get_review(actor=who.actor, review_id=made.id)


def test_however_full_the_record_makes_it_it_prints_on_one_page(
    ana: Person, browsing: Browsing
) -> None:
    found, home = {}, f"{browsing.address}/w/{ana.actor.workspace_id}/strategy/reviews"
    page = browsing.open(ana, f"/w/{ana.actor.workspace_id}/strategy/reviews/")
    for n, (length, share, by_hand) in enumerate(FULL):
        review = full(ana, next_month(MONTH, -n), length, share, by_hand)
        page.goto(f"{home}/{review.row.id}/")
        told = page.get_by_text("not fit onto one printed page").count()
        found[length, share, by_hand] = (sheets(page), told, density_of(review))

    assert {how: what for how, what in found.items() if what[:2] != (1, 0)} == {}
    assert {what[2] for what in found.values()} == {"roomy", "even"}


def test_too_much_by_hand_is_told_before_it_is_printed(
    ana: Person, browsing: Browsing
) -> None:
    review = full(ana, MONTH, 90, 1, LONGEST_NOTE)
    path = f"/w/{ana.actor.workspace_id}/strategy/reviews/{review.row.id}/"
    page = browsing.open(ana, path)

    expect(page.get_by_text("not fit onto one printed page")).to_contain_text(
        f"{lines_too_many(review)} lines"
    )
    assert sheets(page) == 2
