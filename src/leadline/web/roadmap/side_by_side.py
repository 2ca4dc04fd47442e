"""Two plans side by side, as the page says it: a sentence, odds, figures, bets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leadline.foundation import words
from leadline.foundation.periods import period_label
from leadline.roadmap.types import (
    Ahead,
    BesideInFutures,
    Brings,
    ComparePage,
    Moved,
    PlanHead,
    PlanState,
    Spread,
)

FIGURES = {
    "revenue": "Revenue a year", "margin": "Margin after all costs",
    "profit": "Profit a year",
}  # fmt: skip
MORE, LESS = "more", "less"
NEAR = 0.001


@dataclass(frozen=True, slots=True)
class OddsRow:
    """A goal with its odds in one of two plans; ``more`` than in the other, in points,
    in the second of them only."""

    goal_id: int
    name: str
    odds: float
    nothing: float | None
    more: int | None

    @property
    def percent(self) -> int:
        """The odds in whole per cents."""
        return round(100 * self.odds)

    @property
    def nothing_percent(self) -> int:
        """Those with nothing built."""
        return round(100 * (self.nothing or 0))


@dataclass(frozen=True, slots=True)
class FigureOfPlan:
    """A figure with three points as it is written."""

    label: str
    low: str
    middle: str
    high: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two plans."""

    head: PlanHead
    odds: tuple[OddsRow, ...]
    figures: tuple[FigureOfPlan, ...]
    only: tuple[tuple[Moved, str], ...]


def sides(page: ComparePage, beside: BesideInFutures) -> tuple[Side, Side]:
    """Return both plans with what only each has, how likely it makes each goal, and
    what it comes to."""
    return (
        Side(
            page.one,
            tuple(_odds(beside.goals, 0)),
            tuple(_figures(page, beside, 0)),
            _only(page.went_out),
        ),
        Side(
            page.other,
            tuple(_odds(beside.goals, 1)),
            tuple(_figures(page, beside, 1)),
            _only(page.came_in),
        ),
    )


def _only(moves: tuple[Moved, ...]) -> tuple[tuple[Moved, str], ...]:
    return tuple((move, period_label(move.one or move.other)) for move in moves)


def _odds(goals: Ahead | None, at: int) -> Iterator[OddsRow]:
    if goals is None:
        return
    for row, goal in enumerate(goals.goals):
        first, here = goals.plans[0].odds[row], goals.plans[at].odds[row]
        nothing = goals.nothing[row] if goals.nothing else None
        more = round(100 * here) - round(100 * first) if at else None
        yield OddsRow(goal.goal_id, goal.name, here, nothing, more)


def _figures(
    page: ComparePage, beside: BesideInFutures, at: int
) -> Iterator[FigureOfPlan]:
    goals = beside.goals
    if goals is not None and goals.is_projected:
        for name, label in FIGURES.items():
            spread = goals.plans[at].figures[name]
            yield _figure(label, spread, "" if name == "margin" else goals.currency)
        return
    brings: Brings | None = (beside.one, beside.other)[at]
    if brings is not None:
        for label, spread in (
            ("Growth a year", brings.growth),
            ("Profit a year", brings.profit),
        ):
            points = [
                page.other.shown(p)[0] for p in (spread.p10, spread.p50, spread.p90)
            ]
            own = page.other.shown(0)[1]
            yield _figure(label, Spread(0, *points), own)


def _figure(label: str, spread: Spread, currency: str) -> FigureOfPlan:
    """Write a figure: in money, or a share in per cents."""
    points = (spread.p10, spread.p50, spread.p90)
    if currency:
        return FigureOfPlan(label, *(words.money(point, currency) for point in points))
    return FigureOfPlan(label, *(f"{100 * point:.1f}%" for point in points))


def are_same(page: ComparePage) -> bool:
    """Return whether both plans have the same bets in the same quarters."""
    return bool(page.stayed) and not (page.moved or page.came_in or page.went_out)


def headline(page: ComparePage, beside: BesideInFutures) -> str:
    """Return what the second plan does to the odds of goals, in one sentence.

    The goal that gains most and the one that loses most are named; without odds it
    says what is in and out.
    """
    if are_same(page):
        return (
            f"“{page.one.name}” and “{page.other.name}” have the same bets in the same "
            "quarters."
        )
    rows = [row for row in _odds(beside.goals, 1) if row.more]
    name = f"“{page.other.name}”"
    up = max((row for row in rows if (row.more or 0) > 0), key=_size, default=None)
    down = max((row for row in rows if (row.more or 0) < 0), key=_size, default=None)
    if up and down:
        return (
            f"{name} makes “{up.name}” likelier by {_points(up)}, and “{down.name}” "
            f"less likely by {_points(down)}."
        )
    if one := up or down:
        likely = "likelier" if up else "less likely"
        return f"{name} makes “{one.name}” {likely} by {_points(one)}."
    if beside.goals is not None and beside.goals.goals:
        return (
            f"With {name} no goal is more or less likely than with “{page.one.name}”."
        )
    return (
        f"From “{page.one.name}” to {name}: {len(page.came_in)} in, "
        f"{len(page.went_out)} out, {len(page.moved)} moved."
    )


def _size(row: OddsRow) -> int:
    return abs(row.more or 0)


def _points(row: OddsRow) -> str:
    return f"{_size(row)} point{'s' * (_size(row) != 1)}"


def lede(page: ComparePage, beside: BesideInFutures) -> str:
    """Return how many bets are in both, and in how many futures which is ahead."""
    if are_same(page):
        return (
            "They differ by what they were chosen by, and come to the same: "
            f"{words.plural(page.stayed, 'bet', 'bets')}."
        )
    both = page.stayed + len(page.moved)
    parts = [f"{both} bet{' is' if both == 1 else 's are'} in both."]
    goals = beside.goals
    if goals is None or not goals.is_projected:
        return parts[0]
    first, other = goals.plans
    figures = [
        (name, first.figures[name].p50, other.figures[name].p50)
        for name in ("revenue", "profit")
        if round(100 * max(other.ahead[name], other.behind[name]))
    ]
    said = [
        f"with as good as the same {name}"
        for name, before, after in figures
        if _is_noise(before, after)
    ]
    for name, before, after in figures:
        if _is_noise(before, after):
            continue
        share, word = max((other.ahead[name], MORE), (other.behind[name], LESS))
        higher = "higher" if after > before else "lower"
        said.append(
            f"in {words.percent(share)} of {words.grouped(goals.futures)} futures "
            f"with {word} {name}, the middle "
            f"{words.money(abs(after - before), goals.currency)} {higher}"
        )
    if said:
        parts.append(f"“{page.other.name}” ends {goals.end} {'; '.join(said)}.")
    return " ".join(parts)


def _is_noise(before: float, after: float) -> bool:
    """Return whether two middles are as good as the same: nearer than a thousandth."""
    return abs(after - before) < max(NEAR * abs(before), 0.5)


def steered(plans: Iterable[PlanHead]) -> list[tuple[PlanHead, int | None]]:
    """Return the plans that were steered by, the newest first, each with the number
    of the one before it."""
    found = [plan for plan in plans if plan.state != PlanState.DRAFT]
    found.sort(key=lambda plan: plan.committed_at or plan.made_at, reverse=True)
    before = [plan.id for plan in found[1:]]
    return list(zip(found, [*before, None], strict=True)) if found else []
