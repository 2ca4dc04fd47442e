"""What plans are made from and how they change: capacity, moves, rankings, releases."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from leadline.accounts.types import Kept
from leadline.api.operations import NOTHING, Ask, Op, body, body_of
from leadline.api.roadmap import PLANS
from leadline.api.shapes import build, said_in
from leadline.roadmap import actions, queries
from leadline.roadmap.queries import ReleaseRow
from leadline.roadmap.types import EffectIn, EffectRow, PlanMade, Ranking, WaysPage

AREA = "roadmap"
# The plan is in the address; points are those of the rows, drawn.
WAYS_WITHOUT = frozenset({"plan", "points", "here", "goals"})


@dataclass(frozen=True, slots=True)
class CapacityCell:
    """The person-weeks of a team in a quarter; nothing where nobody has said."""

    team_id: int
    period: str
    person_weeks: Decimal | None


@dataclass(frozen=True, slots=True)
class CapacitySaid:
    """The cells of the capacity that are said anew; the others stay."""

    cells: tuple[CapacityCell, ...]


@dataclass(frozen=True, slots=True)
class CapacityChanged:
    """How many cells are other than before."""

    changed: int


@dataclass(frozen=True, slots=True)
class Rankings:
    """The rankings that everybody has, then the workspace's own."""

    items: list[Ranking]


@dataclass(frozen=True, slots=True)
class ReleasesOfBet:
    """Who outside may hear of a bet, and by what name."""

    items: list[ReleaseRow]


@dataclass(frozen=True, slots=True)
class EffectsOfBet:
    """What a bet does to the drivers of the sheet."""

    items: list[EffectRow]


def _effects(ask: Ask) -> EffectsOfBet:
    queries.bet_page(actor=ask.actor, bet_id=ask.id)
    found = queries.effects_of_bets(actor=ask.actor, bet_ids=[ask.id])
    return EffectsOfBet(found[ask.id])


def _rankings(ask: Ask) -> Rankings:
    return Rankings(list(queries.list_rankings(actor=ask.actor)))


def _change_ranking(ask: Ask) -> Any:
    ask.actor.require("plan")
    stands = queries.own_ranking(actor=ask.actor, ranking_id=ask.id)
    kept = {name: getattr(stands, name) for name in ("name", "formula", "note")}
    return actions.change_ranking(
        actor=ask.actor,
        ranking_id=ask.id,
        seen=ask.seen,
        **(kept | said_in(ask.body)),
    )


def _releases(ask: Ask) -> ReleasesOfBet:
    queries.bet_page(actor=ask.actor, bet_id=ask.id)
    return ReleasesOfBet(queries.releases_of(actor=ask.actor, bet_id=ask.id))


def _capacity(ask: Ask) -> CapacityChanged:
    said = said_in(ask.body, CapacitySaid)
    weeks = {(one.team_id, one.period): one.person_weeks for one in said["cells"]}
    return CapacityChanged(actions.set_capacity(actor=ask.actor, weeks=weeks))


def _pick(ask: Ask) -> Any:
    return actions.pick_way(
        actor=ask.actor, plan_id=ask.id, now=ask.now, **said_in(ask.body)
    )


def _op(
    name: str,
    method: str,
    path: str,
    summary: str,
    does: Any,
    *doors: str,
    answers: type | None = None,
    said: type[BaseModel] | None = None,
    has_version: bool = False,
    without: frozenset[str] = NOTHING,
) -> Op:
    named = tuple(f"{AREA}:{door}" for door in doors or (name,))
    return Op(
        name, method, path, AREA, summary, named, does, answers=answers, body=said,
        without=without, has_version=has_version, status=200 if answers else 204,
    )  # fmt: skip


