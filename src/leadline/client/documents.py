"""What a program asks and does: documents.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from .connection import Connection
from .values import Id


class Documents:
    """The operations of documents."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get_document(self, kind: Id, record_id: Id, form: Id, /) -> bytes:
        """Read a record as a document.

        The kind is one of ``decision``, ``card``, ``briefing``, ``review``,
        ``plan``, ``need``, ``launch``, the form one of ``pdf``, ``pptx``,
        ``xlsx``, ``md``, ``jira.csv``, ``linear.csv``, or a chart alone, as
        ``chart-1.svg``. Needs the scope of the kind's area: ``decisions:read``,
        ``stakeholders:read``, ``strategy:read``, ``roadmap:read``,
        ``evidence:read``, ``launches:read``.
        """
        return self._connection.file("documents", kind, record_id, form)
