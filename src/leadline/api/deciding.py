"""What leads to a decision and away from it: who is asked, how options compare, what
is said of words, and looking at it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from leadline.accounts.types import Kept
from leadline.api.decisions import DECISIONS, DecisionWhole
from leadline.api.operations import Ask, Op, body, body_of
from leadline.api.shapes import said_in
from leadline.decisions import actions, queries
from leadline.decisions.types import CriterionIn, CriterionRow, SayRow, Told

AREA = "decisions"
OF = "decisions/{int:id}"


@dataclass(frozen=True, slots=True)
class PeopleOfDecision:
    """Who is asked before a decision and who is told after it."""

    items: list[SayRow]


@dataclass(frozen=True, slots=True)
class ComparisonOfDecision:
    """The criteria of a decision, each with a cell for every option, in order."""

    items: list[CriterionRow]


@dataclass(frozen=True, slots=True)
class CompareIn:
    """The criteria by which options are compared, with what each does by them."""

    criteria: tuple[CriterionIn, ...]


@dataclass(frozen=True, slots=True)
class SideSaid:
    """On which side of an option words stand."""

    option_id: int
    side: str


@dataclass(frozen=True, slots=True)
class WordsToHear:
    """The words to hear next, and the mark by which one speaks of them as they stood.

    ``left`` counts those that wait, these among them.
    """

    feedback_ids: tuple[int, ...]
    words: tuple[str, ...]
    mark: str
    left: int
    total: int


@dataclass(frozen=True, slots=True)
class WordsBack:
    """Whose words wait again."""

    feedback_ids: tuple[int, ...]


def _people(ask: Ask) -> PeopleOfDecision:
    queries.decision_page(actor=ask.actor, decision_id=ask.id)
    found = queries.people_of_decision(actor=ask.actor, decision_id=ask.id)
    return PeopleOfDecision(found)


def _comparison(ask: Ask) -> ComparisonOfDecision:
    queries.decision_page(actor=ask.actor, decision_id=ask.id)
    found = queries.comparison_of(actor=ask.actor, decision_id=ask.id)
    return ComparisonOfDecision(found)


def _next_words(ask: Ask) -> WordsToHear:
    found = queries.hearing_of(actor=ask.actor, decision_id=ask.id, now=ask.now)
    return WordsToHear(
        feedback_ids=tuple(one.feedback_id for one in found.words),
        words=tuple(one.words for one in found.words),
        mark=found.seen,
        left=found.left,
        total=found.total,
    )


def _say_words(ask: Ask) -> Kept:
    said = said_in(ask.body)
    sides = tuple((one.option_id, one.side) for one in ask.body.sides)
    told = Told(
        feedback_ids=tuple(said["feedback_ids"]),
        seen=said["mark"],
        sides=sides,
        is_off=said.get("is_off", False),
        stays=said.get("stays", False),
    )
    return actions.say_words(
        actor=ask.actor, decision_id=ask.id, told=told, now=ask.now
    )


def _take_back(ask: Ask) -> WordsBack:
    back = actions.take_back(
        actor=ask.actor, decision_id=ask.id, saying_id=ask.ids["saying_id"], now=ask.now
    )
    return WordsBack(back)


def _op(
    name: str,
    method: str,
    path: str,
    summary: str,
    doors: tuple[str, ...],
    does: Callable[[Ask], Any],
    **more: Any,
) -> Op:
    named = tuple(f"{AREA}:{door}" for door in doors)
    return Op(name, method, path, AREA, summary, named, does, **more)


def _does(
    name: str,
    summary: str,
    does: Callable[[Ask], Any],
    said: type[BaseModel] | None = None,
) -> Op:
    """Declare what is done to a decision: the decision as it stands is answered."""

    def run(ask: Ask) -> DecisionWhole:
        does(ask)
        found: DecisionWhole = DECISIONS.get(ask, ask.id)
        return found

    path = f"{OF}/{name.replace('_', '-')}"
    return _op(
        name, "POST", path, summary, (name,), run, answers=DecisionWhole, body=said
    )


STANCE = {"stance": str, "why": (str, ""), "option_id": (int | None, None)}
OPS: list[Op] = [
    _op(
        "list_people_of_decision", "GET", f"{OF}/people",
        "Read who is asked before a decision, and who is told after it",
        ("people_of_decision", "decision_page"), _people, answers=PeopleOfDecision,
    ),
    _op(
        "name_person", "POST", f"{OF}/people",
        "Say that a stakeholder is asked before a decision, or told after it",
        ("name_person",),
        lambda ask: actions.name_person(
            actor=ask.actor, decision_id=ask.id, now=ask.now, **said_in(ask.body)
        ),
        answers=Kept,
        body=body("NamePersonIn", "Who, and in which part.", person_id=int, part=str),
    ),
    _op(
        "hear_person", "PATCH", f"{OF}/people/{{int:person_id}}",
        "Keep where somebody stands on an open decision, and why",
        ("hear_person",),
        lambda ask: actions.hear_person(
            actor=ask.actor, decision_id=ask.id, person_id=ask.ids["person_id"],
            now=ask.now, **({"why": ""} | said_in(ask.body)),
        ),
        answers=Kept,
        body=body("StanceIn", "Where somebody stands, on which option.", **STANCE),
    ),
    _op(
        "drop_person", "DELETE", f"{OF}/people/{{int:person_id}}",
        "Say that somebody has no say in a decision after all",
        ("drop_person",),
        lambda ask: actions.drop_person(
            actor=ask.actor, decision_id=ask.id, person_id=ask.ids["person_id"],
            now=ask.now,
        ),
        status=204,
    ),
    _op(
        "answer_asked", "POST", f"{OF}/answer",
        "Say where one stands oneself, as the holder of the token who is asked",
        ("answer_asked",),
        lambda ask: actions.answer_asked(
            actor=ask.actor, decision_id=ask.id, now=ask.now,
            **({"why": ""} | said_in(ask.body)),
        ),
        answers=Kept,
        body=body("OwnStanceIn", "Where one stands, on which option.", **STANCE),
    ),
    _op(
        "get_comparison", "GET", f"{OF}/comparison", "Read how the options compare",
        ("comparison_of", "decision_page"), _comparison, answers=ComparisonOfDecision,
    ),
    _does(
        "compare_options",
        "Say by which criteria the options are compared: what stood there makes room",
        lambda ask: actions.compare_options(
            actor=ask.actor, decision_id=ask.id, now=ask.now,
            **said_in(ask.body, CompareIn),
        ),
        body_of(CompareIn),
    ),
    _does(
        "order_options",
        "Put the options of an open decision in order",
        lambda ask: actions.order_options(
            actor=ask.actor, decision_id=ask.id, **said_in(ask.body)
        ),
        body(
            "OrderIn", "The options of the decision, each once.",
            option_ids=tuple[int, ...],
        ),
    ),
    _op(
        "get_next_words", "GET", f"{OF}/hearing",
        "Read the words on the chair that are heard next",
        ("hearing_of",), _next_words, answers=WordsToHear,
    ),
    _op(
        "say_words", "POST", f"{OF}/sayings",
        "Say where words stand: on sides of options, off the subject, or no more",
        ("say_words",), _say_words, answers=Kept,
        body=body(
            "SayWordsIn",
            "What the holder of the token says of words; `mark` as it was read.",
            feedback_ids=tuple[int, ...], mark=str, sides=(tuple[SideSaid, ...], ()),
            is_off=(bool, False), stays=(bool, False),
        ),
    ),
    _op(
        "take_back_saying", "DELETE", f"{OF}/sayings/{{int:saying_id}}",
        "Take back what the holder of the token said of words",
        ("take_back",), _take_back, answers=WordsBack,
    ),
    _does(
        "reject_the_rest",
        "Leave every word that still waits unheard",
        lambda ask: actions.reject_the_rest(
            actor=ask.actor, decision_id=ask.id, now=ask.now
        ),
    ),
    _does(
        "move_review",
        "Look at a taken decision again on another day",
        lambda ask: actions.move_review(
            actor=ask.actor, decision_id=ask.id, now=ask.now, **said_in(ask.body)
        ),
        body("MoveReviewIn", "The day, and why.", review_date=date, why=str),
    ),
    _does(
        "review_decision",
        "Say how a decision was taken, how it went and what was learned",
        lambda ask: actions.review_decision(
            actor=ask.actor, decision_id=ask.id, now=ask.now, **said_in(ask.body)
        ),
        body(
            "ReviewIn", "How it was taken from 1 to 5, how it went, and what to learn.",
            process=int, result=str, lesson=str,
        ),
    ),
]  # fmt: skip
