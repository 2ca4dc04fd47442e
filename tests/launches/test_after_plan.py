"""Launches later than their bet is planned to be finished, and odds in their list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from leadline.launches import actions, queries
from leadline.launches.models import Launch, LaunchStep
from leadline.launches.types import LaunchIn
from leadline.launches.types import launch_headline as headline_of
from leadline.launches.types.dates import Bound, Built, BuiltBy, Cause, LaunchDates
from leadline.roadmap import actions as roadmap
from leadline.roadmap.models import Bet
from leadline.roadmap.types import Range
from tests.conftest import Person
from tests.contracts.areas.launches import launch_of, step_of
from tests.contracts.examples import Examples
from tests.factories import NOW as MADE
from tests.factories import as_row, make_bet, make_plan, make_team

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
READY = TODAY + timedelta(days=60)


def launch(e: Examples, *, lead: int | None = 60, days: int = 0) -> Launch:
    """A launch of a bet, one step of which takes some days."""
    made = launch_of(e)
    LaunchStep.objects.filter(launch=made).update(lead_days=None)
    LaunchStep.objects.filter(pk=step_of(e).pk).update(lead_days=lead, days=days)
    return made


def after(e: Examples, end: date) -> list[date]:
    found = queries.launches_after_plan(
        actor=e.actor, ends={e.bet.pk: end}, today=TODAY
    )
    return [one.earliest for one in found]


@pytest.mark.parametrize(
    ("end", "told"),
    [(READY - timedelta(days=1), [READY]), (READY, []), (READY + timedelta(1), [])],
)
def test_it_is_said_from_the_day_after_the_planned_end(
    end: date, told: list[date], ana: Person
) -> None:
    e = Examples(ana)
    launch(e)
    assert after(e, end) == told


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        (Cause.BUILT, "the plan has it built by the end of Q1 2027"),
        (Cause.LEAD, "the earliest honest day is "),
    ],
)
def test_the_end_of_a_planned_quarter_is_called_what_it_is(
    ana: Person, cause: Cause, said: str
) -> None:
    e = Examples(ana)
    made = launch(e)
    page = queries.launch_page(actor=ana.actor, launch_id=made.pk)
    day, end = page.row.day, date(2027, 3, 31)
    assert TODAY <= day < end
    dates = LaunchDates(
        day, BuiltBy(Built.LATER, None, end), (Bound(cause, "It", end, end),)
    )

    assert dates.is_by_plan is (cause == Cause.BUILT)
    assert said in headline_of(page, dates, TODAY)


def test_it_says_which_step_makes_it_so(ana: Person) -> None:
    e = Examples(ana)
    made = launch(e, days=-14)
    (one,) = queries.launches_after_plan(
        actor=ana.actor, ends={e.bet.pk: READY}, today=TODAY
    )
    assert (one.bet, one.launch_id, one.end) == (e.bet.title, made.pk, READY)
    assert (one.bound.what, one.bound.lead_days) == (step_of(e).title, 60)
    assert one.earliest == READY + timedelta(days=14)


@pytest.mark.parametrize("change", ["lead", "off", "done step", "done bet", "dropped"])
def test_what_binds_no_more_says_nothing(change: str, ana: Person) -> None:
    e = Examples(ana)
    made = launch(e, lead=None if change == "lead" else 60)
    if change == "off":
        actions.call_off(actor=ana.actor, launch_id=made.pk, why="Nobody asked")
    elif change == "done step":
        LaunchStep.objects.filter(launch=made).update(state="not_needed", why="No")
    elif change in ("done bet", "dropped"):
        Bet.objects.update(state=change.removesuffix(" bet"))
    assert after(e, TODAY) == []


def test_a_bet_in_no_plan_and_one_of_elsewhere_say_nothing(
    ana: Person, cleo: Person
) -> None:
    e = Examples(ana)
    launch(e)
    assert queries.launches_after_plan(actor=ana.actor, ends={}, today=TODAY) == []
    ends = {e.bet.pk: TODAY}
    assert queries.launches_after_plan(actor=cleo.actor, ends=ends, today=TODAY) == []


@pytest.mark.parametrize("launches", [1, 3])
def test_many_launches_are_read_at_one_price(
    launches: int, ana: Person, django_assert_num_queries: Callable
) -> None:
    e = Examples(ana)
    made = launch(e)
    for n in range(launches - 1):
        other = Launch.objects.get(pk=made.pk)
        other.pk, other.title = None, f"Port {n}"
        other.save(force_insert=True)
        step = LaunchStep.objects.get(pk=step_of(e).pk)
        step.pk, step.launch = None, other
        step.save(force_insert=True)
    with django_assert_num_queries(1):
        assert len(after(e, TODAY)) == launches


@pytest.fixture
def planned(ana: Person) -> tuple[int, Launch]:
    """A plan to steer by, and a launch of its bet after its first quarter."""
    web = make_team(ana.actor, "Web", Q2027Q1=10, Q2027Q2=20)
    weeks = Range(Decimal(7), Decimal(10), Decimal(14))
    bet = make_bet(ana.actor, "Even", effort={web: weeks}, growth=9000)
    plan = make_plan(ana.actor)
    roadmap.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="Agreed", now=MADE)
    said = LaunchIn("Even goes out", "major", date(2027, 4, 1), bet_id=bet.pk)
    made = actions.create_launch(actor=ana.actor, launch=said)
    return plan.pk, as_row(Launch, made)


def page_of(who: Person, path: str) -> str:
    url = f"/w/{who.actor.workspace_id}/{path}"
    return " ".join(who.browser.get(url).content.decode().split())


@pytest.mark.parametrize("lead", [5000, None])
def test_the_pages_of_the_plan_and_the_bet_say_it(
    lead: int | None, planned: tuple[int, Launch], ana: Person
) -> None:
    plan_id, made = planned
    step = LaunchStep.objects.filter(launch=made).first()
    LaunchStep.objects.filter(pk=step.pk).update(lead_days=lead)
    for path in (f"roadmap/plans/{plan_id}/", f"roadmap/bets/{made.bet_id}/"):
        page = page_of(ana, path)
        assert ("cannot honestly go to market" in page) == (lead is not None)
        assert ("takes 5,000 days" in page) == (lead is not None)


def test_the_list_of_launches_says_how_likely_each_is_built(
    planned: tuple[int, Launch], ana: Person
) -> None:
    _, made = planned
    assert "built by then:" in page_of(ana, "launches/")
    actions.change_launch(actor=ana.actor, launch_id=made.pk, day=date(2027, 2, 1))
    page = page_of(ana, "launches/")
    assert "built by then:" not in page
    assert "planned to be built by" in page
    assert (
        "“Even goes out” is to go on Mon 1 Feb 2027, but the plan has it built by the "
        "end of Q1 2027"
    ) in page
    actions.call_off(actor=ana.actor, launch_id=made.pk, why="Nobody asked")
    assert "planned to be built by" not in page_of(ana, "launches/")
