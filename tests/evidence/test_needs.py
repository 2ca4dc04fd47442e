"""What people do to needs: each with its receipt, its way back and its refusals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from leadline.accounts.models import Event
from leadline.evidence import actions, queries
from leadline.evidence.models import Feedback, Need
from leadline.evidence.types import NeedBy, NeedFilter, NeedState
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from tests.conftest import Person
from tests.evidence.makers import NOW, account, demand, say, want
from tests.factories import as_row


def test_merge_needs_moves_the_voices_leaves_a_signpost_and_can_be_undone(
    ana: Person,
) -> None:
    keep, absorb = want(ana.actor, "Close the month"), want(ana.actor, "Month end")
    piece = say(ana.actor, need=absorb, customer=account(ana.actor, revenue_amount=9))

    receipt = actions.merge_needs(
        actor=ana.actor, keep_id=keep.pk, absorb_ids=[absorb.pk], reason="Same job"
    )

    absorb.refresh_from_db()
    assert (absorb.state, absorb.merged_into_id) == (NeedState.MERGED, keep.pk)
    assert (demand(keep), demand(absorb)) == ((1, 1, Decimal(9)), (0, 0, Decimal(0)))
    last = Event.objects.latest("pk")
    assert (last.verb, last.detail["reason"]) == ("evidence.merge_needs", "Same job")

    actions.undo_change(actor=ana.actor, change_id=receipt.change_id, now=NOW)

    absorb.refresh_from_db()
    piece.refresh_from_db()
    assert (absorb.state, absorb.merged_into_id, piece.need_id) == (
        NeedState.OPEN,
        None,
        absorb.pk,
    )
    assert (demand(keep)[0], demand(absorb)[0]) == (0, 1)


def test_a_need_that_swallowed_others_takes_them_along(ana: Person) -> None:
    one, two, three = (want(ana.actor, s) for s in ("Need a", "Need b", "Need c"))
    actions.merge_needs(actor=ana.actor, keep_id=two.pk, absorb_ids=[one.pk])

    actions.merge_needs(actor=ana.actor, keep_id=three.pk, absorb_ids=[two.pk])

    one.refresh_from_db()
    assert one.merged_into_id == three.pk


def test_merge_needs_refuses_itself_nothing_and_what_was_merged(ana: Person) -> None:
    one, two, three = (want(ana.actor, s) for s in ("Need a", "Need b", "Need c"))
    merge = actions.merge_needs

    for absorb in ([one.pk], []):
        with pytest.raises(Invalid, match="two different"):
            merge(actor=ana.actor, keep_id=one.pk, absorb_ids=absorb)
    with pytest.raises(NotFound):
        merge(actor=ana.actor, keep_id=one.pk, absorb_ids=[10**9])
    merge(actor=ana.actor, keep_id=one.pk, absorb_ids=[two.pk])
    with pytest.raises(Conflict, match="merged into another"):
        merge(actor=ana.actor, keep_id=three.pk, absorb_ids=[two.pk])
    with pytest.raises(Conflict, match="merged into another"):
        actions.rename_need(actor=ana.actor, need_id=two.pk, statement="Better")


def test_needs_are_merged_as_they_were_seen_or_not_at_all(ana: Person) -> None:
    keep, absorb = want(ana.actor, "Close the month"), want(ana.actor, "Month end")
    seen = {keep.pk: keep.version, absorb.pk: absorb.version}
    merge = {"actor": ana.actor, "keep_id": keep.pk, "absorb_ids": [absorb.pk]}

    for late in (keep, absorb):
        with pytest.raises(Stale):
            actions.merge_needs(**merge, seen={**seen, late.pk: late.version + 1})
    actions.merge_needs(**merge, seen=seen)

    absorb.refresh_from_db()
    assert absorb.merged_into_id == keep.pk


def test_split_need_gives_pieces_a_need_of_their_own(ana: Person) -> None:
    need = want(ana.actor)
    stays, goes = (say(ana.actor, w, need=need) for w in ("stays", "goes"))

    receipt = actions.split_need(
        actor=ana.actor,
        need_id=need.pk,
        feedback_ids=[goes.pk],
        statement="See  the figures\nearlier",
        now=NOW,
    )

    new = Need.objects.get(pk=receipt.need_id)
    goes.refresh_from_db()
    assert (new.statement, goes.need_id) == ("See the figures earlier", new.pk)
    assert (demand(need)[0], demand(new)[0]) == (1, 1)

    actions.undo_change(actor=ana.actor, change_id=receipt.change_id, now=NOW)

    new.refresh_from_db()
    assert set(Feedback.objects.values_list("need_id", flat=True)) == {need.pk}
    assert new.state == NeedState.DISMISSED
    assert stays.need_id == need.pk


def test_split_need_refuses_no_piece_every_piece_and_foreign_ones(ana: Person) -> None:
    need, other = want(ana.actor), want(ana.actor, "Another")
    own = say(ana.actor, need=need)
    foreign = say(ana.actor, need=other)

    for chosen, why in (
        ([], "Choose the pieces"),
        ([foreign.pk], "Choose the pieces"),
        ([own.pk], "Leave at least one"),
    ):
        with pytest.raises(Invalid, match=why):
            actions.split_need(
                actor=ana.actor,
                need_id=need.pk,
                feedback_ids=chosen,
                statement="Something else",
                now=NOW,
            )


def test_needs_are_named_dismissed_met_and_reopened(ana: Person) -> None:
    need = want(ana.actor)

    receipt = actions.rename_need(
        actor=ana.actor, need_id=need.pk, statement="  Month end in a day "
    )
    need.refresh_from_db()
    assert (need.statement, need.is_named_by_person) == ("Month end in a day", True)
    actions.undo_change(actor=ana.actor, change_id=receipt.change_id, now=NOW)
    need.refresh_from_db()
    assert need.statement == "Close the month faster"

    for act, state in (
        (actions.dismiss_need, NeedState.DISMISSED),
        (actions.reopen_need, NeedState.OPEN),
        (actions.meet_need, NeedState.MET),
    ):
        act(actor=ana.actor, need_id=need.pk, reason="Because")
        need.refresh_from_db()
        assert need.state == state


@pytest.mark.parametrize("statement", ["", "  ab ", "x" * 241])
def test_an_unfit_statement_is_refused(ana: Person, statement: str) -> None:
    with pytest.raises(Invalid, match="3 to 240 characters"):
        want(ana.actor, statement)
    assert Need.objects.count() == 0


def test_create_need_takes_pieces_along_and_products_of_ours_only(ana: Person) -> None:
    piece = say(ana.actor)

    need = actions.create_need(
        actor=ana.actor, statement="Be quick", now=NOW, feedback_ids=[piece.pk]
    )

    piece.refresh_from_db()
    assert (piece.need_id, piece.need_by, demand(as_row(Need, need))[0]) == (
        need.pk,
        NeedBy.PERSON,
        1,
    )
    with pytest.raises(NotFound, match="product"):
        actions.create_need(
            actor=ana.actor, statement="Be quick", now=NOW, product_id=10**9
        )
    with pytest.raises(NotFound, match="product"):
        actions.set_product_of_need(actor=ana.actor, need_id=need.pk, product_id=10**9)


def test_undo_keeps_what_somebody_changed_since(ana: Person) -> None:
    one, two = want(ana.actor, "Need a"), want(ana.actor, "Need b")
    first, second = (say(ana.actor, w) for w in ("one", "two"))
    receipt = actions.move_feedback(
        actor=ana.actor, feedback_ids=[first.pk, second.pk], need_id=one.pk, now=NOW
    )
    actions.move_feedback(
        actor=ana.actor, feedback_ids=[second.pk], need_id=two.pk, now=NOW
    )

    undone = actions.undo_change(actor=ana.actor, change_id=receipt.change_id, now=NOW)

    assert (undone.count, undone.kept) == (1, 1)
    where = dict(Feedback.objects.values_list("pk", "need_id"))
    assert where == {first.pk: None, second.pk: two.pk}
    with pytest.raises(Conflict, match="undone already"):
        actions.undo_change(actor=ana.actor, change_id=receipt.change_id, now=NOW)


def test_needs_are_closed_to_a_reader_and_invisible_to_a_stranger(
    ana: Person, ben: Person, cleo: Person
) -> None:
    need, other = want(ana.actor), want(ana.actor, "Another")
    piece = say(ana.actor, need=need)
    change = actions.meet_need(actor=ana.actor, need_id=other.pk).change_id
    one = {"need_id": need.pk}
    split = one | {"feedback_ids": [piece.pk], "statement": "Another", "now": NOW}
    calls = [
        (actions.rename_need, one | {"statement": "Another"}),
        (actions.confirm_need, one),
        (actions.merge_needs, {"keep_id": need.pk, "absorb_ids": [other.pk]}),
        (actions.split_need, split),
        (actions.dismiss_need, one),
        (actions.reopen_need, one),
        (actions.meet_need, one),
        (actions.set_product_of_need, one | {"product_id": None}),
        (actions.undo_change, {"change_id": change, "now": NOW}),
    ]
    for call, arguments in calls:
        with pytest.raises(NotAllowed):
            call(actor=ben.actor, **arguments)
        with pytest.raises(NotFound):
            call(actor=cleo.actor, **arguments)
    with pytest.raises(NotAllowed):
        want(ben.actor)
    with pytest.raises(NotFound):
        actions.create_need(
            actor=cleo.actor, statement="Mine", now=NOW, feedback_ids=[piece.pk]
        )


def _guess(ana: Person, statement: str = "Export the hours") -> Need:
    """Return a need as a grouping makes it: named, and nobody has confirmed it."""
    return Need.objects.create(
        workspace_id=ana.actor.workspace_id, statement=statement, created_at=NOW
    )


def test_a_name_is_confirmed_with_one_act_and_that_is_undone(ana: Person) -> None:
    need = _guess(ana)
    say(ana.actor, need=need)
    assert queries.count_guesses(actor=ana.actor) == 1

    receipt = actions.confirm_need(actor=ana.actor, need_id=need.pk)

    need.refresh_from_db()
    assert (need.statement, need.is_named_by_person, need.is_corrected) == (
        "Export the hours",
        True,
        True,
    )
    assert queries.count_guesses(actor=ana.actor) == 0
    assert Event.objects.filter(verb="evidence.confirm_need").count() == 1
    actions.undo_change(actor=ana.actor, change_id=receipt.change_id, now=NOW)
    need.refresh_from_db()
    assert (need.is_named_by_person, need.is_corrected) == (False, False)


def test_renaming_confirms_and_the_list_tells_guesses_apart(ana: Person) -> None:
    guess, sure = _guess(ana), want(ana.actor)
    for need in (guess, sure):
        say(ana.actor, need=need)

    def found(named: str) -> list[tuple[int, bool]]:
        wanted = NeedFilter(named=named)
        page = queries.list_needs(actor=ana.actor, wanted=wanted, now=NOW)
        return [(row.id, row.is_confirmed) for row in page.items]

    assert found("guess") == [(guess.pk, False)]
    assert found("person") == [(sure.pk, True)]
    assert len(found("")) == 2
    actions.rename_need(actor=ana.actor, need_id=guess.pk, statement="Hours go out")
    assert found("guess") == []


def test_a_merged_need_has_no_name_to_confirm(ana: Person) -> None:
    guess, keep = _guess(ana), want(ana.actor)
    actions.merge_needs(actor=ana.actor, keep_id=keep.pk, absorb_ids=[guess.pk])

    with pytest.raises(Conflict, match="merged"):
        actions.confirm_need(actor=ana.actor, need_id=guess.pk)


def test_several_pieces_of_one_customer_are_marked(ana: Person) -> None:
    need, acme, other = want(ana.actor), account(ana.actor), account(ana.actor, "Orbit")
    marks = []
    for customer in (acme, acme, other):
        say(ana.actor, f"words {len(marks)}", customer=customer, need=need)
        need.refresh_from_db()
        row = queries.need_rows(actor=ana.actor, need_ids=[need.pk], now=NOW)[0]
        marks.append(row.is_of_one)

    assert marks == [False, True, False]
