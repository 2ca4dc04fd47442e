"""How ready a function is, as a shape and in words."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from leadline.foundation.words import plural
from leadline.launches.types import Bound, BuiltBy, Cause, Lateness, PartReady, Ready
from leadline.web.shell.charts.wedge import wedge

register = template.Library()


@register.filter
def wedge_of(part: PartReady) -> str:
    """Return the path of the share of steps that is done."""
    return wedge(part.share)


@register.filter
def ready_words(part: PartReady) -> str:
    """Return how ready a function is, in full: "Support: 0 of 4 steps, …"."""
    name = part.part.label
    if part.ready == Ready.NOT_NEEDED:
        return f"{name}: none, not needed"
    said = f"{part.done} of {plural(part.needed, 'step', 'steps')}"
    if part.ready == Ready.NO_ANSWER:
        return f"{name}: no answer, {said}"
    return f"{name}: {said}, {part.ready.label.lower()}"


@register.filter
def from_launch(days: int) -> str:
    """Return the days of a step from its launch: "14 days before"."""
    if days == 0:
        return "on the day"
    way = "before" if days < 0 else "after"
    return f"{plural(abs(days), 'day', 'days')} {way}"


@register.filter
def lateness_words(record: Lateness) -> str:
    """Return how much later launches came: "0 to 35 days after", "3 days before"."""
    if record.least == record.most:
        return from_launch(record.least) if record.least else "on"
    if record.least < 0 < record.most:
        early = plural(-record.least, "day", "days")
        return f"between {early} before and {plural(record.most, 'day', 'days')} after"
    way = "after" if record.most > 0 else "before"
    ends = sorted((abs(record.least), abs(record.most)))
    return f"{ends[0]} to {plural(ends[1], 'day', 'days')} {way}"


@register.filter
def bound_words(bound: Bound) -> str:
    """Return why a launch cannot be earlier, as a line under what it waits for."""
    gap = f", due {from_launch(bound.days)}" if bound.step_id else ""
    if bound.cause == Cause.BUILT:
        return "the end of the quarter it is planned in"
    if bound.cause == Cause.LEAD:
        return f"takes {plural(bound.lead_days, 'day', 'days')} from today{gap}"
    return f"promised by {bound.ready.day} {bound.ready:%b %Y}{gap}"


@register.filter
def of_launch(built: Mapping[int, BuiltBy], launch_id: int) -> BuiltBy | None:
    """Return what is known of when a launch is built; nothing of one that ended."""
    return built.get(launch_id)
