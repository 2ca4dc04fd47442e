"""What a plan's page says first: what it brings, how sure, by which figures."""

from __future__ import annotations

from leadline.foundation import words
from leadline.foundation.periods import period_label
from leadline.roadmap.types.clashing import Short
from leadline.roadmap.types.futures import Brings
from leadline.roadmap.types.outlook import Outlook
from leadline.roadmap.types.plans import PlanHead, PlanPage
from leadline.roadmap.types.spread import Spread
from leadline.roadmap.types.states import PlanStatus

MEASURES = ("growth", "profit")
FEW = 0.05


def plan_headline(page: PlanPage, brings: Brings | None) -> str:
    """Return what a plan brings, in one sentence.

    Where a figure is a range it is the mean of the futures; otherwise there is one
    future, and it is the sum of what was said. What the projection says of bets is a
    mean over time as well, and it is said until when.
    """
    plan = page.head
    if plan.status == PlanStatus.INFEASIBLE or brings is None:
        clash = words.plural(len(page.clashes), "demand clashes", "demands clash")
        if page.shorts:
            clash += f", for {_too_few(page.shorts[0])}"
        return f"{plan.name} is impossible as asked: {clash}."
    if not page.says:
        count = words.plural(plan.bets, "bet", "bets")
        they = "it brings" if plan.bets == 1 else "they bring"
        said = f"{count}, and nobody said what {they}"
    else:
        count = words.plural(plan.bets, "bet brings", "bets bring")
        means = {name: getattr(brings, name).mean for name in MEASURES}
        said = f"{count} {_both(page, means)} a year"
        over = f"over {words.grouped(brings.futures)} futures"
        if page.projected and page.until:
            first = period_label(plan.periods[0])
            said += f", on average to the end of {period_label(page.until)}"
            said += f" as if each was finished in {first}"
            said += f", {over}" if brings.futures > 1 else ""
        elif brings.futures > 1:
            said += f", on average {over}"
        silent = [name for name in MEASURES if name not in page.says]
        said += "".join(f"; nobody said a {name}" for name in silent)
    broken = len(plan.broken)
    if broken:
        said += f", but {words.plural(broken, 'demand is', 'demands are')} broken"
    return f"{plan.name}: {said}."


def how_sure(
    page: PlanPage, brings: Brings | None, seen: Outlook | None = None
) -> list[str]:
    """Return what a board asks first, in three sentences at most: how far what a plan
    brings may lie off, what it adds by calendar years, what is not finished in it.

    Empty where nothing is said, or where the plan is impossible.
    """
    if brings is None or not page.says or page.head.status == PlanStatus.INFEASIBLE:
        return []
    years = [told] if seen is not None and (told := _by_year(seen)) else []
    if brings.futures == 1:
        alike = "No value and no effort of its bets is a range, so there is one future"
        return [f"{alike} and nothing says how far it may be off.", *years]
    ranges = [
        f"{_range(page.head, getattr(brings, name))} {name}"
        for name in MEASURES
        if name in page.says
    ]
    said = [f"8 in 10 futures bring {', and 8 in 10 '.join(ranges)}.", *years]
    if brings.unfinished >= FEW:
        said.append(
            f"On average {brings.unfinished:.1f} of its bets are not finished by the "
            f"end of {period_label(page.head.periods[-1])}, as work takes longer than "
            "the middle, and then bring nothing."
        )
    return said


def how_reckoned(page: PlanPage, brings: Brings | None) -> list[str]:
    """Return what stands behind the figures of a plan that is drawn in futures: what
    the middles come to, what people say beside it, and how it was chosen."""
    if brings is None or not page.says or brings.futures == 1:
        return []
    middles = {name: getattr(page, name) for name in MEASURES}
    said = [
        "By the middle of each range, weighed by how sure people are: "
        f"{_both(page, middles)} a year.",
        *_as_said(page),
    ]
    if not page.futures.is_known:
        said.append(f"It was not chosen over futures: {_small(page.futures.why)}.")
    return said


def _as_said(page: PlanPage) -> list[str]:
    """Return what people say of bets that are projected, and what profit is there."""
    said = {name: value for name, value in page.said.items() if value}
    if not page.projected or not said:
        return []
    figures = " and ".join(
        f"{words.money(*page.head.shown(value))} {name}" for name, value in said.items()
    )
    return [
        f"People say {figures} a year, weighed the same; the plan counts what bets "
        "move on the sheet of economics, where profit is what the margin leaves of "
        "growth and what is saved, less what bets cost."
    ]


def _too_few(short: Short) -> str:
    """Return which team has too few weeks, and when."""
    when = " and ".join(map(period_label, short.periods))
    weeks = "person-week" if short.lacks == 1 else "person-weeks"
    return f"{short.team} has {short.lacks:g} {weeks} too few in {when}"


def _by_year(seen: Outlook) -> str:
    """Return what a plan adds in each calendar year, "" where nothing is projected."""
    years = seen.by_year()
    if not years or seen.projection is None:
        return ""
    currency = seen.projection.currency
    adds = [
        f"{words.money(growth, currency)} growth and "
        f"{words.money(profit, currency)} profit in {year}"
        for year, growth, profit in years
    ]
    *first, last = adds
    told = f"{', '.join(first)} and {last}" if first else last
    day = f"{seen.projection.made_at:%-d %B %Y}"
    return (
        f"By the calendar, each from when it is done, it adds {told}, in the mean of "
        f"the projection of {day}."
    )


def _both(page: PlanPage, values: dict[str, float]) -> str:
    """Return growth and profit in money, those that anybody said."""
    return " and ".join(
        f"{words.money(*page.head.shown(value))} {name}"
        for name, value in values.items()
        if name in page.says
    )


def _range(plan: PlanHead, spread: Spread) -> str:
    low, high = (words.money(*plan.shown(end)) for end in (spread.p10, spread.p90))
    return low if low == high else f"{low} to {high}"


def _small(sentence: str) -> str:
    """Return a sentence as it stands after a colon, without its own end.

    >>> _small("It was asked.")
    'it was asked'
    """
    text = sentence.rstrip(".") or "none was planned"
    return text[0].lower() + text[1:]
