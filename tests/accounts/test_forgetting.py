"""A person forgotten: no table holds name or address, and the record still holds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import timezone

from leadline.accounts import actions
from leadline.accounts.models import Event, Membership, User
from leadline.accounts.queries import (
    list_heads,
    rows_of_person,
    verify_record,
)
from leadline.accounts.queries.tables import every_table
from leadline.accounts.types import FORGOTTEN_NAME, Actor, Role
from leadline.attention import actions as attention
from leadline.attention.models import CalendarSource, Entry
from leadline.foundation.errors import Conflict, NotFound
from leadline.foundation.keys import with_new_key
from leadline.foundation.sealing import sealing_with
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn

pytestmark = pytest.mark.django_db
NOW = timezone.now()
EMAIL, OTHER, NAME = "zora@harbour.example", "zo@home.example", "Zora Quagga"


@pytest.fixture
def owner() -> Actor:
    workspace_id, user_id = actions.set_up(
        workspace_name="Harbour", owner_email="ines@harbour.example",
        owner_name="Ines", now=NOW,
    )  # fmt: skip
    return Actor(workspace_id, user_id, Role.OWNER, "test")


@pytest.fixture
def zora(owner: Actor) -> Actor:
    """A member who left traces: address, name, calendar, further address."""
    actions.invite(actor=owner, role=Role.LEAD, email=EMAIL.upper(), now=NOW)
    made = actions.add_member(
        actor=owner, email=EMAIL, role=Role.LEAD, name=NAME, now=NOW
    )
    actor = Actor(owner.workspace_id, made.id, Role.LEAD, "test")
    actions.change_profile(actor=actor, name=NAME, theme="dark", timezone="UTC")
    actions.add_address(actor=actor, email=OTHER)
    actions.add_product(actor=owner, name="Crane")
    attention.subscribe_calendar(
        actor=actor, address="https://cal.example/key.ics", name="Mine", now=NOW
    )
    stakeholders.create_person(
        actor=owner, person=PersonIn(NAME, "finance", email=EMAIL)
    )
    return actor


def everything() -> str:
    """Every value of every table, as one text."""
    return json.dumps(
        [list(model._base_manager.values_list()) for model in every_table()],
        default=str, ensure_ascii=False,
    ).lower()  # fmt: skip


def forget(actor: Actor) -> dict[str, int]:
    return actions.forget_person(user_id=actor.user_id, surface="cli")


def test_no_table_holds_the_name_or_an_address_any_more(zora: Actor) -> None:
    assert EMAIL in everything()

    counts = forget(zora)

    left = everything()
    assert [word for word in (EMAIL, OTHER, NAME.lower()) if word in left] == []
    assert counts["emptied"] >= 2
    assert counts["deleted"] >= 1


def test_a_guest_in_the_calendar_of_somebody_else_is_nobody_of_the_same_house(
    owner: Actor, zora: Actor
) -> None:
    """Their address says by its domain alone whose the hours were."""
    source = attention.subscribe_calendar(
        actor=owner, address="https://cal.example/other.ics", name="Own", now=NOW
    )
    Entry.objects.create(
        workspace_id=owner.workspace_id, user_id=owner.user_id, source_id=source.id,
        series="1", key="1", start=NOW, end=NOW, organiser=EMAIL.upper(),
        guests=[[EMAIL, NAME, False, False], ["ana@harbour.example", "", True, False]],
    )  # fmt: skip

    forget(zora)

    nobody = f"gone-{zora.user_id}@harbour.example"
    assert Entry.objects.get().guests == [
        [nobody, FORGOTTEN_NAME, False, False],
        ["ana@harbour.example", "", True, False],
    ]
    assert [word for word in (EMAIL, NAME.lower()) if word in everything()] == []


def test_the_record_holds_and_old_heads_stay_witnesses(
    owner: Actor, zora: Actor
) -> None:
    (head,) = list_heads()
    _, sequence, digest = head.split("-")

    forget(zora)

    report = verify_record(
        workspace_id=owner.workspace_id, heads={int(sequence): digest}
    )
    assert report.is_whole, (report.chain, report.faults)
    with sealing_with(with_new_key("a key of the record for tests only")):
        assert verify_record(workspace_id=owner.workspace_id).chain.is_whole is False


def test_the_record_holds_under_a_later_key_too(owner: Actor, zora: Actor) -> None:
    forget(zora)
    ring = with_new_key("a key of the record for tests only")

    actions.seal_with_new_key(ring=ring)

    with sealing_with(ring):
        assert verify_record(workspace_id=owner.workspace_id).is_whole


def test_an_emptied_line_that_is_changed_again_is_found(
    owner: Actor, zora: Actor
) -> None:
    forget(zora)
    line = Event.objects.filter(detail__icontains="gone-").order_by("sequence").first()
    assert line is not None
    Event.objects.filter(pk=line.pk).update(detail={**line.detail, "role": "owner"})

    report = verify_record(workspace_id=owner.workspace_id)

    assert report.chain.broken_at == line.sequence


def test_two_people_in_one_line_are_forgotten_one_after_the_other(
    owner: Actor, zora: Actor
) -> None:
    made = actions.add_member(
        actor=owner, email="bo@harbour.example", role="reader", name="Bo Zebu", now=NOW
    )
    both = f"{EMAIL} and bo@harbour.example"
    actions.add_product(actor=owner, name=both)

    forget(zora)
    actions.forget_person(user_id=made.id, surface="cli")

    details = json.dumps(list(Event.objects.values_list("detail", flat=True)))
    assert "harbour.example" not in details.replace("ines@harbour.example", "")
    assert verify_record(workspace_id=owner.workspace_id).is_whole


def test_what_is_theirs_alone_goes_and_what_they_did_stays(zora: Actor) -> None:
    before = Event.objects.filter(user_id=zora.user_id).count()

    forget(zora)

    assert not CalendarSource.objects.exists()
    assert not Membership.objects.filter(user_id=zora.user_id).exists()
    assert Event.objects.filter(user_id=zora.user_id).count() > before
    user = User.objects.get(pk=zora.user_id)
    assert (user.is_active, user.has_usable_password()) == (False, False)


def test_the_last_owner_cannot_be_forgotten(owner: Actor) -> None:
    with pytest.raises(Conflict, match="needs an owner"):
        forget(owner)
    with pytest.raises(NotFound):
        actions.forget_person(user_id=10**6, surface="cli")


def test_a_person_gets_what_names_them_and_nothing_of_others(
    owner: Actor, zora: Actor
) -> None:
    found: dict[str, list[Any]] = {}
    for table, row in rows_of_person(zora.user_id):
        found.setdefault(table, []).append(row)

    assert found["accounts.user"][0]["email"] == EMAIL
    assert found["attention.calendarsource"][0]["name"] == "Mine"
    assert {line["user_id"] for line in found["accounts.event"]} == {zora.user_id}
    assert "password" not in found["accounts.user"][0]
    assert "ines@harbour.example" not in json.dumps(found)


def test_a_person_who_is_switched_off_is_let_in_no_more(
    owner: Actor, zora: Actor
) -> None:
    token = actions.issue_sign_in_link(user_id=zora.user_id, now=NOW)

    actions.switch_person(user_id=zora.user_id, is_on=False, surface="cli")

    with pytest.raises(NotFound):
        actions.use_sign_in_link(token=token, now=NOW)
    with pytest.raises(Conflict):
        actions.switch_person(user_id=owner.user_id, is_on=False, surface="cli")
    actions.switch_person(user_id=zora.user_id, is_on=True, surface="cli")
    assert User.objects.get(pk=zora.user_id).is_active
    assert verify_record(workspace_id=owner.workspace_id).is_whole


def test_a_member_who_is_there_is_not_added_twice(owner: Actor, zora: Actor) -> None:
    with pytest.raises(Conflict, match="is a member already"):
        actions.add_member(actor=owner, email=EMAIL, role="reader", now=NOW)
