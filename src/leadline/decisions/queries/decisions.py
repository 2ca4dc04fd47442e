"""Reads of decisions: one, many, those that touch something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, Count, F, Min, Q, QuerySet, When
from django.db.models.expressions import OrderBy

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import (
    ChairWord,
    Decision,
    DecisionBet,
    DecisionChange,
    DecisionGoal,
    DecisionNeed,
    DecisionPerson,
    Option,
)
from leadline.decisions.queries.rows import OPEN, get_decision, segments_named
from leadline.decisions.types import (
    STILL_OPEN,
    ChairVerdict,
    ChangeRow,
    DecisionFilter,
    DecisionPage,
    DecisionRow,
    DecisionState,
    Deed,
    LinkedRow,
    OptionRow,
    Part,
    Waiting,
    WordState,
)
from leadline.evidence.types import FeedbackSide
from leadline.foundation.paging import Listed, Page, listed

SORTS: dict[str, list[str | OrderBy | Case]] = {
    "due": [
        Case(When(state__in=OPEN, then=0), default=1),
        Case(When(state__in=OPEN, then=F("due_date"))).asc(nulls_last=True),
        F("decided_at").desc(nulls_last=True),
        "id",
    ],
    "newest": ["-id"],
    "decided": [F("decided_at").desc(nulls_last=True), "-id"],
}
GROUPS: dict[str, OrderBy] = {
    "state": F("state").asc(),
    "decider": F("decider__name").asc(nulls_last=True),
}
HISTORY = 40


def list_decisions(
    *, actor: Actor, only: DecisionFilter, page: Page = 1, size: int | None = None
) -> Listed[DecisionRow]:
    """Return the decisions that match, in the order asked for."""
    actor.require("read")
    found = _ordered(_found(actor, only), only)
    return listed(found, lambda part: _rows(actor, part), page, size)


def waiting_of(*, actor: Actor, only: DecisionFilter) -> Waiting:
    """Return how many of the decisions that match wait, and the nearest due date."""
    actor.require("read")
    waiting = _found(actor, only).filter(state__in=OPEN)
    return Waiting(**waiting.aggregate(n=Count("pk"), due=Min("due_date")))


def open_decision_names(*, actor: Actor, limit: int = 100) -> list[tuple[int, str]]:
    """Return decisions that wait, the newest first, for a choice."""
    actor.require("read")
    found = rows(Decision, actor).filter(state__in=OPEN).order_by("-pk")
    return list(found.values_list("pk", "question")[:limit])


def _ordered(found: QuerySet[Decision], only: DecisionFilter) -> QuerySet[Decision]:
    first = [GROUPS[only.group]] if only.group in GROUPS else []
    return found.order_by(*first, *SORTS.get(only.sort, SORTS["due"]))


def _found(actor: Actor, only: DecisionFilter) -> QuerySet[Decision]:
    found = rows(Decision, actor)
    if only.text:
        found = found.filter(
            Q(question__icontains=only.text) | Q(sentence__icontains=only.text)
        )
    if only.state == STILL_OPEN:
        found = found.filter(state__in=OPEN)
    elif only.state:
        found = found.filter(state=only.state)
    if only.chair == "override":
        found = found.exclude(override="")
    elif only.chair:
        found = found.filter(chair_verdict=only.chair)
    if only.decider is not None:
        found = found.filter(decider_id=only.decider)
    return found


def waiting_decisions(*, actor: Actor, size: int | None = 5) -> Listed[DecisionRow]:
    """Return decisions that wait to be taken, the nearest due date first."""
    actor.require("read")
    found = rows(Decision, actor).filter(state__in=OPEN)
    waiting = found.order_by(*SORTS["due"])
    return listed(waiting, lambda part: _rows(actor, part), size=size)


def count_open_decisions(*, actor: Actor) -> tuple[int, int]:
    """Return how many decisions are open, and how many of these have an empty chair."""
    actor.require("read")
    is_empty = Q(chair_verdict__in=["", ChairVerdict.EMPTY])
    counts = (
        rows(Decision, actor)
        .filter(state__in=OPEN)
        .aggregate(n=Count("pk"), empty=Count("pk", filter=is_empty))
    )
    return counts["n"], counts["empty"]


def decisions_touching(
    *,
    actor: Actor,
    need_ids: Iterable[int] = (),
    bet_ids: Iterable[int] = (),
    goal_ids: Iterable[int] = (),
    limit: int = 12,
) -> list[DecisionRow]:
    """Return decisions that touch one of the needs, bets or goals, newest first."""
    actor.require("read")
    links = (
        rows(DecisionNeed, actor).filter(need_id__in=list(need_ids)),
        rows(DecisionBet, actor).filter(bet_id__in=list(bet_ids)),
        rows(DecisionGoal, actor).filter(goal_id__in=list(goal_ids)),
    )
    ids: set[int] = set()
    for found in links:
        ids |= set(found.values_list("decision_id", flat=True))
    return _rows(
        actor, rows(Decision, actor).filter(pk__in=ids).order_by("-pk")[:limit]
    )


def count_overrides(*, actor: Actor, since: datetime) -> int:
    """Return how many decisions were closed around their chair since a moment."""
    actor.require("read")
    found = rows(Decision, actor).exclude(override="")
    return found.filter(decided_at__gte=since).count()


def decision_page(*, actor: Actor, decision_id: int) -> DecisionPage:
    """Return everything the page of a decision shows, its chair apart."""
    actor.require("read")
    found = get_decision(actor=actor, decision_id=decision_id)
    row = _rows(actor, rows(Decision, actor).filter(pk=decision_id))[0]
    options = rows(Option, actor).filter(decision_id=decision_id)
    changes = rows(DecisionChange, actor).filter(decision_id=decision_id)
    newest = changes.select_related("user").order_by("-at", "-pk")[:HISTORY]
    asked = rows(DecisionPerson, actor).filter(decision_id=decision_id, part=Part.ASKED)
    other = None
    if found.superseded_by_id:
        after = get_decision(actor=actor, decision_id=found.superseded_by_id)
        other = LinkedRow("decision", after.pk, after.question)
    return DecisionPage(
        row=row,
        context=found.context,
        criteria=found.criteria,
        consulted=found.consulted,
        confidence=found.confidence,
        reasons=found.reasons,
        because=found.because,
        premortem=found.premortem,
        options=[
            OptionRow(o.pk, o.title, o.note, o.pk == found.choice_id)
            for o in options.order_by("position", "pk")
        ],
        linked=_linked(actor, decision_id),
        superseded_by=other,
        segments=segments_named(actor=actor, decision_id=decision_id),
        asked=tuple(
            asked.order_by("person__name").values_list("person__name", flat=True)
        ),
        history=[
            ChangeRow(c.at, str(c.user or ""), Deed(c.kind), c.what, c.why)
            for c in newest
        ],
    )


def _linked(actor: Actor, decision_id: int) -> list[LinkedRow]:
    needs = rows(DecisionNeed, actor).filter(decision_id=decision_id)
    bets = rows(DecisionBet, actor).filter(decision_id=decision_id)
    goals = rows(DecisionGoal, actor).filter(decision_id=decision_id)
    return [
        *(LinkedRow("need", n.need_id, n.need.statement)
          for n in needs.select_related("need").order_by("pk")),
        *(LinkedRow("bet", b.bet_id, b.bet.title)
          for b in bets.select_related("bet").order_by("pk")),
        *(LinkedRow("goal", g.goal_id, g.goal.name)
          for g in goals.select_related("goal").order_by("pk")),
    ]  # fmt: skip


def _rows(actor: Actor, found: QuerySet[Decision]) -> list[DecisionRow]:
    listed = list(found.select_related("decider", "choice"))
    words = _words_on(actor, listed)
    return [
        DecisionRow(
            id=d.pk,
            version=d.version,
            question=d.question,
            state=DecisionState(d.state),
            verdict=d.chair_verdict or "empty",
            words=words[d.pk, WordState.CONFIRMED],
            proposed=words[d.pk, WordState.PROPOSED],
            door=d.door,
            decider_id=d.decider_id,
            decider=str(d.decider or ""),
            due_date=d.due_date,
            review_date=d.review_date,
            decided_at=d.decided_at,
            choice=d.choice.title if d.choice else "",
            sentence=d.sentence,
            override=d.override,
        )
        for d in listed
    ]


def _words_on(actor: Actor, decisions: Iterable[Decision]) -> Counter[tuple[int, str]]:
    """Return how many words stand on each chair, by decision and state."""
    on = rows(ChairWord, actor).filter(
        decision__in=[d.pk for d in decisions],
        feedback__side=FeedbackSide.CUSTOMER,
        feedback__set_aside="",
    )
    counted = (
        on.order_by()
        .values("decision_id", "state")
        .annotate(n=Count("feedback_id", distinct=True))
    )
    return Counter({(row["decision_id"], row["state"]): row["n"] for row in counted})
