"""What a briefing tells first, and to whom, and what it does not claim."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from leadline.decisions import actions as decisions
from leadline.foundation.paging import PER_PAGE
from leadline.overview.briefing.figures import _first_of_its_kind
from leadline.roadmap import actions as roadmap
from leadline.stakeholders import actions, queries
from leadline.stakeholders.models import Briefing
from leadline.strategy.queries import list_goals
from tests import factories as make
from tests.conftest import Person as Member
from tests.decisions.making import full_chair, make_decision, option_of
from tests.stakeholders.test_briefings import NOW, draft, person, promise, row_of, write


def told(who: Member, audience: str) -> str:
    return " ".join(sentence.words for sentence in draft(who, audience).sentences)


@pytest.mark.parametrize(("days", "is_late"), [(127, True), (128, False), (37, True)])
def test_a_promise_is_in_time_from_the_day_its_bet_is_there(
    ana: Member, days: int, is_late: bool
) -> None:
    """The bet comes in the first quarter, whose last day is 128 days ahead."""
    team = make.make_team(ana.actor, Q2027Q1=40)
    bet = make.make_bet(ana.actor, "Single sign-on", growth=900, effort={team: 6})
    plan = make.make_plan(ana.actor, periods=1)
    roadmap.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="Agreed", now=NOW)
    given = promise(ana, person(ana, "Renata"), "Badge login", days)
    roadmap.honour_promise(actor=ana.actor, promise_id=given.pk, bet_id=bet.pk)

    assert ("will be late" in told(ana, "sales")) is is_late


def test_what_a_plan_makes_late_is_at_stake_before_its_day(ana: Member) -> None:
    team = make.make_team(ana.actor, Q2027Q1=40)
    bet = make.make_bet(ana.actor, "Single sign-on", growth=900, effort={team: 6})
    plan = make.make_plan(ana.actor, periods=1)
    roadmap.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="Agreed", now=NOW)
    elbe = make.make_customer(ana.actor, "Elbe", revenue=91_000)
    renata = person(ana, "Renata", customer_id=elbe.pk)
    given = promise(ana, renata, "Badge login", 37)
    roadmap.honour_promise(actor=ana.actor, promise_id=given.pk, bet_id=bet.pk)

    figure = draft(ana, "sales").figures[0]

    assert (figure.label, figure.value) == ("At stake", "€91k")
    assert figure.source.path == f"evidence/customers/{elbe.pk}/"


def test_a_count_of_promises_rests_on_all_of_them(ana: Member) -> None:
    promise(ana, person(ana, "Renata"), "Badge login", 37)

    def rests_on() -> str:
        figures = draft(ana, "sales").figures
        return next(f.source.path for f in figures if f.label == "Promises late")

    assert rests_on().startswith("stakeholders/promises/")
    assert rests_on() != "stakeholders/promises/"
    promise(ana, person(ana, "Greta"), "A price list", 40)
    assert rests_on() == "stakeholders/promises/"


def test_who_is_to_be_told_is_asked_in_a_whole_sentence(ana: Member) -> None:
    given = promise(ana, person(ana, "Renata"), "The data sheet", 9)
    actions.move_promise(
        actor=ana.actor, promise_id=given.pk, state="at_risk",
        why="The translator is ill", now=NOW, on=NOW.date(),
    )  # fmt: skip

    asked = [ask.what for ask in draft(ana, "sales", days=1).asks]

    assert asked == ["Tell Renata that “The data sheet” is at risk"]


def test_a_document_heads_no_briefing_of_engineers(ana: Member) -> None:
    promise(ana, person(ana, "Renata"), "The data sheet", -9, part="document")
    promise(ana, person(ana, "Ole"), "A button", -2, part="build")

    assert "The data sheet" in told(ana, "sales")
    assert "The data sheet" not in told(ana, "engineering")
    assert "A button" in told(ana, "engineering")
    listed = [e.what for s in draft(ana, "engineering").stretches for e in s.entries]
    assert "The data sheet" in listed


def test_a_day_late_weighs_less_than_a_week(ana: Member) -> None:
    make_decision(ana, due_date=NOW.date() + timedelta(days=3))
    late = promise(ana, person(ana, "Renata"), "The data sheet", -1)
    assert "Build or buy sign-on?" in draft(ana).title
    actions.set_promise_date(
        actor=ana.actor, promise_id=late.pk, due_date=(NOW - timedelta(8)).date(),
        why="Agreed anew", now=NOW,
    )  # fmt: skip

    assert "The data sheet" in draft(ana).title


def test_an_open_decision_says_how_its_chair_was_heard(ana: Member) -> None:
    decision = make_decision(
        ana, due_date=NOW.date() + timedelta(days=3),
        context="Two tenders close in March. Both name it.",
    )  # fmt: skip
    assert "no customer has been heard on it" in told(ana, "executives")

    full_chair(ana, decision)

    words = told(ana, "executives")
    assert "has to be decided by 26 November." in words
    assert "heard" not in words
    assert "Two tenders close in March. Both name it." in words


def test_what_was_kept_or_decided_is_done_and_not_out(ana: Member) -> None:
    renata = person(ana, "Renata")
    kept, broken = promise(ana, renata, "A visit", 9), promise(ana, renata, "A list", 9)
    decision = make_decision(ana, due_date=(NOW + timedelta(days=60)).date())
    first = write(ana, "sales")
    actions.mark_sent_by_hand(actor=ana.actor, briefing_id=first.pk, now=NOW)
    for one, state in ((kept, "kept"), (broken, "broken")):
        actions.move_promise(
            actor=ana.actor, promise_id=one.pk, state=state, now=NOW,
            on=NOW.date(), why="The letter", proof="Her mail",
        )  # fmt: skip
    full_chair(ana, decision)
    decisions.decide(
        actor=ana.actor, decision_id=decision.pk, option_id=option_of(decision).pk,
        because="it is there in ten weeks", now=NOW,
    )  # fmt: skip

    assert [(m.how, m.what) for m in draft(ana, "sales", 1).moves] == [
        ("out", "A list"),
        ("done", "A visit, kept"),
        ("done", "Build or buy sign-on? Buy"),
    ]


def test_a_decision_that_comes_near_is_not_new(ana: Member) -> None:
    make_decision(ana, due_date=(NOW + timedelta(days=70)).date())
    first = write(ana, "sales")
    actions.mark_sent_by_hand(actor=ana.actor, briefing_id=first.pk, now=NOW)

    later = draft(ana, "sales", 40)

    assert later.moves == []
    listed = [entry.what for part in later.stretches for entry in part.entries]
    assert listed == ["To decide: Build or buy sign-on?"]


def test_the_last_briefing_of_a_partner_is_found_behind_many_others(
    ana: Member,
) -> None:
    greta, pieter = person(ana, "Greta", "partner"), person(ana, "Pieter", "partner")
    hers = write(ana, "partners", 0, greta.pk)
    actions.mark_sent_by_hand(actor=ana.actor, briefing_id=hers.pk, now=NOW)
    write(ana, "partners", 0, greta.pk)  # a draft has told nobody
    kept = Briefing.objects.get(pk=hers.pk)
    for _ in range(PER_PAGE + 1):
        kept.pk, kept.person_id = None, pieter.pk
        kept.save()

    def last(partner_id: int | None) -> int | None:
        found = queries.last_briefing(
            actor=ana.actor, audience="partners", partner_id=partner_id
        )
        return found.id if found else None

    assert last(greta.pk) == hers.pk
    assert last(pieter.pk) == kept.pk
    assert last(None) is None


def test_the_figure_of_a_kind_is_of_the_goal_that_others_serve(ana: Member) -> None:
    top = make.make_goal(ana.actor, "Margin of 22%", kind="profitability", target=22)
    make.make_goal(
        ana.actor, "Support for €115", kind="profitability", target=115,
        currency="EUR", parent_id=top.pk, target_date=NOW.date(),
    )  # fmt: skip

    first = min(list_goals(actor=ana.actor), key=_first_of_its_kind)

    assert first.name == "Margin of 22%"


def test_a_briefing_of_before_is_shown_as_it_was_written(ana: Member) -> None:
    old = write(ana)
    Briefing.objects.filter(pk=old.pk).update(
        body="## What is coming\n\n- Single sign-on, Q1", parts={}, facts={},
        state="sent",
    )  # fmt: skip
    browser = Client()
    browser.force_login(ana.user, backend="django.contrib.auth.backends.ModelBackend")

    page = browser.get(
        reverse("stakeholders:briefing", args=[ana.actor.workspace_id, old.pk])
    )

    assert page.status_code == 200
    assert "Single sign-on, Q1" in page.content.decode()
    assert "Where each sentence comes from" not in page.content.decode()
    assert row_of(ana, old).traced == []


def test_three_decisions_do_not_hide_a_goal(ana: Member) -> None:
    for n in range(3):
        make_decision(
            ana, question=f"Question {n}?", due_date=NOW.date() + timedelta(days=3)
        )
    metric = make.make_metric(ana.actor)
    make.make_reading(ana.actor, metric, NOW.date(), 40)
    make.make_goal(
        ana.actor, "Forty ports", metric_id=metric.pk, baseline=20, target=45,
        target_date=NOW.date() + timedelta(days=90),
    )  # fmt: skip

    words = told(ana, "executives")

    assert [f"Question {n}?" in words for n in range(3)] == [True, True, False]
    assert "Forty ports" in words
