"""Reads of how good forecasts were: one's own, and those that are shared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.bridge import (
    ENOUGH_FORECASTS,
    drawn_outlines,
    ranges_read,
    record_of_ranges,
    scored,
)
from leadline.decisions.models import Forecast, Sharing
from leadline.decisions.types import BinRow, Calibration, PredictionState, RangesRecord
from leadline.foundation.errors import NotAllowed
from leadline.foundation.ranges import Asked, SaidRange
from leadline.roadmap.types import Reader

NEARBY = 5
Scores = tuple[list[tuple[float, bool]], list[tuple[float, float, float, float]]]


def _resolved_words(actor: Actor, user_ids: Iterable[int]) -> Scores:
    """Return the last words of people on everything that came out."""
    found = rows(Forecast, actor).filter(
        user_id__in=list(user_ids), prediction__state=PredictionState.RESOLVED
    )
    last: dict[tuple[int, int], Forecast] = {}
    for said in found.select_related("prediction").order_by("said_at", "pk"):
        last[(said.prediction_id, said.user_id)] = said
    events, ranges = [], []
    for said in last.values():
        of = said.prediction
        if of.resolved_at is None or said.said_at.date() >= of.resolved_at.date():
            continue  # said when it was known: it tells nothing of foresight
        if said.probability is not None and of.happened is not None:
            events.append((said.probability / 100, of.happened))
        elif said.p50 is not None and of.value is not None:
            numbers = (said.p10 or Decimal(0), said.p50, said.p90 or Decimal(0))
            ranges.append((*map(float, numbers), float(of.value)))
    return events, ranges  # type: ignore[return-value]


def calibration_of(*, actor: Actor, user_id: int, name: str) -> Calibration:
    """Return how good a person's forecasts were.

    One's own always; another's only when they share it, else ``NotAllowed``, also
    for owners.
    """
    actor.require("read")
    if user_id != actor.user_id and not shares_calibration(
        actor=actor, user_id=user_id
    ):
        raise NotAllowed("How well somebody forecasts is theirs until they share it.")
    return _calibration(name, *_resolved_words(actor, [user_id]))


def team_calibration(*, actor: Actor) -> Calibration:
    """Return how good the forecasts of all who share theirs were, taken together."""
    actor.require("read")
    people = rows(Sharing, actor).values_list("user_id", flat=True)
    return _calibration("Everybody who shares", *_resolved_words(actor, people))


def _calibration(
    name: str,
    events: list[tuple[float, bool]],
    ranges: list[tuple[float, float, float, float]],
) -> Calibration:
    got = scored(events, ranges)
    return Calibration(
        name=name,
        n=len(events),
        is_enough=len(events) >= ENOUGH_FORECASTS,
        brier=got.brier,
        base_rate=got.base_rate,
        skill=got.skill,
        log_score=got.log_score,
        error=got.error,
        bins=[BinRow(b.n, b.said, b.came, b.low, b.high, b.fits) for b in got.bins],
        ranges=len(ranges),
        coverage=got.coverage,
        coverage_low=got.low,
        coverage_high=got.high,
        record=record_of_ranges(ranges),
    )


def ranges_record(*, actor: Actor) -> RangesRecord:
    """Return how often one's own settled ranges held, and how one's are read."""
    actor.require("read")
    return record_of_ranges(_resolved_words(actor, [actor.user_id])[1])


def read_by_own_record(*, actor: Actor, said: SaidRange, asked: Asked) -> SaidRange:
    """Return a range as it is read by the record of who says it."""
    actor.require("read")
    return ranges_read(said, ranges_record(actor=actor).factor, asked)


def record_of(*, actor: Actor, user_id: int) -> RangesRecord | None:
    """Return a person's record of ranges: one's own, another's where they share it."""
    actor.require("read")
    is_open = user_id == actor.user_id or shares_calibration(
        actor=actor, user_id=user_id
    )
    if not is_open:
        return None
    return record_of_ranges(_resolved_words(actor, [user_id])[1])


def readers_of_ranges(*, actor: Actor) -> list[Reader]:
    """Return those by whose record a plan may read the ranges of the bets they lead.

    A plan is seen by everybody, so they are those who share how well they forecast,
    where enough of their ranges came out.
    """
    actor.require("read")
    shared = rows(Sharing, actor).select_related("user").order_by("user_id")
    readers = []
    for one in shared:
        got = record_of_ranges(_resolved_words(actor, [one.user_id])[1])
        if got.is_enough:
            name = str(one.user)
            readers.append(Reader(one.user_id, name, got.n, got.held, got.factor))
    return readers


def ranges_as_read(
    *, actor: Actor, user_id: int | None, said: Sequence[SaidRange], asked: Asked
) -> tuple[RangesRecord | None, list[SaidRange]]:
    """Return how ranges of a person are read by their record, and that record.

    Nothing where it is not open to the actor, or holds too few outcomes.
    """
    actor.require("read")
    got = record_of(actor=actor, user_id=user_id) if user_id else None
    if got is None or not got.is_enough:
        return None, []
    factor = got.factor
    return got, [
        one if one.is_exact else ranges_read(one, factor, asked) for one in said
    ]


def outlines_of(
    *, actor: Actor, said: SaidRange, read: SaidRange | None, asked: Asked
) -> list[list[tuple[float, float]]]:
    """Return the points of a range's curve, and of how it is read by a record."""
    actor.require("read")
    return drawn_outlines(said, read, asked)


def hint_for(*, actor: Actor, probability: int) -> str:
    """Return how often one's forecasts near a probability came true so far."""
    actor.require("read")
    events, _ = _resolved_words(actor, [actor.user_id])
    near = [came for p, came in events if abs(p * 100 - probability) <= NEARBY]
    if not near:
        return f"None of your forecasts near {probability}% has come out yet."
    return (
        f"When you said about {probability}% before, it came true {sum(near)} of "
        f"{len(near)} times."
    )


def shares_calibration(*, actor: Actor, user_id: int) -> bool:
    """Return whether a person shares how well they forecast."""
    actor.require("read")
    return rows(Sharing, actor).filter(user_id=user_id).exists()


def sharing_people(*, actor: Actor) -> list[tuple[int, str]]:
    """Return the other people who share how well they forecast."""
    actor.require("read")
    found = rows(Sharing, actor).exclude(user_id=actor.user_id).select_related("user")
    return [(one.user_id, str(one.user)) for one in found.order_by("user_id")]
