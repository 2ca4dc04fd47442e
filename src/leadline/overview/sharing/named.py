"""Customers by name on a shared roadmap: who asked for a bet, who was promised it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Customer
from leadline.evidence.queries import askers_of
from leadline.roadmap.models import BetCommitment
from leadline.roadmap.queries.backing import needs_of_bets
from leadline.stakeholders.types import Direction, PromiseState

FIRST = 3
AGREED = (PromiseState.AGREED, PromiseState.AT_RISK)


@dataclass(frozen=True, slots=True)
class Named:
    """The first customers by name that asked for a bet, of how many, and those whom we
    promised it."""

    asked: tuple[str, ...] = ()
    of: int = 0
    promised: tuple[str, ...] = ()

    @property
    def more(self) -> int:
        """How many asked besides those named."""
        return self.of - len(self.asked)


def named_of_bets(*, actor: Actor, bet_ids: Collection[int]) -> dict[int, Named]:
    """Return the customers by name that each bet is for; people of ours are in none."""
    actor.require("read")
    needs = needs_of_bets(actor=actor, bet_ids=bet_ids)
    askers = askers_of(actor=actor, need_ids=set().union(*needs.values()))
    kept = rows(Customer, actor).filter(is_archived=False)
    names = dict(kept.values_list("pk", "name"))
    promised = _promised(actor, bet_ids)
    found = {}
    for pk in bet_ids:
        asked = set().union(*(askers[need] for need in needs.get(pk, ())))
        told = sorted(names[one] for one in asked if one in names)
        found[pk] = Named(tuple(told[:FIRST]), len(told), tuple(promised[pk]))
    return found


def _promised(
    actor: Actor, bet_ids: Collection[int]
) -> defaultdict[int, dict[str, None]]:
    """Return the customers whom we promised a bet, by name, in the order of the day."""
    links = rows(BetCommitment, actor).filter(
        bet_id__in=bet_ids,
        commitment__direction=Direction.GIVEN,
        commitment__state__in=AGREED,
        commitment__person__customer__isnull=False,
    )
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for bet_id, name in links.order_by("commitment__due_date", "pk").values_list(
        "bet_id", "commitment__person__customer__name"
    ):
        found[bet_id][name] = None
    return found
