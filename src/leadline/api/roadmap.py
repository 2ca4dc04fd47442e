"""Bets, plans and teams."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from leadline.accounts.types import Kept
from leadline.api.operations import Ask, Op, Record, among, body, body_of, part_of
from leadline.api.shapes import build, said_in
from leadline.foundation.plain import plain_of
from leadline.roadmap import actions, queries
from leadline.roadmap.types import (
    BetFilter,
    BetIn,
    BetLinkRow,
    BetPlace,
    BetRow,
    BetState,
    NeedOfBet,
    PlanHead,
    PlanState,
    TeamRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BetWhole(BetRow):
    """A bet with the needs that it answers, what it hangs on, and its places in plans.

    ``version`` is the one that a change of it has to name.
    """

    needs: tuple[NeedOfBet, ...]
    links: tuple[BetLinkRow, ...]
    places: tuple[BetPlace, ...]


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """Which plans a list shows."""

    text: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class TeamFilter:
    """Whether the teams that were archived are listed, instead of the others."""

    archived: bool = False


def _bet(ask: Ask, pk: int) -> BetWhole:
    page = queries.bet_page(actor=ask.actor, bet_id=pk)
    return BetWhole(
        **plain_of(page.bet, BetRow),
        needs=page.needs,
        links=page.links,
        places=page.places,
    )


def _change_bet(ask: Ask) -> None:
    """Say fields of a bet anew, then what it is tied to and where it stands."""
    said = said_in(ask.body, BetIn)
    ties = {n: said.pop(n) for n in ("need_ids", "goal_ids") if n in said}
    state, reason = said.pop("state", None), said.pop("reason", "")
    who: dict[str, Any] = {"actor": ask.actor, "now": ask.now}
    seen = ask.seen
    if said or (seen is not None and not state):
        actions.change_bet(**who, bet_id=ask.id, seen=seen, **said)
        seen = None
    if state:
        at = {} if seen is None else {ask.id: seen}
        actions.set_bet_state(
            **who, bet_ids=[ask.id], state=state, reason=reason, seen=at
        )
    if "need_ids" in ties:
        actions.set_bet_needs(**who, bet_id=ask.id, need_ids=ties["need_ids"])
    if "goal_ids" in ties:
        actions.set_bet_goals(**who, bet_id=ask.id, goal_ids=ties["goal_ids"])


@dataclass(frozen=True, slots=True)
class BetChange(BetIn):
    """What is said anew of a bet; ``reason`` goes with another state."""

    need_ids: tuple[int, ...] = ()
    goal_ids: tuple[int, ...] = ()
    state: str = ""
    reason: str = ""


def _change_team(ask: Ask) -> Kept | None:
    said, done = said_in(ask.body), None
    who: dict[str, Any] = {"actor": ask.actor, "team_id": ask.id}
    if "name" in said:
        done = actions.rename_team(**who, name=said["name"])
    if "is_archived" in said:
        done = actions.archive_team(**who, archived=said["is_archived"])
    return done


def _op(
    name: str, method: str, path: str, summary: str, door: str, does: Any, **more: Any
) -> Op:
    doors = (f"roadmap:{door}",)
    return Op(name, method, path, "roadmap", summary, doors, does, **more)


BETS = Record("bet", "bets", "roadmap", BetWhole, _bet, ("roadmap:bet_page",))


@dataclass(frozen=True, slots=True)
class PlanTold(PlanHead):
    """A plan. ``measures`` are by the middle of each range: growth and profit a year in
    ``currency``, worth in points."""

    measures: dict[str, Decimal]  # type: ignore[assignment]


PLANS = Record(
    "plan",
    "plans",
    "roadmap",
    PlanTold,
    lambda ask, pk: queries.head_of_plan(actor=ask.actor, plan_id=pk),
    ("roadmap:head_of_plan",),
    has_version=False,
)
OPS: list[Op] = [
    BETS.lists(
        lambda ask: queries.list_bets(
            actor=ask.actor, only=replace(ask.wanted, page=ask.page, size=ask.size)
        ),
        "roadmap:list_bets",
        query=BetFilter,
        words=among(state=(*BetState, "all")),
        answers=BetRow,
        no_filters=frozenset({"rank"}),
    ),
    BETS.gets(),
    BETS.makes(
        lambda ask: actions.create_bet(
            actor=ask.actor, now=ask.now, bet=build(BetIn, ask.body)
        ),
        "roadmap:create_bet",
        body=body_of(BetIn),
    ),
    BETS.changes(
        _change_bet,
        "roadmap:change_bet",
        "roadmap:set_bet_state",
        "roadmap:set_bet_needs",
        "roadmap:set_bet_goals",
        body=part_of(BetChange),
    ),
    BETS.acts(
        "link",
        lambda ask: actions.link_bets(
            actor=ask.actor, bet_id=ask.id, now=ask.now, **said_in(ask.body)
        ),
        "roadmap:link_bets",
        body=body(
            "LinkIn",
            "How a bet hangs on another: the kind of link, and whole periods between.",
            other_id=int,
            kind=str,
            gap=(int, 0),
        ),
        summary="Say how a bet hangs on another",
    ),
    _op(
        "remove_link", "DELETE", "links/{int:id}", "Remove a link between bets",
        "unlink_bets",
        lambda ask: actions.unlink_bets(
            actor=ask.actor, link_id=ask.id, now=ask.now
        ),
        status=204,
    ),
    _op(
        "bet_from_need", "POST", "needs/{int:id}/bet", "Make a bet that answers a need",
        "bet_from_need",
        lambda ask: _bet(
            ask,
            actions.bet_from_need(actor=ask.actor, need_id=ask.id, now=ask.now).id,
        ),
        answers=BetWhole,
        has_version=True,
        status=201,
        home="bets",
    ),
    _op(
        "honour_promise", "POST", "promises/{int:id}/bets",
        "Say whether a bet keeps a promise",
        "honour_promise",
        lambda ask: actions.honour_promise(
            actor=ask.actor, promise_id=ask.id, **said_in(ask.body)
        ),
        body=body(
            "HonourIn", "The bet, and whether it keeps the promise.",
            bet_id=int, is_honoured=(bool, True),
        ),
        status=204,
    ),
    PLANS.lists(
        lambda ask: queries.list_plans(
            actor=ask.actor,
            text=ask.wanted.text,
            state=ask.wanted.state,
            page=ask.page,
            size=ask.size,
        ),
        "roadmap:list_plans",
        query=PlanFilter,
        words=among(state=PlanState),
    ),
    PLANS.gets(),
    PLANS.changes(
        lambda ask: actions.rename_plan(
            actor=ask.actor, plan_id=ask.id, **said_in(ask.body)
        ),
        "roadmap:rename_plan",
        body=body("PlanPart", "What a plan is called.", name=str),
    ),
    PLANS.acts(
        "commit",
        lambda ask: actions.commit_plan(
            actor=ask.actor, plan_id=ask.id, now=ask.now, **said_in(ask.body)
        ),
        "roadmap:commit_plan",
        body=body("CommitIn", "Why it is this plan.", reason=str),
        summary="Commit to a plan",
    ),
    Op(
        "list_teams",
        "GET",
        "teams",
        "roadmap",
        "List teams",
        ("roadmap:list_teams",),
        lambda ask: queries.list_teams(
            actor=ask.actor,
            archived=ask.wanted.archived,
            page=ask.page,
            size=ask.size,
        ),
        answers=TeamRow,
        is_list=True,
        is_dated=True,
        query=TeamFilter,
    ),
    _op(
        "create_team", "POST", "teams", "Make a team", "create_team",
        lambda ask: actions.create_team(actor=ask.actor, name=ask.body.name),
        answers=Kept,
        body=body("TeamIn", "What a team is called.", name=str),
        status=201,
        home="teams",
    ),
    Op(
        "change_team",
        "PATCH",
        "teams/{int:id}",
        "roadmap",
        "Rename a team, or archive it",
        ("roadmap:rename_team", "roadmap:archive_team"),
        _change_team,
        answers=Kept,
        body=body(
            "TeamPart", "What is said anew of a team.",
            name=(str, ""), is_archived=(bool, False),
        ),
    ),
]  # fmt: skip
