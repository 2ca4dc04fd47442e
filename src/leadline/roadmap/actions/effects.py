"""Writes of what bets act on, and of what they cost beside their teams."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from leadline.accounts.actions import record, take_version
from leadline.accounts.queries import rows, workspace_of
from leadline.accounts.types import Actor
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.ranges import Asked, SaidRange, read_range
from leadline.roadmap.models import Bet, BetCost, BetEffect
from leadline.roadmap.queries.rows import get_bet
from leadline.roadmap.types import EffectIn, Push, asked_of_effect
from leadline.strategy.models import SheetSegment
from leadline.strategy.types import OF_SEGMENT, Driver

MOST, MOST_QUARTERS, WHOLE = 20, 12, 100
PLACES = 4


@transaction.atomic
def add_effect(*, actor: Actor, bet_id: int, effect: EffectIn, now: datetime) -> None:
    """Say what a bet does to a driver of the sheet.

    Raises ``NotAllowed`` for a reader, ``NotFound`` for another's bet or segment,
    ``Invalid`` for what cannot be read, ``Conflict`` for one effect too many.
    """
    actor.require("change")
    bet = get_bet(actor=actor, bet_id=bet_id)
    if effect.driver not in OF_SEGMENT or effect.way not in Push.values:
        raise Invalid("Choose what it moves, and which way.", field="driver")
    segments = rows(SheetSegment, actor)
    if effect.segment_id and not segments.filter(pk=effect.segment_id).exists():
        raise NotFound("There is no such segment on the sheet.")
    if rows(BetEffect, actor).filter(bet=bet).count() >= MOST:
        raise Conflict(f"A bet has {MOST} effects at most.")
    _check_ramp(effect.ramp)
    driver, way = Driver(effect.driver), Push(effect.way)
    asked = asked_of_effect(driver, way, workspace_of(actor=actor).currency)
    said = _signed(_read(effect.text, asked, "text"), way.sign)
    row = BetEffect(
        workspace_id=actor.workspace_id,
        bet=bet,
        driver=driver,
        segment_id=effect.segment_id,
        is_relative=way.is_relative,
        low=said.low,
        mid=said.mid,
        high=said.high,
        nothing=round(said.nothing, PLACES),
        currency="" if way.is_relative else asked.currency,
        ramp=list(effect.ramp),
    )
    row.save()
    _touch(actor, bet, now)
    record(
        actor=actor,
        verb="roadmap.add_effect",
        subject=bet,
        version=bet.version,
        driver=effect.driver,
        segment=effect.segment_id,
        way=effect.way,
        said=effect.text,
        ramp=list(effect.ramp),
    )


@transaction.atomic
def remove_effect(*, actor: Actor, effect_id: int, now: datetime) -> int:
    """Take an effect off its bet; return the bet's number.

    Raises ``NotAllowed``, ``NotFound``.
    """
    actor.require("change")
    found = rows(BetEffect, actor).filter(pk=effect_id).select_related("bet").first()
    if found is None:
        raise NotFound("There is no such effect.")
    bet = found.bet
    _touch(actor, bet, now)
    record(
        actor=actor,
        verb="roadmap.remove_effect",
        subject=bet,
        version=bet.version,
        driver=found.driver,
        said=[str(found.low), str(found.mid), str(found.high)],
    )
    found.delete()
    return int(bet.pk)


@transaction.atomic
def set_bet_costs(
    *, actor: Actor, bet_id: int, once: str, year: str, now: datetime
) -> None:
    """Say what a bet costs once and each year beside its teams; nothing takes it back.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for what cannot be read.
    """
    actor.require("change")
    bet = get_bet(actor=actor, bet_id=bet_id)
    currency = workspace_of(actor=actor).currency
    asked = Asked(currency)
    figures = {
        f"{name}_{end}": getattr(said, end)
        for name, said in (
            ("once", _read(once, asked, "once")),
            ("year", _read(year, asked, "year")),
        )
        for end in ("low", "mid", "high")
    }
    found = rows(BetCost, actor).filter(bet=bet)
    if any(figures.values()):
        values = {"workspace_id": actor.workspace_id, "currency": currency, **figures}
        found.update_or_create(bet=bet, defaults=values)
    else:
        found.delete()
    _touch(actor, bet, now)
    record(
        actor=actor,
        verb="roadmap.set_bet_costs",
        subject=bet,
        version=bet.version,
        once=once,
        year=year,
    )


def _touch(actor: Actor, bet: Bet, now: datetime) -> None:
    take_version(actor=actor, row=bet, seen=None)
    rows(Bet, actor).filter(pk=bet.pk).update(changed_at=now)


def _read(text: str, asked: Asked, field: str) -> SaidRange:
    if not text.strip():
        if field == "text":
            raise Invalid("Say by how much.", field=field)
        return SaidRange(Decimal(0), Decimal(0), Decimal(0))
    try:
        said = read_range(text, asked)
    except ValueError as error:
        raise Invalid(str(error), field=field) from error
    if said.nothing and field != "text":
        raise Invalid("A chance of nothing is not kept for a cost.", field=field)
    return SaidRange(
        round(said.low, PLACES),
        round(said.mid, PLACES),
        round(said.high, PLACES),
        said.nothing,
    )


def _signed(said: SaidRange, sign: int) -> SaidRange:
    if sign > 0:
        return said
    return SaidRange(-said.high, -said.mid, -said.low, said.nothing)


def _check_ramp(ramp: tuple[int, ...]) -> None:
    if not 0 < len(ramp) <= MOST_QUARTERS or not all(0 <= s <= WHOLE for s in ramp):
        raise Invalid(
            f"Say up to {MOST_QUARTERS} shares from 0 to {WHOLE}, such as 50, 100.",
            field="ramp",
        )
