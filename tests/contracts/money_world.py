"""A workspace with customers in mixed currencies, and sums made of its rows by hand.

Nothing here asks the code under test: a customer's worth is multiplied by the rate
that was drawn, and what has none is counted and named.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import strategies as st

from leadline.accounts.actions import save_rates
from leadline.accounts.models import Workspace
from leadline.accounts.types import Actor
from leadline.decisions.actions import create_decision
from leadline.decisions.models import ChairWord, Decision
from leadline.decisions.types import DecisionIn, OptionIn
from leadline.evidence.actions import create_need, record_feedback, save_customer
from leadline.evidence.models import Customer
from leadline.evidence.types import FeedbackIn
from leadline.foundation.money import Rate, Total
from leadline.roadmap import actions as roadmap
from leadline.roadmap.models import Plan
from leadline.roadmap.types import Range
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn, PromiseIn
from tests.factories import NOW, as_row, make_bet, make_goal, make_plan, make_team

CODES = ("EUR", "USD", "GBP", "CHF")
SEGMENTS = ("Ports", "Mills")
MISSING = Decimal(900)
BRINGS = Decimal(600)
Payer = tuple[int | None, str, str, bool, bool]


@dataclass(frozen=True)
class Drawn:
    """What chance says: currencies, rates into the own one, and who pays and asks."""

    own: str
    of_plan: str
    of_goal: str
    of_bet: str
    rates: dict[str, Decimal]
    payers: list[Payer]

    def factor(self, code: str) -> Decimal | None:
        """Return what one unit is worth in the own currency."""
        return Decimal(1) if code == self.own else self.rates.get(code)


@st.composite
def worlds(draw: st.DrawFn) -> Drawn:
    """Draw a workspace: some currencies have a rate to the own one, some have none."""
    code = st.sampled_from(CODES)
    own = draw(code)
    others = [one for one in CODES if one != own]
    value = st.decimals("0.01", "90", places=2)
    rates = draw(st.dictionaries(st.sampled_from(others), value, max_size=3))
    amount = st.none() | st.integers(0, 10**6)
    payer = st.tuples(amount, code, st.sampled_from(SEGMENTS), st.booleans(),
                      st.booleans())  # fmt: skip
    payers = draw(st.lists(payer, min_size=2, max_size=6))
    return Drawn(own, draw(code), draw(code), draw(code), rates, payers)


@dataclass
class World:
    """What was drawn, as rows; ``asks`` holds who asks for each need."""

    actor: Actor
    drawn: Drawn
    customers: list[Customer]
    asks: dict[int, set[int]]
    first_bet: int
    second_bet: int
    plan: Plan
    goal_id: int
    decision_id: int

    def agrees(self, said: Total, customer_ids: Collection[int]) -> None:
        """Hold a sum that was said against one made of the rows."""
        amount, left = self.summed(customer_ids)
        assert said.currency == self.drawn.own
        assert said.amount == pytest.approx(amount)
        named = {
            part.money.currency: (part.money.amount, part.of) for part in said.left
        }
        assert named == left, f"without a rate {left}, and it says {named}"

    def summed(
        self, customer_ids: Collection[int]
    ) -> tuple[Decimal, dict[str, tuple[Decimal, int]]]:
        """Return what customers pay in the own currency, and what has no rate."""
        amount, left = Decimal(0), {}
        for customer in self.customers:
            paid, code = customer.revenue_amount, customer.revenue_currency
            if customer.pk not in customer_ids or not paid:
                continue
            factor = self.drawn.factor(code)
            if factor is None:
                before, of = left.get(code, (Decimal(0), 0))
                left[code] = (before + paid, of + 1)
            else:
                amount += paid * factor
        return amount, left

    def of_segment(self, name: str, among: Collection[int]) -> set[int]:
        """Return who of some customers is of a segment."""
        return {c.pk for c in self.customers if c.segment == name and c.pk in among}

    @property
    def everyone(self) -> set[int]:
        """The ids of all customers."""
        return {customer.pk for customer in self.customers}

    @property
    def askers(self) -> set[int]:
        """Who asks for any need."""
        return set().union(*self.asks.values())

    def brings(self, said: Range, amount: Decimal, code: str) -> None:
        """Hold what a bet brings against what was written, in its own currency."""
        factor = self.drawn.factor(code)
        if factor is None:
            assert (said.p50, said.currency) == (amount, code)
            assert said.lacks == self.drawn.own
        else:
            assert said.currency == self.drawn.own
            assert said.p50 == pytest.approx(amount * factor)


def built(actor: Actor, drawn: Drawn) -> World:
    """Write what was drawn, through the actions where there are any."""
    Workspace.objects.filter(pk=actor.workspace_id).update(currency=drawn.own)
    known = [Rate(code, drawn.own, value, NOW.date(), "bank")
             for code, value in drawn.rates.items()]  # fmt: skip
    if known:
        save_rates(actor=actor, rates=known, file_name="bank", today=NOW.date())
    customers = [_customer(actor, at, payer) for at, payer in enumerate(drawn.payers)]
    needs = [create_need(actor=actor, statement=s, now=NOW).pk
             for s in ("Sign in once", "Close the month")]  # fmt: skip
    asks: dict[int, set[int]] = {need: set() for need in needs}
    for customer, payer in zip(customers, drawn.payers, strict=True):
        for need, does_ask in zip(needs, payer[3:], strict=True):
            if does_ask:
                asks[need].add(customer.pk)
                _say(actor, customer, need)
    plan, first = _plan(actor, drawn, needs[:1])
    second = _bet(actor, drawn, drawn.of_bet)
    for bet, of_bet in ((first, needs[:1]), (second, needs)):
        roadmap.set_bet_needs(actor=actor, bet_id=bet, need_ids=of_bet, now=NOW)
    goal = make_goal(actor, baseline=Decimal(0), target=MISSING,
                     currency=drawn.of_goal).pk  # fmt: skip
    roadmap.set_bet_goals(actor=actor, bet_id=first, goal_ids=[goal], now=NOW)
    for customer in customers:
        _promise(actor, customer)
    return World(actor, drawn, customers, asks, first, second, plan, goal,
                 _decision(actor, customers[0], needs))  # fmt: skip


def _customer(actor: Actor, at: int, payer: Payer) -> Customer:
    amount, code, segment, _, _ = payer
    values = {"name": f"Firm {at}", "segment": segment}
    if amount is not None:
        values |= {"revenue_amount": Decimal(amount), "revenue_currency": code}
    return as_row(Customer, save_customer(actor=actor, now=NOW, values=values))


def _say(actor: Actor, customer: Customer, need: int | None) -> int:
    piece = FeedbackIn(
        words=f"{customer.name} asks, {need}", source="desk", said_at=NOW
    )
    return record_feedback(
        actor=actor, piece=piece, now=NOW, customer_id=customer.pk, need_id=need
    ).pk


def _plan(actor: Actor, drawn: Drawn, needs: list[int]) -> tuple[Plan, int]:
    """Commit a plan while the workspace counts in another currency."""
    here = Workspace.objects.filter(pk=actor.workspace_id)
    here.update(currency=drawn.of_plan)
    team = make_team(actor, Q2027Q1=20)
    bet = make_bet(actor, "Login", growth=int(BRINGS), effort={team: 1})
    plan = make_plan(actor)
    roadmap.commit_plan(actor=actor, plan_id=plan.pk, reason="Agreed", now=NOW)
    here.update(currency=drawn.own)
    plan.refresh_from_db()
    return plan, bet.pk


def _bet(actor: Actor, drawn: Drawn, currency: str) -> int:
    """Write a bet down while the workspace counts in its currency."""
    here = Workspace.objects.filter(pk=actor.workspace_id)
    here.update(currency=currency)
    made = make_bet(actor, "Ledger", growth=int(BRINGS))
    here.update(currency=drawn.own)
    return int(made.pk)


def _promise(actor: Actor, customer: Customer) -> None:
    kim = PersonIn(f"Kim {customer.pk}", "customer", customer_id=customer.pk)
    person = stakeholders.create_person(actor=actor, person=kim)
    due = NOW.date() + timedelta(days=1)
    said = PromiseIn(person.pk, "One login", state="agreed", due_date=due)
    stakeholders.create_promise(actor=actor, promise=said, now=NOW)


def _decision(actor: Actor, speaker: Customer, needs: list[int]) -> int:
    """Open a decision about both needs, with a word of the first customer to hear."""
    options = (OptionIn("Buy", ""), OptionIn("Build", ""))
    about = DecisionIn("Buy or build?", options=options, need_ids=tuple(needs))
    kept = create_decision(actor=actor, decision=about, now=NOW)
    made = Decision.objects.get(pk=kept.pk)
    ChairWord.objects.create(
        workspace_id=actor.workspace_id, decision=made, side="for",
        option=made.options.order_by("pk")[0], feedback_id=_say(actor, speaker, None),
    )  # fmt: skip
    Decision.objects.filter(pk=made.pk).update(looked_at=1)
    return int(made.pk)
