"""The dates of the plan to steer by, their odds, and what they make of promises."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet
from leadline.roadmap.types import (
    PlannedEnd,
    PromisesAhead,
    PromiseTrouble,
    Range,
    Trouble,
)
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.models import Person as Stakeholder
from leadline.stakeholders.types import PersonIn, PromiseIn
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_plan, make_team

TODAY = NOW.date()
LATE, WILL_BE, RISK = Trouble.LATE, Trouble.WILL_BE_LATE, Trouble.AT_RISK


def promise(
    person: Person, due: date | None, bet: Bet | None = None, **fields: object
) -> int:
    """Promise something to Renata, and let a bet honour it."""
    name = f"Renata {Stakeholder.objects.count()}"
    who = stakeholders.create_person(
        actor=person.actor, person=PersonIn(name, function="customer")
    )
    said = PromiseIn(who.id, "Badge login", due_date=due, state="agreed")
    made = stakeholders.create_promise(
        actor=person.actor, promise=_with(said, fields), now=NOW
    )
    if bet is not None:
        actions.honour_promise(actor=person.actor, promise_id=made.id, bet_id=bet.pk)
    return made.id


def _with(said: PromiseIn, fields: dict[str, object]) -> PromiseIn:
    values = {name: getattr(said, name) for name in said.__slots__}
    return PromiseIn(**(values | fields))


def ahead(person: Person, on: date = TODAY) -> PromisesAhead:
    return queries.promises_ahead(actor=person.actor, on=on)


@pytest.fixture
def even(ana: Person) -> Bet:
    """A bet of the plan that is as likely as not finished in its first quarter."""
    web = make_team(ana.actor, "Web", Q2027Q1=10, Q2027Q2=20)
    weeks = Range(Decimal(7), Decimal(10), Decimal(14))
    made = make_bet(ana.actor, "Even", effort={web: weeks}, growth=9000)
    make_bet(ana.actor, "Out", effort={web: 99}, growth=1)
    plan = make_plan(ana.actor, periods=2, growth=1.0, discount=0.1)
    actions.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="Go", now=NOW)
    return made


def test_a_date_of_the_plan_has_the_odds_that_its_page_says(
    ana: Person, even: Bet
) -> None:
    end = queries.dates_of_plan(actor=ana.actor).ends[even.pk]
    plan_id = queries.committed_plan_id(actor=ana.actor)
    assert plan_id is not None
    delivery = queries.delivery_of_plan(
        actor=ana.actor, plan_id=plan_id, today=TODAY
    ).rows[0]

    assert (end.finish, end.day) == ("2027Q1", date(2027, 3, 31))
    assert end.odds == delivery.odds == pytest.approx(0.5, abs=0.01)
    assert end.short == delivery.short == "odds 5 in 10"
    assert end.told == f" (odds 5 in 10 by the plan of {NOW:%-d %b %Y})"


def test_without_a_range_a_date_has_no_odds_and_nothing_is_said(ana: Person) -> None:
    web = make_team(ana.actor, "Web", Q2027Q1=10)
    bet = make_bet(ana.actor, "Exact", effort={web: 5}, growth=9000)
    assert queries.dates_of_plan(actor=ana.actor).has_plan is False
    plan = make_plan(ana.actor, periods=1)
    actions.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="Go", now=NOW)

    end = queries.dates_of_plan(actor=ana.actor).ends[bet.pk]

    assert (end.odds, end.short, end.told) == (None, "", "")


@pytest.mark.parametrize(("quarter", "odds"), [
    (date(2027, 3, 30), None), (date(2027, 3, 31), 0.2), (date(2027, 6, 29), 0.2),
    (date(2027, 6, 30), 0.7), (date(2028, 1, 1), 0.7),
])  # fmt: skip
def test_odds_by_a_day_are_those_of_the_last_quarter_that_is_over(
    quarter: date, odds: float | None
) -> None:
    by = (("2027Q1", 0.2), ("2027Q2", 0.7))
    end = PlannedEnd(1, "Bet", "2027Q1", by, TODAY)
    assert end.odds_by(quarter) == odds


@pytest.mark.parametrize(("days", "kind"), [(-1, LATE), (0, WILL_BE)])
def test_a_promise_is_late_from_the_day_after_its_own(
    ana: Person, even: Bet, days: int, kind: Trouble
) -> None:
    one = promise(ana, TODAY + timedelta(days=days), even)
    assert ahead(ana).by_id[one].trouble == kind


@pytest.mark.parametrize(("due", "kind"), [
    (date(2027, 2, 10), WILL_BE), (date(2027, 3, 30), WILL_BE),
    (date(2027, 3, 31), None),
])  # fmt: skip
def test_a_promise_will_be_late_where_its_bet_is_there_after_its_day(
    ana: Person, even: Bet, due: date, kind: Trouble | None
) -> None:
    """Even odds are not low: what is as likely as not in time counts as well."""
    one = promise(ana, due, even)
    odds = queries.dates_of_plan(actor=ana.actor).ends[even.pk].odds
    assert odds is not None
    found = ahead(ana).by_id.get(one)
    if kind is None and odds < 0.5:
        kind = RISK
    assert (found and found.trouble) == kind
    if kind == WILL_BE:
        assert found is not None
        assert found.why == "“Even” is planned for the end of March 2027"
        assert found.bet_id == even.pk


@pytest.mark.parametrize(("share", "is_risky"), [(0.4995, True), (0.5, False)])
def test_a_promise_is_at_risk_where_it_is_less_likely_than_not_in_time(
    ana: Person, even: Bet, monkeypatch: pytest.MonkeyPatch, share: float,
    is_risky: bool,
) -> None:  # fmt: skip
    one = promise(ana, date(2027, 3, 31), even)
    monkeypatch.setattr(
        "leadline.roadmap.queries.dates.ends_in_futures",
        lambda file, chosen: {even.pk: (share, 1.0)},
    )
    found = ahead(ana)
    assert (one in found.by_id) is is_risky
    if is_risky:
        why = found.by_id[one].why
        assert why == "“Even” is planned for the end of March 2027, odds 5 in 10"
        assert found.title == "The one open promise is at risk"


def test_a_promise_whose_bet_no_plan_has_is_at_risk(ana: Person, even: Bet) -> None:
    out = Bet.objects.get(title="Out")
    one = promise(ana, date(2027, 6, 30), out)
    loose = promise(ana, date(2027, 6, 30))

    found = ahead(ana)
    assert found.by_id[one].why == "“Out” is in no plan"
    assert loose not in found.by_id

    actions.set_bet_state(
        actor=ana.actor, bet_ids=[out.pk], state="done", reason="Live", now=NOW
    )
    assert ahead(ana).troubled == ()


def test_before_there_is_a_plan_no_promise_is_at_risk_for_it(ana: Person) -> None:
    promise(ana, date(2027, 6, 30), make_bet(ana.actor, "Out"))
    assert ahead(ana).troubled == ()


def test_what_others_promised_is_late_or_at_risk_by_itself(
    ana: Person, even: Bet
) -> None:
    theirs = promise(ana, date(2026, 12, 30), direction="received")
    assert theirs not in ahead(ana).by_id
    stakeholders.move_promise(
        actor=ana.actor, promise_id=theirs, state="at_risk", why="They said so",
        now=NOW, on=TODAY,
    )  # fmt: skip
    assert ahead(ana).by_id[theirs].why == "They said so"


def test_what_is_kept_or_released_is_not_counted(ana: Person, even: Bet) -> None:
    for state in ("kept", "released"):
        one = promise(ana, TODAY - timedelta(days=9), even)
        stakeholders.move_promise(
            actor=ana.actor, promise_id=one, state=state, why="So it is", now=NOW,
            on=TODAY,
        )  # fmt: skip
    assert ahead(ana) == PromisesAhead(0, ())


def test_another_workspace_has_none_of_it(ana: Person, cleo: Person, even: Bet) -> None:
    promise(ana, TODAY - timedelta(days=1), even)
    assert ahead(cleo) == PromisesAhead(0, ())
    assert queries.dates_of_plan(actor=cleo.actor).ends == {}


def test_a_reader_counts_as_everybody_does(ana: Person, ben: Person, even: Bet) -> None:
    promise(ana, TODAY - timedelta(days=1), even)
    assert ahead(ben).title == "The one open promise is late"


def test_what_is_owed_to_us_is_said_to_be() -> None:
    ours, theirs = (PromiseTrouble(1, 1, way, LATE) for way in ("given", "received"))
    told = [
        PromisesAhead(opened, troubled).title
        for opened, troubled in (
            (1, (theirs,)), (9, (theirs,)), (9, (ours, theirs)), (9, (theirs, theirs))
        )
    ]  # fmt: skip
    assert told == [
        "The one open promise is late (owed to us)",
        "Of 9 open promises 1 is late (owed to us)",
        "Of 9 open promises 2 are late (1 of them owed to us)",
        "Of 9 open promises 2 are late (all owed to us)",
    ]


@pytest.mark.parametrize(("kinds", "words"), [
    ((), ""),
    ((LATE,), "Of 9 open promises 1 is late"),
    ((LATE, LATE), "Of 9 open promises 2 are late"),
    ((WILL_BE, RISK), "Of 9 open promises 1 will be late and 1 is at risk"),
    ((LATE, WILL_BE, RISK, RISK),
     "Of 9 open promises 1 is late, 1 will be late and 2 are at risk"),
])  # fmt: skip
def test_the_counts_are_said_in_one_sentence(
    kinds: tuple[Trouble, ...], words: str
) -> None:
    troubled = tuple(
        PromiseTrouble(n, 1, "given", kind) for n, kind in enumerate(kinds)
    )
    assert PromisesAhead(9, troubled).title == words
