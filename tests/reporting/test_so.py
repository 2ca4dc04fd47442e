"""What documents say is so: sums that agree, sides, days of plans, names of sources."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from leadline.decisions import actions
from leadline.decisions.types import Side, WordIn
from leadline.evidence.models import Feedback, Need
from leadline.evidence.types import FeedbackSpeech
from leadline.reporting.making import document_of, file_of
from leadline.reporting.model import Document, Figures, Points, Quote, Table
from leadline.reporting.records.briefing import _said_on
from leadline.reporting.records.review import AGE
from leadline.roadmap.models import BetNeed, Plan
from leadline.roadmap.types import BetState, PlanState, Range
from tests import factories
from tests.conftest import Person
from tests.contracts.areas.reviews import review_of
from tests.contracts.examples import Examples
from tests.decisions.making import (
    NOW,
    make_customer,
    make_decision,
    option_of,
    say,
)

pytestmark = pytest.mark.django_db
SUBJECT = "port price\n\n"
WORDS = "Old ports six, new ones seven: that is known in three weeks. Leave it for all."


def made(who: Person, kind: str, pk: int, now: datetime = NOW) -> Document:
    return document_of(actor=who.actor, kind=kind, record_id=pk, now=now, base="")


def tables(found: Document) -> dict[str, Table]:
    return {one.name: one for one in found.blocks if isinstance(one, Table)}


def chair_with_two_sides(ana: Person) -> int:
    """A decision on whose chair one voice takes two sides, another none."""
    decision = make_decision(ana, "For every port", "Leave it")
    harms = make_customer(ana, "Harms Ferries", "Ports", 900)
    both = say(ana, SUBJECT + WORDS, harms)
    none = say(ana, "Tell us in time.", make_customer(ana, "Sand", "Ports", 90))
    raise_, leave = (
        option_of(decision, "For every port"),
        option_of(decision, "Leave it"),
    )
    words = [
        WordIn(both.pk, raise_.pk, Side.AGAINST), WordIn(both.pk, leave.pk, Side.FOR),
        WordIn(none.pk, raise_.pk, Side.NEITHER),
    ]  # fmt: skip
    actions.add_words(actor=ana.actor, decision_id=decision.pk, words=words, now=NOW)
    return decision.pk


def test_a_voice_on_two_sides_is_counted_once_and_said_to_be_on_both(
    ana: Person,
) -> None:
    pk = chair_with_two_sides(ana)
    found = made(ana, "decision", pk)
    text = file_of(found, "md").content.decode()

    assert "2 words were heard" in text
    assert "1 word takes more than one side and counts on each." in text
    stands = {row[1]: row[2] for row in tables(found)["Words"].rows}
    assert stands["Somebody at Sand"] == "Takes no side"
    assert set(str(stands["Somebody at Harms Ferries"]).split("; ")) == {
        "Against “For every port”", "For “Leave it”",
    }  # fmt: skip
    (quote,) = (one for one in found.blocks if isinstance(one, Quote))
    assert quote.words == f"port price · {WORDS}"
    assert set(quote.note.split("; ")) == {
        "Against “For every port”", "For “Leave it”",
    }  # fmt: skip

    cards = made(ana, "card", pk)
    assert dict(cards.facts)["Voices"] == "1"
    assert dict(cards.facts)["Cards"].startswith("2, ")
    assert len(cards.sections) == 2
    assert "Before you decide" in file_of(cards, "md").content.decode()


def test_very_long_words_are_marked_where_they_are_cut(ana: Person) -> None:
    decision = make_decision(ana, "For every port", "Leave it")
    long = f"{'We went on and on. ' * 40}Leave the price at six. {'And so on. ' * 40}"
    piece = say(ana, long, make_customer(ana, "Harms", "Ports", 900))
    word = WordIn(piece.pk, option_of(decision, "Leave it").pk, Side.FOR)
    actions.add_words(actor=ana.actor, decision_id=decision.pk, words=[word], now=NOW)

    (quote,) = (
        one
        for one in made(ana, "decision", decision.pk).blocks
        if isinstance(one, Quote)
    )
    assert len(quote.words) < 700
    assert quote.words.endswith(" …")
    assert quote.words.removeprefix("… ").removesuffix(" …") in " ".join(long.split())


def test_a_plan_that_was_replaced_promises_no_days(ana: Person) -> None:
    team = factories.make_team(ana.actor, Q2027Q1=40, Q2027Q2=40)
    spread = Range(Decimal(2), Decimal(4), Decimal(60))
    factories.make_bet(ana.actor, "Sign on", growth=9, effort={team: spread})
    factories.make_goal(ana.actor)
    plan = factories.make_plan(ana.actor)

    def told() -> tuple[set[str], set[str]]:
        found = made(ana, "plan", plan.pk)
        heads = {one.name for one in tables(found)["Bets"].columns}
        goals = {one.name for one in tables(found)["Goals"].columns}
        assert "They add a year, once done" in goals
        return {one.title for one in found.sections}, heads

    titles, heads = told()
    assert ("Now, next, later" in titles, "Odds by the plan" in heads) == (True, True)
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.SUPERSEDED)
    titles, heads = told()
    assert ("Now, next, later" in titles, "Odds by the plan" in heads) == (False, False)
    found = made(ana, "plan", plan.pk)
    facts = dict(found.facts)
    assert facts["Proof"].startswith("Everything there is fits")
    assert facts["Asked for"] == "The year begins"


def test_a_late_bet_of_a_plan_was_to_be_finished(ana: Person) -> None:
    team = factories.make_team(ana.actor, Q2027Q1=40, Q2027Q2=40)
    factories.make_bet(ana.actor, "Sign on", growth=9, effort={team: 4})
    plan = factories.make_plan(ana.actor)
    later = datetime(2027, 8, 2, 9, tzinfo=ZoneInfo("UTC"))

    found = made(ana, "plan", plan.pk, later)
    (points,) = (one for one in found.blocks if isinstance(one, Points))
    assert "Not done in time: 1 bet" in file_of(found, "md").content.decode()
    assert points.items[0].note.startswith("was to be finished by the end of Q1 2027")
    assert "odds" not in points.items[0].note


def test_a_need_says_what_is_new_of_customers_and_that_a_bet_is_done(
    ana: Person,
) -> None:
    customer = factories.make_customer(ana.actor, "Acme")
    need = Need.objects.create(
        workspace_id=ana.actor.workspace_id, statement="Export faster"
    )
    bet = factories.make_bet(ana.actor, "Fast export")
    BetNeed.objects.create(workspace_id=ana.actor.workspace_id, bet=bet, need=need)
    bet.state = BetState.DONE
    bet.save()
    say(ana, "We need to export faster, every day.", None, 1, need.pk)
    own = factories.make_voice(ana.actor, need, customer)
    Feedback.objects.filter(need=need).exclude(pk=own.pk).update(
        speech=FeedbackSpeech.REPORTED
    )

    found = made(ana, "need", need.pk, timezone.localtime())
    (figures,) = (one for one in found.blocks if isinstance(one, Figures))
    (pieces,) = (one for one in figures.items if one.label == "Pieces")
    assert "asked for the first time in the last seven days" in pieces.note
    assert tables(found)["Bets"].rows[0][2] is None
    notes = [one.note for one in found.blocks if isinstance(one, Quote)]
    assert notes == ["", "reported"]


def test_days_and_ages_are_told_once() -> None:
    made_on = date(2026, 11, 28)
    assert _said_on("Support, Cork, 3 Nov 2026", made_on) == (
        "Support, Cork", date(2026, 11, 3),
    )  # fmt: skip
    assert _said_on("", made_on) == ("", made_on)
    told = "27 points (31 Oct, Survey, 3 days old) and 4 days old"
    assert AGE.sub("", told) == "27 points (31 Oct, Survey) and 4 days old"
    assert AGE.sub("", "30 Sep, Monitoring, today") == "30 Sep, Monitoring"


def test_a_review_names_the_records_that_it_rests_on(olu: Person) -> None:
    found = made(olu, "review", review_of(Examples(olu)))
    records = [one for one in found.sources if re.search(r"/\d+/$", one.path)]
    own = {f"strategy/reviews/{found.name.rpartition('-')[2]}/"}
    assert all("“" in one.name for one in records if one.path not in own)
