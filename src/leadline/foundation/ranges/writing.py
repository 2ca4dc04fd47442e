"""Ranges written so that they are read back as just that, and said in words."""

from __future__ import annotations

from leadline.foundation.amounts import written
from leadline.foundation.measures import measured
from leadline.foundation.numbers import plain
from leadline.foundation.ranges.said import HUNDRED, Asked, SaidRange, about, between


def written_range(said: SaidRange, asked: Asked | None = None) -> str:
    """Return a range as one writes it, in the shortest way that says just it.

    >>> from decimal import Decimal
    >>> from leadline.foundation.ranges.reading import read_range
    >>> written_range(read_range("8 - 20")), written_range(read_range("~ 12"))
    ('8 to 20', 'about 12')
    >>> written_range(read_range("5 to 9, 30% chance of nothing"))
    '30% chance of nothing, else 5 to 9'
    """
    text = _ends(said, asked)
    if not text:
        text = f"{written(said.low)}..{written(said.mid)}..{written(said.high)}"
    return f"{_chance(said)}{text}"


def ends_and_likely(said: SaidRange, asked: Asked | None = None) -> tuple[str, str]:
    """Return a range as a sentence has it: its ends, and its middle where one said it.

    >>> from leadline.foundation.ranges.reading import read_range
    >>> ends_and_likely(read_range("10..18..30"))
    ('10 to 30', '18')
    >>> ends_and_likely(read_range("8 to 20"))
    ('8 to 20', '')
    """
    if text := _ends(said, asked):
        return f"{_chance(said)}{text}", ""
    return f"{_chance(said)}{written(said.low)} to {written(said.high)}", written(
        said.mid
    )


def _ends(said: SaidRange, asked: Asked | None) -> str:
    """Return a range by one figure or two, "" where only three say just it."""
    is_share = asked.is_share if asked else False
    low, mid, high = said.low, said.mid, said.high
    if said.is_exact:
        return written(mid)
    if SaidRange(low, mid, high) == about(mid, is_share=is_share):
        return f"about {written(mid)}"
    if mid == between(low, high, is_share=is_share):
        return f"{written(low)} to {written(high)}"
    return ""


def _chance(said: SaidRange) -> str:
    if not said.nothing:
        return ""
    return f"{plain(said.nothing * HUNDRED)}% chance of nothing, else "


def range_in_words(said: SaidRange, unit: str = "") -> str:
    """Return what a range means, as one says it aloud.

    >>> from leadline.foundation.ranges.reading import read_range
    >>> range_in_words(read_range("8..12..20"))
    'One time in ten below 8, half the time below 12, one time in ten above 20.'
    >>> range_in_words(read_range("30 % chance of nothing, else 5 to 9"), "weeks")
    'Nothing 30% of the time; else one time in ten below 5 weeks, half the time \
below 6.708 weeks, one time in ten above 9 weeks.'
    """
    low, mid, high = (
        measured(figure, unit, is_exact=True)
        for figure in (said.low, said.mid, said.high)
    )
    if said.is_exact:
        text = f"{mid}, no more and no less"
    else:
        text = (
            f"one time in ten below {low}, half the time below {mid}, one time in ten "
            f"above {high}"
        )
    if said.nothing:
        return f"Nothing {plain(said.nothing * HUNDRED)}% of the time; else {text}."
    return f"{text[0].upper()}{text[1:]}."
