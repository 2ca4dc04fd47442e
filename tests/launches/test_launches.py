"""Launches: begun, moved, ended; what each function's readiness says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from leadline.launches import actions, queries
from leadline.launches.models import Launch, LaunchStep
from leadline.launches.types import (
    LaunchFilter,
    LaunchIn,
    LaunchKind,
    LaunchPart,
    PartReady,
    Ready,
    Verdict,
)
from tests.conftest import Person
from tests.factories import make_bet
from tests.launches.launching import DAY, TODAY, add, begin, change, done, finish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", LaunchKind)
def test_each_kind_begins_with_its_steps(kind: LaunchKind, ana: Person) -> None:
    launch = begin(ana, kind=kind)
    plan = queries.built_in_template(actor=ana.actor, kind=kind).plan

    page = queries.launch_page(actor=ana.actor, launch_id=launch.pk)
    assert {step.title for step in page.steps} == {step.title for step in plan.steps}
    assert plan.kind == kind
    assert (page.row.first_day, page.row.verdict) == (DAY, Verdict.NOT_ASKED)
    assert all(step.owner_id is None for step in page.steps)


def test_the_days_of_steps_move_with_the_day(ana: Person) -> None:
    launch = begin(ana)
    step = add(ana, launch, days=-14)
    assert queries.step_row(actor=ana.actor, step_id=step.pk).due == date(2027, 2, 16)

    actions.change_launch(actor=ana.actor, launch_id=launch.pk, day=date(2027, 4, 1))

    row = queries.launch_row(actor=ana.actor, launch_id=launch.pk)
    assert queries.step_row(actor=ana.actor, step_id=step.pk).due == date(2027, 3, 18)
    assert (row.day, row.first_day) == (date(2027, 4, 1), DAY)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"kind": "huge"}, "kind"),
        ({"summary": "x" * 501}, "summary"),
        ({"day": date(1989, 12, 31)}, "day"),
        ({"day": date(2190, 1, 1)}, "day"),
    ],
)
def test_a_launch_that_cannot_be_says_which_field(
    said: dict[str, Any], field: str, ana: Person
) -> None:
    launch = {"title": "Rota", "kind": "minor", "day": DAY} | said
    with pytest.raises(Invalid) as refused:
        actions.create_launch(actor=ana.actor, launch=LaunchIn(**launch))
    assert refused.value.field == field
    assert not Launch.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"title": "x" * 160},
        {"summary": "x" * 500},
        {"day": date(1990, 1, 1)},
        {"day": date(2189, 12, 31)},
    ],
)
def test_a_launch_at_its_edges_is_kept(said: dict[str, Any], ana: Person) -> None:
    launch = {"title": "Rota", "kind": "minor", "day": DAY} | said
    assert actions.create_launch(actor=ana.actor, launch=LaunchIn(**launch)).id


def test_bet_owner_and_template_are_of_the_workspace(ana: Person, cleo: Person) -> None:
    other = make_bet(cleo.actor)
    for said in ({"bet_id": other.pk}, {"owner_id": cleo.actor.user_id},
                 {"template_id": 99_999}):  # fmt: skip
        with pytest.raises(NotFound):
            begin(ana, **said)


def test_who_may_not_change_begins_and_ends_nothing(
    ana: Person, ben: Person, cleo: Person
) -> None:
    launch = begin(ana)
    with pytest.raises(NotAllowed):
        begin(ben)
    for who, error in ((ben, NotAllowed), (cleo, NotFound)):
        at = {"actor": who.actor, "launch_id": launch.pk}
        with pytest.raises(error):
            actions.change_launch(title="No", **at)
        with pytest.raises(error):
            actions.mark_launched(on=TODAY, today=TODAY, **at)
        with pytest.raises(error):
            actions.call_off(why="No", **at)
        with pytest.raises(error):
            actions.take_up(**at)
    assert queries.launch_row(actor=ben.actor, launch_id=launch.pk).title == "Rota"
    with pytest.raises(NotFound):
        queries.launch_page(actor=cleo.actor, launch_id=launch.pk)
    assert not queries.list_launches(actor=cleo.actor)


def test_two_windows_and_one_launch(ana: Person) -> None:
    launch = begin(ana)
    change_it = {"actor": ana.actor, "launch_id": launch.pk, "seen": 1}
    actions.change_launch(title="One", **change_it)
    with pytest.raises(Stale):
        actions.change_launch(title="Two", **change_it)
    with pytest.raises(Stale):
        actions.call_off(why="Late", **change_it)
    launch.refresh_from_db()
    assert launch.title == "One"


def test_it_is_launched_on_the_day_not_before(ana: Person) -> None:
    launch = begin(ana)
    at = {"actor": ana.actor, "launch_id": launch.pk, "today": TODAY}
    with pytest.raises(Invalid) as refused:
        actions.mark_launched(on=TODAY + timedelta(days=1), **at)
    assert refused.value.field == "on"

    actions.mark_launched(on=TODAY, **at)

    row = queries.launch_row(actor=ana.actor, launch_id=launch.pk)
    assert (row.state, row.launched_on) == ("launched", TODAY)
    with pytest.raises(Conflict):
        actions.change_launch(actor=ana.actor, launch_id=launch.pk, title="Late")
    with pytest.raises(Conflict):
        add(ana, launch)
    with pytest.raises(Conflict):
        actions.mark_launched(on=TODAY, **at)


def test_called_off_says_why_and_can_be_taken_up(ana: Person) -> None:
    launch = begin(ana)
    at = {"actor": ana.actor, "launch_id": launch.pk}
    with pytest.raises(Conflict):
        actions.take_up(**at)
    with pytest.raises(Invalid) as refused:
        actions.call_off(why=" ", **at)
    assert refused.value.field == "why"
    actions.call_off(why="Nobody asked", **at)
    assert queries.launch_row(**at).why == "Nobody asked"

    actions.take_up(**at)

    row = queries.launch_row(**at)
    assert (row.state, row.why, row.is_open) == ("preparing", "", True)


def test_readiness_counts_what_is_needed(ana: Person, ben: Person) -> None:
    launch = begin(ana)
    LaunchStep.objects.all().delete()
    guide, pictures = add(ana, launch), add(ana, launch, "Pictures")
    owned = add(ana, launch, part="support", owner_id=ben.actor.user_id)

    def ready(part: LaunchPart) -> Ready:
        row = queries.launch_row(actor=ana.actor, launch_id=launch.pk)
        return next(one.ready for one in row.parts if one.part == part)

    assert ready(LaunchPart.DOCUMENT) == Ready.NOT_BEGUN
    assert ready(LaunchPart.SUPPORT) == Ready.NO_ANSWER
    assert ready(LaunchPart.LEGAL) == Ready.NOT_NEEDED
    done(ana, guide)
    assert ready(LaunchPart.DOCUMENT) == Ready.UNDER_WAY
    change(ana, pictures, state="not_needed", why="No screen changes")
    assert ready(LaunchPart.DOCUMENT) == Ready.READY
    actions.answer_step(actor=ben.actor, step_id=owned.pk, state="open", today=TODAY)
    assert ready(LaunchPart.SUPPORT) == Ready.NOT_BEGUN


def test_readiness_of_one_function_by_its_counts() -> None:
    sell = LaunchPart.SELL
    assert PartReady(sell, steps=2, asked=2, silent=1).ready == Ready.NOT_BEGUN
    assert PartReady(sell, steps=2, done=1, asked=1, silent=1).ready == Ready.UNDER_WAY
    assert PartReady(sell, steps=2, spare=2).ready == Ready.NOT_NEEDED
    assert PartReady(sell, steps=2, done=1, blocked=1).ready == Ready.BLOCKED
    assert PartReady(sell, steps=2, asked=2, silent=1, blocked=1).ready == Ready.BLOCKED
    assert PartReady(sell).share == 0.0


def test_the_list_is_filtered_and_counts_what_most_wait_for(ana: Person) -> None:
    badge = begin(ana, "Badge", day=date(2026, 12, 8))
    begin(ana, "Rota")
    price = begin(ana, "Port licence", "price", day=date(2027, 4, 1))
    finish(ana, badge)
    for step in LaunchStep.objects.exclude(part="support").exclude(launch=badge):
        done(ana, step)
    actions.call_off(actor=ana.actor, launch_id=price.pk, why="Nobody asked")

    every = queries.list_launches(actor=ana.actor)
    assert [row.title for row in every] == ["Badge", "Rota", "Port licence"]
    for only, titles in (
        (LaunchFilter(state="open"), ["Badge", "Rota"]),
        (LaunchFilter(state="off"), ["Port licence"]),
        (LaunchFilter(kind="price"), ["Port licence"]),
        (LaunchFilter(text="rot"), ["Rota"]),
    ):
        found = queries.list_launches(actor=ana.actor, only=only)
        assert [row.title for row in found] == titles
    held = queries.launches_held(actor=ana.actor)
    assert (held.opened, held.slowest) == (2, LaunchPart.SUPPORT)
    assert dict((p, (r, n)) for p, r, n in held.waits)["support"] == (1, 2)


def test_a_list_of_three_asks_as_often_as_one_of_one(
    ana: Person, django_assert_num_queries: Any
) -> None:
    begin(ana, bet_id=make_bet(ana.actor).pk)
    with django_assert_num_queries(2):
        queries.list_launches(actor=ana.actor)
    for title in ("Badge", "Licence"):
        begin(ana, title)
    with django_assert_num_queries(2):
        queries.list_launches(actor=ana.actor)


def test_launches_of_a_bet(ana: Person) -> None:
    bet = make_bet(ana.actor)
    begin(ana, "Other")
    begin(ana, "First", bet_id=bet.pk)
    begin(ana, "Second", bet_id=bet.pk, day=DAY + timedelta(days=1))

    found = queries.launches_of_bet(actor=ana.actor, bet_id=bet.pk)

    assert [row.title for row in found] == ["Second", "First"]
    assert len(queries.launches_of_bet(actor=ana.actor, bet_id=bet.pk, limit=1)) == 1
