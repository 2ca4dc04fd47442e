"""Print: how many sheets, how small the type; on the example company and crowded."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page

from leadline.accounts.models import User
from leadline.decisions.queries import list_decisions
from leadline.decisions.types import DecisionFilter
from leadline.evidence.models import Need
from leadline.roadmap import queries as roadmap
from leadline.roadmap.types import PlanPage
from leadline.stakeholders.models import Briefing
from leadline.strategy.models import MonthReview
from tests.browser.conftest import Browsing
from tests.conftest import Person
from tests.demo.example import lay_example
from tests.factories import make_plan
from tests.web.roadmap import make_bets, make_web
from tests.web.test_plan_sheet import crowded

READABLE = 8  # points
# The smallest letters on a page as it is printed, in points of paper.
SMALLEST = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let least = 99;
    for (let text; (text = texts.nextNode());) {
        const around = text.parentElement;
        if (!text.textContent.trim() || !around.checkVisibility()) continue;
        const style = getComputedStyle(around);
        const zoom = around.currentCSSZoom ?? 1;
        least = Math.min(least, parseFloat(style.fontSize) * zoom * 0.75);
    }
    return least;
}"""
CONTROLS = """() => [...document.querySelectorAll(
    "button, .btn, input, select, textarea")]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height > 1)
    .map((one) => one.outerHTML.slice(0, 80))"""


def sheets(page: Page) -> int:
    """Print a page; return how many sheets it takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def on_paper(page: Page, script: str) -> Any:
    page.emulate_media(media="print")
    found = page.evaluate(script)
    page.emulate_media(media="null")
    return found


@pytest.fixture
def ines(transactional_db: None) -> Person:
    """Who leads the example company, with a part of its feedback."""
    actor = lay_example()
    return Person(User.objects.get(pk=actor.user_id), actor)


def test_the_example_company_prints_as_promised(
    ines: Person, browsing: Browsing
) -> None:
    home = f"/w/{ines.actor.workspace_id}/"
    decision = list_decisions(actor=ines.actor, only=DecisionFilter())[0].id
    plan = roadmap.list_plans(actor=ines.actor)[0].id
    need = Need.objects.order_by("pk").first()
    assert need
    one_sheet = {
        f"roadmap/plans/{plan}/",
        f"roadmap/plans/{plan}/?view=now",
        f"roadmap/plans/{plan}/?view=table",
        *(f"strategy/reviews/{one.pk}/" for one in MonthReview.objects.all()),
        f"decisions/{decision}/card/",
        *(
            f"stakeholders/briefings/{one.pk}/"
            for one in Briefing.objects.order_by("pk")[:2]
        ),
    }
    several = {f"evidence/needs/{need.pk}/": 3, f"decisions/{decision}/": 3}
    page = browsing.open(ines, home)
    found, small, controls = {}, {}, {}
    for path in [*one_sheet, *several]:
        page.goto(browsing.address + home + path)
        found[path] = sheets(page)
        small[path] = on_paper(page, SMALLEST)
        controls[path] = on_paper(page, CONTROLS)

    assert {path: found[path] for path in one_sheet} == dict.fromkeys(one_sheet, 1)
    assert {path for path, most in several.items() if found[path] > most} == set()
    assert {path: seen for path, seen in controls.items() if seen} == {}
    read = [path for path in one_sheet if "plans" in path or "reviews" in path]
    assert {path: small[path] for path in read if small[path] < READABLE} == {}


@pytest.mark.parametrize(
    ("teams", "bets", "left"), [(1, 60, 0), (5, 12, 90), (12, 1, 300), (16, 6, 40)]
)
def test_however_much_is_in_a_plan_it_prints_on_one_sheet(
    ana: Person, browsing: Browsing, monkeypatch: Any, teams: int, bets: int, left: int
) -> None:
    make_bets(ana, make_web(ana))
    plan = make_plan(ana.actor, "A plan whose name is as long as names of plans get")
    real = roadmap.plan_page

    def full(**asked: Any) -> PlanPage:
        page = crowded(real(**asked), teams=teams, bets=bets, left=left)
        return replace(page, changes=())

    monkeypatch.setattr(roadmap, "plan_page", full)
    page = browsing.open(ana, f"/w/{ana.actor.workspace_id}/roadmap/plans/{plan.pk}/")

    assert sheets(page) == 1
    assert on_paper(page, SMALLEST) >= READABLE
