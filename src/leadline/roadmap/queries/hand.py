"""What changing a plan by hand would do, before anybody confirms it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.roadmap.bridge import Weighed, in_titles, keys_of, weigh_all
from leadline.roadmap.models import Bet, Plan, PlanItem
from leadline.roadmap.queries.plans import plan_head
from leadline.roadmap.queries.rows import get_plan
from leadline.roadmap.types import (
    BetName,
    BetState,
    ChangeKind,
    HandChange,
    HandOptions,
    PlanStatus,
)


@dataclass(frozen=True, slots=True)
class _Hand:
    """A plan, one of its bets, and where all bets stand."""

    plan: Plan
    bet: Bet
    keys: dict[int, str]
    placed: dict[int, str]
    titles: dict[str, str]

    @property
    def now(self) -> str:
        return self.placed.get(self.bet.pk, "")

    @property
    def duration(self) -> int:
        key, bets = self.keys[self.bet.pk], self.plan.problem["bets"]
        found: int = next(bet["duration"] for bet in bets if bet["id"] == key)
        return found

    def fits(self, period: str) -> bool:
        periods: list[str] = self.plan.periods
        return periods.index(period) + self.duration <= len(periods)

    def moved(self, period: str) -> dict[str, str]:
        changed = {pk: at for pk, at in self.placed.items() if pk != self.bet.pk}
        if period:
            changed[self.bet.pk] = period
        return {self.keys[pk]: at for pk, at in changed.items()}


def hand_change(
    *, actor: Actor, plan_id: int, bet_id: int, to_period: str
) -> HandChange:
    """Return what it would do to place a bet in a quarter, or with "" to take it out.

    Raises ``NotFound``, ``Invalid`` for a bet or quarter the plan does not know or
    that cannot be finished within it, ``Conflict`` when nothing would change.
    """
    hand = _hand(actor, plan_id, bet_id)
    if hand.now == to_period:
        raise Conflict("The bet stands there already; nothing would change.")
    if to_period and to_period not in hand.plan.periods:
        raise Invalid("Choose one of the plan's quarters.")
    if to_period and not hand.fits(to_period):
        raise Invalid(
            f"“{hand.bet.title}” takes {hand.duration} quarters and would not be "
            "finished within this plan. Choose an earlier quarter."
        )
    return _changes(hand, [to_period])[0]


def hand_options(*, actor: Actor, plan_id: int, bet_id: int) -> HandOptions:
    """Return every change by hand that a bet's place in a plan allows, each weighed.

    Raises ``NotFound``, ``Invalid`` for a bet the plan does not know, ``Conflict``
    for a plan that is impossible.
    """
    hand = _hand(actor, plan_id, bet_id)
    others = [at for at in _places(hand) if at != hand.now]
    return HandOptions(
        head=plan_head(actor=actor, plan=hand.plan),
        bet=BetName(hand.bet.pk, hand.bet.title, BetState(hand.bet.state)),
        now=hand.now,
        duration=hand.duration,
        options=tuple(_changes(hand, others)),
    )


@dataclass(frozen=True, slots=True)
class HandPlaces:
    """The places of a bet in a plan, as plan files have them.

    ``moved`` is the whole choice of bets by the place the bet would then have.
    """

    plan: Plan
    bet: Bet
    now: str
    duration: int
    keys: dict[int, str]
    titles: dict[str, str]
    chosen: dict[str, str]
    moved: dict[str, dict[str, str]]
    changes: tuple[HandChange, ...]


def hand_places(*, actor: Actor, plan_id: int, bet_id: int) -> HandPlaces:
    """Return what ``hand_options`` weighs, for whoever weighs it otherwise."""
    hand = _hand(actor, plan_id, bet_id)
    others = [at for at in _places(hand) if at != hand.now]
    return HandPlaces(
        plan=hand.plan,
        bet=hand.bet,
        now=hand.now,
        duration=hand.duration,
        keys=hand.keys,
        titles=hand.titles,
        chosen=hand.moved(hand.now),
        moved={at: hand.moved(at) for at in others},
        changes=tuple(_changes(hand, others)),
    )


def _places(hand: _Hand) -> list[str]:
    return [*(at for at in hand.plan.periods if hand.fits(at)), ""]


def _hand(actor: Actor, plan_id: int, bet_id: int) -> _Hand:
    plan = get_plan(actor=actor, plan_id=plan_id)
    if plan.status == PlanStatus.INFEASIBLE:
        raise Conflict("This plan is impossible as asked; there is nothing to change.")
    keys = keys_of(plan.problem)
    bets = rows(Bet, actor).in_bulk({*keys, bet_id})
    if bet_id not in bets:
        raise NotFound("There is no such bet.")
    bet = bets[bet_id]
    if bet_id not in keys:
        raise Invalid(f"This plan does not know “{bet.title}” yet. Plan again first.")
    items = rows(PlanItem, actor).filter(plan=plan)
    placed = dict(items.values_list("bet_id", "period"))
    titles = {key: bets[pk].title for pk, key in keys.items()}
    return _Hand(plan, bet, keys, placed, titles)


def _changes(hand: _Hand, periods: Sequence[str]) -> list[HandChange]:
    file: dict[str, Any] = hand.plan.problem
    before, *after = weigh_all(
        file=file, choices=[hand.moved(hand.now), *map(hand.moved, periods)]
    )
    return [
        _change(hand, period, before, weighed)
        for period, weighed in zip(periods, after, strict=True)
    ]


def _change(hand: _Hand, period: str, before: Weighed, after: Weighed) -> HandChange:
    best = hand.plan.best if hand.plan.best is not None else before.objective
    kind = ChangeKind.MOVE if period else ChangeKind.TAKE_OUT
    return HandChange(
        bet=BetName(hand.bet.pk, hand.bet.title, BetState(hand.bet.state)),
        kind=kind if hand.now else ChangeKind.PUT_IN,
        from_period=hand.now,
        to_period=period,
        objective=after.objective,
        cost=before.objective - after.objective,
        below_best=best - after.objective,
        measures=after.measures,
        measures_before=before.measures,
        breaks=_new(hand, after, before),
        forbids=_new(hand, after, before, only=after.firm),
        mends=_new(hand, before, after),
    )


def _new(
    hand: _Hand, these: Weighed, than: Weighed, only: Sequence[str] | None = None
) -> tuple[str, ...]:
    """Return the demands (those of ``only``) broken in ``these`` alone, by titles."""
    among = these.broken if only is None else only
    words = (broken for broken in among if broken not in than.broken)
    return tuple(in_titles(text, hand.titles) for text in words)
