"""Reads of what outside people may hear of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.roadmap.models import BetRelease, PlanItem
from leadline.roadmap.types import PlanState


@dataclass(frozen=True, slots=True)
class ReleasedBet:
    """A bet as one outside person may hear of it.

    ``period`` is the quarter it starts in by the committed plan, empty outside it.
    """

    bet_id: int
    title: str
    words: str
    period: str
    duration: int


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """To whom a bet was released, by which name, by whom and when."""

    person_id: int
    person: str
    words: str
    at: datetime
    user: str


def released_to(*, actor: Actor, person_id: int) -> list[ReleasedBet]:
    """Return the bets one person may hear of, the soonest first."""
    actor.require("read")
    released = rows(BetRelease, actor).filter(person_id=person_id)
    listed = list(released.select_related("bet").order_by("bet__title"))
    items = rows(PlanItem, actor).filter(
        plan__state=PlanState.COMMITTED, bet_id__in=[one.bet_id for one in listed]
    )
    starts = dict(items.values_list("bet_id", "period"))
    found = [
        ReleasedBet(
            one.bet_id,
            one.bet.title,
            one.words,
            starts.get(one.bet_id, ""),
            one.bet.duration,
        )
        for one in listed
    ]
    return sorted(found, key=lambda bet: (not bet.period, bet.period, bet.words))


def releases_of(*, actor: Actor, bet_id: int) -> list[ReleaseRow]:
    """Return to whom a bet was released, by name."""
    actor.require("read")
    found = rows(BetRelease, actor).filter(bet_id=bet_id)
    return [
        ReleaseRow(
            one.person_id, one.person.name, one.words, one.at, str(one.user or "")
        )
        for one in found.select_related("person", "user").order_by("person__name")
    ]
