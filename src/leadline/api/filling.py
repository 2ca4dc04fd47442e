"""Metrics that fill themselves: the question of each, tried, kept, switched."""

from __future__ import annotations

from typing import Any

from leadline.accounts.types import Kept
from leadline.api.operations import Ask, Op, body, body_of
from leadline.api.shapes import build
from leadline.foundation.errors import NotFound
from leadline.strategy import actions, queries
from leadline.strategy.types import (
    Filled,
    MetricQueryIn,
    MetricQueryRow,
    MetricSourceRow,
)

AREA, PART, AT = "strategy", "filling", "metrics/{int:id}/question"


def _question(ask: Ask) -> MetricQueryRow:
    queries.metric_page(actor=ask.actor, metric_id=ask.id)
    found = queries.query_of(actor=ask.actor, metric_id=ask.id)
    if found is None:
        raise NotFound("This metric is not filled by a question.")
    return found


def _save(ask: Ask) -> Any:
    return actions.save_metric_query(
        actor=ask.actor,
        metric_id=ask.id,
        query=build(MetricQueryIn, ask.body),
        now=ask.now,
        seen=ask.seen,
    )


OPS: list[Op] = [
    Op(
        "list_metric_sources",
        "GET",
        "metric-sources",
        AREA,
        "List the databases that metrics are filled from",
        (f"{AREA}:list_metric_sources",),
        lambda ask: queries.list_metric_sources(
            actor=ask.actor, page=ask.page, size=ask.size
        ),
        answers=MetricSourceRow,
        without=frozenset({"address", "metrics"}),
        is_list=True,
        part=PART,
    ),
    Op(
        "get_metric_question",
        "GET",
        AT,
        AREA,
        "Read the question that fills a metric, and how asking it went",
        (f"{AREA}:query_of", f"{AREA}:metric_page"),
        _question,
        answers=MetricQueryRow,
        has_version=True,
        part=PART,
    ),
    Op(
        "save_metric_question",
        "POST",
        AT,
        AREA,
        "Let a metric be filled by a question from now on",
        (f"{AREA}:save_metric_query",),
        _save,
        answers=Kept,
        body=body_of(MetricQueryIn),
        has_version=True,
        part=PART,
    ),
    Op(
        "try_metric_question",
        "POST",
        f"{AT}/try",
        AREA,
        "Ask a question once and read what it would write; nothing is",
        (f"{AREA}:try_metric_query",),
        lambda ask: actions.try_metric_query(
            actor=ask.actor,
            metric_id=ask.id,
            query=build(MetricQueryIn, ask.body),
            day=ask.today,
        ),
        answers=Filled,
        body=body_of(MetricQueryIn),
        takes_long=True,
        part=PART,
    ),
    Op(
        "switch_metric_question",
        "POST",
        f"{AT}/switch",
        AREA,
        "Ask the question of a metric no more for now, or again from now on",
        (f"{AREA}:switch_metric_query",),
        lambda ask: actions.switch_metric_query(
            actor=ask.actor, metric_id=ask.id, on=ask.body.on, now=ask.now
        ),
        answers=Kept,
        body=body("SwitchIn", "Whether it is asked.", on=bool),
        part=PART,
    ),
    Op(
        "remove_metric_question",
        "DELETE",
        AT,
        AREA,
        "Let a metric be filled by hand and from files again; its readings stay",
        (f"{AREA}:remove_metric_query",),
        lambda ask: actions.remove_metric_query(actor=ask.actor, metric_id=ask.id),
        status=204,
        part=PART,
    ),
]
