"""Teams and their capacity by quarter."""

from __future__ import annotations

from decimal import Decimal

import pytest

from leadline.accounts.models import Event
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.roadmap import actions, queries
from leadline.roadmap.models import Capacity
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_team

QUARTERS = ("2027Q1", "2027Q2")


def test_capacity_is_a_grid_that_changes_only_what_differs(ana: Person) -> None:
    web = make_team(ana.actor, "Web", Q2027Q1=40)
    make_team(ana.actor, "Data")

    changed = actions.set_capacity(
        actor=ana.actor,
        weeks={
            (web.pk, "2027Q1"): Decimal(40),
            (web.pk, "2027Q2"): Decimal("37.5"),
            (web.pk, "2027Q3"): None,
        },
    )

    grid = queries.capacity_grid(actor=ana.actor, periods=QUARTERS)
    assert changed == 1
    assert [(team.name, cells) for team, cells in grid.rows] == [
        ("Data", (None, None)),
        ("Web", (Decimal(40), Decimal("37.5"))),
    ]
    assert Event.objects.latest("pk").detail["changes"] == {
        "Web 2027Q2": [None, "37.5"]
    }


def test_set_capacity_empties_a_cell(ana: Person) -> None:
    web = make_team(ana.actor, "Web", Q2027Q1=40)

    actions.set_capacity(actor=ana.actor, weeks={(web.pk, "2027Q1"): None})

    assert Capacity.objects.count() == 0


@pytest.mark.parametrize(
    ("period", "weeks", "failure"),
    [("soon", 1, Invalid), ("2027Q1", -1, Invalid), ("2027Q1", 10**6, Invalid)],
)
def test_set_capacity_refuses_what_has_no_meaning(
    ana: Person, period: str, weeks: int, failure: type[Exception]
) -> None:
    web = make_team(ana.actor)

    with pytest.raises(failure):
        actions.set_capacity(actor=ana.actor, weeks={(web.pk, period): Decimal(weeks)})


def test_team_names_are_there_and_their_own(ana: Person) -> None:
    web, data = make_team(ana.actor, "Web"), make_team(ana.actor, "Data")

    for name, failure in (("web", Conflict), ("  ", Invalid)):
        with pytest.raises(failure):
            actions.create_team(actor=ana.actor, name=name)
        with pytest.raises(failure):
            actions.rename_team(actor=ana.actor, team_id=data.pk, name=name)
    actions.rename_team(actor=ana.actor, team_id=web.pk, name="WEB")

    assert [t.name for t in queries.list_teams(actor=ana.actor)] == ["Data", "WEB"]


def test_a_team_that_open_bets_need_stays(ana: Person) -> None:
    web = make_team(ana.actor)
    bet = make_bet(ana.actor, effort={web: 3})

    assert [t.bets for t in queries.list_teams(actor=ana.actor)] == [1]
    with pytest.raises(Conflict, match="Single sign-on"):
        actions.archive_team(actor=ana.actor, team_id=web.pk)
    actions.set_bet_state(
        actor=ana.actor, bet_ids=[bet.pk], state="done", reason="y", now=NOW
    )
    actions.archive_team(actor=ana.actor, team_id=web.pk)

    assert queries.list_teams(actor=ana.actor).items == ()
    assert [t.name for t in queries.list_teams(actor=ana.actor, archived=True)] == [
        "Web"
    ]


def test_teams_are_kept_by_leads_and_invisible_to_strangers(
    ana: Person, ben: Person, cleo: Person
) -> None:
    web = make_team(ana.actor)
    weeks = {(web.pk, "2027Q1"): Decimal(1)}

    with pytest.raises(NotAllowed):
        actions.create_team(actor=ben.actor, name="New")
    for person, failure in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(failure):
            actions.rename_team(actor=person.actor, team_id=web.pk, name="New")
        with pytest.raises(failure):
            actions.archive_team(actor=person.actor, team_id=web.pk)
        with pytest.raises(failure):
            actions.set_capacity(actor=person.actor, weeks=weeks)
    assert queries.capacity_grid(actor=cleo.actor, periods=QUARTERS).rows.items == ()
    assert len(queries.capacity_grid(actor=ben.actor, periods=QUARTERS).rows) == 1


@pytest.mark.parametrize("n", [1, 3])
def test_the_grid_takes_the_same_queries_for_any_number(
    ana: Person, n: int, django_assert_num_queries: object
) -> None:
    for i in range(n):
        make_team(ana.actor, f"Team {i}", Q2027Q1=40)

    with django_assert_num_queries(3):
        assert len(queries.capacity_grid(actor=ana.actor, periods=QUARTERS).rows) == n
