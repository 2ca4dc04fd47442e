"""Read an economic model from plain values, naming every mistake and its place."""

from __future__ import annotations

import math
from collections.abc import Mapping

from leadline.engine.economics.model import (
    COSTS,
    DRIVERS,
    NOTHING,
    WHOLE,
    EconomicBet,
    EconomicGoal,
    EconomicModel,
    Effect,
    ModelMistake,
    RankLink,
    Segment,
)
from leadline.engine.economics.reading import Reading
from leadline.engine.economics.work_said import work_said
from leadline.engine.ranges.said import Range

MODEL_KEYS = (
    "periods",
    "currency",
    "segments",
    "costs",
    "bets",
    "goals",
    "correlation",
    "work",
)
SEGMENT_KEYS = ("id", *DRIVERS, "lead")
MOST_LEAD = 100.0
"""Periods; nobody projects from figures that are older."""
BET_AMOUNTS = ("cost_once", "cost_per_period", "revenue", "profit")
BET_KEYS = ("id", "finished", "chance", "effects", *BET_AMOUNTS)
EFFECT_KEYS = ("driver", "segment", "relative", "absolute", "ramp")
GOAL_KEYS = ("id", "measure", "period", "at_least")
LINK_KEYS = ("a", "b", "rank")
BOUNDS = {
    "customers": (0.0, math.inf),
    "price": (0.0, math.inf),
    "new": (0.0, math.inf),
    "churn": (0.0, 1.0),
    "expansion": (-1.0, math.inf),
    "margin": (-math.inf, 1.0),
}
"""What may be said of a driver; a margin above 1 is a percentage written wrongly."""


def parse_model(model: Mapping[str, object]) -> EconomicModel:
    """Read an economic model from plain values, as they stand in a model file.

    Parameters
    ----------
    model : mapping
        The content of a model file.

    Returns
    -------
    EconomicModel

    Raises
    ------
    ModelMistake
        An ``EngineError`` with every mistake: unknown and missing keys, wrong kinds
        of value, names that point nowhere.

    Examples
    --------
    >>> plain = {"periods": ["Q1"],
    ...          "segments": [{"id": "clinic", "customers": 120, "price": 1200}]}
    >>> parse_model(plain).segments[0].margin.mid
    1.0
    >>> parse_model(plain | {"perods": []})
    Traceback (most recent call last):
    ...
    leadline.engine.economics.model.ModelMistake: the model: unknown key "perods"; \
known are periods, currency, segments, costs, bets, goals, correlation, work
    """
    read = Reading()
    given = read.table(model, "the model", MODEL_KEYS, ("periods", "segments"))
    if read.mistakes and not {"periods", "segments"} <= set(given):
        raise ModelMistake(tuple(read.mistakes))
    currency = given.get("currency", "")
    costs = read.table(given.get("costs", {}), "costs", COSTS)
    parts: dict[str, object] = {
        "periods": tuple(
            read.name(item, f"periods[{at}]")
            for at, item in enumerate(read.rows(given["periods"], "periods"))
        ),
        "currency": read.name(currency, "currency") if currency else "",
        "segments": tuple(
            _segment(read, item, f"segments[{at}]")
            for at, item in enumerate(read.rows(given["segments"], "segments"))
        ),
        "costs": {
            name: read.amount(costs[name], f"costs.{name}")
            for name in COSTS
            if name in costs
        },
        "bets": tuple(
            _bet(read, item, f"bets[{at}]")
            for at, item in enumerate(read.rows(given.get("bets", []), "bets"))
        ),
        "goals": tuple(
            _goal(read, item, f"goals[{at}]")
            for at, item in enumerate(read.rows(given.get("goals", []), "goals"))
        ),
        "links": tuple(
            _link(read, item, f"correlation[{at}]")
            for at, item in enumerate(
                read.rows(given.get("correlation", []), "correlation")
            )
        ),
        "work": work_said(read, given["work"]) if "work" in given else None,
    }
    return _built(read, parts)


