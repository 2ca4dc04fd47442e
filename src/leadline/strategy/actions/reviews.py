"""Writes of business reviews: made, written by hand, brought up to date, finished."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from leadline.accounts.actions import record_rows, result_of, take_version
from leadline.accounts.models import Product
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.months import month_label, month_start, parse_month
from leadline.strategy.models import MonthReview, ReviewStep
from leadline.strategy.queries.rows import get_month_review
from leadline.strategy.types import (
    ALONE,
    LONGEST,
    LONGEST_NOTE,
    NAME,
    ReviewDeed,
    ReviewFacts,
    ReviewState,
    Section,
)


@transaction.atomic
def make_review(
    *,
    actor: Actor,
    month: str,
    facts: ReviewFacts,
    today: date,
    now: datetime,
    product_id: int | None = None,
) -> Kept:
    """Keep what the record says of a month, as a draft that people write into.

    Raises ``NotAllowed``, ``NotFound`` for another's product, ``Invalid`` for a month
    that has not begun, ``Conflict`` where there is one already.
    """
    actor.require("change")
    month = parse_month(month)
    label = month_label(month)
    if month_start(month) > today:
        raise Invalid(f"{label} has not begun.", field="month")
    product = rows(Product, actor).filter(pk=product_id).first() if product_id else None
    if product_id and product is None:
        raise NotFound("There is no such product.")
    there = rows(MonthReview, actor).filter(month=month, product=product)
    of = f" of {product.name}" if product else ""
    taken = Conflict(f"There is a review of {label}{of} already.", field="month")
    if there.exists():
        raise taken
    made = MonthReview(
        workspace_id=actor.workspace_id,
        month=month,
        product=product,
        title=facts.headline.words[:LONGEST_TITLE],
        name=f"{NAME}, {label}{of}",
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # somebody else made it at this very moment
        raise taken from None
    _step(actor, made, now, ReviewDeed.MADE, facts=facts.kept)
    return result_of(made)


@transaction.atomic
def write_section(
    *,
    actor: Actor,
    review_id: int,
    section: str,
    words: str,
    now: datetime,
    is_instead: bool = False,
    seen: int | None = None,
) -> Kept:
    """Write a section by hand; without words it is as it was computed again.

    On top and in the opening a person's words always stand for the computed ones,
    elsewhere where ``is_instead`` says so. Raises ``NotAllowed``, ``NotFound``,
    ``Conflict`` once it is finished, ``Stale``, ``Invalid`` for too many words.
    """
    actor.require("change")
    if section not in Section.values:
        raise Invalid("A review has no such section.", field="section")
    said = "\n".join(line.rstrip() for line in words.strip().splitlines())
    longest = LONGEST.get(Section(section), LONGEST_NOTE)
    if len(said) > longest:
        raise Invalid(
            f"These are {len(said)} characters; {longest} fit, for the review has one "
            "page.",
            field="words",
        )
    review = _draft(actor, review_id, seen)
    stands = is_instead or section in ALONE
    if section == Section.HEADLINE:
        said = " ".join(said.split())
        review.title = (said or _computed(actor, review))[:LONGEST_TITLE]
        review.save(update_fields=["title"])
    _step(
        actor, review, now, ReviewDeed.WRITTEN,
        section=section, words=said, is_instead=bool(said) and stands,
    )  # fmt: skip
    return result_of(review)


@transaction.atomic
def take_in_facts(
    *,
    actor: Actor,
    review_id: int,
    facts: ReviewFacts,
    now: datetime,
    seen: int | None = None,
) -> Kept:
    """Put what the record says now into a draft; what was written stays.

    The version before keeps what it rested on. Raises ``NotAllowed``, ``NotFound``,
    ``Conflict`` once it is finished, ``Stale``, ``Invalid`` for another month's facts.
    """
    actor.require("change")
    review = _draft(actor, review_id, seen)
    if facts.month != review.month:
        raise Invalid("These are the facts of another month.")
    own = rows(ReviewStep, actor).filter(review=review, section=Section.HEADLINE)
    if not any(step.words for step in own.order_by("-number")[:1]):
        review.title = facts.headline.words[:LONGEST_TITLE]
        review.save(update_fields=["title"])
    _step(actor, review, now, ReviewDeed.TAKEN_IN, facts=facts.kept)
    return result_of(review)


@transaction.atomic
def finish_review(
    *, actor: Actor, review_id: int, now: datetime, seen: int | None = None
) -> Kept:
    """Close a review: from then on it stays as it is.

    Raises ``NotAllowed`` below a lead, ``NotFound``, ``Conflict`` where it is finished
    already, ``Stale``.
    """
    actor.require("plan")
    review = _draft(actor, review_id, seen)
    review.state = ReviewState.FINISHED
    review.save(update_fields=["state"])
    _step(actor, review, now, ReviewDeed.FINISHED)
    return result_of(review)


LONGEST_TITLE = 400
VERBS = {
    ReviewDeed.MADE: "strategy.make_review",
    ReviewDeed.WRITTEN: "strategy.write_section",
    ReviewDeed.TAKEN_IN: "strategy.take_in_facts",
    ReviewDeed.FINISHED: "strategy.finish_review",
}


def _draft(actor: Actor, review_id: int, seen: int | None) -> MonthReview:
    review = get_month_review(actor=actor, review_id=review_id)
    if review.state != ReviewState.DRAFT:
        raise Conflict("This review is finished. It stays as it is.")
    take_version(actor=actor, row=review, seen=seen)
    return review


def _step(
    actor: Actor, review: MonthReview, now: datetime, deed: ReviewDeed, **said: Any
) -> None:
    step = ReviewStep(
        workspace_id=actor.workspace_id,
        review=review,
        number=review.version,
        deed=deed,
        at=now,
        user_id=actor.user_id,
        **said,
    )
    step.save()
    record_rows(
        actor=actor,
        verb=VERBS[deed],
        subject=review,
        touched=[(ReviewStep, [step.pk])],
        detail={"version": review.version, "month": review.month,
                "section": step.section},
    )  # fmt: skip


def _computed(actor: Actor, review: MonthReview) -> str:
    """Return the sentence on top as it was computed last."""
    steps = rows(ReviewStep, actor).filter(review=review, facts__isnull=False)
    kept = steps.order_by("-number").values_list("facts__headline", flat=True)[:1]
    return "".join(piece["words"] for piece in kept[0]["pieces"])
