"""Writes of bets."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from leadline.accounts.actions import hand_over, record, result_of, take_version
from leadline.accounts.models import Product
from leadline.accounts.queries import check_members, rows, workspace_of
from leadline.accounts.types import Actor, Kept
from leadline.evidence.models import Need
from leadline.evidence.types import NeedState
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.periods import parse_period
from leadline.foundation.plain import changed_in, plain_of
from leadline.roadmap.models import Bet, BetEffort, BetNeed, Team
from leadline.roadmap.queries.rows import get_bet
from leadline.roadmap.types import IMPACTS, STEPS, BetIn, BetSaid, BetState, Range

MOST_MONEY = Decimal(10) ** 13
MOST_WEEKS = Decimal(100_000)
LONGEST = 8


@transaction.atomic
def create_bet(*, actor: Actor, bet: BetIn, now: datetime) -> Kept:
    """Write down work worth doing.

    Raises ``NotAllowed`` for a reader, ``NotFound`` for another's team, owner or
    product, ``Invalid`` for a range that does not rise or a window that closes
    before it opens, ``Conflict`` for a title that is taken.
    """
    actor.require("change")
    created = Bet(workspace_id=actor.workspace_id)
    _fill(actor, created, bet, now)
    created.save()
    _set_efforts(actor, created, bet.effort)
    record(actor=actor, verb="roadmap.create_bet", subject=created, **_said(bet))
    hand_over(actor=actor, subject=created, to=created.owner_id)
    return result_of(created)


@transaction.atomic
def bet_from_need(*, actor: Actor, need_id: int, now: datetime) -> Kept:
    """Make a bet that answers a need: its words as title, its product, linked.

    A second bet from the same need gets a number behind its title. Raises
    ``NotAllowed``, ``NotFound``, ``Conflict`` for a need that was merged away.
    """
    actor.require("change")
    need = rows(Need, actor).filter(pk=need_id).first()
    if need is None:
        raise NotFound("There is no such need.")
    if need.state == NeedState.MERGED:
        raise Conflict("The need was merged into another. Make the bet from that one.")
    bet = Bet(
        workspace_id=actor.workspace_id,
        title=_free_title(actor, need.statement),
        currency=workspace_of(actor=actor).currency,
        product_id=need.product_id,
        owner_id=actor.user_id,
        changed_at=now,
    )
    bet.save()
    BetNeed(workspace_id=actor.workspace_id, bet=bet, need=need).save()
    record(
        actor=actor,
        verb="roadmap.bet_from_need",
        subject=bet,
        title=bet.title,
        need=need.pk,
    )
    return result_of(bet)


@transaction.atomic
def change_bet(
    *, actor: Actor, bet_id: int, now: datetime, seen: int | None = None, **said: Any
) -> Kept:
    """Say anew some of what a bet takes and brings: the fields of ``BetIn`` by name.

    What is not named stays; plans made before keep what they saw. Raises ``Stale``
    where ``seen`` is not the version that stands, ``Invalid`` for a field that no bet
    has, and what ``create_bet`` raises.
    """
    actor.require("change")
    changed = get_bet(actor=actor, bet_id=bet_id)
    take_version(actor=actor, row=changed, seen=seen)
    owner = changed.owner_id
    was = {
        "growth_p50": changed.growth_p50,
        "profit_p50": changed.profit_p50,
        "title": changed.title,
    }
    bet = changed_in(_standing(actor, changed), said, "bet")
    _fill(actor, changed, bet, now)
    changed.save()
    _set_efforts(actor, changed, bet.effort)
    record(
        actor=actor,
        verb="roadmap.change_bet",
        subject=changed,
        version=changed.version,
        was=was,
        **_said(bet),
    )
    hand_over(actor=actor, subject=changed, to=changed.owner_id, was=owner)
    return result_of(changed)


@transaction.atomic
def set_bet_state(
    *,
    actor: Actor,
    bet_ids: Collection[int],
    state: str,
    reason: str,
    now: datetime,
    seen: Mapping[int, int] | None = None,
) -> dict[int, str]:
    """Move bets to a state, one audit line each; return the states they had.

    ``seen`` is the version that was seen, by the bet's id. Committing and dropping a
    committed bet are for leads. Raises ``NotAllowed``,
    ``NotFound`` when one of the bets is not there, ``Invalid`` for an unknown
    state or without a reason, ``Stale`` where another version stands.
    """
    actor.require("change")
    if state not in BetState.values:
        raise Invalid(
            "A bet is a candidate, committed, being done, done or dropped.",
            field="state",
        )
    if not reason.strip():
        raise Invalid("Say why; a bet's state is what others rely on.", field="reason")
    bets = rows(Bet, actor).select_for_update().in_bulk(set(bet_ids))
    if not bets or len(bets) < len(set(bet_ids)):
        raise NotFound("One of the bets is not there any more.")
    before = {pk: bet.state for pk, bet in bets.items()}
    if BetState.COMMITTED in {state, *before.values()}:
        actor.require("plan")
    for pk, bet in sorted(bets.items()):
        if bet.state == state:
            continue
        take_version(actor=actor, row=bet, seen=(seen or {}).get(pk))
        bet.state, bet.changed_at = state, now
        bet.save(update_fields=["state", "changed_at"])
        record(
            actor=actor,
            verb="roadmap.set_bet_state",
            subject=bet,
            version=bet.version,
            was=before[pk],
            state=state,
            reason=reason.strip(),
        )
    return before


@transaction.atomic
def set_bet_owners(
    *,
    actor: Actor,
    owners: Mapping[int, int | None],
    now: datetime,
    seen: Mapping[int, int] | None = None,
) -> dict[int, int | None]:
    """Say who leads bets, by the bet's id, all or none; return who led them.

    What it returns puts them back; ``seen`` is the version that was seen, by the bet's
    id. Raises ``Stale`` where another version stands, ``NotAllowed``, ``NotFound`` for
    a bet that is not there or an owner who is no member, ``Invalid`` without a bet.
    """
    actor.require("change")
    if not owners:
        raise Invalid("Choose at least one bet.")
    check_members(actor=actor, user_ids=owners.values())
    bets = rows(Bet, actor).select_for_update().in_bulk(owners)
    if len(bets) < len(owners):
        raise NotFound("One of the bets is not there any more.")
    before = {pk: bet.owner_id for pk, bet in bets.items()}
    for pk, bet in sorted(bets.items()):
        if before[pk] == owners[pk]:
            continue
        take_version(actor=actor, row=bet, seen=(seen or {}).get(pk))
        bet.owner_id, bet.changed_at = owners[pk], now
        bet.save(update_fields=["owner", "changed_at"])
        record(
            actor=actor,
            verb="roadmap.set_bet_owners",
            subject=bet,
            version=bet.version,
            was=before[pk],
            owner=owners[pk],
        )
        hand_over(actor=actor, subject=bet, to=owners[pk], was=before[pk])
    return before


def _fill(actor: Actor, row: Bet, bet: BetIn, now: datetime) -> None:
    title = bet.title.strip()
    if not title:
        raise Invalid("Give the bet a title.", field="title")
    if rows(Bet, actor).filter(title__iexact=title).exclude(pk=row.pk).exists():
        raise Conflict(f"There is a bet “{title}” already.", field="title")
    for name, spread in (("growth", bet.growth), ("profit", bet.profit)):
        if not spread.rises:
            raise Invalid(
                f"The {name} must rise from low over likely to high.", field=name
            )
        if max(abs(spread.p10), abs(spread.p90)) >= MOST_MONEY:
            raise Invalid(f"That {name} is larger than any market.", field=name)
    if bet.confidence is not None and not 0 <= bet.confidence <= 100:
        raise Invalid(
            "Confidence is a share from 0 to 100 percent.", field="confidence"
        )
    if not 1 <= bet.duration <= LONGEST:
        raise Invalid(
            f"A bet takes 1 to {LONGEST} quarters. Cut a longer one.", field="duration"
        )
    _check_scores(bet)
    _check_places(actor, bet)
    for name, value in plain_of(bet, BetSaid).items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.currency = _currency(actor, row, bet)
    row.growth_p10, row.growth_p50, row.growth_p90 = _three(bet.growth)
    row.profit_p10, row.profit_p50, row.profit_p90 = _three(bet.profit)
    row.earliest = parse_period(bet.earliest) if bet.earliest else ""
    row.latest = parse_period(bet.latest) if bet.latest else ""
    if row.earliest and row.latest and row.latest < row.earliest:
        raise Invalid("The bet must be finished before it may start.", field="latest")
    row.changed_at = now


def _check_scores(bet: BetIn) -> None:
    if bet.impact not in (None, *(step for step, _ in IMPACTS)):
        steps = ", ".join(f"{step} ({name.lower()})" for step, name in IMPACTS)
        raise Invalid(f"An impact is one of {steps}.", field="impact")
    for name in ("user_value", "urgency", "risk_reduction"):
        if getattr(bet, name) not in (None, *STEPS):
            steps = ", ".join(map(str, STEPS))
            raise Invalid(f"Choose one of the steps {steps}.", field=name)


def _standing(actor: Actor, row: Bet) -> BetIn:
    """Return what is said about a bet now."""
    efforts = rows(BetEffort, actor).filter(bet=row)
    return BetIn(
        growth=Range(row.growth_p10, row.growth_p50, row.growth_p90),
        profit=Range(row.profit_p10, row.profit_p50, row.profit_p90),
        effort={e.team_id: Range(e.p10, e.p50, e.p90) for e in efforts},
        currency=row.currency,
        **plain_of(row, BetSaid),
    )


def _currency(actor: Actor, row: Bet, bet: BetIn) -> str:
    """Return what the figures are in: the workspace's currency, or the one before."""
    own = workspace_of(actor=actor).currency
    said = bet.currency or own
    if said not in {own, row.currency}:
        raise Invalid(
            f"Write the figures in {own}, the workspace's currency.", field="currency"
        )
    if not said and (bet.growth or bet.profit):
        raise Invalid(
            "Say first which currency the workspace counts in: Today asks for it, "
            "and the settings do."
        )
    return said


