"""SCIM 2.0: the protocol as scim2-tester sees it, and what it does to people."""

from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from scim2_client.engines.wsgi import WSGISCIMClient
from scim2_tester import Status, check_server

from leadline.accounts.actions import (
    add_service,
    end_directory_access,
    invite,
    make_directory_access,
    set_directory_groups,
)
from leadline.accounts.models import DirectoryRecord, Event, Membership, User
from leadline.accounts.types import Role
from tests.conftest import Person

pytestmark = pytest.mark.filterwarnings("ignore")
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


class Entra:
    """A directory as it comes: bearer key, JSON, capitals."""

    def __init__(self, key: str) -> None:
        self.key, self.browser = key, Client()

    def __call__(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.browser.generic(
            method,
            f"/scim/v2/{path}",
            json.dumps(body) if body is not None else "",
            content_type="application/scim+json",
            headers={"authorization": f"Bearer {self.key}"},
        )
        answer.said = json.loads(answer.content) if answer.content else {}
        return answer

    def add(self, email: str, **more: Any) -> str:
        said = {"schemas": [USER], "userName": email, "active": True, **more}
        made = self("POST", "Users", said)
        assert made.status_code == 201, made.content
        return str(made.said["id"])

    def switch(self, key: str, value: Any) -> Any:
        step = {"op": "Replace", "path": "active", "value": value}
        patch = {"schemas": [PATCH], "Operations": [step]}
        return self("PATCH", f"Users/{key}", patch)

    def group(self, name: str, *keys: str) -> str:
        members = [{"value": key} for key in keys]
        said = {"schemas": [GROUP], "displayName": name, "members": members}
        made = self("POST", "Groups", said)
        assert made.status_code == 201, made.content
        return str(made.said["id"])


@pytest.fixture
def key(olu: Person) -> str:
    return make_directory_access(actor=olu.actor, now=timezone.now())


@pytest.fixture
def entra(key: str) -> Entra:
    return Entra(key)


def role_of(email: str) -> str:
    return Membership.objects.get(user__email=email).role


def test_every_check_of_the_tester_passes(key: str) -> None:
    client = WSGISCIMClient(
        get_wsgi_application(),
        base_url="http://localhost/scim/v2",
        headers={"Authorization": f"Bearer {key}"},
    )

    results = check_server(client)

    bad = [r for r in results if r.status not in (Status.SUCCESS, Status.SKIPPED)]
    assert [(r.title, r.reason) for r in bad] == []
    assert sum(r.status == Status.SUCCESS for r in results) >= 100


def test_a_person_is_added_and_switched_off_at_once(entra: Entra, olu: Person) -> None:
    one = entra.add("nia@example.com", displayName="Nia")
    user = User.objects.get(email="nia@example.com")
    assert (user.name, user.has_usable_password()) == ("Nia", False)
    assert role_of("nia@example.com") == Role.READER
    browser = Person(user, olu.actor).browser
    home = f"/w/{olu.actor.workspace_id}/settings/sessions/"
    UserSession.objects.create(
        user=user, ip="192.0.2.1", session_key=browser.session.session_key
    )
    assert browser.get(home).status_code == 200

    assert entra.switch(one, "False").status_code == 204

    assert browser.get(home).status_code == 302
    assert not Membership.objects.filter(user=user).exists()
    assert entra.switch(one, True).status_code == 204
    assert role_of("nia@example.com") == Role.READER
    assert browser.get(home).status_code == 302
    verbs = [e.verb for e in Event.objects.filter(surface="scim").order_by("pk")]
    assert verbs == [
        "accounts.join_by_directory",
        "accounts.remove_member",
        "accounts.join_by_directory",
    ]


def test_whose_account_opens_what_others_own_joins_by_their_own_yes(
    entra: Entra, cleo: Person, olu: Person
) -> None:
    here, there = olu.actor.workspace_id, cleo.actor.workspace_id
    settings = f"/w/{here}/settings/directory/"
    one = entra.add(cleo.user.email)
    entra.switch(one, False)
    assert f"/w/{here}/" not in cleo.browser.get("/?choose").content.decode()
    assert cleo.user.email not in olu.browser.get(settings).content.decode()
    entra.switch(one, True)
    assert not Membership.objects.filter(workspace=here, user=cleo.user).exists()
    assert cleo.user.email in olu.browser.get(settings).content.decode()
    assert cleo.browser.get(f"/w/{there}/settings/").status_code == 200

    _, token = invite(
        actor=olu.actor, role="lead", email=cleo.user.email, now=timezone.now()
    )
    assert cleo.browser.post(f"/join/{token}/").status_code == 302

    assert cleo.user.email not in olu.browser.get(settings).content.decode()
    set_directory_groups(
        actor=olu.actor, owner_group="", lead_group="", contributor_group="Makers"
    )
    entra.group("Makers", one)
    held = Membership.objects.filter(workspace=here, user=cleo.user)
    assert held.get().role == Role.CONTRIBUTOR
    assert entra.switch(one, False).status_code == 204
    assert not held.exists()
    assert cleo.browser.get(f"/w/{there}/settings/").status_code == 200


@pytest.mark.parametrize("way", ["joins elsewhere", "one owner"])
def test_an_account_of_a_directory_is_its_own_while_nobody_else_relies_on_it(
    way: str, entra: Entra, olu: Person, cleo: Person
) -> None:
    one = entra.add("nia@example.com")
    user = User.objects.get(email="nia@example.com")
    entra.switch(one, False)
    there = Membership.objects.create(
        workspace_id=cleo.actor.workspace_id, user=user, role=Role.READER
    )
    if way == "one owner":
        Membership.objects.create(
            workspace=there.workspace, user=olu.user, role=Role.OWNER
        )

    assert entra.switch(one, True).status_code == 204

    held = Membership.objects.filter(workspace=olu.actor.workspace_id, user=user)
    assert held.exists() is (way == "one owner")


def test_a_program_is_nobody_of_a_directory(entra: Entra, olu: Person) -> None:
    add_service(actor=olu.actor, name="Sync", role="reader", now=timezone.now())
    program = Membership.objects.get(service__isnull=False)
    set_directory_groups(
        actor=olu.actor, owner_group="Heads", lead_group="", contributor_group=""
    )

    one = entra.add(program.user.email)
    entra.group("Heads", one)
    entra.switch(one, False)

    program.refresh_from_db()
    assert program.role == Role.READER


def test_somebody_written_as_switched_off_is(entra: Entra, ben: Person) -> None:
    entra.add(ben.user.email, active=False)

    assert not Membership.objects.filter(user=ben.user).exists()


def test_a_known_member_is_found_and_keeps_role_address_and_password(
    entra: Entra, ana: Person
) -> None:
    one = entra.add(ana.user.email, displayName="Somebody else")
    step = {"op": "replace", "path": "userName", "value": "evil@example.com"}
    entra("PATCH", f"Users/{one}", {"schemas": [PATCH], "Operations": [step]})

    ana.user.refresh_from_db()
    assert (ana.user.email, ana.user.name) == ("ana@example.com", "ana")
    assert role_of("ana@example.com") == Role.LEAD
    assert not User.objects.filter(email="evil@example.com").exists()


def test_groups_give_roles_and_take_them(entra: Entra, olu: Person) -> None:
    set_directory_groups(
        actor=olu.actor, owner_group="Heads", lead_group="", contributor_group="Makers"
    )
    one = entra.add("nia@example.com")
    group = entra.group("Makers", one)
    seen = [role_of("nia@example.com")]
    entra.group("Heads", one)
    seen.append(role_of("nia@example.com"))
    heads = DirectoryRecord.objects.get(kind="Group", data__displayName="Heads")
    assert entra("DELETE", f"Groups/{heads.key}").status_code == 204
    seen.append(role_of("nia@example.com"))
    entra("DELETE", f"Groups/{group}")

    assert [*seen, role_of("nia@example.com")] == [
        "contributor",
        "owner",
        "contributor",
        "reader",
    ]


def test_the_owner_of_the_key_is_neither_switched_off_nor_lowered(
    entra: Entra, olu: Person
) -> None:
    one = entra.add(olu.user.email)
    set_directory_groups(
        actor=olu.actor, owner_group="Heads", lead_group="", contributor_group=""
    )

    assert entra.switch(one, False).status_code == 400
    assert entra("DELETE", f"Users/{one}").status_code == 400
    assert role_of(olu.user.email) == Role.OWNER
    assert entra("GET", f"Users/{one}").said["active"] is True


def test_a_password_is_never_kept(entra: Entra) -> None:
    one = entra.add("nia@example.com", password="a long password")

    assert "password" not in entra("GET", f"Users/{one}").said
    assert "long password" not in str(list(DirectoryRecord.objects.values()))
    assert not User.objects.get(email="nia@example.com").has_usable_password()


def test_a_key_opens_its_own_workspace_while_its_owner_is_one(
    entra: Entra, olu: Person, cleo: Person
) -> None:
    one = entra.add("nia@example.com")
    other = Entra(make_directory_access(actor=cleo.actor, now=timezone.now()))
    assert other("GET", f"Users/{one}").status_code == 404
    assert other("GET", "Users").said["totalResults"] == 0
    Membership.objects.filter(user=olu.user).update(role=Role.LEAD)
    assert entra("GET", "Users").status_code == 401
    Membership.objects.filter(user=olu.user).update(role=Role.OWNER)
    assert entra("GET", "Users").status_code == 200
    make_directory_access(actor=olu.actor, now=timezone.now())
    assert entra("GET", "Users").status_code == 401


def test_what_is_not_spoken_or_kept_is_told_and_fails_nowhere(entra: Entra) -> None:
    assert entra("GET", "Me").status_code == 501
    addresses = (f"{'u' * 242}@example.com", f"{'u' * 243}@example.com")
    for address, there in zip(addresses, (True, False), strict=True):
        entra.add(address)
        assert User.objects.filter(email=address).exists() is there
    entra.add("a@example.com", displayName="n" * 5000)
    assert len(User.objects.get(email="a@example.com").name) == 120


@pytest.mark.parametrize("said", ["", "Bearer", "Bearer x", "Basic eDp5"])
def test_without_the_key_nothing_is_said(key: str, said: str) -> None:
    for path in ("Users", "Groups", "ServiceProviderConfig", "Bulk"):
        answer = Client().get(f"/scim/v2/{path}", headers={"authorization": said})
        assert answer.status_code == 401
        assert "Bearer" in answer["WWW-Authenticate"]


def test_an_ended_key_opens_nothing_and_leaves_people(
    entra: Entra, olu: Person
) -> None:
    entra.add("nia@example.com")
    end_directory_access(actor=olu.actor)

    assert entra("GET", "Users").status_code == 401
    assert role_of("nia@example.com") == Role.READER


def test_owners_alone_see_the_page_and_the_key_once(
    olu: Person, ben: Person, cleo: Person
) -> None:
    home = f"/w/{olu.actor.workspace_id}/settings/directory/"
    for person, status in ((ben, 403), (cleo, 404)):
        assert person.browser.get(home).status_code == status
        assert person.browser.post(f"{home}make/").status_code == status
    page = olu.browser.post(f"{home}make/").content.decode()
    key = page.split('value="ll_scim_')[1].split('"')[0]
    assert key not in olu.browser.get(home).content.decode()
    assert Entra(f"ll_scim_{key}")("GET", "Users").status_code == 200


def test_a_request_costs_the_same_however_many_are_here(
    entra: Entra, olu: Person
) -> None:
    """One is read by its key, a page is cut by the database, roles change in lots."""
    set_directory_groups(
        actor=olu.actor, owner_group="", lead_group="", contributor_group="Makers"
    )
    costs = []
    for here in ("a", "b"):
        keys = [
            entra.add(f"{here}{n}@example.com") for n in range(2 if here == "a" else 9)
        ]
        with CaptureQueriesContext(connection) as asked:
            group = entra.group("Makers", *keys)
            step = {"op": "remove", "path": f'members[value eq "{keys[0]}"]'}
            patch = {"schemas": [PATCH], "Operations": [step]}
            assert entra("PATCH", f"Groups/{group}", patch).status_code == 204
            assert entra("GET", f"Users/{keys[0]}").status_code == 200
            sought = f'userName eq "{here.upper()}1@EXAMPLE.com"'
            assert entra("GET", f"Users?filter={sought}").said["totalResults"] == 1
            part = entra("GET", "Users?startIndex=2&count=1").said
            assert len(part["Resources"]) == 1
        costs.append(len(asked))
        entra("DELETE", f"Groups/{group}")

    assert costs[0] == costs[1]
    lines = [
        event.detail["users"]
        for event in Event.objects.filter(verb="accounts.change_role").order_by("pk")
        if "users" in event.detail
    ]
    assert [len(users) for users in lines] == [2, 9, 8]


def test_a_name_is_one_person_s_in_any_letters(entra: Entra) -> None:
    entra.add("nia@example.com")
    said = {"schemas": [USER], "userName": "NIA@example.com"}

    assert entra("POST", "Users", said).status_code == 409
    other = entra.add("ola@example.com")
    assert entra("PUT", f"Users/{other}", said).status_code == 409
    assert entra("GET", f"Users/{other}").said["userName"] == "ola@example.com"
