"""Numbers, money, days and ages as people say them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from leadline.foundation.currencies import CURRENCIES

Number = int | float | Decimal
NOTHING = "\u2013"
MINUS = "\u2212"
SIGNS = {
    "AUD": "A$",
    "BRL": "R$",
    "CAD": "C$",
    "CNY": "CN\u00a5",
    "EUR": "\u20ac",
    "GBP": "\u00a3",
    "INR": "\u20b9",
    "JPY": "\u00a5",
    "KRW": "\u20a9",
    "USD": "$",
}
MONTHS_FROM = 100  # an age in days from which months say more
YEARS_FROM = 730
TENTHS = 10
STEPS = ((1_000_000_000, "bn"), (1_000_000, "m"), (1_000, "k"))


def grouped(number: Number | None) -> str:
    """Return a whole number with separators: "1,284"."""
    return NOTHING if number is None else _signed(number, f"{abs(number):,.0f}")


def short_number(number: Number | None) -> str:
    """Return a number in at most three figures from ten thousand on: "412k"."""
    if number is None:
        return NOTHING
    size = abs(float(number))
    if size >= 9_999.5:
        return _signed(number, _stepped(size))
    whole = size == round(size) or size >= 100
    return _signed(number, f"{size:,.0f}" if whole else f"{size:.3g}")


def money(amount: Number | None, currency: str) -> str:
    """Return money with the same number of places for its size: "€2,580", "€47k",
    "€412k", "€2.94m"; below zero with a minus."""
    if amount is None:
        return NOTHING
    size = abs(float(amount))
    if size >= 9_999.5:
        text = _in_steps(size)
    else:
        text = f"{size:,.0f}" if size == round(size) or size >= 100 else f"{size:,.2f}"
    return with_sign(amount, currency, text)


def money_exact(amount: Number | None, currency: str) -> str:
    """Return money to the unit: "€412,350"."""
    if amount is None:
        return NOTHING
    return with_sign(amount, currency, f"{abs(amount):,.0f}")


def with_sign(amount: Number, currency: str, figures: str) -> str:
    """Return the figures of an amount behind the sign of its currency: "\u2212€12.50".

    Every amount of money that a person reads is put together here.
    """
    return _signed(amount, f"{_sign_of(currency)}{figures}")


def percent(share: Number | None) -> str:
    """Return a share of one as percent: 0.47 is "47%", 0.004 is "0.4%"."""
    if share is None:
        return NOTHING
    size = abs(float(share)) * 100
    fine = 0 < size < 1 or (size < 10 and abs(size - round(size)) >= 0.05)
    return _signed(share, f"{size:.1f}%" if fine else f"{size:.0f}%")


def points(gap: float) -> str:
    """Return how far two shares lie apart: points, for they are not per cent.

    >>> points(0.141), points(0.01), points(0.004)
    ('14 points', '1 point', '0.4 points')
    """
    text = percent(gap).rstrip("%")
    return f"{text} {'point' if text == '1' else 'points'}"


def in_ten(share: float) -> str:
    """Return odds in tenths; no sample says that something is sure.

    >>> in_ten(0.71), in_ten(1.0), in_ten(0.02)
    ('7 in 10', 'over 9 in 10', 'under 1 in 10')
    """
    tenths = round(10 * share)
    if tenths >= TENTHS:
        return f"over {TENTHS - 1} in {TENTHS}"
    return f"{tenths} in {TENTHS}" if tenths else f"under 1 in {TENTHS}"


def styled(value: Number | None, style: str) -> str:
    """Return a value by the style of its chart: "" a number, "%" a share, else money.

    Any other style is the code of a currency, or else a unit: "2.1 days".
    """
    if style == "%":
        return percent(value)
    if style in CURRENCIES:
        return money(value, style)
    return f"{short_number(value)} {style}".strip()


def figure(value: Number | None, style: str) -> str:
    """Return a value as ``styled`` does, without a unit that is a word."""
    is_word = style != "%" and style not in CURRENCIES
    return styled(value, "" if is_word else style)


def day(when: date | datetime | None, today: date) -> str:
    """Return a day: "Thu 26 Nov", and with its year when that is another."""
    if when is None:
        return NOTHING
    year = "" if when.year == today.year else f" {when.year}"
    return f"{when:%a} {when.day} {when:%b}{year}"


def age(when: date | datetime | None, today: date) -> str:
    """Return how old something is: "today", "83 days old", "14 months old"."""
    if when is None:
        return NOTHING
    then = when.date() if isinstance(when, datetime) else when
    days = (today - then).days
    if days <= 0:
        return "today"
    if days < MONTHS_FROM:
        return plural(days, "day old", "days old")
    if days < YEARS_FROM:
        return plural(round(days / 30.44), "month old", "months old")
    return plural(round(days / 365.25), "year old", "years old")


def plural(number: Number | None, one: str, many: str) -> str:
    """Return the number with its word: "1 piece", "46 pieces"."""
    return f"{grouped(number)} {one if number == 1 else many}"


def _sign_of(currency: str) -> str:
    return SIGNS.get(currency, f"{currency}\u00a0" if currency else "")


def _signed(number: Number, text: str) -> str:
    return (
        f"{MINUS}{text}" if number < 0 and any(c in "123456789" for c in text) else text
    )


def _in_steps(size: float) -> str:
    """Return a large amount: thousands whole, millions and more with two places."""
    if round(size / 1_000) < 1_000:
        return f"{size / 1_000:,.0f}k"
    if round(size / 1_000_000, 2) < 1_000:
        return f"{size / 1_000_000:,.2f}m"
    return f"{size / 1_000_000_000:,.2f}bn"


def _stepped(size: float) -> str:
    """Return a large size in three figures with its letter: 2,940,000 is "2.94m"."""
    for step, letter in STEPS:
        if float(f"{size:.3g}") >= step:
            figures = f"{float(f'{size:.3g}') / step:.3g}"
            return f"{figures}{letter}"
    return f"{size:.0f}"
