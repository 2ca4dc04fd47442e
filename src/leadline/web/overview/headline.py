"""The brief of the day in one sentence."""

from __future__ import annotations

from leadline.overview.home import Today

CHAIR = "nobody in the customer\N{RIGHT SINGLE QUOTATION MARK}s chair"


def headline(brief: Today) -> str:
    """Return what moved most, and what waits: open decisions before all else.

    A need whose name is a guess is never named here: then the guesses are counted.
    """
    if brief.is_empty:
        return "Nothing is on record yet: begin with what customers said"
    if brief.grouping and not brief.has_needs:
        n = brief.waiting_pieces
        return (
            f"{n:,} {'piece is' if n == 1 else 'pieces are'} being grouped into needs"
        )
    market, waiting = _market(brief) or _guesses(brief), _waiting(brief)
    if not market:
        return f"No need moved beyond chance{f'; {waiting}' if waiting else ''}."
    return f"{market}{f', and {waiting}' if waiting else ''}."


def _market(brief: Today) -> str:
    first = next((need for need in brief.moved if need.is_confirmed), None)
    if first is None:
        return ""
    how = "more" if first.trend.direction == "rising" else "less"
    return f"“{first.statement}” is heard {how} than before"


def _guesses(brief: Today) -> str:
    if not brief.guesses:
        return ""
    if brief.guesses == 1:
        return "One need has a name that nobody has confirmed"
    return f"{brief.guesses} needs have names that nobody has confirmed"


def _waiting(brief: Today) -> str:
    n, empty = brief.open_decisions
    if not n:
        what = "one thing waits" if brief.waits == 1 else f"{brief.waits} things wait"
        return f"{what} for you" if brief.waits else ""
    found = "one decision waits" if n == 1 else f"{n} decisions wait"
    if not empty:
        return found
    if n == 1:
        return f"{found} with {CHAIR}"
    some = "one of them has" if empty == 1 else f"{empty} of them have"
    return f"{found}: {some} {CHAIR}"
