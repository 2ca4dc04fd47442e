"""Learn next: the one list of what to ask whom while the plan may change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from leadline.accounts.queries import rows, until_changed
from leadline.accounts.types import Actor
from leadline.decisions.models import DecisionBet
from leadline.decisions.queries.rows import OPEN
from leadline.decisions.queries.voices import first_voices_each
from leadline.decisions.types import Lesson, LessonList
from leadline.decisions.types.lesson_words import (
    question_of,
    segments_of,
    whose_of,
)
from leadline.evidence.models import Customer
from leadline.evidence.queries import askers_of
from leadline.evidence.types import CustomerState
from leadline.foundation.periods import period_start
from leadline.roadmap.queries import to_know
from leadline.roadmap.types import ToKnowRow

LESSONS = 3


def lessons(
    *,
    actor: Actor,
    on: date,
    limit: int = LESSONS,
    bet_ids: Collection[int] | None = None,
    plan_id: int | None = None,
) -> LessonList:
    """Return what is worth learning next: which question, to whom, worth what, by when.

    By the plan named, else the one to steer by; with ``bet_ids`` of those bets alone.
    Whom to ask are the customers who asked for what the bet answers, of the segments
    that it moves, by their silence times what they pay; how much work it is the team
    knows. It is to be known by the
    day that a decision on the bet is due, else before the quarter its work starts in,
    or the plan begins. Raises ``NotFound`` for the plan named.
    """
    ids = None if bet_ids is None else frozenset(bet_ids)
    return until_changed(
        actor=actor,
        key=("lessons", on, limit, ids, plan_id),
        read=lambda: _lessons(actor, on, limit, ids, plan_id),
    )


def _lessons(
    actor: Actor,
    on: date,
    limit: int,
    bet_ids: Collection[int] | None,
    plan_id: int | None,
) -> LessonList:
    known = to_know(actor=actor, plan_id=plan_id)
    if known.plan is None or not known.rows:
        return LessonList((), why=known.why)
    among = [row for row in known.rows if bet_ids is None or row.bet.id in bet_ids]
    asked, rest = among[:limit], among[limit:]
    due = _due(actor, [row.bet.id for row in asked])
    groups = _groups(actor, asked)
    spoken = iter(first_voices_each(
        actor=actor, on=on, among=[g.among for g in groups if g.among is not None],
    ))  # fmt: skip
    found = []
    for row, group in zip(asked, groups, strict=True):
        decision = due.get(row.bet.id)
        start = period_start(row.period or known.plan.periods[0])
        found.append(
            Lesson(
                question=question_of(row),
                bet_id=row.bet.id,
                bet=row.bet.title,
                voices=[] if group.among is None else next(spoken),
                asked=group.count,
                whose=group.whose,
                team=row.team,
                worth=row.worth,
                by=(decision[1] or start) if decision else start,
                decision_id=decision[0] if decision else None,
            )
        )
    most = max((row.worth for row in rest), default=0.0)
    return LessonList(tuple(found), plan=known.plan, others=len(rest), most=most)


@dataclass(frozen=True, slots=True)
class Group:
    """Among whom to ask, ``None`` where the team knows or nobody is known; how many
    asked for what the bet answers, and of whom those are."""

    among: QuerySet[Customer] | None
    count: int
    whose: str


def _groups(actor: Actor, asked: Sequence[ToKnowRow]) -> list[Group]:
    """Return whom to ask about each row.

    Where the bet moves some segments only they are of these; where nobody of them has
    asked yet, those of them who did not. A row of the sheet that no customer stands
    in by its name keeps nobody out.
    """
    needs = {need for row in asked for need in row.needs}
    askers = askers_of(actor=actor, need_ids=needs) if needs else {}
    every = rows(Customer, actor)
    named = {name for row in asked for name in segments_of(row) or ()}
    known: set[str] = set()
    stands: dict[int, str] = {}
    if named:
        there = every.filter(segment__in=named)
        known = set(there.order_by().values_list("segment", flat=True).distinct())
    if known:
        people = there.filter(pk__in=set().union(*askers.values()))
        stands = dict(people.values_list("pk", "segment"))
    found = []
    for row in asked:
        people_ids = set().union(*(askers.get(need, ()) for need in row.needs))
        of_them = known & set(segments_of(row) or ())
        whose = whose_of(row) if of_them else ""
        if of_them:
            people_ids = {pk for pk in people_ids if stands.get(pk) in of_them}
        among: QuerySet[Customer] | None = every.filter(pk__in=people_ids)
        if not people_ids:
            rest = every.filter(segment__in=of_them)
            among = rest.exclude(state=CustomerState.LOST) if whose else None
        found.append(Group(None if row.team else among, len(people_ids), whose))
    return found


def _due(actor: Actor, bet_ids: Collection[int]) -> dict[int, tuple[int, date | None]]:
    """Return the open decision on each bet that is due soonest, and its day."""
    links = rows(DecisionBet, actor).filter(
        bet_id__in=bet_ids, decision__state__in=OPEN
    )
    found: defaultdict[int, list[tuple[int, date | None]]] = defaultdict(list)
    for bet_id, pk, day in links.values_list(
        "bet_id", "decision_id", "decision__due_date"
    ):
        found[bet_id].append((pk, day))
    return {
        bet: min(all_of, key=lambda one: (one[1] or date.max, one[0]))
        for bet, all_of in found.items()
    }
