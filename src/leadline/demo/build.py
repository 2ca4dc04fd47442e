"""The example company, whole: the same for the same day."""

from __future__ import annotations

from datetime import date

from leadline.demo import story
from leadline.demo.accounts import accounts
from leadline.demo.company import Company
from leadline.demo.content_files import content
from leadline.demo.feedback import pieces
from leadline.demo.needs import needs


def company(today: date, *, share: float = 1.0) -> Company:
    """Return the example company as it stands on a day.

    With a share of its feedback; what was read for a chair is always there.

    >>> one = company(date(2026, 11, 23))
    >>> one == company(date(2026, 11, 23)), len(one.pieces) >= 1600
    (True, True)
    """
    page = content("story.toml")
    metrics = story.metrics(today)
    return Company(
        name=page["name"],
        domain=page["domain"],
        about=page["about"],
        today=today,
        products=tuple(page["products"]),
        people=story.people(),
        teams=story.teams(today),
        quarters=story.quarters(today),
        customers=tuple(accounts().values()),
        needs=needs(),
        pieces=pieces(today, share),
        metrics=metrics,
        goals=story.goals(today, metrics),
        check_ins=story.check_ins(),
        bets=story.bets(),
        past_plans=story.past_plans(today),
    )
