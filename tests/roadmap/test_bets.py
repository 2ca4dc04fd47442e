"""Bets: writing them down, making one from a need, what they rest on."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.accounts.models import Event, Product
from leadline.evidence.models import Need
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet, BetEffort, BetLink
from leadline.roadmap.types import BetBacking, BetFilter, BetIn, BetState, Range
from tests.conftest import Person
from tests.factories import (
    NOW,
    make_bet,
    make_customer,
    make_goal,
    make_known_need,
    make_team,
    make_voice,
    same,
)

SPREAD = Range(Decimal(1), Decimal(2), Decimal(4))


def titles(person: Person, **only: object) -> list[str]:
    found = queries.list_bets(actor=person.actor, only=BetFilter(**only))
    return [bet.title for bet in found.items]


def test_create_bet_keeps_ranges_effort_and_window(ana: Person) -> None:
    team = make_team(ana.actor, "Web")

    bet = actions.create_bet(
        actor=ana.actor,
        bet=BetIn(
            title=" Single sign-on ",
            growth=SPREAD,
            profit=same(-3),
            effort={team.pk: SPREAD},
            confidence=70,
            earliest="2027 q1",
            latest="2027Q3",
            duration=2,
        ),
        now=NOW,
    )

    row = queries.bet_page(actor=ana.actor, bet_id=bet.pk).bet
    assert (row.title, row.growth, row.profit) == ("Single sign-on", SPREAD, same(-3))
    assert [(e.team, e.weeks) for e in row.efforts] == [("Web", SPREAD)]
    assert (row.effort_weeks, row.effort_weeks_high) == (2, 4)
    assert (row.earliest, row.latest, row.duration) == ("2027Q1", "2027Q3", 2)
    last = Event.objects.latest("pk")
    assert (last.verb, last.detail["growth"]["p90"]) == ("roadmap.create_bet", "4")


FALLING = Range(Decimal(3), Decimal(2), Decimal(4))


@pytest.mark.parametrize(
    ("fields", "failure", "words"),
    [
        ({"title": "  "}, Invalid, "title"),
        ({"growth": FALLING}, Invalid, "growth must rise"),
        ({"profit": FALLING}, Invalid, "profit must rise"),
        ({"profit": same(10**13)}, Invalid, "larger than any market"),
        ({"confidence": 101}, Invalid, "Confidence"),
        ({"duration": 0}, Invalid, "quarters"),
        ({"duration": 9}, Invalid, "Cut a longer one"),
        ({"earliest": "soon"}, Invalid, "not a quarter"),
        ({"earliest": "2027Q3", "latest": "2027Q1"}, Invalid, "before it may start"),
        ({"product_id": 99_999}, NotFound, "product"),
        ({"owner_id": 99_999}, NotFound, "not a member"),
        ({"effort": {99: SPREAD}}, NotFound, "teams"),
        ({"title": "TAKEN"}, Conflict, "already"),
    ],
)
def test_create_bet_refuses_what_has_no_meaning(
    ana: Person, fields: dict[str, object], failure: type[Exception], words: str
) -> None:
    make_bet(ana.actor, "Taken")

    with pytest.raises(failure, match=words):
        actions.create_bet(
            actor=ana.actor, bet=BetIn(**({"title": "New"} | fields)), now=NOW
        )

    assert Bet.objects.count() == 1


@pytest.mark.parametrize("weeks", [FALLING, same(-1), same(100_001)])
def test_an_effort_rises_from_zero(ana: Person, weeks: Range) -> None:
    team = make_team(ana.actor)

    with pytest.raises(Invalid, match="effort"):
        actions.create_bet(
            actor=ana.actor, bet=BetIn("New", effort={team.pk: weeks}), now=NOW
        )


def test_change_bet_replaces_effort_and_remembers_values(ana: Person) -> None:
    web, data = make_team(ana.actor, "Web"), make_team(ana.actor, "Data")
    bet = make_bet(ana.actor, growth=5, effort={web: 3})

    actions.change_bet(
        actor=ana.actor,
        bet_id=bet.pk,
        title="Log in once",
        growth=same(9),
        effort={data.pk: SPREAD},
        now=NOW,
    )

    assert [(e.team.name, e.p50) for e in BetEffort.objects.all()] == [("Data", 2)]
    last = Event.objects.latest("pk")
    assert last.detail["was"]["title"] == "Single sign-on"
    assert Decimal(last.detail["was"]["growth_p50"]) == 5


def test_a_bet_is_made_from_a_need_in_one_step(ana: Person) -> None:
    product = Product.objects.create(workspace_id=ana.actor.workspace_id, name="App")
    need = make_known_need(ana.actor, "log in once", product=product)

    bet = actions.bet_from_need(actor=ana.actor, need_id=need.pk, now=NOW)
    twin = actions.bet_from_need(actor=ana.actor, need_id=need.pk, now=NOW)

    page = queries.bet_page(actor=ana.actor, bet_id=bet.pk)
    assert (page.bet.title, page.bet.product, page.bet.owner) == (
        "log in once", "App", "ana",
    )  # fmt: skip
    assert [n.statement for n in page.needs] == ["log in once"]
    assert (twin.name, twin.version) == ("log in once (2)", 1)
    answering = queries.bets_of_need(actor=ana.actor, need_id=need.pk)
    assert [bet.title for bet in answering] == ["log in once", "log in once (2)"]


def test_a_merged_need_makes_no_bet_but_keeps_those_it_has(ana: Person) -> None:
    keep = make_known_need(ana.actor, "log in once", (make_customer(ana.actor, "A"),))
    away = make_known_need(ana.actor, "single sign-on")
    bet = actions.bet_from_need(actor=ana.actor, need_id=away.pk, now=NOW)
    Need.objects.filter(pk=away.pk).update(state="merged", merged_into=keep)

    with pytest.raises(Conflict, match="merged"):
        actions.bet_from_need(actor=ana.actor, need_id=away.pk, now=NOW)

    page = queries.bet_page(actor=ana.actor, bet_id=bet.pk)
    assert [(n.statement, n.pieces) for n in page.needs] == [("log in once", 1)]
    assert page.bet.backing.pieces == 1
    assert titles(ana, need=keep.pk) == ["single sign-on"]


def test_evidence_counts_a_customer_behind_two_needs_once(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = make_customer(ana.actor, "A", 100), make_customer(ana.actor, "B", 50)
    dollars = make_customer(ana.actor, "C", 7)
    type(dollars).objects.filter(pk=dollars.pk).update(revenue_currency="USD")
    first = make_known_need(ana.actor, "log in once", (one, two))
    second = make_known_need(ana.actor, "log out", (one, dollars))
    bet = make_bet(ana.actor)

    actions.set_bet_needs(
        actor=ana.actor, bet_id=bet.pk, need_ids=[first.pk, second.pk], now=NOW
    )

    def evidence(few: int, *, exact: bool = False) -> BetBacking:
        monkeypatch.setattr("leadline.roadmap.queries.backing.FEW", few)
        ids = [bet.pk]
        return queries.backing_of_bets(actor=ana.actor, bet_ids=ids, exact=exact)[
            bet.pk
        ]

    exact, least = evidence(3, exact=True), evidence(3)
    assert evidence(4) == exact
    assert (exact.needs, exact.pieces, exact.customers) == (2, 4, 3)
    assert (exact.revenue.amount, exact.is_least) == (150, False)
    assert (least.pieces, least.customers, least.is_least) == (4, 2, True)


def test_set_bet_needs_and_goals_replace_what_was_said(ana: Person) -> None:
    bet, goal = make_bet(ana.actor), make_goal(ana.actor)
    one = make_known_need(ana.actor, "log in once")
    two = make_known_need(ana.actor, "log out")

    for ids in ([one.pk], [two.pk]):
        actions.set_bet_needs(actor=ana.actor, bet_id=bet.pk, need_ids=ids, now=NOW)
    actions.set_bet_goals(actor=ana.actor, bet_id=bet.pk, goal_ids=[goal.pk], now=NOW)

    page = queries.bet_page(actor=ana.actor, bet_id=bet.pk)
    assert [n.statement for n in page.needs] == ["log out"]
    assert [(g.id, g.name, g.kind) for g in page.bet.goals] == [
        (goal.pk, "Grow", "growth")
    ]
    assert titles(ana, goal=goal.pk) == ["Single sign-on"]
    events = Event.objects.filter(verb="roadmap.set_bet_needs")
    assert [e.detail["now"] for e in events] == [[one.pk], [two.pk]]
    for wrong in ({"need_ids": [99_999]}, {"need_ids": [one.pk, 99_999]}):
        with pytest.raises(NotFound):
            actions.set_bet_needs(actor=ana.actor, bet_id=bet.pk, now=NOW, **wrong)
    with pytest.raises(NotFound):
        actions.set_bet_goals(
            actor=ana.actor, bet_id=bet.pk, goal_ids=[99_999], now=NOW
        )


def test_dependencies_are_seen_from_both_ends_and_taken_away(ana: Person) -> None:
    log, sso = make_bet(ana.actor, "Audit log"), make_bet(ana.actor, "SSO")

    link = actions.link_bets(
        actor=ana.actor, bet_id=sso.pk, other_id=log.pk, kind="after", gap=1, now=NOW
    )

    seen = [
        (links[0].other.title, links[0].gap, links[0].points_here)
        for links in (
            queries.bet_page(actor=ana.actor, bet_id=pk).links
            for pk in (sso.pk, log.pk)
        )
    ]
    assert seen == [("Audit log", 1, False), ("SSO", 1, True)]
    actions.unlink_bets(actor=ana.actor, link_id=link.pk, now=NOW)
    assert BetLink.objects.count() == 0


def test_link_bets_refuses_circles_and_nonsense(ana: Person) -> None:
    a, b, c = (make_bet(ana.actor, name) for name in "abc")

    def link(one: Bet, other: Bet, kind: str = "after", gap: int = 0) -> None:
        actions.link_bets(
            actor=ana.actor, bet_id=one.pk, other_id=other.pk,
            kind=kind, gap=gap, now=NOW,
        )  # fmt: skip

    link(b, a)
    link(c, b)
    link(a, b, "together")
    for call, failure in (
        (lambda: link(a, c), Conflict),
        (lambda: link(b, a), Conflict),
        (lambda: link(b, a, "together"), Conflict),
        (lambda: link(a, a), Invalid),
        (lambda: link(a, c, "near"), Invalid),
        (lambda: link(a, c, "instead_of", 1), Invalid),
        (lambda: link(c, a, "after", 9), Invalid),
    ):
        with pytest.raises(failure):
            call()
    assert BetLink.objects.count() == 3


def test_set_bet_state_moves_many_with_a_reason_each_line(ana: Person) -> None:
    one, two = make_bet(ana.actor, "One"), make_bet(ana.actor, "Two")

    before = actions.set_bet_state(
        actor=ana.actor, bet_ids=[one.pk, two.pk], state="dropped",
        reason="No voice", now=NOW,
    )  # fmt: skip

    assert before == {one.pk: "candidate", two.pk: "candidate"}
    assert set(Bet.objects.values_list("state", flat=True)) == {"dropped"}
    events = Event.objects.filter(verb="roadmap.set_bet_state")
    assert [e.detail["reason"] for e in events] == ["No voice", "No voice"]
    for wrong, failure in (
        ({"state": "gone"}, Invalid),
        ({"reason": ""}, Invalid),
        ({"bet_ids": [one.pk, two.pk + 1]}, NotFound),
        ({"bet_ids": []}, NotFound),
    ):
        said = {"bet_ids": [one.pk], "state": "done", "reason": "why"} | wrong
        with pytest.raises(failure):
            actions.set_bet_state(actor=ana.actor, now=NOW, **said)


def test_a_contributor_commits_no_bet(ana: Person) -> None:
    contributor = replace(ana.actor, role=type(ana.actor.role).CONTRIBUTOR)
    bet = make_bet(contributor)

    for state in ("committed",):
        with pytest.raises(NotAllowed):
            actions.set_bet_state(
                actor=contributor, bet_ids=[bet.pk], state=state, reason="y", now=NOW
            )
    actions.set_bet_state(
        actor=ana.actor, bet_ids=[bet.pk], state="committed", reason="y", now=NOW
    )
    with pytest.raises(NotAllowed):
        actions.set_bet_state(
            actor=contributor, bet_ids=[bet.pk], state="dropped", reason="y", now=NOW
        )


def test_bets_are_closed_to_readers_and_invisible_to_strangers(
    ana: Person, ben: Person, cleo: Person
) -> None:
    bet, other = make_bet(ana.actor, "One"), make_bet(ana.actor, "Two")
    need = make_known_need(ana.actor, "log in once")
    link = actions.link_bets(
        actor=ana.actor, bet_id=bet.pk, other_id=other.pk, kind="after", now=NOW
    )
    pk = bet.pk
    calls = [
        lambda a: actions.change_bet(actor=a, bet_id=pk, title="New", now=NOW),
        lambda a: actions.bet_from_need(actor=a, need_id=need.pk, now=NOW),
        lambda a: actions.set_bet_needs(actor=a, bet_id=pk, need_ids=[], now=NOW),
        lambda a: actions.set_bet_goals(actor=a, bet_id=pk, goal_ids=[], now=NOW),
        lambda a: actions.unlink_bets(actor=a, link_id=link.pk, now=NOW),
        lambda a: actions.link_bets(
            actor=a, bet_id=pk, other_id=other.pk, kind="together", now=NOW
        ),
        lambda a: actions.set_bet_state(
            actor=a, bet_ids=[pk], state="done", reason="y", now=NOW
        ),
    ]
    with pytest.raises(NotAllowed):
        actions.create_bet(actor=ben.actor, bet=BetIn("New"), now=NOW)
    for person, failure in ((ben, NotAllowed), (cleo, NotFound)):
        for call in calls:
            with pytest.raises(failure):
                call(person.actor)
    with pytest.raises(NotFound):
        queries.bet_page(actor=cleo.actor, bet_id=pk)
    assert titles(cleo, state="all") == []
    assert titles(ben, state="all", sort="title") == ["One", "Two"]


def test_list_bets_filters_sorts_and_pages(ana: Person) -> None:
    web = make_team(ana.actor, "Web")
    need = make_known_need(ana.actor, "log in once", (make_customer(ana.actor, "A"),))
    make_bet(ana.actor, "Small", growth=1, profit=9, effort={web: 5})
    big = make_bet(ana.actor, "Big", growth=9, summary="for hospitals")
    gone = make_bet(ana.actor, "Gone", growth=5)
    actions.set_bet_needs(actor=ana.actor, bet_id=big.pk, need_ids=[need.pk], now=NOW)
    actions.set_bet_state(
        actor=ana.actor, bet_ids=[gone.pk], state="dropped", reason="why", now=NOW
    )

    assert titles(ana) == ["Big", "Small"]
    assert titles(ana, state="all") == ["Big", "Gone", "Small"]
    assert titles(ana, state="dropped") == ["Gone"]
    assert titles(ana, text="HOSPITAL") == ["Big"]
    assert titles(ana, team=web.pk) == ["Small"]
    assert titles(ana, product=99) == []
    assert titles(ana, sort="-profit") == ["Small", "Big"]
    assert titles(ana, sort="effort") == ["Small", "Big"]
    assert titles(ana, sort="-pieces") == ["Big", "Small"]
    assert titles(ana, sort="nonsense") == ["Big", "Small"]
    second = queries.list_bets(actor=ana.actor, only=BetFilter(size=1, page=2))
    assert (second.total, second.pages, second.page) == (2, 2, 2)
    assert [b.title for b in second.items] == ["Small"]
    beyond = queries.list_bets(actor=ana.actor, only=BetFilter(page=9))
    assert (beyond.page, len(beyond.items)) == (1, 2)


@pytest.mark.parametrize("n", [1, 3])
def test_list_bets_takes_the_same_queries_for_any_number(
    ana: Person, n: int, django_assert_num_queries: object
) -> None:
    team, goal = make_team(ana.actor), make_goal(ana.actor)
    customer = make_customer(ana.actor, "A", 5)
    needs = [make_known_need(ana.actor, f"need {i}", (customer,)) for i in range(2)]
    for i in range(n):
        bet = make_bet(ana.actor, f"Bet {i}", growth=i, effort={team: 2})
        ids = {"bet_id": bet.pk, "now": NOW}
        need_ids = [need.pk for need in needs]
        actions.set_bet_needs(actor=ana.actor, need_ids=need_ids, **ids)
        actions.set_bet_goals(actor=ana.actor, goal_ids=[goal.pk], **ids)

    with django_assert_num_queries(11):
        found = queries.list_bets(actor=ana.actor, only=BetFilter(sort="-pieces"))

    assert len(found.items) == n
    assert found.items[0].backing.revenue.amount == 5


def test_a_new_voice_does_not_cost_the_bet_page_a_query(ana: Person) -> None:
    need = make_known_need(ana.actor, "log in once")
    bet = actions.bet_from_need(actor=ana.actor, need_id=need.pk, now=NOW)
    counts = []
    for name in ("A", "B"):
        make_voice(ana.actor, need, make_customer(ana.actor, name))
        with CaptureQueriesContext(connection) as captured:
            page = queries.bet_page(actor=ana.actor, bet_id=bet.pk)
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert page.bet.state is BetState.CANDIDATE
