"""Steps of a launch: what they must say, who answers, who is silent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from leadline.accounts.models import Event
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from leadline.launches import actions, queries
from leadline.launches.models import LaunchStep
from leadline.launches.types import MOST_STEPS
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn, PromiseIn
from tests.conftest import Person
from tests.factories import NOW
from tests.launches.launching import DAY, TODAY, add, begin, change, done

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"part": "moon"}, "part"),
        ({"state": "late"}, "state"),
        ({"state": "done"}, "proof"),
        ({"state": "done", "proof": " "}, "proof"),
        ({"proof": "x" * 501}, "proof"),
        ({"state": "blocked"}, "why"),
        ({"state": "not_needed"}, "why"),
        ({"state": "blocked", "why": "x" * 301}, "why"),
        ({"days": -731}, "days"),
        ({"days": 366}, "days"),
        ({"lead_days": -1}, "lead_days"),
        ({"lead_days": 731}, "lead_days"),
    ],
)
def test_a_step_that_cannot_be_says_which_field(
    said: dict[str, Any], field: str, ana: Person
) -> None:
    step = add(ana, begin(ana))
    with pytest.raises(Invalid) as refused:
        change(ana, step, **said)
    assert refused.value.field == field
    step.refresh_from_db()
    assert (step.title, step.version) == ("Guide", 1)


@pytest.mark.parametrize(
    "said",
    [
        {"title": "x" * 160},
        {"state": "done", "proof": "x" * 500},
        {"state": "blocked", "why": "x" * 300},
        {"days": -730},
        {"days": 365},
        {"lead_days": 0},
        {"lead_days": 730},
    ],
)
def test_a_step_at_its_edges_is_kept(said: dict[str, Any], ana: Person) -> None:
    step = change(ana, add(ana, begin(ana)), **said)
    assert step.version == 2


def test_done_has_a_day_and_loses_it_again(ana: Person) -> None:
    step = done(ana, add(ana, begin(ana)))
    assert step.done_on == TODAY
    later = TODAY + timedelta(days=3)
    assert done(ana, step, today=later).done_on == TODAY
    step = change(ana, step, state="open")
    assert (step.done_on, step.proof) == (None, "The page")


def test_a_new_owner_is_asked_and_their_change_is_an_answer(
    ana: Person, ben: Person
) -> None:
    launch = begin(ana)
    step = change(ana, add(ana, launch), owner_id=ben.actor.user_id)
    assert (step.asked_on, step.answered_on) == (TODAY, None)
    (silent,) = queries.silent_of_launches(actor=ana.actor)
    assert (silent.owner, silent.steps, silent.asked_on) == ("ben", 1, TODAY)
    (mine,) = queries.my_steps(actor=ben.actor, on=TODAY)
    assert mine.title == "Guide"

    actions.answer_step(
        actor=ben.actor, step_id=step.pk, state="open", today=TODAY, seen=step.version
    )

    step.refresh_from_db()
    assert step.answered_on == TODAY
    assert not queries.silent_of_launches(actor=ana.actor)
    step = change(ana, step, owner_id=ana.actor.user_id)
    assert (step.asked_on, step.answered_on) == (TODAY, TODAY)
    assert change(ana, step, owner_id=None).asked_on is None


def test_only_who_owns_a_step_answers_for_it(
    ana: Person, ben: Person, cleo: Person
) -> None:
    step = add(ana, begin(ana))
    said = {"step_id": step.pk, "state": "open", "today": TODAY}
    with pytest.raises(NotAllowed):
        actions.answer_step(actor=ben.actor, **said)
    with pytest.raises(NotFound):
        actions.answer_step(actor=cleo.actor, **said)
    with pytest.raises(NotAllowed):
        actions.change_step(actor=ben.actor, step_id=step.pk, today=TODAY, title="Mine")


def test_an_answer_is_open_done_or_blocked(ana: Person, ben: Person) -> None:
    step = change(ana, add(ana, begin(ana)), owner_id=ben.actor.user_id)
    said = {"actor": ben.actor, "step_id": step.pk, "today": TODAY}
    with pytest.raises(Invalid) as refused:
        actions.answer_step(state="not_needed", why="Hm", **said)
    assert refused.value.field == "state"
    with pytest.raises(Invalid) as refused:
        actions.answer_step(state="done", **said)
    assert refused.value.field == "proof"
    with pytest.raises(Stale):
        actions.answer_step(state="open", seen=1, **said)
    actions.answer_step(state="done", proof="https://x.example/guide", **said)
    row = queries.step_row(actor=ben.actor, step_id=step.pk)
    assert (row.is_done, row.is_link) == (True, True)
    actions.answer_step(state="blocked", why="Waits for the text", **said)
    row = queries.step_row(actor=ben.actor, step_id=step.pk)
    assert (row.why, row.proof) == ("Waits for the text", "https://x.example/guide")


def test_owner_and_promise_are_of_the_workspace(ana: Person, cleo: Person) -> None:
    step = add(ana, begin(ana))
    person = stakeholders.create_person(
        actor=cleo.actor, person=PersonIn("Petra", "supplier")
    )
    promise = stakeholders.create_promise(
        actor=cleo.actor, now=NOW, promise=PromiseIn(person.pk, "Badges", "received")
    )
    for said in ({"owner_id": cleo.actor.user_id}, {"promise_id": promise.pk}):
        with pytest.raises(NotFound):
            change(ana, step, **said)


def test_two_windows_and_one_step(ana: Person) -> None:
    step = add(ana, begin(ana))
    change(ana, step, title="One", seen=1)
    with pytest.raises(Stale):
        change(ana, step, title="Two", seen=1)
    with pytest.raises(Stale):
        actions.remove_step(actor=ana.actor, step_id=step.pk, seen=1)
    step.refresh_from_db()
    assert step.title == "One"


def test_asking_again_is_noted_and_sends_nothing(
    ana: Person, ben: Person, cleo: Person
) -> None:
    launch = begin(ana)
    add(ana, launch, owner_id=ben.actor.user_id)
    later = TODAY + timedelta(days=9)
    said = {"launch_id": launch.pk, "owner_id": ben.actor.user_id, "today": later}
    for who, error in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(error):
            actions.ask_again(actor=who.actor, **said)

    assert actions.ask_again(actor=ana.actor, **said) == 1

    (silent,) = queries.silent_of_launches(actor=ana.actor)
    assert silent.asked_on == later
    assert Event.objects.filter(verb="launches.ask_again").count() == 1
    with pytest.raises(Conflict):
        actions.ask_again(actor=ana.actor, **said | {"owner_id": ana.actor.user_id})


def test_a_step_is_taken_out_and_there_is_an_end_to_steps(
    ana: Person, ben: Person, cleo: Person
) -> None:
    launch = begin(ana)
    step = add(ana, launch)
    for who, error in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(error):
            actions.remove_step(actor=who.actor, step_id=step.pk)
    actions.remove_step(actor=ana.actor, step_id=step.pk)
    assert not LaunchStep.objects.filter(pk=step.pk).exists()
    left = MOST_STEPS - LaunchStep.objects.filter(launch=launch).count()
    LaunchStep.objects.bulk_create(
        LaunchStep(workspace_id=launch.workspace_id, launch=launch, part="sell",
                   title=f"Step {n}") for n in range(left - 1)
    )  # fmt: skip
    add(ana, launch)
    with pytest.raises(Invalid):
        add(ana, launch)


def test_my_steps_are_those_near_or_not_answered(ana: Person) -> None:
    launch = begin(ana)
    own = ana.actor.user_id
    near = (DAY - TODAY).days - 7
    add(ana, launch, "In a week", days=-near, owner_id=own)
    add(ana, launch, "In eight days", days=1 - near, owner_id=own)
    done(ana, add(ana, launch, "Done", days=-near, owner_id=own))

    found = queries.my_steps(actor=ana.actor, on=TODAY)

    assert [step.title for step in found] == ["In a week"]


def test_next_days_come_from_today_on(ana: Person) -> None:
    launch = begin(ana, "Badge", day=TODAY + timedelta(days=3))
    LaunchStep.objects.all().delete()
    add(ana, launch, "Today", days=-3)
    add(ana, launch, "Yesterday", days=-4)

    found = queries.next_days(actor=ana.actor, on=TODAY)

    assert [(one.what, one.part) for one in found] == [
        ("Today", "document"), ("Badge", None)
    ]  # fmt: skip
