"""Filters of the strategy and roadmap pages: figures with their unit, quarters."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from leadline.foundation import words
from leadline.foundation.measures import in_figures, is_percent, measured
from leadline.foundation.periods import period_label, period_months
from leadline.roadmap.types import (
    BetRow,
    BetStanding,
    PlanHead,
    PlanPage,
    RankedPlan,
    Score,
    Stands,
    WeekPrice,
    behind,
    forcing,
    in_money,
    in_quarters,
    not_kept,
    pushed_out,
    without_price,
)
from leadline.strategy.types import CheckInRow, GoalRow, MeasureRow, PaceWord, as_read

register = template.Library()
for said in (
    behind,
    forcing,
    in_money,
    in_quarters,
    not_kept,
    pushed_out,
    without_price,
):
    register.filter(said.__name__, said)
SHAPE = '<svg viewBox="0 0 12 12" class="goal" aria-hidden="true">{}</svg>'
SHAPES = {
    kind: mark_safe(SHAPE.format(f"<{drawn}/>"))
    for kind, drawn in (
        ("guardrail", 'circle class="goal-shape-1" cx="6" cy="6" r="5.5"'),
        ("growth", 'path class="goal-shape-2" d="M6 .5l6 11H0z"'),
        (
            "profitability",
            'rect class="goal-shape-3" x=".5" y=".5" width="11" height="11"',
        ),
    )
}


@register.filter
def figure(value: Any, of: Any) -> str:
    """Return a value in the unit or currency of a goal or metric."""
    return words.NOTHING if value in (None, "") else measured(value, _unit_of(of))


@register.filter
def figure_short(value: Any, of: Any) -> str:
    """Return a value for an axis: with currency or per cent, without a longer unit."""
    if of.currency:
        return words.money(value, of.currency)
    return f"{words.short_number(value)}{'%' if is_percent(of.unit) else ''}"


@register.filter
def axis_unit(of: Any) -> str:
    """Return the unit that an axis names once: neither money nor per cent."""
    return "" if of.currency or is_percent(of.unit) else of.unit


@register.filter
def scored(score: Score) -> str:
    """Return what a bet comes to by a ranking, with what it is for: "€75 a week"."""
    value = words.short_number(score.value)
    if score.ranking.is_money:
        value = words.money(score.value, score.currency)
    return f"{value} {score.ranking.unit}".strip()


@register.filter
def against(ranked: RankedPlan, plan: PlanHead) -> str:
    """Return what a ranking's plan brings beside the plan, as the plan weighs it."""
    less = (plan.objective or 0) - ranked.objective
    if abs(less) < 0.5:
        return "the same"
    return f"{words.money(*plan.shown(abs(less)))} {'less' if less > 0 else 'more'}"


@register.filter
def difference(value: Any, of: Any) -> str:
    """Return how far apart two values are, in the unit of a goal or metric.

    Two percentages lie points apart, not per cent.
    """
    if value not in (None, "") and is_percent(of.unit) and not of.currency:
        number = in_figures(abs(value))
        return f"{number} {'point' if number == '1' else 'points'}"
    return figure(abs(value) if value not in (None, "") else value, of)


@register.filter
def pace(goal: GoalRow | MeasureRow) -> str:
    """Return how a goal or measure stands against its line: "8 points behind"."""
    found = goal.pace
    if found is None:
        return ""
    by = difference(as_read(found.by, goal), goal)
    match found.word:
        case PaceWord.HELD:
            return "held"
        case PaceWord.BROKEN:
            return f"broken by {by}"
        case PaceWord.REACHED:
            return f"reached, {by} beyond it" if found.by else "reached"
        case PaceWord.ON_PACE:
            return "on pace"
    is_over = goal.target_date is not None and goal.target_date < timezone.localdate()
    return f"{by} short, its day is past" if is_over else f"{by} {found.word.label}"


@register.filter
def due(goal: GoalRow | MeasureRow) -> str:
    """Return where a goal should stand by now, as finely as it is measured."""
    if goal.pace is None or goal.pace.expected is None:
        return ""
    return figure(as_read(goal.pace.expected, goal), goal)


@register.filter
def wanted(goal: GoalRow | MeasureRow) -> str:
    """Return a goal's target in words: "at least 99.9%", "at most 20 calls"."""
    return f"at {'least' if goal.aims_up else 'most'} {figure(goal.target, goal)}"


