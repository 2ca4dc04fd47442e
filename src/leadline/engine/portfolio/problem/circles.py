"""Finds bets that wait for each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def circles(after: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield one circle of each knot of bets that wait for each other.

    Parameters
    ----------
    after : mapping of str to sequence of str
        For each bet those it comes after; those that are no key are passed over, and
        so is a bet that names itself.

    Yields
    ------
    tuple of str
        Each waits for the next, the last for the first.

    References
    ----------
    Cormen, Leiserson, Rivest and Stein (2009). Introduction to Algorithms, 22.3.

    Examples
    --------
    >>> list(circles({"a": ["b"], "b": ["c", "a"], "c": []}))
    [('a', 'b')]
    """
    done: set[str] = set()
    for start in after:
        if start in done:
            continue
        way = [start]
        places = {start: 0}
        left = [iter(after[start])]
        while way:
            other = next(left[-1], None)
            if other is None:
                left.pop()
                done.add(way[-1])
                del places[way.pop()]
            elif other in places:
                circle = way[places[other] :]
                if len(circle) > 1 and not done & set(circle):
                    done |= set(circle)
                    yield tuple(circle)
            elif other in after and other not in done:
                places[other] = len(way)
                way.append(other)
                left.append(iter(after[other]))
