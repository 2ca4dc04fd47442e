"""What a program asks and does: roadmap.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Unpack

from .connection import Connection
from .pages import Pages
from .types.roadmap import BetRow, BetWhole, PlanHead, TeamRow
from .types.sent.roadmap import (
    BetChangePart,
    BetIn,
    CommitIn,
    HonourIn,
    LinkIn,
    ListBets,
    ListPlans,
    ListTeams,
    PlanPart,
    TeamIn,
    TeamPart,
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
        they were made. Takes text, state, product, team, goal, need, group,
        limit, cursor, fields.
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

    def list_plans(self, **asked: Unpack[ListPlans]) -> Pages[PlanHead]:
        """List plans.

        Needs the scope ``roadmap:read``. Records come in the order in which
        they were made. Takes text, state, limit, cursor, fields.
        """
        return self._connection.rows("plans", asked=asked)

    def get_plan(self, id: Id, /, *, fields: str = "") -> PlanHead:
        """Read a plan.

        Needs the scope ``roadmap:read``.
        """
        answer: PlanHead = self._connection.read("plans", id, fields=fields)
        return answer

    def change_plan(self, id: Id, /, **said: Unpack[PlanPart]) -> PlanHead:
        """Change a plan.

        Needs the scope ``roadmap:write``. Needs name.
        """
        answer: PlanHead = self._connection.send("PATCH", "plans", id, said=said)
        return answer

    def commit_plan(
        self, id: Id, /, *, key: str = "", **said: Unpack[CommitIn]
    ) -> PlanHead:
        """Commit to a plan.

        Needs the scope ``roadmap:write``. Needs reason.
        """
        answer: PlanHead = self._connection.send(
            "POST", "plans", id, "commit", said=said, key=key
        )
        return answer

    def list_teams(self, **asked: Unpack[ListTeams]) -> Pages[TeamRow]:
        """List teams.

        Needs the scope ``roadmap:read``. Records come in the order in which
        they were made. Takes archived, limit, cursor, fields.
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
