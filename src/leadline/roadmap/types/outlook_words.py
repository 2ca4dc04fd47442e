"""What comes of a goal's figure, in words: by itself, by a plan, and what is short."""

from __future__ import annotations

from leadline.foundation.measures import is_percent, measured, points
from leadline.roadmap.types.outlook import Bases, Comes
from leadline.strategy.types import GoalRow


def comes_words(comes: Comes | Bases, goal: GoalRow) -> str:
    """Return what a goal misses, what comes of it by itself and what the plan brings.

    The three add up as they are written. Where the sheet begins elsewhere than the
    reading, it says both and gives no difference.
    """
    if isinstance(comes, Bases):
        return _both_bases(comes, goal)
    by_itself, by_bets = (
        _amount(value, goal) for value in (comes.by_itself, comes.by_bets)
    )
    missing = _amount(comes.missing, goal)
    itself = f"{by_itself} comes by itself"
    if comes.by_itself < 0:
        itself = f"nothing comes by itself (it loses {by_itself})"
    bets = f"{by_bets} with the plan"
    if comes.by_bets < 0:
        bets = f"the plan costs {by_bets} of it"
    left = _amount(comes.short, goal)
    end = f"{left} short of it" if comes.short > 0 else f"{left} more than that"
    if not comes.short:
        end = "just that"
    return (
        f"Of the {missing} missing, {itself} and {bets}: {end}, by the middle of the "
        f"futures at the end of {comes.day:%B %Y}."
    )


def _both_bases(found: Bases, goal: GoalRow) -> str:
    starts, stands, bare, full = (
        measured(float(f"{value:.3g}"), goal.currency or goal.unit)
        for value in (found.starts, found.stands, found.bare, found.full)
    )
    return (
        f"{bare} with nothing built and {full} with the plan, by the middle of the "
        f"futures at the end of {found.day:%B %Y}, from {starts} by the sheet of "
        f"economics. {goal.measure} was read at {stands}: two bases, so no difference "
        "between them is given."
    )


def _amount(value: float, goal: GoalRow) -> str:
    """Return an amount of a goal's figure, per cents in points."""
    if is_percent(goal.unit) and not goal.currency:
        return points(abs(value))
    return measured(abs(value), goal.currency or goal.unit)


def why_silent(goal: GoalRow) -> str:
    """Return why no figure says what bets do for a goal, in a sentence."""
    said = "Bets say what they add to growth and profit"
    if goal.currency and not goal.aims_up:
        what = f"asks for less of {goal.measure}"
    elif goal.currency:
        what = f"is for {goal.measure}, and neither for growth nor for profitability"
    elif goal.unit:
        what = f"is counted in {'percent' if is_percent(goal.unit) else goal.unit}"
    else:
        what = "is not counted in money"
    return f"{said}; this goal {what}, so they give no figure for it."
