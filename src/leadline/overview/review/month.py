"""What is on record of a month, read once into records that do not change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.utils.timezone import localdate

from leadline.accounts.models import Event
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Verb
from leadline.decisions.models import DecisionGoal
from leadline.foundation.periods import period_label
from leadline.overview.review.scope import Scope, scope_of
from leadline.overview.review.settled import (
    Settled,
    range_words,
    read_settled,
    read_to_settle,
)
from leadline.overview.review.span import Span, span_of
from leadline.overview.review.taken import (
    Lesson,
    Owed,
    Question,
    Risky,
    kept_in_year,
    read_lessons,
    read_promises,
    read_questions,
    read_risky,
)
from leadline.roadmap.models import Bet, BetGoal, Plan, PlanChange
from leadline.roadmap.types import BetState, ChangeKind, PlanState
from leadline.strategy.models import CheckIn, Goal
from leadline.strategy.queries import (
    list_goals,
    list_metrics,
    readings_of_measures,
    readings_until,
)
from leadline.strategy.types import (
    GoalRow,
    GoalState,
    MeasureRow,
    MetricRow,
    ReadingRow,
)

YEAR = timedelta(days=365)
NEAR = timedelta(days=45)
ENDED = (GoalState.REACHED, GoalState.MISSED)
OVER = (BetState.DONE, BetState.DROPPED)
BEGUN = {BetState.DONE: "is finished", BetState.DOING: "was begun"}


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a metric stood: at the end, before the month, and a year before."""

    now: ReadingRow | None = None
    before: ReadingRow | None = None
    year_ago: ReadingRow | None = None


@dataclass(frozen=True, slots=True)
class BetNews:
    """What befell a bet: "is finished", "was begun", "moved to Q2 2027".

    ``said`` is of a finished one what it was to bring, as a sentence.
    """

    id: int
    title: str
    what: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class PlanNews:
    """A plan that was committed: on which day, and with how many bets."""

    id: int
    name: str
    day: date
    bets: int


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """The last that somebody said of a goal in the month: why, and how sure, in %."""

    reason: str
    confidence: int
    author: str


@dataclass(frozen=True, slots=True)
class GoalSeen:
    """A goal as it stood; ``bets`` open ones serve it, ``news`` is of all that do."""

    goal: GoalRow
    stand: Stand
    bets: int
    news: tuple[BetNews, ...]
    decided: tuple[tuple[int, str], ...]
    said: CheckedIn | None = None

    @property
    def has_ended(self) -> bool:
        """Whether it was reached or missed in the month."""
        return self.goal.state in ENDED


@dataclass(frozen=True, slots=True)
class MetricSeen:
    """A metric that no open goal reads, as it stood."""

    metric: MetricRow
    stand: Stand


@dataclass(frozen=True, slots=True)
class MonthRecord:
    """Everything that a review may speak of.

    ``waiting`` are decisions due before the next month ends; ``due`` promises fell due
    in the month, ``late`` ones are open past their day, ``coming`` ones due by the end
    of the next, ``risky`` ones will be late by the plan or are at risk; ``finished``
    are bets with what they were to bring.
    """

    span: Span
    product: str
    goals: tuple[GoalSeen, ...]
    metrics: tuple[MetricSeen, ...]
    settled: tuple[Settled, ...]
    to_settle: tuple[Settled, ...]
    finished: tuple[BetNews, ...]
    taken: tuple[Question, ...]
    waiting: tuple[Question, ...]
    due: tuple[Owed, ...]
    late: tuple[Owed, ...]
    coming: tuple[Owed, ...]
    kept_in_year: tuple[int, int]
    lessons: tuple[Lesson, ...]
    risky: tuple[Risky, ...] = ()
    plans: tuple[PlanNews, ...] = ()


