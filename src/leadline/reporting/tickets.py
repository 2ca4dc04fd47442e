"""A plan as tickets: CSV that Jira and Linear read, a line for each bet.

Jira's columns are those its own export has, with days as its importer expects them
unless told otherwise, and the name that its older servers ask of every epic; Linear's
are those of its export, which its importer takes back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from leadline.foundation.periods import period_end, period_label, period_start
from leadline.foundation.text import plain_cell
from leadline.reporting.records.asked import Asked
from leadline.reporting.writers.words import clean
from leadline.roadmap.queries import list_bets, plan_page
from leadline.roadmap.types import BetFilter, BetRow, BetState, PlannedBet, behind

JIRA = (
    "Summary", "Epic Name", "Issue id", "Issue Type", "Status", "Assignee",
    "Start date", "Due Date", "Labels", "Labels", "Description", "Original Estimate",
)  # fmt: skip
LINEAR = (
    "Id", "Team", "Title", "Description", "Status", "Estimate", "Priority", "Project",
    "Creator", "Assignee", "Labels", "Cycle Number", "Cycle Name", "Cycle Start",
    "Cycle End", "Created", "Updated", "Started", "Completed", "Canceled", "Archived",
    "Blocks", "Blocked By",
)  # fmt: skip
JIRA_STATES = {BetState.DOING: "In Progress", BetState.DONE: "Done"}
LINEAR_STATES = {BetState.DOING: "In Progress", BetState.DONE: "Done"}
SECONDS_A_WEEK = 5 * 8 * 3600  # as Jira counts: five days of eight hours


@dataclass(frozen=True, slots=True)
class Ticket:
    """A bet of a plan as trackers have it."""

    key: str
    title: str
    text: str
    state: BetState
    owner: str
    starts: date
    ends: date
    quarter: str
    team: str
    weeks: float


def jira_csv(asked: Asked) -> bytes:
    """Return a plan as CSV for Jira's importer; raises ``NotFound``."""
    return _csv(
        JIRA,
        (
            (
                one.title, one.title, one.key, "Epic",
                JIRA_STATES.get(one.state, "To Do"), one.owner, _jira_day(one.starts),
                _jira_day(one.ends), "leadline", one.quarter.replace(" ", "-"),
                one.text, round(one.weeks * SECONDS_A_WEEK),
            )
            for one in _tickets(asked)
        ),
    )  # fmt: skip


def linear_csv(asked: Asked) -> bytes:
    """Return a plan as CSV for Linear's importer; raises ``NotFound``."""
    return _csv(
        LINEAR,
        (
            (
                one.key, one.team, one.title, one.text,
                LINEAR_STATES.get(one.state, "Backlog"), round(one.weeks),
                "No priority", "", "", one.owner, f"Leadline, {one.quarter}",
                *[""] * 12,
            )
            for one in _tickets(asked)
        ),
    )  # fmt: skip


def _tickets(asked: Asked) -> Iterator[Ticket]:
    """Yield the bets of a plan in the order in which they come."""
    page = plan_page(actor=asked.actor, plan_id=asked.pk)
    every = list_bets(actor=asked.actor, only=BetFilter(state="all", size=None))
    known = {bet.id: bet for bet in every}
    for bet in page.bets:
        row = known.get(bet.bet.id)
        yield Ticket(
            key=f"leadline-{bet.bet.id}",
            title=bet.bet.title,
            text=_text(asked, bet, row),
            state=bet.bet.state,
            owner=row.owner if row else "",
            starts=period_start(bet.period),
            ends=period_end(bet.finish),
            quarter=period_label(bet.finish),
            team=", ".join(one.team for one in bet.teams),
            weeks=bet.weeks,
        )


def _text(asked: Asked, bet: PlannedBet, row: BetRow | None) -> str:
    """Return what a bet is, what stands behind it, and where it is found."""
    goals = ", ".join(goal.name for goal in bet.goals)
    told = [
        row.summary if row else "",
        f"Evidence: {behind(bet.backing)}.",
        f"Goals: {goals}." if goals else "",
        f"{asked.base}roadmap/bets/{bet.bet.id}/" if asked.base else "",
    ]
    return "\n\n".join(part for part in told if part)


def _jira_day(day: date) -> str:
    """Return a day as Jira's importer reads it by default: "31/Mar/27 12:00 AM"."""
    return f"{day:%d/%b/%y} 12:00 AM"


def _csv(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return rows as CSV of which no spreadsheet runs a cell."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    for row in rows:
        writer.writerow(
            plain_cell(clean(cell) if isinstance(cell, str) else cell) for cell in row
        )
    return out.getvalue().encode()
