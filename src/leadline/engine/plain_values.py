"""How values out of a file are named in mistakes."""

from __future__ import annotations

from collections.abc import Mapping


def shown(value: object) -> str:
    """Say what stands in a file where something else was asked for.

    Examples
    --------
    >>> shown(None), shown([1]), shown("a"), shown(True), shown(2.5)
    ('null', 'a list', '"a"', 'true', '2.5')
    """
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)