def read_month(
    *, actor: Actor, month: str, now: datetime, product_id: int | None = None
) -> MonthRecord:
    """Return what is on record of a month, of a product where one is named.

    Nothing private is read: no judgement about people, no assessment, no calendar, no
    forecast under a name. Raises ``NotFound``, ``Invalid`` for no month.
    """
    actor.require("read")
    span = span_of(actor=actor, month=month, now=now)
    scope = scope_of(actor=actor, product_id=product_id)
    news = _news(actor, span, scope)
    taken, waiting = read_questions(actor=actor, span=span, scope=scope)
    due, late, coming = read_promises(actor=actor, span=span, scope=scope)
    goals = _goals(actor, span, scope, news, taken)
    return MonthRecord(
        span=span,
        product=scope.product,
        goals=goals,
        metrics=_metrics(actor, span, scope, _measuring(goals)),
        settled=read_settled(actor=actor, span=span, scope=scope),
        to_settle=read_to_settle(actor=actor, span=span, scope=scope),
        finished=tuple(one for one in news.values() if one.said),
        taken=taken,
        waiting=waiting,
        due=due,
        late=late,
        coming=coming,
        kept_in_year=kept_in_year(actor=actor, span=span, scope=scope),
        lessons=read_lessons(actor=actor, span=span, scope=scope),
        risky=read_risky(actor=actor, span=span, scope=scope),
        plans=_plans(actor, span) if scope.product_id is None else (),
    )


def _plans(actor: Actor, span: Span) -> tuple[PlanNews, ...]:
    """Return the plans that were committed in the month, the first first."""
    found = rows(Plan, actor).filter(
        committed_at__gte=span.since, committed_at__lt=span.before
    )
    told = found.annotate(n=Count("items")).order_by("committed_at", "pk")
    zone = span.since.tzinfo
    return tuple(
        PlanNews(pk, name, localdate(at, zone), n)
        for pk, name, at, n in told.values_list("pk", "name", "committed_at", "n")
    )


def _goals(
    actor: Actor,
    span: Span,
    scope: Scope,
    news: dict[int, BetNews],
    taken: Iterable[Question],
) -> tuple[GoalSeen, ...]:
    """Return the goals that were open, or came to an end in the month."""
    ended = _became(actor, span, Verb.SET_GOAL_STATE, Goal, ENDED)
    listed = [
        goal
        for goal in list_goals(actor=actor, product=scope.product_id)
        if goal.state == GoalState.OPEN or goal.id in ended
    ]
    stands = _stands(
        actor,
        span,
        [m.metric_id for goal in listed for m in goal.measures if m.metric_id],
    )
    said_since = [
        m
        for goal in listed
        for m in goal.measures
        if m.metric_id is None and m.latest and m.latest.on_date > span.until
    ]
    older = readings_of_measures(actor=actor, measures=said_since)
    stood = [_as_it_stood(goal, stands, older, span) for goal in listed]
    said = _check_ins(actor, span, stood)
    serving: dict[int, list[BetNews]] = defaultdict(list)
    bets: Counter[int] = Counter()
    links = rows(BetGoal, actor).filter(goal_id__in=[goal.id for goal in listed])
    for goal_id, bet_id, state in links.order_by("bet__title").values_list(
        "goal_id", "bet_id", "bet__state"
    ):
        bets[goal_id] += state not in OVER
        if bet_id in news:
            serving[goal_id].append(news[bet_id])
    questions = {one.id: one.choice for one in taken}
    touched = rows(DecisionGoal, actor).filter(decision_id__in=questions)
    decided: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for goal_id, pk in touched.order_by("pk").values_list("goal_id", "decision_id"):
        decided[goal_id].append((pk, questions[pk]))
    return tuple(
        GoalSeen(
            goal=goal,
            stand=stands[goal.metric_id] if goal.metric_id else Stand(goal.latest),
            bets=bets[goal.id],
            news=tuple(serving[goal.id]),
            decided=tuple(decided[goal.id]),
            said=said.get(goal.id),
        )
        for goal in stood
    )


def _check_ins(actor: Actor, span: Span, goals: list[GoalRow]) -> dict[int, CheckedIn]:
    """Return the newest check-in of each goal in the month."""
    made = rows(CheckIn, actor).filter(
        goal_id__in=[goal.id for goal in goals],
        on_date__gte=span.first,
        on_date__lte=span.until,
    )
    return {
        one.goal_id: CheckedIn(one.reason, one.confidence, str(one.author or ""))
        for one in made.select_related("author").order_by("on_date", "pk")
    }


