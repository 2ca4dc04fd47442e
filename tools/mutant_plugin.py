"""What pytest loads for ``tools.mutate``: a ready database, and who runs which line.

``MUTANT_DATABASE`` names a file: the tables are laid once and copied from it for
every run after, which takes less than laying them by 60 migrations each time.
``MUTANT_LINES`` names a file too: with it, the lines that each test runs are written
there, and beside it how long each test took.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import coverage
import pytest
from django.core.management.commands import migrate


def pytest_configure(config: pytest.Config) -> None:
    """Turn on what the environment asks for."""
    if database := os.environ.get("MUTANT_DATABASE"):
        _lay_once(Path(database))
    if lines := os.environ.get("MUTANT_LINES"):
        config.pluginmanager.register(Lines(Path(lines)))


def _lay_once(file: Path) -> None:
    """Have the first migration of a run copy the file, or make it."""
    real = migrate.Command.handle

    def handle(self: migrate.Command, *args: Any, **options: Any) -> None:
        from django.db import connection

        migrate.Command.handle = real  # type: ignore[method-assign]
        connection.ensure_connection()
        laid: sqlite3.Connection = connection.connection
        if file.exists():
            with sqlite3.connect(file) as source:
                source.backup(laid)
            return
        real(self, *args, **options)
        with sqlite3.connect(file) as target:
            laid.backup(target)

    migrate.Command.handle = handle  # type: ignore[method-assign]


class Lines:
    """Note the lines of each test; what a whole module shares, for the module."""

    def __init__(self, file: Path) -> None:
        self.file, self.item, self.seconds = file, "", dict[str, float]()
        self.failed: set[str] = set()
        file.unlink(missing_ok=True)
        self.watch = coverage.Coverage(
            data_file=str(file), source=[str(Path("src").resolve())], config_file=False
        )
        self.watch.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Count the lines from here on for this test."""
        self.item, begun = item.nodeid, time.process_time()
        self.watch.switch_context(item.nodeid)
        result = yield
        self.seconds[item.nodeid] = time.process_time() - begun
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        """Count what is set up once for many tests for each of them."""
        if fixturedef.scope == "function":
            return (yield)
        self.watch.switch_context(self.item.split("::")[0])
        try:
            return (yield)
        finally:
            self.watch.switch_context(self.item)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Leave out a test that fails on the code as it is: it tells nothing."""
        if report.failed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Write both files."""
        self.watch.stop()
        self.watch.save()
        kept = {n: s for n, s in self.seconds.items() if n not in self.failed}
        self.file.with_suffix(".json").write_text(json.dumps(kept))
