"""All areas of a workspace.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from .accounts import Accounts
from .connection import Connection
from .conversation import Conversation
from .decisions import Decisions
from .documents import Documents
from .evidence import Evidence
from .filling import Filling
from .launches import Launches
from .roadmap import Roadmap
from .stakeholders import Stakeholders
from .strategy import Strategy


class Areas:
    """What can be asked of a workspace, by area."""

    def __init__(self, connection: Connection) -> None:
        self.accounts = Accounts(connection)
        self.conversation = Conversation(connection)
        self.decisions = Decisions(connection)
        self.documents = Documents(connection)
        self.evidence = Evidence(connection)
        self.filling = Filling(connection)
        self.launches = Launches(connection)
        self.roadmap = Roadmap(connection)
        self.stakeholders = Stakeholders(connection)
        self.strategy = Strategy(connection)
