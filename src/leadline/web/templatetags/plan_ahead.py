"""Filters of plans in many futures: odds that move, and plans side by side."""

from __future__ import annotations

from django import template

from leadline.foundation import words
from leadline.roadmap.types import (
    AimOfPlan,
    Brings,
    OddsMove,
    Outlook,
    PlacesInFutures,
    PlanFutures,
    PlanHead,
    PlanPage,
    Risk,
)
from leadline.strategy.types import GoalOdds
from leadline.web.templatetags.economics import odds

register = template.Library()
TOLD = 3


@register.filter
def odds_of(page: PlanPage, brings: Brings) -> list[tuple[float, AimOfPlan]]:
    """Return the odds that a plan brings what each goal misses, with what that is."""
    return list(zip(brings.odds, page.futures.aims, strict=True))


@register.filter
def odds_said(seen: Outlook, goal_id: int) -> GoalOdds | None:
    """Return the odds that the projection says of a goal; none where it says none."""
    return seen.odds.get(goal_id)


@register.filter
def beyond_middle(known: PlanFutures) -> float:
    """Return what the chosen plan brings more than the plan of the middles, by the
    measure of risk in money; 0 where that is a share."""
    return 0.0 if known.risk == Risk.GOALS else known.value - known.middle


@register.filter
def more_words(gain: float, plan: PlanHead) -> str:
    """Return what a plan brings beside another: "brings €31k less"."""
    if abs(gain) < 0.5:
        return "brings as much"
    amount = words.money(*plan.shown(abs(gain)))
    return f"brings {amount} {'more' if gain > 0 else 'less'}"


@register.filter
def signed(points: int) -> str:
    """Return points with a sign: "+5", "0".

    >>> signed(5), signed(0), signed(-22)[1:]
    ('+5', '0', '22')
    """
    sign = "+" if points > 0 else "\N{MINUS SIGN}" if points else ""
    return f"{sign}{abs(points)}"


@register.filter
def odds_words(move: OddsMove) -> str:
    """Return how odds move: "61% to 57%", or "61%, as before"."""
    before, after = odds(move.before), odds(move.after)
    return f"{before}, as before" if before == after else f"{before} to {after}"


@register.filter
def most_moved(moves: tuple[OddsMove, ...]) -> OddsMove | None:
    """Return the goal whose odds move most, the first one where none does."""
    return max(moves, key=lambda move: abs(move.after - move.before), default=None)


@register.filter
def moves_told(places: PlacesInFutures, moves: tuple[OddsMove, ...]) -> str:
    """Return in a sentence what a place does to the odds of goals.

    Those that move are named, the most first; where none does, it is said.
    """
    if not moves:
        return ""
    felt = sorted(
        (move for move in moves if odds(move.before) != odds(move.after)),
        key=lambda move: -abs(move.after - move.before),
    )
    if not felt:
        return "No goal becomes more or less likely."
    parts = [f"“{move.name}” goes from {odds_words(move)}" for move in felt[:TOLD]]
    if places.is_projected:
        return f"{'; '.join(parts)}."
    bring = "The odds that its bets bring what a goal misses: "
    return f"{bring}{'; '.join(parts)}."
