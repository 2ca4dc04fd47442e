"""Reads of what was decided before and is near a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.bridge import likenesses
from leadline.decisions.models import (
    Decision,
    DecisionBet,
    DecisionGoal,
    DecisionNeed,
    Option,
    Review,
)
from leadline.decisions.models.decisions import CLOSED
from leadline.decisions.queries.decisions import _linked, _rows
from leadline.decisions.queries.predictions import predictions_of
from leadline.decisions.queries.rows import get_decision
from leadline.decisions.types import (
    DecidedBefore,
    LinkedRow,
    PredictionRow,
    Result,
)

NEAR = 0.40
"""Cosine from which a past decision is near: docs/methods/decided-before.md."""
READ, LONGEST = 400, 600
"""Past decisions that are compared, the newest; letters that are read of a question."""


def decided_before(
    *,
    actor: Actor,
    question: str = "",
    options: str = "",
    decision_id: int | None = None,
    most: int = 3,
    is_open: bool = False,
) -> list[DecidedBefore]:
    """Return past decisions near a question, or near a decision, the nearest first.

    With ``is_open`` those that are still to be taken, the newest of which are read.

    Near is what asks about the same, by the meaning of question and options, and what
    touches a need, a bet or a goal that the decision touches too. Nothing where nothing
    is near. Raises ``NotFound`` for a decision of another workspace.
    """
    actor.require("read")
    linked: list[LinkedRow] = []
    if decision_id is not None:
        question = get_decision(actor=actor, decision_id=decision_id).question
        own = rows(Option, actor).filter(decision_id=decision_id).order_by("position")
        options = "\n".join(own.values_list("title", flat=True))
        linked = _linked(actor, decision_id)
    others = rows(Decision, actor).exclude(pk=decision_id or 0)
    if is_open:
        read = others.exclude(state__in=CLOSED).order_by("-pk")
    else:
        read = others.filter(state__in=CLOSED).order_by("-decided_at", "-pk")
    past = dict(read.values_list("pk", "question")[:READ])
    alike = _alike(actor, past, question, options)
    shared = _shared(actor, past, linked)
    near = [pk for pk in past if alike.get(pk, 0.0) >= NEAR or pk in shared]
    near.sort(key=lambda pk: (-alike.get(pk, 0.0) - len(shared.get(pk, ())), -pk))
    return _told(actor, near[:most], alike, shared)


def _alike(
    actor: Actor, past: dict[int, str], question: str, options: str
) -> dict[int, float]:
    """Return how near each past decision is to what is asked, by its id."""
    asked = " ".join(question.split())[:LONGEST]
    if not asked or not past:
        return {}
    titles: dict[int, list[str]] = defaultdict(list)
    offered = rows(Option, actor).filter(decision_id__in=past).order_by("position")
    for pk, title in offered.values_list("decision_id", "title"):
        titles[pk].append(title)
    texts = [_text(words, titles[pk]) for pk, words in past.items()]
    now = [asked]
    if options.strip():
        now.append(_text(asked, options.split("\n"))[:LONGEST])
    with_options = likenesses(texts, now)
    alone = likenesses(list(past.values()), now)
    return {
        pk: max(pair)
        for pk, *pair in zip(past, with_options, alone, strict=True)
    }  # fmt: skip


def _text(question: str, options: Sequence[str]) -> str:
    return f"{question} {' / '.join(one.strip() for one in options if one.strip())}"


def _shared(
    actor: Actor, past: Iterable[int], linked: Sequence[LinkedRow]
) -> dict[int, list[LinkedRow]]:
    """Return what each past decision touches of what this one touches."""
    links: dict[str, type[DecisionNeed | DecisionBet | DecisionGoal]] = {
        "need": DecisionNeed, "bet": DecisionBet, "goal": DecisionGoal,
    }  # fmt: skip
    found: dict[int, list[LinkedRow]] = defaultdict(list)
    for kind, model in links.items():
        known = {one.id: one for one in linked if one.kind == kind}
        if known:
            both = rows(model, actor).filter(
                **{"decision_id__in": list(past), f"{kind}_id__in": known}
            )
            for pk, of in both.values_list("decision_id", f"{kind}_id"):
                found[pk].append(known[of])
    return dict(found)


def _told(
    actor: Actor,
    ids: list[int],
    alike: dict[int, float],
    shared: dict[int, list[LinkedRow]],
) -> list[DecidedBefore]:
    """Return the decisions with what was expected of them and how they came out."""
    known = {
        row.id: row for row in _rows(actor, rows(Decision, actor).filter(pk__in=ids))
    }
    said: dict[int | None, list[PredictionRow]] = defaultdict(list)
    for one in predictions_of(actor=actor, decision_ids=ids) if ids else ():
        said[one.decision_id].append(one)
    learned = rows(Review, actor).filter(decision_id__in=ids)
    reviews = {
        pk: (Result(result), lesson)
        for pk, result, lesson in learned.values_list("decision_id", "result", "lesson")
    }
    return [
        DecidedBefore(
            row=known[pk],
            likeness=alike.get(pk, 0.0),
            is_alike=alike.get(pk, 0.0) >= NEAR,
            shared=tuple(shared.get(pk, ())),
            predictions=tuple(said[pk]),
            result=reviews[pk][0] if pk in reviews else None,
            lesson=reviews[pk][1] if pk in reviews else "",
        )
        for pk in ids
    ]
