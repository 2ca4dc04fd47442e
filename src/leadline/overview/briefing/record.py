"""What is on record for a briefing, read once: promises, plan, decisions, goals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from leadline.accounts.queries import rates_of, rows, workspace_day
from leadline.accounts.types import Actor
from leadline.decisions.models import Decision, DecisionBet, DecisionNeed
from leadline.decisions.queries import chair_of, list_predictions
from leadline.decisions.types import (
    Chair,
    DecisionState,
    PredictionRow,
    PredictionState,
)
from leadline.evidence.queries import moved_needs
from leadline.evidence.types import Moved
from leadline.foundation.money import Total
from leadline.foundation.periods import next_period, period_end
from leadline.overview.briefing.types import Source
from leadline.roadmap.models import BetCommitment, BetNeed, PlanChange, PlanItem
from leadline.roadmap.queries import (
    askers_of_bets,
    dates_of_plan,
    promises_ahead,
)
from leadline.roadmap.types import (
    PlannedEnd,
    PlanState,
    PromisesAhead,
    PromiseTrouble,
    Trouble,
    who_ask,
)
from leadline.stakeholders.models import Commitment
from leadline.stakeholders.queries import list_promises
from leadline.stakeholders.types import STILL_OPEN, Direction, Function, PromiseRow
from leadline.strategy.queries import list_goals
from leadline.strategy.types import GoalRow, GoalState

BACK = timedelta(days=45)
AHEAD = timedelta(days=45)
OPEN = [DecisionState.DRAFT, DecisionState.HEARD]
TAKEN = [DecisionState.DECIDED, DecisionState.REVIEWED]
OUTSIDE = (Function.CUSTOMER, Function.ANALYST, Function.SUPPLIER, Function.PARTNER)


@dataclass(frozen=True, slots=True)
class Owed:
    """An open promise, with whom it binds and the bets that honour it.

    ``trouble`` says how it is not well, as Today and the list of promises count it.
    """

    row: PromiseRow
    organisation: str
    customer_id: int | None
    revenue: Total
    bet_ids: tuple[int, ...]
    trouble: PromiseTrouble | None = None

    @property
    def kind(self) -> Trouble | None:
        """How it is not well; none where it is."""
        return self.trouble.trouble if self.trouble else None

    @property
    def bet_id(self) -> int | None:
        """The bet that it hangs on: the one that makes it late or risky, else any."""
        makes = self.trouble.bet_id if self.trouble else None
        return makes or next(iter(self.bet_ids), None)

    @property
    def whom(self) -> str:
        """The person, and where somebody from outside is from."""
        is_known = self.organisation in ("", self.row.person)
        if is_known or self.row.function not in OUTSIDE:
            return self.row.person
        return f"{self.row.person} of {self.organisation}"

    @property
    def payer(self) -> Source:
        """The customer's record, which says what they pay."""
        path = f"evidence/customers/{self.customer_id}/"
        return Source(f"customer:{self.customer_id}", path, self.organisation)


@dataclass(frozen=True, slots=True)
class Coming:
    """A bet of the committed plan: when it is there, how likely, who asks for it."""

    id: int
    title: str
    period: str
    customers: int
    revenue: Total
    need_ids: tuple[int, ...]
    end: PlannedEnd | None = None

    @property
    def last_day(self) -> date:
        """The last day of the quarter in which it is finished."""
        return period_end(self.period)

    @property
    def asked(self) -> str:
        """How many customers have what it answers, "" where nobody is known to."""
        if not self.customers:
            return ""
        return who_ask(self.customers, len(self.need_ids))

    @property
    def odds(self) -> str:
        """The odds of that day for a list, "" where there are none."""
        return self.end.short if self.end else ""

    @property
    def told_odds(self) -> str:
        """The odds of that day to follow it in a sentence, "" where there are none."""
        return self.end.told if self.end else ""


@dataclass(frozen=True, slots=True)
class DecisionNow:
    """A decision as it stands: ``decided_at`` is None while it is open.

    ``address`` is the mail of who takes it; ``is_around`` tells of one that was taken
    before enough customers were heard.
    """

    id: int
    question: str
    context: str
    due_date: date | None
    decider: str
    address: str
    decided_at: datetime | None
    choice: str
    sentence: str
    is_around: bool


