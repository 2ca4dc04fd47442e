"""The dates of bets by the plan to steer by, and what they make of promises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.words import in_ten
from leadline.roadmap.bridge import ends_in_futures, finishes_in, keys_of
from leadline.roadmap.models import Bet, BetCommitment
from leadline.roadmap.queries.bets import OPEN
from leadline.roadmap.queries.plans import plan_to_steer_by
from leadline.roadmap.queries.rows import placed_in
from leadline.roadmap.types import (
    IN_TIME,
    PlanDates,
    PlannedEnd,
    PlanState,
    PromisesAhead,
    PromiseTrouble,
    Trouble,
)
from leadline.stakeholders.models import Commitment, CommitmentStep
from leadline.stakeholders.types import Direction, PromiseState

OWED = (PromiseState.OFFERED, PromiseState.AGREED, PromiseState.AT_RISK)


def dates_of_plan(*, actor: Actor) -> PlanDates:
    """Return when the plan to steer by has its open bets finished, with the odds.

    They are those of :func:`delivery_of_plan`; a bet has none of which nobody said
    what it takes, or whose day nothing makes uncertain.
    """
    actor.require("read")
    plan = plan_to_steer_by(actor=actor)
    if plan is None or plan.state != PlanState.COMMITTED:
        return PlanDates(has_plan=False)
    placed = placed_in(actor=actor, plan_id=plan.pk)
    keys = keys_of(plan.problem)
    finish = finishes_in(plan.problem, placed)
    efforts = {bet["id"]: bet["effort"] for bet in plan.problem["bets"]}
    is_range = {
        key: any(isinstance(weeks, dict) for weeks in of.values())
        for key, of in efforts.items()
    }
    shares: Mapping[int, tuple[float, ...]] = {}
    if any(is_range.values()):
        chosen = {keys[pk]: at for pk, at in placed.items()}
        shares = ends_in_futures(file=plan.problem, chosen=chosen)
    open_ones = rows(Bet, actor).filter(pk__in=placed, state__in=OPEN)
    ends = {}
    for pk, title in open_ones.values_list("pk", "title"):
        at, key = plan.periods.index(finish[pk]), keys[pk]
        said = shares[pk][at:] if shares and efforts[key] else ()
        is_sure = said[:1] == (1.0,) and not is_range[key]
        by = () if is_sure else tuple(zip(plan.periods[at:], said, strict=False))
        ends[pk] = PlannedEnd(pk, title, finish[pk], by, plan.made_at.date())
    return PlanDates(ends, has_plan=True)


def promises_ahead(
    *,
    actor: Actor,
    on: date,
    person_id: int | None = None,
    dates: PlanDates | None = None,
) -> PromisesAhead:
    """Return the open promises that are late, will be by the plan, or are at risk.

    One that we gave will be late where the quarter that a bet which honours it is
    finished in ends after its day; it is at risk where somebody says so, where such a
    bet is in no plan though there is one, or is less likely than not there by then. The
    same everywhere: Today, promises, people, briefings and the review count by it.
    ``dates`` are those of :func:`dates_of_plan` where whoever asks has them already.
    """
    actor.require("read")
    found = rows(Commitment, actor).filter(state__in=OWED)
    if person_id is not None:
        found = found.filter(person_id=person_id)
    opened = list(found.annotate(said=_said_at_risk(actor)).order_by("due_date", "pk"))
    given = [one.pk for one in opened if one.direction == Direction.GIVEN]
    bets = _bets_behind(actor, given)
    if dates is None:
        dates = dates_of_plan(actor=actor) if bets else PlanDates()
    troubled = [_trouble(one, one.said, bets[one.pk], dates, on) for one in opened]
    order = list(Trouble)
    worst = sorted(
        (one for one in troubled if one is not None),
        key=lambda one: order.index(one.trouble),
    )
    return PromisesAhead(len(opened), tuple(worst))


def _said_at_risk(actor: Actor) -> Subquery:
    """Return why somebody said last that a promise is at risk, as part of a query."""
    told = rows(CommitmentStep, actor).filter(
        commitment=OuterRef("pk"), state=PromiseState.AT_RISK
    )
    return Subquery(told.order_by("-at", "-pk").values("why")[:1])


def _bets_behind(
    actor: Actor, promise_ids: Collection[int]
) -> defaultdict[int, list[tuple[int, str]]]:
    """Return the open bets that honour each promise."""
    links = rows(BetCommitment, actor).filter(
        commitment_id__in=promise_ids, bet__state__in=OPEN
    )
    found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for promise_id, pk, title in links.order_by("bet__title", "pk").values_list(
        "commitment_id", "bet_id", "bet__title"
    ):
        found[promise_id].append((pk, title))
    return found


@dataclass(frozen=True, slots=True)
class _Found:
    """What a bet makes of a promise."""

    trouble: Trouble
    why: str
    bet_id: int


def _trouble(
    one: Commitment,
    said: str | None,
    bets: Sequence[tuple[int, str]],
    dates: PlanDates,
    on: date,
) -> PromiseTrouble | None:
    found = None
    if one.due_date is not None and one.due_date >= on:
        order = list(Trouble)
        by_plan = _by_plan(one.due_date, bets, dates)
        found = min(by_plan, key=lambda f: order.index(f.trouble), default=None)
    kind = found.trouble if found else None
    why, bet_id = (found.why, found.bet_id) if found else ("", None)
    if one.due_date is not None and one.due_date < on:
        kind = Trouble.LATE
    elif kind is None and one.state == PromiseState.AT_RISK:
        kind, why = Trouble.AT_RISK, said or "said to be at risk"
    if kind is None:
        return None
    return PromiseTrouble(one.pk, one.person_id, one.direction, kind, why, bet_id)


def _by_plan(
    due: date, bets: Sequence[tuple[int, str]], dates: PlanDates
) -> Iterator[_Found]:
    for pk, title in bets:
        end = dates.ends.get(pk)
        if end is None:
            if dates.has_plan:
                yield _Found(Trouble.AT_RISK, f"“{title}” is in no plan", pk)
            continue
        if end.day > due:
            why = f"“{title}” is planned for the end of {end.day:%B %Y}"
            yield _Found(Trouble.WILL_BE_LATE, why, pk)
            continue
        share = end.odds_by(due)
        if share is not None and share < IN_TIME:
            why = (
                f"“{title}” is planned for the end of {end.day:%B %Y}, "
                f"odds {in_ten(share)}"
            )
            yield _Found(Trouble.AT_RISK, why, pk)
