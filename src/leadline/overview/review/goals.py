"""Goals of a month: where they stood, what moved them, how likely they are."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from leadline.foundation.measures import measured, points
from leadline.foundation.months import month_of, next_month
from leadline.overview.review.month import GoalSeen, MonthRecord, Stand
from leadline.overview.review.parts import Claim, Part
from leadline.overview.review.span import Span
from leadline.overview.review.words import (
    change_words,
    cut,
    fact,
    joined,
    line,
    name,
    read_words,
    signed,
)
from leadline.strategy.types import (
    GoalKind,
    GoalLine,
    GoalOdds,
    GoalRow,
    GoalState,
    Line,
    Mark,
    PaceWord,
    ReviewFacts,
    as_read,
)

SHOWN = 6
WITH_AMOUNT = (PaceWord.AHEAD, PaceWord.BEHIND)
TROUBLE = (PaceWord.BROKEN, PaceWord.BEHIND)
ORDER = {PaceWord.BROKEN: 0, PaceWord.BEHIND: 1, None: 2}
LAST = 3


def goals_part(
    record: MonthRecord, odds: Mapping[int, GoalOdds], before: ReviewFacts | None
) -> Part[GoalLine]:
    """Return the goals: what is in trouble first, so that none of it is left out."""
    part: Part[GoalLine] = Part()
    was = {goal.key: goal.odds for goal in before.goals} if before else {}
    for seen in sorted(record.goals, key=_order):
        key = f"goal:{seen.goal.id}"
        found = odds.get(seen.goal.id)
        part.lines.append(_line(seen, record.span, found, was.get(key)))
        part.claims += _claims(seen, record.span)
        if found:
            part.claims += _odds_claims(seen.goal, found, was.get(key))
        part.marks[key] = _mark(seen)
    part.cut(SHOWN)
    return part


def path_of(goal: GoalRow) -> str:
    """Return the address of a goal's page."""
    return f"strategy/goals/{goal.id}/"


def unit_of(goal: GoalRow) -> str:
    """Return the currency or the unit of a goal."""
    return goal.currency or goal.unit


def is_in_trouble(goal: GoalRow) -> bool:
    """Return whether a goal is behind, or broken, or was missed."""
    if goal.state != GoalState.OPEN:
        return goal.state == GoalState.MISSED
    return bool(goal.pace and goal.pace.word in TROUBLE)


def leading_goal(record: MonthRecord) -> GoalSeen | None:
    """Return the goal that an opening speaks of: growth in money that others serve."""
    found = [seen for seen in record.goals if seen.goal.metric_id is not None]
    return min(found, key=_leads, default=None)


def moved_by(stand: Stand, span: Span) -> Decimal | None:
    """Return by how much a metric moved in the month; none where it was not read."""
    if stand.now is None or stand.before is None or not span.holds(stand.now.on_date):
        return None
    return stand.now.value - stand.before.value


def since_words(stand: Stand, span: Span) -> str:
    """Return since when a metric moved, where it was not read in the month before."""
    if stand.before is None or month_of(stand.before.on_date) == next_month(
        span.month, -1
    ):
        return ""
    return f" since {stand.before.on_date:%-d %b %Y}"


def _leads(seen: GoalSeen) -> tuple[bool, bool, bool, str]:
    goal = seen.goal
    is_growth = goal.kind == GoalKind.GROWTH
    return goal.parent_id is not None, not is_growth, not goal.currency, goal.name


def _order(seen: GoalSeen) -> tuple[bool, bool, int, str]:
    goal, pace = seen.goal, seen.goal.pace
    place = ORDER.get(pace.word if pace else None, LAST)
    return not is_in_trouble(goal), goal.parent_id is not None, place, goal.name


def _line(
    seen: GoalSeen, span: Span, odds: GoalOdds | None, before: int | None
) -> GoalLine:
    goal, stand = seen.goal, seen.stand
    moved = moved_by(stand, span)
    unit = unit_of(goal)
    return GoalLine(
        key=f"goal:{goal.id}",
        path=path_of(goal),
        name=goal.name,
        kind=goal.kind,
        now=measured(stand.now.value, unit) if stand.now else "not known",
        read=_read(goal, stand, span),
        change=(
            "" if moved is None else signed(moved, unit) + since_words(stand, span)
        ),
        pace=pace_words(goal),
        moved=_moved(seen, odds),
        value=f"{stand.now.value.normalize():f}" if stand.now else "",
        is_bad=is_in_trouble(goal),
        odds=odds.percent if odds else None,
        odds_without=odds.without_percent if odds else None,
        odds_before=before,
    )


