"""Pages of bets, teams and plans."""

from __future__ import annotations

import re
from typing import Any

import pytest

from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet, BetLink, Capacity, Team
from leadline.web.roadmap.views import grounds
from tests.conftest import Person
from tests.factories import (
    NOW,
    make_bet,
    make_customer,
    make_goal,
    make_known_need,
    make_plan,
    make_team,
)
from tests.web.roadmap import at, make_bets, make_web, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def web(ana: Person) -> Team:
    return make_web(ana)


@pytest.fixture
def bets(ana: Person, web: Team) -> dict[str, Bet]:
    return make_bets(ana, web)


@pytest.mark.parametrize(("needs", "is_cut"), [(2, False), (3, True)])
def test_the_choice_of_needs_says_when_some_are_left_out(
    ana: Person, monkeypatch: pytest.MonkeyPatch, needs: int, is_cut: bool
) -> None:
    monkeypatch.setattr(grounds, "OFFERED", 2)
    for n in range(needs):
        make_known_need(ana.actor, f"Need {n}", (make_customer(ana.actor, f"F{n}"),))
    bet = make_bet(ana.actor)

    text = text_of(ana, f"bets/{bet.pk}/grounds/")

    assert ("Only the 2 loudest are shown" in text) == is_cut


def test_a_bet_names_its_goals_once_and_they_are_edited_there(ana: Person) -> None:
    goal, bet = make_goal(ana.actor, "Half of Europe"), make_bet(ana.actor)
    own = f"bets/{bet.pk}/values/goals/?level=1"

    bare = ana.browser.get(at(ana, f"bets/{bet.pk}/")).content.decode()
    actions.set_bet_goals(actor=ana.actor, bet_id=bet.pk, goal_ids=[goal.pk], now=NOW)
    page = ana.browser.get(at(ana, f"bets/{bet.pk}/")).content.decode()
    shown = ana.browser.get(
        f"{at(ana, own)}&shown=yes", headers={"HX-Request": "true"}
    ).content.decode()

    assert at(ana, own) in bare
    assert "None yet" in bare
    assert page.count("Half of Europe") == 1
    assert f"/strategy/goals/{goal.pk}/" in shown


@pytest.mark.parametrize("n", [1, 3])
def test_lists_take_the_same_queries_for_any_number(
    ana: Person, n: int, django_assert_num_queries: Any
) -> None:
    team, goal = make_team(ana.actor), make_goal(ana.actor)
    for i in range(n):
        need = make_known_need(ana.actor, f"n {i}", (make_customer(ana.actor, f"{i}"),))
        bet = actions.bet_from_need(actor=ana.actor, need_id=need.pk, now=NOW)
        actions.set_bet_goals(
            actor=ana.actor, bet_id=bet.pk, goal_ids=[goal.pk], now=NOW
        )
        make_bet(ana.actor, f"Bet {i}", effort={team: 3})
    plan = make_plan(ana.actor)
    for i in range(n - 1):
        make_plan(ana.actor, f"Plan {i}")
    browser = ana.browser

    with django_assert_num_queries(19):
        page = browser.get(at(ana, "bets/"))
    with django_assert_num_queries(8):
        browser.get(at(ana, "plans/"))
    with django_assert_num_queries(31):
        browser.get(at(ana, f"plans/{plan.pk}/"))
    with django_assert_num_queries(11):
        browser.get(at(ana, "teams/"))

    assert page.content.count(b"data-item") == 2 * n


def test_a_ranking_is_chosen_kept_and_held_against_the_plan(
    ana: Person, web: Team
) -> None:
    make_bet(ana.actor, "Dear", growth=90, effort={web: 4}, duration=1)
    make_bet(ana.actor, "Long", growth=10, effort={web: 1}, duration=2)
    plan, browser = make_plan(ana.actor), ana.browser

    assert "no impact" in text_of(ana, "bets/?rank=rice")
    refused = browser.post(at(ana, "rankings/"), {"name": "Ours", "formula": "moon"})
    assert refused.status_code == 422
    said = {"name": "Ours", "formula": "quarters * 3", "note": "The longest first"}
    browser.post(at(ana, "rankings/"), said)
    own = queries.list_rankings(actor=ana.actor)[-1]
    ranked = text_of(ana, f"bets/?rank={own.key}")
    assert ranked.index("Long") < ranked.index("Dear")
    assert "(1 of 2)" in ranked
    one = queries.list_bet_names(actor=ana.actor)[0].id
    assert "RICE and other rankings" in text_of(ana, f"bets/{one}/")
    assert "Nobody said: impact" in text_of(ana, f"bets/{one}/rankings/")
    beside = text_of(ana, f"plans/{plan.pk}/rankings/")
    assert "the same" in beside.partition("Ours")[2]
    assert "The same bets." in beside.partition("Ours")[2]
    assert "No bet has a score" in beside
    assert "Q1 2027 to Q2 2027" in text_of(ana, "plans/")
    assert b"quarters * 3" in browser.get(at(ana, f"rankings/{own.id}/")).content
    browser.post(at(ana, f"rankings/{own.id}/remove/"))
    assert "Ours" not in text_of(ana, "rankings/")


