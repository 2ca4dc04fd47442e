"""How the tables stood before a migration, and forward again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from django.db.models import Model

from leadline.cli.laying import lay_tables
from tests import tables

Place = list[tuple[str, str]]


@contextmanager
def begun_at(place: Place) -> Iterator[Any]:
    """Have empty tables as they stood at a place; yield them; leave the newest ones."""
    key = hashlib.sha256(repr(place).encode()).hexdigest()[:8]
    tables.lay(f"{tables.name()}_{key}", lambda: lay_tables(_noted_at(place)))
    try:
        yield _apps(place)
    finally:
        tables.lay(tables.name(), lay_tables)


def _noted_at(place: Place) -> set[tuple[str, str]]:
    """Return the migrations that are left when all of them went back to a place."""
    executor = MigrationExecutor(connection)
    nodes = executor.loader.graph.nodes
    executor.loader.applied_migrations = nodes
    gone = {(m.app_label, m.name) for m, _ in executor.migration_plan(place)}
    return set(nodes) - gone


def to(place: Place) -> Any:
    """Migrate what is there to a place; return the tables as they stand there."""
    _migrate(place)
    return _apps(place)


def to_newest(*models: type[Model]) -> None:
    """Migrate the app of some models, and carry their rows into today's tables.

    All migrations of all apps run in one test (``tests/contracts/test_tables.py``).
    """
    loader = MigrationExecutor(connection).loader
    apps = {model._meta.app_label for model in models}
    _migrate([node for app in sorted(apps) for node in loader.graph.leaf_nodes(app)])
    rows = [list(model._base_manager.all()) for model in models]
    tables.lay(tables.name(), lay_tables)
    for model, found in zip(models, rows, strict=True):
        model._base_manager.bulk_create(found)


def _migrate(place: Place) -> None:
    """Migrate without making, after each change, all models near to what changed.

    Nearly all are near to one another, and on the way back hardly anything asks for
    them: a third of the time is left. From nothing forward it is as long as Django's.
    """

    def forget(state: ProjectState, *changed: Any, **how: Any) -> None:
        del changed, how
        state.__dict__.pop("apps", None)

    with (
        patch.object(ProjectState, "reload_model", forget),
        patch.object(ProjectState, "reload_models", forget),
    ):
        MigrationExecutor(connection).migrate(place)


def _apps(place: Place) -> Any:
    loader = MigrationExecutor(connection).loader
    # Members and workspaces stand as they do today, whatever came to them since.
    own = [] if place[0][0] == "accounts" else loader.graph.leaf_nodes("accounts")
    return loader.project_state([*place, *own]).apps
