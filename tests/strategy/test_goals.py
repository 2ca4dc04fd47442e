"""Goals: setting, moving, closing; as a tree with where each stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from leadline.accounts.models import Event
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.strategy import actions, queries
from leadline.strategy.models import Goal
from leadline.strategy.types import GoalIn, GoalKind
from tests.conftest import Person
from tests.factories import make_goal, make_metric, make_reading


def test_create_goal_keeps_what_was_said_and_who_said_it(ana: Person) -> None:
    metric = make_metric(ana.actor)

    goal = actions.create_goal(
        actor=ana.actor,
        goal=GoalIn(
            name=" Grow to 2.9m ",
            kind="growth",
            metric_id=metric.pk,
            baseline=Decimal(2_500_000),
            target=Decimal(2_900_000),
            target_date=date(2027, 12, 31),
            owner_id=ana.user.pk,
        ),
    )

    row = queries.goal_page(actor=ana.actor, goal_id=goal.pk).goal
    assert (row.name, row.kind, row.measure, row.currency, row.owner, row.missing) == (
        "Grow to 2.9m", GoalKind.GROWTH, "Revenue", "EUR", "ana", Decimal(400_000),
    )  # fmt: skip
    last = Event.objects.latest("pk")
    assert (last.verb, last.detail["target"]) == ("strategy.create_goal", "2900000")


@pytest.mark.parametrize(
    ("fields", "failure", "words"),
    [
        ({"name": " "}, Invalid, "name"),
        ({"kind": "hope"}, Invalid, "guardrail"),
        ({"measure": ""}, Invalid, "metric"),
        ({"unit": "%", "currency": "EUR"}, Invalid, "not both"),
        ({"baseline": Decimal(1), "target": Decimal(1)}, Invalid, "nothing to reach"),
        ({"metric_id": 99_999}, NotFound, "metric"),
        ({"parent_id": 99_999}, NotFound, "goal"),
        ({"product_id": 99_999}, NotFound, "product"),
        ({"owner_id": 99_999}, NotFound, "not a member"),
        ({"name": "TAKEN"}, Conflict, "already"),
    ],
)
def test_create_goal_refuses_what_has_no_meaning(
    ana: Person, fields: dict[str, object], failure: type[Exception], words: str
) -> None:
    make_goal(ana.actor, "Taken")
    said = {"name": "Grow", "kind": "growth", "measure": "Revenue"} | fields

    with pytest.raises(failure, match=words):
        actions.create_goal(actor=ana.actor, goal=GoalIn(**said))

    assert Goal.objects.count() == 1


def test_goals_are_set_by_leads_and_invisible_to_strangers(
    ana: Person, ben: Person, cleo: Person
) -> None:
    goal = make_goal(ana.actor)
    said = GoalIn(name="Other", kind="growth", measure="Revenue")

    with pytest.raises(NotAllowed):
        actions.create_goal(actor=ben.actor, goal=said)
    for person, failure in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(failure):
            actions.change_goal(
                actor=person.actor, goal_id=goal.pk, name="Other", reason="why"
            )
        with pytest.raises(failure):
            actions.set_goal_state(
                actor=person.actor, goal_id=goal.pk, state="reached", reason="why"
            )
    with pytest.raises(NotFound):
        queries.goal_page(actor=cleo.actor, goal_id=goal.pk)
    assert queries.list_goals(actor=cleo.actor).items == ()
    assert [g.name for g in queries.list_goals(actor=ben.actor)] == ["Grow"]


def test_change_goal_needs_a_reason_and_keeps_what_it_was(ana: Person) -> None:
    goal = make_goal(ana.actor, target=Decimal(10), baseline=Decimal(1))

    with pytest.raises(Invalid, match="why"):
        actions.change_goal(actor=ana.actor, goal_id=goal.pk, reason=" ")
    actions.change_goal(
        actor=ana.actor, goal_id=goal.pk, target=Decimal(8), reason="The market shrank"
    )

    (row,) = queries.list_goals(actor=ana.actor)
    last = Event.objects.latest("pk")
    assert (row.target, row.baseline, row.version) == (8, 1, 2)
    assert Decimal(last.detail["was"]["target"]) == 10
    assert last.detail["reason"] == "The market shrank"


def test_a_goal_cannot_stand_below_itself(ana: Person) -> None:
    top = make_goal(ana.actor, "Top")
    middle = make_goal(ana.actor, "Middle", parent_id=top.pk)

    below = make_goal(ana.actor, "Below", parent_id=middle.pk)

    for parent, way in (
        (top, "“Top” → “Top”"),
        (middle, "“Top” → “Middle” → “Top”"),
        (below, "“Top” → “Below” → “Middle” → “Top”"),
    ):
        with pytest.raises(Invalid, match=f"below itself: {way}") as refused:
            actions.change_goal(
                actor=ana.actor, goal_id=top.pk, parent_id=parent.pk, reason="why"
            )
        assert refused.value.field == "parent_id"
    actions.change_goal(
        actor=ana.actor, goal_id=below.pk, parent_id=top.pk, reason="why"
    )


def test_set_goal_state_closes_once_and_opens_again(ana: Person) -> None:
    goal = make_goal(ana.actor)

    def close(state: str, reason: str = "Year's end") -> None:
        actions.set_goal_state(
            actor=ana.actor, goal_id=goal.pk, state=state, reason=reason
        )

    close("missed")
    with pytest.raises(Conflict, match="missed already"):
        close("missed")
    with pytest.raises(Invalid, match="open, reached"):
        close("gone")
    with pytest.raises(Invalid, match="why"):
        close("open", reason="")
    close("open")

    goal.refresh_from_db()
    assert goal.state == "open"


def test_list_goals_is_a_tree_by_date_and_filters_keep_orphans(ana: Person) -> None:
    late = make_goal(ana.actor, "Late", target_date=date(2028, 1, 1))
    early = make_goal(ana.actor, "Early", target_date=date(2027, 1, 1))
    make_goal(ana.actor, "Under late", parent_id=late.pk, kind="guardrail")
    make_goal(ana.actor, "Undated", owner_id=ana.user.pk)

    tree = [(g.name, g.depth) for g in queries.list_goals(actor=ana.actor)]
    guardrails = queries.list_goals(actor=ana.actor, kind="guardrail")
    mine = queries.list_goals(actor=ana.actor, owner=ana.user.pk)

    assert tree == [("Early", 0), ("Late", 0), ("Under late", 1), ("Undated", 0)]
    assert [(g.name, g.depth) for g in guardrails] == [("Under late", 0)]
    assert [g.name for g in mine] == ["Undated"]
    assert [g.name for g in queries.list_goals(actor=ana.actor, text="EARL")] == [
        early.name
    ]


@pytest.mark.parametrize(
    ("kind", "baseline", "target", "value", "progress", "met"),
    [
        ("growth", 100, 200, 150, 0.5, False),
        ("growth", 100, 200, 250, 1.5, True),
        ("profitability", 50, 40, 45, 0.5, False),
        ("profitability", 50, 40, 30, 2.0, True),
        ("guardrail", None, 10, 12, None, True),
        ("guardrail", None, 10, 8, None, False),
    ],
)
def test_progress_is_the_way_from_baseline_to_target(
    ana: Person,
    kind: str,
    baseline: int | None,
    target: int,
    value: int,
    progress: float | None,
    met: bool,
) -> None:
    metric = make_metric(ana.actor)
    make_reading(ana.actor, metric, date(2026, 1, 1), 1)
    make_reading(ana.actor, metric, date(2026, 11, 1), value)
    make_goal(
        ana.actor, kind=kind, metric_id=metric.pk, target=Decimal(target),
        baseline=None if baseline is None else Decimal(baseline),
    )  # fmt: skip

    (goal,) = queries.list_goals(actor=ana.actor)

    assert (goal.progress, goal.is_met) == (progress, met)
    assert goal.latest is not None
    assert goal.latest.on_date == date(2026, 11, 1)


def test_a_goal_without_readings_claims_nothing(ana: Person) -> None:
    make_goal(ana.actor, target=Decimal(10))

    (goal,) = queries.list_goals(actor=ana.actor)

    assert (goal.progress, goal.is_met, goal.latest) == (None, None, None)