def test_empty_pages_teach_the_next_step(ana: Person) -> None:
    assert "Make the first bet from a need" in text_of(ana, "bets/")
    assert "write bets first" in text_of(ana, "plan/")
    make_bet(ana.actor)
    assert "person-weeks each team has" in text_of(ana, "plan/")
    make_team(ana.actor)
    assert "It chooses among 1 bet" in text_of(ana, "plan/")
    assert "Every plan stays" in text_of(ana, "plans/")
    assert "No bet matches" in text_of(ana, "bets/?text=moon")
    assert "It takes two plans" in text_of(ana, "plans/compare/")


def test_a_bet_is_made_from_a_need_in_one_step_and_filled_in(
    ana: Person, web: Team
) -> None:
    customer = make_customer(ana.actor, "Acme", 120_000)
    need = make_known_need(ana.actor, "log in once", (customer,))
    browser = ana.browser

    form = browser.post(at(ana, f"bets/from-need/{need.pk}/"), follow=True)
    bet = Bet.objects.get()
    said = {
        "title": "Single sign-on", "growth": "€80k to 120k EUR to 0.2m",
        f"team_{web.pk}": "4..5..6", "duration": 1,
        "confidence": 70, "earliest": "2027Q1",
    }  # fmt: skip
    page = browser.post(at(ana, f"bets/{bet.pk}/change/"), said, follow=True)

    assert 'value="log in once"' in form.content.decode()
    text = page.content.decode()
    assert "Single sign-on: 1 customer has the need it answers" in text
    assert "€80k to €200k" in text
    assert "€120k" in text
    assert "log in once" in text
    bet.refresh_from_db()
    assert (bet.growth_p90, bet.efforts.get().p90) == (200_000, 6)


def test_a_bet_form_keeps_what_was_typed_beside_its_error(
    ana: Person, web: Team
) -> None:
    make_bet(ana.actor, "Taken")

    for fields, words in (
        ({"title": "taken"}, "There is a bet “taken” already."),
        ({"growth": "$5k"}, "“$5k” names another currency than EUR"),
        ({"growth": "9k to 5k"}, "runs down. Write 5,000 to 9,000"),
        ({"growth": "1..9..5"}, "9 does not lie between 1 and 5"),
        ({"profit": "at least 9"}, "says one end only"),
        ({f"team_{web.pk}": "-2"}, "from 0"),
        ({"earliest": "2027Q3", "latest": "2027Q1"}, "before it may start"),
        ({"duration": "0"}, "At least 1"),
    ):
        said = {"title": "New one", "duration": 1} | fields
        page = ana.browser.post(at(ana, "bets/new/"), said)
        assert page.status_code == 422
        assert words in page.content.decode()
        assert str(said["title"]) in page.content.decode()


def test_needs_and_goals_of_a_bet_are_ticked(ana: Person) -> None:
    bet, open_goal = make_bet(ana.actor), make_goal(ana.actor, "Open goal")
    closed = make_goal(ana.actor, "Closed goal")
    need = make_known_need(ana.actor, "log in once", (make_customer(ana.actor, "A"),))
    actions.set_bet_goals(actor=ana.actor, bet_id=bet.pk, goal_ids=[closed.pk], now=NOW)
    type(closed).objects.filter(pk=closed.pk).update(state="reached")
    browser = ana.browser

    choice = text_of(ana, f"bets/{bet.pk}/grounds/?text=log")
    browser.post(at(ana, f"bets/{bet.pk}/needs/"), {"need": [need.pk]})
    page = browser.post(
        at(ana, f"bets/{bet.pk}/values/goals/"),
        {"goals": [open_goal.pk, closed.pk]},
        follow=True,
    )

    assert "log in once" in choice
    text = page.content.decode()
    assert all(words in text for words in ("log in once", "Open goal", "Closed goal"))


def test_dependencies_are_made_and_taken_away(ana: Person) -> None:
    log, sso = make_bet(ana.actor, "Audit log"), make_bet(ana.actor, "SSO")
    browser = ana.browser
    said = {"kind": "after", "other_id": log.pk, "gap": 1}

    page = browser.post(at(ana, f"bets/{sso.pk}/links/"), said, follow=True)
    twice = browser.post(at(ana, f"bets/{sso.pk}/links/"), said)
    other = text_of(ana, f"bets/{log.pk}/")
    link = BetLink.objects.get()
    browser.post(at(ana, f"bets/{sso.pk}/links/{link.pk}/remove/"))

    assert "with 1 whole quarter in between" in page.content.decode()
    assert twice.status_code == 422
    assert "linked like that already" in twice.content.decode()
    assert "is waited for by" in other
    assert BetLink.objects.count() == 0


