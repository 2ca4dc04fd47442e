"""To tell: what changed, whom it touches, and who has not been told since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from leadline.accounts.queries import rows, until_changed
from leadline.accounts.types import Actor
from leadline.decisions.models import DecisionBet, DecisionChange, DecisionPerson
from leadline.decisions.types import DecisionState, Deed, Part
from leadline.evidence.models import Feedback
from leadline.foundation.paging import Listed, Page, listed
from leadline.foundation.periods import period_label
from leadline.launches.models import LaunchLetter
from leadline.launches.types import LaunchState
from leadline.roadmap.models import BetCommitment, BetNeed, PlanChange
from leadline.roadmap.types import ChangeKind, PlanState
from leadline.stakeholders.models import CommitmentStep, Person
from leadline.stakeholders.queries import told_since
from leadline.stakeholders.types import Direction, PromiseState, StepKind

BACK = timedelta(days=90)
DECISION = "decision"
OPEN = [PromiseState.OFFERED, PromiseState.AGREED, PromiseState.AT_RISK]
BAD = [PromiseState.AT_RISK, PromiseState.BROKEN]
TAKEN = [DecisionState.DECIDED, DecisionState.REVIEWED, DecisionState.REVERSED]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed: what, when, why, and where it can be seen.

    ``name`` is the thing's own, ``now`` what it became, in small letters; a decision
    that was just taken became nothing else. ``holds`` where it is so from now on, not
    something that was done.
    """

    subject: str
    kind: str
    id: int
    name: str
    why: str
    at: datetime
    now: str = ""
    holds: bool = False

    @property
    def what(self) -> str:
        """What changed in one line, as lists show it."""
        if not self.now:
            return self.name
        if self.kind == DECISION:
            return f"{self.now[:1].upper()}{self.now[1:]}: {self.name}"
        return f"{self.name}: {self.now}"

    @property
    def news(self) -> str:
        """What to tell of it, as the end of a sentence.

        >>> at = datetime(2027, 1, 4)
        >>> Change("decision:1", "decision", 1, "A chat: now?", "", at).news
        ' what was decided on “A chat: now?”'
        >>> Change("bet:1", "bet", 1, "Quiet hours", "", at, "put in").news
        ' that “Quiet hours” was put in'
        >>> Change("promise:1", "promise", 1, "A list", "", at, "at risk", True).news
        ' that “A list” is at risk'
        """
        if not self.now:
            return f" what was decided on “{self.name}”"
        return f" that “{self.name}” {'is' if self.holds else 'was'} {self.now}"


@dataclass(frozen=True, slots=True)
class ToTell:
    """A person and a change nobody has told them of."""

    person_id: int
    person: str
    because: str
    change: Change


def to_tell(
    *, actor: Actor, now: datetime, page: Page = 1, size: int | None = None
) -> Listed[ToTell]:
    """Return who is touched by changes of ninety days and was not told since.

    A decision taken, taken back or looked at again on another day touches those named
    on it; the first two and a change of the
    plan touch who was promised the bet and the customers who voiced its needs; a
    promise at risk, broken or moved touches whom it was given to. A launch touches
    whom it was promised and who has a letter that nobody sent.
    """
    actor.require("read")
    hour = now.replace(minute=0, second=0, microsecond=0)
    found = until_changed(
        actor=actor, key=("to tell", hour), read=lambda: _untold(actor, now - BACK)
    )
    return listed(found, list, page, size)


def _untold(actor: Actor, since: datetime) -> list[ToTell]:
    """Return who was not told of what touched them since."""
    told = told_since(actor=actor, since=since)
    touched = [
        *_of_bets(actor, since),
        *_of_decisions(actor, since),
        *_of_promises(actor, since),
        *_of_launches(actor, since),
    ]
    waiting = [
        one
        for one in touched
        if told.get((one.person_id, one.change.subject), since) < one.change.at
    ]
    newest: dict[tuple[int, str], ToTell] = {}
    for one in sorted(waiting, key=lambda one: one.change.at):
        newest[(one.person_id, one.change.subject)] = one
    return sorted(
        newest.values(), key=lambda one: (one.person, -one.change.at.timestamp())
    )


