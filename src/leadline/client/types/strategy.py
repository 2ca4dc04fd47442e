"""What is answered: strategy.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Literal, TypedDict


class GoalRow(TypedDict):
    """A goal with where it stands; `depth` is its place in the tree.

    A goal stands as the least of its measures does: `least` and what is read of
    it speak of that one. The first measure is the one the goal was set with.
    """

    id: str
    version: int
    name: str
    kind: Literal["growth", "profitability", "guardrail"]
    state: Literal["open", "reached", "missed", "dropped"]
    depth: int
    parent_id: str | None
    parent: str
    measures: list[MeasureRow]
    owner: str
    owner_id: str | None
    product: str
    product_id: str | None
    set_on: str


class MeasureRow(TypedDict):
    """One measure of a goal with where it stands.

    `kind` is that of its goal: a guardrail has no line. `since` is the day the
    way begins: the baseline's own day, else the last day before the measure was
    set on which the metric read just that, else the day it was set.
    """

    id: str
    goal_id: str
    kind: Literal["growth", "profitability", "guardrail"]
    measure: str
    metric_id: str | None
    unit: str
    currency: str
    direction: Literal["up", "down"]
    baseline: str | None
    baseline_date: str | None
    target: str | None
    target_date: str | None
    since: str | None
    latest: ReadingRow | None


class ReadingRow(TypedDict):
    """One reading of a metric."""

    id: str
    on_date: str
    value: str
    source: str
    note: str


class CheckInRow(TypedDict):
    """One check-in, and what changed since the one before it.

    `confidence` is in percent, that the goal is reached by its day. `moved`
    holds each measure that was read by that day.
    """

    id: str
    goal_id: str
    goal: str
    author: str
    author_id: str | None
    on_date: str
    confidence: int
    reason: str
    before: int | None
    moved: list[Moved]


class Moved(TypedDict):
    """What a measure read at a check-in, and at the one before."""

    measure: MeasureRow
    now: str
    before: str | None


class MetricRow(TypedDict):
    """A metric with its newest reading and the one before."""

    id: str
    version: int
    name: str
    unit: str
    currency: str
    direction: Literal["up", "down"]
    product: str
    product_id: str | None
    readings: int
    latest: ReadingRow | None
    recent: list[str]
