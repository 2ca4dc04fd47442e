"""What pairs of bets bring beside what each brings alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadline.engine.portfolio.problem.reading import Reader, quoted

if TYPE_CHECKING:
    from leadline.engine.portfolio.problem.plan import PlanProblem

KEYS = ("bets", "value")


@dataclass(frozen=True)
class Synergy:
    """Two bets that bring more, or less, where both are in.

    ``value`` is what they then add to each measure beside their own, where both are
    finished in the first period; it counts from the period the later of them is
    finished in.
    """

    bets: tuple[str, str]
    value: Mapping[str, float]


def parse_synergies(read: Reader, value: object) -> tuple[Synergy, ...]:
    """Read the synergies of a plan file."""
    found = []
    for at, item in enumerate(read.row(value, "synergies")):
        place = f"synergies[{at}]"
        given = read.table(item, place, KEYS)
        if missing := [key for key in KEYS if key not in given]:
            if isinstance(item, Mapping):
                read.say(place, f"{quoted(missing)} missing")
            continue
        bets = read.names(given["bets"], f"{place}.bets")
        if len(bets) != 2:
            read.say(f"{place}.bets", "name two bets; a synergy is one of a pair")
            continue
        amounts = {}
        for measure, amount in read.table(given["value"], f"{place}.value").items():
            here = f"{place}.value.{measure}"
            if isinstance(amount, Mapping):
                read.say(here, "a synergy is one number; give the middle of its range")
            else:
                amounts[measure] = read.number(amount, here)
        found.append(Synergy((bets[0], bets[1]), amounts))
    return tuple(found)


def synergy_mistakes(problem: PlanProblem) -> Iterator[str]:
    """Yield what is wrong with the synergies of a problem, each with its place."""
    seen: set[frozenset[str]] = set()
    for at, synergy in enumerate(problem.synergies):
        place = f"synergies[{at}]"
        pair = frozenset(synergy.bets)
        for name in sorted(pair - problem.bet.keys()):
            yield f'{place}.bets: there is no bet "{name}"'
        if len(pair) < 2:
            yield f"{place}.bets: a bet is no pair with itself"
        elif pair in seen:
            names = " and ".join(synergy.bets)
            yield f"{place}.bets: {names} are there twice; add their values up"
        seen.add(pair)
        if "worth" in synergy.value:
            yield (
                f'{place}.value.worth: "worth" comes from customers; a pair of bets '
                "cannot add it itself"
            )
