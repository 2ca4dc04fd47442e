"""What is set aside and what is ours counts for nothing, until a person says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leadline.evidence import actions, queries
from leadline.evidence.models import Change, Feedback
from leadline.evidence.types import (
    CustomerFilter,
    FeedbackFilter,
    FeedbackIn,
    FeedbackState,
    NeedBy,
    SetAside,
)
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.conftest import Person
from tests.evidence.makers import NOW, account, demand, say, want
from tests.evidence.test_imports import bring

pytestmark = pytest.mark.django_db
EVERY_REASON = [*SetAside.values, "ours"]


def aside(ana: Person, *pieces: Feedback, reason: str = "spam") -> int:
    receipt = actions.set_aside_feedback(
        actor=ana.actor, feedback_ids=[p.pk for p in pieces], reason=reason, now=NOW
    )
    return receipt.change_id


def listed(ana: Person, **wanted: str) -> list[str]:
    page = queries.list_feedback(actor=ana.actor, wanted=FeedbackFilter(**wanted))
    return sorted(row.words for row in page.items)


@pytest.mark.parametrize("reason", EVERY_REASON)
def test_what_is_set_aside_leaves_its_need_and_every_count(
    ana: Person, reason: str
) -> None:
    acme, need = account(ana.actor, "Acme"), want(ana.actor)
    kept = say(ana.actor, "Too slow", acme, need)
    piece = say(ana.actor, "You have won", acme, need)
    assert demand(need)[0] == 2

    aside(ana, piece, reason=reason)

    piece.refresh_from_db()
    assert (piece.need_id, piece.need_by, piece.grouped_as) == (None, "none", None)
    assert piece.state == FeedbackState.TRIAGED
    assert demand(need)[0] == 1
    quotes = queries.quotes_of(actor=ana.actor, need_id=need.pk)
    assert [quote.id for quote in quotes.items] == [kept.pk]
    page = queries.list_customers(actor=ana.actor, wanted=CustomerFilter())
    assert page.items[0].pieces == 1
    found = queries.search_words(actor=ana.actor, text="won", only_customers=True)
    assert found == []
    assert queries.search_words(actor=ana.actor, text="won")[0].id == piece.pk


def test_an_account_that_only_sent_an_automatic_answer_was_not_heard(
    ana: Person,
) -> None:
    say(ana.actor, "Away", account(ana.actor, "Acme"), set_aside="auto_reply")

    assert queries.count_customers(actor=ana.actor) == {"all": 1, "heard": 0}


def test_the_inbox_waits_for_what_counts_has_no_need_and_nobody_saw(
    ana: Person,
) -> None:
    need = want(ana.actor)
    say(ana.actor, "waits")
    grouped = say(ana.actor, "grouped")
    Feedback.objects.filter(pk=grouped.pk).update(need=need, need_by=NeedBy.MACHINE)
    say(ana.actor, "thanks", set_aside="thanks")
    say(ana.actor, "our answer", side="ours")
    seen = say(ana.actor, "seen")
    actions.triage_feedback(
        actor=ana.actor,
        feedback_ids=[seen.pk],
        state=FeedbackState.TRIAGED,
        now=NOW,
    )

    assert queries.count_waiting(actor=ana.actor) == {"new": 1}
    assert listed(ana, state="waiting") == ["waits"]
    assert listed(ana) == ["grouped", "seen", "waits"]
    assert listed(ana, set_aside="any") == ["thanks"]
    assert listed(ana, set_aside="thanks") == ["thanks"]
    assert listed(ana, set_aside="spam") == []
    assert listed(ana, side="ours") == ["our answer"]
    assert len(listed(ana, state="all")) == 5
    assert queries.count_aside(actor=ana.actor) == {
        "auto_reply": 0, "thanks": 1, "spam": 0, "nothing": 0, "ours": 1,
    }  # fmt: skip


def test_setting_aside_is_undone_as_it_was(ana: Person) -> None:
    need = want(ana.actor)
    piece = say(ana.actor, "Too slow", None, need)
    change = aside(ana, piece)

    actions.undo_change(actor=ana.actor, change_id=change, now=NOW)

    piece.refresh_from_db()
    assert (piece.need_id, piece.set_aside, piece.side) == (need.pk, "", "customer")
    assert piece.edited_fields == []
    assert demand(need)[0] == 1


def test_a_change_of_an_earlier_release_is_still_undone(ana: Person) -> None:
    piece = say(ana.actor)
    receipt = actions.triage_feedback(
        actor=ana.actor,
        feedback_ids=[piece.pk],
        state=FeedbackState.ARCHIVED,
        now=NOW,
    )
    change = Change.objects.get(pk=receipt.change_id)
    del change.before["fields"]
    for side in (change.before, change.after):
        side["pieces"] = {pk: values[:5] for pk, values in side["pieces"].items()}
    change.save()

    actions.undo_change(actor=ana.actor, change_id=change.pk, now=NOW)

    piece.refresh_from_db()
    assert piece.state == FeedbackState.NEW


def test_what_a_person_says_counts_is_not_set_aside_by_a_later_file(
    ana: Person,
) -> None:
    piece = say(ana.actor, "Thanks", source_id="1", set_aside="thanks")
    actions.bring_back_feedback(actor=ana.actor, feedback_ids=[piece.pk], now=NOW)

    row = FeedbackIn("Thank you", source="desk", source_id="1", set_aside="thanks")
    bring(ana.actor, [row])

    piece.refresh_from_db()
    assert (piece.set_aside, piece.words) == ("", "Thank you")
    assert {"side", "set_aside"} <= set(piece.edited_fields)
    assert queries.count_waiting(actor=ana.actor) == {"new": 1}


def test_a_piece_that_a_person_puts_into_a_need_counts_again(ana: Person) -> None:
    need = want(ana.actor)
    piece = say(ana.actor, "Thanks", set_aside="thanks")
    ours = say(ana.actor, "We look into it", side="ours")

    move = {"actor": ana.actor, "need_id": need.pk, "now": NOW}
    actions.move_feedback(**move, feedback_ids=[piece.pk])
    with pytest.raises(Conflict, match="Words of ours"):
        actions.move_feedback(**move, feedback_ids=[ours.pk])

    piece.refresh_from_db()
    assert (piece.set_aside, piece.need_id) == ("", need.pk)
    assert demand(need)[0] == 1


def test_a_piece_written_into_a_need_is_not_set_aside(ana: Person) -> None:
    piece = say(ana.actor, "Thanks", None, want(ana.actor), set_aside="thanks")

    assert (piece.set_aside, piece.need_id is None) == ("", False)


def test_grouping_leaves_out_what_counts_for_nothing(ana: Person) -> None:
    for i in range(4):
        say(ana.actor, f"The export of the rota fails on ward {i}")
    gone = [
        say(ana.actor, "The export of the rota fails", set_aside="spam"),
        say(ana.actor, "The export of the rota fails", side="ours"),
    ]

    counts = actions.group_feedback(actor=ana.actor, now=NOW)

    assert counts["pieces"] == 4
    for piece in gone:
        piece.refresh_from_db()
        assert (piece.need_id, piece.need_by) == (None, NeedBy.NONE)


def test_only_a_reason_that_there_is_sets_aside(ana: Person) -> None:
    piece = say(ana.actor)
    for reason in ("", "dull", "customer"):
        with pytest.raises(Invalid, match="Say why"):
            aside(ana, piece, reason=reason)
    with pytest.raises(Invalid, match="at least one"):
        aside(ana)
    with pytest.raises(Invalid, match="at least one"):
        actions.bring_back_feedback(actor=ana.actor, feedback_ids=[], now=NOW)


def test_setting_aside_is_closed_to_a_reader_and_a_stranger(
    ana: Person, ben: Person, cleo: Person
) -> None:
    piece = say(ana.actor)
    asked = {"feedback_ids": [piece.pk], "now": NOW}

    for who, error in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(error):
            actions.set_aside_feedback(actor=who.actor, reason="spam", **asked)
        with pytest.raises(error):
            actions.bring_back_feedback(actor=who.actor, **asked)
    assert queries.count_aside(actor=cleo.actor)["spam"] == 0


def test_a_row_that_counts_no_more_leaves_its_need(ana: Person) -> None:
    row = FeedbackIn("Won a voucher", source="desk", source_id="1")
    bring(ana.actor, [row])
    need = want(ana.actor)
    Feedback.objects.update(need=need, need_by=NeedBy.MACHINE)
    actions.refresh_demand(actor=ana.actor, need_ids=[need.pk])

    bring(ana.actor, [replace(row, words="Won a better voucher", set_aside="spam")])

    assert Feedback.objects.get().need_id is None
    assert demand(need)[0] == 0
