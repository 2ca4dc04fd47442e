"""Puts teams, metrics, goals and bets in, and makes the plans of a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

from leadline.accounts.types import Actor
from leadline.demo import fill_economics, fill_goals
from leadline.demo.company import Bet, Company, PastPlan, Span
from leadline.demo.fill_evidence import PRODUCT_OF_AREA
from leadline.foundation.errors import Invalid
from leadline.foundation.periods import next_period, period_of, periods_from
from leadline.roadmap import actions as roadmap
from leadline.roadmap.types import BetIn, BetState, LinkKind, PlanIn, PlanMade, Range
from leadline.strategy import actions as strategy
from leadline.strategy.types import Direction, GoalIn, MetricIn, ReadingIn

PAST_QUARTERS = 4
HORIZON = 3
SEARCH_SECONDS, PATIENT_SECONDS = 20.0, 300.0
FUTURES = 100
LATE = 0.03
CURRENCIES = ("EUR",)
Needs = Mapping[str, int]


@dataclass(slots=True)
class Filling:
    """What is being filled in, and the ids of what is there already."""

    actor: Actor
    harbour: Company
    now: datetime
    staff: Mapping[str, int]
    products: Mapping[str, int]
    team_ids: dict[str, int] = field(default_factory=dict)
    metric_ids: dict[str, int] = field(default_factory=dict)
    goal_ids: dict[str, int] = field(default_factory=dict)
    bet_ids: dict[str, int] = field(default_factory=dict)
    plan_ids: list[int] = field(default_factory=list)

    def teams(self) -> None:
        """Write the teams, and their weeks from four quarters back."""
        first = next_period(period_of(self.harbour.today), -PAST_QUARTERS)
        weeks: dict[tuple[int, str], Decimal | None] = {}
        for team in self.harbour.teams:
            made = roadmap.create_team(actor=self.actor, name=team.name)
            self.team_ids[team.key] = made.pk
            for period in periods_from(first, PAST_QUARTERS):
                weeks[made.pk, period] = team.weeks
            for period, amount in zip(
                self.harbour.quarters, team.capacity, strict=True
            ):
                weeks[made.pk, period] = amount
        roadmap.set_capacity(actor=self.actor, weeks=weeks)

    def goals(self) -> None:
        """Write the metrics with their readings, then the goals as a tree."""
        for metric in self.harbour.metrics:
            money = metric.unit in CURRENCIES
            made = strategy.create_metric(
                actor=self.actor,
                metric=MetricIn(
                    name=metric.name,
                    unit="" if money else metric.unit,
                    currency=metric.unit if money else "",
                    direction=Direction(metric.better),
                ),
            )
            self.metric_ids[metric.key] = made.pk
            strategy.save_readings(
                actor=self.actor,
                metric_id=made.pk,
                readings=[
                    ReadingIn(
                        line,
                        reading.day.isoformat(),
                        str(reading.value),
                        metric.source,
                    )
                    for line, reading in enumerate(metric.readings, 2)
                ],
                file_name=f"{metric.key}.csv",
            )
        for goal in self.harbour.goals:
            made_goal = strategy.create_goal(
                actor=self.actor,
                goal=GoalIn(
                    name=goal.name,
                    kind=goal.kind,
                    metric_id=self.metric_ids[goal.metric],
                    baseline=goal.start,
                    target=goal.target,
                    target_date=goal.due,
                    owner_id=self.staff[goal.owner],
                    parent_id=self.goal_ids.get(goal.parent),
                ),
            )
            self.goal_ids[goal.key] = made_goal.pk
            fill_goals.also(self.actor, goal, made_goal.pk, self.now)

    def sheet(self) -> None:
        """Fill the sheet of economics; it needs the metrics and the customers."""
        fill_economics.sheet(self.actor, self.metric_ids, self.now, self.harbour.today)

    def plans(self, needs: Needs) -> None:
        """Write the bets as they came up, with the plans made on the way."""
        bets = {bet.key: bet for bet in self.harbour.bets}
        for past in self.harbour.past_plans:
            self._past_plan(past, bets, needs)
        self._bets([b for b in self.harbour.bets if b.key not in self.bet_ids], needs)
        self._states_of_today(bets)
        balanced = self._make_plan(
            "Balanced",
            "Grow and earn together: six parts growth, four parts profit.",
            growth=0.6,
            profit=0.4,
            seconds=SEARCH_SECONDS,
        )
        growing = self._make_plan(
            "Growth first",
            "Jonas asked how much the same people could grow if profit may wait.",
            growth=1.0,
            profit=0.0,
            discount=0.0,
            based_on_id=balanced.id,
            seconds=SEARCH_SECONDS / 2,
        )
        earning = self._make_plan(
            "Profit first",
            "Petra asked what the same people could earn if growth may wait.",
            growth=0.0,
            profit=1.0,
            discount=0.0,
            based_on_id=balanced.id,
            seconds=SEARCH_SECONDS / 2,
        )
        roadmap.commit_plan(
            actor=self.actor,
            plan_id=balanced.id,
            reason="Agreed with Tomasz, Jonas and Petra in the planning round.",
            now=self.now,
        )
        self.plan_ids = [balanced.id, growing.id, earning.id]
        roadmap.project_plan(actor=self.actor, today=self.now.date(), now=self.now)

    def _past_plan(
        self,
        past: PastPlan,
        bets: Mapping[str, Bet],
        needs: Needs,
    ) -> None:
        """Make a plan of before: what was not in it is put aside meanwhile."""
        moment = datetime.combine(past.made_on, time(9, 30), UTC)
        wanted = set(past.bets)
        aside = [key for key in self.bet_ids if key not in wanted]
        back = [key for key in self.bet_ids if key in wanted]
        self._move(aside, bets, past.reason, moment)
        self._set_state(back, BetState.CANDIDATE, past.reason, moment)
        new = [bets[key] for key in past.bets if key not in self.bet_ids]
        self._bets(new, needs, moment)
        ask = PlanIn(
            name=past.name,
            first_period=period_of(past.made_on),
            periods=HORIZON,
            reason=past.reason,
            growth=0.6,
            profit=0.4,
            discount=LATE,
            time_limit=SEARCH_SECONDS,
        )
        plan = self._plan(ask, moment)
        roadmap.commit_plan(
            actor=self.actor, plan_id=plan.id, reason=past.reason, now=moment
        )

    def _move(
        self, keys: Sequence[str], bets: Mapping[str, Bet], reason: str, now: datetime
    ) -> None:
        """Bets that leave a plan are done, or put aside for a while."""
        done = [key for key in keys if bets[key].state == BetState.DONE]
        self._set_state(done, BetState.DONE, "It is out and in use.", now)
        rest = [key for key in keys if key not in done]
        self._set_state(rest, BetState.DROPPED, reason, now)

    def _set_state(
        self, keys: Sequence[str], state: BetState, reason: str, now: datetime
    ) -> None:
        if keys:
            roadmap.set_bet_state(
                actor=self.actor,
                bet_ids=[self.bet_ids[key] for key in keys],
                state=state,
                reason=reason,
                now=now,
            )

    def _states_of_today(self, bets: Mapping[str, Bet]) -> None:
        """Bring every bet to where it stands today, with a reason."""
        reasons = {
            BetState.CANDIDATE: "Back on the list for the coming year.",
            BetState.COMMITTED: "Promised to customers for the coming year.",
            BetState.DOING: "The team has begun.",
            BetState.DONE: "It is out and in use.",
        }
        for state, reason in reasons.items():
            keys = [key for key, bet in bets.items() if bet.state == state]
            self._set_state(keys, state, reason, self.now)

    def _bets(
        self,
        bets: Sequence[Bet],
        needs: Needs,
        now: datetime | None = None,
    ) -> None:
        moment = now or self.now
        for bet in bets:
            made = roadmap.create_bet(
                actor=self.actor, bet=self._bet_in(bet), now=moment
            )
            self.bet_ids[bet.key] = made.pk
            roadmap.set_bet_needs(
                actor=self.actor,
                bet_id=made.pk,
                need_ids=[needs[key] for key in bet.needs],
                now=moment,
            )
            roadmap.set_bet_goals(
                actor=self.actor,
                bet_id=made.pk,
                goal_ids=[self.goal_ids[key] for key in bet.goals],
                now=moment,
            )
        for bet in bets:
            self._links(bet, moment)
            fill_economics.effects(self.actor, bet.key, self.bet_ids[bet.key], moment)

    def _links(self, bet: Bet, now: datetime) -> None:
        links = [(key, LinkKind.AFTER) for key in bet.after]
        links += [(key, LinkKind.INSTEAD_OF) for key in bet.instead_of]
        for other, kind in links:
            roadmap.link_bets(
                actor=self.actor,
                bet_id=self.bet_ids[bet.key],
                other_id=self.bet_ids[other],
                kind=kind,
                now=now,
            )

    def _bet_in(self, bet: Bet) -> BetIn:
        areas = {need.key: need.area for need in self.harbour.needs}
        leads = {team.key: team.lead for team in self.harbour.teams}
        product = PRODUCT_OF_AREA[areas[bet.needs[0]]]
        return BetIn(
            title=bet.name,
            summary=bet.because,
            growth=_range(bet.growth),
            profit=_range(bet.profit),
            effort={self.team_ids[team]: _range(span) for team, span in bet.effort},
            confidence=_confidence(bet.growth),
            product_id=self.products[product],
            owner_id=self.staff[leads[bet.effort[0][0]]],
            duration=bet.duration,
            **_scores(bet),
        )

    def _make_plan(
        self,
        name: str,
        reason: str,
        *,
        growth: float,
        profit: float,
        seconds: float,
        discount: float = LATE,
        based_on_id: int | None = None,
    ) -> PlanMade:
        first = next_period(period_of(self.harbour.today))
        ask = PlanIn(
            name=f"{name} {first[:4]}",
            first_period=first,
            periods=HORIZON,
            reason=reason,
            growth=growth,
            profit=profit,
            discount=discount,
            based_on_id=based_on_id,
            time_limit=seconds,
            futures=FUTURES,
        )
        return self._plan(ask, self.now)

    def _plan(self, ask: PlanIn, now: datetime) -> PlanMade:
        """Make a plan; a machine too busy to find one in the time gets more of it."""
        try:
            return roadmap.make_plan(actor=self.actor, ask=ask, now=now)
        except Invalid:
            patient = replace(ask, time_limit=PATIENT_SECONDS)
            return roadmap.make_plan(actor=self.actor, ask=patient, now=now)


def _scores(bet: Bet) -> dict[str, Any]:
    """Return what the team scored a bet for rankings: steps, and the impact."""
    return {n: step if n == "impact" else int(step) for n, step in bet.scores}


def _range(span: Span) -> Range:
    return Range(span.p10, span.p50, span.p90)


def _confidence(span: Span) -> int:
    """Return how sure one may be of a range: the narrower, the surer."""
    if not span.p50:
        return 30
    return int(30 + 55 * span.p10 / span.p50)
