"""What is wrong with a plan, a line each: on its printed page and in its document."""

from __future__ import annotations

from collections.abc import Iterator

from leadline.foundation.words import plural
from leadline.roadmap.types.plans import PlanPage
from leadline.roadmap.types.states import PlanState

PROMISES = 3  # lines for promises that are not kept


def plan_notes(page: PlanPage, unchecked: int) -> Iterator[str]:
    """Yield what stands at the head of the page on the screen, a line each."""
    if page.head.broken:
        yield "This plan asks for more than there is."
    for one in page.slipped[:PROMISES]:
        given = "Offer" if one.is_offered else "Promise"
        yield f"{given} not kept: “{one.bet.title}”, {one.words}, {one.end}."
    more = len(page.slipped) - PROMISES
    if more > 0:
        yield f"{plural(more, 'more promise is', 'more promises are')} not kept."
    if unchecked and page.head.state != PlanState.SUPERSEDED:
        hang = plural(unchecked, "promise hangs", "promises hang")
        them = "it" if unchecked == 1 else "them"
        yield f"{hang} on no bet: no plan can check {them}."
    if moved := moved_since(page):
        made = f"{page.head.made_at:%-d %B %Y}"
        yield f"The world moved since it was made on {made}: {moved}."


def moved_since(page: PlanPage) -> str:
    """Return what has changed since a plan was made, "" where nothing has."""
    others, new = len(page.changed_bets), len(page.new_bets)
    told = [
        plural(others, "bet was", "bets were") + " changed" if others else "",
        plural(new, "bet is", "bets are") + " new" if new else "",
        "the weeks of teams changed" if page.is_capacity_changed else "",
        "the sheet of economics changed" if page.is_sheet_changed else "",
    ]
    return ", ".join(filter(None, told))
