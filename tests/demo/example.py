"""The example company with a part of its feedback, made once in a run.

Making it takes half a minute of the processor. The first process of a run that asks for
it makes it and keeps a copy, as it is done with empty tables; its rows have numbers
that no other test of a process comes to.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from leadline.accounts.models import Event, Workspace
from leadline.accounts.types import Actor
from leadline.cli.laying import lay_tables
from leadline.demo import fill_plans
from leadline.demo.seed import seed
from tests import tables

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
SHARE = 0.06
FIRST = 1_000_000
_RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or f"{os.getpid()}"


def _make() -> None:
    """Lay the tables and fill them, with short searches."""
    lay_tables()
    tables.number_from(FIRST)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fill_plans, "SEARCH_SECONDS", 1.5)
        seed(now=NOW, share=SHARE)
    # The log is dated by the clock, the workspace by the day the seed was told.
    begun = Event.objects.earliest("sequence").created_at
    Workspace.objects.update(created_at=begun)


def lay_example() -> Actor:
    """Have the example company in place of all there is; return its head of product.

    Not for a test within a transaction: tables that hold it are laid in its stead.
    """
    tables.lay_filled(f"example_{_RUN[:16]}", _make)
    return seed(now=NOW, share=SHARE)


@contextmanager
def example() -> Iterator[Actor]:
    """Have the example company for several tests, and empty tables after them."""
    try:
        yield lay_example()
    finally:
        tables.lay(tables.name(), lay_tables)