@dataclass(frozen=True, slots=True)
class PlanMove:
    """A change of the committed plan: which bet moved, from where to where, and why."""

    bet_id: int
    title: str
    kind: str
    from_period: str
    to_period: str
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that a briefing may speak of, as it stands at a moment.

    ``waiting`` are the open decisions of the coming weeks, with the chair of each in
    ``chairs``; ``undecided`` are all that are open.
    """

    now: datetime
    on: date
    since: datetime
    given: list[Owed]
    received: list[Owed]
    coming: dict[int, Coming]
    bets: dict[int, str]
    changes: list[PlanMove]
    taken: list[DecisionNow]
    waiting: list[DecisionNow]
    chairs: dict[int, Chair]
    undecided: list[DecisionNow]
    touched_needs: dict[int, list[int]]
    touched_bets: dict[int, list[int]]
    goals: Sequence[GoalRow]
    outcomes: list[PredictionRow]
    needs: list[Moved]

    @property
    def by_time(self) -> list[Coming]:
        """The bets of the plan, the soonest first, those asked for most before."""
        return sorted(
            self.coming.values(), key=lambda c: (c.period, -c.customers, c.title)
        )


def read_record(*, actor: Actor, now: datetime, since: datetime) -> Record:
    """Return what is on record; ``since`` is when this audience was last briefed."""
    on = workspace_day(actor=actor, now=now)
    dates = dates_of_plan(actor=actor)
    coming = _coming(actor, dates.ends, now)
    taken, undecided = _decisions(actor, now, since)
    soon = (now + AHEAD).date()
    waiting = [one for one in undecided if not one.due_date or one.due_date <= soon]
    ids = [decision.id for decision in (*taken, *waiting)]
    ahead = promises_ahead(actor=actor, on=on, dates=dates)
    given = promises_of(actor, on, Direction.GIVEN, ahead)
    settled = list_predictions(actor=actor, state=PredictionState.RESOLVED)
    return Record(
        now=now,
        on=on,
        since=since,
        given=given,
        received=promises_of(actor, on, Direction.RECEIVED, ahead),
        coming=coming,
        bets=_names(actor, given),
        changes=_changes(actor, since),
        taken=taken,
        waiting=waiting,
        chairs={
            one.id: chair_of(actor=actor, decision_id=one.id, now=now)
            for one in waiting
        },
        undecided=undecided,
        touched_needs=_touched(rows(DecisionNeed, actor), "need_id", ids),
        touched_bets=_touched(rows(DecisionBet, actor), "bet_id", ids),
        goals=list_goals(actor=actor, state=GoalState.OPEN, until=on),
        outcomes=[one for one in settled if since.date() <= one.resolve_on <= on],
        needs=moved_needs(actor=actor, now=now),
    )


def _coming(
    actor: Actor, ends: Mapping[int, PlannedEnd], now: datetime
) -> dict[int, Coming]:
    items = rows(PlanItem, actor).filter(plan__state=PlanState.COMMITTED)
    listed = list(items.select_related("bet"))
    ids = [item.bet_id for item in listed]
    asked = askers_of_bets(actor=actor, bet_ids=ids, until=now)
    nobody = (0, rates_of(actor=actor).none)
    needs = _touched(rows(BetNeed, actor), "need_id", ids, "bet_id")
    return {
        item.bet_id: Coming(
            id=item.bet_id,
            title=item.bet.title,
            period=next_period(item.period, item.bet.duration - 1),
            customers=asked.get(item.bet_id, nobody)[0],
            revenue=asked.get(item.bet_id, nobody)[1],
            need_ids=tuple(needs.get(item.bet_id, [])),
            end=ends.get(item.bet_id),
        )
        for item in listed
    }


def _touched(
    links: object, what: str, ids: list[int], of: str = "decision_id"
) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    pairs = links.filter(**{f"{of}__in": ids}).order_by("pk")  # type: ignore[attr-defined]
    for one, other in pairs.values_list(of, what):
        found[one].append(other)
    return found


def promises_of(
    actor: Actor,
    on: date,
    direction: Direction,
    ahead: PromisesAhead,
    person_id: int | None = None,
) -> list[Owed]:
    """Return open promises by their day; of one person alone where one is named."""
    listed = list_promises(
        actor=actor, on=on, state=STILL_OPEN, direction=direction, person_id=person_id
    )
    ids = [row.id for row in listed]
    people = {
        promise.pk: promise.person
        for promise in rows(Commitment, actor)
        .filter(pk__in=ids)
        .select_related("person__customer")
    }
    honours = _touched(rows(BetCommitment, actor), "bet_id", ids, "commitment_id")
    rates, troubles = rates_of(actor=actor), ahead.by_id
    found = []
    for row in listed:
        person = people[row.id]
        customer = person.customer
        paid = (
            rates.one(customer.revenue_amount, customer.revenue_currency)
            if customer
            else rates.none
        )
        company = person.organisation or (customer.name if customer else "")
        found.append(
            Owed(row, company, person.customer_id, paid,
                 tuple(honours.get(row.id, [])), troubles.get(row.id))
        )  # fmt: skip
    return found


def _names(actor: Actor, given: list[Owed]) -> dict[int, str]:
    """Return the titles of the bets that promises hang on, planned or not."""
    ids = {bet_id for owed in given for bet_id in owed.bet_ids}
    links = rows(BetCommitment, actor).filter(bet_id__in=ids)
    return dict(links.values_list("bet_id", "bet__title"))


def _changes(actor: Actor, since: datetime) -> list[PlanMove]:
    moved = rows(PlanChange, actor).filter(
        made_at__gte=since, plan__state=PlanState.COMMITTED
    )
    moved = moved.select_related("bet").order_by("-made_at", "-pk")
    return [
        PlanMove(
            bet_id=change.bet_id,
            title=change.bet.title,
            kind=change.kind,
            from_period=change.from_period,
            to_period=change.to_period,
            reason=change.reason,
        )
        for change in moved
    ]


def _decisions(
    actor: Actor, now: datetime, since: datetime
) -> tuple[list[DecisionNow], list[DecisionNow]]:
    """Return those taken since a moment, the newest first, and all open, by date."""
    found = rows(Decision, actor).select_related("decider", "choice")
    taken = found.filter(
        state__in=TAKEN, decided_at__gte=since, decided_at__lte=now
    ).order_by("-decided_at", "-pk")
    undecided = found.filter(state__in=OPEN).order_by("due_date", "pk")
    return list(map(_now, taken)), list(map(_now, undecided))


def _now(decision: Decision) -> DecisionNow:
    decider = decision.decider
    return DecisionNow(
        id=decision.pk,
        question=decision.question,
        context=decision.context,
        due_date=decision.due_date,
        decider=str(decider or ""),
        address=decider.email if decider else "",
        decided_at=decision.decided_at,
        choice=decision.choice.title if decision.choice else "",
        sentence=decision.sentence,
        is_around=decision.override != "",
    )
