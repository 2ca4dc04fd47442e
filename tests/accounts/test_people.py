from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leadline.accounts.actions import (
    accept_invitation,
    change_role,
    create_user,
    invite,
    join,
    remove_member,
    revoke_invitation,
    set_up,
)
from leadline.accounts.models import Event, Invitation, Membership, User, Workspace
from leadline.accounts.queries import (
    actor_for,
    check_members,
    invitation_of,
    list_invitations,
    list_members,
    list_people,
    list_workspaces,
)
from leadline.accounts.types import Role
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.conftest import Person
from tests.factories import as_row

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=7)


def member_of(person: Person) -> Membership:
    return Membership.objects.get(user=person.user)


def last() -> Event:
    return Event.objects.latest("pk")


def new_user() -> User:
    return as_row(User, create_user(email="dee@example.com", name="Dee"))


def test_set_up_makes_workspace_and_owner_once(db: None) -> None:
    wanted = {
        "workspace_name": "Harbour",
        "owner_email": "Ines@Harbour.example",
        "owner_name": "Ines",
    }

    first = set_up(**wanted, now=NOW)
    again = set_up(**wanted, now=NOW)

    assert first == again
    assert (Workspace.objects.count(), User.objects.count()) == (1, 1)
    owner = User.objects.get()
    assert (owner.email, owner.name) == ("ines@harbour.example", "Ines")
    assert not owner.has_usable_password()
    assert Membership.objects.get().role == Role.OWNER
    assert Event.objects.count() == 1


def test_a_second_workspace_can_be_set_up_for_the_same_owner(olu: Person) -> None:
    _, user_id = set_up(
        workspace_name="Second", owner_email=olu.user.email, owner_name="", now=NOW
    )

    assert user_id == olu.user.pk
    assert [w.name for w in list_workspaces(user_id=user_id)] == ["Acme", "Second"]


@pytest.mark.parametrize(
    "email", ["", "dee", "dee@", "a b@example.com", f"{'u' * 243}@example.com"]
)
def test_no_user_without_a_proper_address(db: None, email: str) -> None:
    with pytest.raises(Invalid):
        create_user(email=email)


def test_an_address_has_one_account_whatever_its_letters(olu: Person) -> None:
    with pytest.raises(Conflict):
        create_user(email="OLU@example.com")


def test_an_invitation_is_kept_as_a_hash_and_lets_one_person_in(olu: Person) -> None:
    dee = new_user()
    _, token = invite(actor=olu.actor, role="lead", now=NOW)

    assert token not in str(Invitation.objects.values().get())
    assert last().detail == {"role": "lead", "email": ""}
    card = invitation_of(token=token, now=NOW)
    assert (card.workspace, card.role, card.invited_by) == ("Acme", Role.LEAD, "olu")

    joined = accept_invitation(token=token, user_id=dee.pk, now=NOW)

    assert joined == olu.actor.workspace_id
    actor = actor_for(user_id=dee.pk, workspace_id=joined, surface="test")
    assert actor.role == Role.LEAD
    assert (last().verb, last().user_id) == ("accounts.accept_invitation", dee.pk)
    other = create_user(email="eli@example.com")
    with pytest.raises(NotFound):
        accept_invitation(token=token, user_id=other.pk, now=NOW)
    assert list_invitations(actor=olu.actor, now=NOW).items == ()


def test_an_invitation_ends_after_a_week(olu: Person) -> None:
    _, token = invite(actor=olu.actor, role="reader", now=NOW)

    invitation_of(token=token, now=LATER - timedelta(seconds=1))
    with pytest.raises(NotFound):
        invitation_of(token=token, now=LATER)
    with pytest.raises(NotFound):
        accept_invitation(token=token, user_id=new_user().pk, now=LATER)
    assert list_invitations(actor=olu.actor, now=LATER).items == ()


def test_an_invitation_taken_back_lets_nobody_in(olu: Person) -> None:
    invitation, token = invite(actor=olu.actor, role="reader", now=NOW)

    revoke_invitation(actor=olu.actor, invitation_id=invitation.pk, now=NOW)

    with pytest.raises(NotFound):
        invitation_of(token=token, now=NOW)
    with pytest.raises(NotFound):
        revoke_invitation(actor=olu.actor, invitation_id=invitation.pk, now=NOW)
    assert last().verb == "accounts.revoke_invitation"


def test_an_accepted_invitation_cannot_be_taken_back(olu: Person) -> None:
    invitation, token = invite(actor=olu.actor, role="reader", now=NOW)
    accept_invitation(token=token, user_id=new_user().pk, now=NOW)

    with pytest.raises(Conflict):
        revoke_invitation(actor=olu.actor, invitation_id=invitation.pk, now=NOW)


def test_an_invitation_with_an_address_is_for_that_person_only(olu: Person) -> None:
    _, token = invite(actor=olu.actor, role="reader", email="Dee@example.com", now=NOW)
    eli = create_user(email="eli@example.com")

    with pytest.raises(NotAllowed):
        accept_invitation(token=token, user_id=eli.pk, now=NOW)
    with pytest.raises(NotAllowed):
        join(token=token, email="x@example.com", name="X", password="y", now=NOW)
    assert not User.objects.filter(email="x@example.com").exists()

    accept_invitation(token=token, user_id=new_user().pk, now=NOW)


def test_a_member_is_not_invited_twice(olu: Person, ben: Person) -> None:
    with pytest.raises(Conflict):
        invite(actor=olu.actor, role="lead", email="ben@example.com", now=NOW)
    _, token = invite(actor=olu.actor, role="owner", now=NOW)
    with pytest.raises(Conflict):
        accept_invitation(token=token, user_id=ben.user.pk, now=NOW)
    assert member_of(ben).role == Role.READER
    invitation_of(token=token, now=NOW)


