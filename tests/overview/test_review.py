"""What a review says of a month: each figure from its record, or why there is none."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from leadline.accounts.models import Event
from leadline.decisions import actions as decisions
from leadline.decisions.types import ForecastIn, OutcomeIn, PredictionIn
from leadline.overview.review import month_facts
from leadline.overview.review.words import CHAIR
from leadline.roadmap import actions as roadmap
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PromiseIn
from leadline.strategy import actions as strategy
from leadline.strategy.types import CheckInIn, GoalOdds, ReviewFacts, Section, Tally
from tests.conftest import Person
from tests.factories import make_bet, make_goal, make_metric, make_reading
from tests.overview.month_world import (
    MONTH,
    NOW,
    OCTOBER,
    forecast,
    make_finished_bet,
    make_month,
)

pytestmark = pytest.mark.django_db


def facts_of(who: Person, month: str = MONTH, **more: object) -> ReviewFacts:
    said = {"now": NOW} | more
    return month_facts(actor=who.actor, month=month, **said)


def test_the_weightiest_stands_on_top_and_the_next_in_the_opening(ana: Person) -> None:
    make_month(ana.actor)

    facts = facts_of(ana)

    assert facts.headline.words == (
        "Yearly revenue rose by €100k to €7.00m, and “Support stays cheap” is broken: "
        "€50, to be held at €42 at most."
    )
    assert [line.words for line in facts.opening] == [
        "Yearly revenue stands at €7.00m, up 9.4% in a year; it has €900k to go to "
        "€7.90m by 31 December 2027, and it is behind by €257k.",
        "2 of our 3 promises due in October were not kept.",
        f"The one decision of October was taken without {CHAIR}.",
    ]


def test_every_figure_leads_to_its_record(ana: Person) -> None:
    world = make_month(ana.actor)

    facts = facts_of(ana)

    told = [facts.headline, *facts.opening, *facts.bets, *facts.promises]
    links = {p.words: p.path for one in told for p in one.pieces if p.path}
    goal = f"strategy/goals/{world.grow.pk}/"
    assert {links[words] for words in ("€100k", "9.4%", "€900k")} == {goal}
    assert links["€50"] == f"strategy/goals/{world.cheap.pk}/"
    assert links["2 of our 3"] == "stakeholders/promises/"
    assert links["19 calls"].startswith("decisions/predictions/")
    assert links["Swap in two taps"].startswith("roadmap/bets/")


def test_a_goal_says_where_it_stood_in_the_month_and_where_that_is_from(
    ana: Person,
) -> None:
    make_month(ana.actor)

    first, second = facts_of(ana).goals

    assert (first.name, first.now, first.change, first.pace, first.read) == (
        "Grow to 7.9m", "€7.00m", "+€100k", "behind by €257k",
        "31 Oct, Finance, 3 days old",
    )  # fmt: skip
    assert (second.change, second.pace, second.is_bad, second.read) == (
        "+€5", "broken", True, "30 Oct, from the file “ledger october”, 4 days old",
    )  # fmt: skip
    assert first.moved.words == "No bet serves it"


def test_readings_after_the_month_are_not_in_it(ana: Person) -> None:
    world = make_month(ana.actor)
    make_reading(ana.actor, world.revenue, date(2026, 11, 1), 9_000_000)

    facts = facts_of(ana)

    assert "€7.00m" in {goal.now for goal in facts.goals}
    assert "€9.00m" in {goal.now for goal in facts_of(ana, "2026-11").goals}


@pytest.mark.parametrize(
    ("before", "since"),
    [(date(2026, 9, 1), ""), (date(2026, 9, 30), ""),
     (date(2026, 8, 31), " since 31 Aug 2026")],
)  # fmt: skip
def test_a_change_says_since_when_where_the_month_before_was_not_read(
    ana: Person, before: date, since: str
) -> None:
    for name in ("Revenue", "Cost"):
        metric = make_metric(ana.actor, name)
        make_reading(ana.actor, metric, before, 7)
        make_reading(ana.actor, metric, date(2026, 10, 20), 9)
        if name == "Revenue":
            make_goal(ana.actor, metric_id=metric.pk)

    facts = facts_of(ana)

    assert facts.goals[0].change == f"+€2{since}"
    assert facts.headline.words == f"Revenue rose by €2{since} to €9."
    assert f"€9, +€2{since} (20 Oct" in facts.readings[0].words


@pytest.mark.parametrize(
    ("day", "change", "told"),
    [(date(2026, 10, 1), "+€1", ""), (date(2026, 9, 30), "", "; no newer reading")],
)
def test_a_goal_not_read_in_the_month_says_so(
    ana: Person, day: date, change: str, told: str
) -> None:
    metric = make_metric(ana.actor)
    make_reading(ana.actor, metric, date(2026, 9, 1), 7)
    make_reading(ana.actor, metric, day, 8)
    make_goal(ana.actor, metric_id=metric.pk)

    facts = facts_of(ana)

    assert facts.goals[0].change == change
    assert facts.goals[0].read.endswith(f"days old{told}")
    started = "rose by €1 to €8" if change else "was not read in October"
    assert facts.headline.words == f"Revenue {started}."


def test_what_cannot_be_said_says_why(ana: Person) -> None:
    make_goal(ana.actor, "By hand")
    metric = make_metric(ana.actor)
    make_goal(ana.actor, "Never", metric_id=metric.pk)

    facts = facts_of(ana)

    assert [(goal.now, goal.read) for goal in facts.goals] == [
        ("not known", "no metric measures it"), ("not known", "never read"),
    ]  # fmt: skip
    assert facts.headline.words == "Nothing that weighs is on record for October 2026."
    assert facts.lines_of(Section.DECISIONS) == ("None was taken in October.",)
    assert facts.lines_of(Section.PROMISES) == ("None of ours fell due in October.",)


def test_without_a_reading_of_a_year_ago_the_opening_says_so(ana: Person) -> None:
    metric = make_metric(ana.actor)
    for day in (date(2025, 9, 10), date(2026, 9, 30), date(2026, 10, 31)):
        make_reading(ana.actor, metric, day, 7)
    make_goal(ana.actor, metric_id=metric.pk)

    assert facts_of(ana).opening[0].words == (
        "Revenue stands at €7; it was not read a year ago, so nothing says how it grew."
    )
    make_reading(ana.actor, metric, date(2025, 9, 16), 7)
    assert ", as a year ago" in facts_of(ana).opening[0].words


def test_forecasts_stand_beside_what_came_out(ana: Person, olu: Person) -> None:
    make_month(ana.actor)

    facts = facts_of(ana)

    assert [(one.text, one.said, one.was, one.verdict) for one in facts.forecasts] == [
        ("New contracts in October", "14 to 31 contracts", "9 contracts", "below"),
        ("The port signs", "70%", "happened", "as expected"),
    ]
    assert facts.bets[0].words == (
        "Swap in two taps: “Calls for each hundred staff” 19 calls; we said 14 to 31 "
        "calls, inside"
    )
    assert facts.tally == Tally(settled=3, inside=2, due=3, kept=1, taken=1, heard=0)


@pytest.mark.parametrize(
    ("value", "verdict", "is_bad"),
    [(14, "inside", False), (31, "inside", False), (13, "below", True),
     (32, "above", False)],
)  # fmt: skip
def test_a_range_holds_up_to_its_ends_and_worse_is_marked(
    ana: Person, value: int, verdict: str, is_bad: bool
) -> None:
    metric = make_metric(ana.actor)
    said = ForecastIn(p10=Decimal(14), p50=Decimal(20), p90=Decimal(31))
    came = OutcomeIn(value=Decimal(value), source="Sales")
    forecast(ana.actor, "Contracts", said, came, metric_id=metric.pk)

    one = facts_of(ana).forecasts[0]

    assert (one.verdict, one.is_bad) == (verdict, is_bad)


@pytest.mark.parametrize(
    ("chance", "verdict", "tally"),
    [(51, "as expected", (1, 1)), (49, "not as expected", (1, 0)),
     (50, "even odds", (1, 0))],
)  # fmt: skip
def test_an_event_was_expected_from_more_than_even_odds(
    ana: Person, chance: int, verdict: str, tally: tuple[int, int]
) -> None:
    came = OutcomeIn(happened=True, source="Contract")
    forecast(ana.actor, "The port signs", ForecastIn(probability=chance), came)

    facts = facts_of(ana)

    assert facts.forecasts[0].verdict == verdict
    assert (facts.tally.settled, facts.tally.inside) == tally


def test_what_several_people_said_stands_together_and_names_nobody(
    ana: Person, olu: Person
) -> None:
    made = decisions.create_prediction(
        actor=ana.actor, on=date(2026, 9, 1),
        prediction=PredictionIn("Calls", "range", resolve_on=date(2026, 10, 20)),
    )  # fmt: skip
    for who, low in ((ana, 10), (olu, 20)):
        said = ForecastIn(p10=Decimal(low), p50=Decimal(25), p90=Decimal(30))
        decisions.answer_prediction(
            actor=who.actor, prediction_id=made.pk, forecast=said,
            now=OCTOBER - timedelta(days=20),
        )  # fmt: skip
    decisions.resolve_prediction(
        actor=ana.actor, prediction_id=made.pk, now=OCTOBER + timedelta(days=8),
        outcome=OutcomeIn(value=Decimal(15), source="Calls"),
    )  # fmt: skip

    one = facts_of(ana).forecasts[0]

    assert (one.said, one.verdict) == ("15 to 30 (2 people)", "inside")


def test_a_finished_bet_that_nobody_measured_says_so(ana: Person) -> None:
    pk = make_finished_bet(ana.actor)
    Event.objects.filter(verb="roadmap.set_bet_state").update(created_at=OCTOBER)

    facts = facts_of(ana)

    assert facts.bets[0].words == (
        "Payroll export is finished. It was to bring €80k to €200k of growth a year; "
        "what it brought is not known: no prediction about it has come out"
    )
    assert facts.marks[f"bet:{pk}"].how == "finished"
    roadmap.set_bet_state(
        actor=ana.actor, bet_ids=[pk], state="doing", reason="Not yet", now=NOW
    )
    assert facts_of(ana).bets == ()  # it was taken back, so it is no news


def test_a_bet_that_serves_a_goal_says_what_moved_it(ana: Person) -> None:
    world = make_month(ana.actor)
    bet = make_bet(ana.actor, "Payroll export")
    roadmap.set_bet_goals(
        actor=ana.actor, bet_id=bet.pk, goal_ids=[world.grow.pk], now=NOW
    )
    assert facts_of(ana).goals[0].moved.words == ""
    roadmap.set_bet_state(
        actor=ana.actor, bet_ids=[bet.pk], state="doing", reason="Begun", now=NOW
    )
    Event.objects.filter(verb="roadmap.set_bet_state").update(created_at=OCTOBER)

    assert facts_of(ana).goals[0].moved.words == "Payroll export was begun"
    assert facts_of(ana, "2026-09").goals[0].moved.words == ""


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2026, 10, 1), True), (date(2026, 10, 31), True), (date(2026, 9, 30), False),
     (date(2026, 11, 1), False)],
)  # fmt: skip
def test_a_check_in_of_the_month_says_what_moved_a_goal(
    ana: Person, day: date, told: bool
) -> None:
    world = make_month(ana.actor)
    said = CheckInIn(70, "Two ports have signed")
    strategy.check_in(actor=ana.actor, goal_id=world.grow.pk, said=said, today=day)

    moved = facts_of(ana).goals[0].moved.words

    assert (moved == "“Two ports have signed” (ana, 70% sure)") is told


def test_decisions_say_how_the_chair_was(ana: Person) -> None:
    make_month(ana.actor)

    told = facts_of(ana).lines_of(Section.DECISIONS)

    assert told[1] == (
        "Build or buy? “Buy”, chair empty: The old licence ends on Friday. Nobody "
        "could be asked in time."
    )
    assert not [line for line in told if "Stop the old app?" in line]
    november = facts_of(ana, "2026-11").lines_of(Section.DECISIONS)
    assert november == (
        "None was taken in November.",
        "Stop the old app? is due Fri 11 Dec: chair empty",
    )


def test_promises_are_counted_by_their_day_and_late_ones_named(ana: Person) -> None:
    world = make_month(ana.actor)

    facts = facts_of(ana)

    assert facts.lines_of(Section.PROMISES) == (
        "1 of our 3 due in October was kept, 33%; 50% were kept over the year.",
        "A date for badges, to Renata Vogel, due Fri 9 Oct: broken",
        "The timeline in writing, to Renata Vogel, due Tue 20 Oct: 14 days late",
        "The price list, to Renata Vogel, due Mon 5 Oct: kept",
    )
    ours = PromiseIn(
        world.renata.pk, "Their answer", "received", due_date=date(2026, 10, 9)
    )
    stakeholders.create_promise(actor=ana.actor, promise=ours, now=NOW)
    assert facts_of(ana).tally.due == 3  # what they promised is not ours to keep


def test_a_bound_from_below_is_told_as_one(ana: Person) -> None:
    metric = make_metric(ana.actor, "Uptime", currency="", unit="%")
    make_reading(ana.actor, metric, date(2026, 10, 9), 98)
    make_goal(
        ana.actor, "Stay up", kind="guardrail", metric_id=metric.pk, target=Decimal(99)
    )
    other = make_metric(ana.actor)
    make_reading(ana.actor, other, date(2026, 10, 9), 7)
    make_goal(ana.actor, "Grow", metric_id=other.pk)

    assert facts_of(ana).headline.words.startswith(
        "“Stay up” is broken: 98%, to be held at 99% at least"
    )


def test_what_comes_before_the_next_review(ana: Person) -> None:
    make_month(ana.actor)

    assert facts_of(ana).lines_of(Section.AHEAD) == (
        "Write a bet for “Grow to 7.9m”, which none serves, or drop it.",
        "Write a bet for “Support stays cheap”, which none serves, or drop it.",
        "Keep “A visit”, to Renata Vogel, by Sat 28 Nov.",
    )
    assert facts_of(ana).lines_of(Section.LEARNED) == (
        "Wards swap more. (Calls for each hundred staff)",
    )


def test_without_odds_nothing_is_said_of_them_and_with_them_they_lead(
    ana: Person,
) -> None:
    world = make_month(ana.actor)
    september = facts_of(ana, "2026-09", odds={world.grow.pk: GoalOdds(0.57, 0.1)})
    strategy.make_review(
        actor=ana.actor, month="2026-09", facts=september, today=NOW.date(), now=NOW
    )
    assert not facts_of(ana).has_odds

    odds = {
        world.grow.pk: GoalOdds(0.61, 0.09, because="two ports signed"),
        world.cheap.pk: GoalOdds(0.03, 0.01),
    }
    facts = facts_of(ana, odds=odds)

    first, second = facts.goals
    assert first.odds_without == 9
    assert (first.odds, first.odds_moved, first.moved.words) == (
        61, "+4", "two ports signed",
    )  # fmt: skip
    assert (second.odds, second.odds_moved) == (3, "")
    assert facts.headline.words == (
        "Yearly revenue rose by €100k to €7.00m, and we are 4 points likelier to reach "
        "“Grow to 7.9m” than at the review before (61%, 9% with nothing built)."
    )


def test_how_far_behind_is_said_as_finely_as_the_goal_is_measured(ana: Person) -> None:
    kept = make_metric(ana.actor, "Kept revenue", currency="", unit="%")
    make_reading(ana.actor, kept, date(2026, 10, 31), "92.7")
    goal = make_goal(
        ana.actor, "Keep more", metric_id=kept.pk, baseline=Decimal("92.9"),
        baseline_date=date(2026, 1, 1), target=Decimal(94),
        target_date=date(2026, 12, 31),
    )  # fmt: skip
    facts = month_facts(actor=ana.actor, month=MONTH, now=NOW)

    [row] = [one for one in facts.goals if one.key == f"goal:{goal.pk}"]
    assert re.fullmatch(r"behind by \d\.\d points", row.pace)
