"""Reads of metrics that fill themselves: databases, questions and how they went."""

from __future__ import annotations

from collections import defaultdict

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.lockbox import unlock
from leadline.foundation.paging import Listed, Page, listed
from leadline.foundation.sql import Place
from leadline.foundation.sql import SourceKind as Kind
from leadline.foundation.sql.gates import gates_here
from leadline.strategy.models import MetricQuery, MetricSource
from leadline.strategy.queries.rows import get_metric_source
from leadline.strategy.types import MetricQueryRow, MetricSourceRow, SourceKind


def list_metric_sources(
    *, actor: Actor, page: Page = 1, size: int | None = None
) -> Listed[MetricSourceRow]:
    """Return the databases by name, with the metrics they fill.

    Their addresses are for owners alone.
    """
    actor.require("plan")
    filled: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    used = rows(MetricQuery, actor).select_related("metric").order_by("metric__name")
    for query in used:
        filled[query.source_id].append((query.metric_id, query.metric.name))
    found = rows(MetricSource, actor).order_by("name")
    return listed(
        found,
        lambda part: [_source_row(actor, row, filled[row.pk]) for row in part],
        page,
        size,
    )


def metric_source(*, actor: Actor, source_id: int) -> MetricSourceRow:
    """Return one database, for owners, or raise ``NotFound``."""
    actor.require("administer")
    return _source_row(actor, get_metric_source(actor=actor, source_id=source_id), [])


def query_of(*, actor: Actor, metric_id: int) -> MetricQueryRow | None:
    """Return the question that fills a metric, or none.

    What it asks is for leads and owners; that and how it is filled is for everybody.
    """
    actor.require("read")
    found = rows(MetricQuery, actor).select_related("source", "user")
    query = found.filter(metric_id=metric_id).first()
    if query is None:
        return None
    return MetricQueryRow(
        id=query.pk,
        version=query.version,
        metric_id=metric_id,
        source_id=query.source_id,
        source=query.source.name,
        sql=query.sql if actor.can_plan else "",
        hours=query.hours,
        by=str(query.user) if query.user else "",
        next_at=query.next_at,
        read_at=query.read_at,
        fault=query.fault,
        failures=query.failures,
    )


def place_of(*, actor: Actor, source_id: int) -> Place:
    """Return a database as it is asked, its password opened, or raise ``NotFound``."""
    actor.require("plan")
    source = get_metric_source(actor=actor, source_id=source_id)
    return Place(
        Kind(source.kind), source.address, unlock(source.password), gates_here()
    )


def _source_row(
    actor: Actor, row: MetricSource, metrics: list[tuple[int, str]]
) -> MetricSourceRow:
    return MetricSourceRow(
        id=row.pk,
        version=row.version,
        name=row.name,
        kind=SourceKind(row.kind),
        address=row.address if actor.can_administer else "",
        has_password=bool(row.password),
        metrics=tuple(metrics),
    )
