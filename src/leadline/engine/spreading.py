"""Parts of a work that need not wait for one another, done side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

P = TypeVar("P")
R = TypeVar("R")
Here = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
Spread = Callable[[Callable[[Any], Any], Sequence[Any], Here], Iterable[Any]]

THREADS = 2


def in_threads(function: Callable[[P], R], parts: Sequence[P]) -> Iterator[R]:
    """Yield what a function makes of each part, in their order, in two threads.

    Examples
    --------
    >>> list(in_threads(abs, [-1, 2]))
    [1, 2]
    """
    pool = ThreadPoolExecutor(THREADS)
    try:
        yield from pool.map(function, parts)
    finally:
        pool.shutdown(cancel_futures=True)


_HOW: ContextVar[Spread | None] = ContextVar("how", default=None)


@contextmanager
def spread_by(how: Spread) -> Iterator[None]:
    """Let ``how`` do the parts of a work; it is given what does them here, too.

    Examples
    --------
    >>> with spread_by(lambda function, parts, here: here(function, parts[::-1])):
    ...     list(spread(abs, [-1, 2]))
    [2, 1]
    """
    before = _HOW.set(how)
    try:
        yield
    finally:
        _HOW.reset(before)


def spread(
    function: Callable[[P], R], parts: Sequence[P], here: Here = in_threads
) -> Iterable[R]:
    """Return what a function makes of each part, in their order.

    Parameters
    ----------
    function : callable
        One that can be sent elsewhere by its name; it changes nothing.
    parts : sequence
        Plain values or arrays.
    here : callable, optional
        How they are done where nobody said otherwise; ``map`` does one by one.

    Returns
    -------
    iterable
        Yields the results as they come.

    Examples
    --------
    >>> list(spread(abs, [-3]))
    [3]
    """
    how = _HOW.get()
    return here(function, parts) if how is None else how(function, parts, here)
