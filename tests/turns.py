"""Turns on a connection that several threads use, as a live server's do in tests.

Tables in memory have one connection for all threads. A thread that steps through a
query holds SQLite's lock and has let go of Python's, which it waits for where the query
calls a function of Python. Another that binds a value holds Python's and waits for
SQLite's: the process stands still for ever. Who waits for a turn here lets go of
Python's.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.backends.sqlite3.base import SQLiteCursorWrapper

TURN = threading.RLock()
STEPS = ("execute", "executemany", "fetchone", "fetchmany", "fetchall", "__next__")


def take_turns() -> None:
    """Let one thread at a time bind, step and read."""
    for name in STEPS:
        setattr(SQLiteCursorWrapper, name, _in_turn(getattr(SQLiteCursorWrapper, name)))


def _in_turn(step: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(step)
    def one(*args: Any, **how: Any) -> Any:
        with TURN:
            return step(*args, **how)

    return one
