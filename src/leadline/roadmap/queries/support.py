"""What supports the value of a bet, counted from customers and their feedback."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Max

from leadline.accounts.queries import rates_of, rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Customer, Feedback
from leadline.evidence.queries import askers_of
from leadline.evidence.types import CustomerState, FeedbackKind
from leadline.foundation.money import by_currency
from leadline.roadmap.models import BetNeed
from leadline.roadmap.queries.rows import get_bet
from leadline.roadmap.types import BetSupport
from leadline.strategy.bridge import lie_apart


def support_of_bet(*, actor: Actor, bet_id: int) -> BetSupport:
    """Return who asks for a bet beside all others: revenue, churn and lost deals.

    Prospects pay nothing and cannot leave, so they are in neither. Raises
    ``NotFound``.
    """
    bet = get_bet(actor=actor, bet_id=bet_id)
    links = rows(BetNeed, actor).filter(bet=bet).select_related("need")
    needs = {link.need.merged_into_id or link.need_id for link in links}
    asking = {
        one for of in askers_of(actor=actor, need_ids=needs).values() for one in of
    }
    paid: dict[int, tuple[str, object]] = {}
    lost: set[int] = set()
    silent: set[str] = set()
    heard: set[str] = set()
    known: set[int] = set()
    columns = ("pk", "state", "segment", "revenue_currency", "revenue_amount")
    every = rows(Customer, actor).filter(is_archived=False)
    for pk, state, segment, currency, amount in every.values_list(*columns):
        if state == CustomerState.PROSPECT:
            continue
        known.add(pk)
        if state == CustomerState.LOST:
            lost.add(pk)
            continue
        (heard if pk in asking else silent).add(segment)
        if amount:
            paid[pk] = (currency, amount)
    ours, rest = asking & known, known - asking
    counts = (len(ours & lost), len(ours), len(rest & lost), len(rest))
    rates = rates_of(actor=actor)
    deals = _deals(actor, needs)
    return BetSupport(
        customers=len(ours - lost),
        revenue=rates.total(*by_currency(paid, ours)),  # type: ignore[arg-type]
        whole=rates.total(*by_currency(paid, paid)),  # type: ignore[arg-type]
        pieces=_pieces(actor, needs),
        asked_of=counts[1],
        lost=counts[0],
        others=counts[3],
        others_lost=counts[2],
        differs=lie_apart(*counts),
        lost_deals=deals[0],
        all_lost_deals=deals[1],
        last_deal=deals[2],
        silent=tuple(sorted(silent - heard - {""})) if ours else (),
    )


def _pieces(actor: Actor, needs: set[int]) -> int:
    found = rows(Feedback, actor).filter(need_id__in=needs, set_aside="")
    return int(found.count())


def _deals(actor: Actor, needs: set[int]) -> tuple[int, int, datetime | None]:
    """Return how many lost deals name a need of the bet, how many there are, and when
    the last one did."""
    every = rows(Feedback, actor).filter(kind=FeedbackKind.LOST_DEAL, set_aside="")
    named = every.filter(need_id__in=needs).aggregate(
        n=Count("pk"), last=Max("said_at")
    )
    return named["n"], every.count(), named["last"]
