"""The figures of goals, plan and Today, added up from the rows as a director would."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from leadline.accounts.models import User, Workspace
from leadline.accounts.types import Actor
from leadline.demo.accounts import accounts
from leadline.demo.expectations import acting
from leadline.demo.finance import revenue
from leadline.foundation import words
from leadline.foundation.periods import next_period, period_end
from leadline.overview.home import STALE, Today, today
from leadline.roadmap.models import Bet, BetEffect, Capacity, Plan, PlanItem
from leadline.roadmap.queries import (
    brings_of_plan,
    committed_plan_id,
    outlook,
    plan_page,
)
from leadline.roadmap.types import GoalOfPlan, PlanPage, why_silent
from leadline.strategy.models import (
    CheckInReading,
    Goal,
    GoalMeasure,
    MonthReview,
    Projection,
    Reading,
)
from leadline.strategy.queries import list_goals, sheet
from leadline.strategy.types import OF_SEGMENT, Driver
from leadline.web.templatetags.economics import comes
from tests.demo.adding_up import brings, newest, serving
from tests.demo.example import NOW, example

CENT = Decimal("0.005")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ines(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Actor]:
    with django_db_blocker.unblock(), example() as actor:
        yield actor


@pytest.fixture
def plan(ines: Actor) -> Plan:
    return Plan.objects.get(pk=committed_plan_id(actor=ines))


@pytest.fixture
def page(ines: Actor, plan: Plan) -> PlanPage:
    return plan_page(actor=ines, plan_id=plan.pk)


def text_of(person: Actor, name: str, *args: object) -> str:
    client = Client()
    client.force_login(
        User.objects.get(pk=person.user_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    address = reverse(name, args=[person.workspace_id, *args])
    return unescape(client.get(address).content.decode())


def test_where_every_measure_stands_is_its_newest_reading(ines: Actor) -> None:
    by_metric = GoalMeasure.objects.filter(metric__isnull=False)
    measures = {one.pk: one for one in by_metric}
    goals = list_goals(actor=ines)
    shown = {one.id: one for row in goals for one in row.measures if one.metric_id}

    assert len(goals) == Goal.objects.count()
    assert shown.keys() == measures.keys()
    for pk, measure in measures.items():
        reading = newest(measure)
        assert reading is not None
        assert measure.target is not None
        assert shown[pk].stands == reading.value
        rises = measure.baseline is None or measure.target > measure.baseline
        way = (measure.target - reading.value) * (1 if rises else -1)
        assert shown[pk].missing == max(way, Decimal(0))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT g.id, r.value FROM strategy_goalmeasure g JOIN strategy_reading r "
            "ON r.metric_id = g.metric_id WHERE r.on_date = (SELECT MAX(x.on_date) "
            "FROM strategy_reading x WHERE x.metric_id = g.metric_id)"
        )
        by_hand = {pk: Decimal(str(value)) for pk, value in cursor.fetchall()}
    assert by_hand == {pk: row.stands for pk, row in shown.items()}


def test_a_measure_without_a_metric_stands_where_the_newest_check_in_read_it(
    ines: Actor,
) -> None:
    loose = [
        one
        for row in list_goals(actor=ines)
        for one in row.measures
        if one.metric_id is None
    ]

    assert len(loose) == 1
    said = CheckInReading.objects.filter(measure_id=loose[0].id)
    last = said.order_by("-check_in__on_date")[0]
    assert loose[0].stands == last.value


def test_the_pace_of_every_measure_is_the_line_worked_out_by_hand(ines: Actor) -> None:
    shown = [one for row in list_goals(actor=ines) for one in row.measures]
    for row in shown:
        if row.kind == "guardrail" or row.missing == 0 or row.metric_id is None:
            continue
        measure = GoalMeasure.objects.get(pk=row.id)
        reading = newest(measure)
        assert reading is not None
        assert measure.target is not None
        assert measure.baseline is not None
        assert measure.target_date is not None
        stood = Reading.objects.filter(metric=measure.metric_id, value=measure.baseline)
        start = stood.order_by("-on_date").values_list("on_date", flat=True)[0]
        gone = (reading.on_date - start).days
        all_days = (measure.target_date - start).days
        way = measure.target - measure.baseline
        expected = measure.baseline + way * gone / all_days
        assert row.pace is not None
        assert row.pace.expected is not None
        assert abs(row.pace.expected - expected) < CENT
        assert abs(row.pace.by - abs(reading.value - expected)) < CENT


def test_a_goal_stands_as_the_one_of_its_measures_that_goes_worst(ines: Actor) -> None:
    order = ["behind", "broken", None, "on_pace", "ahead", "held", "reached"]
    for row in list_goals(actor=ines):
        words = [one.pace.word if one.pace else None for one in row.measures]
        assert (row.pace and row.pace.word) == min(words, key=order.index)


def test_the_plan_is_by_its_middles_the_sum_of_its_bets(
    ines: Actor, plan: Plan, page: PlanPage
) -> None:
    growth, profit = brings(plan, "growth"), brings(plan, "profit")

    assert {bet.bet.id for bet in page.bets} == growth.keys()
    assert abs(Decimal(page.growth) - sum(growth.values())) < CENT
    assert abs(Decimal(page.profit) - sum(profit.values())) < CENT
    assert abs(plan.measures["growth"] - page.growth) < CENT
    text = text_of(ines, "roadmap:plan_detail", plan.pk)
    own = Workspace.objects.get(pk=ines.workspace_id).currency
    for amount in (sum(growth.values()), sum(profit.values())):
        assert words.money(amount, own) in text.split("</h1>")[1].split("</details>")[0]


def test_what_the_plan_does_for_goals_adds_up(
    ines: Actor, plan: Plan, page: PlanPage
) -> None:
    own = Workspace.objects.get(pk=ines.workspace_id).currency
    places = dict(PlanItem.objects.filter(plan=plan).values_list("bet_id", "period"))
    shown = {served.goal.id: served for served in page.goals}
    assert shown.keys() == set(
        Goal.objects.filter(state="open").values_list("pk", flat=True)
    )
    for goal in Goal.objects.filter(state="open"):
        first = GoalMeasure.objects.filter(goal=goal).order_by("pk")[0]
        assert first.metric is not None
        assert first.target is not None
        what = {"growth": "growth", "profitability": "profit"}.get(goal.kind)
        rises = first.baseline is not None and first.target > first.baseline
        served = shown[goal.pk]
        if what is None or first.metric.currency != own or not rises:
            assert served.adds is None, goal.name
            continue
        over = Bet.objects.filter(state__in=("done", "dropped"))
        todo = serving(goal) & places.keys() - set(over.values_list("pk", flat=True))
        in_time = {
            pk for pk in todo
            if first.target_date is None or _out(pk, places[pk]) <= first.target_date
        }  # fmt: skip
        amounts = brings(plan, what)
        adds = sum((amounts[pk] for pk in in_time), Decimal(0))
        _agrees(served, first, adds)
        assert served.bets == len(todo)


def _out(bet_id: int, period: str) -> date:
    later = Bet.objects.get(pk=bet_id).duration - 1
    return period_end(next_period(period, later))


def _agrees(served: GoalOfPlan, goal: GoalMeasure, adds: Decimal) -> None:
    reading = newest(goal)
    assert reading is not None
    assert goal.target is not None
    missing = max(goal.target - reading.value, Decimal(0))
    assert served.adds is not None
    assert abs(Decimal(served.adds) - adds) < CENT
    assert served.short is not None
    assert abs(Decimal(served.short) - max(missing - adds, Decimal(0))) < CENT
    assert served.is_reached == (adds >= missing - CENT)


def test_the_page_says_of_each_goal_in_money_whether_it_is_reached(
    ines: Actor, plan: Plan, page: PlanPage
) -> None:
    text = text_of(ines, "roadmap:plan_detail", plan.pk)
    assert page.judged, "the example has a goal in money"
    seen = outlook(actor=ines, today=NOW.date())
    odds = set(seen.odds)
    for served in page.judged:
        own = served.goal.currency
        if served.goal.id in odds:
            told = comes(seen, served.goal)
            missing = words.money(served.goal.missing, own)
            assert told.startswith(f"Of the {missing} missing, ")
            assert told in text
        elif served.is_reached:
            assert "Reached by these figures:" in text or "Reached already." in text
        else:
            short = words.money(served.short, own)
            missing = words.money(served.goal.missing, own)
            assert f"Not reached: {short} short of the {missing} missing." in text
    for served in page.goals:
        if served.adds is None and served.goal.id not in odds and not served.lacks:
            assert why_silent(served.goal) in text
            unit = served.goal.unit.replace("%", "percent")
            assert (unit or served.goal.measure) in why_silent(served.goal)


def test_a_plan_named_for_a_measure_brings_the_most_of_it(ines: Actor) -> None:
    """By the means that its page and the guide of the example speak of."""
    made = {one.name.split()[0]: one for one in Plan.objects.filter(name__endswith="7")}
    brings = {
        name: brings_of_plan(actor=ines, plan_id=one.pk) for name, one in made.items()
    }
    assert made.keys() == {"Balanced", "Growth", "Profit"}
    for first, measure in (("Growth", "growth"), ("Profit", "profit")):
        means = {name: getattr(one, measure).mean for name, one in brings.items()}
        assert means[first] == max(means.values()), means
    guide = (Path(__file__).parents[2] / "docs/example-company.md").read_text()
    (told,) = re.findall(r"\n4\. (.*?)\n5\. ", guide, re.DOTALL)
    # What a search finds hangs on the machine, so the guide names plans and no bets.
    titles = Bet.objects.values_list("title", flat=True)
    assert not [title for title in titles if title.lower() in told.lower()]
    assert all(f'"{name} first"' in told for name in ("Growth", "Profit"))


def test_no_team_is_asked_for_weeks_it_does_not_have_and_the_free_ones_add_up(
    plan: Plan, page: PlanPage
) -> None:
    weeks: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    cells = Capacity.objects.filter(period__in=plan.periods).select_related("team")
    for cell in cells:
        weeks[cell.team.name, cell.period] = cell.person_weeks
    used = sum(cell.used for load in page.loads for cell in load.cells)
    have = sum(weeks.values())

    assert all(not cell.over for load in page.loads for cell in load.cells)
    cells_shown = [(load.team, cell) for load in page.loads for cell in load.cells]
    assert {(team, cell.period): cell.capacity for team, cell in cells_shown} == {
        at: float(amount) for at, amount in weeks.items()
    }
    assert page.free is not None
    assert abs(page.free - (float(have) - used) / float(have)) < 1e-6
    assert abs(used - float(sum(
        effort.p50 for item in PlanItem.objects.filter(plan=plan)
        for effort in item.bet.efforts.all()
    ))) < CENT  # fmt: skip


def test_goals_on_today_are_those_that_are_due_or_were_not_read(ines: Actor) -> None:
    on = NOW.date()
    brief: Today = today(actor=ines, now=NOW, on=on)

    due, stale = set(), set()
    for goal in GoalMeasure.objects.filter(goal__state="open"):
        reading = newest(goal) if goal.metric_id else None
        assert goal.target is not None
        rises = goal.baseline is None or goal.target > goal.baseline
        is_met = reading is not None and (
            reading.value >= goal.target if rises else reading.value <= goal.target
        )
        if goal.target_date and goal.target_date <= on + timedelta(30) and not is_met:
            due.add(goal.goal_id)
        if reading is not None and reading.on_date < on - STALE:
            stale.add(goal.goal_id)
    assert {goal.id for goal in brief.late_goals} == due
    assert {goal.id for goal in brief.stale_goals} == stale


def test_the_headline_of_goals_names_the_soonest_day(ines: Actor) -> None:
    days = GoalMeasure.objects.filter(goal__state="open", target_date__gte=NOW.date())
    soonest = days.order_by("target_date").values_list("target_date", flat=True)[0]

    head = text_of(ines, "strategy:goals").split("</h1>")[1].split("</header>")[0]

    assert words.day(soonest, NOW.date()) in head
    assert f"{Goal.objects.filter(state='open').count()} goals are open" in head


def test_the_margin_is_a_share_and_its_change_is_in_points(ines: Actor) -> None:
    text = text_of(ines, "strategy:metrics")
    for goal in GoalMeasure.objects.filter(metric__unit="%").select_related("metric"):
        assert goal.metric is not None
        last = list(Reading.objects.filter(metric=goal.metric).order_by("-on_date")[:2])
        moved = abs(last[0].value - last[1].value)
        if moved:
            number = f"{moved:,.4f}".rstrip("0").rstrip(".")
            assert f"{number} point" in text, goal.metric.name
    assert "% of the way" not in text_of(ines, "strategy:goals")


def test_the_sheet_is_full_and_adds_up_to_what_the_customers_pay(ines: Actor) -> None:
    written = sheet(actor=ines)
    everybody = list(accounts().values())

    assert written.filled == written.size == 5 * len(OF_SEGMENT) + 2
    assert {segment.name for segment in written.segments} == {
        one.segment for one in everybody
    }
    for segment in written.segments:
        own = [one for one in everybody if one.segment == segment.name]
        said = segment.cell(Driver.CUSTOMERS).said
        assert said is not None
        assert said.low == said.high == len(own)
        assert segment.revenue == pytest.approx(revenue(own), abs=len(own))
    assert written.customers == len(everybody) == 214
    assert written.revenue == pytest.approx(revenue(everybody), abs=len(everybody))
    measure = GoalMeasure.objects.get(metric__name="Yearly recurring revenue")
    reading = newest(measure)
    assert reading is not None
    assert written.revenue == pytest.approx(reading.value, abs=len(everybody))


def test_what_bets_act_on_is_on_the_sheet(ines: Actor) -> None:
    known = {segment.id for segment in sheet(actor=ines).segments}
    effects = list(BetEffect.objects.all())

    assert len(effects) == sum(len(said.moves) for said in acting().values())
    assert {effect.driver for effect in effects} <= set(OF_SEGMENT)
    assert {effect.segment_id for effect in effects} <= known | {None}


def test_the_odds_are_of_the_goals_and_of_today(ines: Actor) -> None:
    """Both goals of money have odds that nobody could have named beforehand."""
    seen = outlook(actor=ines, today=NOW.date())
    goals = {goal.id: goal for goal in list_goals(actor=ines)}
    roots = {pk for pk, g in goals.items() if not g.parent_id and g.kind != "guardrail"}

    assert not seen.is_stale
    assert seen.odds.keys() == roots
    assert seen.odds.keys() | seen.file.silent.keys() == goals.keys()
    for odds in seen.odds.values():
        assert 0.05 < odds.without < odds.with_plan < 0.95
    made = Projection.objects.filter(plan_id=seen.file.plan_id).order_by("made_at")
    first = [one["probability"] for one in made[0].result["goals"]]
    now = [one["probability"] for one in seen.projection.plain["goals"]]  # type: ignore[union-attr]
    assert all(new < old for old, new in zip(first, now, strict=True))


def test_every_page_about_money_shows_odds_and_none_is_empty(
    ines: Actor, plan: Plan
) -> None:
    odds = outlook(actor=ines, today=NOW.date()).odds
    lead = Goal.objects.get(name="Grow to €7.9m a year")
    said = odds[lead.pk]
    both = [f"{round(share * 100)}%" for share in (said.with_plan, said.without)]
    bet = Bet.objects.get(title="Single sign-on")
    review = MonthReview.objects.latest("month")

    pages = {
        "economics": text_of(ines, "strategy:economics"),
        "goals": text_of(ines, "strategy:goals"),
        "plan": text_of(ines, "roadmap:plan_detail", plan.pk),
        "bet": text_of(ines, "roadmap:bet", bet.pk),
        "review": text_of(ines, "strategy:review", review.pk),
    }

    assert all(one in pages[name] for one in both for name in ("goals", "plan"))
    assert both[1] in pages["economics"]
    assert pages["economics"].count("<svg") > 2
    assert "Revenue a year with this plan" in pages["plan"]
    assert "In the projection" in pages["bet"]
    assert "%" in pages["review"]
    for text in pages.values():
        assert "not worked out yet" not in text
        assert "Old figures" not in text
        assert "Old odds" not in text
