"""What bets act on, as a page shows it and as the model of the projection reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from leadline.accounts.queries import rates_of, rows
from leadline.accounts.types import Actor
from leadline.foundation.money import Rates
from leadline.foundation.once import once
from leadline.foundation.ranges import SaidRange
from leadline.roadmap.bridge import key_of
from leadline.roadmap.models import Bet, BetCost, BetEffect
from leadline.roadmap.queries.rows import bets_by_id
from leadline.roadmap.types import CostRow, EffectRow, Range
from leadline.strategy.types import (
    QUARTERS,
    Driver,
    step_of_a_quarter,
)

HUNDRED = 100
DIGITS = 10
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class EconomicSaid:
    """A bet as a model knows it, without when it is finished.

    ``is_opinion``: nobody said what it acts on, so its growth and profit a year count
    as they were said. ``lacks`` is a currency that there is no rate from.
    """

    id: int
    title: str
    plain: Mapping[str, Any]
    says: bool
    is_opinion: bool
    effects: tuple[EffectRow, ...] = field(default=())
    costs: CostRow = field(default_factory=CostRow)
    lacks: str = ""


def economic_bets(*, actor: Actor, bet_ids: Collection[int]) -> dict[int, EconomicSaid]:
    """Return what bets act on and cost, by their numbers."""
    rates = rates_of(actor=actor)
    effects = effects_of_bets(actor=actor, bet_ids=bet_ids)
    costs = {
        cost.bet_id: _cost(cost, rates)
        for cost in rows(BetCost, actor).filter(bet_id__in=bet_ids)
    }
    return {
        pk: _said(bet, effects[pk], costs.get(pk, CostRow()), rates)
        for pk, bet in bets_by_id(actor=actor, bet_ids=bet_ids).items()
    }


def effects_of_bets(
    *, actor: Actor, bet_ids: Collection[int]
) -> defaultdict[int, list[EffectRow]]:
    """Return the effects of bets as they were written down, by the bet's number.

    A page that only reads asks once for those of a bet.
    """
    rates = rates_of(actor=actor)
    known: dict[int, list[EffectRow]] = {}
    known = once(("effects", actor.workspace_id), lambda: known)
    if lacking := set(bet_ids) - known.keys():
        known |= {pk: [] for pk in lacking}
        here = rows(BetEffect, actor).filter(bet_id__in=lacking)
        for row in here.select_related("segment").order_by("pk"):
            known[row.bet_id].append(_effect(row, rates))
    return defaultdict(list, {pk: known[pk] for pk in bet_ids})


def _effect(row: BetEffect, rates: Rates) -> EffectRow:
    factor = rates.factor(row.currency) if row.currency else None
    by = factor.value if factor else ONE
    points = (row.low * by, row.mid * by, row.high * by)
    return EffectRow(
        id=row.pk,
        driver=Driver(row.driver),
        segment_id=row.segment_id,
        segment=row.segment.name if row.segment else "",
        is_relative=row.is_relative,
        said=SaidRange(*points, nothing=row.nothing),
        ramp=tuple(row.ramp),
        currency=rates.own if row.currency else "",
        lacks=row.currency if row.currency and factor is None else "",
    )


def _cost(row: BetCost, rates: Rates) -> CostRow:
    factor = rates.factor(row.currency)
    by = factor.value if factor else ONE
    once = SaidRange(row.once_low * by, row.once_mid * by, row.once_high * by)
    year = SaidRange(row.year_low * by, row.year_mid * by, row.year_high * by)
    return CostRow(once, year, rates.own, "" if factor else row.currency)


def _said(
    bet: Bet, effects: list[EffectRow], costs: CostRow, rates: Rates
) -> EconomicSaid:
    chance = 1.0 if bet.confidence is None else bet.confidence / HUNDRED
    plain: dict[str, Any] = {"id": key_of(bet.pk, bet.title), "chance": chance}
    lacks = {one.lacks for one in effects if one.lacks}
    if costs:
        plain["cost_once"] = _plain(costs.once)
        plain["cost_per_period"] = _plain(costs.year, 1 / QUARTERS)
        lacks |= {costs.lacks} - {""}
    is_opinion = not effects
    if effects:
        plain["effects"] = [_effect_plain(one) for one in effects]
    else:
        growth, profit = _opinion(bet, rates)
        lacks |= {spread.lacks for spread in (growth, profit)} - {""}
        plain |= _lumps(growth, profit, plain.get("cost_per_period"))
    says = bool(effects or costs) or bool(plain.get("revenue") or plain.get("profit"))
    return EconomicSaid(
        bet.pk, bet.title, plain, says, is_opinion, tuple(effects), costs,
        next(iter(sorted(lacks)), ""),
    )  # fmt: skip


def _opinion(bet: Bet, rates: Rates) -> tuple[Range, Range]:
    growth, profit = (
        Range(
            getattr(bet, f"{name}_p10"),
            getattr(bet, f"{name}_p50"),
            getattr(bet, f"{name}_p90"),
            bet.currency,
        ).into(rates)
        for name in ("growth", "profit")
    )
    return growth, profit


def _lumps(growth: Range, profit: Range, running: object) -> dict[str, Any]:
    """Return a bare opinion as the model reads it: so much more each quarter.

    What costs (a profit below zero) counts whole, whether the bet works or not.
    """
    found: dict[str, Any] = {}
    if growth:
        found["revenue"] = _quarter(growth)
    if profit and profit.p50 <= 0 and running is None:
        turned = Range(-profit.p90, -profit.p50, -profit.p10)
        found["cost_per_period"] = _quarter(turned)
    elif profit:
        found["profit"] = _quarter(profit)
    return found


def _quarter(spread: Range) -> object:
    return _plain(SaidRange(spread.p10, spread.p50, spread.p90), 1 / QUARTERS)


def _effect_plain(one: EffectRow) -> dict[str, Any]:
    kind = "relative" if one.is_relative else "absolute"
    if one.is_relative:
        change = _plain(one.said, 1 / HUNDRED)
    else:
        by = step_of_a_quarter(one.driver, 1.0)
        change = _plain(one.said, by)
    plain: dict[str, Any] = {"driver": str(one.driver.value), kind: change}
    if one.segment:
        plain["segment"] = one.segment
    return plain | {"ramp": [share / HUNDRED for share in one.ramp]}


def _plain(said: SaidRange, by: float = 1.0) -> object:
    low, mid, high = (
        float(f"{float(point) * by:.{DIGITS}g}")
        for point in (said.low, said.mid, said.high)
    )
    if said.is_exact and not said.nothing:
        return mid
    plain = {"p10": low, "p50": mid, "p90": high}
    return plain | ({"nothing": float(said.nothing)} if said.nothing else {})
