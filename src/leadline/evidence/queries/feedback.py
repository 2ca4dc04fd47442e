"""Reads of pieces of feedback: the inbox and one piece."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.db.models import Count, Q, QuerySet

from leadline.accounts.queries import rows, until_changed
from leadline.accounts.types import Actor
from leadline.evidence.models import Feedback
from leadline.evidence.queries.fields import with_fields
from leadline.evidence.queries.paging import feedback_rows
from leadline.evidence.queries.words import with_words
from leadline.evidence.types import (
    WAITING,
    FeedbackCard,
    FeedbackFilter,
    FeedbackRow,
    FeedbackSide,
    FeedbackSpeech,
    FeedbackState,
    SetAside,
)
from leadline.foundation.errors import NotFound
from leadline.foundation.paging import PER_PAGE, Listed, Page, listed, the_one
from leadline.foundation.plain import names_of

ORDERS = {
    "-said": ("-said_at", "-id"),
    "said": ("said_at", "id"),
    "-added": ("-id",),
}
COUNTS = {"side": FeedbackSide.CUSTOMER, "set_aside": ""}
# What a card says of the piece itself, by the names of its columns, and of others.
TOLD = {
    "customer": "customer__name",
    "product": "product__name",
    "need": "need__statement",
    "from_import": "from_import__file_name",
}
WORTH = "customer__revenue_amount"
KINDS = {"side": FeedbackSide, "speech": FeedbackSpeech, "state": FeedbackState}
OWN = [
    name
    for name in names_of(FeedbackCard)
    if name not in {*TOLD, "has_original", "is_worth_known"}
]
WAITS = {"state": FeedbackState.NEW, "need__isnull": True, **COUNTS}


def _within(number: int) -> int:
    """Return a number that a database can look for; 0, nobody's, beyond that."""
    return number if 0 < number < 1 << 63 else 0


def _found(actor: Actor, wanted: FeedbackFilter) -> QuerySet[Feedback]:
    """Return the pieces that a filter means, in no order."""
    found = rows(Feedback, actor)
    for name in ("source", "kind", "area", "language"):
        if value := getattr(wanted, name):
            found = found.filter(**{name: value})
    if wanted.customer_id:
        found = found.filter(customer=_within(wanted.customer_id))
    if wanted.segment:
        found = found.filter(customer__segment=wanted.segment)
    if wanted.need in ("none", "any"):
        found = found.filter(need__isnull=wanted.need == "none")
    elif wanted.need:
        number = int(wanted.need[:20]) if wanted.need.isdecimal() else 0
        found = found.filter(need=_within(number))
    if wanted.since:
        start = datetime.combine(wanted.since, time.min, UTC)
        found = found.filter(said_at__gte=start)
    if wanted.until:
        last = datetime.combine(wanted.until, time.max, UTC)
        found = found.filter(said_at__lte=last)
    found = with_fields(actor=actor, found=_counting(found, wanted), wanted=wanted)
    if wanted.text:
        found = with_words(actor=actor, found=found, text=wanted.text)
    return found


def _counting(found: QuerySet[Feedback], wanted: FeedbackFilter) -> QuerySet[Feedback]:
    """Narrow pieces by state, side and whether they are set aside."""
    if wanted.state == WAITING:
        return found.filter(**WAITS)
    if wanted.state and wanted.state != "all":
        found = found.filter(state=wanted.state)
    elif not wanted.state:
        found = found.exclude(state=FeedbackState.ARCHIVED)
    if wanted.set_aside == "any":
        found = found.filter(set_aside__gt="")
    elif wanted.set_aside:
        # Said twice, so that the small index of what is aside is used.
        found = found.filter(set_aside__gt="").filter(set_aside=wanted.set_aside)
    if wanted.side:
        found = found.filter(side=wanted.side)
    elif not wanted.set_aside and wanted.state != "all":
        found = found.filter(**COUNTS)
    return found


def list_feedback(
    *, actor: Actor, wanted: FeedbackFilter, page: Page = 1, per_page: int = PER_PAGE
) -> Listed[FeedbackRow]:
    """Return a page of pieces; its ``is_more`` tells of an open end."""
    actor.require("read")
    order = ORDERS.get(wanted.sort, ORDERS["-said"])
    found = _found(actor, wanted).order_by(*order)

    def make(part: QuerySet[Feedback]) -> list[FeedbackRow]:
        """Find the page in the index first; names are fetched for its rows alone."""
        ids = list(part.values_list("pk", flat=True))
        there = feedback_rows(
            actor=actor, found=rows(Feedback, actor).filter(pk__in=ids)
        )
        place = {pk: n for n, pk in enumerate(ids)}
        return sorted(there, key=lambda row: place[row.id])

    return listed(found, make, page, per_page)


