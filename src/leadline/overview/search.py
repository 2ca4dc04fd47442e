"""Finds records of every kind by their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, Model, OuterRef, Q

from leadline.accounts.models import WorkspaceModel
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Customer, Need
from leadline.evidence.queries import HELD, search_words
from leadline.evidence.types import NeedState
from leadline.foundation.text import first_words, one_line
from leadline.roadmap.models import Bet, Plan
from leadline.strategy.models import Goal, Metric, MonthReview, ReviewStep
from leadline.strategy.queries import check_ins_saying

SHORTEST, LONGEST = 2, 140
EVERY = Q()


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: its kind and id, its title, a few more words."""

    kind: str
    id: int
    title: str
    detail: str = ""


def find(*, actor: Actor, text: str, each: int = 5) -> list[Hit]:
    """Return records whose words hold ``text``, at most ``each`` of a kind.

    Titles come first, in the order of the line; feedback, by its words, last.
    Fewer than two letters find nothing. One query a kind.
    """
    actor.require("read")
    text = one_line(text)
    if len(text) < SHORTEST:
        return []
    hits = [
        *_titled(
            actor, Need, "need", "statement", text, each, HELD, state=NeedState.OPEN
        ),
        *_titled(actor, Bet, "bet", "title", text, each),
        *_goals(actor, text, each),
        *_titled(actor, Plan, "plan", "name", text, each),
        *_titled(actor, Metric, "metric", "name", text, each),
        *_titled(actor, Customer, "customer", "name", text, each),
        *_reviews(actor, text, each),
    ]
    pieces = search_words(actor=actor, text=text, limit=each)
    hits += [
        Hit("feedback", piece.id, first_words(piece.words, LONGEST), piece.customer)
        for piece in pieces
    ]
    return hits


def _goals(actor: Actor, text: str, each: int) -> Iterable[Hit]:
    """Return goals by name, then by what the newest check-ins say of them."""
    found = {hit.id: hit for hit in _titled(actor, Goal, "goal", "name", text, each)}
    for said in check_ins_saying(actor=actor, text=text, limit=each):
        words = first_words(said.reason, LONGEST)
        found.setdefault(said.goal_id, Hit("goal", said.goal_id, said.goal, words))
    return list(found.values())[:each]


def _titled(
    actor: Actor,
    model: type[WorkspaceModel],
    kind: str,
    field: str,
    text: str,
    each: int,
    where: Q = EVERY,
    **only: object,
) -> Iterable[Hit]:
    """Return records of one table by title: beginnings before middles."""
    table = rows(model, actor).filter(where, **only)
    found: dict[int, Model] = {}
    for way in ("istartswith", "icontains"):
        if len(found) < each:
            lot = table.filter(**{f"{field}__{way}": text}).order_by(field, "pk")
            found.update({row.pk: row for row in lot[: each - len(found)]})
    for pk, row in found.items():
        label = getattr(row, "get_state_display", str)
        yield Hit(kind, pk, str(getattr(row, field)), _state(label, row))


def _reviews(actor: Actor, text: str, each: int) -> Iterable[Hit]:
    """Return business reviews by month, sentence on top, and what people wrote."""
    steps = rows(ReviewStep, actor)
    same = {"review": OuterRef("review"), "section": OuterRef("section")}
    later = steps.filter(number__gt=OuterRef("number"), **same)
    said = steps.filter(~Exists(later), words__icontains=text).values("review_id")
    held = Q(name__icontains=text) | Q(title__icontains=text) | Q(pk__in=said)
    found = rows(MonthReview, actor).filter(held).order_by("-month", "pk")
    for pk, name, title in found.values_list("pk", "name", "title")[:each]:
        yield Hit("review", pk, name, first_words(title, LONGEST))


def _state(label: object, row: Model) -> str:
    """Return the record's state as it stands in a sentence, where it has one."""
    if not callable(label) or not hasattr(row, "state"):
        return ""
    return str(label()).lower()
