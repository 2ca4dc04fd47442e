"""To tell: what changed, whom it touches, and who has not been told since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import Decision, DecisionBet, DecisionPerson
from leadline.decisions.types import DecisionState, Part
from leadline.evidence.models import Feedback
from leadline.foundation.periods import period_label
from leadline.roadmap.models import BetCommitment, BetNeed, PlanChange
from leadline.roadmap.types import PlanState
from leadline.stakeholders.models import CommitmentStep, Person
from leadline.stakeholders.queries import told_since
from leadline.stakeholders.types import CommitmentState

BACK = timedelta(days=90)
OPEN = [CommitmentState.OFFERED, CommitmentState.AGREED, CommitmentState.AT_RISK]
BAD = [CommitmentState.AT_RISK, CommitmentState.BROKEN]
TAKEN = [DecisionState.DECIDED, DecisionState.REVERSED]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed: what, when, why, and where it can be seen."""

    subject: str
    kind: str
    id: int
    what: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ToTell:
    """A person and a change nobody has told them of."""

    person_id: int
    person: str
    because: str
    change: Change


def to_tell(*, actor: Actor, now: datetime) -> list[ToTell]:
    """Return who is touched by changes of ninety days and was not told since.

    A decision taken or taken back touches those named on it; that and a change of the
    plan touch who was promised the bet and the customers who voiced its needs; a
    promise at risk, broken or moved touches whom it was given to.
    """
    actor.require("read")
    since = now - BACK
    told = told_since(actor=actor, since=since)
    found = [
        *_of_bets(actor, since),
        *_of_decisions(actor, since),
        *_of_promises(actor, since),
    ]
    waiting = [
        one
        for one in found
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
        where = f" to {period_label(one.to_period)}" if one.to_period else ""
        what = f"{one.bet.title}: {one.get_kind_display().lower()}{where}"
        changes[one.bet_id].append(
            Change(
                f"bet:{one.bet_id}", "bet", one.bet_id, what, one.reason, one.made_at
            )
        )
    decided = rows(DecisionBet, actor).filter(
        _since("decision__", since), decision__state__in=TAKEN
    )
    for link in decided.select_related("decision"):
        changes[link.bet_id].append(_decided(link.decision))
    people = _touched(actor, changes)
    return [
        ToTell(person_id, person, because, change)
        for bet_id, several in changes.items()
        for person_id, person, because in people[bet_id]
        for change in several
    ]


def _since(way: str, since: datetime) -> Q:
    """Return the condition that a decision was taken or taken back since a moment."""
    taken, back = {f"{way}decided_at__gte": since}, {f"{way}reversed_at__gte": since}
    return Q(**taken) | Q(**back)


def _of_decisions(actor: Actor, since: datetime) -> list[ToTell]:
    """Return who was named on a decision that was taken, or taken back."""
    named = rows(DecisionPerson, actor).filter(
        _since("decision__", since),
        decision__state__in=TAKEN,
        person__is_archived=False,
    )
    return [
        ToTell(
            one.person_id,
            one.person.name,
            "was asked before" if one.part == Part.ASKED else "is to be told",
            _decided(one.decision),
        )
        for one in named.select_related("person", "decision")
    ]


def _decided(decision: Decision) -> Change:
    assert decision.decided_at is not None
    is_back = decision.state == DecisionState.REVERSED
    return Change(
        f"decision:{decision.pk}",
        "decision",
        decision.pk,
        f"Taken back: {decision.question}" if is_back else decision.question,
        decision.sentence,
        (decision.reversed_at if is_back else None) or decision.decided_at,
    )


def _touched(
    actor: Actor, bet_ids: Iterable[int]
) -> dict[int, list[tuple[int, str, str]]]:
    """Return who was promised a bet, and whose customer voiced a need it answers.

    Each is a person's id and name, and why they are touched.
    """
    ids = list(bet_ids)
    found: dict[int, dict[int, tuple[int, str, str]]] = defaultdict(dict)
    promised = rows(BetCommitment, actor).filter(
        bet_id__in=ids, commitment__state__in=OPEN
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
    people = {
        customer_id: (pk, name)
        for customer_id, pk, name in speaks.values_list("customer_id", "pk", "name")
    }
    answered = rows(BetNeed, actor).filter(bet_id__in=bet_ids).values("need_id")
    said = rows(Feedback, actor).filter(need_id__in=answered, customer_id__in=people)
    voices: dict[int, list[tuple[int, str]]] = defaultdict(list)
    pairs = said.order_by().values_list("need_id", "customer_id").distinct()
    for need_id, customer_id in pairs:
        if need_id is not None and customer_id is not None:
            voices[need_id].append(people[customer_id])
    return voices


def _of_promises(actor: Actor, since: datetime) -> list[ToTell]:
    is_moved = Q(was=F("state"), why__startswith="Moved from")
    steps = rows(CommitmentStep, actor).filter(
        Q(state__in=BAD) | is_moved, at__gte=since, commitment__direction="given"
    )
    found = []
    for step in steps.select_related("commitment__person"):
        promise = step.commitment
        state = "moved" if step.was == step.state else step.get_state_display().lower()
        change = Change(
            f"promise:{promise.pk}",
            "promise",
            promise.pk,
            f"{promise.what}: {state}",
            step.why,
            step.at,
        )
        person = promise.person
        found.append(ToTell(person.pk, person.name, "was promised it", change))
    return found