def _of_bets(actor: Actor, since: datetime) -> list[ToTell]:
    changes: dict[int, list[Change]] = defaultdict(list)
    moved = rows(PlanChange, actor).filter(
        made_at__gte=since, plan__state=PlanState.COMMITTED
    )
    for one in moved.select_related("bet"):
        way = "to" if one.kind == ChangeKind.MOVE else "for"
        where = f" {way} {period_label(one.to_period)}" if one.to_period else ""
        now = f"{one.get_kind_display().lower()}{where}"
        key = f"bet:{one.bet_id}"
        changes[one.bet_id].append(
            Change(key, "bet", one.bet_id, one.bet.title, one.reason, one.made_at, now)
        )
    decided = rows(DecisionBet, actor).filter(
        _since("decision__", since), decision__state__in=TAKEN
    )
    for bet_id, *told in decided.values_list("bet_id", *_TAKEN):
        changes[bet_id].append(_decided(*told))
    people = _touched(actor, changes)
    return [
        ToTell(person_id, person, because, change)
        for bet_id, several in changes.items()
        for person_id, person, because in people[bet_id]
        for change in several
    ]


def _of_launches(actor: Actor, since: datetime) -> list[ToTell]:
    """Return who has a letter of a launch that went to market and was not told."""
    letters = rows(LaunchLetter, actor).filter(
        launch__state=LaunchState.LAUNCHED,
        launch__launched_on__gte=since.date(),
        person__isnull=False,
        person__is_archived=False,
        told_at__isnull=True,
    )
    return [
        ToTell(
            person.pk, person.name, "was promised it",
            Change(
                f"launch:{launch.pk}", "launch", launch.pk, launch.title,
                launch.summary, _morning(launch.launched_on, since),
                "put on the market",
            ),
        )
        for person, launch in (
            (one.person, one.launch)
            for one in letters.select_related("person", "launch")
        )
        if person is not None
    ]  # fmt: skip


def _morning(day: date | None, since: datetime) -> datetime:
    return datetime.combine(day, time.min, since.tzinfo) if day else since


def _since(way: str, since: datetime) -> Q:
    """Return the condition that a decision was taken or taken back since a moment."""
    taken, back = {f"{way}decided_at__gte": since}, {f"{way}reversed_at__gte": since}
    return Q(**taken) | Q(**back)


def _of_decisions(actor: Actor, since: datetime) -> list[ToTell]:
    """Return who was named on one that was taken, taken back, or is looked at later."""
    is_moved = Q(decision__review_moved_at__gte=since)
    named = rows(DecisionPerson, actor).filter(
        _since("decision__", since) | is_moved,
        decision__state__in=TAKEN,
        person__is_archived=False,
    )
    because = {Part.ASKED: "was asked before", Part.TOLD: "is to be told"}
    moved = rows(DecisionChange, actor).filter(
        decision_id=OuterRef("decision_id"), kind=Deed.MOVED
    )
    why = Subquery(moved.order_by("-at", "-pk").values("why")[:1])
    listed = named.annotate(
        why_moved=Coalesce(why, Value(""), output_field=TextField())
    ).values_list("person_id", "person__name", "part", *_TOLD, "why_moved")
    return [
        ToTell(person_id, person, because[Part(part)], _decided(*told))
        for person_id, person, part, *told in listed
    ]


_TAKEN = [
    f"decision__{name}"
    for name in ("pk", "question", "sentence", "state", "decided_at", "reversed_at")
]
_TOLD = [*_TAKEN, "decision__review_date", "decision__review_moved_at"]


