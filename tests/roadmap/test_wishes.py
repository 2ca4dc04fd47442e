"""A move by hand is kept when a plan is made again, until somebody lets it go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from leadline.foundation.errors import Invalid
from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet, Plan, PlanItem
from leadline.roadmap.types import Clash, Range, Wish, not_kept
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.models import Person as Stakeholder
from leadline.stakeholders.types import PersonIn, PromiseIn
from leadline.web.templatetags.plan_ahead import what_to_do
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_plan, make_team
from tests.web.roadmap import run_next


@pytest.fixture
def bets(ana: Person) -> dict[str, Bet]:
    """Two quarters with room for one bet each; the search puts the dearest first."""
    web = make_team(ana.actor, "Web", Q2027Q1=10, Q2027Q2=10)
    return {
        name: make_bet(ana.actor, name, effort={web: 10}, growth=growth)
        for name, growth in (("Big", 9000), ("Middle", 5000), ("Small", 1000))
    }


@pytest.fixture
def plan(ana: Person, bets: dict[str, Bet]) -> Plan:
    return make_plan(ana.actor, "First", periods=2, growth=1.0, discount=0.1)


def move(person: Person, plan: Plan, bet: Bet, to: str, reason: str = "Port") -> None:
    actions.move_bet(
        actor=person.actor, plan_id=plan.pk, bet_id=bet.pk, to_period=to,
        reason=reason, now=NOW,
    )  # fmt: skip


def where(plan: Plan) -> dict[str, str]:
    items = PlanItem.objects.filter(plan=plan)
    return dict(items.values_list("bet__title", "period"))


def again(person: Person, plan: Plan, *wishes: Wish) -> Plan:
    return make_plan(
        person.actor, "Again", periods=2, growth=1.0, discount=0.1,
        based_on_id=plan.pk, wishes=wishes,
    )  # fmt: skip


def test_a_bet_stays_where_it_was_put_and_others_give_way(
    ana: Person, plan: Plan, bets: dict[str, Bet]
) -> None:
    move(ana, plan, bets["Small"], "2027Q1", "Promised in person")
    wishes = queries.wishes_of_plan(actor=ana.actor, plan_id=plan.pk)

    made = again(ana, plan, *wishes)

    assert wishes[0].words.startswith("“Small” in Q1 2027: Promised in person (")
    assert where(made) == {"Small": "2027Q1", "Big": "2027Q2"}
    item = PlanItem.objects.get(plan=made, bet=bets["Small"])
    assert (item.placed_by, item.reason) == ("person", "Promised in person")
    # It is kept a third time as well, and what nobody moved is not.
    kept = queries.wishes_of_plan(actor=ana.actor, plan_id=made.pk)
    assert [(one.title, one.period, one.reason) for one in kept] == [
        ("Small", "2027Q1", "Promised in person")
    ]


def test_a_bet_taken_out_stays_out_and_says_why(
    ana: Person, plan: Plan, bets: dict[str, Bet]
) -> None:
    move(ana, plan, bets["Big"], "", "Not this year")
    wishes = queries.wishes_of_plan(actor=ana.actor, plan_id=plan.pk)

    made = again(ana, plan, *wishes)

    assert where(made) == {"Middle": "2027Q1", "Small": "2027Q2"}
    page = queries.plan_page(actor=ana.actor, plan_id=made.pk)
    assert [left.why for left in page.left_out] == ["Kept out by hand: Not this year"]
    kept = queries.wishes_of_plan(actor=ana.actor, plan_id=made.pk)
    assert [(one.title, one.period) for one in kept] == [("Big", "")]


def test_a_move_that_is_let_go_or_taken_back_is_placed_by_the_search(
    ana: Person, plan: Plan, bets: dict[str, Bet]
) -> None:
    move(ana, plan, bets["Small"], "2027Q1")

    made = again(ana, plan)

    assert where(made) == {"Big": "2027Q1", "Middle": "2027Q2"}
    assert queries.wishes_of_plan(actor=ana.actor, plan_id=made.pk) == []


def test_the_form_of_planning_again_ticks_what_was_moved(
    ana: Person, plan: Plan, bets: dict[str, Bet]
) -> None:
    move(ana, plan, bets["Small"], "2027Q1", "Promised")
    new = f"/w/{ana.actor.workspace_id}/roadmap/plans/new/"

    page = ana.browser.get(f"{new}?based_on={plan.pk}")
    form = page.context["form"]
    released = ana.browser.get(
        f"{new}?based_on={plan.pk}&release={bets['Small'].pk}"
    ).context["form"]
    said = {
        name: form[name].value()
        for name in form.fields
        if form[name].value() is not None
    } | {"reason": "Again", "seconds": 5, "futures": 0}
    answer = ana.browser.post(f"{new}?based_on={plan.pk}", said)
    run_next()

    assert form["keep"].value() == [str(bets["Small"].pk)]
    assert released["keep"].value() == []
    assert "“Small” in Q1 2027: Promised" in page.content.decode()
    assert answer.status_code in (200, 302)
    made = Plan.objects.latest("pk")
    assert made.name.startswith("Plan of ")
    assert made.based_on_id == plan.pk
    assert where(made)["Small"] == "2027Q1"


def test_a_move_outside_the_quarters_asked_for_is_said_before_the_search(
    ana: Person, plan: Plan, bets: dict[str, Bet]
) -> None:
    wish = Wish(bets["Small"].pk, "2027Q1", "Promised")

    with pytest.raises(Invalid, match="“Small” is kept in Q1 2027 by hand"):
        make_plan(ana.actor, first_period="2027Q2", periods=1, wishes=(wish,))


def test_moves_that_clash_say_how_many_weeks_are_short_and_what_to_let_go(
    ana: Person, plan: Plan, bets: dict[str, Bet]
) -> None:
    wishes = [
        Wish(bets[name].pk, "2027Q1", "Both at once") for name in ("Big", "Small")
    ]

    made = again(ana, plan, *wishes)
    page = queries.plan_page(actor=ana.actor, plan_id=made.pk)
    address = f"/w/{ana.actor.workspace_id}/roadmap/plans/{made.pk}/"
    text = " ".join(ana.browser.get(address).content.decode().split())

    assert made.status == "infeasible"
    (short,) = page.shorts
    assert (short.team, short.periods, short.needed, short.has, short.lacks) == (
        "Web", ("2027Q1",), 20, 10, 10,
    )  # fmt: skip
    assert "Web needs 20 person-weeks in Q1 2027 for what is asked, and has 10" in text
    assert "kept there by hand: Both at once" in text
    assert f"release={bets['Small'].pk}" in text
    assert "Give Web 10 more person-weeks in Q1 2027." in text
    # The wishes are still there to be released one by one.
    kept = queries.wishes_of_plan(actor=ana.actor, plan_id=made.pk)
    assert {one.title for one in kept} == {"Big", "Small"}


def promise(person: Person, bet: Bet, due: date, state: str = "agreed") -> None:
    named = {"name": "Renata Vogel", "function": "sales"}
    who = Stakeholder.objects.filter(
        workspace=person.actor.workspace_id, **named
    ).first() or stakeholders.create_person(
        actor=person.actor, person=PersonIn(**named)
    )
    given = stakeholders.create_promise(
        actor=person.actor,
        promise=PromiseIn(
            person_id=who.pk, what="Live", direction="given", part="build",
            due_date=due, state=state,
        ),
        now=NOW,
    )  # fmt: skip
    actions.honour_promise(actor=person.actor, promise_id=given.pk, bet_id=bet.pk)


@pytest.mark.parametrize(("due", "late"), [
    (date(2027, 2, 10), True), (date(2027, 6, 29), True), (date(2027, 6, 30), False),
    (date(2027, 7, 1), False),
])  # fmt: skip
def test_a_plan_says_which_promise_it_does_not_keep(
    ana: Person, plan: Plan, bets: dict[str, Bet], due: date, late: bool
) -> None:
    promise(ana, bets["Middle"], due)

    page = queries.plan_page(actor=ana.actor, plan_id=plan.pk)

    assert [one.bet.title for one in page.slipped] == ["Middle"] * late


def test_a_promise_of_a_bet_left_out_is_not_kept_either(
    ana: Person, plan: Plan, bets: dict[str, Bet]
) -> None:
    promise(ana, bets["Small"], date(2027, 6, 30))

    (one,) = queries.plan_page(actor=ana.actor, plan_id=plan.pk).slipped

    assert (one.bet.title, one.finish) == ("Small", "")
    assert one.words == "promised to Renata Vogel by 30 June 2027"


@pytest.mark.parametrize(
    ("of", "by", "says"),
    [
        ("promise", "promised to By hand Ltd by 5 May", "Agree on a later day"),
        ("wish", "kept there by hand: promised to Ohm", "Let the move go"),
        ("work", "it is being done", "say that it takes a quarter more"),
        ("", "", "Give it a later last quarter."),
    ],
)
def test_what_to_do_follows_from_what_is_demanded_not_from_its_words(
    ana: Person, plan: Plan, bets: dict[str, Bet], of: str, by: str, says: str
) -> None:
    move(ana, plan, bets["Small"], "2027Q1")
    wishes = queries.wishes_of_plan(actor=ana.actor, plan_id=plan.pk)
    made = again(ana, plan, *wishes)
    page = queries.plan_page(actor=ana.actor, plan_id=made.pk)
    assert [wish.bet_id for wish in page.wishes] == [bets["Small"].pk]

    clash = Clash("It ends by May", "latest", bets["Small"].pk, of=of, by=by)

    assert says in what_to_do(clash, page)


def test_an_offer_that_the_plan_does_not_keep_is_named_after_what_is_agreed(
    ana: Person, plan: Plan, bets: dict[str, Bet]
) -> None:
    promise(ana, bets["Small"], date(2027, 6, 30), "offered")
    promise(ana, bets["Middle"], date(2027, 2, 10))

    found = queries.plan_page(actor=ana.actor, plan_id=plan.pk).slipped

    assert [(one.bet.title, one.is_offered) for one in found] == [
        ("Middle", False), ("Small", True),
    ]  # fmt: skip
    assert found[1].words == "offered to Renata Vogel by 30 June 2027"
    # Its effort is one number: what it is planned for is not less than sure by itself.
    assert found[0].odds is None
    assert not_kept(found) == (
        "1 agreed promise and 1 offered one are not kept by this plan"
    )
    assert not_kept(found[1:]) == "1 offered promise is not kept by this plan"
    guessed = replace(found[0], odds=0.42)
    assert guessed.end == "is planned for 30 June 2027, odds 4 in 10"


def test_a_promise_the_plan_breaks_is_told_with_the_odds_of_its_bet(
    ana: Person,
) -> None:
    web = make_team(ana.actor, "Web", Q2027Q1=10)
    weeks = Range(Decimal(5), Decimal(10), Decimal(20))
    bet = make_bet(ana.actor, "Sign-on", growth=9, effort={web: weeks})
    plan = make_plan(ana.actor, periods=1)
    promise(ana, bet, date(2027, 2, 10))

    (one,) = queries.plan_page(actor=ana.actor, plan_id=plan.pk).slipped

    assert one.odds == pytest.approx(0.5, abs=0.03)
    assert one.end == "is planned for 31 March 2027, odds 5 in 10"
