"""The rows themselves, for actions; surfaces read what the other modules return."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.foundation.paging import the_one
from leadline.strategy.models import (
    CheckIn,
    Goal,
    GoalMeasure,
    Metric,
    MetricQuery,
    MetricSource,
    MonthReview,
    Reading,
)


def get_goal(*, actor: Actor, goal_id: int) -> Goal:
    """Return one goal of the workspace, or raise ``NotFound``."""
    goal = the_one(rows(Goal, actor).filter(pk=goal_id))
    if goal is None:
        raise NotFound("There is no such goal.")
    return goal


def get_measure(*, actor: Actor, measure_id: int) -> GoalMeasure:
    """Return one measure with its goal, or raise ``NotFound``."""
    found = rows(GoalMeasure, actor).select_related("goal", "metric")
    measure = the_one(found.filter(pk=measure_id))
    if measure is None:
        raise NotFound("There is no such measure.")
    return measure


def get_metric(*, actor: Actor, metric_id: int) -> Metric:
    """Return one metric of the workspace, or raise ``NotFound``."""
    metric = the_one(rows(Metric, actor).filter(pk=metric_id))
    if metric is None:
        raise NotFound("There is no such metric.")
    return metric


def get_metric_source(*, actor: Actor, source_id: int) -> MetricSource:
    """Return one database of the workspace, or raise ``NotFound``."""
    source = the_one(rows(MetricSource, actor).filter(pk=source_id))
    if source is None:
        raise NotFound("There is no such source.")
    return source


def get_metric_query(*, actor: Actor, metric_id: int) -> MetricQuery:
    """Return the question of a metric with its source, or raise ``NotFound``."""
    found = rows(MetricQuery, actor).select_related("metric", "source", "user")
    query = found.filter(metric_id=metric_id).first()
    if query is None:
        raise NotFound("This metric is not filled by a question.")
    return query


def get_reading(*, actor: Actor, reading_id: int) -> Reading:
    """Return one reading with its metric, or raise ``NotFound``."""
    found = rows(Reading, actor).select_related("metric")
    reading = the_one(found.filter(pk=reading_id))
    if reading is None:
        raise NotFound("There is no such reading.")
    return reading


def first_measure(*, actor: Actor, goal: Goal) -> GoalMeasure:
    """Return the measure a goal was set with, or the oldest that is left."""
    return rows(GoalMeasure, actor).filter(goal=goal).order_by("pk")[:1].get()


def get_check_in(*, actor: Actor, check_in_id: int) -> CheckIn:
    """Return one check-in with its goal, or raise ``NotFound``."""
    found = the_one(rows(CheckIn, actor).filter(pk=check_in_id).select_related("goal"))
    if found is None:
        raise NotFound("There is no such check-in.")
    return found


def get_month_review(*, actor: Actor, review_id: int) -> MonthReview:
    """Return one business review, its row held for a change, or ``NotFound``."""
    held = rows(MonthReview, actor).select_for_update(of=("self",))
    review = the_one(held.filter(pk=review_id))
    if review is None:
        raise NotFound("There is no such review.")
    return review
