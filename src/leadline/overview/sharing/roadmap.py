"""A plan as a roadmap for strangers: what comes now, next and later, with its odds.

What is said of a bet for the inside, such as why it should work, stands in none of it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.periods import (
    next_period,
    period_label,
    period_months,
    period_of,
)
from leadline.foundation.words import money
from leadline.overview.sharing.named import Named, named_of_bets
from leadline.overview.sharing.screens import screen_of
from leadline.roadmap.models import BetNeed
from leadline.roadmap.queries import (
    committed_plan_id,
    delivery_of_plan,
    head_of_plan,
    plan_page,
)
from leadline.roadmap.types import (
    BetState,
    FinishOdds,
    PlanHead,
    PlannedBet,
    PlanState,
    When,
    later_quarters,
    when_of,
)

NAMED, SHOWN_NEEDS = 2, 3
SHOWN = (When.NOW, When.NEXT, When.LATER)


@dataclass(frozen=True, slots=True)
class SharedBet:
    """A bet on a roadmap: its texts are redacted, and ``worth`` is empty without money,
    ``named`` without names.

    ``first`` and ``last`` are the quarters it is worked on, ``cells`` says for each of
    the plan's quarters whether it is. ``odds`` are the share of futures in which it is
    finished by the end of a quarter; none where nobody said what it takes.
    """

    title: str
    needs: tuple[str, ...]
    is_in_work: bool
    first: str
    last: str
    cells: tuple[bool, ...]
    odds: tuple[tuple[str, float], ...]
    worth: str = ""
    named: Named = field(default_factory=Named)


@dataclass(frozen=True, slots=True)
class SharedHorizon:
    """The bets of now, next or later, and which quarters that is."""

    name: str
    note: str
    bets: tuple[SharedBet, ...]


@dataclass(frozen=True, slots=True)
class SharedRoadmap:
    """A roadmap as strangers read it; ``heads`` are its quarters with their months."""

    headline: str
    heads: tuple[tuple[str, str], ...]
    horizons: tuple[SharedHorizon, ...]

    @property
    def bets(self) -> tuple[SharedBet, ...]:
        """All its bets, in the order in which they come."""
        return tuple(bet for horizon in self.horizons for bet in horizon.bets)

    @property
    def has_odds(self) -> bool:
        """Whether any date has odds."""
        return any(bet.odds for bet in self.bets)


def shared_roadmap(
    *, actor: Actor, plan_id: int, has_names: bool, has_money: bool, today: date
) -> SharedRoadmap:
    """Return a plan as strangers read it, redacted.

    Where another plan took the place of this one, that one is shown: a roadmap follows.
    A bet comes when the plan places it, as on the page of the plan; one that is begun
    before its quarter is told to be in work, and stays where it is planned.
    What is done, dropped or left out stands in none. Raises ``NotFound``.
    """
    head = head_of_plan(actor=actor, plan_id=plan_id)
    if head.state == PlanState.SUPERSEDED:
        plan_id = committed_plan_id(actor=actor) or plan_id
    page = plan_page(actor=actor, plan_id=plan_id)
    delivery = delivery_of_plan(actor=actor, plan_id=plan_id, today=today)
    odds = {row.bet.id: row for row in delivery.rows}
    cleaner = screen_of(actor=actor, has_names=has_names, has_money=has_money)
    needs = _needs(actor, page.bets)
    named = (
        named_of_bets(actor=actor, bet_ids=[bet.bet.id for bet in page.bets])
        if has_names
        else {}
    )
    now = period_of(today)
    found: defaultdict[When, list[SharedBet]] = defaultdict(list)
    for bet in page.bets:
        if bet.bet.state in (BetState.DROPPED, BetState.DONE):
            continue
        clean = tuple(map(cleaner.clean, (bet.bet.title, *needs[bet.bet.id])))
        worth = worth_of(bet, page.head) if has_money else ""
        shown = _bet(bet, page.head, clean, odds.get(bet.bet.id), worth)
        shown = replace(shown, named=named.get(bet.bet.id, Named()))
        found[when_of(bet, now)].append(shown)
    horizons = tuple(
        SharedHorizon(when.label, _note(when, page.head, now), tuple(found[when]))
        for when in SHOWN
    )
    heads = tuple((period_label(at), period_months(at)) for at in page.head.periods)
    return SharedRoadmap(_headline(found), heads, horizons)


def _bet(
    bet: PlannedBet,
    head: PlanHead,
    clean: tuple[str, ...],
    odds: FinishOdds | None,
    worth: str,
) -> SharedBet:
    title, *needs = clean
    return SharedBet(
        title=title,
        needs=tuple(needs),
        is_in_work=bet.bet.state == BetState.DOING,
        first=period_label(bet.period),
        last=period_label(bet.finish),
        cells=tuple(bet.period <= at <= bet.finish for at in head.periods),
        odds=odds_of(odds),
        worth=worth,
    )


def odds_of(known: FinishOdds | None) -> tuple[tuple[str, float], ...]:
    """Return the odds of the planned quarter and of the one after it."""
    if known is None or not known.is_said:
        return ()
    return tuple((period_label(at), share) for at, share in known.by[:2])


def worth_of(bet: PlannedBet, head: PlanHead) -> str:
    """Return what a bet brings a year, as the plan counts it."""
    said = {"growth": bet.growth, "profit": bet.profit}
    parts = [
        f"{money(*head.shown(value))} {name}"
        for name, value in said.items()
        if name in bet.says
    ]
    return f"{' and '.join(parts)} a year" if parts else ""


def _needs(actor: Actor, bets: tuple[PlannedBet, ...]) -> dict[int, list[str]]:
    """Return what needs the bets answer, at most three each."""
    ids = [bet.bet.id for bet in bets]
    found: dict[int, list[str]] = {pk: [] for pk in ids}
    kept = rows(BetNeed, actor).filter(bet_id__in=ids).order_by("pk")
    for pk, statement in kept.values_list("bet_id", "need__statement"):
        found[pk] = [*found[pk], statement][:SHOWN_NEEDS]
    return found


def _note(when: When, head: PlanHead, now: str) -> str:
    if when == When.NOW:
        return period_label(now)
    if when == When.NEXT:
        return period_label(next_period(now))
    later = [period_label(at) for at in later_quarters(head.periods, now)]
    return " to ".join(dict.fromkeys((later[0], later[-1]))) if later else ""


def _headline(found: dict[When, list[SharedBet]]) -> str:
    """Return in a sentence what comes now and next, or else later."""
    parts = [
        f"{when.label}: {_named([bet.title for bet in found[when]])}."
        for when in SHOWN
        if found.get(when)
    ]
    return " ".join(parts[:2]) or "Nothing is planned."


def _named(titles: list[str]) -> str:
    """Return the first titles, and how many more there are.

    >>> _named(["A", "B"]), _named(["A", "B", "C", "D"])
    ('A and B', 'A, B and 2 more')
    """
    if len(titles) <= NAMED:
        return " and ".join(titles)
    return f"{', '.join(titles[:NAMED])} and {len(titles) - NAMED} more"
