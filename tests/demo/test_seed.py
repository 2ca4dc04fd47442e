"""The example company is made by the actions, once, the same every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from leadline.accounts.models import Event, Membership, Workspace
from leadline.accounts.queries import rows, verify_chain
from leadline.accounts.types import Actor
from leadline.demo import fill_plans
from leadline.demo.build import company
from leadline.demo.company import Company
from leadline.demo.seed import SEED, seed
from leadline.evidence.models import Contact, Customer, Feedback, Need
from leadline.evidence.types import FeedbackState, NeedState
from leadline.roadmap.models import Bet, BetNeed, Plan
from leadline.roadmap.types import BetState, PlanState, PlanStatus
from leadline.strategy.models import Goal, Metric, Reading

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
SHARE = 0.06


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def harbour() -> Company:
    return company(SEED, NOW.date(), share=SHARE)


@pytest.fixture(scope="module")
def said() -> list[str]:
    return []


@pytest.fixture(scope="module")
def ines(
    said: list[str], django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Actor]:
    """Seed once for all tests of this file, with short searches; nothing stays."""
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setattr(fill_plans, "SEARCH_SECONDS", 1.5)
        yield seed(now=NOW, progress=said.append, share=SHARE)
        transaction.set_rollback(True)


def test_everything_of_the_company_is_there(ines: Actor, harbour: Company) -> None:
    contacts = sum(len(c.contacts) for c in harbour.customers)

    assert rows(Customer, ines).count() == 214
    assert rows(Contact, ines).count() == contacts
    by_hand = rows(Feedback, ines).filter(source="Written by hand")
    assert rows(Feedback, ines).count() - by_hand.count() == len(harbour.pieces)
    assert by_hand.count() == 11
    assert not by_hand.filter(customer__isnull=True).exists()
    assert rows(Metric, ines).count() == len(harbour.metrics)
    assert rows(Reading, ines).count() == sum(len(m.readings) for m in harbour.metrics)
    assert rows(Goal, ines).count() == len(harbour.goals)
    assert Counter(rows(Bet, ines).values_list("title", flat=True)) == Counter(
        bet.name for bet in harbour.bets
    )
    assert Membership.objects.filter(workspace=ines.workspace_id).count() == 9


def test_feedback_has_its_account_date_and_words(ines: Actor, harbour: Company) -> None:
    names = {c.external_id: c.name for c in harbour.customers}
    stored = {
        (piece.source, piece.source_id): piece
        for piece in rows(Feedback, ines).select_related("customer")
    }

    for piece in harbour.pieces:
        row = stored[piece.source, piece.source_id]
        name = row.customer.name if row.customer else None
        assert (row.words, row.said_at) == (piece.words.strip(), piece.said_at)
        assert name == names.get(piece.customer)


def test_needs_are_found_and_corrected_by_hand(ines: Actor) -> None:
    needs = rows(Need, ines)

    assert needs.count() >= 5
    assert rows(Feedback, ines).filter(need__isnull=False).count() > 100
    assert needs.filter(is_named_by_person=True).exists()
    assert {n.state for n in needs} <= set(NeedState)
    assert rows(Feedback, ines).filter(state=FeedbackState.NEW).exists()


def test_bets_stand_where_the_story_leaves_them(ines: Actor, harbour: Company) -> None:
    stored = {bet.title: bet.state for bet in rows(Bet, ines)}
    kept = {b.name: b.state for b in harbour.bets if b.state != BetState.CANDIDATE}

    assert {title: stored[title] for title in kept} == kept
    assert rows(BetNeed, ines).exists()


def test_there_is_one_committed_plan_after_others_and_a_second_scenario(
    ines: Actor,
) -> None:
    plans = list(rows(Plan, ines).order_by("made_at", "pk"))

    assert [plan.state for plan in plans] == [
        PlanState.SUPERSEDED,
        PlanState.SUPERSEDED,
        PlanState.SUPERSEDED,
        PlanState.COMMITTED,
        PlanState.DRAFT,
    ]
    assert PlanStatus.INFEASIBLE not in {plan.status for plan in plans}
    assert all(plan.reason for plan in plans)
    assert plans[-1].based_on_id == plans[-2].pk


def test_all_of_it_is_in_the_audit_log(ines: Actor, said: list[str]) -> None:
    report = verify_chain(workspace_id=ines.workspace_id)
    verbs = set(rows(Event, ines).values_list("verb", flat=True))

    assert (report.is_whole, report.broken_at) == (True, None)
    assert {"evidence.group_feedback", "roadmap.commit_plan"} <= verbs
    assert len(said) >= 5


def test_a_second_time_changes_nothing(ines: Actor) -> None:
    events = rows(Event, ines).count()

    heard: list[str] = []
    again = seed(now=NOW, progress=heard.append, share=SHARE)

    assert (again, heard) == (ines, [])
    assert Workspace.objects.count() == 1
    assert rows(Event, ines).count() == events