def test_many_bets_change_state_at_once_and_back(ana: Person) -> None:
    pks = [make_bet(ana.actor, f"Bet {i}").pk for i in range(3)]
    browser = ana.browser

    page = browser.post(
        at(ana, "bets/state/"),
        {"bet": pks[:2], "state": "dropped", "reason": "No voice"},
        follow=True,
    )
    undo = re.findall(r"/bets/state/([\d-]+/candidate/)", page.content.decode())[0]
    dropped = Bet.objects.filter(state="dropped").count()
    browser.post(at(ana, f"bets/state/{undo}"))

    assert "2 bets are dropped now." in page.content.decode()
    assert (dropped, Bet.objects.filter(state="candidate").count()) == (2, 3)
    for said in ({"state": "done", "reason": "x"}, {"bet": pks, "state": "done"}):
        assert browser.post(at(ana, "bets/state/"), said).status_code == 422


def test_bets_are_filtered_by_address_and_exported(ana: Person, bets: Any) -> None:
    make_bet(ana.actor, "=Evil")

    text = text_of(ana, "bets/?text=half&sort=-growth")
    bad = ana.browser.get(at(ana, "bets/?team=zero"))
    file = b"".join(
        ana.browser.get(at(ana, "bets.csv?sort=title")).streaming_content
    ).decode()

    assert text.index("Half") < text.index("Other half")
    assert ">Big<" not in text.split('id="bets"')[1]
    assert bad.status_code == 422
    lines = file.strip().splitlines()
    assert len(lines) == 6
    assert lines[1].startswith("'=Evil,Candidate")


def test_the_grid_of_weeks_is_filled_in(ana: Person, ben: Person) -> None:
    browser = ana.browser
    browser.post(at(ana, "teams/new/"), {"name": "Web"})
    team = Team.objects.get()
    cells = {f"t{team.pk}_2027Q{q}": "40" for q in (1, 2)}

    page = browser.post(at(ana, "teams/?from=2027Q1"), cells, follow=True)
    bad = browser.post(at(ana, "teams/?from=2027Q1"), {f"t{team.pk}_2027Q1": "-3"})
    browser.post(at(ana, f"teams/{team.pk}/name/"), {"name": "Access"})
    browser.post(at(ana, f"teams/{team.pk}/archive/"))
    away = text_of(ana, "teams/")
    browser.post(at(ana, f"teams/{team.pk}/restore/"))

    assert "2 figures changed" in page.content.decode()
    assert bad.status_code == 422
    assert 'value="-3"' in bad.content.decode()
    assert Capacity.objects.count() == 2
    assert "Access, put away" in away
    assert "40" in text_of(ben, "teams/?from=2027Q1")
    assert (
        "Access,40.00,40.00"
        in b"".join(
            browser.get(at(ana, "teams.csv?from=2027Q1")).streaming_content
        ).decode()
    )


def test_readers_read_and_strangers_find_nothing(
    ana: Person, ben: Person, cleo: Person, bets: dict[str, Bet], web: Team
) -> None:
    plan, bet = make_plan(ana.actor), bets["Big"]
    need = make_known_need(ana.actor, "log in once")
    pages = [
        "bets/", f"bets/{bet.pk}/", f"bets/{bet.pk}/grounds/", "bets.csv", "teams/",
        "teams.csv", "plan/", "plans/", f"plans/{plan.pk}/",
        f"plans/{plan.pk}/plan.csv", f"plans/{plan.pk}/plan.json",
        "plans/compare/",
    ]  # fmt: skip
    forms = [
        "bets/new/", f"bets/{bet.pk}/change/", f"bets/from-need/{need.pk}/",
        f"bets/{bet.pk}/needs/", f"bets/{bet.pk}/links/",
        "bets/state/", f"bets/state/{bet.pk}/done/", "teams/", "teams/new/",
        f"teams/{web.pk}/name/", f"teams/{web.pk}/archive/", "plans/new/",
        f"plans/{plan.pk}/commit/", f"plans/{plan.pk}/name/",
        f"plans/{plan.pk}/bets/{bet.pk}/",
    ]  # fmt: skip
    said = {"bet": bet.pk, "state": "done", "reason": "y", "name": "N"}
    for path in pages:
        assert ben.browser.get(at(ana, path)).status_code == 200
        assert cleo.browser.get(at(ana, path)).status_code == 404
    for path in forms:
        assert ben.browser.post(at(ana, path), said).status_code == 403, path
        assert cleo.browser.post(at(ana, path), said).status_code == 404, path
