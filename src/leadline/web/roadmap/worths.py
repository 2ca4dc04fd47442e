"""What a bet is worth a year: as said, as the plan counts it, in the projection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from leadline.foundation.periods import period_label
from leadline.foundation.words import money
from leadline.roadmap.types import BetRow, Outlook, WorthInPlan
from leadline.strategy.types import BEFORE, QUARTERS

NONE = "no figure"


@dataclass(frozen=True, slots=True)
class Worth:
    """One worth of a bet: its name, growth and profit a year, why it is what it is."""

    name: str
    growth: str
    profit: str
    why: str


def worths_of(bet: BetRow, counted: WorthInPlan | None, seen: Outlook) -> list[Worth]:
    """Return the worths there are of a bet, each named for what it is."""
    found = list(_worths(bet, counted, seen))
    return found if len(found) > 1 else []


def _worths(bet: BetRow, counted: WorthInPlan | None, seen: Outlook) -> Iterator[Worth]:
    if bet.growth or bet.profit:
        growth, profit = (
            money(one.p50, one.currency) if one else "not said"
            for one in (bet.growth, bet.profit)
        )
        yield Worth("As said", growth, profit, "what people estimate, if it works")
    if counted is not None:
        growth, profit = (
            money(one, counted.currency) if _is_own(counted.currency, bet) else NONE
            for one in (counted.growth, counted.profit)
        )
        why = _why_counted(counted, bet)
        yield Worth("As the plan counts it", growth, profit, why)
    yield from _projected(bet, seen)


def _is_own(currency: str, bet: BetRow) -> bool:
    """Return whether money in a currency can stand beside what was said of a bet."""
    said = {one.currency for one in (bet.growth, bet.profit) if one}
    return not said or currency in said


def _why_counted(counted: WorthInPlan, bet: BetRow) -> str:
    plan = f"“{counted.name}” of {counted.made_on:%-d %B %Y}"
    if not _is_own(counted.currency, bet):
        return f"{plan}: it counts in {counted.currency}; plan again to compare"
    if counted.is_projected:
        until = f" to the end of {period_label(counted.until)}" if counted.until else ""
        return (
            f"{plan}: from what it moves on the sheet, alone, finished in "
            f"{period_label(counted.first)}, by how sure people are, on "
            f"average{until}; so bets can be compared"
        )
    if bet.confidence is None:
        return f"{plan}: as said"
    return f"{plan}: what was said, by how sure people were that it works"


def _projected(bet: BetRow, seen: Outlook) -> Iterator[Worth]:
    """Yield what it adds in the projection, a year on average once it is finished."""
    found = seen.projection
    own = [] if found is None else [b for b in found.plain["bets"] if _is(b, bet.id)]
    if found is None or not own or not _is_own(found.currency, bet):
        return
    model = next((b for b in seen.file.plain["bets"] if _is(b, bet.id)), None)
    finished = model["finished"] if model else None
    at = -1 if finished == BEFORE else 0
    if finished in found.periods:
        at = found.periods.index(finished)
    quarters = len(found.periods) - at - 1
    if finished is None or quarters < 1:
        return
    first = found.periods[at + 1] if at + 1 < len(found.periods) else ""
    growth, profit = (
        money(QUARTERS * own[0][of]["mean"] / quarters, found.currency)
        for of in ("growth", "profit")
    )
    late = " and from when it is done in each future" if seen.counts_late else ""
    yield Worth(
        "In the projection",
        growth,
        profit,
        f"beside the other bets of the plan{late}, on average from "
        f"{period_label(first)} to the end of {period_label(found.periods[-1])}",
    )


def _is(one: Mapping[str, Any], bet_id: int) -> bool:
    return int(str(one["id"]).rpartition("-")[2]) == bet_id
