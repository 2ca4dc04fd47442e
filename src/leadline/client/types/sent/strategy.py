"""What is sent: strategy.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NotRequired, TypedDict


class ListGoals(TypedDict, total=False):
    """Which goals a list is of."""

    text: str
    kind: Literal["", "growth", "profitability", "guardrail"]
    state: Literal["", "open", "reached", "missed", "dropped"]
    owner: int | None
    product: int | None
    updated_since: str | datetime | None
    limit: int
    cursor: str
    fields: str


class GoalIn(TypedDict):
    """What a person says about a goal and its first measure."""

    name: str
    kind: str
    metric_id: NotRequired[str | None]
    measure: NotRequired[str]
    unit: NotRequired[str]
    currency: NotRequired[str]
    baseline: NotRequired[str | Decimal | None]
    baseline_date: NotRequired[str | date | None]
    target: NotRequired[str | Decimal | None]
    target_date: NotRequired[str | date | None]
    owner_id: NotRequired[str | None]
    parent_id: NotRequired[str | None]
    product_id: NotRequired[str | None]


class GoalChangePart(TypedDict, total=False):
    """What is said anew of a goal, and why."""

    name: str
    kind: str
    metric_id: str | None
    measure: str
    unit: str
    currency: str
    baseline: str | Decimal | None
    baseline_date: str | date | None
    target: str | Decimal | None
    target_date: str | date | None
    owner_id: str | None
    parent_id: str | None
    product_id: str | None
    reason: str
    state: str


class MeasureChange(TypedDict, total=False):
    """What is said of a measure, and why."""

    metric_id: str | None
    measure: str
    unit: str
    currency: str
    baseline: str | Decimal | None
    baseline_date: str | date | None
    target: str | Decimal | None
    target_date: str | date | None
    reason: str


class CheckInIn(TypedDict):
    """What a person says in a check-in; readings are by the id of the measure."""

    confidence: int
    reason: str
    readings: NotRequired[dict[str, str | Decimal]]


class MeasureChangePart(TypedDict, total=False):
    """What is said of a measure, and why."""

    metric_id: str | None
    measure: str
    unit: str
    currency: str
    baseline: str | Decimal | None
    baseline_date: str | date | None
    target: str | Decimal | None
    target_date: str | date | None
    reason: str


class ReasonIn(TypedDict):
    """Why it goes."""

    reason: str


class ListCheckIns(TypedDict, total=False):
    """Which check ins a list is of."""

    limit: int
    cursor: str
    fields: str


class ListMetrics(TypedDict, total=False):
    """Which metrics a list is of."""

    text: str
    archived: bool
    updated_since: str | datetime | None
    limit: int
    cursor: str
    fields: str


class MetricIn(TypedDict):
    """What a person says about a metric."""

    name: str
    unit: NotRequired[str]
    currency: NotRequired[str]
    direction: NotRequired[str]
    product_id: NotRequired[str | None]


class MetricChangePart(TypedDict, total=False):
    """What is said anew of a metric, and whether it is archived."""

    name: str
    unit: str
    currency: str
    direction: str
    product_id: str | None
    is_archived: bool


class ListReadings(TypedDict, total=False):
    """Which readings a list is of."""

    limit: int
    cursor: str
    fields: str


class ReadingSaid(TypedDict):
    """What a metric was on a day, and who says so."""

    on_date: str | date
    value: str | Decimal
    source: str
    note: NotRequired[str]


class ListReviews(TypedDict, total=False):
    """Which reviews a list is of."""

    updated_since: str | datetime | None
    limit: int
    cursor: str
    fields: str


class ReviewOfMonth(TypedDict):
    """The month, as `2026-11`, of all products or of one."""

    month: str
    product_id: NotRequired[str | None]


class SectionIn(TypedDict):
    """A section, and its words; without any it is as it was computed."""

    section: str
    words: str
    is_instead: NotRequired[bool]


class ReadingOfDay(TypedDict):
    """What a metric was on a day."""

    on_date: str | date
    value: str | Decimal
    note: NotRequired[str]


class ReadingsSaid(TypedDict):
    """Readings of many days, all or none, and who says so."""

    readings: list[ReadingOfDay]
    source: str


class SheetSegmentIn(TypedDict):
    """What a segment is called."""

    name: str


class CellSaid(TypedDict):
    """The cell by its driver, and its segment unless it is of the whole; what is
    expected, or nothing. `version` is the one seen, 0 of an empty cell.
    """

    driver: str
    text: str
    segment_id: NotRequired[str | None]
    version: NotRequired[int | None]


class YardstickIn(TypedDict):
    """The figure; nothing takes it back."""

    figure: str
