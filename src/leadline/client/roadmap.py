"""What a program asks and does: roadmap.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Unpack

from .connection import Connection
from .pages import Pages
from .types.roadmap import (
    BetRow,
    BetWhole,
    CapacityChanged,
    EffectsOfBet,
    PlanMade,
    PlanTold,
    Rankings,
    ReleasesOfBet,
    TeamRow,
    WaysPage,
)
from .types.sent.roadmap import (
    BetChangePart,
    BetIn,
    CapacitySaid,
    CommitIn,
    CostsIn,
    EffectIn,
    HonourIn,
    LinkIn,
    ListBets,
    ListPlans,
    ListTeams,
    MoveBetIn,
    PlanPart,
    RankingIn,
    RankingPart,
    ReleaseIn,
    TeamIn,
    TeamPart,
    WayIn,
)
from .types.shared import Kept
from .values import Id, Seen


class Roadmap:
    """The operations of roadmap."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list_bets(self, **asked: Unpack[ListBets]) -> Pages[BetRow]:
        """List bets.

        Needs the scope ``roadmap:read``. Records come in the order in which
        they were made. Takes text, state, product, team, goal, need,
        updated_since, limit, cursor, fields.
        """
        return self._connection.rows("bets", asked=asked)

    def create_bet(self, *, key: str = "", **said: Unpack[BetIn]) -> BetWhole:
        """Make a bet.

        Needs the scope ``roadmap:write``. Needs title; takes summary,
        confidence, product_id, owner_id, earliest, latest, duration, impact,
        user_value, urgency, risk_reduction, growth, profit, effort, currency.
        """
        answer: BetWhole = self._connection.send("POST", "bets", said=said, key=key)
        return answer

    def get_bet(self, id: Id, /, *, fields: str = "") -> BetWhole:
        """Read a bet.

        Needs the scope ``roadmap:read``.
        """
        answer: BetWhole = self._connection.read("bets", id, fields=fields)
        return answer

    def change_bet(
        self, id: Id, /, *, seen: Seen = None, **said: Unpack[BetChangePart]
    ) -> BetWhole:
        """Change a bet.

        Needs the scope ``roadmap:write``. ``seen`` refuses to overwrite a
        change. Takes title, summary, confidence, product_id, owner_id,
        earliest, latest, duration, impact, user_value, urgency, risk_reduction,
        growth, profit, effort, currency, need_ids, goal_ids, state, reason.
        """
        answer: BetWhole = self._connection.send(
            "PATCH", "bets", id, said=said, seen=seen
        )
        return answer

    def link_bet(
        self, id: Id, /, *, seen: Seen = None, key: str = "", **said: Unpack[LinkIn]
    ) -> BetWhole:
        """Say how a bet hangs on another.

        Needs the scope ``roadmap:write``. ``seen`` refuses to overwrite a
        change. Needs other_id, kind; takes gap.
        """
        answer: BetWhole = self._connection.send(
            "POST", "bets", id, "link", said=said, seen=seen, key=key
        )
        return answer

    def remove_link(self, id: Id, /) -> None:
        """Remove a link between bets.

        Needs the scope ``roadmap:write``.
        """
        self._connection.send("DELETE", "links", id)

    def bet_from_need(self, id: Id, /, *, key: str = "") -> BetWhole:
        """Make a bet that answers a need.

        Needs the scope ``roadmap:write``.
        """
        answer: BetWhole = self._connection.send("POST", "needs", id, "bet", key=key)
        return answer

    def honour_promise(
        self, id: Id, /, *, key: str = "", **said: Unpack[HonourIn]
    ) -> None:
        """Say whether a bet keeps a promise.

        Needs the scope ``roadmap:write``. Needs bet_id; takes is_honoured.
        """
        self._connection.send("POST", "promises", id, "bets", said=said, key=key)

    def list_plans(self, **asked: Unpack[ListPlans]) -> Pages[PlanTold]:
        """List plans.

        Needs the scope ``roadmap:read``. Records come in the order in which
        they were made. Takes text, state, limit, cursor, fields.
        """
        return self._connection.rows("plans", asked=asked)

    def get_plan(self, id: Id, /, *, fields: str = "") -> PlanTold:
        """Read a plan.

        Needs the scope ``roadmap:read``.
        """
        answer: PlanTold = self._connection.read("plans", id, fields=fields)
        return answer

    def change_plan(self, id: Id, /, **said: Unpack[PlanPart]) -> PlanTold:
        """Change a plan.

        Needs the scope ``roadmap:write``. Needs name.
        """
        answer: PlanTold = self._connection.send("PATCH", "plans", id, said=said)
        return answer

    def commit_plan(
        self, id: Id, /, *, key: str = "", **said: Unpack[CommitIn]
    ) -> PlanTold:
        """Commit to a plan.

        Needs the scope ``roadmap:write``. Needs reason.
        """
        answer: PlanTold = self._connection.send(
            "POST", "plans", id, "commit", said=said, key=key
        )
        return answer

    def list_teams(self, **asked: Unpack[ListTeams]) -> Pages[TeamRow]:
        """List teams.

        Needs the scope ``roadmap:read``. Records come in the order in which
        they were made. Takes archived, updated_since, limit, cursor, fields.
        """
        return self._connection.rows("teams", asked=asked)

    def create_team(self, *, key: str = "", **said: Unpack[TeamIn]) -> Kept:
        """Make a team.

        Needs the scope ``roadmap:write``. Needs name.
        """
        answer: Kept = self._connection.send("POST", "teams", said=said, key=key)
        return answer

    def change_team(self, id: Id, /, **said: Unpack[TeamPart]) -> Kept:
        """Rename a team, or archive it.

        Needs the scope ``roadmap:write``. Takes name, is_archived.
        """
        answer: Kept = self._connection.send("PATCH", "teams", id, said=said)
        return answer

    def set_capacity(self, **said: Unpack[CapacitySaid]) -> CapacityChanged:
        """Say the person-weeks of teams by quarter.

        Needs the scope ``roadmap:write``. Needs cells.
        """
        answer: CapacityChanged = self._connection.send("PATCH", "capacity", said=said)
        return answer

    def move_bet_in_plan(
        self, id: Id, /, *, key: str = "", **said: Unpack[MoveBetIn]
    ) -> PlanTold:
        """Place a bet in another quarter of a plan, put it in, or take it out.

        Needs the scope ``roadmap:write``. Needs bet_id, to_period, reason.
        """
        answer: PlanTold = self._connection.send(
            "POST", "plans", id, "move-bet-in", said=said, key=key
        )
        return answer

    def list_ways(self, id: Id, /, *, fields: str = "") -> WaysPage:
        """Read the plans of growth against profit beside one.

        Needs the scope ``roadmap:read``.
        """
        answer: WaysPage = self._connection.read("plans", id, "ways", fields=fields)
        return answer

    def pick_way(self, id: Id, /, *, key: str = "", **said: Unpack[WayIn]) -> PlanMade:
        """Make one of a plan's ways a draft of its own.

        Needs the scope ``roadmap:write``. Needs at, reason.
        """
        answer: PlanMade = self._connection.send(
            "POST", "plans", id, "ways", said=said, key=key
        )
        return answer

    def list_rankings(self, *, fields: str = "") -> Rankings:
        """Read the formulas that bets are ranked by.

        Needs the scope ``roadmap:read``.
        """
        answer: Rankings = self._connection.read("rankings", fields=fields)
        return answer

    def add_ranking(self, *, key: str = "", **said: Unpack[RankingIn]) -> Kept:
        """Write down a formula to rank bets by.

        Needs the scope ``roadmap:write``. Needs name, formula; takes note.
        """
        answer: Kept = self._connection.send("POST", "rankings", said=said, key=key)
        return answer

    def change_ranking(
        self, id: Id, /, *, seen: Seen = None, **said: Unpack[RankingPart]
    ) -> Kept:
        """Say a ranking anew.

        Needs the scope ``roadmap:write``. ``seen`` refuses to overwrite a
        change. Takes name, formula, note.
        """
        answer: Kept = self._connection.send(
            "PATCH", "rankings", id, said=said, seen=seen
        )
        return answer

    def remove_ranking(self, id: Id, /) -> None:
        """Remove a ranking.

        Needs the scope ``roadmap:write``.
        """
        self._connection.send("DELETE", "rankings", id)

    def list_effects_of_bet(self, id: Id, /, *, fields: str = "") -> EffectsOfBet:
        """Read what a bet does to the drivers of the sheet.

        Needs the scope ``roadmap:read``.
        """
        answer: EffectsOfBet = self._connection.read(
            "bets", id, "effects", fields=fields
        )
        return answer

    def add_effect(self, id: Id, /, *, key: str = "", **said: Unpack[EffectIn]) -> None:
        """Say what a bet does to a driver of the sheet.

        Needs the scope ``roadmap:write``. Needs driver, way, text; takes
        segment_id, ramp.
        """
        self._connection.send("POST", "bets", id, "effects", said=said, key=key)

    def remove_effect(self, id: Id, /) -> None:
        """Take an effect off its bet.

        Needs the scope ``roadmap:write``.
        """
        self._connection.send("DELETE", "effects", id)

    def set_bet_costs(
        self, id: Id, /, *, key: str = "", **said: Unpack[CostsIn]
    ) -> None:
        """Say what a bet costs once and each year, as one writes a range.

        Needs the scope ``roadmap:write``. Needs once, year.
        """
        self._connection.send("POST", "bets", id, "costs", said=said, key=key)

    def list_releases_of_bet(self, id: Id, /, *, fields: str = "") -> ReleasesOfBet:
        """Read who outside may hear of a bet.

        Needs the scope ``roadmap:read``.
        """
        answer: ReleasesOfBet = self._connection.read(
            "bets", id, "releases", fields=fields
        )
        return answer

    def release_bet(
        self, id: Id, /, *, key: str = "", **said: Unpack[ReleaseIn]
    ) -> Kept:
        """Let a partner hear of a bet and its quarter.

        Needs the scope ``roadmap:write``. Needs person_id; takes words.
        """
        answer: Kept = self._connection.send(
            "POST", "bets", id, "releases", said=said, key=key
        )
        return answer

    def withhold_bet(self, id: Id, person_id: Id, /) -> None:
        """Take back that a partner may hear of a bet.

        Needs the scope ``roadmap:write``.
        """
        self._connection.send("DELETE", "bets", id, "releases", person_id)
