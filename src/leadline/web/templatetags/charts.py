"""Tags that components use to turn plain values into the geometry of a chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import template

from leadline.web.shell.charts import bars, fan, frontier, levels, ranges, ring, spark

register = template.Library()


def numbers(values: Iterable[Any]) -> list[float]:
    """Return values as floats: money comes as decimals."""
    return [float(value) for value in values]


@register.simple_tag
def spark_of(values: Iterable[Any], scale: str = "") -> spark.Spark | None:
    """Return the spark of values, or nothing when there are none.

    ``scale`` is "own" for a measure: from its lowest value, not from zero.
    """
    known = numbers(values or [])
    return spark.spark(known, from_lowest=scale == "own") if known else None


@register.simple_tag
def range_of(
    given: Any, low: Any = None, high: Any = None
) -> tuple[ranges.RangeBar, ranges.Range]:
    """Return the bar of anything that has p10, p50, p90 and perhaps the rest."""
    values = {
        name: None if (value := _part(given, name)) is None else float(value)
        for name in ("p10", "p50", "p90", "p25", "p75", "actual")
    }
    span = ranges.Range(**values)  # type: ignore[arg-type]
    ends = [None if end in (None, "") else float(end) for end in (low, high)]
    return ranges.range_bar(span, *ends), span


@register.simple_tag
def ring_of(value: Any, of: Any) -> ring.Ring:
    """Return the ring of a share; more than the whole fills it."""
    return ring.ring(float(value or 0), float(of or 0))


@register.simple_tag
def dumbbell_of(base: Any, value: Any, top: Any = 1) -> ranges.Dumbbell:
    """Return the two ends of a segment's line; shares of one."""
    return ranges.dumbbell(float(base), float(value), float(top or 1))


@register.simple_tag
def levels_of(own: Any, peers: Any, manager: Any, top: Any) -> levels.Levels | None:
    """Return the line of the views of a skill, or nothing without any."""
    views = {"own": own, "peers": peers, "manager": manager}
    known = {name: None if v is None else float(v) for name, v in views.items()}
    return levels.levels(known, int(top))


@register.simple_tag
def fan_of(
    past: Sequence[Any],
    future: Sequence[Any],
    goal: Any = None,
    beside: Sequence[Any] | None = None,
) -> fan.Fan:
    """Return the fan of (label, value) and of (label, anything with p10 to p90)."""
    ahead = [
        (
            str(label),
            fan.Future(
                *(float(_part(span, name)) for name in ("p10", "p50", "p90")),
                *(
                    None if (v := _part(span, name)) is None else float(v)
                    for name in ("p25", "p75")
                ),
            ),
        )
        for label, span in future
    ]
    behind = [(str(label), float(value)) for label, value in past]
    target = None if goal in (None, "") else float(goal)
    return fan.fan(behind, ahead, target, numbers(beside or []))


@register.simple_tag
def bars_of(
    labels: Sequence[Any],
    layers: Sequence[Sequence[Any]],
    note_at: int | None = None,
    level: float | None = None,
) -> bars.Bars:
    """Return the bars of layers that stand upon each other."""
    return bars.bars(
        [str(label) for label in labels],
        [numbers(row) for row in layers],
        note_at,
        level,
    )


@register.simple_tag
def frontier_of(
    best: Sequence[Any], others: Sequence[Any] = (), chosen: Any = None
) -> frontier.Frontier:
    """Return the frontier of pairs."""

    def pair(point: Any) -> tuple[float, float]:
        return float(point[0]), float(point[1])

    return frontier.frontier(
        [pair(p) for p in best],
        [pair(p) for p in others],
        pair(chosen) if chosen else None,
    )


@register.simple_tag
def columns_of(labels: Sequence[Any], layers: Sequence[Sequence[Any]]) -> list[Any]:
    """Return the rows of the table behind bars: a label and its amounts."""
    return list(zip(labels, zip(*layers, strict=True), strict=True))


@register.filter
def part(thing: Any, name: str) -> Any:
    """Return a part of a mapping or an object, or nothing."""
    return _part(thing, name)


def _part(thing: Any, name: str) -> Any:
    if not thing or isinstance(thing, dict):
        return thing.get(name) if thing else None
    return getattr(thing, name, None)
