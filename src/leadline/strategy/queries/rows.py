"""The rows themselves, for actions; surfaces read what the other modules return."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.strategy.models import Goal, Metric, MonthReview, Reading


def get_goal(*, actor: Actor, goal_id: int) -> Goal:
    """Return one goal of the workspace, or raise ``NotFound``."""
    goal = rows(Goal, actor).filter(pk=goal_id).first()
    if goal is None:
        raise NotFound("There is no such goal.")
    return goal


def get_metric(*, actor: Actor, metric_id: int) -> Metric:
    """Return one metric of the workspace, or raise ``NotFound``."""
    metric = rows(Metric, actor).filter(pk=metric_id).first()
    if metric is None:
        raise NotFound("There is no such metric.")
    return metric


def get_reading(*, actor: Actor, reading_id: int) -> Reading:
    """Return one reading with its metric, or raise ``NotFound``."""
    found = rows(Reading, actor).select_related("metric")
    reading = found.filter(pk=reading_id).first()
    if reading is None:
        raise NotFound("There is no such reading.")
    return reading


def get_month_review(*, actor: Actor, review_id: int) -> MonthReview:
    """Return one business review, its row held for a change, or ``NotFound``."""
    held = rows(MonthReview, actor).select_for_update(of=("self",))
    review = held.filter(pk=review_id).first()
    if review is None:
        raise NotFound("There is no such review.")
    return review
