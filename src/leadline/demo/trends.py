"""When things are said: how a need rises, fades or bursts, and when people write."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, timedelta
from random import Random

DAYS = 364
RELEASE = 0.79  # app 7.4: eleven weeks ago
TWO_TAPS = 0.45  # self-service swaps
OUTAGES = (0.28, 0.63)
PRICE_LETTER = 0.88
WEEKDAYS = {
    "ticket": (1.4, 1.2, 1.1, 1.0, 1.0, 0.4, 0.4),
    "review": (1.0, 0.9, 0.9, 0.9, 1.0, 1.2, 1.2),
    "survey": (1.2, 1.3, 1.2, 1.0, 0.8, 0.2, 0.2),
}
OFFICE = (1.0, 1.2, 1.2, 1.2, 0.8, 0.0, 0.0)
SEASONS = {
    "season-winter": {11: 1.5, 12: 1.9, 1: 2.4, 2: 2.2, 3: 1.3},
    "season-holidays": {10: 1.5, 11: 2.2, 12: 2.0, 6: 1.4, 7: 1.3},
    "season-spring": {2: 1.5, 3: 2.0, 4: 2.2, 5: 2.0, 6: 1.5},
}


def density(trend: str, at: float, month: int) -> float:
    """Return how much is said at a point of the year, 0 a year ago and 1 today.

    >>> density("burst", 0.5, 6), density("rising", 1.0, 6) > density("rising", 0.1, 6)
    (0.0, True)
    """
    if trend in SEASONS:
        return SEASONS[trend].get(month, 0.6)
    if trend == "burst":
        since = at - RELEASE
        return 0.0 if since < 0 else 0.06 + 3.0 * math.exp(-since / 0.05)
    if trend == "burst-early":
        waves = (at - start for start in OUTAGES)
        return 0.2 + sum(2.5 * math.exp(-s / 0.025) for s in waves if s >= 0)
    if trend == "burst-late":
        since = at - PRICE_LETTER
        return 0.35 + (2.8 * math.exp(-since / 0.08) if since >= 0 else 0.0)
    if trend == "new":
        return 0.0 if at < 0.72 else 0.3 + 3.0 * (at - 0.72) / 0.28
    if trend == "rising":
        return 0.25 + 1.9 * float(at**1.8)
    if trend == "fading":
        return 1.5 if at < TWO_TAPS else 0.25 + 1.25 * math.exp(-(at - TWO_TAPS) / 0.15)
    return 1.0


def moment(trend: str, source: str, today: date, rng: Random) -> datetime:
    """Draw when a piece is said: within the year that ended yesterday."""
    weekdays = WEEKDAYS.get(source, OFFICE)
    while True:
        ago = rng.randint(1, DAYS)
        day = today - timedelta(days=ago)
        chance = density(trend, 1 - ago / DAYS, day.month) * weekdays[day.weekday()]
        if rng.random() * 5.0 < chance:
            break
    return datetime.combine(day, _hour(source, rng), UTC)


def _hour(source: str, rng: Random) -> time:
    night = source in ("ticket", "review") and rng.random() < 0.3
    hour = rng.randint(0, 23) if night else int(rng.triangular(7, 19, 10))
    return time(hour, rng.randint(0, 59), rng.randint(0, 59))


def is_late_enough(said_at: datetime, today: date) -> bool:
    """Tell whether a piece was said after self-service swaps went out.

    >>> is_late_enough(datetime(2026, 11, 1, tzinfo=UTC), date(2026, 11, 23))
    True
    """
    ago = (today - said_at.date()).days
    return 1 - ago / DAYS > TWO_TAPS + 0.02
