"""What a program asks and does: strategy.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Unpack

from .connection import Connection
from .pages import Pages
from .types.sent.strategy import (
    CheckInIn,
    GoalChangePart,
    GoalIn,
    ListCheckIns,
    ListGoals,
    ListMetrics,
    ListReadings,
    MeasureChange,
    MeasureChangePart,
    MetricChangePart,
    MetricIn,
    ReadingSaid,
    ReasonIn,
)
from .types.shared import Kept
from .types.strategy import CheckInRow, GoalRow, MetricRow, ReadingRow
from .values import Id, Seen


class Strategy:
    """The operations of strategy."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list_goals(self, **asked: Unpack[ListGoals]) -> Pages[GoalRow]:
        """List goals.

        Needs the scope ``strategy:read``. Records come in the order in which
        they were made. Takes text, kind, state, owner, product, limit, cursor,
        fields.
        """
        return self._connection.rows("goals", asked=asked)

    def create_goal(self, *, key: str = "", **said: Unpack[GoalIn]) -> GoalRow:
        """Make a goal.

        Needs the scope ``strategy:write``. Needs name, kind; takes metric_id,
        measure, unit, currency, baseline, baseline_date, target, target_date,
        owner_id, parent_id, product_id.
        """
        answer: GoalRow = self._connection.send("POST", "goals", said=said, key=key)
        return answer

    def get_goal(self, id: Id, /, *, fields: str = "") -> GoalRow:
        """Read a goal.

        Needs the scope ``strategy:read``.
        """
        answer: GoalRow = self._connection.read("goals", id, fields=fields)
        return answer

    def change_goal(
        self, id: Id, /, *, seen: Seen = None, **said: Unpack[GoalChangePart]
    ) -> GoalRow:
        """Change a goal.

        Needs the scope ``strategy:write``. ``seen`` refuses to overwrite a
        change. Takes name, kind, metric_id, measure, unit, currency, baseline,
        baseline_date, target, target_date, owner_id, parent_id, product_id,
        reason, state.
        """
        answer: GoalRow = self._connection.send(
            "PATCH", "goals", id, said=said, seen=seen
        )
        return answer

    def add_measure_goal(
        self,
        id: Id,
        /,
        *,
        seen: Seen = None,
        key: str = "",
        **said: Unpack[MeasureChange],
    ) -> GoalRow:
        """Add a measure to a goal.

        Needs the scope ``strategy:write``. ``seen`` refuses to overwrite a
        change. Takes metric_id, measure, unit, currency, baseline,
        baseline_date, target, target_date, reason.
        """
        answer: GoalRow = self._connection.send(
            "POST", "goals", id, "add-measure", said=said, seen=seen, key=key
        )
        return answer

    def check_in_goal(
        self, id: Id, /, *, seen: Seen = None, key: str = "", **said: Unpack[CheckInIn]
    ) -> GoalRow:
        """Say how sure one is of a goal, and why.

        Needs the scope ``strategy:write``. ``seen`` refuses to overwrite a
        change. Needs confidence, reason; takes readings.
        """
        answer: GoalRow = self._connection.send(
            "POST", "goals", id, "check-in", said=said, seen=seen, key=key
        )
        return answer

    def change_measure(self, id: Id, /, **said: Unpack[MeasureChangePart]) -> Kept:
        """Change a measure of a goal, with the reason.

        Needs the scope ``strategy:write``. Takes metric_id, measure, unit,
        currency, baseline, baseline_date, target, target_date, reason.
        """
        answer: Kept = self._connection.send("PATCH", "measures", id, said=said)
        return answer

    def remove_measure(
        self, id: Id, /, *, key: str = "", **said: Unpack[ReasonIn]
    ) -> Kept:
        """Remove a measure of a goal, with the reason.

        Needs the scope ``strategy:write``. Needs reason.
        """
        answer: Kept = self._connection.send(
            "POST", "measures", id, "remove", said=said, key=key
        )
        return answer

    def list_check_ins(
        self, id: Id, /, **asked: Unpack[ListCheckIns]
    ) -> Pages[CheckInRow]:
        """List the check-ins of a goal.

        Needs the scope ``strategy:read``. Records come in the order in which
        they were made. Takes limit, cursor, fields.
        """
        return self._connection.rows("goals", id, "check-ins", asked=asked)

    def remove_check_in(self, id: Id, /) -> None:
        """Take a check-in back.

        Needs the scope ``strategy:write``.
        """
        self._connection.send("DELETE", "check-ins", id)

    def list_metrics(self, **asked: Unpack[ListMetrics]) -> Pages[MetricRow]:
        """List metrics.

        Needs the scope ``strategy:read``. Records come in the order in which
        they were made. Takes text, archived, limit, cursor, fields.
        """
        return self._connection.rows("metrics", asked=asked)

    def create_metric(self, *, key: str = "", **said: Unpack[MetricIn]) -> MetricRow:
        """Make a metric.

        Needs the scope ``strategy:write``. Needs name; takes unit, currency,
        direction, product_id.
        """
        answer: MetricRow = self._connection.send("POST", "metrics", said=said, key=key)
        return answer

    def get_metric(self, id: Id, /, *, fields: str = "") -> MetricRow:
        """Read a metric.

        Needs the scope ``strategy:read``.
        """
        answer: MetricRow = self._connection.read("metrics", id, fields=fields)
        return answer

    def change_metric(
        self, id: Id, /, *, seen: Seen = None, **said: Unpack[MetricChangePart]
    ) -> MetricRow:
        """Change a metric.

        Needs the scope ``strategy:write``. ``seen`` refuses to overwrite a
        change. Takes name, unit, currency, direction, product_id, is_archived.
        """
        answer: MetricRow = self._connection.send(
            "PATCH", "metrics", id, said=said, seen=seen
        )
        return answer

    def list_readings(
        self, id: Id, /, **asked: Unpack[ListReadings]
    ) -> Pages[ReadingRow]:
        """List the readings of a metric.

        Needs the scope ``strategy:read``. Records come in the order in which
        they were made. Takes limit, cursor, fields.
        """
        return self._connection.rows("metrics", id, "readings", asked=asked)

    def record_reading(
        self, id: Id, /, *, key: str = "", **said: Unpack[ReadingSaid]
    ) -> Kept:
        """Write down what a metric was on a day; the day's reading is replaced.

        Needs the scope ``strategy:write``. Needs on_date, value, source; takes
        note.
        """
        answer: Kept = self._connection.send(
            "POST", "metrics", id, "readings", said=said, key=key
        )
        return answer

    def remove_reading(self, id: Id, /) -> None:
        """Remove a reading.

        Needs the scope ``strategy:write``.
        """
        self._connection.send("DELETE", "readings", id)
