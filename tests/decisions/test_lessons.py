"""Learn next: one list, from the plan's ranges, read by every page that asks it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from leadline.decisions import queries
from leadline.decisions.types import LessonList
from leadline.decisions.types.lesson_words import question_of
from leadline.evidence import actions as evidence
from leadline.evidence.models import Customer, Need
from leadline.overview.briefing.asks import asks_of
from leadline.overview.briefing.audiences import READERS
from leadline.overview.briefing.record import read_record
from leadline.roadmap import actions as roadmap
from leadline.roadmap.models import Bet, BetEffect, Plan
from leadline.roadmap.queries.economic_bets import effects_of_bets
from leadline.roadmap.types import BetName, BetState, PlanState, Range, ToKnowRow
from leadline.stakeholders.types import Audience
from leadline.strategy import actions as strategy
from tests.conftest import Person
from tests.decisions.making import NOW, make_customer, make_decision, say
from tests.factories import make_bet, make_plan, make_team
from tests.roadmap.sheets import effect

ON = NOW.date()


def spread(low: int, middle: int, high: int) -> Range:
    return Range(Decimal(low), Decimal(middle), Decimal(high))


@pytest.fixture
def tide(ana: Person) -> Need:
    need = evidence.create_need(actor=ana.actor, statement="Know the tide", now=NOW)
    for name, revenue in (("Gavle", 900), ("Elbe", 100)):
        customer = make_customer(ana, name, "Ports", revenue)
        say(ana, f"Tide, says {name}", customer, need_id=need.pk)
    make_customer(ana, "Nobody asked them", "Homes", 5000)
    return need


@pytest.fixture
def rivals(ana: Person, tide: Need) -> dict[str, Bet]:
    """Two bets of which one fits, and which is better nobody knows."""
    web = make_team(ana.actor, "Web", Q2027Q1=10)
    bets = {
        name: make_bet(ana.actor, name, growth=value, effort={web: 10})
        for name, value in (
            ("Tides", spread(5_000, 10_000, 20_000)),
            ("Rival", spread(9, 9_900, 19_000)),
        )
    }  # fmt: skip
    roadmap.set_bet_needs(
        actor=ana.actor, bet_id=bets["Tides"].pk, need_ids=[tide.pk], now=NOW
    )
    return bets


def planned(person: Person) -> None:
    make_plan(person.actor, profit=0.0, periods=1, futures=64, time_limit=10.0)


def learn(person: Person, **about: object) -> LessonList:
    return queries.lessons(actor=person.actor, on=ON, **about)


def test_a_lesson_says_what_to_ask_whom_for_how_much_and_by_when(
    ana: Person, rivals: dict[str, Bet]
) -> None:
    planned(ana)

    found = {one.bet: one for one in learn(ana).rows}

    tides = found["Tides"]
    assert tides.question == "Would customers pay more for “Tides”, and how much?"
    assert [voice.name for voice in tides.voices] == ["Gavle", "Elbe"]
    assert (tides.asked, tides.by, tides.decision_id) == (2, date(2027, 1, 1), None)
    assert 0 < tides.worth < 10_000
    assert found["Rival"].voices == []
    worths = [one.worth for one in learn(ana).rows]
    assert worths == sorted(worths, reverse=True)


def test_a_bet_that_moves_a_segment_is_asked_about_there(
    ana: Person, rivals: dict[str, Bet]
) -> None:
    """Of those who asked only they are asked whom it moves, and for what it moves."""
    clinics = strategy.add_sheet_segment(actor=ana.actor, name="Clinics").id
    ports = strategy.add_sheet_segment(actor=ana.actor, name="Ports").id
    tides = rivals["Tides"]
    effect(ana, tides, segment_id=clinics)
    effect(ana, tides, segment_id=clinics, driver="churn", way="less", text="5%")
    effect(ana, tides, segment_id=clinics, driver="price", text="1 to 3%")
    row = ToKnowRow(
        BetName(tides.pk, "Tides", BetState.CANDIDATE), "growth", 9.0, "", (1,),
        effects=tuple(effects_of_bets(actor=ana.actor, bet_ids=[tides.pk])[tides.pk]),
    )  # fmt: skip
    price = replace(row, effects=row.effects[2:])
    assert question_of(row) == (
        "How many more of “Clinics” would come or stay for “Tides”, and how much more "
        "would they pay?"
    )
    assert question_of(price) == (
        "How much more would customers of “Clinics” pay for “Tides”?"
    )
    assert question_of(replace(row, team="Web")).startswith("How many weeks of Web")
    effect(ana, tides, segment_id=ports, driver="churn", way="more", text="5%")
    planned(ana)

    def asked() -> tuple[str, int, list[str]]:
        (one,) = [one for one in learn(ana).rows if one.bet == "Tides"]
        return one.whose, one.asked, [voice.name for voice in one.voices]

    assert asked() == ("“Clinics” and “Ports”", 2, ["Gavle", "Elbe"])
    Customer.objects.filter(name="Elbe").update(segment="Homes")
    assert asked() == ("“Clinics” and “Ports”", 1, ["Gavle"])
    BetEffect.objects.filter(segment_id=ports).delete()
    assert asked() == ("", 2, ["Gavle", "Elbe"]), "no customer stands in that row"
    make_customer(ana, "Silent", "Clinics", 10)
    assert asked() == ("“Clinics”", 0, ["Silent"])
    page = ana.browser.get(f"/w/{ana.actor.workspace_id}/decisions/learn/")
    text = " ".join(page.content.decode().split())
    assert "(of “Clinics” nobody has asked for what it answers yet)" in text
    assert "a year before the plan is decided" in text
    Plan.objects.update(state=PlanState.COMMITTED)
    make_bet(
        ana.actor, "Moorings"
    )  # what is changed past the log is seen with the next line
    page = ana.browser.get(f"/w/{ana.actor.workspace_id}/decisions/learn/")
    text = " ".join(page.content.decode().split())
    assert "a year, if the plan may still change" in text


def test_a_decision_on_the_bet_says_by_when(
    ana: Person, rivals: dict[str, Bet]
) -> None:
    planned(ana)
    made = make_decision(
        ana, due_date=date(2026, 12, 11), bet_ids=(rivals["Tides"].pk,)
    )

    found = {one.bet: one for one in learn(ana).rows}

    assert (found["Tides"].by, found["Tides"].decision_id) == (
        date(2026, 12, 11), made.pk,
    )  # fmt: skip


def test_every_page_takes_whom_to_talk_to_from_the_same_list(
    ana: Person, rivals: dict[str, Bet], tide: Need
) -> None:
    planned(ana)
    made = make_decision(ana, bet_ids=(rivals["Tides"].pk,))

    def first(**about: int) -> str:
        talk = queries.next_talks(actor=ana.actor, on=ON, **about)[0]
        assert talk.lesson is not None
        return talk.lesson.question

    asked = "Would customers pay more for “Tides”, and how much?"
    assert first() == first(need_id=tide.pk) == first(decision_id=made.pk) == asked
    (voice, talk), *_ = queries.next_voices(actor=ana.actor, on=ON)
    assert (voice.name, talk.lesson is not None) == ("Gavle", True)
    workspace = ana.actor.workspace_id
    for path in (
        "", f"evidence/needs/{tide.pk}/", f"decisions/{made.pk}/",
        "roadmap/plan/", "decisions/learn/",
    ):  # fmt: skip
        page = ana.browser.get(f"/w/{workspace}/{path}")
        assert page.status_code == 200, path
        text = page.content.decode()
        assert "Learn next" in text or asked in text, path


def test_a_briefing_asks_sales_for_the_same_talk(
    ana: Person, rivals: dict[str, Bet]
) -> None:
    planned(ana)
    sales = READERS[Audience.SALES]
    record = read_record(actor=ana.actor, now=NOW, since=NOW - timedelta(days=7))

    asks, _ = asks_of(ana.actor, record, sales)

    (ask,) = [one for one in asks if one.what.startswith("Bring us together")]
    assert ask.what == "Bring us together with Gavle or Elbe"
    assert ask.why == "Would customers pay more for “Tides”, and how much?"


def test_without_ranges_the_list_says_so_and_the_one_rule_stands_in(
    ana: Person, tide: Need
) -> None:
    web = make_team(ana.actor, "Web", Q2027Q1=10)
    make_bet(ana.actor, "Sure", growth=10, effort={web: 5})
    planned(ana)

    found = learn(ana)
    talk = queries.next_talks(actor=ana.actor, on=ON)[-1]

    assert found.rows == ()
    assert found.why.startswith("No value and no effort of its bets is a range")
    assert talk.lesson is None
    assert talk.why == found.why
    assert talk.voices[0].name == "Nobody asked them"


def test_without_a_plan_the_list_says_so(ana: Person, tide: Need) -> None:
    assert learn(ana).why == "There is no plan yet"


def test_a_bet_that_is_over_teaches_nothing(
    ana: Person, rivals: dict[str, Bet]
) -> None:
    planned(ana)
    roadmap.set_bet_state(
        actor=ana.actor, bet_ids=[rivals["Tides"].pk], state="dropped", reason="x",
        now=NOW,
    )  # fmt: skip

    assert [one.bet for one in learn(ana).rows] == ["Rival"]
