"""Model files ↔ the engine: the only module of the domain that imports it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from leadline.engine.economics.parse import parse_model
from leadline.engine.errors import EngineError
from leadline.foundation.crew import many_hands
from leadline.foundation.errors import Invalid
from leadline.foundation.ranges import SaidRange, between
from leadline.foundation.slow import takes_long

Tell = Callable[[str, float], None]
MOST_LEVERS, LEAST_SHARE = 8, 0.01
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
    from leadline.engine.economics.levers import levers
    from leadline.engine.economics.projection import project
    from leadline.engine.spreading import spread_by

    hear = tell or _silent
    try:
        parsed = parse_model(model)
        found = project(
            parsed,
            futures=futures,
            seed=SEED,
            progress=lambda stage, share: hear(stage, share / 2),
        )
        top = [d for d in found.drives[:MOST_LEVERS] if d.share >= LEAST_SHARE]
        with spread_by(many_hands):
            pulled = levers(
                parsed,
                [drive.driver for drive in top],
                seed=SEED,
                progress=lambda share: hear("weighing what drives it", (1 + share) / 2),
            )
    except EngineError as error:
        raise Invalid(str(error)) from error
    said = [
        {**asdict(lever), "share": drive.share}
        for drive, lever in zip(top, pulled, strict=True)
    ]
    return {**found.as_plain(), "levers": said}


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
