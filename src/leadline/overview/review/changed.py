"""What changed since a review was made, and what moved from month to month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.foundation.months import month_label
from leadline.strategy.types import ReviewFacts, Tally


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact that stands otherwise than in the review; empty where it was not known."""

    what: str
    was: str
    now: str


def changed_since(kept: ReviewFacts, now: ReviewFacts) -> list[Changed]:
    """Return the facts of a month that stand otherwise now than a review keeps them."""
    found = [
        Changed(mark.what, was.said_as(mark) if was else "", mark.how)
        for key, mark in now.marks.items()
        if (was := kept.marks.get(key)) is None or not was.is_as(mark)
    ]
    gone = [mark for key, mark in kept.marks.items() if key not in now.marks]
    return [*found, *(Changed(mark.what, mark.how, "") for mark in gone)]


@dataclass(frozen=True, slots=True)
class Month:
    """A month among others: its review, and its counts."""

    review_id: int
    label: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class GoalMonths:
    """A goal over the months: what it read in each, empty where it was not."""

    name: str
    path: str
    cells: tuple[str, ...]


def moves_of(
    reviews: Sequence[tuple[int, ReviewFacts]],
) -> tuple[list[Month], list[GoalMonths]]:
    """Return the months side by side, the oldest first, with each goal's readings.

    ``reviews`` come the newest first, as they are listed; a goal stands in the order
    of the newest review that has it.
    """
    months = [
        Month(pk, month_label(facts.month), facts.tally)
        for pk, facts in reversed(reviews)
    ]
    names: dict[str, tuple[str, str]] = {}
    for _, facts in reviews:
        for goal in facts.goals:
            names.setdefault(goal.key, (goal.name, goal.path))
    stood = [{goal.key: goal for goal in facts.goals} for _, facts in reversed(reviews)]
    goals = [
        GoalMonths(
            name,
            path,
            tuple(month[key].now if key in month else "" for month in stood),
        )
        for key, (name, path) in names.items()
    ]
    return months, goals
