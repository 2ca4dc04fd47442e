"""Business reviews from the record, and many readings at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from leadline.api.operations import Ask, Op, Record, body, body_of
from leadline.api.shapes import said_in
from leadline.foundation.plain import plain_of
from leadline.overview.review import month_facts
from leadline.strategy import actions, queries
from leadline.strategy.types import (
    ReadingIn,
    ReadingsSaved,
    ReviewFacts,
    ReviewRow,
    Written,
)

AREA = "strategy"


@dataclass(frozen=True, slots=True)
class ReviewWhole(ReviewRow):
    """A review with what people wrote into its sections."""

    written: Mapping[str, Written]


@dataclass(frozen=True, slots=True)
class ReadingOfDay:
    """What a metric was on a day."""

    on_date: date
    value: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReadingsSaid:
    """Readings of many days, all or none, and who says so."""

    readings: tuple[ReadingOfDay, ...]
    source: str


def _review(ask: Ask, pk: int) -> ReviewWhole:
    page = queries.get_review(actor=ask.actor, review_id=pk)
    return ReviewWhole(**plain_of(page.row, ReviewRow), written=page.written)


def _facts(ask: Ask, month: str, product_id: int | None) -> ReviewFacts:
    return month_facts(actor=ask.actor, month=month, now=ask.now, product_id=product_id)


def _make(ask: Ask) -> Any:
    said = said_in(ask.body)
    month, product_id = said["month"], said.get("product_id")
    ask.actor.require("change")
    return actions.make_review(
        actor=ask.actor,
        month=month,
        facts=_facts(ask, month, product_id),
        today=ask.today,
        now=ask.now,
        product_id=product_id,
    )


def _take_in(ask: Ask) -> Any:
    ask.actor.require("change")
    row = queries.get_review(actor=ask.actor, review_id=ask.id).row
    return actions.take_in_facts(
        actor=ask.actor,
        review_id=ask.id,
        facts=_facts(ask, row.month, row.product_id),
        now=ask.now,
        seen=ask.seen,
    )


def _save_readings(ask: Ask) -> ReadingsSaved:
    said = said_in(ask.body, ReadingsSaid)
    lines = [
        ReadingIn(n, f"{one.on_date}", f"{one.value}", said["source"], one.note)
        for n, one in enumerate(said["readings"], start=1)
    ]
    return actions.save_readings(
        actor=ask.actor, metric_id=ask.id, readings=lines, file_name=said["source"]
    )


REVIEWS = Record(
    "review", "reviews", AREA, ReviewWhole, _review, (f"{AREA}:get_review",)
)
OPS: list[Op] = [
    REVIEWS.lists(
        lambda ask: queries.list_reviews(actor=ask.actor, page=ask.page, size=ask.size),
        f"{AREA}:list_reviews",
        answers=ReviewRow,
    ),
    REVIEWS.gets(),
    REVIEWS.makes(
        _make,
        f"{AREA}:make_review",
        body=body(
            "ReviewOfMonth",
            "The month, as `2026-11`, of all products or of one.",
            month=str,
            product_id=(int | None, None),
        ),
    ),
    REVIEWS.acts(
        "take_in",
        _take_in,
        f"{AREA}:take_in_facts",
        summary="Put what the record says now into a draft; what was written stays",
    ),
    REVIEWS.acts(
        "write_section_of",
        lambda ask: actions.write_section(
            actor=ask.actor,
            review_id=ask.id,
            now=ask.now,
            seen=ask.seen,
            **said_in(ask.body),
        ),
        f"{AREA}:write_section",
        body=body(
            "SectionIn",
            "A section, and its words; without any it is as it was computed.",
            section=str,
            words=str,
            is_instead=(bool, False),
        ),
        summary="Write a section of a review by hand",
    ),
    REVIEWS.acts(
        "finish",
        lambda ask: actions.finish_review(
            actor=ask.actor, review_id=ask.id, now=ask.now, seen=ask.seen
        ),
        f"{AREA}:finish_review",
        summary="Close a review: from then on it stays as it is",
    ),
    Op(
        "save_readings",
        "POST",
        "metrics/{int:id}/readings/many",
        AREA,
        "Write down what a metric was on many days",
        (f"{AREA}:save_readings",),
        _save_readings,
        answers=ReadingsSaved,
        body=body_of(ReadingsSaid),
    ),
]
