"""Filters of plans in many futures: odds that move, and plans side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import template

from leadline.foundation import words
from leadline.foundation.periods import period_label
from leadline.foundation.samples import error_of_share
from leadline.roadmap.types import (
    AimOfPlan,
    BetName,
    BetStanding,
    Brings,
    Clash,
    Delivery,
    DemandOf,
    OddsMove,
    Outlook,
    PlacesInFutures,
    PlanDates,
    PlanFutures,
    PlanHead,
    PlannedEnd,
    PlanPage,
    PromisesAhead,
    PromiseTrouble,
    Risk,
    why_silent,
)
from leadline.strategy.types import GoalOdds, GoalRow
from leadline.web.templatetags.economics import odds

register = template.Library()
TOLD = 3


@register.filter
def hung_on(
    hung: Mapping[int, Sequence[BetName]], promise_id: int
) -> Sequence[BetName]:
    """Return the bets on which a promise hangs, of those of a list of promises."""
    return hung.get(promise_id, ())


@register.filter
def odds_of(page: PlanPage, brings: Brings) -> list[tuple[float, AimOfPlan]]:
    """Return the odds that a plan brings what each goal misses, with what that is."""
    return list(zip(brings.odds, page.futures.aims, strict=True))


@register.filter
def odds_said(seen: Outlook, goal_id: int) -> GoalOdds | None:
    """Return the odds that the projection says of a goal; none where it says none."""
    return seen.odds.get(goal_id)


@register.filter
def speaks_of(seen: Outlook, goal_id: int) -> bool:
    """Whether the projection is asked for a goal, worked out or not."""
    return seen.speaks_of(goal_id)


@register.filter
def silent_bets(goal: GoalRow) -> str:
    """Return why no figure says what bets do for a goal, in a sentence."""
    return why_silent(goal)


@register.filter
def beyond_middle(known: PlanFutures) -> float:
    """Return what the chosen plan brings more than the plan of the middles, by the
    measure of risk in money; 0 where that is a share."""
    return 0.0 if known.risk == Risk.GOALS else known.value - known.middle


@register.filter
def outdone_words(page: PlanPage) -> str:
    """Return why a bet is left out that more best plans have in than one that is in,
    as a sentence; "" where there is none such."""
    found = page.outdone
    if found is None:
        return ""
    (left, most), (bet, least) = found
    cost = left.cost_to_force_in
    price = ""
    if cost is not None and cost > 0:
        price = (
            f", and it brings {words.money(*page.head.shown(cost))} a year less with it"
        )
    return (
        f"“{left.bet.title}” is left out, in the best plan found of {most.times} "
        f"futures, and “{bet.title}” is in, in that of {least.times}: each of those "
        f"plans is the best found for one future alone, this one is chosen as a whole "
        f"by {page.futures.risk_words.lower()}{price}."
    )


@register.filter
def outdoes_words(found: BetStanding) -> str:
    """Return why a bet is left out though more best plans have it in than another."""
    if found.outdoes is None:
        return ""
    bet, least = found.outdoes
    return (
        f"Left out all the same, while “{bet.title}” is in, which {least.times} of the "
        "best plans found have in: each of those is the best found for one future "
        "alone, this one is chosen as a whole."
    )


@register.filter
def within(error: float) -> str:
    """Return a standard error of a share in points: "±6 points", "±0.5 points".

    >>> within(0.062), within(0.0052), within(0.011)
    ('±6 points', '±0.5 points', '±1 point')
    """
    points = 100 * error
    text = f"{points:.0f}" if points >= 0.95 else f"{max(points, 0.1):.1f}"
    return f"±{text} {'point' if text == '1' else 'points'}"


@register.filter
def error_in(share: float, count: int) -> str:
    """Return the standard error of a share of so many futures, in points."""
    return within(error_of_share(share, count))


@register.filter
def more_words(gain: float, plan: PlanHead) -> str:
    """Return what a plan brings beside another: "brings €31k less"."""
    if abs(gain) < 0.5:
        return "brings as much"
    amount = words.money(*plan.shown(abs(gain)))
    return f"brings {amount} {'more' if gain > 0 else 'less'}"


@register.filter
def signed(points: int) -> str:
    """Return points with a sign: "+5", "0".

    >>> signed(5), signed(0), signed(-22)[1:]
    ('+5', '0', '22')
    """
    sign = "+" if points > 0 else "\N{MINUS SIGN}" if points else ""
    return f"{sign}{abs(points)}"


@register.filter
def odds_words(move: OddsMove) -> str:
    """Return how odds move: "61% to 57%", or "61%, as before"."""
    before, after = odds(move.before), odds(move.after)
    return f"{before}, as before" if before == after else f"{before} to {after}"


@register.filter
def most_moved(moves: tuple[OddsMove, ...]) -> OddsMove | None:
    """Return the goal whose odds move most, the first one where none does."""
    return max(moves, key=lambda move: abs(move.after - move.before), default=None)


@register.filter
def moves_told(places: PlacesInFutures, moves: tuple[OddsMove, ...]) -> str:
    """Return in a sentence what a place does to the odds of goals.

    Those that move are named, the most first; where none does, it is said.
    """
    if not moves:
        return ""
    felt = sorted(
        (move for move in moves if odds(move.before) != odds(move.after)),
        key=lambda move: -abs(move.after - move.before),
    )
    if not felt:
        return "No goal becomes more or less likely."
    parts = [f"“{move.name}” goes from {odds_words(move)}" for move in felt[:TOLD]]
    if places.is_projected:
        return f"{'; '.join(parts)}."
    bring = "The odds that its bets bring what a goal misses: "
    return f"{bring}{'; '.join(parts)}."


@register.filter
def in_ten(share: float) -> str:
    """Return odds of a day in tenths: "7 in 10"."""
    return words.in_ten(share)


@register.filter
def end_of(dates: PlanDates | None, bet_id: int) -> PlannedEnd | None:
    """Return when the plan to steer by has a bet finished; nothing outside it."""
    return dates.ends.get(bet_id) if dates else None


@register.filter
def date_odds(delivery: Delivery, bet_id: int) -> str:
    """Return the odds of a bet's date to follow it: ", odds 7 in 10"; "" without."""
    row = next((one for one in delivery.rows if one.bet.id == bet_id), None)
    return f", {row.short}" if row and row.short else ""


