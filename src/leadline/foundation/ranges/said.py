"""What a range says, and what the short ways to say one leave to be worked out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal

from leadline.foundation.measures import is_currency, is_percent

NOTHING = Decimal(0)
HUNDRED = Decimal(100)
ABOUT = Decimal("1.25")
"""“About 12” is 12 divided and multiplied by this: a quarter more, a fifth less."""
PLACES = 4
"""Figures of an end or a middle that is worked out, not said."""
EXACT = Context(prec=40)
SHORT = Context(prec=PLACES, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a field asks for: the unit, and what the number cannot lie beyond.

    ``unit`` is the code of a currency, a per cent sign or a word in the plural. A
    share is a percentage from 0 to 100, a growth rate is none.
    """

    unit: str = ""
    is_share: bool = False
    lowest: Decimal | None = None
    highest: Decimal | None = None

    @property
    def currency(self) -> str:
        """The currency asked for, or ""."""
        return self.unit if is_currency(self.unit) else ""

    @property
    def is_percent(self) -> bool:
        """Whether a per cent sign may stand behind the numbers."""
        return self.is_share or is_percent(self.unit)

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The least and the most that can be, where there are such."""
        if self.is_share:
            return self.lowest or NOTHING, self.highest or HUNDRED
        return self.lowest, self.highest


@dataclass(frozen=True, slots=True)
class SaidRange:
    """Three figures, and the chance that nothing comes of it, from 0 to 1.

    One time in ten below ``low``, half the time below ``mid``, one time in ten above
    ``high``, where something comes of it.
    """

    low: Decimal
    mid: Decimal
    high: Decimal
    nothing: Decimal = NOTHING

    @property
    def is_exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    @property
    def rises(self) -> bool:
        """Whether low, middle and high stand in order."""
        return self.low <= self.mid <= self.high


def between(low: Decimal, high: Decimal, *, is_share: bool = False) -> Decimal:
    """Return the middle that two ends leave open.

    In one ratio to both ends where both lie on one side of 0, in one ratio of odds for
    a share, halfway else; in four figures.

    >>> between(Decimal(8), Decimal(20)), between(Decimal(-4), Decimal(6))
    (Decimal('12.65'), Decimal('1'))
    >>> between(Decimal(5), Decimal(95), is_share=True)
    Decimal('50')
    """
    if is_share and low > 0 and high < HUNDRED:
        odds = EXACT.sqrt(EXACT.multiply(_odds(low), _odds(high)))
        mid = EXACT.divide(HUNDRED * odds, 1 + odds)
    elif low > 0 or high < 0:
        root = EXACT.sqrt(EXACT.multiply(low, high))
        mid = root if low > 0 else -root
    else:
        mid = (low + high) / 2
    return min(max(_short(mid), low), high)


def about(mid: Decimal, *, is_share: bool = False) -> SaidRange:
    """Return what “about 12” says: a fifth less to a quarter more, 8 times in 10.

    For a share it is the odds that are divided and multiplied by ``ABOUT``.

    >>> about(Decimal(12))
    SaidRange(low=Decimal('9.6'), mid=Decimal('12'), high=Decimal('15'), \
nothing=Decimal('0'))
    """
    if is_share and 0 < mid < HUNDRED:
        odds = (_odds(mid) / ABOUT, _odds(mid) * ABOUT)
        low, high = (_short(EXACT.divide(HUNDRED * o, 1 + o)) for o in odds)
    else:
        low, high = sorted((_short(mid / ABOUT), _short(mid * ABOUT)))
    return SaidRange(min(low, mid), mid, max(high, mid))


def _odds(percent: Decimal) -> Decimal:
    return EXACT.divide(percent, HUNDRED - percent)


def _short(number: Decimal) -> Decimal:
    """Return a number in four figures, without empty places."""
    short = SHORT.plus(number).normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
