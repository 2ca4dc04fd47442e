"""What the page of a plan says first, and of how many futures its shares are."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from leadline.foundation.samples import error_of_share
from leadline.roadmap import queries
from leadline.roadmap.models import Plan
from leadline.roadmap.types import Range, how_sure
from leadline.roadmap.types import plan_headline as headline
from tests.conftest import Person
from tests.factories import make_bet, make_plan, make_team
from tests.web.roadmap import text_of

pytestmark = pytest.mark.django_db


def spread(low: int, middle: int, high: int) -> Range:
    return Range(Decimal(low), Decimal(middle), Decimal(high))


@pytest.fixture
def full(ana: Person) -> Plan:
    """Two bets that fill their team by the middles, and may take far longer."""
    web = make_team(ana.actor, "Web", Q2027Q1=10, Q2027Q2=10)
    for name in ("One", "Other"):
        make_bet(
            ana.actor, name, growth=spread(80_000, 100_000, 140_000),
            effort={web: spread(7, 10, 30)},
        )  # fmt: skip
    return make_plan(ana.actor, profit=0.0, futures=60, time_limit=20.0)


def test_what_a_plan_brings_is_one_figure_wherever_the_page_says_it(
    ana: Person, full: Plan
) -> None:
    page = queries.plan_page(actor=ana.actor, plan_id=full.pk)
    brings = queries.brings_of_plan(actor=ana.actor, plan_id=full.pk)
    assert brings is not None
    mean = f"€{brings.growth.mean / 1000:.0f}k"

    text = text_of(ana, f"plans/{full.pk}/")

    head = (
        f"Plan 2027: 2 bets bring {mean} growth a year, on average over 2,000 futures; "
        "nobody said a profit."
    )
    assert headline(page, brings) == head
    assert head in text
    assert f"<dd>{mean}</dd>" in text
    assert (
        "By the middle of each range, weighed by how sure people are: "
        "€200k growth a year." in text
    )
    # By the middles every week is used, so longer work leaves something undone.
    assert brings.growth.mean < 200_000
    assert 0.05 < brings.unfinished < 1
    assert f"On average {brings.unfinished:.1f} of its bets are not finished" in text
    first, last = how_sure(page, brings)  # a board reads three sentences at most
    assert first.startswith("8 in 10 futures bring ")
    assert last.startswith("On average ")


def test_a_plan_that_no_future_was_planned_for_says_so(ana: Person, full: Plan) -> None:
    alone = make_plan(ana.actor, "Alone", profit=0.0)
    text = text_of(ana, f"plans/{alone.pk}/")

    assert (
        "It was not chosen over futures: it was asked for the middle of each range "
        "alone." in text
    )
    assert "no bet is called core or borderline" in text
    assert "on average over 2,000 futures" in text


def test_where_nothing_is_a_range_there_is_one_future_and_no_average(
    ana: Person,
) -> None:
    make_bet(ana.actor, growth=100_000, profit=50_000)
    plan = make_plan(ana.actor)
    page = queries.plan_page(actor=ana.actor, plan_id=plan.pk)
    brings = queries.brings_of_plan(actor=ana.actor, plan_id=plan.pk)
    assert brings is not None

    assert headline(page, brings) == (
        "Plan 2027: 1 bet brings €100k growth and €50k profit a year."
    )
    assert how_sure(page, brings) == [
        "No value and no effort of its bets is a range, so there is one future and "
        "nothing says how far it may be off."
    ]
    broken = replace(page, head=replace(page.head, broken=("Web needs 6 of 4",)))
    assert headline(broken, brings).endswith("a year, but 1 demand is broken.")
    assert headline(page, None) == (
        "Plan 2027 is impossible as asked: 0 demands clash."
    )


def test_shares_of_futures_say_of_how_many_and_how_well_they_are_known(
    ana: Person, full: Plan
) -> None:
    futures = queries.plan_page(actor=ana.actor, plan_id=full.pk).futures
    one = futures.stands[0]

    text = text_of(ana, f"plans/{full.pk}/?view=timeline")

    assert (one.planned, futures.planned) == (60, 60)
    assert one.times == round(one.share * 60)
    assert "in the best plan found in 95% or more of the 60 futures planned" in text
    assert "±6 points at most" in text
    assert "of 100" not in text


@pytest.mark.parametrize(
    ("share", "count", "error"),
    [(0.5, 43, 0.0745), (1.0, 43, 0.0220), (0.0, 43, 0.0220), (0.5, 2000, 0.0112)],
)
def test_the_error_of_a_share_is_never_nothing(
    share: float, count: int, error: float
) -> None:
    assert error_of_share(share, count) == pytest.approx(error, abs=1e-4)
