"""One test for a rule that many files keep: it tells all that break it at once.

A test for each file and rule would be ten thousand, and handing them about between
processes costs more than the rules do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def of_each(
    things: Iterable[T], name: Callable[[T], str] = str
) -> Callable[[Callable[[T], None]], Callable[[], None]]:
    """Make a test of a rule for one thing a test of the rule for each.

    >>> @of_each([1, 2, 3])
    ... def test_it_is_odd(number: int) -> None:
    ...     assert number % 2, "odd, please"
    >>> test_it_is_odd()
    Traceback (most recent call last):
    AssertionError: {'2': 'odd, please'}
    """
    every = list(things)

    def decorate(rule: Callable[[T], None]) -> Callable[[], None]:
        def test() -> None:
            assert every, "nothing to hold the rule to"
            broken = {}
            for thing in every:
                try:
                    rule(thing)
                except AssertionError as error:
                    broken[name(thing)] = str(error)
            if broken:
                raise AssertionError(broken)

        test.__name__, test.__doc__ = rule.__name__, rule.__doc__
        test.__module__ = rule.__module__
        return test

    return decorate
