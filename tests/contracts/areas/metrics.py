"""Examples for the addresses of metrics that fill themselves."""

from __future__ import annotations

from collections.abc import Callable

from leadline.accounts.types import Kept
from leadline.strategy import actions
from leadline.strategy.types import MetricQueryIn, MetricSourceIn
from tests.contracts.examples import NOW, Examples

ADDRESS = "postgresql://reader@db.example.com/shop"


def source_of(e: Examples) -> Kept:
    said = MetricSourceIn("Shop", "postgresql", ADDRESS, "word")
    return e.once(
        "metric_source",
        lambda: actions.add_metric_source(actor=e.actor, source=said),
    )


def asked_metric_of(e: Examples) -> int:
    said = MetricQueryIn(source_of(e).id, "select 1")

    def make() -> int:
        actions.save_metric_query(
            actor=e.actor, metric_id=e.metric.pk, query=said, now=NOW
        )
        return e.metric.pk

    return e.once("metric_query", make)


THINGS: dict[str, Callable[[Examples], object]] = {
    "metrics/sources": lambda e: source_of(e).id,
    "strategy/metrics/<int:pk>/question/ask/:pk": asked_metric_of,
    "strategy/metrics/<int:pk>/question/switch/:pk": asked_metric_of,
    "strategy/metrics/<int:pk>/question/remove/:pk": asked_metric_of,
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "strategy:metric_source_new": lambda e: {
        "name": "Store", "kind": "postgresql", "address": ADDRESS,
    },
    "strategy:metric_source_change": lambda e: {
        "name": "Store", "kind": "postgresql", "address": ADDRESS,
    },
    "strategy:metric_query": lambda e: {
        "source_id": source_of(e).id, "sql": "select 2", "hours": "24", "do": "keep",
    },
}  # fmt: skip
PUBLIC: set[str] = set()
READERS_OWN: set[str] = set()
