"""An owner's link for another owner takes a second yes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from leadline.accounts.actions import (
    agree_to_link,
    change_role,
    issue_member_link,
    note_told,
    refuse_link,
    set_up,
    use_sign_in_link,
    wish_for_link,
)
from leadline.accounts.models import Event, LinkWish, Membership, SignInLink
from leadline.accounts.queries import (
    list_link_notices,
    list_link_wishes,
    owners_by_link,
)
from leadline.accounts.types import LinkWay, Role
from leadline.foundation.errors import Conflict, NotAllowed, NotFound
from tests.conftest import Person, join

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def eve(olu: Person) -> Person:
    return join("eve", olu_workspace(olu), Role.OWNER)


@pytest.fixture
def kim(olu: Person) -> Person:
    return join("kim", olu_workspace(olu), Role.OWNER)


def olu_workspace(olu: Person) -> object:
    return Membership.objects.get(user=olu.user).workspace


def member_of(person: Person) -> int:
    return Membership.objects.get(user=person.user).pk


def wished(by: Person, of: Person) -> int:
    wish_for_link(actor=by.actor, member_id=member_of(of), now=NOW)
    return LinkWish.objects.get(asked_by=by.user, member__user=of.user).pk


def link(by: Person, of: Person, now: datetime = NOW) -> str:
    return issue_member_link(actor=by.actor, member_id=member_of(of), now=now)


def test_without_a_yes_an_owner_gets_no_link_for_another(
    olu: Person, eve: Person
) -> None:
    with pytest.raises(NotAllowed, match="an owner too"):
        link(olu, eve)
    wish = wished(olu, eve)
    with pytest.raises(NotAllowed, match="an owner too"):
        link(olu, eve)
    with pytest.raises(NotAllowed, match="another owner has to agree"):
        agree_to_link(actor=olu.actor, wish_id=wish, now=NOW)
    assert SignInLink.objects.count() == 0


@pytest.mark.parametrize("who", ["eve", "kim"])
def test_the_owner_or_a_second_one_agrees_and_the_yes_counts_once(
    olu: Person, eve: Person, kim: Person, who: str
) -> None:
    wish = wished(olu, eve)
    agree_to_link(actor={"eve": eve, "kim": kim}[who].actor, wish_id=wish, now=NOW)

    token = link(olu, eve)

    used = use_sign_in_link(token=token, now=NOW)
    assert (used.user_id, used.way, used.made_by) == (
        eve.user.pk,
        LinkWay.MEMBER,
        "olu",
    )
    with pytest.raises(NotAllowed):
        link(olu, eve)
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == [
        "accounts.wish_for_link",
        "accounts.agree_to_link",
        "accounts.issue_sign_in_link",
    ]


def test_a_yes_is_for_who_asked_and_for_a_day(
    olu: Person, eve: Person, kim: Person
) -> None:
    agree_to_link(actor=eve.actor, wish_id=wished(olu, eve), now=NOW)

    with pytest.raises(NotAllowed):
        link(kim, eve)
    with pytest.raises(NotAllowed):
        link(olu, eve, NOW + DAY)
    assert link(olu, eve, NOW + DAY - timedelta(seconds=1))


def test_asking_again_needs_a_new_yes(olu: Person, eve: Person) -> None:
    agree_to_link(actor=eve.actor, wish_id=wished(olu, eve), now=NOW)
    wished(olu, eve)

    with pytest.raises(NotAllowed):
        link(olu, eve)


def test_a_wish_is_refused_or_ends(olu: Person, eve: Person, kim: Person) -> None:
    wish = wished(olu, eve)
    with pytest.raises(NotFound):
        agree_to_link(actor=kim.actor, wish_id=wish, now=NOW + DAY)
    refuse_link(actor=kim.actor, wish_id=wish, now=NOW)
    with pytest.raises(NotFound):
        agree_to_link(actor=eve.actor, wish_id=wish, now=NOW)
    assert Event.objects.latest("pk").verb == "accounts.refuse_link"


def test_who_was_an_owner_a_moment_ago_still_counts_as_one(
    olu: Person, eve: Person
) -> None:
    with time_machine.travel(NOW, tick=False):
        change_role(actor=olu.actor, member_id=member_of(eve), role="reader")

    with pytest.raises(NotAllowed, match="an owner too"):
        link(olu, eve, NOW + timedelta(days=7) - timedelta(seconds=1))
    assert link(olu, eve, NOW + timedelta(days=7))


def test_an_owner_of_another_workspace_counts_as_one(olu: Person, ben: Person) -> None:
    second, _ = set_up(
        workspace_name="Second", owner_email=olu.user.email, owner_name="", now=NOW
    )
    Membership.objects.create(workspace_id=second, user=ben.user, role="owner")
    first = Membership.objects.get(user=ben.user, workspace_id=ben.actor.workspace_id)

    with pytest.raises(NotAllowed, match="an owner too"):
        issue_member_link(actor=olu.actor, member_id=first.pk, now=NOW)
    assert owners_by_link(actor=olu.actor, now=NOW) == {first.pk}


def test_nobody_has_to_agree_to_a_link_for_a_reader_or_oneself(
    olu: Person, ben: Person, eve: Person
) -> None:
    for person in (ben, olu):
        with pytest.raises(Conflict):
            wish_for_link(actor=olu.actor, member_id=member_of(person), now=NOW)
    assert owners_by_link(actor=olu.actor, now=NOW) == {member_of(eve)}
    assert link(olu, ben)
    assert link(olu, olu)


def test_wishes_are_for_owners_of_the_workspace(
    olu: Person, eve: Person, ana: Person, ben: Person, cleo: Person
) -> None:
    wish = wished(olu, eve)
    for person, failure in ((ana, NotAllowed), (ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(failure):
            wish_for_link(actor=person.actor, member_id=member_of(eve), now=NOW)
        with pytest.raises(failure):
            agree_to_link(actor=person.actor, wish_id=wish, now=NOW)
        with pytest.raises(failure):
            refuse_link(actor=person.actor, wish_id=wish, now=NOW)
    for person in (ana, ben):
        with pytest.raises(NotAllowed):
            list_link_wishes(actor=person.actor, now=NOW)
        with pytest.raises(NotAllowed):
            owners_by_link(actor=person.actor, now=NOW)
    assert list_link_wishes(actor=cleo.actor, now=NOW) == []
    (row,) = list_link_wishes(actor=eve.actor, now=NOW)
    assert (row.name, row.asked_by, row.is_mine, row.is_for_me) == (
        "eve", "olu", False, True,
    )  # fmt: skip


def test_a_person_knows_of_a_link_until_they_say_so(olu: Person, ben: Person) -> None:
    token = link(olu, ben)
    use_sign_in_link(token=token, now=NOW)
    link(olu, ben, NOW + DAY)

    told = list_link_notices(user_id=ben.user.pk)

    assert [(n.made_by, n.is_used) for n in told] == [("olu", True), ("olu", False)]
    assert list_link_notices(user_id=olu.user.pk) == []
    note_told(actor=olu.actor, now=NOW)
    assert len(list_link_notices(user_id=ben.user.pk)) == 2
    note_told(actor=ben.actor, now=NOW)
    assert list_link_notices(user_id=ben.user.pk) == []