@register.filter
def how_sure(said: CheckInRow) -> str:
    """Return how sure a check-in is, beside the one before: "60% sure, 5 points more
    than before"."""
    if said.change is None:
        return f"{said.confidence}% sure"
    if not said.change:
        return f"{said.confidence}% sure, as before"
    by = words.plural(abs(said.change), "point", "points")
    word = "more" if said.change > 0 else "less"
    return f"{said.confidence}% sure, {by} {word} than before"


@register.filter
def abs_of(value: int) -> int:
    """Return how large a change is, whichever way it went."""
    return abs(value)


@register.filter
def figure_exact(value: Any, of: Any) -> str:
    """Return a value to its last digit, in the unit or currency of its metric."""
    if value in (None, ""):
        return words.NOTHING
    return measured(value, _unit_of(of), is_exact=True)


def _unit_of(of: Any) -> str:
    """Return the unit that a goal or metric is measured in, or its currency."""
    return str(of.currency or of.unit)


@register.filter
def quarter(period: str) -> str:
    """Return a quarter as people read it: "Q1 2027"."""
    return period_label(period) if period else ""


@register.filter
def months(period: str) -> str:
    """Return the months of a quarter: "Jan to Mar"."""
    return period_months(period)


@register.filter
def weeks(amount: Any) -> str:
    """Return person-weeks in at most one decimal: "12", "7.5"."""
    return f"{float(amount or 0):,.1f}".removesuffix(".0")


@register.filter
def scores_said(bet: BetRow) -> str:
    """Return what rankings know of a bet beside its money; "" where nobody said."""
    said = {
        "impact": bet.impact, "value": bet.user_value, "urgency": bet.urgency,
        "risk reduction": bet.risk_reduction,
    }  # fmt: skip
    return ", ".join(f"{name} {n:g}" for name, n in said.items() if n is not None)


@register.filter
def stands(page: PlanPage, bet_id: int) -> Stands | None:
    """Return in how many futures the best plan has a bet in."""
    return page.futures.by_bet.get(bet_id)


@register.filter
def cost_words(gain: float, plan: PlanHead) -> str:
    """Return what a change costs a year in the mean of the futures: "costs €31k"."""
    if abs(gain) < 0.5:
        return "costs nothing"
    verb = "costs" if gain < 0 else "gains"
    return f"{verb} {words.money(*plan.shown(abs(gain)))}"


@register.filter
def effort_limit(found: BetStanding) -> str:
    """Return up to which effort a bet stays in, and what was said of it."""
    low, high = found.said
    spread = weeks(low) if low == high else f"{weeks(low)} to {weeks(high)}"
    said = f"(said {spread})"
    limit = found.limits.effort if found.limits else None
    if limit is None or found.effort_low is None:
        return (
            "That the best plan has it in was not proven in the time, so how far its "
            "effort may grow is not known"
        )
    if not found.weeks:
        return "Nobody said what it takes, so no effort takes it out"
    least = weeks(found.effort_low)
    if limit.is_open:
        return f"Stays in even if it takes {least} person-weeks {said}"
    if limit.is_proven:
        return f"Stays in until its effort exceeds {least} person-weeks {said}"
    most = f"; out at {weeks(found.effort_high)}" if found.effort_high else ""
    return (
        f"Stays in up to {least} person-weeks at least {said}{most}; between was not "
        "proven in the time"
    )


@register.filter
def value_limit(found: BetStanding) -> str:
    """Return down to which sureness, or share of what it brings, a bet stays in."""
    limit = found.limits.value if found.limits else None
    if limit is None or limit.low is None or found.sure_low is None:
        return "How little it may bring was not proven in the time"
    if limit.is_open:
        return "Stays in even if it brings nothing"
    least = words.percent(found.sure_low / 100)
    if found.confidence is None:
        until = f"it brings less than {least} of what was said"
    else:
        until = f"one is less than {least} sure of it (said {found.confidence}%)"
    if limit.is_proven:
        return f"Stays in until {until}"
    return f"Stays in at least until {until}; below was not proven in the time"


@register.filter
def price_of_week(price: WeekPrice, plan: PlanHead) -> str:
    """Return what one more week of a team brings, or what bounds it."""
    low = words.money(*plan.shown(price.low))
    if price.is_proven:
        return low if price.low >= 0.5 else "nothing"
    if price.high is None:
        return f"at least {low}" if price.low >= 0.5 else "not proven in the time"
    high = words.money(*plan.shown(price.high))
    return f"{low} to {high}" if price.low >= 0.5 else f"at most {high}"


@register.filter
def shape(kind: str) -> SafeString:
    """Return the shape that stands for a kind of goal, hidden from readers."""
    return SHAPES[str(kind)]
