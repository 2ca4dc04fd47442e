"""What a bet brings a year, as a plan counts it: by its effects, or as it was said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache

from leadline.accounts.types import Actor
from leadline.foundation.errors import Invalid
from leadline.foundation.money import Rates
from leadline.foundation.periods import period_start
from leadline.roadmap.bridge import brings_alone, spread
from leadline.roadmap.models import Bet
from leadline.roadmap.queries.economic_bets import economic_bets
from leadline.roadmap.queries.wider import Wider
from leadline.roadmap.types import Range
from leadline.strategy.queries import sheet_model

ENDS = ("p10", "p50", "p90")
SAID = ("growth", "profit")
Value = float | dict[str, float]
Values = dict[str, Value]


def projected_values(
    *, actor: Actor, first_period: str, bet_ids: Iterable[int]
) -> dict[int, Values]:
    """Return growth and profit a year of the bets that act on the sheet or cost.

    It is what the projection says that a bet adds by itself, finished in the plan's
    first quarter: a year of it on average over the quarters that are projected, by how
    sure people are that it works; what it costs counts whole. A bet of which nobody
    said how stays as it was said; so do all where the sheet cannot be projected, and
    where a currency has no rate.
    """
    ids = set(bet_ids)
    said = economic_bets(actor=actor, bet_ids=ids)
    acts = {
        pk: one
        for pk, one in said.items()
        if (one.effects or one.costs) and not one.lacks
    }
    if not acts:
        return {}
    file = sheet_model(actor=actor, today=period_start(first_period))
    if file.missing:
        return {}
    model = {k: v for k, v in file.plain.items() if k != "goals"}
    plain = {pk: dict(one.plain) for pk, one in acts.items()}
    asked = json.dumps([model, list(plain.values())], sort_keys=True)
    found = _alone(asked, first_period)
    return {pk: found[plain[pk]["id"]] for pk in acts}


@lru_cache(maxsize=16)
def _alone(asked: str, finished: str) -> dict[str, Values]:
    """Return what each bet brings by itself, kept while the figures stay as they are:
    a list by a ranking asks for it at each look."""
    model, bets = json.loads(asked)
    return brings_alone(model=model, bets=bets, finished=finished)


def sheet_digest(*, actor: Actor, first_period: str) -> str:
    """Return what tells one sheet from another, as a plan's values read it; "" where
    it cannot be projected."""
    file = sheet_model(actor=actor, today=period_start(first_period))
    if file.missing:
        return ""
    model = {name: file.plain.get(name) for name in ("periods", "segments", "costs")}
    text = json.dumps(model, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def sheet_until(*, actor: Actor, first_period: str) -> str:
    """Return the last quarter that values of a plan are a mean to, "" without one."""
    file = sheet_model(actor=actor, today=period_start(first_period))
    return "" if file.missing else str(file.plain["periods"][-1])


def said_values(*, actor: Actor, bet: Bet, rates: Rates, wider: Wider) -> Values:
    """Return growth and profit a year as they were said, by how sure people are, in
    the workspace's currency.

    Raises ``Invalid`` without a rate: a plan would weigh unlike figures.
    """
    actor.require("read")
    return {name: _value(bet, rates, wider, name) for name in SAID}


def _value(bet: Bet, rates: Rates, wider: Wider, name: str) -> Value:
    low, middle, high = (getattr(bet, f"{name}_{end}") for end in ENDS)
    low, high = wider.ends(bet, low, middle, high)
    written = Range(low, middle, high, bet.currency)
    brings = written.into(rates).at(bet.confidence)
    if brings and brings.currency != rates.own:
        raise Invalid(
            f"“{bet.title}” is written in {bet.currency}, and there is no rate to "
            f"{rates.own}. Write one down in the settings, under Money."
        )
    return spread(brings.p10, brings.p50, brings.p90)
