"""The example company is made by the actions, once, the same every time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from leadline.accounts.models import Event, Membership, User, Workspace
from leadline.accounts.queries import list_members, rows, verify_record
from leadline.accounts.types import Actor
from leadline.decisions import queries as decisions
from leadline.decisions.models import ChairWord, Decision, DecisionChange
from leadline.decisions.types import DecisionFilter
from leadline.demo.build import company
from leadline.demo.company import Company
from leadline.demo.content_files import content
from leadline.demo.fill_evidence import FRESH
from leadline.demo.seed import seed
from leadline.demo.sides import read_words
from leadline.evidence.models import Contact, Customer, Feedback, Need
from leadline.evidence.types import FeedbackSpeech, FeedbackState, NeedState
from leadline.foundation.periods import next_period, period_of
from leadline.roadmap.models import Bet, BetNeed, Plan, PlanItem
from leadline.roadmap.queries import outlook
from leadline.roadmap.types import BetState, PlanState, PlanStatus
from leadline.stakeholders.models import Briefing, CommitmentStep, Person
from leadline.stakeholders.queries import list_promises
from leadline.strategy.models import Goal, GoalMeasure, Metric, Reading
from tests.demo.example import NOW, SHARE, example

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def harbour() -> Company:
    return company(NOW.date(), share=SHARE)


@pytest.fixture(scope="module")
def ines(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Actor]:
    with django_db_blocker.unblock(), example() as actor:
        yield actor


def test_everything_of_the_company_is_there(ines: Actor, harbour: Company) -> None:
    known = {(c.external_id, p.name) for c in harbour.customers for p in c.contacts}
    wrote = {(p.customer, p.author) for p in harbour.pieces if p.customer and p.author}

    assert rows(Customer, ines).count() == 214
    assert rows(Contact, ines).count() == len(known | wrote)
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
        assert (row.original or row.words) == piece.words.strip()
        assert row.said_at == piece.said_at
        assert name == names.get(piece.customer)


def test_every_need_has_a_name_by_a_person(ines: Actor, harbour: Company) -> None:
    needs = rows(Need, ines)
    shown = needs.filter(state__in=(NeedState.OPEN, NeedState.MET))

    assert set(shown.values_list("statement", flat=True)) == {
        need.name for need in harbour.needs
    }
    assert not shown.filter(is_named_by_person=False).exists()
    named = rows(Event, ines).filter(verb="evidence.create_need", user_id=ines.user_id)
    assert named.count() == len(harbour.needs)
    assert rows(Feedback, ines).filter(state=FeedbackState.NEW).exists()


def test_what_was_read_stands_with_the_need_it_is_about(
    ines: Actor, harbour: Company
) -> None:
    names = {need.key: need.name for need in harbour.needs}
    stored = {
        (piece.source, piece.source_id): piece
        for piece in rows(Feedback, ines).select_related("need")
    }
    for piece in harbour.pieces:
        row = stored[piece.source, piece.source_id]
        is_read = piece.said_at < NOW - FRESH or piece.labels
        if is_read and not row.set_aside:
            statement = row.need.statement if row.need else None
            assert statement == names.get(piece.need), piece.words


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
        PlanState.DRAFT,
    ]
    assert PlanStatus.INFEASIBLE not in {plan.status for plan in plans}
    assert all(plan.reason for plan in plans)
    balanced, *others = plans[-3:]
    assert {plan.based_on_id for plan in others} == {balanced.pk}


def test_options_are_compared_and_what_might_go_wrong_is_written(ines: Actor) -> None:
    told = {one["question"]: one for one in content("decisions.toml")["decision"]}

    for decision in rows(Decision, ines):
        words = told[decision.question]
        compared = decisions.comparison_of(actor=ines, decision_id=decision.pk)
        assert [one.title for one in compared] == [
            row["by"] for row in words.get("compare", ())
        ]
        assert decision.premortem == words.get("premortem", "")
        said = {row[0]: row for row in words["people"] if row[2]}
        for one in decisions.people_of_decision(actor=ines, decision_id=decision.pk):
            if one.name in said:
                assert bool(one.option) == (len(said[one.name]) > 4)
    own = rows(Event, ines).filter(verb="decisions.answer_asked")
    assert own.exclude(user_id=ines.user_id).count() >= 15
    assert sum("compare" in one for one in told.values()) >= 10
    assert sum("premortem" in one for one in told.values()) >= 10


def test_a_briefing_knows_nothing_of_what_came_after_it(ines: Actor) -> None:
    first, second = rows(Briefing, ines).filter(audience="executives").order_by("pk")
    steps = rows(CommitmentStep, ines).order_by("-pk")
    agreed = {f"promise:{step.commitment_id}": step.at for step in steps}
    opened = {
        f"decision:{change.decision_id}": change.at
        for change in rows(DecisionChange, ines).order_by("-pk")
    }
    begins = agreed | opened

    told = first.facts.keys() & begins.keys()

    assert told
    assert all(begins[key] <= first.made_at for key in told)
    assert {"new", "done"} <= {move["how"] for move in second.parts["moves"]}


def test_the_plan_brings_most_of_what_is_missing_and_the_margin(ines: Actor) -> None:
    """As a finance director reads it: what it brings beside what the goals ask."""
    by_metric = rows(GoalMeasure, ines).filter(metric__isnull=False)
    grow = by_metric.get(goal__name="Grow to €7.9m a year")
    margin = by_metric.get(goal__name="Operating margin of 22%")

    def newest(measure: GoalMeasure) -> Decimal:
        readings = rows(Reading, ines).filter(metric=measure.metric)
        return readings.latest("on_date").value

    revenue, share = newest(grow), newest(margin) / 100
    plan = rows(Plan, ines).get(state=PlanState.COMMITTED)
    bets = rows(Bet, ines).filter(pk__in=plan.items.values("bet"))
    growth = sum(bet.growth_p50 for bet in bets)
    profit = sum(bet.profit_p50 for bet in bets)

    assert grow.target
    assert margin.target
    assert Decimal("0.75") < growth / (grow.target - revenue) < 1
    reached = (revenue * share + profit) / (revenue + growth)
    assert reached * 100 == pytest.approx(margin.target, abs=Decimal(1))


def test_all_of_it_is_in_the_audit_log(ines: Actor) -> None:
    report = verify_record(workspace_id=ines.workspace_id)
    verbs = set(rows(Event, ines).values_list("verb", flat=True))

    assert (report.is_whole, report.chain.why, report.faults) == (True, "", ())
    assert report.rows > rows(Feedback, ines).count() > 0
    assert {"evidence.group_feedback", "roadmap.commit_plan"} <= verbs


def test_a_second_time_changes_nothing(ines: Actor) -> None:
    events = rows(Event, ines).count()

    heard: list[str] = []
    again = seed(now=NOW, progress=heard.append, share=SHARE)

    assert (again, heard) == (ines, [])
    assert Workspace.objects.count() == 1
    assert rows(Event, ines).count() == events


def test_notes_tell_who_said_it_from_who_wrote_it_down(ines: Actor) -> None:
    staff = {member.name for member in list_members(actor=ines)}
    notes = rows(Feedback, ines).filter(speech=FeedbackSpeech.REPORTED)

    kinds = set(notes.values_list("kind", flat=True))
    assert {"sales_note", "interview", "lost_deal"} <= kinds
    assert set(notes.values_list("noted_by", flat=True)) <= staff
    assert not rows(Feedback, ines).filter(author__in=staff).exists()
    spoken = notes.filter(kind="sales_note").exclude(author="")
    assert spoken.filter(contact__isnull=False).exists()


def test_tickets_are_taken_apart_and_some_are_set_aside(ines: Actor) -> None:
    tickets = rows(Feedback, ines).filter(source="Support")
    aside = rows(Feedback, ines).exclude(set_aside="")

    assert tickets.exclude(original="").count() >= 10
    assert aside.exists()
    assert not aside.filter(need__isnull=False).exists()


def test_only_words_that_were_read_stand_on_a_chair(
    ines: Actor, harbour: Company
) -> None:
    """What a person confirmed is what stands beside the words, and no more."""
    keys = {
        told["question"]: told["key"] for told in content("decisions.toml")["decision"]
    }
    both, although = 0, 0

    for decision in rows(Decision, ines):
        options = decision.options.order_by("position", "pk")
        titles = list(options.values_list("title", flat=True))
        words = rows(ChairWord, ines).filter(decision=decision, state="confirmed")
        until = decision.decided_at or NOW
        pieces = [piece for piece in harbour.pieces if piece.said_at <= until]
        read = {
            (word.piece.source_id, word.option, word.side)
            for word in read_words(keys[decision.question], titles, pieces)
        }
        told = set(words.values_list("feedback__source_id", "option__title", "side"))
        assert told <= read, decision.question
        both += {"for", "against"} <= {side for *_, side in told}
        chosen = words.filter(option=decision.choice, side="against")
        although += decision.choice is not None and chosen.exists()

    assert both >= 15
    assert although >= 8


SPEAKS = re.compile(
    r'<figure class="([^"]*)"><blockquote>.*?<figcaption><b>(.*?)</b>'
    r'|<div class="(quote-who)"><b>(.*?)</b>'
    r'|<p class="(quote-meta)"><b>(.*?)</b>'
    r'|<div class="(card-who)"><p><b>(.*?)</b>'
    r"|(what would) (.*?) say[?]",
    re.DOTALL,
)


def _pages(ines: Actor) -> Iterator[str]:
    """Return addresses of pages of every kind that quotes somebody."""
    base = f"/w/{ines.workspace_id}/"
    yield base
    for query in ("", "?state=all", "?set_aside=any", "?kind=sales_note"):
        yield f"{base}evidence/feedback/{query}"
    for kind in ("interview", "lost_deal", "market_note", "sales_note"):
        found = rows(Feedback, ines).filter(kind=kind).order_by("pk")[:3]
        yield from (f"{base}evidence/feedback/{piece.pk}/" for piece in found)
    for need in rows(Need, ines).filter(demand__pieces__gt=0):
        yield f"{base}evidence/needs/{need.pk}/"
    for need in rows(Need, ines).order_by("-demand__pieces", "pk")[:12]:
        yield reverse("overview:line", args=[ines.workspace_id, "need", need.pk])
    told = rows(Feedback, ines).filter(speech=FeedbackSpeech.REPORTED)
    heard = told.exclude(customer=None).values_list("customer_id", flat=True)
    for pk in sorted(set(heard))[:12]:
        yield f"{base}evidence/customers/{pk}/"
    for bet in rows(Bet, ines).order_by("pk")[:12]:
        yield reverse("roadmap:bet", args=[ines.workspace_id, bet.pk])
    for decision in rows(Decision, ines):
        for name in ("decision", "words", "meeting", "card"):
            yield reverse(f"decisions:{name}", args=[ines.workspace_id, decision.pk])
    for person in rows(Person, ines).order_by("pk")[:12]:
        yield reverse("stakeholders:person", args=[ines.workspace_id, person.pk])


def test_no_page_shows_a_colleague_as_a_customer(ines: Actor) -> None:
    staff = {member.name for member in list_members(actor=ines)}
    browser = Client()
    backend = "django.contrib.auth.backends.ModelBackend"
    browser.force_login(User.objects.get(pk=ines.user_id), backend=backend)
    speakers: set[str] = set()
    reported = 0

    for page in _pages(ines):
        answer = browser.get(page)
        assert answer.status_code == 200, page
        text = answer.content.decode()
        reported += text.count("noted by ")
        for found in SPEAKS.findall(text):
            where, who = [part for part in found if part]
            if "quote-ours" not in where:
                speakers.add(unescape(who))
                assert speakers.isdisjoint(staff), (page, who)

    assert len(speakers) > 20
    assert reported > 20


def test_every_card_of_the_example_shows_its_passage_whole(ines: Actor) -> None:
    shown = 0
    for decision in decisions.list_decisions(actor=ines, only=DecisionFilter()):
        chair = decisions.chair_of(actor=ines, decision_id=decision.id, now=NOW)
        for word in chair.speaking:
            telling = word.telling
            # A mail's subject is set apart from its words.
            text = telling.text.replace(" · ", " ")
            assert " ".join(word.passage.split()) in text
            assert text in " ".join(word.words.split())
            assert not telling.is_too_long
            shown += 1
    assert shown


def test_forty_promises_are_on_record(ines: Actor) -> None:
    assert len(list_promises(actor=ines, on=NOW.date())) == 40


def test_bets_act_from_the_quarter_in_which_the_plan_finishes_them(ines: Actor) -> None:
    seen = outlook(actor=ines, today=NOW.date())
    assert seen.projection is not None
    finishes = {
        int(bet["id"].rpartition("-")[2]): bet["finished"]
        for bet in seen.file.plain["bets"]
    }
    by_hand = {
        item.bet_id: next_period(item.period, item.bet.duration - 1)
        for item in PlanItem.objects.filter(plan=seen.file.plan_id).select_related(
            "bet"
        )
    }

    assert seen.file.plan_id == seen.projection.plan_id
    assert seen.file.left_out == ()
    assert finishes == by_hand
    assert len(seen.projection.plain["bets"]) == len(by_hand)
    assert seen.file.plain["periods"][0] == next_period(period_of(NOW.date()))
