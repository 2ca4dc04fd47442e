"""A review made from the record of a month: what matters most stands first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from leadline.accounts.types import Actor
from leadline.decisions.types import ChairVerdict
from leadline.foundation.measures import is_percent, measured
from leadline.foundation.months import month_label
from leadline.foundation.words import day
from leadline.overview.review.asked import (
    ahead_part,
    decisions_part,
    learned_part,
    promises_part,
)
from leadline.overview.review.figures import (
    bets_part,
    count_of,
    forecasts_part,
    readings_part,
)
from leadline.overview.review.goals import (
    goals_part,
    is_in_trouble,
    leading_goal,
    moved_by,
    pace_words,
    path_of,
    since_words,
    unit_of,
)
from leadline.overview.review.month import GoalSeen, MonthRecord, read_month
from leadline.overview.review.parts import Claim, Part
from leadline.overview.review.words import capital, change_words, fact, joined, line
from leadline.roadmap.queries import odds_of_goals, outlook
from leadline.strategy.queries import facts_before
from leadline.strategy.types import GoalOdds, Line, ReviewFacts, Section, Tally

ON_TOP, IN_OPENING = 2, 2


def month_facts(
    *,
    actor: Actor,
    month: str,
    now: datetime,
    product_id: int | None = None,
    odds: Mapping[int, GoalOdds] | None = None,
) -> ReviewFacts:
    """Return what a review of a month says, computed from the record as it stands.

    ``odds`` are those of goals by number; where none are given, those projected last
    with the plan the company steers by. They are held against the review before.
    Raises ``NotFound`` for another's product, ``Invalid`` for no month.
    """
    actor.require("read")
    record = read_month(actor=actor, month=month, now=now, product_id=product_id)
    worked_out = ""
    if odds is None:
        odds = odds_of_goals(actor=actor, until=now)
        worked_out = _worked_out(actor, record, now) if odds else ""
    before = facts_before(actor=actor, month=month, product_id=product_id)
    goals = goals_part(record, odds, before)
    forecasts = forecasts_part(record)
    parts: dict[str, Part[Line]] = {
        Section.READINGS: readings_part(record),
        Section.BETS: bets_part(record),
        Section.DECISIONS: decisions_part(record),
        Section.PROMISES: promises_part(record),
        Section.LEARNED: learned_part(record),
        Section.AHEAD: ahead_part(record),
    }
    every: list[Part[Any]] = [goals, forecasts, *parts.values()]
    claims = _chosen(record, every)
    more = {Section.GOALS: goals.more, Section.FORECASTS: forecasts.more}
    return ReviewFacts(
        month=record.span.month,
        made_on=record.span.on,
        until=record.span.until,
        headline=_headline(claims[:ON_TOP], record),
        opening=tuple(_opening(record, claims[ON_TOP:])),
        goals=tuple(goals.lines),
        forecasts=tuple(forecasts.lines),
        of_forecasts=count_of(record.settled) if forecasts.lines else Line(()),
        notes=tuple(_notes(record, worked_out)),
        more={str(name): number for name, number in more.items() if number},
        tally=_tally(record),
        marks={key: mark for part in every for key, mark in part.marks.items()},
        **{str(name): tuple(part.lines) for name, part in parts.items()},
    )


def _growth(record: MonthRecord) -> list[Claim]:
    """Return what the leading figure did, the one that a review begins with."""
    seen = leading_goal(record)
    if seen is None or seen.stand.now is None:
        return []
    goal, path = seen.goal, path_of(seen.goal)
    moved = moved_by(seen.stand, record.span)
    now = fact(measured(seen.stand.now.value, unit_of(goal)), path)
    if moved is None:
        clause = line(f"{goal.measure} was not read in {record.span.name}")
        return [Claim(65, "growth", clause)]
    if not moved:
        return [Claim(60, "growth", line(f"{goal.measure} stayed at ", now))]
    way = "rose" if moved > 0 else "fell"
    by = fact(change_words(moved, unit_of(goal)), path)
    to = f"{since_words(seen.stand, record.span)} to "
    return [Claim(95, "growth", line(f"{goal.measure} {way} by ", by, to, now))]


def _chosen(record: MonthRecord, parts: list[Part[Any]]) -> list[Claim]:
    """Return the weightiest claim of each kind; the leading goal has its own words."""
    leads = leading_goal(record)
    own = f"goal:{leads.goal.id}" if leads and not leads.has_ended else ""
    claims = [*_growth(record), *(claim for part in parts for claim in part.claims)]
    found: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda one: (-one.weight, one.clause.words)):
        if claim.kind != own:
            found.setdefault(claim.kind, claim)
    return list(found.values())


def _headline(claims: list[Claim], record: MonthRecord) -> Line:
    if not claims:
        of = f" of {record.product}" if record.product else ""
        month = month_label(record.span.month)
        return line(f"Nothing that weighs is on record{of} for {month}.")
    return capital(joined([claim.clause for claim in claims], ", and ", "."))


def _opening(record: MonthRecord, claims: list[Claim]) -> list[Line]:
    seen = leading_goal(record)
    found = [_way(seen, record)] if seen and seen.stand.now else []
    for claim in claims[:IN_OPENING]:
        found.append(capital(joined([claim.clause], "", ".")))
    return found


def _way(seen: GoalSeen, record: MonthRecord) -> Line:
    """Return where the leading figure stands, its year, and what is missing."""
    goal, stand = seen.goal, seen.stand
    path, unit = path_of(goal), unit_of(goal)
    assert stand.now is not None
    told = line(
        f"{goal.measure} stands at ", fact(measured(stand.now.value, unit), path)
    )
    parts = [told]
    if stand.year_ago is None:
        parts.append(line("; it was not read a year ago, so nothing says how it grew"))
    elif grown := _grown(stand.now.value, stand.year_ago.value, unit):
        way = "up" if stand.now.value > stand.year_ago.value else "down"
        parts.append(line(f", {way} ", fact(grown, path), " in a year"))
    else:
        parts.append(line(", as a year ago"))
    if goal.missing and goal.target is not None:
        missing, aim = change_words(goal.missing, unit), measured(goal.target, unit)
        by = f" by {goal.target_date:%-d %B %Y}" if goal.target_date else ""
        parts.append(line("; it has ", fact(missing, path), f" to go to {aim}{by}"))
    if is_in_trouble(goal):
        parts.append(line(f", and it is {pace_words(goal)}"))
    return joined(parts, "", ".")


def _grown(now: Decimal, then: Decimal, unit: str) -> str:
    """Return by how much it differs from a year ago: a share of what it was then, or
    the difference where that is no amount to take a share of; "" where it does not."""
    if now == then:
        return ""
    if is_percent(unit) or then <= 0:
        return change_words(now - then, unit)
    share = abs(now - then) / then
    return f"{share:.1%}" if round(share, 3) else change_words(now - then, unit)


def _worked_out(actor: Actor, record: MonthRecord, now: datetime) -> str:
    """Return when the odds of goals were worked out, and what changed since then."""
    seen = outlook(actor=actor, today=record.span.on)
    found = seen.projection
    if found is None:
        return ""
    if found.made_at > now:
        return f"Odds are as they stood on {day_of(now.date())}."
    told = f"Odds of goals were worked out on {day_of(found.made_at.date())}"
    said = seen.file.said
    if seen.changed:
        return f"{told}; since then this has changed: {seen.changed}."
    since = f", from a sheet said since {day_of(said[0])}" if said else ""
    return f"{told}{since}."


def day_of(when: date) -> str:
    """Return a day as a note writes it: "12 November 2026"."""
    return f"{when:%-d %B %Y}"


def _notes(record: MonthRecord, worked_out: str = "") -> list[Line]:
    """Return what a reader must know of the figures: their day, what is not in them."""
    span = record.span
    days = (span.last - span.until).days
    found = [line(f"Figures of {day(span.on, span.on)} {span.on.year}.")]
    if days:
        left = f"{days} day{'' if days == 1 else 's'}"
        found.append(line(f"{span.name} had {left} to go when they were read."))
    if worked_out:
        found.append(line(worked_out))
    if record.product:
        found.append(
            line(f"What belongs to no product, or to another than {record.product}, "
                 "is not in them.")
        )  # fmt: skip
    return found


def _tally(record: MonthRecord) -> Tally:
    return Tally(
        settled=len(record.settled),
        inside=sum(bool(one.held) for one in record.settled),
        due=len(record.due),
        kept=sum(one.is_kept for one in record.due),
        taken=len(record.taken),
        heard=sum(one.verdict == ChairVerdict.TAKEN for one in record.taken),
    )
