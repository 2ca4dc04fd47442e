"""Slow work stays out of transactions: while one is open, other writers wait for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")


_is_alone: ContextVar[bool] = ContextVar("is_alone", default=False)


class WithinTransaction(RuntimeError):
    """Slow work was called where a transaction is open: a mistake in our code."""


def takes_long(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function that encodes, solves or asks others: it needs to be alone.

    SQLite has one writer at a time, so whoever computes within a transaction makes
    everybody else wait. Read and compute first, then write in one short transaction,
    and look again there at what may have changed. The function raises
    ``WithinTransaction`` where one is open; the one that a test runs in is none.
    """

    @wraps(function)
    def alone(*args: P.args, **kwargs: P.kwargs) -> R:
        if _is_open() and not _is_alone.get():
            raise WithinTransaction(
                f"{function.__name__}() takes long: call it before the transaction."
            )
        return function(*args, **kwargs)

    return alone


def _is_open() -> bool:
    """Whether a transaction is open; the child that reads files has no database."""
    if not settings.configured:
        return False
    blocks = connection.atomic_blocks
    return any(not getattr(block, "_from_testcase", False) for block in blocks)


@contextmanager
def nobody_waits() -> Iterator[None]:
    """Allow slow work within a transaction: a new database that nobody else uses."""
    before = _is_alone.set(True)
    try:
        yield
    finally:
        _is_alone.reset(before)
