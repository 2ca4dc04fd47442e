from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession

from leadline.accounts.actions import (
    START_LINK_LASTS,
    accept_invitation,
    add_member,
    ask_for_link,
    change_password,
    end_other_sessions,
    end_session,
    enter_by_provider,
    invite,
    issue_member_link,
    issue_sign_in_link,
    note_seen,
    note_sign_in,
    note_sign_out,
    set_up,
    use_sign_in_link,
)
from leadline.accounts.models import (
    Event,
    Membership,
    ProvenAddress,
    ProviderIdentity,
    SignInLink,
    User,
)
from leadline.accounts.queries import link_works, list_sessions
from leadline.accounts.types import LINK_BY
from leadline.foundation.errors import NotAllowed, NotFound
from leadline.foundation.openid import Provider, Said
from tests.conftest import Person

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def member_of(person: Person) -> int:
    return Membership.objects.get(user=person.user).pk


def test_a_link_signs_in_once_and_only_its_hash_is_kept(olu: Person) -> None:
    token = issue_sign_in_link(user_id=olu.user.pk, now=NOW)

    assert token not in str(SignInLink.objects.values().get())
    assert token not in str(Event.objects.values().get())
    assert link_works(token=token, now=NOW)

    assert use_sign_in_link(token=token, now=NOW).user_id == olu.user.pk

    assert not link_works(token=token, now=NOW)
    with pytest.raises(NotFound):
        use_sign_in_link(token=token, now=NOW)


@pytest.mark.parametrize(
    ("lasts", "minutes"), [(timedelta(minutes=15), 15), (START_LINK_LASTS, 24 * 60)]
)
def test_a_link_ends_in_time(olu: Person, lasts: timedelta, minutes: int) -> None:
    token = issue_sign_in_link(user_id=olu.user.pk, now=NOW, lasts=lasts)
    end = NOW + timedelta(minutes=minutes)

    assert link_works(token=token, now=end - timedelta(seconds=1))
    assert not link_works(token=token, now=end)
    with pytest.raises(NotFound):
        use_sign_in_link(token=token, now=end)


