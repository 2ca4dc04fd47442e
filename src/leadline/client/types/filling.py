"""What is answered: filling.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Literal, TypedDict


class MetricSourceRow(TypedDict):
    """A database; its password never comes back, its address to owners alone."""

    id: str
    version: int
    name: str
    kind: Literal["postgresql", "sqlite", "duckdb"]
    has_password: bool


class MetricQueryRow(TypedDict):
    """The question of a metric, and how asking it went."""

    id: str
    version: int
    metric_id: str
    source_id: str
    source: str
    sql: str
    hours: int
    by: str
    next_at: str | None
    read_at: str | None
    fault: str
    failures: int


class Filled(TypedDict):
    """What asking did, or would do; `rows` are the newest of it."""

    rows: list[FilledRow]
    new: int
    changed: int
    unchanged: int
    kept: int
    passed_over: int


class FilledRow(TypedDict):
    """A reading that a question gives, and what stands on that day: `by_hand` is
    kept, whatever the question says.
    """

    on_date: str
    value: str
    before: str | None
    by_hand: bool