def test_an_invitation_needs_a_role_there_is(olu: Person) -> None:
    with pytest.raises(Invalid):
        invite(actor=olu.actor, role="king", now=NOW)
    with pytest.raises(Invalid):
        invite(actor=olu.actor, role="lead", email="nobody", now=NOW)


def test_joining_makes_an_account_with_its_password(olu: Person) -> None:
    Workspace.objects.update(timezone="Europe/Lisbon")
    _, token = invite(actor=olu.actor, role="contributor", now=NOW)

    user_id, workspace_id = join(
        token=token, email="Dee@example.com", name="Dee", password="a b c", now=NOW
    )

    user = User.objects.get(pk=user_id)

    assert (user.email, user.check_password("a b c")) == ("dee@example.com", True)
    assert user.timezone == "Europe/Lisbon"
    assert workspace_id == olu.actor.workspace_id


def test_joining_never_takes_over_an_account(olu: Person, cleo: Person) -> None:
    _, token = invite(actor=olu.actor, role="contributor", now=NOW)

    with pytest.raises(Conflict):
        join(token=token, email="cleo@example.com", name="C", password="x", now=NOW)
    assert cleo.user.check_password("x")


def test_a_role_is_changed_and_noted(olu: Person, ben: Person) -> None:
    change_role(actor=olu.actor, member_id=member_of(ben).pk, role="lead")

    assert member_of(ben).role == Role.LEAD
    assert last().detail == {"user": ben.user.pk, "before": "reader", "after": "lead"}


def test_the_same_role_again_is_nothing_to_note(olu: Person, ben: Person) -> None:
    change_role(actor=olu.actor, member_id=member_of(ben).pk, role="reader")

    assert Event.objects.count() == 0


def test_the_last_owner_cannot_go(olu: Person, ana: Person) -> None:
    own = member_of(olu).pk

    with pytest.raises(Conflict):
        change_role(actor=olu.actor, member_id=own, role="lead")
    with pytest.raises(Conflict):
        remove_member(actor=olu.actor, member_id=own)

    change_role(actor=olu.actor, member_id=member_of(ana).pk, role="owner")
    remove_member(actor=olu.actor, member_id=own)
    assert [row.name for row in list_members(actor=ana.actor)] == ["ana"]


def test_an_owner_who_cannot_sign_in_does_not_count(olu: Person, ana: Person) -> None:
    change_role(actor=olu.actor, member_id=member_of(ana).pk, role="owner")
    User.objects.filter(pk=ana.user.pk).update(is_active=False)

    with pytest.raises(Conflict):
        remove_member(actor=olu.actor, member_id=member_of(olu).pk)


def test_a_removed_member_loses_access_and_stays_in_the_record(
    olu: Person, ben: Person
) -> None:
    remove_member(actor=olu.actor, member_id=member_of(ben).pk)

    with pytest.raises(NotFound):
        actor_for(
            user_id=ben.user.pk, workspace_id=olu.actor.workspace_id, surface="test"
        )
    assert last().detail["email"] == "ben@example.com"


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_members_are_for_owners(
    who: str, olu: Person, ana: Person, ben: Person
) -> None:
    actor = {"ana": ana, "ben": ben}[who].actor
    invitation, _ = invite(actor=olu.actor, role="reader", now=NOW)
    own = member_of(olu).pk

    for attempt in (
        lambda: invite(actor=actor, role="owner", now=NOW),
        lambda: revoke_invitation(actor=actor, invitation_id=invitation.pk, now=NOW),
        lambda: change_role(actor=actor, member_id=own, role="reader"),
        lambda: remove_member(actor=actor, member_id=own),
        lambda: list_invitations(actor=actor, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_another_workspace_is_out_of_reach(
    olu: Person, ben: Person, cleo: Person
) -> None:
    invitation, _ = invite(actor=olu.actor, role="reader", now=NOW)

    for attempt in (
        lambda: revoke_invitation(
            actor=cleo.actor, invitation_id=invitation.pk, now=NOW
        ),
        lambda: change_role(
            actor=cleo.actor, member_id=member_of(ben).pk, role="owner"
        ),
        lambda: remove_member(actor=cleo.actor, member_id=member_of(ben).pk),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert list_invitations(actor=cleo.actor, now=NOW).items == ()
    assert list_people(actor=cleo.actor) == [(cleo.user.pk, "cleo")]


def test_members_are_listed_owners_first(olu: Person, ana: Person, ben: Person) -> None:
    members = list_members(actor=ben.actor)

    assert [(m.name, m.role, m.is_you) for m in members] == [
        ("olu", Role.OWNER, False),
        ("ana", Role.LEAD, False),
        ("ben", Role.READER, True),
    ]


@pytest.mark.parametrize("who", ["ana", "olu", "nobody"])
def test_members_and_nobody_may_be_named(olu: Person, who: str, ana: Person) -> None:
    named = {"ana": ana.user.pk, "olu": olu.user.pk, "nobody": None}[who]

    check_members(actor=olu.actor, user_ids=[named, olu.user.pk])


@pytest.mark.parametrize("who", ["of another company", "who may not sign in", "gone"])
def test_others_may_not_be_named(
    olu: Person, ana: Person, cleo: Person, who: str
) -> None:
    if who == "who may not sign in":
        User.objects.filter(pk=ana.user.pk).update(is_active=False)
    named = {"of another company": cleo.user.pk, "gone": 10**6}.get(who, ana.user.pk)

    with pytest.raises(NotFound, match="The decider is not a member"):
        check_members(actor=olu.actor, user_ids=[olu.user.pk, named], who="The decider")
