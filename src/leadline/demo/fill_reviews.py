"""Reviews two months: the older one is finished, the newer one still a draft."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial

from leadline.accounts.types import Actor
from leadline.demo.steps import Step
from leadline.foundation.months import month_of, month_start, next_month
from leadline.overview.review import month_facts
from leadline.strategy.actions import finish_review, make_review, write_section
from leadline.strategy.types import Section

MADE_AT = timedelta(days=2, hours=9, minutes=20)  # on the third of the month after
WROTE_AFTER = timedelta(minutes=25)
FINISHED_AFTER = timedelta(days=1)
EARLIER = timedelta(hours=3)  # where the third of the month has not come yet
DAY = 86_400
OLDER = {
    Section.LEARNED: (
        "We go by the loudest ticket when a month is full. Whoever brings a number to "
        "the planning round next time brings the ward or the port it comes from too."
    ),
}
NEWER = {
    Section.LEARNED: (
        "In ports a whole crew moves, and we had forecast them like wards. From now "
        "on a forecast is split by segment before it gets a number."
    ),
    Section.AHEAD: (
        "Petra wants to see what the support tickets were about before we promise "
        "anything more on that figure."
    ),
}


def steps(actor: Actor, now: datetime) -> Iterator[Step]:
    """Yield how the last two months that are over were reviewed."""
    last = next_month(month_of(now.date()), -1)
    older = _made_at(next_month(last, -1), now)
    newer = _made_at(last, now)
    review = partial(_review, actor, next_month(last, -1), older, OLDER)
    yield Step(_ago(older, now), partial(review, is_finished=True))
    yield Step(_ago(newer, now), partial(_review, actor, last, newer, NEWER))


def _made_at(month: str, now: datetime) -> datetime:
    first = month_start(next_month(month))
    return min(datetime.combine(first, time(), now.tzinfo) + MADE_AT, now - EARLIER)


def _ago(moment: datetime, now: datetime) -> float:
    return (now - moment).total_seconds() / DAY


def _review(
    actor: Actor,
    month: str,
    made: datetime,
    words: dict[Section, str],
    is_finished: bool = False,
) -> None:
    """Make a review, write into it, and close it the day after where it is done."""
    facts = month_facts(actor=actor, month=month, now=made)
    kept = make_review(
        actor=actor, month=month, facts=facts, today=made.date(), now=made
    )
    for section, said in words.items():
        write_section(
            actor=actor, review_id=kept.id, section=section, words=said,
            now=made + WROTE_AFTER,
        )  # fmt: skip
    if is_finished:
        finish_review(actor=actor, review_id=kept.id, now=made + FINISHED_AFTER)
