"""Several needs or bets at once: one step, one line of what changed, one way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db.models import F
from django.urls import reverse

from leadline.accounts.models import Event
from leadline.evidence.models import Feedback, Need
from leadline.roadmap.models import Bet, BetGoal
from tests.conftest import Person
from tests.evidence.makers import say, want
from tests.factories import make_bet, make_goal

NEEDS, BETS = "evidence:needs", "roadmap:bets"


def send(person: Person, to: str, **said: Any) -> Any:
    url = reverse(to, args=[person.actor.workspace_id])
    return person.browser.post(url, said, follow=True)


def undo(person: Person, page: Any) -> Any:
    found = re.search(r'action="([^"]*(?:back|undo)/[^"]*)"', page.content.decode())
    assert found
    return person.browser.post(unescape(found[1]), follow=True)


def three_needs(person: Person) -> list[Need]:
    needs = [want(person.actor, f"Need {n}") for n in range(3)]
    for need in needs:
        say(person.actor, "Please", need=need)
    return needs


def test_needs_get_an_owner_and_a_state_together_and_are_taken_back(
    ana: Person, ben: Person
) -> None:
    needs = three_needs(ana)
    chosen = [need.pk for need in needs[:2]]

    page = send(
        ana, "evidence:needs_change", need=chosen, owner_id=ben.user.pk, state="met"
    )

    assert "Owner and state of 2 needs changed." in page.content.decode()
    stand = Need.objects.order_by("pk").values_list("owner_id", "state")
    assert list(stand) == [(ben.user.pk, "met")] * 2 + [(None, "open")]
    assert Event.objects.filter(verb="evidence.change_needs").count() == 2

    undo(ana, page)

    assert list(stand.all()) == [(None, "open")] * 3


def test_what_is_left_open_stays_in_each_need(ana: Person, ben: Person) -> None:
    one, two, _ = three_needs(ana)
    send(ana, "evidence:needs_change", need=[one.pk], owner_id=ben.user.pk)

    send(ana, "evidence:needs_change", need=[one.pk, two.pk], state="dismissed")

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.owner_id, one.state) == (ben.user.pk, "dismissed")
    assert (two.owner_id, two.state) == (None, "dismissed")


def test_one_need_that_cannot_be_changed_stops_them_all(ana: Person) -> None:
    one, two, three = three_needs(ana)
    three.state, three.merged_into = "merged", two
    three.save()

    page = send(ana, "evidence:needs_change", need=[one.pk, three.pk], state="met")

    one.refresh_from_db()
    assert (page.status_code, one.state) == (409, "open")


@pytest.mark.parametrize("said", [{}, {"owner_id": "999999"}, {"state": "merged"}])
def test_needs_are_not_changed_to_what_is_nothing(
    ana: Person, said: dict[str, str]
) -> None:
    need = three_needs(ana)[0]

    page = send(ana, "evidence:needs_change", need=[need.pk], **said)

    assert page.status_code == 422


def test_bets_get_an_owner_and_each_is_given_back_to_its_own(
    olu: Person, ana: Person, ben: Person
) -> None:
    bets = [make_bet(ana.actor, f"Bet {n}") for n in range(3)]
    Bet.objects.filter(pk=bets[0].pk).update(owner=olu.user)
    owners = Bet.objects.order_by("pk").values_list("owner_id", flat=True)
    before = list(owners)

    page = send(
        ana, "roadmap:bets_change",
        bet=[bets[0].pk, bets[1].pk], owner=ben.user.pk,
    )  # fmt: skip

    assert "Owner of 2 bets: ben." in page.content.decode()
    assert list(owners.all()) == [ben.user.pk, ben.user.pk, before[2]]

    undo(ana, page)

    assert list(owners.all()) == before


def test_bets_serve_a_goal_too_and_only_those_it_was_added_to_leave_it(
    ana: Person,
) -> None:
    goal = make_goal(ana.actor)
    bets = [make_bet(ana.actor, f"Bet {n}") for n in range(3)]
    send(ana, "roadmap:bets_change", bet=[bets[0].pk], goal=goal.pk)

    page = send(ana, "roadmap:bets_change", bet=[bets[0].pk, bets[1].pk], goal=goal.pk)

    serving = BetGoal.objects.order_by("bet_id").values_list("bet_id", flat=True)
    assert list(serving) == [bets[0].pk, bets[1].pk]

    undo(ana, page)

    assert list(serving.all()) == [bets[0].pk]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({}, 422),
        ({"owner": "1", "goal": "1"}, 422),
        ({"owner": "999999"}, 404),
        ({"goal": "999999"}, 404),
    ],
)
def test_bets_are_not_changed_to_what_is_nothing(
    ana: Person, said: dict[str, str], status: int
) -> None:
    bet = make_bet(ana.actor)

    assert send(ana, "roadmap:bets_change", bet=[bet.pk], **said).status_code == status
    assert send(ana, "roadmap:bets_change", owner=ana.user.pk).status_code == 422


Some = tuple[list[int], Any, Callable[[], list[int]], str, dict[str, Any]]


def several(person: Person, other: Person, kind: str) -> Some:
    """Three of a kind: ids, table, those that changed, what changes them, by what."""
    names = [f"Thing {n}" for n in range(3)]
    who = other.user.pk

    def those(table: Any, **changed: Any) -> Callable[[], list[int]]:
        return lambda: list(
            table.objects.filter(**changed).values_list("pk", flat=True)
        )

    if kind == "need":
        made = [want(person.actor, name).pk for name in names]
        are = those(Need, owner_id=who)
        return made, Need, are, "evidence:needs_change", {"owner_id": who}
    if kind == "piece":
        made = [say(person.actor, name).pk for name in names]
        are = those(Feedback, state="archived")
        return made, Feedback, are, "evidence:feedback_bulk", {"do": "archive"}
    made = [make_bet(person.actor, name).pk for name in names]
    if kind == "state":
        said = {"state": "doing", "reason": "It began"}
        return made, Bet, those(Bet, state="doing"), "roadmap:bets_state", said
    if kind == "goal":
        serving = BetGoal.objects.values_list("bet_id", flat=True)
        goal = {"goal": make_goal(person.actor).pk}
        return made, Bet, lambda: list(serving.all()), "roadmap:bets_change", goal
    return made, Bet, those(Bet, owner_id=who), "roadmap:bets_change", {"owner": who}


SEVERAL = {
    "need": "need",
    "bet": "bet",
    "state": "bet",
    "goal": "bet",
    "piece": "piece",
}


@pytest.mark.parametrize("kind", SEVERAL)
def test_what_somebody_changed_since_is_left_and_the_others_change(
    ana: Person, ben: Person, kind: str
) -> None:
    made, table, changed, to, said = several(ana, ben, kind)
    seen = [f"{pk}-{table.objects.get(pk=pk).version}" for pk in made]
    table.objects.filter(pk=made[1]).update(version=F("version") + 1)

    page = send(ana, to, **{SEVERAL[kind]: made[:2]}, seen=seen, **said)

    assert (page.status_code, changed()) == (200, [made[0]])
    told = "Left, because somebody changed it meanwhile: “Thing 1”."
    assert told in unescape(page.content.decode())


@pytest.mark.parametrize("kind", SEVERAL)
def test_where_somebody_changed_all_of_them_nothing_is_done(
    ana: Person, ben: Person, kind: str
) -> None:
    made, table, changed, to, said = several(ana, ben, kind)
    table.objects.update(version=7)

    page = send(
        ana, to, **{SEVERAL[kind]: made}, seen=[f"{pk}-6" for pk in made], **said
    )

    assert (page.status_code, changed()) == (409, [])


@pytest.mark.parametrize("page", [NEEDS, BETS, "evidence:feedback"])
def test_a_list_sends_the_versions_that_it_showed(ana: Person, page: str) -> None:
    need = three_needs(ana)[0]
    make_bet(ana.actor)

    text = ana.browser.get(reverse(page, args=[ana.actor.workspace_id])).content

    found = re.findall(r'name="seen"\s+value="(\d+)-(\d+)"', text.decode())
    assert len(found) == (1 if page == BETS else 3)
    if page == NEEDS:
        assert (str(need.pk), str(need.version)) in found


def test_a_reader_changes_none_and_a_stranger_finds_none(
    ana: Person, ben: Person, cleo: Person
) -> None:
    need, bet = want(ana.actor), make_bet(ana.actor)
    for to, said in (
        ("evidence:needs_change", {"need": [need.pk], "state": "met"}),
        ("roadmap:bets_change", {"bet": [bet.pk], "owner": ben.user.pk}),
        ("roadmap:bets_change_back", {}),
    ):
        assert send(ben, to, **said).status_code == 403
        own = send(cleo, to, **{**said, "owner": cleo.user.pk})
        assert own.status_code in (404, 422)
        url = reverse(to, args=[ana.actor.workspace_id])
        assert cleo.browser.post(url, said).status_code == 404


def test_a_need_dropped_on_another_takes_the_words_of_that_one(ana: Person) -> None:
    most, few, _ = three_needs(ana)
    say(ana.actor, "Please again", need=most)

    alone = send(ana, "evidence:needs_merge", need=[most.pk], into=most.pk)
    send(ana, "evidence:needs_merge", need=[most.pk], into=few.pk)

    most.refresh_from_db()
    assert (alone.status_code, most.merged_into_id) == (422, few.pk)
