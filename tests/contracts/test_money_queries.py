"""Every query that returns money, held against sums made of the rows.

The list is closed: a query whose answer can hold money, found by the types it names,
is in ``HELD`` or the test fails.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.paginator import Page
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from leadline.accounts.types import EventRow
from leadline.attention.queries import week_page
from leadline.decisions import queries as decisions
from leadline.decisions.queries.voices import (
    first_voices,
    first_voices_each,
    voices_of,
)
from leadline.evidence import queries as evidence
from leadline.evidence.models import Customer, Feedback
from leadline.evidence.types import (
    CustomerFilter,
    CustomerRow,
    FeedbackRow,
    NeedFilter,
    NeedRow,
    QuoteRow,
)
from leadline.foundation.money import Total
from leadline.foundation.slow import nobody_waits
from leadline.overview.asks import Shelf, ask_of, asks_of
from leadline.overview.briefing.record import promises_of, read_record
from leadline.overview.home import today
from leadline.overview.trace import line_of
from leadline.roadmap import queries as roadmap
from leadline.roadmap.queries.backing import (
    askers_of_bets,
    backing_of_bets,
    needs_of_bet,
)
from leadline.roadmap.queries.plans import head_of_plan, plan_head
from leadline.roadmap.types import (
    BUILT_IN,
    BetFilter,
    Floor,
    GoalOfPlan,
    PlanHead,
    Range,
)
from leadline.stakeholders.models import Person as Stakeholder
from leadline.stakeholders.types import Direction, PromiseRow
from tests.conftest import Person
from tests.contracts.money_world import BRINGS, MISSING, Drawn, World, built, worlds
from tests.factories import NOW, make_plan

DOMAINS = ("accounts", "evidence", "strategy", "stakeholders", "roadmap", "attention",
           "decisions", "growth")  # fmt: skip
MONEY = {Total, Range, PlanHead, Floor, GoalOfPlan}
# A page does not name its rows in its type.
ROWS = {"list_customers": CustomerRow, "list_needs": NeedRow, "quotes_of": QuoteRow,
        "list_feedback": FeedbackRow, "list_events": EventRow}  # fmt: skip
LATER = NOW + timedelta(hours=1)


def customers(w: World) -> None:
    evidence_rows = (
        evidence.list_customers(actor=w.actor, wanted=CustomerFilter()).items,
        evidence.export_customers(actor=w.actor, wanted=CustomerFilter(), limit=99),
        [
            evidence.heard_of_customer(actor=w.actor, customer_id=pk)
            for pk in w.everyone
        ],
    )
    for lot in evidence_rows:
        assert {row.id for row in lot} == w.everyone
        for row in lot:
            w.agrees(row.paid, {row.id})
    w.agrees(evidence.all_revenue(actor=w.actor), w.everyone)


def quotes(w: World) -> None:
    for need in w.asks:
        page = evidence.quotes_of(actor=w.actor, need_id=need)
        for row in page.items:
            w.agrees(row.paid, {row.customer_id})
    for pk, who in Feedback.objects.values_list("pk", "customer_id"):
        w.agrees(evidence.get_quote(actor=w.actor, feedback_id=pk).paid, {who})


def needs(w: World) -> None:
    wanted = NeedFilter(sort="-revenue")
    page = evidence.list_needs(actor=w.actor, wanted=wanted, now=LATER)
    every = evidence.need_rows(actor=w.actor, need_ids=w.asks, now=LATER)
    chosen = evidence.needs_by_id(actor=w.actor, need_ids=w.asks, now=LATER)
    assert len(chosen) == len(w.asks)
    for row in (*page.items, *every, *chosen):
        w.agrees(row.revenue, w.asks[row.id])
    sums = [row.revenue.amount for row in page.items]
    assert sums == sorted(sums, reverse=True), "the list is sorted by another figure"
    for need, who in w.asks.items():
        about = evidence.need_page(actor=w.actor, need_id=need, now=LATER)
        w.agrees(about.row.revenue, who)
        w.agrees(about.all_revenue, w.everyone)


def bets(w: World) -> None:
    actor, (login, ledger) = w.actor, (w.first_bet, w.second_bet)
    exact = roadmap.list_bets(
        actor=actor, only=BetFilter(state="all"), exact=True
    ).items
    every = BetFilter(state="all", sort="-score")
    by_rice = roadmap.ranked_bets(
        actor=actor, only=every, ranking=BUILT_IN[0], today=NOW.date()
    )
    pages = [roadmap.bet_page(actor=actor, bet_id=pk).bet for pk in (login, ledger)]
    pages += [bet for bet, _ in by_rice]
    first = min(w.asks)
    asked = {login: w.asks[first], ledger: w.askers}
    for row in (*exact, *pages):
        w.agrees(row.backing.revenue, asked[row.id])
    listed = [
        *roadmap.list_bets(actor=actor, only=BetFilter(state="all")).items,
        *roadmap.bet_rows(actor=actor, bet_ids=[login, ledger]),
        *roadmap.bets_of_need(actor=actor, need_id=first),
        *roadmap.bets_of_goal(actor=actor, goal_id=w.goal_id),
        *roadmap.loose_bets(actor=actor),
    ]
    loudest = max(w.asks.values(), key=lambda who: w.summed(who)[0])
    for row in (*listed, *exact, *pages):
        code = w.drawn.of_plan if row.id == login else w.drawn.of_bet
        w.brings(row.growth, BRINGS, code)
    for row in listed:
        if row.backing.is_least:
            assert row.backing.revenue.amount == pytest.approx(w.summed(loudest)[0])
        else:
            w.agrees(row.backing.revenue, asked[row.id])
    for row in backing_of_bets(actor=actor, bet_ids=[login]).values():
        w.agrees(row.revenue, w.asks[first])
    for count, paid in askers_of_bets(actor=actor, bet_ids=[login], until=NOW).values():
        assert count == len(w.asks[first])
        w.agrees(paid, w.asks[first])
    for need in needs_of_bet(actor=actor, bet_id=ledger):
        w.agrees(need.revenue, w.asks[need.id])
    for bet_id, asking in asked.items():
        support = roadmap.support_of_bet(actor=actor, bet_id=bet_id)
        w.agrees(support.revenue, asking)
        w.agrees(support.whole, w.everyone)


def heads(w: World) -> None:
    actor, plan = w.actor, w.plan
    hand = roadmap.hand_options(actor=actor, plan_id=plan.pk, bet_id=w.first_bet)
    found = [
        *roadmap.list_plans(actor=actor),
        plan_head(actor=actor, plan=plan),
        head_of_plan(actor=actor, plan_id=plan.pk),
        roadmap.plan_page(actor=actor, plan_id=plan.pk).head,
        hand.head,
        roadmap.to_know(actor=actor, plan_id=plan.pk).plan,
        roadmap.ways_page(actor=actor, plan_id=plan.pk, today=NOW.date()).plan,
    ]
    if standing := roadmap.standing_of_bet(actor=actor, bet_id=w.first_bet):
        found.append(standing.plan)
    for head in found:
        assert head is not None
        value, code = head.shown(float(BRINGS))
        factor = w.drawn.factor(w.drawn.of_plan)
        assert code == (w.drawn.own if factor else w.drawn.of_plan)
        assert value == pytest.approx(float(BRINGS * (factor or 1)))
        assert head.measures["growth"] == pytest.approx(float(BRINGS))


def compared(w: World) -> None:
    """Two plans of two currencies stand side by side, each in its own figures."""
    if w.drawn.factor(w.drawn.of_plan) and w.drawn.factor(w.drawn.of_bet):
        other = make_plan(w.actor, "Newer")
        page = roadmap.compare_plans(actor=w.actor, one_id=w.plan.pk, other_id=other.pk)
        assert (page.one.currency, page.other.currency) == (
            w.plan.currency,
            w.drawn.own,
        )
        before, after = page.measures["growth"]
        old, new = page.one.shown(before), page.other.shown(after)
        assert old[1] == new[1] == w.drawn.own
        assert old[0] == pytest.approx(
            float(BRINGS * (w.drawn.factor(w.drawn.of_plan) or 0))
        )


def goals(w: World) -> None:
    actor, drawn = w.actor, w.drawn
    page = roadmap.plan_page(actor=actor, plan_id=w.plan.pk)
    (served,) = page.goals
    to_own, from_plan = drawn.factor(drawn.of_goal), drawn.factor(drawn.of_plan)
    if drawn.of_plan == drawn.of_goal:
        to_own = from_plan = drawn.factor(drawn.of_goal) or BRINGS / BRINGS
    if to_own and from_plan:
        assert served.adds == pytest.approx(float(BRINGS * from_plan / to_own))
        assert served.lacks == ""
    else:
        assert (served.adds, served.lacks) == (None, drawn.of_plan)
    to_own = drawn.factor(drawn.of_goal)
    floors = roadmap.possible_floors(actor=actor, today=NOW.date())
    lacking = roadmap.floors_without_rate(actor=actor)
    assert [floor.at_least for floor, _ in floors] == (
        [pytest.approx(float(MISSING * to_own))] if to_own else []
    )
    assert lacking == ([] if to_own else [("Grow", drawn.of_goal)])
    for bet in page.bets:
        w.agrees(bet.backing.revenue, w.asks[min(w.asks)])


def chair(w: World) -> None:
    actor = w.actor
    found = decisions.chair_of(actor=actor, decision_id=w.decision_id, now=LATER)
    hearing = decisions.hearing_of(actor=actor, decision_id=w.decision_id, now=LATER)
    speaker = w.customers[0].pk
    touched = w.askers | {speaker}
    for one in (found, hearing.chair):
        w.agrees(one.touched_revenue, touched)
        for segment in one.silent:
            w.agrees(segment.revenue, w.of_segment(segment.name, touched))
    for word in hearing.words:
        if word.revenue is None:
            assert w.summed({word.customer_id}) == (0, {})
        else:
            w.agrees(word.revenue, {word.customer_id})
    assert [word.customer_id for word in hearing.words] == [speaker]


def silence(w: World) -> None:
    actor, on = w.actor, LATER.date()
    brief = today(actor=actor, now=LATER, on=on)
    silent, _ = decisions.silent_on(actor=actor, decision_id=w.decision_id)
    talks = decisions.next_talks(actor=actor, on=on)
    voices = [voice for voice, _ in decisions.next_voices(actor=actor, on=on)]
    for talk in (*talks, *filter(None, [brief.talk])):
        voices += talk.voices
        if talk.segment:
            silent.append(talk.segment)
    for segment in silent:
        w.agrees(segment.revenue, w.of_segment(segment.name, w.askers))
    for need in w.asks:
        for talk in decisions.next_talks(actor=actor, on=on, need_id=need):
            voices += talk.voices
            assert talk.segment is not None
            among = w.of_segment(talk.segment.name, w.everyone)
            w.agrees(talk.segment.revenue, among)
    for voice in voices:
        w.agrees(voice.revenue, {voice.customer_id})
    for row in brief.open_needs:
        w.agrees(row.revenue, w.asks[row.id])


def learning(w: World) -> None:
    """Whom to ask has revenue; questions have a worth where the plan has ranges."""
    on = LATER.date()
    among = Customer.objects.filter(workspace_id=w.actor.workspace_id)
    every = voices_of(actor=w.actor, among=among, on=on)
    first = first_voices(actor=w.actor, among=among, on=on)
    (each,) = first_voices_each(actor=w.actor, among=[among], on=on)
    for voices in (*every.values(), first, each):
        for voice in voices:
            w.agrees(voice.revenue, {voice.customer_id})
    found = decisions.lessons(actor=w.actor, on=on, plan_id=w.plan.pk)
    assert (found.rows, found.plan) == ((), None)
    assert found.why


def week(w: World) -> None:
    monday = NOW.date() - timedelta(days=NOW.weekday())
    page = week_page(actor=w.actor, monday=monday, zone=ZoneInfo("UTC"))
    for segment in page.segments:
        w.agrees(segment.revenue, w.of_segment(segment.name, w.everyone))


def briefing(w: World) -> None:
    record = read_record(actor=w.actor, now=LATER, since=NOW - timedelta(days=7))
    ahead = roadmap.promises_ahead(actor=w.actor, on=LATER.date())
    given = promises_of(w.actor, LATER.date(), Direction.GIVEN, ahead)
    assert len(given) == len(w.customers)
    for owed in (*record.given, *given):
        w.agrees(owed.revenue, {owed.customer_id})
    for coming in record.coming.values():
        w.agrees(coming.revenue, w.asks[min(w.asks)])


def asks(w: World) -> None:
    when: dict[str, Any] = {"actor": w.actor, "now": LATER, "on": LATER.date()}
    found = [ask for ask in asks_of(**when, shelf=Shelf.ALL).shown if ask.worth]
    for ask in found:
        assert isinstance(ask.of, PromiseRow)
        customer_id = Stakeholder.objects.get(pk=ask.of.person_id).customer_id
        w.agrees(ask.worth, {customer_id})
        assert ask_of(key=ask.key, **when).worth == ask.worth
    paying = {c.pk for c in w.customers if c.revenue_amount}
    assert len(found) == len(paying)


def line(w: World) -> None:
    found = line_of(actor=w.actor, kind="need", pk=min(w.asks), now=LATER)
    for need in found.needs:
        w.agrees(need.revenue, w.asks[need.id])
    w.agrees(found.revenue, w.asks[min(w.asks)])


HELD: dict[Callable[[World], None], set[str]] = {
    customers: {"list_customers", "export_customers", "heard_of_customer",
                "all_revenue"},
    quotes: {"quotes_of", "get_quote"},
    needs: {"list_needs", "need_rows", "needs_by_id", "need_page"},
    bets: {"list_bets", "bet_page", "bet_rows", "bets_of_need", "bets_of_goal",
           "loose_bets", "askers_of_bets", "backing_of_bets", "needs_of_bet",
           "ranked_bets", "support_of_bet"},
    heads: {"list_plans", "plan_head", "head_of_plan", "hand_options",
            "to_know", "ways_page", "standing_of_bet"},
    compared: {"compare_plans"},
    goals: {"plan_page", "possible_floors"},
    chair: {"chair_of", "hearing_of"},
    silence: {"silent_on", "next_talks", "next_voices", "today"},
    learning: {"lessons", "voices_of", "first_voices", "first_voices_each"},
    week: {"week_page"},
    briefing: {"read_record", "promises_of"},
    line: {"line_of"},
    asks: {"asks_of", "ask_of"},
}  # fmt: skip


@settings(
    # A workspace takes a second: few of them, and none to make a failure smaller.
    max_examples=6,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=worlds())
def test_no_query_sums_unlike_currencies(ana: Person, drawn: Drawn) -> None:
    with transaction.atomic(), nobody_waits():
        world = built(ana.actor, drawn)
        for holds in HELD:
            holds(world)
        transaction.set_rollback(True)


def holds_money(kind: Any, seen: set[Any]) -> bool:
    """Return whether a type names money, itself or in a field of it."""
    if kind in MONEY:
        return True
    if kind in seen:
        return False
    seen.add(kind)
    inside = list(typing.get_args(kind))
    if is_dataclass(kind):
        inside += typing.get_type_hints(kind).values()
    return any(holds_money(one, seen) for one in inside if one is not Ellipsis)


def reads() -> Iterator[Callable[..., Any]]:
    """Yield every public query there is, and every read across domains."""
    for package in (*(f"leadline.{name}.queries" for name in DOMAINS),
                    "leadline.overview"):  # fmt: skip
        home = importlib.import_module(package)
        within = pkgutil.walk_packages(getattr(home, "__path__", []), f"{package}.")
        for module in (home, *(importlib.import_module(m.name) for m in within)):
            for name, read in inspect.getmembers(module, inspect.isfunction):
                is_own = read.__module__ == module.__name__ and name[0] != "_"
                if is_own and "actor" in inspect.signature(read).parameters:
                    yield read


def test_every_query_that_returns_money_is_held_against_the_rows() -> None:
    found = set()
    for read in reads():
        answer = typing.get_type_hints(read)["return"]
        is_bare = typing.get_origin(answer) is Page and Any in typing.get_args(answer)
        if is_bare:
            assert read.__name__ in ROWS, f"say what {read.__name__} is a page of"
            answer = ROWS[read.__name__]
        if holds_money(answer, set()):
            found.add(read.__name__)

    held = set().union(*HELD.values())
    assert found == held, "hold a new query of money against the rows, in HELD"
