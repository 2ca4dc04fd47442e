"""A record that holds: whoever changes it without the key is found and named."""

from __future__ import annotations

import pytest
from django.utils import timezone

from leadline.accounts import actions
from leadline.accounts.models import ChainHead, Event, Membership, Workspace
from leadline.accounts.queries import (
    is_other_key,
    list_heads,
    verify_chain,
    verify_record,
)
from leadline.accounts.queries.chain import event_hash
from leadline.accounts.queries.seals import head_seal
from leadline.accounts.types import Actor, Role
from leadline.decisions.models import Decision, Prediction
from leadline.evidence import actions as evidence
from leadline.evidence.models import Feedback
from leadline.evidence.types import FeedbackIn
from tests.conftest import Person
from tests.factories import as_row

NOW = timezone.now()


@pytest.fixture
def owner(db: None) -> Actor:
    """The owner of a workspace that was set up as people do, with a second member."""
    workspace_id, user_id = actions.set_up(
        workspace_name="Harbour", owner_email="ines@harbour.example",
        owner_name="Ines", now=timezone.now(),
    )  # fmt: skip
    actor = Actor(workspace_id, user_id, Role.OWNER, "test")
    _, token = actions.invite(actor=actor, role=Role.READER, now=NOW)
    actions.join(
        token=token, email="bo@harbour.example", name="Bo", password="x", now=NOW
    )
    return actor


def say(actor: Actor, words: str) -> Feedback:
    return as_row(
        Feedback,
        evidence.record_feedback(actor=actor, piece=FeedbackIn(words), now=NOW),
    )


def faults(actor: Actor, **heads: object) -> tuple[str, ...]:
    report = verify_record(workspace_id=actor.workspace_id, **heads)
    assert report.chain.is_whole, report.chain
    return report.faults


def test_a_record_that_nobody_touched_holds(owner: Actor) -> None:
    say(owner, "The crane is slow")
    member = Membership.objects.get(role=Role.READER)
    actions.change_role(actor=owner, member_id=member.pk, role=Role.LEAD)

    report = verify_record(workspace_id=owner.workspace_id)

    assert (report.is_whole, report.old, report.faults) == (True, 0, ())
    assert report.rows == 3
    assert report.head == list_heads()[0]


def test_a_member_who_left_is_vouched_for_as_gone(owner: Actor) -> None:
    member = Membership.objects.get(role=Role.READER)
    actions.remove_member(actor=owner, member_id=member.pk)

    assert faults(owner) == ()
    Membership.objects.create(
        pk=member.pk, workspace_id=owner.workspace_id, user_id=member.user_id,
        role="owner",
    )  # fmt: skip
    assert faults(owner)[0].startswith(f"The role of member {member.pk} was put in")


def test_a_row_that_was_rewritten_put_in_or_taken_out_is_named(owner: Actor) -> None:
    first, second = say(owner, "The crane is slow"), say(owner, "The gate is shut")
    line = Event.objects.get(subject=f"evidence.feedback:{first.pk}").sequence
    Feedback.objects.filter(pk=first.pk).update(words="The crane is fine")
    Feedback.objects.filter(pk=second.pk).delete()
    third = Feedback.objects.create(
        workspace_id=owner.workspace_id, words="All is well", said_at=NOW
    )

    assert set(faults(owner)) == {
        f"The piece of feedback {first.pk} was rewritten after line {line} of the log.",
        f"The piece of feedback {second.pk} was taken out; line "
        f"{Event.objects.get(subject=f'evidence.feedback:{second.pk}').sequence} "
        "still vouches for it.",
        f"The piece of feedback {third.pk} was put in: no line of the log vouches for "
        "it.",
    }


def test_many_rewritten_rows_are_counted_beyond_twenty(owner: Actor) -> None:
    for number in range(22):
        say(owner, f"The crane is slow {number}")
    assert faults(owner) == ()
    Feedback.objects.update(words="Fine")

    found = faults(owner)
    assert len(found) == 21
    assert found[-1] == "And 2 more like these."


def test_an_end_that_was_moved_is_found_before_and_after_the_next_write(
    owner: Actor,
) -> None:
    for number in range(5):
        actions.add_product(actor=owner, name=f"Crane {number}")
    last = Event.objects.get(sequence=4)
    Event.objects.filter(sequence__gt=4).delete()
    ChainHead.objects.update(sequence=4, hash=last.hash)

    report = verify_chain(workspace_id=owner.workspace_id)
    assert (report.broken_at, report.why[:24]) == (5, "the end bears no seal of")

    actions.add_product(actor=owner, name="Gate")
    actions.add_product(actor=owner, name="Quay")

    assert faults(owner) == (
        "Line 5 was written after an end that bore no seal: lines before it were cut "
        "off or rewritten.",
    )


def test_a_log_that_was_deleted_is_missed_before_and_after_the_next_write(
    owner: Actor,
) -> None:
    Event.objects.all().delete()
    ChainHead.objects.all().delete()

    assert "There is no log at all" in faults(owner)[0]
    actions.add_product(actor=owner, name="Gate")
    assert "does not begin with the setting up" in faults(owner)[0]


