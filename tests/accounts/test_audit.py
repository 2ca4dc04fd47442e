from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadline.accounts.actions import add_product, record, set_up
from leadline.accounts.models import ChainHead, Event, Product, Workspace
from leadline.accounts.queries import (
    export_events,
    list_events,
    list_verbs,
    verify_chain,
)
from leadline.accounts.queries.seals import line_seal
from leadline.accounts.types import ChainReport, EventFilter
from leadline.foundation.errors import NotAllowed
from tests.conftest import Person


def fill(person: Person, lines: int) -> int:
    for number in range(lines):
        subject = Workspace(pk=person.actor.workspace_id)
        record(actor=person.actor, verb="test.do", subject=subject, number=number)
    return person.actor.workspace_id


def test_an_untouched_log_is_whole_and_an_empty_one_too(olu: Person) -> None:
    workspace_id = olu.actor.workspace_id

    assert verify_chain(workspace_id=workspace_id) == ChainReport(
        workspace_id, 0, None, ""
    )
    fill(olu, 3)

    report = verify_chain(workspace_id=workspace_id)
    assert (report.good, report.is_whole) == (3, True)


def test_two_workspaces_have_a_chain_each(olu: Person, cleo: Person) -> None:
    fill(olu, 2)
    fill(cleo, 3)

    Event.objects.filter(workspace_id=cleo.actor.workspace_id, sequence=2).delete()

    assert verify_chain(workspace_id=olu.actor.workspace_id).is_whole
    assert verify_chain(workspace_id=cleo.actor.workspace_id).broken_at == 2


def change(events: list[Event], at: int, how: str) -> None:
    event = events[at]
    if how == "remove":
        event.delete()
    elif how in ("append", "insert"):
        before = events[-1] if how == "append" else event
        for later in reversed(events[before.sequence :]):
            Event.objects.filter(pk=later.pk).update(sequence=later.sequence + 1)
        forged = Event.objects.get(pk=event.pk)
        forged.pk, forged.sequence = None, before.sequence + 1
        forged.previous_hash = before.hash
        forged.hash = line_seal(forged)
        forged.save()
    else:
        value = {
            "verb": "test.other",
            "user_id": event.user_id + 1,
            "surface": "cli",
            "subject": "accounts.user:1",
            "detail": {"number": -1},
            "created_at": event.created_at + timedelta(seconds=1),
            "previous_hash": "f" * 64,
            "hash": "f" * 64,
        }[how]
        Event.objects.filter(pk=event.pk).update(**{how: value})


HOWS = [
    "remove", "insert", "append", "verb", "user_id", "surface", "subject", "detail",
    "created_at", "previous_hash", "hash",
]  # fmt: skip


@pytest.mark.django_db
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    lines=st.integers(1, 8),
    place=st.integers(0, 7),
    how=st.sampled_from(HOWS),
)
def test_no_line_is_changed_removed_or_put_in_unnoticed(
    olu: Person, lines: int, place: int, how: str
) -> None:
    Event.objects.all().delete()
    ChainHead.objects.all().delete()
    workspace_id = fill(olu, lines)
    events = list(Event.objects.order_by("sequence"))
    at = place % lines

    change(events, at, how)

    # A forged line that follows well is found by the true one after it, or by the end.
    good = {"insert": min(at + 2, lines), "append": lines}.get(how, at)
    assert verify_chain(workspace_id=workspace_id).broken_at == good + 1


@pytest.mark.parametrize("left", [0, 1, 2])
def test_a_cut_off_end_is_noticed(olu: Person, left: int) -> None:
    workspace_id = fill(olu, 3)

    Event.objects.filter(sequence__gt=left).delete()

    report = verify_chain(workspace_id=workspace_id)
    assert (report.good, report.broken_at) == (left, left + 1)
    assert report.why == "the log should go on to line 3"


