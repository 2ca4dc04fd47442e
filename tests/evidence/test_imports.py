"""Bringing files in: once is enough, twice is harmless, and it can be taken back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadline.accounts.queries import verify_record
from leadline.accounts.types import Actor
from leadline.evidence import actions
from leadline.evidence.models import Customer, Feedback, Import, ImportedRow
from leadline.evidence.types import (
    CustomerIn,
    FeedbackIn,
    ImportFile,
    ImportKind,
    ImportState,
    Refusal,
)
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.conftest import Person
from tests.factories import as_row

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SAID = datetime(2026, 10, 1, 12, tzinfo=UTC)


def piece(words: str, **changes: object) -> FeedbackIn:
    return replace(FeedbackIn(words=words, source="desk", said_at=SAID), **changes)


def bring(
    actor: Actor,
    lot: list[FeedbackIn] | list[CustomerIn],
    chunk: int = 500,
    **options: object,
) -> Import:
    """Import a whole file and return it, done."""
    feedback = bool(lot) and isinstance(lot[0], FeedbackIn)
    kind = ImportKind.FEEDBACK if feedback else ImportKind.CUSTOMERS
    file = ImportFile("file.csv", options=options)
    into = actions.start_import(actor=actor, kind=kind, file=file)
    actions.begin_import(actor=actor, import_id=into.id)
    save = actions.save_feedback_rows if feedback else actions.save_customer_rows
    numbered = [replace(row, row=n) for n, row in enumerate(lot, 2)]
    for start in range(0, len(lot), chunk):
        part = numbered[start : start + chunk]
        save(
            actor=actor,
            import_id=into.id,
            lot=part,
            cursor=start + len(part),
            now=NOW,
        )
    return as_row(
        Import, actions.finish_import(actor=actor, import_id=into.id, now=NOW)
    )


def outcome(done: Import) -> tuple[int, int, int, int]:
    names = ("created", "updated", "unchanged", "refused")
    return tuple(done.counts.get(name, 0) for name in names)  # type: ignore[return-value]


def test_the_same_file_again_changes_nothing(ana: Person) -> None:
    lot = [piece("Too slow", source_id="1"), piece("Nice"), piece("Nice"), piece("Bad")]

    first = bring(ana.actor, lot)
    before = list(Feedback.objects.order_by("pk").values("pk", "words", "said_at"))
    second = bring(ana.actor, lot, chunk=1)

    assert (outcome(first), outcome(second)) == ((4, 0, 0, 0), (0, 0, 4, 0))
    again = list(Feedback.objects.order_by("pk").values("pk", "words", "said_at"))
    assert again == before


def test_equal_rows_of_one_file_are_as_many_pieces_across_chunks(ana: Person) -> None:
    first = bring(ana.actor, [piece("Nice")] * 5, chunk=2)
    second = bring(ana.actor, [piece("Nice")] * 6, chunk=4)

    assert (outcome(first), outcome(second)) == ((5, 0, 0, 0), (1, 0, 5, 0))


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    words=st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=9),
    chunk=st.integers(1, 4),
)
def test_any_file_twice_is_as_many_pieces_as_rows(
    olu: Person, words: list[str], chunk: int
) -> None:
    Feedback.objects.all().delete()
    lot = [piece(w) for w in words]

    bring(olu.actor, lot, chunk=chunk)
    bring(olu.actor, lot, chunk=5 - chunk)

    kept = Counter(Feedback.objects.values_list("words", flat=True))
    assert kept == Counter(words)


def test_a_changed_row_updates_its_piece_and_keeps_what_is_not_said(
    ana: Person,
) -> None:
    bring(ana.actor, [piece("Slow", source_id="7", author="Kim", area="Search")])

    done = bring(ana.actor, [piece("Very slow", source_id="7", area="Export")])

    assert outcome(done) == (0, 1, 0, 0)
    kept = Feedback.objects.get()
    assert (kept.words, kept.author, kept.area) == ("Very slow", "Kim", "Export")


def test_a_second_row_with_the_same_id_is_told_not_taken(ana: Person) -> None:
    lot = [piece("One", source_id="7"), piece("Two", source_id="7")]

    first = bring(ana.actor, lot, chunk=1)
    second = bring(ana.actor, lot)

    assert (outcome(first), outcome(second)) == ((1, 0, 0, 1), (0, 0, 1, 1))
    assert Feedback.objects.get().words == "One"


def test_rows_that_cannot_be_kept_are_refused_with_a_reason(ana: Person) -> None:
    lot = [piece("  "), piece("Fine", kind="shout"), piece("Fine", author="x" * 161)]

    done = bring(ana.actor, lot)

    assert outcome(done) == (0, 0, 0, 3)
    notes = ImportedRow.objects.order_by("row").values_list("row", "message")
    assert list(notes) == [
        (2, "There are no words in this row."),
        (3, "There is no kind of feedback called “shout”."),
        (4, "The author is longer than 160 characters."),
    ]


def test_a_chunk_that_is_sent_twice_is_written_once(ana: Person) -> None:
    file = ImportFile("f.csv")
    into = actions.start_import(actor=ana.actor, kind=ImportKind.FEEDBACK, file=file)
    actions.begin_import(actor=ana.actor, import_id=into.id)
    chunk = {
        "actor": ana.actor,
        "import_id": into.id,
        "lot": [piece("a"), piece("a")],
        "cursor": 3,
        "now": NOW,
        "refused": [Refusal(3, "That is not a date.")],
    }

    first = actions.save_feedback_rows(**chunk)
    second = actions.save_feedback_rows(**chunk)

    assert first == second
    assert (first.cursor, first.counts["created"], first.counts["refused"]) == (3, 2, 1)
    assert Feedback.objects.count() == 2


def test_a_piece_finds_its_account_by_id_then_address_then_name(ana: Person) -> None:
    bring(
        ana.actor,
        [
            CustomerIn("Acme GmbH", external_id="A1", domain="acme.example"),
            CustomerIn("Birch Ltd", external_id="B1", domain="birch.example"),
        ],
    )

    bring(
        ana.actor,
        [
            piece("1", customer_id="B1", author_email="kim@acme.example"),
            piece("2", author_email="Kim@Acme.example", customer_name="Birch"),
            piece("3", author_email="kim@gmail.com", customer_name="ACME, Inc."),
            piece("4", author_email="kim@gmail.com"),
        ],
    )

    pieces = Feedback.objects.order_by("words")
    names = [p.customer.name if p.customer else None for p in pieces]
    assert names == ["Birch Ltd", "Acme GmbH", "Acme GmbH", None]


def test_an_unknown_account_is_made_once_unless_told_otherwise(ana: Person) -> None:
    lot = [piece("1", customer_name="Cedar AG"), piece("2", customer_name="cedar")]

    without = bring(ana.actor, lot, create_customers=False)
    made = bring(ana.actor, lot)

    assert without.counts.get("customers", 0) == 0
    assert (made.counts["customers"], outcome(made)) == (1, (0, 2, 0, 0))
    assert Customer.objects.get().name == "Cedar AG"
    assert Feedback.objects.exclude(customer=None).count() == 2


def test_accounts_that_come_later_find_the_feedback_of_their_domain(
    ana: Person,
) -> None:
    bring(ana.actor, [piece("1", author_email="kim@acme.example")])

    done = bring(ana.actor, [CustomerIn("Acme", domain="https://www.acme.example/")])

    assert done.counts["linked"] == 1
    assert Feedback.objects.get().customer == Customer.objects.get()


def test_a_customer_list_updates_accounts_and_keeps_what_people_edited(
    ana: Person,
) -> None:
    first = CustomerIn("Acme", external_id="A1", segment="Mid", plan="Pro")
    bring(ana.actor, [first])
    Customer.objects.update(segment="Large", edited_fields=["segment"])

    again = bring(ana.actor, [first])
    changed = bring(
        ana.actor,
        [
            replace(
                first,
                plan="Team",
                segment="Small",
                revenue_amount=Decimal(1200),
                since_date=date(2020, 1, 2),
            )
        ],
    )

    assert (outcome(again), outcome(changed)) == ((0, 0, 1, 0), (0, 1, 0, 0))
    acme = Customer.objects.get()
    assert (acme.segment, acme.plan, acme.revenue_currency) == ("Large", "Team", "EUR")


def test_a_list_with_the_same_account_twice_takes_the_first(ana: Person) -> None:
    lot = [
        CustomerIn("Acme", domain="acme.example", plan="Pro"),
        CustomerIn("Acme Inc", plan="Team"),
        CustomerIn("Acme", domain="acme.example", plan="Pro"),
        CustomerIn("Acme", external_id="X"),
        CustomerIn("Acme", external_id="Y"),
    ]

    first, second = bring(ana.actor, lot), bring(ana.actor, lot, chunk=1)

    assert (outcome(first), outcome(second)) == ((3, 0, 1, 1), (0, 0, 4, 1))
    assert (first.counts["namesakes"], second.counts.get("namesakes")) == (2, None)


def test_undo_takes_back_rows_and_restores_what_stood_there(ana: Person) -> None:
    old = piece("Slow", source_id="7", author="Kim", customer_name="Alder")
    bring(ana.actor, [old])
    before = Feedback.objects.values().get()
    news = [
        replace(old, words="Fast", author="Lee"),
        piece("New", customer_name="Birch"),
    ]
    second = bring(ana.actor, news)

    undone = actions.undo_import(actor=ana.actor, import_id=second.pk, now=NOW)

    after = Feedback.objects.values().get()
    passed = dict.fromkeys(("seen_import_id", "version", "written_at"))  # two changes
    assert after | passed == before | passed
    assert Customer.objects.get().name == "Alder"
    assert (undone.state, undone.counts["undo_restored"]) == (ImportState.UNDONE, 1)
    assert outcome(bring(ana.actor, news)) == (1, 1, 0, 0)


def test_every_chunk_and_its_undo_vouch_for_the_words(ana: Person) -> None:
    def unvouched() -> list[str]:
        report = verify_record(workspace_id=ana.actor.workspace_id)
        assert report.chain.is_whole
        return [fault for fault in report.faults if "piece of feedback" in fault]

    old = [piece(f"Slow {n}", source_id=str(n)) for n in range(5)]
    bring(ana.actor, old, chunk=2)
    assert unvouched() == []
    news = [*(replace(one, words=f"{one.words}, still") for one in old), piece("New")]
    second = bring(ana.actor, news)
    assert unvouched() == []
    edited = Feedback.objects.get(source_id="3")
    actions.edit_feedback(
        actor=ana.actor, feedback_id=edited.pk, values={"author": "Kim"}, now=NOW
    )
    assert unvouched() == []

    actions.undo_import(actor=ana.actor, import_id=second.pk, now=NOW)

    assert Feedback.objects.count() == 5
    assert unvouched() == []
    Feedback.objects.filter(source_id="1").update(words="Fast")
    Feedback.objects.filter(source_id="2").delete()
    assert len(unvouched()) == 2


def test_undo_tells_an_account_from_a_piece_of_the_same_number(ana: Person) -> None:
    old = piece("Slow", source_id="7")
    bring(ana.actor, [old])
    news = [replace(old, words="Fast"), piece("New", customer_name="Birch")]
    second = bring(ana.actor, news)
    changed, birch = Feedback.objects.get(source_id="7"), Customer.objects.get()
    Feedback.objects.exclude(pk=changed.pk).update(customer=None)
    Customer.objects.filter(pk=birch.pk).update(id=changed.pk)

    actions.undo_import(actor=ana.actor, import_id=second.pk, now=NOW)

    assert not Customer.objects.exists()


def test_undo_keeps_what_a_person_or_a_later_file_has_changed(ana: Person) -> None:
    first = bring(
        ana.actor, [piece("a", source_id="1"), piece("b"), piece("c", source_id="3")]
    )
    Feedback.objects.filter(words="b").update(touched_at=NOW)
    bring(ana.actor, [piece("C", source_id="3")])

    undone = actions.undo_import(actor=ana.actor, import_id=first.pk, now=NOW)

    assert undone.counts["undo_removed"] == 1
    assert undone.counts["undo_kept"] == 2
    kept = Feedback.objects.values_list("words", flat=True)
    assert sorted(kept) == ["C", "b"]


def test_an_import_refuses_what_does_not_fit_its_state(ana: Person) -> None:
    draft = actions.start_import(
        actor=ana.actor, kind=ImportKind.FEEDBACK, file=ImportFile("f.csv")
    )
    who = {"actor": ana.actor, "import_id": draft.id}
    rows = {"cursor": 1, "now": NOW}

    with pytest.raises(Conflict, match="while their import runs"):
        actions.save_feedback_rows(**who, **rows, lot=[])
    with pytest.raises(Conflict, match="Only a running import"):
        actions.finish_import(**who, now=NOW)
    with pytest.raises(Conflict, match="Only a running import"):
        actions.fail_import(**who, message="x")
    with pytest.raises(Conflict, match="has ended"):
        actions.undo_import(**who, now=NOW)
    actions.change_import(**who, mapping={"words": 1})
    actions.begin_import(**who)
    with pytest.raises(Conflict, match="has begun"):
        actions.change_import(**who, mapping={})
    with pytest.raises(Conflict, match="has begun"):
        actions.discard_import(**who)
    with pytest.raises(Conflict, match="while their import runs"):
        actions.save_customer_rows(**who, **rows, lot=[])
    with pytest.raises(Invalid, match="at most"):
        actions.save_feedback_rows(**who, **rows, lot=[piece("a")] * 5001)
    assert actions.fail_import(**who, message="Disk full").message == "Disk full"
    actions.undo_import(**who, now=NOW)
    with pytest.raises(Conflict, match="undone already"):
        actions.undo_import(**who, now=NOW)
    with pytest.raises(Conflict, match="finished"):
        actions.begin_import(**who)


def test_a_draft_is_thrown_away_with_its_path(ana: Person) -> None:
    draft = actions.start_import(
        actor=ana.actor,
        kind=ImportKind.CUSTOMERS,
        file=ImportFile("f.csv", path="uploads/f.csv"),
    )

    path = actions.discard_import(actor=ana.actor, import_id=draft.id)

    assert (path, Import.objects.count()) == ("uploads/f.csv", 0)


def test_imports_are_closed_to_a_reader_and_invisible_to_a_stranger(
    ana: Person, ben: Person, cleo: Person
) -> None:
    done = bring(ana.actor, [piece("a")])
    one = {"import_id": done.pk}
    calls = [
        (actions.begin_import, one),
        (actions.change_import, one),
        (actions.discard_import, one),
        (actions.fail_import, one | {"message": ""}),
        (actions.finish_import, one | {"now": NOW}),
        (actions.undo_import, one | {"now": NOW}),
        (actions.save_feedback_rows, one | {"lot": [], "cursor": 1, "now": NOW}),
        (actions.save_customer_rows, one | {"lot": [], "cursor": 1, "now": NOW}),
    ]
    for call, arguments in calls:
        with pytest.raises(NotAllowed):
            call(actor=ben.actor, **arguments)
        with pytest.raises(NotFound):
            call(actor=cleo.actor, **arguments)
    with pytest.raises(NotAllowed):
        actions.start_import(
            actor=ben.actor, kind=ImportKind.FEEDBACK, file=ImportFile("f.csv")
        )
