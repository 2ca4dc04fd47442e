"""The rows themselves, for actions; surfaces read what the other modules return."""

from __future__ import annotations

from django.db.models import QuerySet

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import (
    ChairWord,
    Decision,
    DecisionPerson,
    DecisionSegment,
    Option,
    Prediction,
)
from leadline.decisions.types import DecisionState, Part
from leadline.evidence.types import FeedbackSide
from leadline.foundation.errors import Conflict, NotFound
from leadline.foundation.paging import the_one
from leadline.stakeholders.queries import speaks_for

OPEN = [DecisionState.DRAFT, DecisionState.HEARD]


def get_decision(*, actor: Actor, decision_id: int) -> Decision:
    """Return one decision, or raise ``NotFound``."""
    actor.require("read")
    found = the_one(rows(Decision, actor).filter(pk=decision_id))
    if found is None:
        raise NotFound("There is no such decision.")
    return found


def held_open(*, actor: Actor, decision_id: int) -> Decision:
    """Return a decision that is still open, its row held until the transaction ends.

    Raises ``NotFound``, and ``Conflict`` once it is taken.
    """
    actor.require("read")
    held = rows(Decision, actor).select_for_update()
    found = the_one(held.filter(pk=decision_id))
    if found is None:
        raise NotFound("There is no such decision.")
    if found.state not in OPEN:
        raise Conflict(
            "This decision is taken. Reverse it with a reason, and open a new one."
        )
    return found


def get_option(*, actor: Actor, decision_id: int, option_id: int) -> Option:
    """Return an option of a decision, or raise ``NotFound``."""
    actor.require("read")
    options = rows(Option, actor).filter(decision_id=decision_id)
    found = the_one(options.filter(pk=option_id))
    if found is None:
        raise NotFound("There is no such option.")
    return found


def get_word(*, actor: Actor, decision_id: int, word_id: int) -> ChairWord:
    """Return a word on the chair of a decision, or raise ``NotFound``."""
    actor.require("read")
    words = rows(ChairWord, actor).filter(decision_id=decision_id)
    found = the_one(words.filter(pk=word_id))
    if found is None:
        raise NotFound("There is no such word on the chair.")
    return found


def words_of_customers(*, actor: Actor, decision_id: int) -> QuerySet[ChairWord]:
    """Return the words of a decision without ours and those set aside since."""
    actor.require("read")
    words = rows(ChairWord, actor).filter(decision_id=decision_id)
    return words.filter(feedback__side=FeedbackSide.CUSTOMER, feedback__set_aside="")


def get_say(*, actor: Actor, decision_id: int, person_id: int) -> DecisionPerson:
    """Return what somebody has to do with a decision, or raise ``NotFound``."""
    actor.require("read")
    found = rows(DecisionPerson, actor).filter(decision_id=decision_id)
    say = found.filter(person_id=person_id).select_related("person").first()
    if say is None:
        raise NotFound("They have no say in this decision.")
    return say


def own_say(*, actor: Actor, decision_id: int) -> DecisionPerson | None:
    """Return the actor's own say, where they are asked before the decision."""
    actor.require("read")
    found = rows(DecisionPerson, actor).filter(
        decision_id=decision_id, part=Part.ASKED,
        person_id__in=speaks_for(actor=actor),
    )  # fmt: skip
    return found.select_related("person").order_by("pk").first()


def get_prediction(*, actor: Actor, prediction_id: int) -> Prediction:
    """Return one prediction, or raise ``NotFound``."""
    actor.require("read")
    found = the_one(rows(Prediction, actor).filter(pk=prediction_id))
    if found is None:
        raise NotFound("There is no such prediction.")
    return found


def segments_named(*, actor: Actor, decision_id: int) -> tuple[str, ...]:
    """Return the segments whose customers a decision says it touches, by name."""
    actor.require("read")
    named = rows(DecisionSegment, actor).filter(decision_id=decision_id)
    return tuple(named.order_by("name").values_list("name", flat=True))