def rewrite_under_the_old_sum() -> None:
    """What somebody without the key can do with a whole log."""
    previous = "0" * 64
    for event in Event.objects.order_by("sequence"):
        event.previous_hash, event.digests = previous, {}
        previous = event.hash = event_hash(event)
        event.save()
    ChainHead.objects.update(hash=previous)


@pytest.mark.parametrize("seal", ["kept", "empty"])
def test_a_log_made_to_look_older_than_the_key_is_found(
    owner: Actor, seal: str
) -> None:
    genesis = Event.objects.get(sequence=1).previous_hash
    assert genesis == "0" * 64
    rewrite_under_the_old_sum()
    if seal == "empty":
        ChainHead.objects.update(seal="")

    assert not verify_record(workspace_id=owner.workspace_id).is_whole
    actions.add_product(actor=owner, name="Gate")
    assert "bore no seal" in faults(owner)[0]


def make_old(actor: Actor) -> None:
    """A log of an earlier release, as the migration leaves it."""
    rewrite_under_the_old_sum()
    head = ChainHead.objects.get(workspace_id=actor.workspace_id)
    head.tables = ""
    head.seal = head_seal(head.workspace_id, head.sequence, head.hash, "due")
    head.save()


@pytest.mark.parametrize("how", ["start", "write"])
def test_an_old_log_is_sealed_from_a_marked_line_on(owner: Actor, how: str) -> None:
    piece = say(owner, "The crane is slow")
    make_old(owner)
    lines = Event.objects.count()
    assert verify_record(workspace_id=owner.workspace_id).is_whole

    if how == "start":
        assert (actions.seal_records(), actions.seal_records()) == (1, 0)
    else:
        actions.add_product(actor=owner, name="Gate")

    mark = Event.objects.get(sequence=lines + 1)
    assert (mark.verb, mark.detail["old_lines"]) == ("accounts.seal_record", lines)
    report = verify_record(workspace_id=owner.workspace_id)
    assert (report.is_whole, report.old, report.rows) == (True, lines, 3)
    Feedback.objects.filter(pk=piece.pk).update(author="Nobody")
    assert len(faults(owner)) == 1


def test_old_lines_cannot_be_rewritten_once_they_are_followed_by_a_seal(
    owner: Actor,
) -> None:
    make_old(owner)
    lines = Event.objects.count()
    actions.seal_records()
    sealed = Event.objects.get(sequence=lines + 1)
    first = Event.objects.get(sequence=1)
    first.verb = "accounts.nothing"
    first.save()
    Event.objects.filter(pk=sealed.pk).delete()
    rewrite_under_the_old_sum()
    Event.objects.bulk_create([sealed])

    assert verify_chain(workspace_id=owner.workspace_id).broken_at == lines + 1


def test_an_earlier_head_shows_a_log_that_was_put_back_whole(owner: Actor) -> None:
    """Who holds the key, or an old copy, is found by a head kept elsewhere alone."""
    kept = ChainHead.objects.get()
    _, line, digest = list_heads()[0].split("-")
    actions.add_product(actor=owner, name="Gate")
    _, later, newest = list_heads()[0].split("-")
    earlier, last = {int(line): digest}, {int(later): newest}
    assert faults(owner, heads=earlier) == faults(owner, heads=last) == ()

    Event.objects.filter(sequence__gt=kept.sequence).delete()
    kept.save()

    assert faults(owner) == ()
    assert faults(owner, heads=earlier) == ()
    assert "is there no more: it was cut off" in faults(owner, heads=last)[0]
    assert "is not the one it was" in faults(owner, heads={int(line): "0" * 64})[0]


def test_another_key_is_told_from_a_rewritten_log(
    owner: Actor, settings: object
) -> None:
    assert not is_other_key(workspace_id=owner.workspace_id)
    settings.RECORD_KEY = "quite another key, put there by mistake"
    assert is_other_key(workspace_id=owner.workspace_id)


def test_decisions_and_what_came_out_are_vouched_for(ana: Person) -> None:
    """Rows that stood there before the first line are vouched for by it."""
    space = ana.actor.workspace_id
    decision = Decision.objects.create(workspace_id=space, question="Buy?")
    prediction = Prediction.objects.create(
        workspace_id=space, text="It sells", kind="range", resolve_on=NOW.date(),
        value="12.5", source="Books", resolved_at=NOW, state="resolved",
    )  # fmt: skip
    actions.record(actor=ana.actor, verb="test.do", subject=Workspace(pk=space))

    def named() -> list[str]:
        found = verify_record(workspace_id=space).faults
        return [f for f in found if "rewritten" in f]

    assert named() == []
    Decision.objects.filter(pk=decision.pk).update(sentence="We choose otherwise.")
    Prediction.objects.filter(pk=prediction.pk).update(value="13")
    assert [name.split(" was")[0] for name in named()] == [
        f"The decision {decision.pk}", f"The prediction {prediction.pk}",
    ]  # fmt: skip
