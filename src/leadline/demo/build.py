"""The example company, whole: the same for the same seed and day."""

from __future__ import annotations

from datetime import date
from random import Random

from leadline.demo import story
from leadline.demo.company import Company, TrueNeed
from leadline.demo.feedback import Year
from leadline.demo.market import customers
from leadline.demo.needs import content, need_texts


def company(seed: int, today: date, *, share: float = 1.0) -> Company:
    """Make the example company as it stands on a day, with a share of its feedback.

    >>> one = company(1, date(2026, 11, 23))
    >>> one == company(1, date(2026, 11, 23)), len(one.pieces) >= 3000
    (True, True)
    """
    page = content("story.toml")
    market = customers(Random(f"{seed}-market"), today)
    metrics = story.metrics(Random(f"{seed}-metrics"), today)
    return Company(
        name=page["name"],
        domain=page["domain"],
        about=page["about"],
        today=today,
        products=tuple(page["products"]),
        people=story.people(),
        teams=story.teams(today),
        quarters=story.quarters(today),
        customers=market,
        needs=tuple(TrueNeed(n.key, n.name, n.area) for n in need_texts()),
        pieces=Year(Random(f"{seed}-feedback"), today, market, share).pieces(),
        metrics=metrics,
        goals=story.goals(today, metrics),
        bets=story.bets(),
        past_plans=story.past_plans(today),
    )
