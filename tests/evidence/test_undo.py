"""What an import's undo does with each row, to the last column.

Added and untouched: gone. Changed and untouched since: as before the import, in every
column. Edited, moved, set aside or read by hand since, or changed by a later file:
stays as the hand or the file left it. What nobody imported stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from leadline.accounts.types import Actor
from leadline.evidence import actions
from leadline.evidence.models import (
    Contact,
    Customer,
    Feedback,
    ImportedRow,
    Need,
    NeedDemand,
    Voter,
)
from leadline.evidence.types import CustomerIn, FeedbackState, SetAside
from tests.conftest import Person
from tests.evidence.makers import say, want
from tests.evidence.test_imports import NOW, bring, piece

EARLIER, LATER = NOW - timedelta(minutes=1), NOW + timedelta(minutes=1)
# Counted up by each change, and its moment; which import a piece was last seen in.
NEVER_BACK = {
    "version": 0,
    "written_at": None,
    "seen_import_id": None,
    "computed_at": None,
}
TABLES = (Feedback, Customer, Contact, Voter, Need, NeedDemand)


def differing(before: dict[str, list[dict[str, Any]]]) -> list[Any]:
    """Return each column that is not as it was."""
    found = []
    for table, rows in everything().items():
        was = {row["id"]: row for row in before[table]}
        now = {row["id"]: row for row in rows}
        for pk in was.keys() | now.keys():
            one, other = was.get(pk, {}), now.get(pk, {})
            names = [n for n in one | other if one.get(n) != other.get(n)]
            found += [(table, pk, n, one.get(n), other.get(n)) for n in names]
    return found


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return each row of the evidence, to its last column."""
    return {
        table.__name__: [
            {name: NEVER_BACK.get(name, value) for name, value in row.items()}
            for row in table.objects.order_by("pk").values()
        ]
        for table in TABLES
    }


OLD = [
    piece(
        "Slow",
        source_id="1",
        author="Kim",
        customer_name="Alder",
        rating=2.0,
        rating_max=5,
    ),
    piece("Late", source_id="2", language="en", tags=("a", "b")),
    piece("Dark", source_id="3", customer_name="Birch"),
]
NEWS = [
    replace(OLD[0], words="Fast", author="Lee", rating=5, customer_name="Cedar"),
    replace(OLD[1], words="On time", language="de", tags=("c",)),
    OLD[2],
    piece("New", source_id="4", customer_name="Dogwood"),
]


def test_every_column_is_as_it_was_and_demand_too(ana: Person) -> None:
    bring(ana.actor, OLD)
    need = want(ana.actor)
    ids = list(Feedback.objects.values_list("pk", flat=True))
    actions.move_feedback(
        actor=ana.actor, feedback_ids=ids, need_id=need.pk, now=EARLIER
    )
    say(ana.actor, "By phone", need=need)
    before = everything()
    second = bring(ana.actor, NEWS)
    assert differing(before)

    undone = actions.undo_import(actor=ana.actor, import_id=second.pk, now=LATER)

    assert differing(before) == []
    assert undone.counts["undo_removed"] == 1
    assert undone.counts["undo_restored"] == 2


def test_accounts_are_as_they_were(ana: Person) -> None:
    old = [CustomerIn("Alder", domain="alder.example", plan="Pro", segment="Large")]
    bring(ana.actor, old)
    before = everything()
    news = [replace(old[0], plan="Team", segment="Small"), CustomerIn("Birch")]
    second = bring(ana.actor, news)

    actions.undo_import(actor=ana.actor, import_id=second.pk, now=LATER)

    assert differing(before) == []


def _edit(actor: Actor, pk: int) -> None:
    actions.edit_feedback(
        actor=actor, feedback_id=pk, values={"author": "Noa"}, now=LATER
    )


def _move(actor: Actor, pk: int) -> None:
    actions.move_feedback(
        actor=actor, feedback_ids=[pk], need_id=want(actor).pk, now=LATER
    )


def _read(actor: Actor, pk: int) -> None:
    actions.triage_feedback(
        actor=actor, feedback_ids=[pk], state=FeedbackState.ARCHIVED, now=LATER
    )


def _lay_aside(actor: Actor, pk: int) -> None:
    actions.set_aside_feedback(
        actor=actor, feedback_ids=[pk], reason=SetAside.THANKS, now=LATER
    )


HANDS = [_edit, _move, _read, _lay_aside]


@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("source_id", ["1", "4"], ids=["changed", "added"])
def test_what_a_hand_changed_since_stays_as_the_hand_left_it(
    ana: Person, hand: Callable[[Actor, int], None], source_id: str
) -> None:
    bring(ana.actor, OLD)
    before = everything()
    second = bring(ana.actor, NEWS)
    touched = Feedback.objects.get(source_id=source_id)
    hand(ana.actor, touched.pk)
    left = Feedback.objects.filter(pk=touched.pk).values().get()

    undone = actions.undo_import(actor=ana.actor, import_id=second.pk, now=LATER)

    assert Feedback.objects.filter(pk=touched.pk).values().get() == left
    assert undone.counts["undo_kept"] == 1
    others = [row for row in everything()["Feedback"] if row["id"] != touched.pk]
    assert others == [r for r in before["Feedback"] if r["id"] != touched.pk]


def test_a_hand_before_the_import_does_not_keep_what_the_import_changed(
    ana: Person,
) -> None:
    bring(ana.actor, OLD)
    mine = Feedback.objects.get(source_id="2")
    actions.edit_feedback(
        actor=ana.actor,
        feedback_id=mine.pk,
        values={"author": "Noa"},
        now=EARLIER,
    )
    before = everything()
    second = bring(ana.actor, NEWS)

    actions.undo_import(actor=ana.actor, import_id=second.pk, now=LATER)

    assert differing(before) == []


def test_a_hand_at_the_moment_of_the_import_counts_as_after_it(ana: Person) -> None:
    bring(ana.actor, OLD)
    second = bring(ana.actor, NEWS)
    mine = Feedback.objects.get(source_id="2")
    actions.edit_feedback(
        actor=ana.actor, feedback_id=mine.pk, values={"author": "Noa"}, now=NOW
    )

    undone = actions.undo_import(actor=ana.actor, import_id=second.pk, now=LATER)

    assert undone.counts["undo_kept"] == 1
    assert Feedback.objects.get(source_id="2").words == "On time"


def test_a_new_account_that_somebody_uses_stays_and_an_unused_one_goes(
    ana: Person,
) -> None:
    bring(ana.actor, OLD)
    second = bring(ana.actor, NEWS)
    dogwood = Customer.objects.get(name="Dogwood")
    actions.save_contact(actor=ana.actor, customer_id=dogwood.pk, name="Pat")

    actions.undo_import(actor=ana.actor, import_id=second.pk, now=LATER)

    names = set(Customer.objects.values_list("name", flat=True))
    assert names == {"Alder", "Birch", "Dogwood"}


def test_two_imports_undone_one_by_one_leave_what_stood_before_both(
    ana: Person,
) -> None:
    bring(ana.actor, OLD)
    before = everything()
    second = bring(ana.actor, NEWS)
    between = everything()
    third = bring(ana.actor, [replace(one, words=f"{one.words}!") for one in NEWS])

    actions.undo_import(actor=ana.actor, import_id=third.pk, now=LATER)
    assert differing(between) == []
    actions.undo_import(actor=ana.actor, import_id=second.pk, now=LATER)

    assert differing(before) == []
    assert ImportedRow.objects.filter(from_import=second).exists()
