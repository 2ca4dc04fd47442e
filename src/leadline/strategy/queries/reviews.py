"""Reads of business reviews: the list, one at a version, what became of it."""

from __future__ import annotations

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.foundation.paging import Listed, Page, listed
from leadline.strategy.models import MonthReview, ReviewStep
from leadline.strategy.types import (
    ReviewDeed,
    ReviewFacts,
    ReviewPage,
    ReviewRow,
    ReviewState,
    ReviewStepRow,
    Tally,
    Written,
    facts_from,
)

COMPUTED = (ReviewDeed.MADE, ReviewDeed.TAKEN_IN)


def list_reviews(
    *, actor: Actor, page: Page = 1, size: int | None = None
) -> Listed[ReviewRow]:
    """Return one page of the reviews, the newest month first."""
    actor.require("read")
    whole_first = F("product__name").asc(nulls_first=True)
    return listed(
        _found(actor).order_by("-month", whole_first, "pk"), _rows, page, size
    )


def get_review(
    *, actor: Actor, review_id: int, number: int | None = None
) -> ReviewPage:
    """Return a review as it stands, or as it stood at a version; or ``NotFound``."""
    actor.require("read")
    review = _found(actor).filter(pk=review_id).first()
    if review is None:
        raise NotFound("There is no such review.")
    steps = rows(ReviewStep, actor).filter(review=review).select_related("user")
    if number is not None:
        steps = steps.filter(number__lte=number)
    done = list(steps.order_by("number"))
    if not done or (number is not None and done[-1].number != number):
        raise NotFound("There is no such version of this review.")
    return _page(review, done)


def review_of(
    *, actor: Actor, month: str, product_id: int | None = None
) -> ReviewRow | None:
    """Return the review of a month, or none where none was made."""
    actor.require("read")
    found = _found(actor).filter(_of(product_id), month=month)
    return next(iter(_rows(found)), None)


def facts_before(
    *, actor: Actor, month: str, product_id: int | None = None
) -> ReviewFacts | None:
    """Return what the newest review of an earlier month rests on, if there is one."""
    actor.require("read")
    earlier = rows(MonthReview, actor).filter(_of(product_id), month__lt=month)
    review = earlier.order_by("-month").first()
    return _facts(actor, review) if review else None


def list_facts(
    *, actor: Actor, product_id: int | None = None, months: int = 6
) -> list[tuple[int, ReviewFacts]]:
    """Return the newest reviews' ids and facts, the newest month first."""
    actor.require("read")
    found = rows(MonthReview, actor).filter(_of(product_id))
    newest = list(found.order_by("-month")[:months])
    steps = rows(ReviewStep, actor).filter(review__in=newest, deed__in=COMPUTED)
    kept = dict(steps.order_by("number").values_list("review_id", "facts"))
    return [(one.pk, facts_from(kept[one.pk] or {})) for one in newest]


def review_steps(*, actor: Actor, review_id: int) -> list[ReviewStepRow]:
    """Return a review's versions, the newest first, with what was computed beside."""
    actor.require("read")
    if not rows(MonthReview, actor).filter(pk=review_id).exists():
        raise NotFound("There is no such review.")
    steps = rows(ReviewStep, actor).filter(review_id=review_id)
    told: list[ReviewStepRow] = []
    facts: ReviewFacts | None = None
    for step in steps.select_related("user").order_by("number"):
        facts = facts_from(step.facts) if step.facts else facts
        told.insert(
            0,
            ReviewStepRow(
                number=step.number,
                deed=ReviewDeed(step.deed),
                section=step.section,
                words=step.words,
                is_instead=step.is_instead,
                computed=facts.lines_of(step.section) if facts and step.section else (),
                person=str(step.user or ""),
                at=step.at,
            ),
        )
    return told


def _of(product_id: int | None) -> Q:
    return Q(product=None) if product_id is None else Q(product_id=product_id)


def _found(actor: Actor) -> QuerySet[MonthReview]:
    steps = rows(ReviewStep, actor).filter(review=OuterRef("pk")).order_by("-number")
    facts = steps.filter(deed__in=COMPUTED).values("facts__tally")[:1]
    ended = steps.filter(deed=ReviewDeed.FINISHED).values("at")[:1]
    return (
        rows(MonthReview, actor)
        .select_related("product")
        .annotate(
            last_at=Subquery(steps.values("at")[:1]),
            last_name=Subquery(steps.values("user__name")[:1]),
            last_email=Subquery(steps.values("user__email")[:1]),
            ended_at=Subquery(ended),
            tally=Subquery(facts),
        )
    )


def _rows(found: QuerySet[MonthReview]) -> list[ReviewRow]:
    return [_row(one) for one in found]


def _row(one: MonthReview) -> ReviewRow:
    said = vars(one)
    return ReviewRow(
        id=one.pk,
        version=one.version,
        month=one.month,
        product=one.product.name if one.product else "",
        product_id=one.product.pk if one.product else None,
        state=ReviewState(one.state),
        title=one.title,
        changed_at=said["last_at"],
        changed_by=said["last_name"] or said["last_email"] or "",
        finished_at=said["ended_at"],
        tally=Tally(**(said["tally"] or {})),
    )


def _page(review: MonthReview, steps: list[ReviewStep]) -> ReviewPage:
    written: dict[str, Written] = {}
    facts = next(s.facts for s in reversed(steps) if s.facts) or {}
    for step in steps:
        if step.deed == ReviewDeed.WRITTEN:
            written[step.section] = Written(
                step.words, step.is_instead, str(step.user or ""), step.at, step.number
            )
    last = steps[-1]
    return ReviewPage(
        row=_row(review),
        facts=facts_from(facts),
        written={name: one for name, one in written.items() if one.words},
        number=last.number,
        at=last.at,
        person=str(last.user or ""),
    )


def _facts(actor: Actor, review: MonthReview) -> ReviewFacts:
    steps = rows(ReviewStep, actor).filter(review=review, deed__in=COMPUTED)
    newest = steps.order_by("-number").values_list("facts", flat=True)[:1]
    return facts_from(newest[0] or {})
