"""What is answered: strategy.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from .shared import SaidRange


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


class ReviewRow(TypedDict):
    """A review in a list."""

    id: str
    version: int
    month: str
    product: str
    product_id: str | None
    state: Literal["draft", "finished"]
    title: str
    changed_at: str
    changed_by: str
    finished_at: str | None
    tally: Tally


class Tally(TypedDict):
    """A month in counts, to hold months side by side.

    `settled` forecasts came out, of which `inside` held; promises that fell
    `due` of which `kept`; decisions `taken` of which `heard` with the chair
    taken.
    """

    settled: int
    inside: int
    due: int
    kept: int
    taken: int
    heard: int


class ReviewWhole(TypedDict):
    """A review with what people wrote into its sections."""

    id: str
    version: int
    month: str
    product: str
    product_id: str | None
    state: Literal["draft", "finished"]
    title: str
    changed_at: str
    changed_by: str
    finished_at: str | None
    tally: Tally
    written: dict[str, Written]


class Written(TypedDict):
    """What a person wrote into a section, and whether it stands for the computed."""

    words: str
    is_instead: bool
    person: str
    at: str
    number: int


class ReadingsSaved(TypedDict):
    """What a file of readings did, or would do."""

    created: int
    updated: int
    unchanged: int
    refused: list[RefusedReading]


class RefusedReading(TypedDict):
    """A line that cannot be a reading, and why."""

    line: int
    message: str


class CellRow(TypedDict):
    """A cell of the sheet; `said` is none where nobody filled it.

    `said` is in the workspace's currency; `lacks` names the currency it was
    said in where there is no rate. `by` is who said it, "" where nobody did: it
    was counted or read on the record (`is_counted`), or guessed from it
    (`is_guess`).
    """

    driver: Literal[
        "customers", "price", "new", "churn", "expansion", "margin", "teams", "other"
    ]
    segment_id: str
    segment: str
    currency: str
    said: SaidRange | None
    is_guess: bool
    is_counted: bool
    is_few: bool
    words: str
    by: str
    on_date: str | None
    version: int
    lacks: str


class SegmentRow(TypedDict):
    """A segment of the sheet with its six cells; a year's revenue from the
    middles.
    """

    id: str
    name: str
    version: int
    cells: list[CellRow]


class Sheet(TypedDict):
    """The whole sheet, in the workspace's currency."""

    currency: str
    segments: list[SegmentRow]
    costs: list[CellRow]


class CellsFilled(TypedDict):
    """How many cells were filled with guesses."""

    filled: int
