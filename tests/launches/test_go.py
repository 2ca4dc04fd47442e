"""Go or wait: a decision like any other, and what its day rests on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from leadline.decisions import actions as decisions
from leadline.decisions import queries as read_decisions
from leadline.decisions.models import Decision, Option
from leadline.decisions.types import OptionIn
from leadline.foundation.errors import Conflict, NotAllowed, NotFound, Stale
from leadline.launches import actions, queries
from leadline.launches.models import Launch, LaunchStep
from leadline.launches.types import Built, Cause, Verdict
from leadline.roadmap import actions as roadmap
from leadline.roadmap.types import BetIn, Range
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn, PromiseIn
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_known_need, make_plan, make_team
from tests.launches.launching import DAY, TODAY, add, begin, change, done

pytestmark = pytest.mark.django_db
REASON = "The tender closes on Friday, and nobody of the ports answers the phone."


def ask(who: Person, launch: Launch, today: date = TODAY) -> Decision:
    made = actions.ask_to_go(actor=who.actor, launch_id=launch.pk, now=NOW, today=today)
    return Decision.objects.get(pk=made.pk)


def take(who: Person, decision: Decision, title: str, now: datetime = NOW) -> None:
    decisions.seat_chair(actor=who.actor, decision_id=decision.pk, now=now)
    decisions.hear_chair(actor=who.actor, decision_id=decision.pk, now=now)
    option = Option.objects.get(decision=decision, title=title)
    decisions.decide(
        actor=who.actor, decision_id=decision.pk, option_id=option.pk, now=now,
        because="they have waited since May", override=REASON,
    )  # fmt: skip


def verdict(who: Person, launch: Launch) -> Verdict:
    return queries.standing_of(actor=who.actor, launch_id=launch.pk)


def test_the_question_is_filled_from_the_launch(ana: Person) -> None:
    need = make_known_need(ana.actor, "Read the rota at sea")
    bet = make_bet(ana.actor)
    roadmap.set_bet_needs(actor=ana.actor, bet_id=bet.pk, need_ids=[need.pk], now=NOW)
    launch = begin(ana, bet_id=bet.pk, owner_id=ana.actor.user_id)
    done(ana, LaunchStep.objects.get(part="support"))

    decision = ask(ana, launch)

    page = read_decisions.decision_page(actor=ana.actor, decision_id=decision.pk)
    assert page.row.question == "Does “Rota” go to market on 2 March 2027?"
    assert "1 of 4 steps were done" in page.context
    assert "- Support: 1 of 1" in page.context
    assert [one.title for one in page.options] == ["Go", "Wait"]
    assert {(one.kind, one.id) for one in page.linked} == {
        ("bet", bet.pk), ("need", need.pk)
    }  # fmt: skip
    assert (page.row.decider, page.row.due_date) == ("ana", DAY - timedelta(days=14))
    found = queries.launch_of_decision(actor=ana.actor, decision_id=decision.pk)
    assert found
    assert found.id == launch.pk


@pytest.mark.parametrize(
    ("days_before", "due"), [(15, DAY - timedelta(days=14)), (13, None)]
)
def test_it_is_due_two_weeks_before_but_never_in_the_past(
    days_before: int, due: date | None, ana: Person
) -> None:
    today = DAY - timedelta(days=days_before)
    assert ask(ana, begin(ana), today).due_date == (due or today)


def test_go_follows_the_decision_and_goes_back_with_it(ana: Person) -> None:
    launch = begin(ana)
    assert verdict(ana, launch) == Verdict.NOT_ASKED
    decision = ask(ana, launch)
    assert verdict(ana, launch) == Verdict.OPEN
    with pytest.raises(Conflict):
        ask(ana, launch)
    take(ana, decision, "Go")
    assert verdict(ana, launch) == Verdict.GO
    with pytest.raises(Conflict):
        ask(ana, launch)
    decisions.reverse_decision(
        actor=ana.actor, decision_id=decision.pk, reason="A fault was found", now=NOW
    )
    assert verdict(ana, launch) == Verdict.BACK

    again = ask(ana, launch)
    take(ana, again, "Wait")

    assert verdict(ana, launch) == Verdict.WAIT
    row = queries.launch_row(actor=ana.actor, launch_id=launch.pk)
    assert (row.choice, row.decision_id) == ("Wait", again.pk)


def test_an_option_that_is_not_go_is_no_go(ana: Person) -> None:
    launch = begin(ana)
    decision = ask(ana, launch)
    decisions.change_decision(
        actor=ana.actor, decision_id=decision.pk, now=NOW,
        options=(OptionIn("Go in June"), OptionIn("Wait")),
    )  # fmt: skip
    take(ana, decision, "Go in June")
    assert verdict(ana, launch) == Verdict.WAIT


def test_who_may_not_change_asks_nothing(
    ana: Person, ben: Person, cleo: Person
) -> None:
    launch = begin(ana)
    for who, error in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(error):
            ask(who, launch)
    with pytest.raises(Stale):
        actions.ask_to_go(
            actor=ana.actor, launch_id=launch.pk, now=NOW, today=TODAY, seen=9
        )
    assert not Decision.objects.exists()
    decision = ask(ana, launch)
    assert not queries.launch_of_decision(actor=cleo.actor, decision_id=decision.pk)


def test_what_takes_long_binds_the_day(ana: Person) -> None:
    launch = begin(ana, day=TODAY + timedelta(days=40))
    step = add(ana, launch, "Badges ordered", days=-10, lead_days=30)

    def dates() -> object:
        return queries.dates_of(actor=ana.actor, launch_id=launch.pk, today=TODAY)

    assert dates().earliest == TODAY + timedelta(days=40)
    assert not dates().is_too_early
    change(ana, step, lead_days=31)
    found = dates()
    assert found.is_too_early
    (bound,) = found.beyond
    assert (bound.cause, bound.what, bound.lead_days) == (
        Cause.LEAD, "Badges ordered", 31
    )  # fmt: skip
    done(ana, step)
    assert dates().earliest is None


def test_a_promise_binds_the_day_until_it_ends(ana: Person) -> None:
    person = stakeholders.create_person(
        actor=ana.actor, person=PersonIn("Lukas", "supplier")
    )
    said = PromiseIn(person.pk, "600 badges", "received", date(2027, 2, 20),
                     state="agreed")  # fmt: skip
    promise = stakeholders.create_promise(actor=ana.actor, promise=said, now=NOW)
    launch = begin(ana)
    add(ana, launch, days=-14, promise_id=promise.pk)

    found = queries.dates_of(actor=ana.actor, launch_id=launch.pk, today=TODAY)
    assert (found.earliest, found.is_too_early) == (date(2027, 3, 6), True)
    stakeholders.move_promise(
        actor=ana.actor, promise_id=promise.pk, state="kept", now=NOW, on=TODAY
    )
    found = queries.dates_of(actor=ana.actor, launch_id=launch.pk, today=TODAY)
    assert found.earliest is None


def test_the_plan_says_when_it_is_built(ana: Person, olu: Person) -> None:
    team = make_team(ana.actor, Q2027Q1=10, Q2027Q2=10)
    bet = make_bet(ana.actor, growth=9, effort={team: 4})
    launch = begin(ana, bet_id=bet.pk)

    def built(day: date | None = None) -> object:
        if day:
            actions.change_launch(actor=ana.actor, launch_id=launch.pk, day=day)
        return queries.dates_of(actor=ana.actor, launch_id=launch.pk, today=TODAY).built

    assert built().state == Built.UNPLANNED
    make_plan(ana.actor)
    assert built().state == Built.LATER
    assert built(date(2027, 3, 30)).state == Built.LATER
    found = built(date(2027, 3, 31))
    assert (found.state, found.finish) == (Built.EXACT, date(2027, 3, 31))
    assert queries.dates_of(
        actor=ana.actor, launch_id=launch.pk, today=TODAY
    ).earliest == date(2027, 3, 31)
    bet.state = "done"
    bet.save()
    assert built().state == Built.DONE
    actions.change_launch(actor=ana.actor, launch_id=launch.pk, bet_id=None)
    assert built().state == Built.NO_BET


def test_a_range_of_effort_gives_odds(ana: Person) -> None:
    team = make_team(ana.actor, Q2027Q1=10, Q2027Q2=20)
    weeks = Range(Decimal(4), Decimal(8), Decimal(16))
    made = roadmap.create_bet(
        actor=ana.actor, now=NOW,
        bet=BetIn("Rota", effort={team.pk: weeks},
                  growth=Range(Decimal(9), Decimal(9), Decimal(9))),
    )  # fmt: skip
    make_plan(ana.actor)
    launch = begin(ana, bet_id=made.pk, day=date(2027, 3, 31))
    early = queries.dates_of(actor=ana.actor, launch_id=launch.pk, today=TODAY).built
    actions.change_launch(actor=ana.actor, launch_id=launch.pk, day=date(2027, 6, 30))
    late = queries.dates_of(actor=ana.actor, launch_id=launch.pk, today=TODAY).built
    assert early.state == late.state == Built.SAID
    assert 0 < early.odds < late.odds <= 1


def test_how_late_launches_came(ana: Person) -> None:
    for title, first in (("A", TODAY), ("B", TODAY - timedelta(days=9))):
        launch = begin(ana, title, day=first)
        actions.mark_launched(
            actor=ana.actor, launch_id=launch.pk, on=TODAY, today=TODAY
        )
    launch = begin(ana, "C")
    record = queries.dates_of(actor=ana.actor, launch_id=launch.pk, today=TODAY).record
    assert (record.n, record.least, record.most) == (2, 0, 9)