def feedback_by_id(*, actor: Actor, feedback_ids: list[int]) -> list[FeedbackRow]:
    """Return some pieces, those that are there."""
    found = rows(Feedback, actor).filter(pk__in=feedback_ids)
    return feedback_rows(actor=actor, found=found)


def feedback_ids(*, actor: Actor, wanted: FeedbackFilter, limit: int) -> list[int]:
    """Return the ids of everything a filter means, newest first, at most ``limit``."""
    actor.require("read")
    found = _found(actor, wanted).order_by("-said_at", "-id")
    return list(found.values_list("pk", flat=True)[:limit])


def export_feedback(
    *, actor: Actor, wanted: FeedbackFilter, limit: int
) -> list[FeedbackRow]:
    """Return everything a filter means as rows, at most ``limit``."""
    actor.require("read")
    order = ORDERS.get(wanted.sort, ORDERS["-said"])
    found = _found(actor, wanted).order_by(*order)[:limit]
    return feedback_rows(actor=actor, found=found)


def feedback_card(*, actor: Actor, feedback_id: int) -> FeedbackCard:
    """Return everything that is kept of one piece, or raise ``NotFound``."""
    actor.require("read")
    found = rows(Feedback, actor).filter(pk=feedback_id)
    row = the_one(found.values(*OWN, *TOLD.values(), "original", WORTH))
    if row is None:
        raise NotFound("There is no such piece of feedback.")
    said = {name: row[name] for name in OWN}
    said |= {name: row[path] or "" for name, path in TOLD.items()}
    said |= {name: kind(row[name]) for name, kind in KINDS.items()}
    said["tags"] = tuple(row["tags"])
    return FeedbackCard(
        **said,
        has_original=bool(row["original"]),
        is_worth_known=row[WORTH] is not None,
    )


def feedback_beside(
    *, actor: Actor, piece: FeedbackCard
) -> tuple[int | None, int | None]:
    """Return the ids of the next newer and the next older piece."""
    actor.require("read")
    table = rows(Feedback, actor).filter(**COUNTS)
    table = table.exclude(state=FeedbackState.ARCHIVED)
    at, pk = piece.said_at, piece.id
    newer = table.filter(Q(said_at__gt=at) | Q(said_at=at, pk__gt=pk), said_at__gte=at)
    older = table.filter(Q(said_at__lt=at) | Q(said_at=at, pk__lt=pk), said_at__lte=at)
    ids = "pk"
    return (
        newer.order_by("said_at", "pk").values_list(ids, flat=True).first(),
        older.order_by("-said_at", "-pk").values_list(ids, flat=True).first(),
    )


def feedback_choices(*, actor: Actor) -> dict[str, list[str]]:
    """Return the sources, areas and languages that there are, for filters."""
    actor.require("read")
    return until_changed(
        actor=actor, key="choices of feedback", read=lambda: _choices(actor)
    )


def _choices(actor: Actor) -> dict[str, list[str]]:
    table = rows(Feedback, actor).order_by()
    return {
        name: sorted(v for v in table.values_list(name, flat=True).distinct() if v)
        for name in ("source", "area", "language")
    }


def count_waiting(*, actor: Actor) -> dict[str, int]:
    """Return how many pieces wait: they count, have no need, nobody looked at them."""
    actor.require("read")
    return {"new": rows(Feedback, actor).filter(**WAITS).count()}


def count_aside(*, actor: Actor) -> dict[str, int]:
    """Return how many pieces are set aside, by reason, and how many are ours.

    Archived ones are left out, as in the lists.
    """
    actor.require("read")
    return until_changed(actor=actor, key="feedback aside", read=lambda: _aside(actor))


def _aside(actor: Actor) -> dict[str, int]:
    held = rows(Feedback, actor).exclude(state=FeedbackState.ARCHIVED).order_by()
    aside = held.filter(set_aside__gt="").values_list("set_aside")
    counts = dict(aside.annotate(n=Count("pk")))
    ours = held.filter(side=FeedbackSide.OURS).count()
    return {reason: counts.get(reason, 0) for reason in SetAside.values} | {
        FeedbackSide.OURS.value: ours
    }
