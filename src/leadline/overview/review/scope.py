"""What a review is about: the whole workspace, or what belongs to one product."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from leadline.accounts.models import Product
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import DecisionBet, DecisionGoal, DecisionNeed
from leadline.foundation.errors import NotFound
from leadline.roadmap.models import BetCommitment

ALL = Q()


@dataclass(frozen=True, slots=True)
class Scope:
    """Conditions on tables; without a product they let everything through."""

    product_id: int | None = None
    product: str = ""
    own: Q = ALL
    decisions: Q = ALL
    predictions: Q = ALL
    promises: Q = ALL


def scope_of(*, actor: Actor, product_id: int | None) -> Scope:
    """Return what belongs to a product, or ``NotFound`` for one that is not there.

    A decision belongs to it by the needs, bets and goals that it touches, a prediction
    by its metric, goal, bet or decision, a promise by a bet that honours it.
    """
    if product_id is None:
        return Scope()
    product = rows(Product, actor).filter(pk=product_id).first()
    if product is None:
        raise NotFound("There is no such product.")
    links = (
        rows(DecisionBet, actor).filter(bet__product=product),
        rows(DecisionGoal, actor).filter(goal__product=product),
        rows(DecisionNeed, actor).filter(need__product=product),
    )
    touched, decided = Q(), Q()
    for found in links:
        ids = found.values("decision_id")
        touched |= Q(pk__in=ids)
        decided |= Q(decision_id__in=ids)
    honoured = rows(BetCommitment, actor).filter(bet__product=product)
    about = Q(metric__product=product) | Q(goal__product=product)
    return Scope(
        product_id=product_id,
        product=product.name,
        own=Q(product=product),
        decisions=touched,
        predictions=about | Q(bet__product=product) | decided,
        promises=Q(pk__in=honoured.values("commitment_id")),
    )
