"""The line of any item: from what customers said down to what was learned."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Sum

from leadline.accounts.queries import rows, until_changed
from leadline.accounts.types import Actor
from leadline.decisions.models import DecisionBet, DecisionGoal, DecisionNeed
from leadline.decisions.queries import (
    decision_page,
    decisions_touching,
    predictions_of,
    review_of,
)
from leadline.decisions.queries.rows import get_decision
from leadline.decisions.types import (
    DecisionRow,
    DecisionState,
    PredictionRow,
    ReviewRow,
)
from leadline.evidence.models import Feedback, Need, NeedDemand
from leadline.evidence.queries import need_rows
from leadline.evidence.queries.rows import get_feedback, get_need
from leadline.evidence.types import FeedbackSpeech, NeedRow, Quoted
from leadline.foundation.errors import NotFound
from leadline.foundation.money import NO_MONEY, Total
from leadline.roadmap.models import BetGoal, BetNeed, PlanItem
from leadline.roadmap.queries import bet_rows
from leadline.roadmap.queries.rows import get_bet, get_plan
from leadline.roadmap.types import BetRow, PlanState
from leadline.strategy.queries import goal_rows
from leadline.strategy.queries.rows import get_goal
from leadline.strategy.types import GoalRow

VOICES = 4
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bet stands in a plan."""

    bet_id: int
    plan_id: int
    plan: str
    state: PlanState
    period: str


@dataclass(frozen=True, slots=True)
class Voice(Quoted):
    """Words somebody said, with who, where from and when."""

    id: int
    words: str
    author: str
    customer_id: int | None
    customer: str
    source: str
    said_at: datetime
    side: str
    speech: str
    noted_by: str


@dataclass(frozen=True, slots=True)
class Line:
    """Everything on the line of one item, from the surface to the bottom.

    ``kind`` and ``title`` name the item it was asked for. ``hidden`` counts
    what a long line leaves out, by kind; ``pieces`` are those behind all needs.
    """

    kind: str
    id: int
    title: str
    voices: list[Voice]
    needs: list[NeedRow]
    bets: list[BetRow]
    goals: list[GoalRow]
    places: list[Place]
    decisions: list[DecisionRow]
    predictions: list[PredictionRow]
    lessons: list[tuple[int, ReviewRow]]
    hidden: dict[str, int]
    pieces: int

    @property
    def missing(self) -> str:
        """The first kind that the line does not reach; empty when it is whole."""
        parts = (
            ("feedback", self.pieces or self.voices),
            ("need", self.needs),
            ("bet", self.bets),
            ("goal", self.goals),
            ("decision", self.decisions),
            ("outcome", [p for p in self.predictions if p.came_out]),
            ("learned", self.lessons),
        )
        return next((kind for kind, found in parts if not found), "")

    @property
    def planned(self) -> set[int]:
        """The bets that stand in the plan asked for, else in the committed one."""
        return {place.bet_id for place in self.places}

    @property
    def revenue(self) -> Total:
        """The largest revenue behind one need: needs share customers, so no sum."""
        return max((need.revenue for need in self.needs), default=NO_MONEY)


def line_of(*, actor: Actor, kind: str, pk: int, now: datetime) -> Line:
    """Return the line of a piece of feedback, a need, a bet, a goal or a plan.

    Raises ``NotFound`` for another kind, and for an item of another workspace.
    """
    actor.require("read")
    if kind not in STARTS:
        raise NotFound("There is no line of that kind.")
    hour = now.replace(minute=0, second=0, microsecond=0)
    return until_changed(
        actor=actor,
        key=("line", kind, pk, hour),
        read=lambda: _line(actor, kind, pk, now),
    )


