"""Predictions that came out in a month: what was said of them, and what was."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import Forecast, Prediction
from leadline.decisions.types import PredictionKind, PredictionState
from leadline.foundation.measures import is_currency, is_percent, measured
from leadline.foundation.words import plural
from leadline.overview.review.scope import Scope
from leadline.overview.review.span import Span
from leadline.strategy.types import Direction

EVEN = 50
INSIDE = "inside"
NOT_SAID = "nobody said"


@dataclass(frozen=True, slots=True)
class Settled:
    """A prediction: what people said together, what came out, how the two stand.

    ``held`` is none where nobody said anything, or even odds. Nobody is named: how
    well one forecasts is one's own.
    """

    id: int
    text: str
    bet_id: int | None
    bet: str
    resolve_on: date
    said: str
    was: str
    verdict: str
    held: bool | None
    is_bad: bool
    lesson: str

    @property
    def is_even(self) -> bool:
        """Whether it came out and people had said even odds of it."""
        return bool(self.was) and self.held is None and self.said != NOT_SAID


def read_settled(*, actor: Actor, span: Span, scope: Scope) -> tuple[Settled, ...]:
    """Return what came out in the month, in the order of its days."""
    came = rows(Prediction, actor).filter(
        scope.predictions,
        state=PredictionState.RESOLVED,
        resolved_at__gte=span.since,
        resolved_at__lt=span.before,
    )
    listed = came.select_related("bet", "metric").order_by("resolve_on", "pk")
    found = list({one.pk: one for one in listed}.values())
    words = _last_words(actor, found)
    return tuple(_settled(one, words[one.pk]) for one in found)


def read_to_settle(*, actor: Actor, span: Span, scope: Scope) -> tuple[Settled, ...]:
    """Return what is open and has its day before the end of the next month."""
    opened = rows(Prediction, actor).filter(
        scope.predictions,
        state=PredictionState.OPEN,
        resolve_on__lte=span.next_last,
    )
    listed = opened.select_related("bet", "metric").order_by("resolve_on", "pk")
    return tuple(_settled(one, []) for one in {one.pk: one for one in listed}.values())


def _last_words(
    actor: Actor, predictions: list[Prediction]
) -> dict[int, list[Forecast]]:
    """Return the last forecast of each person, said before it came out."""
    until = {one.pk: one.resolved_at for one in predictions}
    last: dict[int, dict[int, Forecast]] = defaultdict(dict)
    said = rows(Forecast, actor).filter(prediction_id__in=until)
    for one in said.order_by("said_at", "pk"):
        end = until[one.prediction_id]
        if end is not None and one.said_at <= end:
            last[one.prediction_id][one.user_id] = one
    return defaultdict(list, {pk: list(by.values()) for pk, by in last.items()})


def _settled(of: Prediction, words: list[Forecast]) -> Settled:
    if of.kind == PredictionKind.EVENT:
        said, verdict, held, is_bad = *_event(of, words), False
        was = "happened" if of.happened else "did not happen"
    else:
        said, verdict, held, is_bad = _range(of, words)
        was = measured(of.value, of.unit, is_exact=True)
    is_open = of.state == PredictionState.OPEN
    return Settled(
        id=of.pk,
        text=of.text,
        bet_id=of.bet_id,
        bet=of.bet.title if of.bet else "",
        resolve_on=of.resolve_on,
        said=said,
        was="" if is_open else was,
        verdict="" if is_open else verdict,
        held=None if is_open else held,
        is_bad=is_bad,
        lesson=of.lesson.strip(),
    )


def _event(of: Prediction, words: list[Forecast]) -> tuple[str, str, bool | None]:
    chances = [said.probability for said in words if said.probability is not None]
    if not chances:
        return NOT_SAID, "", None
    chance = round(median(chances))
    said = f"{chance}%{_by(len(chances))}"
    if chance == EVEN:
        return said, "even odds", None
    held = (chance > EVEN) is bool(of.happened)
    return said, "as expected" if held else "not as expected", held


def _range(of: Prediction, words: list[Forecast]) -> tuple[str, str, bool | None, bool]:
    spans = [(w.p10, w.p90) for w in words if w.p10 is not None and w.p90 is not None]
    if not spans or of.value is None:
        return NOT_SAID, "", None, False
    low, high = (median(ends) for ends in zip(*spans, strict=True))
    said = f"{range_words(low, high, of.unit)}{_by(len(spans))}"
    if low <= of.value <= high:
        return said, INSIDE, True, False
    is_below = of.value < low
    better = of.metric.direction if of.metric else ""
    worse = Direction.UP if is_below else Direction.DOWN
    return said, "below" if is_below else "above", False, better == worse


def range_words(low: Decimal, high: Decimal, unit: str) -> str:
    """Return a range with its unit once: "14 to 31 calls", "€80k to €200k".

    >>> range_words(Decimal(14), Decimal(31), "calls")
    '14 to 31 calls'
    >>> range_words(Decimal(14), Decimal(14), "calls")
    '14 calls'
    """
    if low == high:
        return measured(high, unit, is_exact=not is_currency(unit))
    is_sign = is_currency(unit) or is_percent(unit)
    first = measured(low, unit if is_sign else "", is_exact=not is_currency(unit))
    return f"{first} to {measured(high, unit, is_exact=not is_currency(unit))}"


def _by(people: int) -> str:
    return f" ({plural(people, 'person', 'people')})" if people > 1 else ""