def _read(goal: GoalRow, stand: Stand, span: Span) -> str:
    """Return where the figure comes from, or why there is none for the month."""
    if stand.now is None:
        return "never read" if goal.metric_id else "no metric measures it"
    said = read_words(stand.now, span.on)
    return said if span.holds(stand.now.on_date) else f"{said}; no newer reading"


def pace_words(goal: GoalRow) -> str:
    """Return how a goal stands against where it should: "behind by €80k"."""
    pace = goal.pace
    if goal.state == GoalState.MISSED:
        return "missed"
    if goal.state == GoalState.REACHED or pace is None:
        return "reached" if goal.state == GoalState.REACHED else ""
    if pace.word in WITH_AMOUNT:
        by = change_words(as_read(pace.by, goal), unit_of(goal))
        return f"{pace.word.label} by {by}"
    return str(pace.word.label)


def _moved(seen: GoalSeen, odds: GoalOdds | None) -> Line:
    """Return what moved it: what is known of its odds, its bets and decisions."""
    told: list[Line] = [line(odds.because)] if odds and odds.because else []
    if seen.said:
        why, sure = cut(seen.said.reason), f"{seen.said.confidence}% sure"
        who = f"{seen.said.author}, " if seen.said.author else ""
        told.append(line("“", fact(why, path_of(seen.goal)), f"” ({who}{sure})"))
    for news in seen.news:
        told.append(line(name(news.title, f"roadmap/bets/{news.id}/"), f" {news.what}"))
    for pk, choice in seen.decided:
        told.append(line("decided: ", name(choice, f"decisions/{pk}/")))
    if told:
        return joined(told[:2], "; ")
    return line() if seen.bets else line("No bet serves it")


def _claims(seen: GoalSeen, span: Span) -> list[Claim]:
    """Return what the sentence on top may say of a goal."""
    goal, stand = seen.goal, seen.stand
    path, unit = path_of(goal), unit_of(goal)
    top = 10 if goal.parent_id is None else 0
    kind = f"goal:{goal.id}"
    if seen.has_ended:
        how = f" is {goal.state.label.lower()}"
        return [Claim(85 + top, kind, line("“", name(goal.name, path), "”", how))]
    pace = goal.pace
    if stand.now is None or pace is None or pace.word not in TROUBLE:
        return []
    stands = fact(measured(stand.now.value, unit), path)
    if pace.word == PaceWord.BROKEN:
        bound = "at least" if goal.aims_up else "at most"
        told = f", to be held at {measured(goal.target, unit)} {bound}"
    else:
        due = measured(round(pace.expected or Decimal(0), 1), unit)
        told = f" where it should be at {due} by now"
    weight = 75.0 if pace.word == PaceWord.BROKEN else 55.0
    clause = line(f"“{cut(goal.name)}” is {pace.word.label}: ", stands, told)
    return [Claim(weight + top, kind, clause)]


def _odds_claims(goal: GoalRow, odds: GoalOdds, before: int | None) -> list[Claim]:
    moved = None if before is None else odds.percent - before
    if not moved:
        return []
    how = "likelier" if moved > 0 else "less likely"
    chance = fact(
        f"{odds.percent}%, {odds.without_percent}% with nothing built", path_of(goal)
    )
    clause = line(
        f"we are {points(abs(moved))} {how} to reach “{cut(goal.name)}” than at the "
        "review before (", chance, ")",
    )  # fmt: skip
    return [Claim(90 + abs(moved), f"odds:{moved > 0}", clause)]


def _mark(seen: GoalSeen) -> Mark:
    """Return where it stood, to tell later what was read or set otherwise.

    Its key is what reviews have kept since the first: by it old and new compare.
    """
    goal, now, unit = seen.goal, seen.stand.now, unit_of(seen.goal)
    stood, day, aim, bound = "not read", "", "", ""
    if goal.target:
        aim = f" of {measured(goal.target, unit)}"
    if goal.target is not None:
        least = "at least" if goal.aims_up else "at most"
        bound = f"; the aim is {least} {measured(goal.target, unit)}"
    if now is not None:
        stood, day = measured(now.value, unit), f", read on {now.on_date:%-d %B %Y}"
    return Mark(goal.name, f"{stood}{day}{bound}", f"{stood}{aim}{day}", aim)
