"""Faults that people saw once on a page, each held here where nothing else holds it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import reverse

import leadline.web
from leadline.roadmap.models import Bet
from tests.conftest import Person
from tests.evidence.makers import account, say
from tests.factories import make_plan
from tests.web.roadmap import make_bets, make_web, text_of

pytestmark = pytest.mark.django_db
TEMPLATES = Path(leadline.web.__file__).parent / "templates"


@pytest.fixture
def bets(ana: Person) -> dict[str, Bet]:
    return make_bets(ana, make_web(ana))


def test_the_heads_of_a_timeline_stand_in_the_columns_of_its_lanes(
    ana: Person, bets: dict[str, Bet]
) -> None:
    plan = make_plan(ana.actor, periods=3, profit=0.0)

    text = text_of(ana, f"plans/{plan.pk}/?view=timeline")

    lanes = re.findall(r'class="lane (lane-\d)"', text)
    assert len(lanes) > 1
    assert set(lanes) == {"lane-3"}


def test_what_a_phone_shows_of_a_plan_first_is_what_is_marked_there(
    ana: Person, bets: dict[str, Bet]
) -> None:
    plan = make_plan(ana.actor, profit=0.0)

    text = " ".join(text_of(ana, f"plans/{plan.pk}/").split())

    marked = re.findall(
        r'<nav class="seg (\S+)" .*?aria-current="page".*?</svg>([^<]+)</a', text
    )
    shown = re.findall(r'<div class="plan-view is-on( view-line)? (\S+)">', text)
    assert marked == [("not-phone", "Timeline"), ("only-phone", "Now, next, later")]
    assert shown == [("", "only-phone"), (" view-line", "not-phone")]


def test_two_plans_are_compared_with_each_other_where_none_is_named(
    ana: Person, bets: dict[str, Bet]
) -> None:
    for name in ("One", "Two"):
        make_plan(ana.actor, name, profit=0.0)
    url = reverse("roadmap:compare", args=[ana.actor.workspace_id])

    page = ana.browser.get(url)

    assert page.context["one"] != page.context["other"]
    assert page.context["one"]


def test_find_or_do_says_names_as_they_are_written_and_cuts_no_word(
    ana: Person,
) -> None:
    words = "Osprey tide tables " + "come too late for planners " * 20
    say(ana.actor, words, account(ana.actor, "Osprey Bay Medical Center"))
    url = reverse("overview:search", args=[ana.actor.workspace_id])

    text = ana.browser.get(url, {"q": "osprey"}, headers={"HX-Request": "true"})

    plain = " ".join(re.sub(r"<[^>]+>", "", text.content.decode()).split())
    assert "Osprey Bay Medical Center" in plain
    assert "osprey bay medical center" not in plain
    cut = re.findall(r"(\w+)\s?…", plain)
    assert set(cut) <= set(words.split())


def test_there_is_one_chair_and_files_are_exported_in_one_word() -> None:
    drawn = {path: path.read_text() for path in TEMPLATES.rglob("*.html")}

    wrong = [
        path.name
        for path, text in drawn.items()
        if re.search(r'icon "(armchair|sofa)|Save as CSV|Download CSV', text)
    ]
    assert wrong == []