def _built(read: Reading, parts: dict[str, object]) -> EconomicModel:
    """Build the model; mistakes of form are told first, then those of reference."""
    if read.mistakes:
        raise ModelMistake(tuple(read.mistakes))
    return EconomicModel(**parts)  # type: ignore[arg-type]


def _named(
    read: Reading, value: object, place: str, keys: tuple[str, ...]
) -> tuple[dict[str, object], str, str]:
    """Return what is given, its id, and the place with the id in it."""
    said = value.get("id") if isinstance(value, Mapping) else None
    here = f"{place} ({said})" if isinstance(said, str) and said else place
    given = read.table(value, here, keys, ("id",))
    return given, read.name(said, f"{place}.id") if "id" in given else "", here


def _segment(read: Reading, value: object, place: str) -> Segment:
    given, name, place = _named(read, value, place, SEGMENT_KEYS)
    for key in ("customers", "price"):
        if given and key not in given:
            read.say(place, f'"{key}" is missing')
    amounts: dict[str, Range] = {
        driver: read.amount(given[driver], f"{place}.{driver}", *BOUNDS[driver])
        for driver in DRIVERS
        if driver in given
    }
    known = {"customers": NOTHING, "price": NOTHING, "margin": WHOLE}
    lead = read.number(given.get("lead", 0.0), f"{place}.lead", -1.0, MOST_LEAD)
    return Segment(id=name, lead=lead, **(known | amounts))


def _bet(read: Reading, value: object, place: str) -> EconomicBet:
    given, name, place = _named(read, value, place, BET_KEYS)
    if given and "finished" not in given:
        read.say(place, '"finished" is missing; null where it is not done')
    finished = given.get("finished")
    return EconomicBet(
        id=name,
        finished=None if finished is None else read.name(finished, f"{place}.finished"),
        chance=read.number(given.get("chance", 1.0), f"{place}.chance", 0.0, 1.0),
        **{
            key: read.amount(given.get(key, 0.0), f"{place}.{key}")
            for key in BET_AMOUNTS
        },
        effects=tuple(
            _effect(read, item, f"{place}.effects[{at}]")
            for at, item in enumerate(
                read.rows(given.get("effects", []), f"{place}.effects")
            )
        ),
    )


def _effect(read: Reading, value: object, place: str) -> Effect:
    given = read.table(value, place, EFFECT_KEYS, ("driver",))
    ways = [key for key in ("relative", "absolute") if key in given]
    if given and len(ways) != 1:
        read.say(place, 'give either "relative" or "absolute"')
    way = ways[0] if ways else "relative"
    segment = given.get("segment")
    ramp = tuple(
        read.number(item, f"{place}.ramp[{at}]")
        for at, item in enumerate(read.rows(given.get("ramp", [1.0]), f"{place}.ramp"))
    )
    if not ramp:
        read.say(f"{place}.ramp", "must hold at least one share, such as 1.0")
    return Effect(
        driver=read.name(given["driver"], f"{place}.driver")
        if "driver" in given
        else "",
        segment=None if segment is None else read.name(segment, f"{place}.segment"),
        change=read.amount(given.get(way, 0.0), f"{place}.{way}"),
        is_relative=way == "relative",
        ramp=ramp,
    )


def _goal(read: Reading, value: object, place: str) -> EconomicGoal:
    given, name, place = _named(read, value, place, GOAL_KEYS)
    for key in GOAL_KEYS[1:]:
        if given and key not in given:
            read.say(place, f'"{key}" is missing')
    return EconomicGoal(
        id=name,
        measure=read.name(given.get("measure", "?"), f"{place}.measure"),
        period=read.name(given.get("period", "?"), f"{place}.period"),
        at_least=read.number(given.get("at_least", 0.0), f"{place}.at_least"),
    )


def _link(read: Reading, value: object, place: str) -> RankLink:
    given = read.table(value, place, LINK_KEYS, LINK_KEYS)
    return RankLink(
        a=read.name(given.get("a", "?"), f"{place}.a"),
        b=read.name(given.get("b", "?"), f"{place}.b"),
        rank=read.number(given.get("rank", 0.0), f"{place}.rank", -1.0, 1.0),
    )