def _line(actor: Actor, kind: str, pk: int, now: datetime) -> Line:
    title, needs, bets, goals = STARTS[kind](actor, pk)
    decisions = _decisions(actor, kind, pk, needs, bets)
    places = _places(actor, bets[:SHOWN], pk if kind == "plan" else None)
    said = [pk] if kind == "feedback" else _chosen_words(actor, needs[:SHOWN])
    return Line(
        kind=kind,
        id=pk,
        title=title,
        voices=voices_of(actor=actor, ids=said),
        needs=need_rows(actor=actor, need_ids=needs[:SHOWN], now=now),
        bets=bet_rows(actor=actor, bet_ids=bets[:SHOWN]),
        goals=goal_rows(actor=actor, goal_ids=goals[:SHOWN]),
        places=places,
        decisions=decisions,
        predictions=predictions_of(
            actor=actor,
            decision_ids=[d.id for d in decisions],
            bet_ids=bets[:SHOWN],
            goal_ids=[pk] if kind == "goal" else [],
        )[:SHOWN],
        lessons=_lessons(actor, decisions),
        hidden={
            name: len(ids) - SHOWN
            for name, ids in (("need", needs), ("bet", bets), ("goal", goals))
            if len(ids) > SHOWN
        },
        pieces=_pieces(actor, needs),
    )


Start = tuple[str, list[int], list[int], list[int]]


def _from_feedback(actor: Actor, pk: int) -> Start:
    piece = get_feedback(actor=actor, feedback_id=pk)
    needs = [piece.need_id] if piece.need_id else []
    bets = _bets_of_needs(actor, needs)
    return piece.words[:120], needs, bets, _goals_of_bets(actor, bets)


def _from_need(actor: Actor, pk: int) -> Start:
    need = get_need(actor=actor, need_id=pk)
    bets = _bets_of_needs(actor, [pk])
    return need.statement, [pk], bets, _goals_of_bets(actor, bets)


def _from_bet(actor: Actor, pk: int) -> Start:
    bet = get_bet(actor=actor, bet_id=pk)
    return bet.title, _needs_of_bets(actor, [pk]), [pk], _goals_of_bets(actor, [pk])


def _from_goal(actor: Actor, pk: int) -> Start:
    goal = get_goal(actor=actor, goal_id=pk)
    serving = rows(BetGoal, actor).filter(goal_id=pk).order_by("bet__title", "bet_id")
    bets = list(serving.values_list("bet_id", flat=True))
    return goal.name, _needs_of_bets(actor, bets), bets, [pk]


def _from_plan(actor: Actor, pk: int) -> Start:
    plan = get_plan(actor=actor, plan_id=pk)
    items = rows(PlanItem, actor).filter(plan_id=pk).order_by("period", "bet__title")
    bets = list(items.values_list("bet_id", flat=True))
    needs, goals = _needs_of_bets(actor, bets), _goals_of_bets(actor, bets)
    return plan.name, needs, bets, goals


def _from_decision(actor: Actor, pk: int) -> Start:
    decision = get_decision(actor=actor, decision_id=pk)

    def ids(model: type[Any], field: str) -> list[int]:
        links = rows(model, actor).filter(decision_id=pk).order_by("pk")
        return list(links.values_list(field, flat=True))

    bets = ids(DecisionBet, "bet_id")
    needs = _once([*ids(DecisionNeed, "need_id"), *_needs_of_bets(actor, bets)])
    goals = _once([*ids(DecisionGoal, "goal_id"), *_goals_of_bets(actor, bets)])
    return decision.question, needs, bets, goals


STARTS: dict[str, Callable[[Actor, int], Start]] = {
    "feedback": _from_feedback,
    "need": _from_need,
    "bet": _from_bet,
    "goal": _from_goal,
    "plan": _from_plan,
    "decision": _from_decision,
}


def _decisions(
    actor: Actor, kind: str, pk: int, needs: list[int], bets: list[int]
) -> list[DecisionRow]:
    """Return decisions about the needs and bets, or about the goal asked for."""
    goals = [pk] if kind == "goal" else []
    found = decisions_touching(
        actor=actor, need_ids=needs[:SHOWN], bet_ids=bets[:SHOWN], goal_ids=goals
    )
    if kind == "decision":
        first = [row for row in found if row.id == pk]
        return [*first, *(row for row in found if row.id != pk)] or [
            decision_page(actor=actor, decision_id=pk).row
        ]
    return found


