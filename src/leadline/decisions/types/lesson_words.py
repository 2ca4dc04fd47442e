"""What to find out about a bet, asked by what it moves on the sheet, and of whom."""

from __future__ import annotations

from collections.abc import Iterator

from leadline.roadmap.types import OTHERS, UNNAMED, EffectRow, ToKnowRow
from leadline.strategy.types import Driver

NAMED = 2
COME, STAY, PAY = (
    (Driver.NEW, Driver.CUSTOMERS),
    (Driver.CHURN,),
    (Driver.PRICE, Driver.EXPANSION),
)


def question_of(row: ToKnowRow) -> str:
    """Return what to find out about a bet: what it moves, else what is said of it."""
    title = row.bet.title
    if row.team:
        return f"How many weeks of {row.team} does “{title}” take?"
    if moved := _moved(row):
        return moved
    if row.measure == "growth":
        return f"Would customers pay more for “{title}”, and how much?"
    if row.measure == "profit":
        return f"What does “{title}” cost or save a year?"
    return f"What does “{title}” bring, and what does it take?"


def segments_of(row: ToKnowRow) -> set[str] | None:
    """Return the segments whose customers the bet moves, as a customer's row has them.

    ``None`` are all: it moves all, or a row that stands for several segments.
    """
    names = {one.segment for one in _of_customers(row)}
    if not names or names & {"", OTHERS}:
        return None
    return {"" if name == UNNAMED else name for name in names}


def whose_of(row: ToKnowRow) -> str:
    """Name the segments that the bet moves, or nothing where it moves all."""
    names = segments_of(row)
    if names is None:
        return ""
    if len(names) > NAMED:
        return f"the {len(names)} segments it moves"
    told = [f"“{name}”" if name else "no segment" for name in sorted(names)]
    return " and ".join(told)


def _of_customers(row: ToKnowRow) -> list[EffectRow]:
    """Return the effects that customers know of: a margin is no matter of theirs."""
    return [one for one in row.effects if one.driver in (*COME, *STAY, *PAY)]


def _moved(row: ToKnowRow) -> str:
    """Ask how many come, stay or leave for a bet, and what they pay."""
    effects = _of_customers(row)
    doing = " or ".join(dict.fromkeys(_doing(effects)))
    ways = {one.said.mid < 0 for one in effects if one.driver in PAY}
    price = {0: "", 1: "less" if True in ways else "more", 2: "more or less"}[len(ways)]
    whose = whose_of(row)
    title = row.bet.title
    if doing:
        who = f"of {whose}" if whose else "customers"
        paying = f", and how much {price} would they pay" if price else ""
        return f"How many more {who} would {doing} for “{title}”{paying}?"
    if price:
        who = f"customers of {whose}" if whose else "customers"
        return f"How much {price} would {who} pay for “{title}”?"
    return ""


def _doing(effects: list[EffectRow]) -> Iterator[str]:
    """Yield what customers would do, newcomers first."""
    for drivers, more, less in ((COME, "come", "keep away"), (STAY, "leave", "stay")):
        for one in effects:
            if one.driver in drivers:
                yield less if one.said.mid < 0 else more