def test_links_do_not_know_people_who_left_or_never_were(olu: Person) -> None:
    token = issue_sign_in_link(user_id=olu.user.pk, now=NOW)
    User.objects.update(is_active=False)

    assert not link_works(token=token, now=NOW)
    for attempt in (
        lambda: use_sign_in_link(token=token, now=NOW),
        lambda: use_sign_in_link(token="guess", now=NOW),
        lambda: issue_sign_in_link(user_id=olu.user.pk, now=NOW),
        lambda: issue_sign_in_link(user_id=0, now=NOW),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert ask_for_link(email="olu@example.com", now=NOW) is None


def test_a_link_is_asked_for_by_address(olu: Person) -> None:
    token = ask_for_link(email=" OLU@example.com", now=NOW)

    assert token is not None
    assert use_sign_in_link(token=token, now=NOW).user_id == olu.user.pk
    assert ask_for_link(email="nobody@example.com", now=NOW) is None


def test_spent_links_are_swept_away(olu: Person) -> None:
    issue_sign_in_link(user_id=olu.user.pk, now=NOW)
    issue_sign_in_link(user_id=olu.user.pk, now=NOW + timedelta(hours=1))

    assert SignInLink.objects.count() == 1


def test_an_owner_makes_a_link_for_a_member(olu: Person, ben: Person) -> None:
    token = issue_member_link(actor=olu.actor, member_id=member_of(ben), now=NOW)

    assert use_sign_in_link(token=token, now=NOW).user_id == ben.user.pk
    assert Event.objects.latest("pk").detail["issued_by"] == olu.user.pk


def test_an_owner_cannot_get_into_workspaces_of_others_by_a_members_link(
    olu: Person, ben: Person, cleo: Person
) -> None:
    Membership.objects.create(
        workspace_id=cleo.actor.workspace_id, user=ben.user, role="lead"
    )
    member = Membership.objects.get(workspace_id=olu.actor.workspace_id, user=ben.user)

    with pytest.raises(NotAllowed):
        issue_member_link(actor=olu.actor, member_id=member.pk, now=NOW)
    assert SignInLink.objects.count() == 0


@pytest.mark.parametrize("way", ["accept", "add", "provider"])
def test_what_an_owners_link_opens_ends_when_others_rely_on_the_account(
    way: str, olu: Person, ben: Person, cleo: Person
) -> None:
    token = issue_member_link(actor=olu.actor, member_id=member_of(ben), now=NOW)
    own = issue_sign_in_link(user_id=ben.user.pk, now=NOW)
    theirs, by_link = ben.browser, ben.browser
    session = by_link.session
    session[LINK_BY] = "Olu"
    session.save()
    for browser in (theirs, by_link):
        UserSession.objects.create(
            user=ben.user, ip="192.0.2.1", session_key=browser.session.session_key
        )
    there = cleo.actor.workspace_id
    if way == "accept":
        _, key = invite(actor=cleo.actor, role="reader", now=NOW)
        joining = f"/join/{key}/"
        with time_machine.travel(NOW):
            assert by_link.post(joining).status_code == 403
        assert by_link.get(f"/w/{olu.actor.workspace_id}/").status_code == 200
        accept_invitation(token=key, user_id=ben.user.pk, now=NOW)
    elif way == "add":
        ProvenAddress.objects.create(user=ben.user, proven_at=NOW)
        add_member(actor=cleo.actor, email=ben.user.email, role="reader", now=NOW)
    else:
        by_group(ben, there)

    assert by_link.get(f"/w/{there}/").status_code == 302
    assert theirs.get(f"/w/{there}/").status_code == 200
    assert not link_works(token=token, now=NOW)
    assert link_works(token=own, now=NOW)


def by_group(who: Person, workspace_id: int) -> None:
    """Let a provider that knows the person say that a group of theirs gives a role."""
    where = "https://acme.example"
    ProviderIdentity.objects.create(
        user=who.user,
        issuer=where,
        subject="7",
        email=who.user.email,
        used_at=NOW,
    )
    provider = Provider(
        "acme", "Acme", where, "id", workspace=workspace_id, groups=(("all", "reader"),)
    )
    said = Said(where, "7", who.user.email, True, "Ben", ("all",))
    enter_by_provider(provider=provider, said=said, now=NOW)


def test_a_member_in_two_workspaces_of_one_owner_gets_a_link(
    olu: Person, ben: Person
) -> None:
    second, _ = set_up(
        workspace_name="Second", owner_email=olu.user.email, owner_name="", now=NOW
    )
    member = member_of(ben)
    Membership.objects.create(workspace_id=second, user=ben.user, role="reader")

    assert issue_member_link(actor=olu.actor, member_id=member, now=NOW)


def test_member_links_are_for_owners_of_the_workspace(
    olu: Person, ana: Person, ben: Person, cleo: Person
) -> None:
    for person, failure in ((ana, NotAllowed), (ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(failure):
            issue_member_link(actor=person.actor, member_id=member_of(olu), now=NOW)


def test_a_new_password_counts_and_ends_waiting_links(olu: Person) -> None:
    token = issue_sign_in_link(user_id=olu.user.pk, now=NOW)

    change_password(actor=olu.actor, password="salt and rope", now=NOW)

    olu.user.refresh_from_db()
    assert olu.user.check_password("salt and rope")
    assert not link_works(token=token, now=NOW)
    event = Event.objects.latest("pk")
    assert event.verb == "accounts.change_password"
    assert "salt" not in str(event.detail)


def test_signing_in_and_out_is_noted_in_each_of_a_persons_workspaces(
    olu: Person,
) -> None:
    second, _ = set_up(
        workspace_name="Second", owner_email=olu.user.email, owner_name="", now=NOW
    )
    Event.objects.all().delete()

    note_sign_in(user_id=olu.user.pk, how="password", ip="192.0.2.1")
    note_sign_out(user_id=olu.user.pk)

    assert list(Event.objects.values_list("workspace_id", "verb").order_by("pk")) == [
        (olu.actor.workspace_id, "accounts.sign_in"),
        (second, "accounts.sign_in"),
        (olu.actor.workspace_id, "accounts.sign_out"),
        (second, "accounts.sign_out"),
    ]


def test_nobody_ends_the_session_of_another(olu: Person, ben: Person) -> None:
    session = UserSession.objects.create(
        user=ben.user, ip="192.0.2.1", session_key="k", user_agent="Firefox/1 Linux"
    )

    with pytest.raises(NotFound):
        end_session(actor=olu.actor, session_id=session.pk)
    assert end_other_sessions(actor=olu.actor, current_key="") == 0
    end_session(actor=ben.actor, session_id=session.pk)
    assert UserSession.objects.count() == 0


def test_a_session_that_has_ended_is_not_listed(ben: Person) -> None:
    UserSession.objects.create(
        user=ben.user, ip="192.0.2.1", session_key="gone", user_agent=""
    )

    assert list_sessions(actor=ben.actor, current_key="", now=NOW).items == ()


def test_being_seen_moves_the_moment_of_one_session(ben: Person) -> None:
    for key in ("one", "two"):
        UserSession.objects.create(
            user=ben.user, ip="192.0.2.1", session_key=key, user_agent=""
        )

    note_seen(session_key="one", ip="192.0.2.9", now=NOW)

    one = UserSession.objects.get(session_key="one")
    assert (one.last_seen_at, one.ip) == (NOW, "192.0.2.9")
    assert UserSession.objects.get(session_key="two").last_seen_at != NOW
