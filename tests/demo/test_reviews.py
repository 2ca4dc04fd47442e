"""The example company reviews two months: one is finished, one a draft."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leadline.demo import fill_reviews
from leadline.demo.steps import take
from leadline.strategy.models import MonthReview
from leadline.strategy.queries import get_review, list_reviews, review_steps
from leadline.strategy.types import ReviewDeed, ReviewState
from tests.conftest import Person
from tests.overview.month_world import make_month

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
        datetime(2026, 11, 1, 0, 30, tzinfo=UTC),
        datetime(2027, 1, 31, 23, 59, tzinfo=UTC),
    ],
)
def test_the_last_two_months_that_are_over_are_reviewed_on_any_day(
    ana: Person, now: datetime
) -> None:
    make_month(ana.actor)

    take(fill_reviews.steps(ana.actor, now))

    newer, older = list_reviews(actor=ana.actor)
    months = [MonthReview.objects.get(pk=row.id).month for row in (newer, older)]
    last = now.replace(day=1) - timedelta(days=1)
    assert months[0] == f"{last:%Y-%m}"
    assert months[1] == f"{last.replace(day=1) - timedelta(days=1):%Y-%m}"
    assert (newer.state, older.state) == (ReviewState.DRAFT, ReviewState.FINISHED)
    steps = review_steps(actor=ana.actor, review_id=newer.id)
    assert [step.deed for step in steps] == [
        ReviewDeed.WRITTEN, ReviewDeed.WRITTEN, ReviewDeed.MADE,
    ]  # fmt: skip
    assert max(step.at for step in steps) <= now
    assert get_review(actor=ana.actor, review_id=newer.id).by == "ana"
