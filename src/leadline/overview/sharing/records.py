"""Needs, goals and decisions for strangers: one shape of page, redacted once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from leadline.accounts.types import Actor
from leadline.decisions.queries import decision_page
from leadline.evidence.queries import need_page, quotes_of
from leadline.evidence.types import QuoteRow
from leadline.foundation.errors import NotFound
from leadline.foundation.measures import is_currency, measured
from leadline.foundation.screening import Screen
from leadline.foundation.totals import figure
from leadline.foundation.words import percent, plural
from leadline.overview.sharing.screens import screen_of
from leadline.strategy.queries import goal_page
from leadline.strategy.types import GoalRow, MeasureRow

QUOTES = 5


@dataclass(frozen=True, slots=True)
class SharedLine:
    """A line of a part: its text, what stands beside it, whether somebody said it."""

    text: str
    note: str = ""
    is_voice: bool = False


@dataclass(frozen=True, slots=True)
class SharedPart:
    """A part of a page under a title of ours; ``empty`` is said without a line."""

    title: str
    lines: tuple[SharedLine, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class SharedRecord:
    """A record as strangers read it: a sentence, facts with their labels, parts."""

    headline: str
    lede: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[SharedPart, ...]


def shared_need(
    *, actor: Actor, need_id: int, has_names: bool, has_money: bool, now: datetime
) -> SharedRecord:
    """Return a need with what was said of it most typically, redacted.

    Raises ``NotFound``, also for one that was folded into another.
    """
    page = need_page(actor=actor, need_id=need_id, now=now)
    if page.merged_into is not None:
        raise NotFound("There is no such need.")
    need = page.row
    said = quotes_of(actor=actor, need_id=need_id, sort="typical", per_page=QUOTES)
    lede = (
        f"{plural(need.pieces, 'piece of feedback', 'pieces of feedback')} from "
        f"{plural(need.customers, 'customer', 'customers')}."
    )
    facts = [("First said", day_of(need.first_at)), ("Last said", day_of(need.last_at))]
    if has_money:
        facts.append(("Revenue of who asks, a year", figure(need.revenue)))
    lines = tuple(SharedLine(q.words, _who(q, has_names), True) for q in said)
    part = SharedPart("In their words", lines, "Nothing was written down yet.")
    record = SharedRecord(need.statement, lede, tuple(facts), (part,))
    return cleaned(record, actor, has_names, has_money)


def shared_goal(
    *, actor: Actor, goal_id: int, has_names: bool, has_money: bool
) -> SharedRecord:
    """Return a goal with its measures, redacted: money only as a share of the way.

    Raises ``NotFound``.
    """
    page = goal_page(actor=actor, goal_id=goal_id)
    goal = page.goal
    measures = tuple(_measure(one, has_money) for one in goal.measures)
    parts = (
        SharedPart("How it is measured", measures),
        SharedPart(
            "Its parts",
            tuple(_part(child) for child in page.children),
            "It has no parts.",
        ),
    )
    facts = [("Kind", goal.kind.label), ("State", goal.state.label)]
    facts += [("Due", day_of(goal.due))] if goal.due else []
    return cleaned(
        SharedRecord(goal.name, "", tuple(facts), parts), actor, has_names, has_money
    )


def shared_decision(
    *, actor: Actor, decision_id: int, has_names: bool, has_money: bool
) -> SharedRecord:
    """Return a decision: the question, the options, what was chosen and why, redacted.

    Who was asked, what they answered and what is predicted stay inside. Raises
    ``NotFound``.
    """
    page = decision_page(actor=actor, decision_id=decision_id)
    row = page.row
    facts = [("State", row.state.label)]
    days = (
        ("Due", row.due_date if row.is_open else None),
        ("Taken", row.decided_at),
        ("Looked at again", row.review_date),
    )
    facts += [(label, day_of(at)) for label, at in days if at]
    options = tuple(
        SharedLine(
            one.title, f"{'Chosen. ' if one.is_chosen else ''}{one.note}".strip()
        )
        for one in page.options
    )
    told = (("What it is about", page.context), ("Why", page.reasons))
    parts = [SharedPart("Options", options, "No option is written down yet.")]
    parts += [SharedPart(title, (SharedLine(text),)) for title, text in told if text]
    record = SharedRecord(row.question, row.sentence, tuple(facts), tuple(parts))
    return cleaned(record, actor, has_names, has_money)


def cleaned(
    record: SharedRecord, actor: Actor, has_names: bool, has_money: bool
) -> SharedRecord:
    """Return a record with every text of it redacted."""
    screen = screen_of(actor=actor, has_names=has_names, has_money=has_money)
    return SharedRecord(
        screen.clean(record.headline),
        screen.clean(record.lede),
        tuple((label, screen.clean(value)) for label, value in record.facts),
        tuple(_clean_part(part, screen) for part in record.parts),
    )


def _clean_part(part: SharedPart, screen: Screen) -> SharedPart:
    lines = (
        replace(line, text=screen.clean(line.text), note=screen.clean(line.note))
        for line in part.lines
    )
    return replace(part, lines=tuple(lines))


def _who(quote: QuoteRow, has_names: bool) -> str:
    """Return who said it, by name only where names are shown."""
    known = "a customer" if quote.customer else "somebody"
    who = quote.customer if has_names and quote.customer else known
    parts = [quote.author if has_names else "", who, quote.segment]
    return ", ".join(part for part in parts if part)


def _measure(one: MeasureRow, has_money: bool) -> SharedLine:
    """Return a measure: what is read and aimed at, or the share of the way."""
    unit = one.currency or one.unit
    if is_currency(unit) and not has_money:
        done = one.progress
        way = f"{percent(done)} of the way" if done is not None else "way not known"
        return SharedLine(one.measure, f"{way}{_by(one.target_date)}")
    read = measured(one.latest.value, unit) if one.latest else "not read yet"
    aim = f", aims at {measured(one.target, unit)}" if one.target is not None else ""
    return SharedLine(one.measure, f"{read}{aim}{_by(one.target_date)}")


def _part(child: GoalRow) -> SharedLine:
    return SharedLine(child.name, child.state.label)


def _by(day: date | None) -> str:
    return f" by {day_of(day)}" if day else ""


def day_of(at: date | datetime | None) -> str:
    """Return a day in words."""
    return f"{at.day} {at:%B %Y}" if at else "not known"
