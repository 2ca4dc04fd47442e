"""What lists, pages and search tell, to whom, and at what price."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadline.evidence import actions, queries
from leadline.evidence.models import Feedback
from leadline.evidence.types import (
    CustomerFilter,
    FeedbackFilter,
    FeedbackState,
    NeedFilter,
)
from leadline.foundation.errors import NotFound
from tests.conftest import Person
from tests.evidence.makers import NOW, account, say, want


def words(person: Person, **wanted: Any) -> list[str]:
    page = queries.list_feedback(actor=person.actor, wanted=FeedbackFilter(**wanted))
    return [row.words for row in page.items]


def names(person: Person, **wanted: Any) -> list[str]:
    page = queries.list_customers(actor=person.actor, wanted=CustomerFilter(**wanted))
    return [row.name for row in page.items]


def statements(person: Person, **wanted: Any) -> list[str]:
    page = queries.list_needs(actor=person.actor, wanted=NeedFilter(**wanted), now=NOW)
    return [row.statement for row in page.items]


def test_the_inbox_is_narrowed_by_everything_it_offers(ana: Person) -> None:
    need = want(ana.actor)
    acme = account(ana.actor, segment="Ports")
    first = say(
        ana.actor,
        "The export fails",
        acme,
        need,
        kind="problem",
        area="Data",
        language="en",
        said_at=NOW - timedelta(days=9),
    )
    say(ana.actor, "Great work", source="shop", kind="praise")
    gone = say(ana.actor, "Spam")
    actions.triage_feedback(
        actor=ana.actor,
        feedback_ids=[gone.pk],
        state=FeedbackState.ARCHIVED,
        now=NOW,
    )

    assert words(ana) == ["Great work", "The export fails"]
    assert words(ana, sort="said")[0] == "The export fails"
    assert words(ana, state="archived") == ["Spam"]
    assert len(words(ana, state="all", sort="-added")) == 3
    for wanted in (
        {"text": "EXPORT fai"},
        {"kind": "problem"},
        {"area": "Data"},
        {"language": "en"},
        {"segment": "Ports"},
        {"customer_id": acme.pk},
        {"need": str(need.pk)},
        {"need": "any"},
        {"until": date(2026, 11, 14)},
        {"source": "desk"},
    ):
        assert words(ana, **wanted) == ["The export fails"], wanted
    assert words(ana, need="none", since=date(2026, 11, 23)) == ["Great work"]
    ids = queries.feedback_ids(
        actor=ana.actor, wanted=FeedbackFilter(need="any"), limit=9
    )
    assert ids == [first.pk]


def test_words_are_found_whole_but_for_the_last_and_never_read_as_a_query(
    ana: Person,
) -> None:
    say(ana.actor, "Der Export schlägt fehl (immer)")
    say(ana.actor, "Nothing to do with it")

    assert words(ana, text="exp") == ["Der Export schlägt fehl (immer)"]
    assert words(ana, text="exp schlägt") == []
    assert words(ana, text="fehl NEAR immer") == []
    found = queries.search_words(actor=ana.actor, text="immer export")
    assert [row.words for row in found] == ["Der Export schlägt fehl (immer)"]
    assert queries.search_words(actor=ana.actor, text=" -- ") == []


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(max_size=40))
def test_whatever_is_typed_search_answers(ana: Person, text: str) -> None:
    assert isinstance(queries.search_words(actor=ana.actor, text=text), list)
    assert isinstance(words(ana, text=text), list)


def test_search_follows_every_change_of_a_piece(ana: Person) -> None:
    piece = say(ana.actor, "Slow export")
    actions.edit_feedback(
        actor=ana.actor, feedback_id=piece.pk, now=NOW, values={"words": "Slow login"}
    )
    assert (words(ana, text="export"), words(ana, text="login")) == ([], ["Slow login"])

    Feedback.objects.all().delete()
    assert words(ana, text="login") == []


def test_needs_are_sorted_and_narrowed_by_their_demand(ana: Person) -> None:
    big, small, old = (want(ana.actor, s) for s in ("Alpha", "Beta", "Gamma"))
    rich = account(ana.actor, "Rich", revenue_amount=900)
    for n in range(12):
        say(ana.actor, f"big {n}", account(ana.actor, f"C{n}"), big)
    say(ana.actor, "small", rich, small)
    for n in range(40):
        ago = NOW - timedelta(days=40 + n)
        say(ana.actor, f"old {n}", None, old, said_at=ago)

    assert statements(ana) == ["Alpha", "Beta", "Gamma"]
    assert statements(ana, sort="-pieces") == ["Gamma", "Alpha", "Beta"]
    assert statements(ana, sort="-revenue")[0] == "Beta"
    assert statements(ana, sort="name") == ["Alpha", "Beta", "Gamma"]
    assert statements(ana, sort="-trend") == ["Alpha", "Gamma", "Beta"]
    assert statements(ana, trend="falling", sort="last") == ["Gamma"]
    assert statements(ana, text="bet") == ["Beta"]
    moved = queries.moved_needs(actor=ana.actor, now=NOW)
    assert {(m.statement, m.trend.direction) for m in moved} == {
        ("Alpha", "rising"),
        ("Gamma", "falling"),
    }
    actions.dismiss_need(actor=ana.actor, need_id=old.pk)
    assert statements(ana, state="dismissed") == ["Gamma"]
    assert len(statements(ana, state="all")) == 3
    assert queries.count_needs(actor=ana.actor)["open"] == 2


def test_a_need_page_tells_who_asks_and_who_is_silent(ana: Person) -> None:
    need = want(ana.actor)
    ports = [account(ana.actor, f"Port {n}", segment="Ports") for n in range(2)]
    for n in range(6):
        account(ana.actor, f"Clinic {n}", segment="Clinics", revenue_amount=50)
    account(ana.actor, "Gone", segment="Ports", state="lost")
    for port in ports:
        say(ana.actor, "x", port, need)
    say(ana.actor, "y", None, need, kind="praise", source="shop")

    about = queries.need_page(actor=ana.actor, need_id=need.pk, now=NOW)

    assert [(s.segment, s.customers, s.asking) for s in about.segments] == [
        ("Clinics", 6, 0),
        ("Ports", 2, 2),
    ]
    assert about.segments[1].heard == pytest.approx(4.0)
    assert [s.segment for s in about.silent] == ["Clinics"]
    assert (about.without_customer, about.new_this_week) == (1, 2)
    assert about.depth.reached == [
        "more than one account",
        "more than one source",
        "newest under 30 days old",
        "a voice content with today",
    ]
    typical = queries.quotes_of(actor=ana.actor, need_id=need.pk, sort="typical")
    assert len(typical.items) == 3
    port_only = queries.quotes_of(actor=ana.actor, need_id=need.pk, segment="Ports")
    assert len(port_only.items) == 2


def test_customers_are_sorted_and_narrowed_by_how_they_are_heard(ana: Person) -> None:
    acme = account(ana.actor, "Acme", segment="Ports", revenue_amount=5)
    birch = account(ana.actor, "Birch", domain="birch.example", revenue_amount=9)
    account(ana.actor, "Cedar", state="prospect")
    say(ana.actor, "a", acme, want(ana.actor))
    for n in range(2):
        say(ana.actor, f"b {n}", birch, said_at=NOW - timedelta(days=9))

    assert names(ana) == ["Birch", "Acme", "Cedar"]
    assert names(ana, sort="name", text="birch.ex") == ["Birch"]
    assert names(ana, sort="-pieces") == ["Birch", "Acme", "Cedar"]
    assert names(ana, sort="-last") == ["Acme", "Birch", "Cedar"]
    assert names(ana, heard="no") == ["Cedar"]
    assert names(ana, segment="Ports", state="active") == ["Acme"]
    needs = queries.needs_of_customer(actor=ana.actor, customer_id=acme.pk)
    assert [(n.statement, n.pieces) for n in needs] == [("Close the month faster", 1)]
    assert queries.count_customers(actor=ana.actor) == {"all": 3, "heard": 2}
    assert queries.customer_named(actor=ana.actor, name="ACME Inc.") == acme.pk


@pytest.mark.parametrize("n", [1, 3])
def test_lists_ask_the_same_for_any_number(
    ana: Person, n: int, django_assert_num_queries: Any
) -> None:
    for i in range(n):
        need = want(ana.actor, f"Need {i}")
        say(ana.actor, f"Piece {i}", account(ana.actor, f"C{i}", segment=f"S{i}"), need)

    with django_assert_num_queries(3):
        assert len(words(ana)) == n
    with django_assert_num_queries(3):
        assert len(statements(ana)) == n
    with django_assert_num_queries(4):
        assert len(names(ana)) == n
    with django_assert_num_queries(2):
        assert len(queries.search_words(actor=ana.actor, text="piece")) == n


def test_a_reader_reads_and_a_stranger_finds_nothing(
    ana: Person, ben: Person, cleo: Person
) -> None:
    need = want(ana.actor)
    piece = say(ana.actor, "Slow", account(ana.actor), need)

    assert (words(ben), names(ben), statements(ben)) == (
        ["Slow"],
        ["Acme"],
        [need.statement],
    )
    assert (words(cleo), names(cleo), statements(cleo)) == ([], [], [])
    assert queries.search_words(actor=cleo.actor, text="slow") == []
    assert queries.quotes_of(actor=cleo.actor, need_id=need.pk).items == ()
    for call, arguments in (
        (queries.feedback_card, {"feedback_id": piece.pk}),
        (queries.need_card, {"need_id": need.pk}),
        (queries.need_page, {"need_id": need.pk, "now": NOW}),
        (queries.customer_card, {"customer_id": piece.customer_id}),
        (queries.heard_of_customer, {"customer_id": piece.customer_id}),
        (queries.contact_card, {"contact_id": 1}),
        (queries.import_card, {"import_id": 1}),
    ):
        with pytest.raises(NotFound):
            call(actor=cleo.actor, **arguments)


@pytest.mark.parametrize(
    "wanted",
    [
        {"need": "9" * 30},
        {"need": "²"},
        {"customer_id": 10**30},
        {"until": date(9999, 12, 31), "source": "nowhere"},
    ],
)
def test_a_filter_that_no_row_can_meet_finds_nothing(
    ana: Person, wanted: dict[str, Any]
) -> None:
    say(ana.actor, "Great work")

    assert words(ana, **wanted) == []
