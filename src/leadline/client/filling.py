"""What a program asks and does: filling.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Unpack

from .connection import Connection
from .pages import Pages
from .types.filling import Filled, MetricQueryRow, MetricSourceRow
from .types.sent.filling import ListMetricSources, MetricQueryIn, SwitchIn
from .types.shared import Kept
from .values import Id, Seen


class Filling:
    """The operations of filling."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list_metric_sources(
        self, **asked: Unpack[ListMetricSources]
    ) -> Pages[MetricSourceRow]:
        """List the databases that metrics are filled from.

        Needs the scope ``strategy:read``. Records come in the order in which
        they were made. Takes limit, cursor, fields.
        """
        return self._connection.rows("metric-sources", asked=asked)

    def get_metric_question(self, id: Id, /, *, fields: str = "") -> MetricQueryRow:
        """Read the question that fills a metric, and how asking it went.

        Needs the scope ``strategy:read``.
        """
        answer: MetricQueryRow = self._connection.read(
            "metrics", id, "question", fields=fields
        )
        return answer

    def save_metric_question(
        self,
        id: Id,
        /,
        *,
        seen: Seen = None,
        key: str = "",
        **said: Unpack[MetricQueryIn],
    ) -> Kept:
        """Let a metric be filled by a question from now on.

        Needs the scope ``strategy:write``. ``seen`` refuses to overwrite a
        change. Needs source_id, sql; takes hours.
        """
        answer: Kept = self._connection.send(
            "POST", "metrics", id, "question", said=said, seen=seen, key=key
        )
        return answer

    def remove_metric_question(self, id: Id, /) -> None:
        """Let a metric be filled by hand and from files again; its readings stay.

        Needs the scope ``strategy:write``.
        """
        self._connection.send("DELETE", "metrics", id, "question")

    def try_metric_question(
        self, id: Id, /, *, key: str = "", **said: Unpack[MetricQueryIn]
    ) -> Filled:
        """Ask a question once and read what it would write; nothing is.

        Needs the scope ``strategy:write``. Needs source_id, sql; takes hours.
        """
        answer: Filled = self._connection.send(
            "POST", "metrics", id, "question", "try", said=said, key=key
        )
        return answer

    def switch_metric_question(
        self, id: Id, /, *, key: str = "", **said: Unpack[SwitchIn]
    ) -> Kept:
        """Ask the question of a metric no more for now, or again from now on.

        Needs the scope ``strategy:write``. Needs on.
        """
        answer: Kept = self._connection.send(
            "POST", "metrics", id, "question", "switch", said=said, key=key
        )
        return answer
