"""Going back to how the tables stood before a migration, and forward again."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def to(place: list[tuple[str, str]]) -> Any:
    """Migrate to a place; return the tables as they stand there."""
    MigrationExecutor(connection).migrate(place)
    loader = MigrationExecutor(connection).loader
    # Members and workspaces stand as they do today, whatever came to them since.
    return loader.project_state([*place, *loader.graph.leaf_nodes("accounts")]).apps


def to_newest() -> None:
    """Bring every table up to date."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
