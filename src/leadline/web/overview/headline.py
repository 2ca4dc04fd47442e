"""The brief of the day in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from leadline.decisions.types import DecisionRow
from leadline.foundation.text import first_words
from leadline.foundation.words import day
from leadline.launches.types import LaunchStepRow
from leadline.overview.asks import Ask, AskKind
from leadline.overview.home import Today
from leadline.stakeholders.types import Direction, PromiseRow

CHAIR = "nobody in the customer\N{RIGHT SINGLE QUOTATION MARK}s chair"
URGENT = timedelta(days=4)
LONGEST = 80
"""Letters of a title inside the sentence."""
EMPTY_CHAIR = ("", "empty")


def headline(brief: Today) -> str:
    """Return what asks for action first, at most two things; else what moved.

    In this order: a late promise with money behind it, any other late promise, a
    decision due within four days whose chair is empty, a step of a launch that is
    late, a need that rises. What falls never leads, and a need whose name is a guess is
    never named: then the guesses are counted.
    """
    if brief.is_empty:
        return "Nothing is on record yet: begin with what customers said"
    if brief.grouping and not brief.has_needs:
        n = brief.waiting_pieces
        return (
            f"{n:,} {'piece is' if n == 1 else 'pieces are'} being grouped into needs"
        )
    first = [*_urgent(brief), *_moved(brief), *_waiting(brief)][:2]
    said = ", and ".join(first) or "nothing asks for you today"
    return f"{said[:1].upper()}{said[1:]}."


def _urgent(brief: Today) -> Iterator[str]:
    """Yield the most urgent thing of each kind, as it stands in a sentence."""
    late = [ask for ask in brief.asks.shown if ask.days_late]
    promises = [ask for ask in late if ask.kind == AskKind.PROMISE]
    promises.sort(key=lambda ask: ask.worth is None)
    if promises:
        yield _late(promises[0])
    for ask in brief.asks.shown:
        row = ask.of
        if isinstance(row, DecisionRow) and ask.kind == AskKind.DECISION:
            is_near = ask.due is not None and ask.due <= brief.on + URGENT
            if is_near and row.verdict in EMPTY_CHAIR:
                due = "was due" if ask.days_late else "is due"
                yield (
                    f"“{_short(ask.title)}” {due} on {day(ask.due, brief.on)} with "
                    f"{CHAIR}"
                )
                break
    for ask in late:
        if isinstance(ask.of, LaunchStepRow):
            yield f"{ask.of.launch} waits for “{_short(ask.title)}”"
            break


def _late(ask: Ask) -> str:
    promise = ask.of
    assert isinstance(promise, PromiseRow)
    n = ask.days_late
    days = "a day" if n == 1 else f"{n} days"
    if promise.direction == Direction.GIVEN:
        return f"{promise.person} has waited {days} for “{_short(ask.title)}”"
    return f"{promise.person} is {days} late with “{_short(ask.title)}”"


def _moved(brief: Today) -> Iterator[str]:
    """Yield the need that rises, or how many names are guesses where one moved."""
    first = next((need for need in brief.moved if need.is_confirmed), None)
    if first is not None:
        if first.trend.direction == "rising":
            yield f"“{_short(first.statement)}” is heard more than before"
    elif brief.guesses and brief.moved:
        n = brief.guesses
        if n == 1:
            yield "one need has a name that nobody has confirmed"
        else:
            yield f"{n} needs have names that nobody has confirmed"


def _waiting(brief: Today) -> Iterator[str]:
    """Yield how much asks for the reader, or waits for anybody."""
    n = len(brief.asks.shown) + brief.asks.left
    if n:
        yield f"{'one thing asks' if n == 1 else f'{n} things ask'} for you"
    elif brief.waits:
        n = brief.waits
        yield f"{'one thing waits' if n == 1 else f'{n} things wait'}"


def _short(title: str) -> str:
    return first_words(title, LONGEST)