def _check_places(actor: Actor, bet: BetIn) -> None:
    product = bet.product_id
    if product and not rows(Product, actor).filter(pk=product).exists():
        raise NotFound("There is no such product.")
    check_members(actor=actor, user_ids=[bet.owner_id])


def _set_efforts(actor: Actor, bet: Bet, effort: dict[int, Range]) -> None:
    given = {team_id: weeks for team_id, weeks in effort.items() if weeks}
    teams = rows(Team, actor).filter(is_archived=False).in_bulk(given)
    if len(teams) < len(given):
        raise NotFound("One of the teams is not there any more.")
    for weeks in given.values():
        if weeks.p10 < 0 or not weeks.rises:
            raise Invalid("An effort must rise from low over likely to high, from 0.")
        if weeks.p90 > MOST_WEEKS:
            raise Invalid("That effort is more than anybody lives to see. Cut the bet.")
    kept = {row.team_id: row for row in rows(BetEffort, actor).filter(bet=bet)}
    for team_id, row in kept.items():
        if team_id not in given:
            row.delete()
    for team_id, weeks in given.items():
        row = kept.get(team_id) or BetEffort(
            workspace_id=actor.workspace_id, bet=bet, team_id=team_id
        )
        row.p10, row.p50, row.p90 = _three(weeks)
        row.save()


def _three(spread: Range) -> tuple[Decimal, Decimal, Decimal]:
    return spread.p10, spread.p50, spread.p90


def _free_title(actor: Actor, words: str) -> str:
    title = words.strip()[:150]
    taken = rows(Bet, actor).filter(title__istartswith=title)
    known = {name.lower() for name in taken.values_list("title", flat=True)}
    if title.lower() not in known:
        return title
    number = 2
    while f"{title} ({number})".lower() in known:
        number += 1
    return f"{title} ({number})"


def _said(bet: BetIn) -> dict[str, object]:
    said = asdict(bet)
    said |= {name: _plain(getattr(bet, name)) for name in ("growth", "profit")}
    said["effort"] = {str(team): _plain(weeks) for team, weeks in bet.effort.items()}
    return said


def _plain(spread: Range) -> dict[str, Decimal]:
    return {"p10": spread.p10, "p50": spread.p50, "p90": spread.p90}
