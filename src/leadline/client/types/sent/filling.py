"""What is sent: filling.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict


class ListMetricSources(TypedDict, total=False):
    """Which metric sources a list is of."""

    limit: int
    cursor: str
    fields: str


class MetricQueryIn(TypedDict):
    """The question that fills a metric."""

    source_id: str
    sql: str
    hours: NotRequired[int]


class SwitchIn(TypedDict):
    """Whether it is asked."""

    on: bool
