"""Grouping starts by itself, once; a new piece finds its need when it comes in."""

from __future__ import annotations

from datetime import datetime

import pytest

from leadline.accounts.models import Job
from leadline.accounts.types import JobState
from leadline.evidence import actions, jobs, queries
from leadline.evidence.actions import placing
from leadline.evidence.models import Feedback, Need
from leadline.evidence.types import (
    FeedbackIn,
    FeedbackState,
    ImportFile,
    ImportKind,
    NeedBy,
)
from leadline.foundation.errors import NotAllowed
from tests.conftest import Person
from tests.evidence.makers import NOW, demand, say, want
from tests.factories import as_row

pytestmark = pytest.mark.django_db
GROUP, PLACE = "evidence.group_feedback", "evidence.place_feedback"


class Silent:
    """A progress that hears nothing."""

    started_at: datetime = NOW

    def step(self, done: int, total: int, message: str = "") -> None:
        """Take the step without a word."""


def queued() -> list[str]:
    return list(Job.objects.order_by("pk").values_list("kind", flat=True))


def standing(ana: Person) -> tuple[Need, Need]:
    """Make two needs with pieces, so that there is something to be near to."""
    slow, sign = want(ana.actor, "Faster export"), want(ana.actor, "Sign in once")
    for day in ("Monday", "Friday"):
        say(ana.actor, f"The export of the rota takes an hour every {day}", None, slow)
        say(ana.actor, f"We sign in with a second password every {day}", None, sign)
    return slow, sign


def test_grouping_is_queued_once_while_it_waits(ana: Person) -> None:
    first = actions.start_grouping(actor=ana.actor)
    second = actions.start_grouping(actor=ana.actor)

    assert first.pk == second.pk
    assert queued() == [GROUP]
    assert queries.grouping_job(actor=ana.actor).id == first.pk


@pytest.mark.parametrize(
    ("words", "then_group", "expected"),
    [(["new"], True, [GROUP]), (["new"], False, []), ([], True, [])],
)
def test_an_import_that_brought_something_starts_the_grouping(
    ana: Person, words: list[str], then_group: bool, expected: list[str]
) -> None:
    file = ImportFile("tickets.csv")
    made = actions.start_import(actor=ana.actor, kind=ImportKind.FEEDBACK, file=file)
    ends = {"actor": ana.actor, "import_id": made.id}
    actions.begin_import(**ends)
    lot = [FeedbackIn(text, source="desk") for text in words]
    actions.save_feedback_rows(**ends, lot=lot, cursor=9, now=NOW)

    actions.finish_import(**ends, now=NOW, then_group=then_group)

    assert queued() == expected


def test_while_grouping_runs_what_comes_in_is_placed_after_it(ana: Person) -> None:
    job = actions.start_grouping(actor=ana.actor)
    Job.objects.update(state=JobState.RUNNING)

    assert actions.start_grouping(actor=ana.actor).pk == job.pk
    say(ana.actor)

    assert queued() == [GROUP, PLACE]


def test_a_grouping_that_ended_does_not_keep_the_next_from_starting(
    ana: Person,
) -> None:
    actions.start_grouping(actor=ana.actor)
    Job.objects.update(state=JobState.DONE)
    assert queries.grouping_job(actor=ana.actor) is None

    actions.start_grouping(actor=ana.actor)

    assert queued() == [GROUP, GROUP]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, [PLACE]),
        ({"set_aside": "spam"}, []),
        ({"side": "ours"}, []),
    ],
)
def test_a_new_piece_that_counts_looks_for_its_need(
    ana: Person, fields: dict[str, str], expected: list[str]
) -> None:
    standing(ana)

    say(ana.actor, "new", **fields)

    assert queued() == expected


def test_without_a_need_nothing_is_looked_for(ana: Person) -> None:
    say(ana.actor)

    assert queued() == []


def test_a_new_piece_goes_to_the_need_it_surely_means_else_it_waits(
    ana: Person,
) -> None:
    slow, _ = standing(ana)
    near = say(ana.actor, "The export of the rota takes an hour every Sunday")
    far = say(ana.actor, "Our cook has a new van with five seats")
    gone = say(ana.actor, "The export of the rota takes an hour", set_aside="spam")

    counts = jobs.place_feedback(actor=ana.actor, progress=Silent())

    assert counts == {"pieces": 2, "placed": 1, "waiting": 1}
    near.refresh_from_db()
    assert (near.need_id, near.grouped_as) == (slow.pk, slow.pk)
    assert near.need_by == NeedBy.MACHINE
    assert near.confidence >= placing.SURE
    for piece in (far, gone):
        piece.refresh_from_db()
        assert piece.need_id is None
    assert demand(slow)[0] == 3
    assert queries.count_waiting(actor=ana.actor) == {"new": 1}
    assert jobs.place_feedback(actor=ana.actor, progress=Silent())["pieces"] == 0


def test_a_piece_that_a_person_placed_meanwhile_stays(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, sign = standing(ana)
    piece = say(ana.actor, "The export of the rota takes an hour every Sunday")

    def meanwhile(*given: object) -> list[tuple[int, float]]:
        actions.move_feedback(
            actor=ana.actor, feedback_ids=[piece.pk], need_id=sign.pk, now=NOW
        )
        return [(slow.pk, 0.9)]

    monkeypatch.setattr(placing, "nearest_groups", meanwhile)
    counts = actions.place_feedback(actor=ana.actor, now=NOW)

    piece.refresh_from_db()
    assert (piece.need_id, counts["placed"]) == (sign.pk, 0)


def test_what_came_in_while_grouping_ran_is_placed_after_it(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing(ana)

    def slowly(**given: object) -> dict[str, int]:
        say(ana.actor, "came in meanwhile")
        Job.objects.all().delete()
        return {}

    monkeypatch.setattr(actions, "group_feedback", slowly)
    jobs.group_feedback(actor=ana.actor, progress=Silent())

    assert queued() == [PLACE]


def test_archived_pieces_are_not_placed(ana: Person) -> None:
    standing(ana)
    piece = say(ana.actor, "old")
    Feedback.objects.filter(pk=piece.pk).update(state=FeedbackState.ARCHIVED)

    assert queries.not_grouped(actor=ana.actor) == []


def test_a_reader_starts_nothing_and_a_stranger_sees_nothing(
    ana: Person, ben: Person, cleo: Person
) -> None:
    standing(ana)
    say(ana.actor, "new")

    with pytest.raises(NotAllowed):
        actions.start_grouping(actor=ben.actor)
    # A reader's words find their needs as anybody's do.
    assert as_row(Job, actions.start_placing(actor=ben.actor)).kind == PLACE
    assert actions.place_feedback(actor=ben.actor, now=NOW)["pieces"] == 1
    assert queries.not_grouped(actor=cleo.actor) == []
    assert actions.start_placing(actor=cleo.actor) is None


@pytest.mark.parametrize(("new", "expected"), [(1, PLACE), (2, GROUP)])
def test_a_few_new_pieces_join_the_needs_and_many_group_all_anew(
    ana: Person, new: int, expected: str
) -> None:
    standing(ana)
    for n in range(new):
        say(ana.actor, f"The clock on the gate is {n + 3} minutes late")

    actions.start_after_import(actor=ana.actor)

    assert queued()[-1] == expected
