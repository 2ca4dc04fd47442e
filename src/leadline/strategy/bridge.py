"""Model files ↔ the engine: the only module of the domain that imports it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from leadline.engine.economics.model import EconomicBet, EconomicModel, Segment
from leadline.engine.economics.parse import parse_model
from leadline.engine.errors import EngineError
from leadline.engine.ranges.said import Range
from leadline.foundation.errors import Invalid
from leadline.foundation.ranges import SaidRange, between
from leadline.foundation.slow import takes_long

if TYPE_CHECKING:
    from leadline.engine.economics.result import Projection

Tell = Callable[[str, float], None]
MOST_LEVERS, LEAST_SHARE = 8, 0.01
FUTURES_OF_A_LEVER = 16_384
SEED = 0
ONE_IN_TWENTY = 0.05
TENTH = Decimal("0.1")


@takes_long
def projected(
    *, model: Mapping[str, Any], futures: int, tell: Tell | None = None
) -> dict[str, Any]:
    """Return what a model file comes to, as ``leadline project`` writes it.

    ``levers`` is there besides: what each of the drivers that matter most does alone
    at its low and at its high end to the odds of the first goal, or to the middle of
    revenue. Raises ``Invalid`` for a model that cannot be projected.
    """
    from leadline.engine.economics.projection import project

    hear = tell or _silent
    try:
        parsed = parse_model(model)
        found = project(
            parsed,
            futures=futures,
            seed=SEED,
            progress=lambda stage, share: hear(stage, share / 2),
        )
        levers = list(_levers(parsed, found, hear))
    except EngineError as error:
        raise Invalid(str(error)) from error
    return {**found.as_plain(), "levers": levers}


def _levers(
    model: EconomicModel, found: Projection, tell: Tell
) -> Iterator[dict[str, Any]]:
    top = [d for d in found.drives[:MOST_LEVERS] if d.share >= LEAST_SHARE]
    for at, drive in enumerate(top):
        low, high = (_held(model, drive.driver, is_high=high) for high in (False, True))
        yield {
            "driver": drive.driver,
            "share": drive.share,
            "low": _figure(low, found),
            "high": _figure(high, found),
            **_ends(model, drive.driver),
        }
        tell("weighing what drives it", (1 + (at + 1) / len(top)) / 2)


def _figure(model: EconomicModel, of: Projection) -> float:
    """Return the odds of the first goal, or the middle of what the drives are of."""
    from leadline.engine.economics.projection import project

    found = project(model, futures=FUTURES_OF_A_LEVER, seed=SEED)
    if found.goals:
        return found.goals[0].probability
    measure, period = of.drives_of
    return found.measures[measure][period].p50


def _held(model: EconomicModel, driver: str, *, is_high: bool) -> EconomicModel:
    """Return the model with one driver held at an end: no doubt about it is left."""
    kind, _, name = driver.partition(":")
    if kind == "costs":
        held = _at_end(model.costs[name], is_high)
        return replace(model, costs={**model.costs, name: held})
    if kind == "bet":
        bets = [_bet(b, is_high) if b.id == name else b for b in model.bets]
        return replace(model, bets=tuple(bets))
    segments = [
        _segment(one, kind, is_high) if one.id == name else one
        for one in model.segments
    ]
    return replace(model, segments=tuple(segments))


def _segment(one: Segment, driver: str, is_high: bool) -> Segment:
    held = _at_end(one.amount(driver), is_high)
    return replace(one, **{driver: held})  # type: ignore[arg-type]


def _bet(bet: EconomicBet, is_high: bool) -> EconomicBet:
    """Return a bet that works or not, as the ends of its chance."""
    return replace(bet, chance=1.0 if is_high else 0.0)


def _at_end(amount: Range, is_high: bool) -> Range:
    if amount.spike:
        return Range.exact(amount.high if is_high else 0.0)
    return Range.exact(amount.high if is_high else amount.low)


def _ends(model: EconomicModel, driver: str) -> dict[str, float | None]:
    """Return at which values a driver was held; none of a bet, it works or not."""
    kind, _, name = driver.partition(":")
    if kind == "bet":
        return {"at_low": None, "at_high": None}
    if kind == "costs":
        amount = model.costs[name]
    else:
        amount = next(s for s in model.segments if s.id == name).amount(kind)
    ends = (_at_end(amount, is_high=high).mid for high in (False, True))
    return dict(zip(("at_low", "at_high"), ends, strict=True))


def _silent(stage: str, share: float) -> None:
    """Tell nobody."""


def rate_seen(*, count: int, years: float, of: float = 1.0) -> SaidRange:
    """Return the range of what was seen so often in so many years, times ``of``.

    In two figures and not below a tenth: it is a guess, and written like one.
    """
    from leadline.engine.economics.counted import rate_of

    found = rate_of(count, years)
    low, high = (_short(end * of) for end in (found.low, found.high))
    return SaidRange(low, between(low, high), high)


def _short(number: float) -> Decimal:
    return max(Decimal(f"{number:.2g}").quantize(TENTH), TENTH)


def lie_apart(a: int, of_a: int, b: int, of_b: int) -> bool:
    """Return whether two shares differ by more than chance lets expect, 1 in 20."""
    from leadline.engine.economics.counted import chance_as_far_apart

    return chance_as_far_apart(a, of_a, b, of_b) < ONE_IN_TWENTY