def _as_it_stood(
    goal: GoalRow,
    stands: defaultdict[int | None, Stand],
    older: Mapping[int, Sequence[ReadingRow]],
    span: Span,
) -> GoalRow:
    """Return a goal with what its measures read until the end of the month.

    ``older`` are the readings of those without a metric that were read since.
    """

    def until(measure: MeasureRow) -> MeasureRow:
        if measure.metric_id is not None:
            return replace(measure, latest=stands[measure.metric_id].now)
        if measure.id not in older:
            return measure
        then = [one for one in older[measure.id] if one.on_date <= span.until]
        return replace(measure, latest=then[-1] if then else None)

    return replace(goal, measures=tuple(until(one) for one in goal.measures))


def _metrics(
    actor: Actor, span: Span, scope: Scope, of_goals: set[int | None]
) -> tuple[MetricSeen, ...]:
    found = [
        metric
        for metric in list_metrics(actor=actor)
        if metric.id not in of_goals
        and scope.product_id in (None, metric.product_id)
        and metric.readings
    ]
    stands = _stands(actor, span, [metric.id for metric in found])
    return tuple(MetricSeen(metric, stands[metric.id]) for metric in found)


def _measuring(goals: Iterable[GoalSeen]) -> set[int | None]:
    """Return the metrics that measures of goals read."""
    return {one.metric_id for seen in goals for one in seen.goal.measures}


def _stands(
    actor: Actor, span: Span, metric_ids: list[int]
) -> defaultdict[int | None, Stand]:
    day = timedelta(days=1)
    now, before, year_ago = (
        readings_until(actor=actor, metric_ids=metric_ids, day=until)
        for until in (span.until, span.first - day, span.until - YEAR)
    )
    oldest = span.until - YEAR - NEAR
    found: defaultdict[int | None, Stand] = defaultdict(Stand)
    for pk in metric_ids:
        then = year_ago.get(pk)
        is_near = then is not None and then.on_date >= oldest
        found[pk] = Stand(now.get(pk), before.get(pk), then if is_near else None)
    return found


def _news(actor: Actor, span: Span, scope: Scope) -> dict[int, BetNews]:
    """Return what befell each bet in the month, the most telling of it."""
    moved = rows(PlanChange, actor).filter(
        made_at__gte=span.since, made_at__lt=span.before,
        plan__state=PlanState.COMMITTED,
    )  # fmt: skip
    said = {one.bet_id: _moved(one) for one in moved.order_by("made_at", "pk")}
    became = _became(actor, span, Verb.SET_BET_STATE, Bet, tuple(BEGUN))
    bets = rows(Bet, actor).filter(scope.own, pk__in={*said, *became})
    found = {}
    for bet in bets.order_by("title", "pk"):
        state = became.get(bet.pk)
        is_still = state == bet.state  # what was taken back since is no news
        what = BEGUN[BetState(state)] if state and is_still else said.get(bet.pk, "")
        if what:
            is_done = is_still and state == BetState.DONE
            found[bet.pk] = BetNews(
                bet.pk, bet.title, what, _brings(bet) if is_done else ""
            )
    return found


def _became(
    actor: Actor, span: Span, verb: Verb, model: type[Bet | Goal], states: Iterable[str]
) -> dict[int, str]:
    """Return, by number, which of some states rows got in the month, the last one."""
    done = rows(Event, actor).filter(
        verb=verb, created_at__gte=span.since, created_at__lt=span.before
    )
    wanted, table = set(states), model._meta.label_lower
    found: dict[int, str] = {}
    for subject, detail in done.order_by("sequence").values_list("subject", "detail"):
        name, _, number = subject.partition(":")
        state = detail.get("state", "")
        if name == table and state in wanted:
            found[int(number)] = state
    return found


def _moved(change: PlanChange) -> str:
    if change.kind == ChangeKind.TAKE_OUT:
        return "is out of the plan"
    where = period_label(change.to_period)
    way = "moved to" if change.kind == ChangeKind.MOVE else "is in the plan now, for"
    return f"{way} {where}"


def _brings(bet: Bet) -> str:
    """Return what a bet was to bring, as a sentence, or that nobody said it."""
    told = [
        f"{range_words(low, high, bet.currency)} of {what} a year"
        for what, low, high in (
            ("growth", bet.growth_p10, bet.growth_p90),
            ("profit", bet.profit_p10, bet.profit_p90),
        )
        if low is not None and high is not None and (low or high)
    ]
    if not told:
        return "Nobody said in money what it was to bring"
    return f"It was to bring {' and '.join(told)}"
