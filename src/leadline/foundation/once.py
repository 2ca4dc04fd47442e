"""What does not change while a page is read is read once for it.

Outside ``read_once`` everything is read each time, so that a change is seen at once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

R = TypeVar("R")

_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Keep what ``once`` reads until the end: for what only reads.

    >>> with read_once():
    ...     once("day", lambda: "Monday"), once("day", lambda: "Tuesday")
    ('Monday', 'Monday')
    """
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def is_read_once() -> bool:
    """Return whether what is read now is kept until the end of a page."""
    return _kept.get() is not None


def once(key: Hashable, read: Callable[[], R]) -> R:
    """Return what is kept under a key, reading it where it is not there yet.

    >>> once("day", lambda: "Monday"), once("day", lambda: "Tuesday")
    ('Monday', 'Tuesday')
    """
    kept = _kept.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    found: R = kept[key]
    return found
