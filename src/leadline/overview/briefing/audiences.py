"""Who reads a briefing: what they are told, what weighs for them, what they are spared.

The weights are described in docs/methods/briefings.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from leadline.overview.briefing.types import Kind
from leadline.stakeholders.types import Audience, Function, Part


@dataclass(frozen=True, slots=True)
class Reader:
    """An audience: ``weights`` by kind of news (a kind without one is not told),
    ``listed`` what stands in the list by time, ``spared`` what is left out, in words.

    ``tells``: its people tell customers what changed. ``meets``: they know customers
    who have not been heard. ``parts`` are those of the promises that concern it where
    no bet hangs on them. Without ``hears_all_promises`` it hears of those given to
    customers and to its own people.
    """

    functions: tuple[str, ...]
    weights: dict[Kind, float]
    listed: tuple[Kind, ...]
    spared: str
    parts: tuple[Part, ...]
    tells: bool = False
    meets: bool = False
    hears_all_promises: bool = False


READERS: dict[Audience, Reader] = {
    Audience.EXECUTIVES: Reader(
        (Function.EXECUTIVE, Function.FINANCE, Function.LEGAL),
        {
            Kind.GOAL: 1.6,
            Kind.QUESTION: 1.2,
            Kind.PROMISE: 1.1,
            Kind.DECISION: 1.1,
            Kind.OUTCOME: 1.0,
            Kind.NEED: 0.9,
            Kind.PLAN: 0.8,
        },
        (Kind.GOAL, Kind.QUESTION, Kind.PLAN, Kind.PROMISE),
        "What single teams have to do, and who is for or against.",
        tuple(Part),
        hears_all_promises=True,
    ),
    Audience.ENGINEERING: Reader(
        (Function.ENGINEERING, Function.DESIGN),
        {
            Kind.PLAN: 1.4,
            Kind.DECISION: 1.2,
            Kind.NEED: 1.1,
            Kind.PROMISE: 1.0,
            Kind.OUTCOME: 0.9,
            Kind.QUESTION: 0.8,
        },
        (Kind.PLAN, Kind.QUESTION, Kind.PROMISE),
        "Goals in money, what customers pay, and who is for or against.",
        (Part.BUILD, Part.SUPPLY),
        hears_all_promises=True,
    ),
    Audience.MARKETING: Reader(
        (Function.MARKETING,),
        {
            Kind.NEED: 1.4,
            Kind.PLAN: 1.3,
            Kind.DECISION: 0.9,
            Kind.PROMISE: 0.8,
            Kind.OUTCOME: 0.6,
        },
        (Kind.PLAN, Kind.PROMISE),
        "Goals, what single customers pay, questions they have no part in, and who is "
        "for or against.",
        (Part.MARKET,),
        meets=True,
    ),
    Audience.SALES: Reader(
        (Function.SALES, Function.SUPPORT),
        {
            Kind.PROMISE: 1.5,
            Kind.PLAN: 1.2,
            Kind.NEED: 0.8,
            Kind.DECISION: 0.8,
            Kind.QUESTION: 0.6,
        },
        (Kind.PLAN, Kind.PROMISE, Kind.QUESTION),
        "Goals, margins, and who is for or against.",
        tuple(Part),
        tells=True,
        meets=True,
    ),
}
PARTNERS_ARE_SPARED = (
    "Everything that was not released to them: revenue, goals, decisions, customers, "
    "and what was promised to others."
)