def _lessons(actor: Actor, decisions: list[DecisionRow]) -> list[tuple[int, ReviewRow]]:
    """Return what was learned of decisions that were reviewed."""
    reviewed = [d.id for d in decisions if d.state == DecisionState.REVIEWED]
    found = [(pk, review_of(actor=actor, decision_id=pk)) for pk in reviewed[:3]]
    return [(pk, review) for pk, review in found if review is not None]


def _pieces(actor: Actor, needs: list[int]) -> int:
    """Return how many pieces of feedback are behind the needs."""
    demand = rows(NeedDemand, actor).filter(need_id__in=needs)
    return demand.aggregate(n=Sum("pieces"))["n"] or 0


def _once(ids: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(ids))


def _bets_of_needs(actor: Actor, needs: list[int]) -> list[int]:
    links = rows(BetNeed, actor).filter(need_id__in=needs).order_by("bet__title")
    return _once(links.values_list("bet_id", flat=True))


def _needs_of_bets(actor: Actor, bets: list[int]) -> list[int]:
    links = rows(BetNeed, actor).filter(bet_id__in=bets)
    most = links.order_by("-need__demand__pieces", "need_id")
    return _once(most.values_list("need_id", flat=True))


def _goals_of_bets(actor: Actor, bets: list[int]) -> list[int]:
    links = rows(BetGoal, actor).filter(bet_id__in=bets).order_by("goal__name")
    return _once(links.values_list("goal_id", flat=True))


def _places(actor: Actor, bets: list[int], plan_id: int | None) -> list[Place]:
    """Return where the bets stand in the plan asked for, else in the committed one."""
    items = rows(PlanItem, actor).filter(bet_id__in=bets).select_related("plan")
    if plan_id is None:
        items = items.filter(plan__state=PlanState.COMMITTED)
    else:
        items = items.filter(plan_id=plan_id)
    return [
        Place(
            item.bet_id, item.plan_id, item.plan.name, PlanState(item.plan.state),
            item.period,
        )
        for item in items.order_by("period", "bet_id")
    ]  # fmt: skip


def _chosen_words(actor: Actor, needs: list[int]) -> list[int]:
    """Return the pieces that stand for the needs: one each, more for few needs.

    What somebody said in their own words comes before what was noted of others.
    """
    kept = rows(Need, actor).filter(pk__in=needs).values_list("pk", "quote_ids")
    by_need = dict(kept)
    each = max(1, VOICES // max(len(needs), 1))
    quoted = {pk for ids in by_need.values() for pk in ids}
    there = rows(Feedback, actor).filter(pk__in=quoted, need__isnull=False)
    speech = dict(there.values_list("pk", "speech"))
    chosen = []
    for need in needs:
        ids = [pk for pk in by_need.get(need, []) if pk in speech]
        ids.sort(key=lambda pk: speech[pk] == FeedbackSpeech.REPORTED)
        chosen += ids[:each]
    if chosen:
        return chosen[:VOICES]
    newest = rows(Feedback, actor).filter(need_id__in=needs).order_by("-said_at")
    return list(newest.values_list("pk", flat=True)[:VOICES])


def voices_of(*, actor: Actor, ids: list[int]) -> list[Voice]:
    """Return pieces by their ids, in that order."""
    found = rows(Feedback, actor).filter(pk__in=ids).select_related("customer")
    voices = {
        piece.pk: Voice(
            id=piece.pk,
            words=piece.words,
            author=piece.author,
            customer_id=piece.customer_id,
            customer=piece.customer.name if piece.customer else "",
            source=piece.source,
            said_at=piece.said_at,
            side=piece.side,
            speech=piece.speech,
            noted_by=piece.noted_by,
        )
        for piece in found
    }
    return [voices[pk] for pk in ids if pk in voices]