OPS: list[Op] = [
    _op(
        "set_capacity", "PATCH", "capacity", "Say the person-weeks of teams by quarter",
        _capacity, answers=CapacityChanged, said=body_of(CapacitySaid),
    ),
    PLANS.acts(
        "move_bet_in",
        lambda ask: actions.move_bet(
            actor=ask.actor, plan_id=ask.id, now=ask.now, **said_in(ask.body)
        ),
        f"{AREA}:move_bet",
        body=body(
            "MoveBetIn",
            "The bet and its quarter, or an empty one to take it out; and why.",
            bet_id=int, to_period=str, reason=str,
        ),
        summary="Place a bet in another quarter of a plan, put it in, or take it out",
    ),
    _op(
        "list_ways", "GET", "plans/{int:id}/ways",
        "Read the plans of growth against profit beside one",
        lambda ask: queries.ways_page(
            actor=ask.actor, plan_id=ask.id, today=ask.today
        ),
        "ways_page", answers=WaysPage, without=WAYS_WITHOUT,
    ),
    _op(
        "pick_way", "POST", "plans/{int:id}/ways",
        "Make one of a plan's ways a draft of its own", _pick, answers=PlanMade,
        said=body("WayIn", "Which of the ways, and why.", at=int, reason=str),
    ),
    _op(
        "list_rankings", "GET", "rankings", "Read the formulas that bets are ranked by",
        _rankings, answers=Rankings,
    ),
    _op(
        "add_ranking", "POST", "rankings", "Write down a formula to rank bets by",
        lambda ask: actions.add_ranking(actor=ask.actor, **said_in(ask.body)),
        answers=Kept,
        said=body(
            "RankingIn", "A formula, what it is called and what it means.",
            name=str, formula=str, note=(str, ""),
        ),
    ),
    _op(
        "change_ranking", "PATCH", "rankings/{int:id}", "Say a ranking anew",
        _change_ranking, "change_ranking", "own_ranking", answers=Kept,
        said=body(
            "RankingPart", "What is said anew of a ranking.",
            name=(str, ""), formula=(str, ""), note=(str, ""),
        ),
        has_version=True,
    ),
    _op(
        "remove_ranking", "DELETE", "rankings/{int:id}", "Remove a ranking",
        lambda ask: actions.remove_ranking(actor=ask.actor, ranking_id=ask.id),
    ),
    _op(
        "list_effects_of_bet", "GET", "bets/{int:id}/effects",
        "Read what a bet does to the drivers of the sheet",
        _effects, "effects_of_bets", "bet_page", answers=EffectsOfBet,
    ),
    _op(
        "add_effect", "POST", "bets/{int:id}/effects",
        "Say what a bet does to a driver of the sheet",
        lambda ask: actions.add_effect(
            actor=ask.actor, bet_id=ask.id, now=ask.now,
            effect=build(EffectIn, ask.body),
        ),
        said=body_of(EffectIn),
    ),
    _op(
        "remove_effect", "DELETE", "effects/{int:id}", "Take an effect off its bet",
        lambda ask: actions.remove_effect(
            actor=ask.actor, effect_id=ask.id, now=ask.now
        ),
    ),
    _op(
        "set_bet_costs", "POST", "bets/{int:id}/costs",
        "Say what a bet costs once and each year, as one writes a range",
        lambda ask: actions.set_bet_costs(
            actor=ask.actor, bet_id=ask.id, now=ask.now, **said_in(ask.body)
        ),
        said=body(
            "CostsIn", "Each as one writes a range; nothing takes it back.",
            once=str, year=str,
        ),
    ),
    _op(
        "list_releases_of_bet", "GET", "bets/{int:id}/releases",
        "Read who outside may hear of a bet",
        _releases, "releases_of", "bet_page", answers=ReleasesOfBet,
    ),
    _op(
        "release_bet", "POST", "bets/{int:id}/releases",
        "Let a partner hear of a bet and its quarter",
        lambda ask: actions.release_bet(
            actor=ask.actor, bet_id=ask.id, now=ask.now, **said_in(ask.body)
        ),
        answers=Kept,
        said=body(
            "ReleaseIn", "Which partner, and by what name of the bet's.",
            person_id=int, words=(str, ""),
        ),
    ),
    _op(
        "withhold_bet", "DELETE", "bets/{int:id}/releases/{int:person_id}",
        "Take back that a partner may hear of a bet",
        lambda ask: actions.withhold_bet(
            actor=ask.actor, bet_id=ask.id, person_id=ask.ids["person_id"]
        ),
    ),
]  # fmt: skip
