"""What a program asks and does: strategy.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Unpack

from .connection import Connection
from .pages import Pages
from .types.sent.strategy import (
    CellSaid,
    CheckInIn,
    GoalChangePart,
    GoalIn,
    ListCheckIns,
    ListGoals,
    ListMetrics,
    ListReadings,
    ListReviews,
    MeasureChange,
    MeasureChangePart,
    MetricChangePart,
    MetricIn,
    ReadingSaid,
    ReadingsSaid,
    ReasonIn,
    ReviewOfMonth,
    SectionIn,
    SheetSegmentIn,
    YardstickIn,
)
from .types.shared import Kept
from .types.strategy import (
    CellRow,
    CellsFilled,
    CheckInRow,
    GoalRow,
    MetricRow,
    ReadingRow,
    ReadingsSaved,
    ReviewRow,
    ReviewWhole,
    Sheet,
)
from .values import Id, Seen


class Strategy:
    """The operations of strategy."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list_goals(self, **asked: Unpack[ListGoals]) -> Pages[GoalRow]:
        """List goals.

        Needs the scope ``strategy:read``. Records come in the order in which
        they were made. Takes text, kind, state, owner, product, updated_since,
        limit, cursor, fields.
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
        they were made. Takes text, archived, updated_since, limit, cursor,
        fields.
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

    def list_reviews(self, **asked: Unpack[ListReviews]) -> Pages[ReviewRow]:
        """List reviews.

        Needs the scope ``strategy:read``. Records come in the order in which
        they were made. Takes updated_since, limit, cursor, fields.
        """
        return self._connection.rows("reviews", asked=asked)

    def create_review(
        self, *, key: str = "", **said: Unpack[ReviewOfMonth]
    ) -> ReviewWhole:
        """Make a review.

        Needs the scope ``strategy:write``. Needs month; takes product_id.
        """
        answer: ReviewWhole = self._connection.send(
            "POST", "reviews", said=said, key=key
        )
        return answer

    def get_review(self, id: Id, /, *, fields: str = "") -> ReviewWhole:
        """Read a review.

        Needs the scope ``strategy:read``.
        """
        answer: ReviewWhole = self._connection.read("reviews", id, fields=fields)
        return answer

    def take_in_review(
        self, id: Id, /, *, seen: Seen = None, key: str = ""
    ) -> ReviewWhole:
        """Put what the record says now into a draft; what was written stays.

        Needs the scope ``strategy:write``. ``seen`` refuses to overwrite a
        change.
        """
        answer: ReviewWhole = self._connection.send(
            "POST", "reviews", id, "take-in", seen=seen, key=key
        )
        return answer

    def write_section_of_review(
        self, id: Id, /, *, seen: Seen = None, key: str = "", **said: Unpack[SectionIn]
    ) -> ReviewWhole:
        """Write a section of a review by hand.

        Needs the scope ``strategy:write``. ``seen`` refuses to overwrite a
        change. Needs section, words; takes is_instead.
        """
        answer: ReviewWhole = self._connection.send(
            "POST", "reviews", id, "write-section-of", said=said, seen=seen, key=key
        )
        return answer

    def finish_review(
        self, id: Id, /, *, seen: Seen = None, key: str = ""
    ) -> ReviewWhole:
        """Close a review: from then on it stays as it is.

        Needs the scope ``strategy:write``. ``seen`` refuses to overwrite a
        change.
        """
        answer: ReviewWhole = self._connection.send(
            "POST", "reviews", id, "finish", seen=seen, key=key
        )
        return answer

    def save_readings(
        self, id: Id, /, *, key: str = "", **said: Unpack[ReadingsSaid]
    ) -> ReadingsSaved:
        """Write down what a metric was on many days.

        Needs the scope ``strategy:write``. Needs readings, source.
        """
        answer: ReadingsSaved = self._connection.send(
            "POST", "metrics", id, "readings", "many", said=said, key=key
        )
        return answer

    def get_sheet(self, *, fields: str = "") -> Sheet:
        """Read what is expected of the business.

        Needs the scope ``strategy:read``.
        """
        answer: Sheet = self._connection.read("sheet", fields=fields)
        return answer

    def add_sheet_segment(
        self, *, key: str = "", **said: Unpack[SheetSegmentIn]
    ) -> Kept:
        """Begin a row of the sheet.

        Needs the scope ``strategy:write``. Needs name.
        """
        answer: Kept = self._connection.send(
            "POST", "sheet", "segments", said=said, key=key
        )
        return answer

    def remove_sheet_segment(self, id: Id, /) -> None:
        """Take a row off the sheet with its cells.

        Needs the scope ``strategy:write``.
        """
        self._connection.send("DELETE", "sheet", "segments", id)

    def say_cell(self, *, key: str = "", **said: Unpack[CellSaid]) -> CellRow:
        """Say what is expected in a cell, as one writes a range.

        Needs the scope ``strategy:write``. Needs driver, text; takes
        segment_id, version.
        """
        answer: CellRow = self._connection.send(
            "POST", "sheet", "cells", said=said, key=key
        )
        return answer

    def propose_cells(self, *, key: str = "") -> CellsFilled:
        """Fill what nobody filled with guesses from the record.

        Needs the scope ``strategy:write``.
        """
        answer: CellsFilled = self._connection.send("POST", "sheet", "guesses", key=key)
        return answer

    def set_yardstick(self, id: Id, /, **said: Unpack[YardstickIn]) -> None:
        """Say which figure of the projection a metric measures.

        Needs the scope ``strategy:write``. Needs figure.
        """
        self._connection.send("PATCH", "metrics", id, "yardstick", said=said)
