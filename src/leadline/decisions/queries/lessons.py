"""Learn next: the one list of what to ask whom while the plan may change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import DecisionBet
from leadline.decisions.queries.rows import OPEN
from leadline.decisions.queries.voices import first_voices, met_until
from leadline.decisions.types import Lesson, LessonList, NextVoice
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
    known = to_know(actor=actor, plan_id=plan_id)
    if known.plan is None or not known.rows:
        return LessonList((), why=known.why)
    among = [row for row in known.rows if bet_ids is None or row.bet.id in bet_ids]
    asked, rest = among[:limit], among[limit:]
    due = _due(actor, [row.bet.id for row in asked])
    needs = {need for row in asked for need in row.needs}
    askers = askers_of(actor=actor, need_ids=needs) if needs else {}
    is_asked = any(not row.team for row in asked)
    met = met_until(actor=actor, on=on) if is_asked else {}
    found = []
    for row in asked:
        people = set().union(*(askers.get(need, ()) for need in row.needs))
        voices, count, whose = _asked(actor, row, people, on, met)
        decision = due.get(row.bet.id)
        start = period_start(row.period or known.plan.periods[0])
        found.append(
            Lesson(
                question=question_of(row),
                bet_id=row.bet.id,
                bet=row.bet.title,
                voices=voices,
                asked=count,
                whose=whose,
                team=row.team,
                worth=row.worth,
                by=(decision[1] or start) if decision else start,
                decision_id=decision[0] if decision else None,
            )
        )
    most = max((row.worth for row in rest), default=0.0)
    return LessonList(tuple(found), plan=known.plan, others=len(rest), most=most)


def _asked(
    actor: Actor,
    row: ToKnowRow,
    people: Collection[int],
    on: date,
    met: Mapping[str, date],
) -> tuple[list[NextVoice], int, str]:
    """Return whom to ask, of how many who asked for what the bet answers, of whom.

    Where the bet moves some segments only they are of these; where nobody of them has
    asked yet, those of them who did not. A row of the sheet that no customer stands
    in by its name keeps nobody out.
    """
    every = rows(Customer, actor)
    asked, whose = every.filter(pk__in=people), ""
    of_them = every.filter(segment__in=segments_of(row) or ())
    if of_them.exists():
        asked, whose = of_them.filter(pk__in=people), whose_of(row)
    count = asked.count() if whose else len(people)
    if row.team or not (count or whose):
        return [], count, whose
    among = asked if count else of_them.exclude(state=CustomerState.LOST)
    return first_voices(actor=actor, among=among, on=on, met=met), count, whose


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