def test_a_rewritten_tail_does_not_fit_the_head(olu: Person) -> None:
    workspace_id = fill(olu, 2)
    last = Event.objects.get(sequence=2)
    last.verb = "test.forged"
    last.hash = line_seal(last)
    last.save()

    assert verify_chain(workspace_id=workspace_id).broken_at == 2


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats()
    | st.text(st.characters(codec=None)),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner)
    ),
    max_leaves=6,
)


@pytest.mark.django_db
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(value=VALUES)
def test_whatever_an_action_notes_is_kept_so_that_the_chain_holds(
    olu: Person, value: object
) -> None:
    subject = Workspace(pk=olu.actor.workspace_id)

    record(actor=olu.actor, verb="test.do", subject=subject, value=value)

    kept = Event.objects.latest("pk").detail
    json.dumps(kept, allow_nan=False).encode()
    assert "\\u0000" not in json.dumps(kept)
    assert verify_chain(workspace_id=olu.actor.workspace_id).is_whole


def test_every_line_names_person_surface_verb_subject_and_detail(olu: Person) -> None:
    product = add_product(actor=olu.actor, name="Rudder")

    found = list_events(actor=olu.actor, where=EventFilter())

    line = found.items[0]
    assert (line.sequence, line.person, line.surface) == (1, "olu", "test")
    assert (line.verb, line.subject) == (
        "accounts.add_product",
        f"accounts.product:{product.pk}",
    )
    assert line.detail == {"name": "Rudder"}


def test_the_log_is_narrowed_by_verb_person_and_day(olu: Person, ana: Person) -> None:
    fill(olu, 2)
    fill(ana, 1)
    add_product(actor=olu.actor, name="Rudder")
    Event.objects.filter(sequence=1).update(created_at="2026-11-02T12:00:00Z")
    day = Event.objects.get(sequence=1).created_at.date()

    def places(where: EventFilter) -> list[int]:
        found = list_events(actor=olu.actor, where=where)
        return [line.sequence for line in found.items]

    assert places(EventFilter()) == [4, 3, 2, 1]
    assert places(EventFilter(verb="accounts.add_product")) == [4]
    assert places(EventFilter(user_id=ana.user.pk)) == [3]
    assert places(EventFilter(day=day)) == [1]
    assert list_verbs(actor=olu.actor) == ["accounts.add_product", "test.do"]


def test_the_log_comes_by_pages_and_its_export_whole(olu: Person) -> None:
    fill(olu, 53)

    second = list_events(actor=olu.actor, where=EventFilter(), page=2)
    lines = list(export_events(actor=olu.actor, where=EventFilter()))

    assert [line.sequence for line in second.items] == [3, 2, 1]
    assert second.pages == 2
    assert [line.sequence for line in lines] == list(range(1, 54))


@pytest.mark.parametrize("read", [list_events, export_events])
def test_the_log_is_for_owners(ana: Person, ben: Person, read: object) -> None:
    for person in (ana, ben):
        with pytest.raises(NotAllowed):
            read(actor=person.actor, where=EventFilter())
        with pytest.raises(NotAllowed):
            list_verbs(actor=person.actor)


def test_a_stranger_sees_only_the_own_log(olu: Person, cleo: Person) -> None:
    fill(olu, 2)

    assert list_events(actor=cleo.actor, where=EventFilter()).total == 0


@pytest.mark.parametrize("lines", [1, 3])
def test_a_line_costs_the_same_after_any_number_of_lines(
    olu: Person, lines: int, django_assert_num_queries: object
) -> None:
    workspace_id = fill(olu, lines)
    subject = Product(pk=1, workspace_id=workspace_id)

    with django_assert_num_queries(3):
        record(actor=olu.actor, verb="test.do", subject=subject)


def test_setting_up_is_the_first_line(db: None) -> None:

    workspace_id, user_id = set_up(
        workspace_name="Harbour",
        owner_email="ines@harbour.example",
        owner_name="Ines",
        now=timezone.now(),
    )

    event = Event.objects.get(workspace_id=workspace_id, sequence=1)
    assert (event.verb, event.user_id) == ("accounts.set_up", user_id)