@register.filter
def trouble_of(ahead: PromisesAhead, promise_id: int) -> PromiseTrouble | None:
    """Return how a promise is not well; nothing where it is."""
    return ahead.by_id.get(promise_id)


@register.filter
def ahead_with(ahead: PromisesAhead, person_id: int) -> PromisesAhead:
    """Return what is not well of the promises with one person."""
    own = tuple(one for one in ahead.troubled if one.person_id == person_id)
    return PromisesAhead(len(own), own)


@register.filter
def quarters_said(periods: Sequence[str]) -> str:
    """Return quarters as a sentence has them: "Q1 2027 and Q2 2027"."""
    *most, last = map(period_label, periods)
    return f"{', '.join(most)} and {last}" if most else last


@register.filter
def is_wish(clash: Clash, page: PlanPage) -> bool:
    """Whether a demand that clashes is there because a person moved a bet by hand."""
    of_wishes = any(wish.bet_id == clash.bet_id for wish in page.wishes)
    return clash.of == DemandOf.WISH and of_wishes


OPEN_LINKS = {
    "after": "Drop the order between them, if they do not need each other.",
    "together": "Let them begin apart, if they do not need each other.",
    "instead_of": "Drop that one is instead of the other, if both may be.",
    "excluded": "Let it back in.",
    "goal": "Ask for less of the goal, or untick it.",
    "budget": "Allow more money, or let a bet that costs some leave the plan.",
    "share_at_least": "Ask for a smaller share of the effort, or for none.",
    "share_at_most": "Allow a larger share of the effort.",
}


@register.filter
def what_to_do(clash: Clash, page: PlanPage) -> str:
    """Return how one demand of a clash could be given up, in words to act on."""
    if is_wish(clash, page):
        return "Let the move go: planned again without it, the search places the bet."
    match clash.kind:
        case "capacity":
            lacks = next((s.lacks for s in page.shorts if s.team == clash.team), None)
            weeks = "more person-weeks"
            if lacks:
                weeks = f"{lacks:g} {'more person-week' if lacks == 1 else weeks}"
            where = f" in {period_label(clash.period)}" if clash.period else ""
            return f"Give {clash.team or 'the team'} {weeks}{where}."
        case "latest" if clash.of == DemandOf.PROMISE:
            return "Agree on a later day with who was promised it."
        case "latest" if clash.of == DemandOf.WORK:
            return "It is being done: say that it takes a quarter more, or stop it."
        case "latest":
            return "Give it a later last quarter."
        case "earliest":
            return "Let it begin earlier."
        case "committed" if clash.of == DemandOf.PROMISE:
            return "Take the promise back, or honour it by another bet."
        case "committed" if clash.of == DemandOf.WORK:
            return "Stop it for now: make it a candidate again."
        case "committed":
            return "Make it a candidate again, so that the search may leave it out."
    return OPEN_LINKS.get(clash.kind, "")
