"""Who asked for what a launch brings, and the first words of a letter to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Customer, Feedback
from leadline.evidence.queries.asking import asking_for, said_of
from leadline.evidence.types import FeedbackSpeech
from leadline.foundation.text import first_words
from leadline.launches.models import Launch, LaunchLetter
from leadline.roadmap.models import BetCommitment
from leadline.roadmap.queries.backing import needs_of_bets
from leadline.stakeholders.models import Commitment
from leadline.stakeholders.types import Direction, PromiseState

QUOTED = 280
OPEN = (PromiseState.OFFERED, PromiseState.AGREED, PromiseState.AT_RISK)


@dataclass(frozen=True, slots=True)
class _Asker:
    """A customer who asked with the words they used, or who was promised it."""

    customer: Customer | None = None
    feedback: Feedback | None = None
    promise: Commitment | None = None


@dataclass(frozen=True, slots=True)
class _Draft:
    """The first words of a letter; a person writes them anew."""

    text: str
    customer_id: int | None = None
    person_id: int | None = None
    feedback_id: int | None = None


def _asked_by(actor: Actor, launch: Launch, most: int) -> list[_Asker]:
    """Return who asked for the bet of a launch and has no letter yet, at most so many.

    Customers who asked for a need it answers come with their newest own words, then
    people to whom it is promised.
    """
    if launch.bet_id is None or most <= 0:
        return []
    found = [*_customers(actor, launch), *_promised(actor, launch)]
    return found[:most]


def _customers(actor: Actor, launch: Launch) -> list[_Asker]:
    bet_id = launch.bet_id or 0
    need_ids = needs_of_bets(actor=actor, bet_ids=[bet_id]).get(bet_id, set())
    written = rows(LaunchLetter, actor).filter(
        launch=launch, customer_id=OuterRef("pk")
    )
    asking = asking_for(actor=actor, need_ids=need_ids).filter(~Exists(written))
    customers = list(asking.filter(is_archived=False).order_by("name", "pk"))
    said = said_of(actor=actor, need_ids=need_ids).filter(
        customer_id__in=[one.pk for one in customers], speech=FeedbackSpeech.DIRECT
    )
    words = {piece.customer_id: piece for piece in said.order_by("said_at", "pk")}
    return [_Asker(one, words.get(one.pk)) for one in customers]


def _promised(actor: Actor, launch: Launch) -> list[_Asker]:
    written = rows(LaunchLetter, actor).filter(
        launch=launch, person_id=OuterRef("commitment__person_id")
    )
    links = rows(BetCommitment, actor).filter(
        ~Exists(written), bet_id=launch.bet_id or 0, commitment__state__in=OPEN,
        commitment__direction=Direction.GIVEN,
        commitment__person__is_archived=False,
    )  # fmt: skip
    found: dict[int, _Asker] = {}
    for link in links.select_related("commitment").order_by("commitment_id"):
        promise = link.commitment
        found.setdefault(promise.person_id, _Asker(promise=promise))
    return list(found.values())


def _drafts(actor: Actor, launch: Launch, askers: Sequence[_Asker]) -> list[_Draft]:
    """Return the first words of a letter to each."""
    end = f"“{launch.title}” is here. {launch.summary}".strip()
    return [_draft(asker, end) for asker in askers]


def _draft(asker: _Asker, end: str) -> _Draft:
    if asker.promise is not None:
        start = f"We promised you: {asker.promise.what}."
        return _Draft(f"{start}\n\n{end}", None, asker.promise.person_id)
    customer_id = asker.customer.pk if asker.customer else None
    piece = asker.feedback
    if piece is None:
        return _Draft(f"You asked for this.\n\n{end}", customer_id)
    when = f"In {_month(piece.said_at.date())} you" if piece.is_dated else "You"
    start = f"{when} told us: “{first_words(piece.words, QUOTED)}”"
    return _Draft(f"{start}\n\n{end}", customer_id, None, piece.pk)


def _month(day: date) -> str:
    return f"{day:%B %Y}"
