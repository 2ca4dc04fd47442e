"""A plan as tickets for trackers: their columns, their days, nothing that runs."""

from __future__ import annotations

import csv
import io

import pytest
from django.utils import timezone

from leadline.foundation.errors import NotFound
from leadline.reporting.making import forms_here, make
from leadline.roadmap.types import BetState
from tests import factories
from tests.conftest import Person

pytestmark = pytest.mark.django_db


def lines(who: Person, plan_id: int, form: str) -> list[list[str]]:
    made = make(
        actor=who.actor, kind="plan", record_id=plan_id, form=form,
        now=timezone.localtime(), base="https://leadline.example.com/w/1/",
    )  # fmt: skip
    assert made.name == f"plan-{plan_id}.{form}"
    return list(csv.reader(io.StringIO(made.content.decode())))


def test_a_plan_goes_to_a_tracker_a_line_for_each_bet(ana: Person) -> None:
    team = factories.make_team(ana.actor, Q2027Q1=40, Q2027Q2=40)
    bet = factories.make_bet(ana.actor, "=Sign on", growth=9, effort={team: 4})
    bet.state = BetState.DOING
    bet.save()
    plan = factories.make_plan(ana.actor)

    head, jira = lines(ana, plan.pk, "jira.csv")
    told = dict(zip(head, jira, strict=True))
    assert head.count("Labels") == 2
    assert told["Summary"] == "'=Sign on"
    assert told["Issue id"] == f"leadline-{bet.pk}"
    assert told["Status"] == "In Progress"
    assert told["Due Date"] in ("31/Mar/27 12:00 AM", "30/Jun/27 12:00 AM")
    assert told["Original Estimate"] == str(4 * 5 * 8 * 3600)
    assert f"/w/1/roadmap/bets/{bet.pk}/" in told["Description"]

    head, linear = lines(ana, plan.pk, "linear.csv")
    told = dict(zip(head, linear, strict=True))
    assert (told["Title"], told["Team"], told["Estimate"]) == ("'=Sign on", "Web", "4")
    assert (told["Status"], told["Priority"]) == ("In Progress", "No priority")
    assert told["Archived"] == ""


def test_tickets_are_of_plans_alone(ana: Person, cleo: Person) -> None:
    factories.make_bet(ana.actor)
    plan = factories.make_plan(ana.actor)

    assert "jira.csv" in forms_here("plan")
    assert "jira.csv" not in forms_here("need")
    with pytest.raises(NotFound):
        lines(cleo, plan.pk, "jira.csv")
    with pytest.raises(NotFound, match="no such form"):
        make(actor=ana.actor, kind="growth", record_id=ana.actor.user_id,
             form="linear.csv", now=timezone.localtime())  # fmt: skip
    with pytest.raises(NotFound, match=r"linear\.csv, and each chart alone"):
        lines(ana, plan.pk, "docx")
