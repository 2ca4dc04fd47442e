"""A row a voter: one piece with its voters, across chunks, reruns and undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from leadline.evidence import actions
from leadline.evidence.models import Customer, Feedback, ImportedRow, Voter
from leadline.evidence.types import FeedbackIn, Refusal, VoterIn
from tests.conftest import Person
from tests.evidence.makers import account, demand, want
from tests.evidence.test_imports import bring, outcome

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
IDEA = FeedbackIn(
    words="Show the tide at night",
    source="board",
    source_id="77",
    author="Ines",
    author_email="ines@quay.example",
)


def wanted_by(*addresses: str, **changes: object) -> list[FeedbackIn]:
    return [
        replace(IDEA, voters=(VoterIn(email=address),), **changes)
        for address in addresses
    ]


def voters() -> list[str]:
    return sorted(Voter.objects.values_list("email", flat=True))


@pytest.mark.parametrize("chunk", [1, 2, 500])
def test_rows_of_one_id_become_one_piece_with_its_voters(
    ana: Person, chunk: int
) -> None:
    lot = wanted_by("bo@dock.example", "cy@pier.example", "BO@dock.example")

    done = bring(ana.actor, lot, chunk=chunk)

    assert (outcome(done), done.counts["joined"]) == ((1, 0, 0, 0), 2)
    assert voters() == ["bo@dock.example", "cy@pier.example"]
    assert Feedback.objects.get().votes == 3


def test_the_author_is_no_voter_besides(ana: Person) -> None:
    bring(ana.actor, wanted_by("ines@quay.example", "bo@dock.example"))

    assert (voters(), Feedback.objects.get().votes) == (["bo@dock.example"], 2)


def test_votes_that_the_source_counts_stay(ana: Person) -> None:
    bring(ana.actor, wanted_by("bo@dock.example", votes=48))

    assert Feedback.objects.get().votes == 48


@pytest.mark.parametrize("chunk", [1, 500])
def test_the_same_file_again_adds_no_voter(ana: Person, chunk: int) -> None:
    lot = wanted_by("bo@dock.example", "cy@pier.example")
    bring(ana.actor, lot)

    again = bring(ana.actor, lot, chunk=chunk)

    assert (outcome(again), again.counts.get("voters", 0)) == ((0, 0, 1, 0), 0)
    assert len(voters()) == 2


def test_other_words_under_the_same_id_are_refused_whole(ana: Person) -> None:
    other = wanted_by("cy@pier.example", words="Another wish altogether")

    done = bring(ana.actor, [*wanted_by("bo@dock.example"), *other])

    assert outcome(done) == (1, 0, 0, 1)
    assert voters() == ["bo@dock.example"]


def test_a_voters_customer_counts_for_the_need(ana: Person) -> None:
    account(ana.actor, "Pier", domain="pier.example", revenue_amount="500",
            revenue_currency="EUR")  # fmt: skip
    bring(ana.actor, [IDEA])
    need = want(ana.actor)
    piece = Feedback.objects.get()
    actions.move_feedback(
        actor=ana.actor, feedback_ids=[piece.pk], need_id=need.pk, now=NOW
    )
    assert demand(need)[:2] == (1, 0)

    second = bring(ana.actor, wanted_by("cy@pier.example"))

    assert demand(need)[:2] == (1, 1)
    actions.undo_import(actor=ana.actor, import_id=second.pk, now=NOW)
    assert (demand(need)[:2], voters()) == ((1, 0), [])
    assert Feedback.objects.get().votes is None


def test_a_new_account_finds_the_voters_of_its_domain(ana: Person) -> None:
    bring(ana.actor, wanted_by("cy@pier.example"))
    from leadline.evidence.types import CustomerIn

    bring(ana.actor, [CustomerIn(name="Pier", domain="pier.example")])

    assert Voter.objects.get().customer == Customer.objects.get(name="Pier")


def test_a_voters_company_becomes_a_customer_and_goes_with_the_import(
    ana: Person,
) -> None:
    voter = VoterIn(name="Cy", email="cy@mailbox.org", customer_name="Pier Ltd")

    done = bring(ana.actor, [replace(IDEA, voters=(voter,))])

    assert Voter.objects.get().customer == Customer.objects.get(name="Pier Ltd")
    actions.undo_import(actor=ana.actor, import_id=done.pk, now=NOW)
    assert (Voter.objects.count(), Customer.objects.count()) == (0, 0)


def test_a_refused_row_is_kept_whole(ana: Person) -> None:
    file = actions.start_import(actor=ana.actor, kind="feedback", file=_file())
    actions.begin_import(actor=ana.actor, import_id=file.id)
    actions.save_feedback_rows(
        actor=ana.actor,
        import_id=file.id,
        lot=[replace(IDEA, row=1), replace(IDEA, row=2, words="Something else")],
        refused=[Refusal(3, "No words.", ("78", ""))],
        cells={1: ("77", IDEA.words), 2: ("77", "Something else")},
        cursor=3,
        now=NOW,
    )

    refused = ImportedRow.objects.filter(outcome="refused").order_by("row")

    assert [row.before["cells"] for row in refused] == [
        ["77", "Something else"],
        ["78", ""],
    ]


def _file() -> object:
    from leadline.evidence.types import ImportFile

    return ImportFile("board.csv")
