"""Fills an empty database with the example company, through the actions only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from leadline.accounts.actions import (
    accept_invitation,
    add_product,
    create_user,
    invite,
    save_rates,
    set_up,
    settle_currency,
)
from leadline.accounts.queries import actor_for, owner_of, workspace_ids
from leadline.accounts.types import Actor
from leadline.conversation.types import About
from leadline.demo import (
    fill_briefings,
    fill_calendar,
    fill_corrections,
    fill_decisions,
    fill_economics,
    fill_evidence,
    fill_goals,
    fill_growth,
    fill_launches,
    fill_plans,
    fill_reviews,
    fill_stakeholders,
    fill_talks,
    steps,
)
from leadline.demo.build import company
from leadline.demo.company import Company
from leadline.demo.finance import OWN, rates
from leadline.foundation.jobs import clock
from leadline.foundation.money import Rate
from leadline.foundation.slow import nobody_waits

SURFACE = "demo"
RATES_FILE = "rates-of-the-plan.csv"
RATES_FROM = "Petra Lang, rates of the plan"
AGREED = timedelta(days=40)  # when bets and plans were last written
Say = Callable[[str], None]


def _silent(step: str) -> None:
    """Tell nobody."""


@nobody_waits()
@transaction.atomic
def seed(*, now: datetime, progress: Say = _silent, share: float = 1.0) -> Actor:
    """Make the example company and return its head of product.

    All of it is one transaction: killed half way, nothing is there; where there is
    a workspace already, nothing changes and its owner comes back. ``progress``
    hears one line before each step. The same day gives the same company; ``share``
    is how much of its feedback.
    """
    if workspaces := workspace_ids():
        return owner_of(workspace_id=workspaces[0], surface=SURFACE)
    progress("Reading what customers said …")
    harbour = company(now.date(), share=share)
    owner = harbour.people[0]
    workspace_id, user_id = set_up(
        workspace_name=harbour.name,
        owner_email=owner.email,
        owner_name=owner.name,
        now=now,
    )
    actor = actor_for(user_id=user_id, workspace_id=workspace_id, surface=SURFACE)
    staff = {owner.name: user_id} | _let_in(actor, harbour, now)
    _set_rates(actor, now)
    products = {
        name: add_product(actor=actor, name=name).pk for name in harbour.products
    }
    progress(f"Importing {len(harbour.customers)} customers …")
    fill_evidence.customers(actor, harbour, now)
    progress(f"Importing {len(harbour.pieces):,} pieces of feedback …")
    fill_evidence.feedback(actor, harbour, now)
    needs = _grouped(actor, harbour, now, progress)
    progress("Writing goals, metrics and bets …")
    fill = fill_plans.Filling(actor, harbour, now - AGREED, staff, products)
    fill.teams()
    fill.goals()
    fill.sheet()
    progress("Making plans, and working out what they come to …")
    fill.plans(needs)
    progress("Taking decisions with the customer in the chair …")
    people = fill_stakeholders.fill(actor, now, staff)
    fill_briefings.write_down(actor, now, needs)
    steps.take(
        [
            *fill_stakeholders.promises(actor, now, people, fill.bet_ids),
            *fill_decisions.steps(actor, harbour, now, staff, fill.bet_ids, people),
            *fill_briefings.steps(actor, now, fill.bet_ids),
            *fill_goals.steps(actor, harbour, now, staff, fill.goal_ids),
            *fill_economics.steps(actor, now, staff, fill.plan_ids),
            *fill_launches.steps(actor, now, staff, fill.bet_ids),
            *fill_reviews.steps(actor, now),
        ]
    )
    fill_calendar.fill(actor, harbour, now)
    fill_growth.fill(actor, now, staff)
    known = {About.BET: fill.bet_ids, About.GOAL: fill.goal_ids}
    fill_talks.fill(actor, now, staff, known)
    return actor


def _set_rates(actor: Actor, now: datetime) -> None:
    """Count in euros, and say what the other currencies are worth, as finance did."""
    settle_currency(actor=actor, currency=OWN)
    said_on = (now - AGREED).date()
    told = [
        Rate(code, OWN, value, said_on, RATES_FROM) for code, value in rates().items()
    ]
    save_rates(actor=actor, rates=told, file_name=RATES_FILE, today=now.date())


def _let_in(actor: Actor, harbour: Company, now: datetime) -> dict[str, int]:
    """Make everybody else a member; only links let them in."""
    found = {}
    for person in harbour.people[1:]:
        user = create_user(email=person.email, name=person.name)
        _, token = invite(actor=actor, role=person.role, email=person.email, now=now)
        accept_invitation(token=token, user_id=user.pk, now=now)
        found[person.name] = user.pk
    return found


def _grouped(
    actor: Actor, harbour: Company, now: datetime, progress: Say
) -> dict[str, int]:
    """Write the needs by hand, group what is newer, and put that right."""
    began, said = clock(), [0]

    def report(done: int, total: int, step: str) -> None:
        quarter = 4 * done // max(total, 1)
        if quarter > said[0] or not done:
            said[0] = quarter
            seconds = (clock() - began).seconds
            progress(f"{step}: {done:,} of {total:,} ({seconds} s)")

    progress("Writing the needs down …")
    needs = fill_corrections.write_needs(actor, harbour, now)
    progress("Grouping what is newer into needs; this takes half a minute …")
    fill_evidence.group(actor, now, report)
    progress("Correcting the grouping by hand …")
    fill_corrections.correct(actor, harbour, needs, now)
    return needs
