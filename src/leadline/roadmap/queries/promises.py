"""Which bets honour which promises, and what that asks of a plan."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.paging import Listed, Page, listed
from leadline.foundation.periods import period_over_by
from leadline.roadmap.models import BetCommitment
from leadline.roadmap.types import BetName, BetState, PromiseName
from leadline.stakeholders.models import Commitment
from leadline.stakeholders.queries import list_promises
from leadline.stakeholders.types import Direction, PromiseRow, PromiseState

BINDING = (PromiseState.AGREED, PromiseState.AT_RISK)
OFFERED = (PromiseState.OFFERED,)


@dataclass(frozen=True, slots=True)
class Promised:
    """The nearest promise that binds a bet, or is offered: with whom, by when."""

    person: str
    due_date: date
    is_offered: bool = False

    @property
    def period(self) -> str:
        """The last quarter that is over by the day: the bet is to be finished in it."""
        return period_over_by(self.due_date)

    @property
    def words(self) -> str:
        """The promise as a plan names it."""
        given = "offered" if self.is_offered else "promised"
        return f"{given} to {self.person} by {self.due_date:%-d %B %Y}"


def promised_bets(
    *, actor: Actor, bet_ids: Collection[int] | None = None
) -> dict[int, Promised]:
    """Return the nearest agreed promise with a day of each bet that honours one."""
    actor.require("read")
    return dict(_promised(actor, bet_ids, BINDING))


def promised_or_offered(
    *, actor: Actor, bet_ids: Collection[int]
) -> tuple[dict[int, Promised], dict[int, Promised]]:
    """Return the nearest promises of bets that are agreed, and those offered only."""
    actor.require("read")
    found = list(_promised(actor, bet_ids, (*BINDING, *OFFERED)))
    agreed, offered = (
        {pk: one for pk, one in found if one.is_offered is state}
        for state in (False, True)
    )
    return agreed, offered


def _promised(
    actor: Actor, bet_ids: Collection[int] | None, states: Collection[PromiseState]
) -> Iterator[tuple[int, Promised]]:
    """Yield what we promised by a day, by bets that honour it, the nearest last."""
    links = rows(BetCommitment, actor).filter(
        commitment__state__in=states,
        commitment__direction=Direction.GIVEN,
        commitment__due_date__isnull=False,
    )
    if bet_ids is not None:
        links = links.filter(bet_id__in=bet_ids)
    nearest = links.select_related("commitment__person").order_by(
        "-commitment__due_date", "-pk"
    )
    for link in nearest:
        given = link.commitment
        if given.due_date is not None:
            is_offered = given.state in OFFERED
            yield link.bet_id, Promised(given.person.name, given.due_date, is_offered)


def unchecked_promises(
    *, actor: Actor, page: Page = 1, size: int | None = None
) -> Listed[PromiseName]:
    """Return what we agreed to or offer that hangs on no bet but dropped ones.

    Whether it is kept no plan can tell. The nearest day first.
    """
    actor.require("read")
    hung = rows(BetCommitment, actor).exclude(bet__state=BetState.DROPPED)
    found = (
        rows(Commitment, actor)
        .filter(state__in=(*BINDING, *OFFERED), direction=Direction.GIVEN)
        .exclude(pk__in=hung.values("commitment_id"))
        .order_by(F("due_date").asc(nulls_last=True), "pk")
    )
    return listed(
        found, lambda part: [PromiseName(one.pk, one.what) for one in part], page, size
    )


def bets_of_promise(*, actor: Actor, promise_id: int) -> list[BetName]:
    """Return the bets that honour a promise."""
    return bets_of_promises(actor=actor, promise_ids=[promise_id])[promise_id]


def bets_of_promises(
    *, actor: Actor, promise_ids: Collection[int]
) -> dict[int, list[BetName]]:
    """Return the bets that honour each of some promises, by the promise's id."""
    actor.require("read")
    links = rows(BetCommitment, actor).filter(commitment_id__in=promise_ids)
    found: dict[int, list[BetName]] = {pk: [] for pk in promise_ids}
    for link in links.select_related("bet").order_by("bet__title"):
        bet = BetName(link.bet_id, link.bet.title, BetState(link.bet.state))
        found[link.commitment_id].append(bet)
    return found


def promises_of_bet(
    *, actor: Actor, bet_id: int, on: date, direction: str = Direction.GIVEN
) -> Listed[PromiseRow]:
    """Return the promises that a bet honours: its way to market by part.

    Those we made; with ``direction`` received those others made to us for it, which a
    bet honours by nothing: it waits for them.
    """
    actor.require("read")
    links = rows(BetCommitment, actor).filter(
        bet_id=bet_id, commitment__direction=direction
    )
    ids = list(links.values_list("commitment_id", flat=True))
    return list_promises(actor=actor, on=on, ids=ids)
