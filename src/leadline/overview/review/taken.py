"""Decisions, promises and lessons of a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import Decision, Review
from leadline.decisions.queries import list_decisions
from leadline.decisions.types import (
    STILL_OPEN,
    ChairVerdict,
    DecisionFilter,
    DecisionState,
)
from leadline.overview.review.scope import Scope
from leadline.overview.review.span import Span
from leadline.roadmap.queries import promises_ahead
from leadline.roadmap.types import Trouble
from leadline.stakeholders.models import Commitment
from leadline.stakeholders.types import Direction, PromiseState

YEAR = timedelta(days=365)
TAKEN = (DecisionState.DECIDED, DecisionState.REVIEWED, DecisionState.REVERSED)
OPEN = (PromiseState.OFFERED, PromiseState.AGREED, PromiseState.AT_RISK)
CLOSED = (PromiseState.KEPT, PromiseState.BROKEN)


@dataclass(frozen=True, slots=True)
class Question:
    """A decision: its answer once taken, and how the chair was heard."""

    id: int
    question: str
    choice: str
    verdict: ChairVerdict
    override: str
    due: date | None
    proposed: int
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise that we gave, with what became of it."""

    id: int
    what: str
    person: str
    due: date
    state: PromiseState
    settled_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept."""
        return self.state in OPEN

    @property
    def is_kept(self) -> bool:
        """Whether it was kept, in time or late."""
        return self.state == PromiseState.KEPT

    def days_late(self, on: date) -> int:
        """Return for how many days it was late, or is."""
        return max(0, ((self.settled_on or on) - self.due).days)


@dataclass(frozen=True, slots=True)
class Risky:
    """A promise that we gave and that the plan makes late, or that is at risk."""

    id: int
    what: str
    person: str
    due: date | None
    trouble: Trouble
    why: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """What somebody wrote down that they learned of a decision."""

    path: str
    about: str
    words: str


def read_questions(
    *, actor: Actor, span: Span, scope: Scope
) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """Return the decisions taken in the month, and the open ones due before long."""
    decided = rows(Decision, actor).filter(
        scope.decisions,
        state__in=TAKEN,
        decided_at__gte=span.since,
        decided_at__lt=span.before,
    )
    taken = tuple(
        Question(
            id=one.pk,
            question=one.question,
            choice=one.choice.title if one.choice else "",
            verdict=ChairVerdict(one.chair_verdict),
            override=one.override,
            due=one.due_date,
            proposed=0,
            is_reversed=one.state == DecisionState.REVERSED,
        )
        for one in decided.select_related("choice").order_by("decided_at", "pk")
    )
    own = rows(Decision, actor).filter(scope.decisions).values_list("pk", flat=True)
    belongs = set(own) if scope.product_id else None
    waiting = tuple(
        Question(
            id=row.id,
            question=row.question,
            choice="",
            verdict=ChairVerdict(row.verdict),
            override="",
            due=row.due_date,
            proposed=row.proposed,
        )
        for row in list_decisions(actor=actor, only=DecisionFilter(state=STILL_OPEN))
        if row.due_date is not None
        and row.due_date <= span.next_last
        and (belongs is None or row.id in belongs)
    )
    return taken, waiting


def read_promises(
    *, actor: Actor, span: Span, scope: Scope
) -> tuple[tuple[Owed, ...], tuple[Owed, ...], tuple[Owed, ...]]:
    """Return what we promised: due in the month, late by now, due until the next one.

    What was released is owed to nobody any more.
    """
    given = rows(Commitment, actor).filter(
        scope.promises, direction=Direction.GIVEN, due_date__isnull=False
    )
    given = given.exclude(state=PromiseState.RELEASED)
    until = given.filter(due_date__lte=span.until)
    # What is still open on its own day has the evening to be kept.
    over = until.filter(Q(due_date__lt=span.on) | ~Q(state__in=OPEN))
    due = _owed(over.filter(due_date__gte=span.first))
    late = _owed(over.filter(state__in=OPEN))
    coming = given.filter(state__in=OPEN, due_date__gt=span.until)
    return due, late, _owed(coming.filter(due_date__lte=span.next_last))


def read_risky(*, actor: Actor, span: Span, scope: Scope) -> tuple[Risky, ...]:
    """Return the promises we gave that will be late by the plan or are at risk, as
    Today and the list of promises count them; the worst first."""
    ahead = promises_ahead(actor=actor, on=span.on)
    found = {
        one.promise_id: one for one in ahead.troubled if one.trouble != Trouble.LATE
    }
    given = rows(Commitment, actor).filter(
        scope.promises, direction=Direction.GIVEN, pk__in=found
    )
    by_id = {one.pk: one for one in given.select_related("person")}
    return tuple(
        Risky(pk, by_id[pk].what, by_id[pk].person.name, by_id[pk].due_date,
              one.trouble, one.why)
        for pk, one in found.items()
        if pk in by_id
    )  # fmt: skip


def kept_in_year(*, actor: Actor, span: Span, scope: Scope) -> tuple[int, int]:
    """Return how many promises were kept of those that ended in the year before."""
    ended = rows(Commitment, actor).filter(
        scope.promises,
        direction=Direction.GIVEN,
        state__in=CLOSED,
        settled_on__gt=span.until - YEAR,
        settled_on__lte=span.until,
    )
    counts = ended.aggregate(
        n=Count("pk"), kept=Count("pk", filter=Q(state=PromiseState.KEPT))
    )
    return counts["kept"], counts["n"]


def read_lessons(*, actor: Actor, span: Span, scope: Scope) -> tuple[Lesson, ...]:
    """Return what was learned from decisions looked at again in the month."""
    own = rows(Decision, actor).filter(scope.decisions).values("pk")
    found = rows(Review, actor).filter(
        at__gte=span.since, at__lt=span.before, decision__in=own
    )
    return tuple(
        Lesson(f"decisions/{one.decision_id}/", one.decision.question, one.lesson)
        for one in found.select_related("decision").order_by("at", "pk")
    )


def _owed(found: QuerySet[Commitment]) -> tuple[Owed, ...]:
    listed = found.select_related("person").order_by("due_date", "pk")
    return tuple(
        Owed(
            id=one.pk,
            what=one.what,
            person=one.person.name,
            due=one.due_date,
            state=PromiseState(one.state),
            settled_on=one.settled_on,
        )
        for one in listed
        if one.due_date is not None
    )
