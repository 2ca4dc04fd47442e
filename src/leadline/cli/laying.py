"""The tables of an empty database, laid as the last migration leaves them.

Some 80 migrations lead to the same tables, and take ten seconds of the processor and
more on the way: Django makes most models anew for each of 450 changes. A test holds
that both ways end alike (``tests/contracts/test_tables.py``).
"""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module

from django.core.management.sql import (
    emit_post_migrate_signal,
    emit_pre_migrate_signal,
)
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

BESIDE_MODELS = [("evidence", "0002_words_search", "add_index")]
"""Which migrations write what no model says, and the function that does."""


def is_empty() -> bool:
    """Return whether there is no table yet."""
    return not connection.introspection.table_names()


def lay_tables(nodes: Collection[tuple[str, str]] | None = None) -> None:
    """Make all tables and note all migrations as run, in one transaction.

    The database has no table yet. What is made once for each of them, permissions
    for one, is made here too, since no migration will be left to ask for it.
    ``nodes`` are the migrations to note, and the tables those that they leave: all
    unless told, fewer where a test begins earlier.
    """
    with connection.schema_editor() as editor:
        loader, recorder = MigrationLoader(None), MigrationRecorder(connection)
        noted = list(loader.graph.nodes if nodes is None else nodes)
        apps = loader.project_state(noted).apps
        editor.create_model(recorder.Migration)
        emit_pre_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for app, name, function in BESIDE_MODELS:
            if (app, name) in noted:
                module = import_module(f"leadline.{app}.migrations.{name}")
                getattr(module, function)(apps, editor)
        for app, name in noted:
            recorder.record_applied(app, name)
        emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