def _decided(
    pk: int,
    question: str,
    sentence: str,
    state: str,
    decided_at: datetime,
    reversed_at: datetime | None,
    review_date: date | None = None,
    review_moved_at: datetime | None = None,
    why_moved: str = "",
) -> Change:
    """Return the newest that happened to a decision: taken, its date moved, or back."""
    why, at, now, holds = sentence, decided_at, "", False
    if state == DecisionState.REVERSED:
        at, now = reversed_at or decided_at, "taken back"
    elif review_moved_at and review_date:
        why, at, holds = why_moved, review_moved_at, True
        now = f"looked at again on {review_date:%-d %B %Y}"
    return Change(f"{DECISION}:{pk}", DECISION, pk, question, why, at, now, holds)


def _touched(
    actor: Actor, bet_ids: Iterable[int]
) -> dict[int, list[tuple[int, str, str]]]:
    """Return who was promised a bet, and whose customer voiced a need it answers.

    Each is a person's id and name, and why they are touched.
    """
    ids = list(bet_ids)
    found: dict[int, dict[int, tuple[int, str, str]]] = defaultdict(dict)
    promised = rows(BetCommitment, actor).filter(
        bet_id__in=ids,
        commitment__state__in=OPEN,
        commitment__direction=Direction.GIVEN,
    )
    for bet_id, pk, name, what in promised.values_list(
        "bet_id", "commitment__person_id", "commitment__person__name",
        "commitment__what",
    ):  # fmt: skip
        found[bet_id][pk] = (pk, name, f"was promised: {what}")
    voices = _voices(actor, ids)
    answered = rows(BetNeed, actor).filter(bet_id__in=ids)
    for bet_id, need_id in answered.values_list("bet_id", "need_id"):
        for pk, name in voices[need_id]:
            found[bet_id].setdefault(pk, (pk, name, "asked for it"))
    return {bet_id: list(found[bet_id].values()) for bet_id in ids}


def _voices(actor: Actor, bet_ids: list[int]) -> dict[int, list[tuple[int, str]]]:
    """Return by need that bets answer the people whose customer voiced it."""
    speaks = rows(Person, actor).filter(customer__isnull=False, is_archived=False)
    people: dict[int | None, list[tuple[int, str]]] = defaultdict(list)
    for customer_id, pk, name in speaks.values_list("customer_id", "pk", "name"):
        people[customer_id].append((pk, name))
    answered = rows(BetNeed, actor).filter(bet_id__in=bet_ids).values("need_id")
    said = rows(Feedback, actor).filter(need_id__in=answered, customer_id__in=people)
    voices: dict[int, list[tuple[int, str]]] = defaultdict(list)
    pairs = said.order_by().values_list("need_id", "customer_id").distinct()
    for need_id, customer_id in pairs:
        if need_id is not None and customer_id is not None:
            voices[need_id] += people[customer_id]
    return voices


def _of_promises(actor: Actor, since: datetime) -> list[ToTell]:
    steps = rows(CommitmentStep, actor).filter(
        Q(state__in=BAD) | Q(kind=StepKind.DAY),
        at__gte=since,
        commitment__direction=Direction.GIVEN,
    )
    found = []
    for step in steps.select_related("commitment__person"):
        promise, why = step.commitment, step.why
        now = PromiseState(step.state).label.lower()
        holds = step.state == PromiseState.AT_RISK
        if step.kind == StepKind.DAY:
            holds = False
            now, why = "moved", f"{_moved(step.moved_from, step.moved_to)}: {step.why}"
        change = Change(
            f"promise:{promise.pk}", "promise", promise.pk, promise.what, why, step.at,
            now, holds,
        )  # fmt: skip
        found.append(
            ToTell(promise.person_id, promise.person.name, "was promised it", change)
        )
    return found


def _moved(was: date | None, now: date | None) -> str:
    """Return in words how a day moved."""
    since = f" from {was:%-d %B %Y}" if was else ""
    until = f" to {now:%-d %B %Y}" if now else ""
    return f"Moved{since}{until}"
