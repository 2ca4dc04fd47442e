"""Service accounts: programs that are members, and what opens for them."""

from __future__ import annotations

import pytest

from leadline.accounts.actions import (
    add_service,
    make_service_token,
    remove_service,
    revoke_service_token,
)
from leadline.accounts.models import ApiToken, User, Workspace
from leadline.accounts.queries import (
    list_members,
    list_people,
    list_service_accounts,
    list_service_tokens,
    list_tokens,
    member_emails,
    verify_record,
)
from leadline.accounts.types import (
    SCOPES,
    Role,
    TokenIn,
)
from leadline.foundation.errors import Invalid, NotAllowed, NotFound
from tests.accounts.test_tokens import NOW, make, opened
from tests.conftest import Person, join

pytestmark = pytest.mark.django_db


def service(olu: Person, role: str = "contributor") -> tuple[int, str]:
    made = add_service(actor=olu.actor, name="Sync robot", role=role, now=NOW)
    _, key = make_service_token(
        actor=olu.actor, service_id=made.id, token=TokenIn("Nightly", SCOPES), now=NOW
    )
    return made.id, key


def holds(olu: Person) -> bool:
    """Whether the log vouches for every row; workspaces of tests have no beginning."""
    report = verify_record(workspace_id=olu.actor.workspace_id)
    return report.chain.is_whole and not [f for f in report.faults if "begin" not in f]


def test_a_service_account_is_a_member_that_signs_in_nowhere(
    olu: Person, ana: Person
) -> None:
    _, key = service(olu)
    found = opened(key)

    assert found
    assert found.is_service
    assert found.holder == "Sync robot"
    assert found.actor.may("change")
    user = User.objects.get(pk=found.actor.user_id)
    assert not user.is_active
    assert not user.has_usable_password()
    assert "Sync robot" not in [m.name for m in list_members(actor=ana.actor)]
    assert user.pk not in dict(list_people(actor=ana.actor))
    assert user.email not in member_emails(actor=ana.actor)
    assert holds(olu)


def test_a_service_account_that_is_removed_opens_nothing(olu: Person) -> None:
    service_id, key = service(olu)
    remove_service(actor=olu.actor, service_id=service_id, now=NOW)

    assert opened(key) is None
    assert not list_service_accounts(actor=olu.actor, now=NOW)
    assert holds(olu)
    with pytest.raises(NotFound):
        remove_service(actor=olu.actor, service_id=service_id, now=NOW)


def test_an_owner_sees_and_revokes_tokens_of_service_accounts(olu: Person) -> None:
    service_id, key = service(olu)
    line = list_service_tokens(actor=olu.actor, service_id=service_id, now=NOW)[0]
    assert (line.name, line.holder, line.made_by) == ("Nightly", "Sync robot", "olu")
    assert list_service_accounts(actor=olu.actor, now=NOW)[0].open_tokens == 1

    revoke_service_token(actor=olu.actor, token_id=line.id, now=NOW)

    assert opened(key) is None
    assert list_service_accounts(actor=olu.actor, now=NOW)[0].open_tokens == 0


@pytest.mark.parametrize("name", ["ana", "ben"])
def test_service_accounts_are_for_owners(
    olu: Person, name: str, request: pytest.FixtureRequest
) -> None:
    who: Person = request.getfixturevalue(name)
    service_id, _ = service(olu)
    token_id = ApiToken.objects.get().pk

    for ask in (
        lambda: add_service(actor=who.actor, name="X", role="reader", now=NOW),
        lambda: list_service_accounts(actor=who.actor, now=NOW),
        lambda: list_service_tokens(actor=who.actor, service_id=service_id, now=NOW),
        lambda: remove_service(actor=who.actor, service_id=service_id, now=NOW),
        lambda: revoke_service_token(actor=who.actor, token_id=token_id, now=NOW),
        lambda: make_service_token(
            actor=who.actor, service_id=service_id, token=TokenIn("X"), now=NOW
        ),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_service_accounts_of_others_are_not_there(olu: Person, cleo: Person) -> None:
    service_id, _ = service(olu)
    token_id = ApiToken.objects.get().pk

    assert not list_service_accounts(actor=cleo.actor, now=NOW)
    for ask in (
        lambda: list_service_tokens(actor=cleo.actor, service_id=service_id, now=NOW),
        lambda: remove_service(actor=cleo.actor, service_id=service_id, now=NOW),
        lambda: revoke_service_token(actor=cleo.actor, token_id=token_id, now=NOW),
        lambda: make_service_token(
            actor=cleo.actor, service_id=service_id, token=TokenIn("X"), now=NOW
        ),
    ):
        with pytest.raises(NotFound):
            ask()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " ", "role": "reader"}, "name"),
        ({"name": "x" * 121, "role": "reader"}, "name"),
        ({"name": "X", "role": "owner"}, "role"),
        ({"name": "X", "role": "king"}, "role"),
    ],
)
def test_a_service_account_out_of_bounds_is_refused(
    olu: Person, said: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        add_service(actor=olu.actor, now=NOW, **said)

    assert refused.value.field == field


def test_a_list_of_tokens_asks_as_often_for_three_as_for_one(
    olu: Person, acme: Workspace, django_assert_num_queries: object
) -> None:
    service(olu)
    ask = django_assert_num_queries
    make(olu)
    with ask(1):  # type: ignore[operator]
        assert len(list_tokens(actor=olu.actor, now=NOW)) == 1
    with ask(2):  # type: ignore[operator]
        assert len(list_service_accounts(actor=olu.actor, now=NOW)) == 1
    make(olu)
    make(olu)
    service(olu)
    service(olu)
    join("dee", acme, Role.READER)
    with ask(1):  # type: ignore[operator]
        assert len(list_tokens(actor=olu.actor, now=NOW)) == 3
    with ask(2):  # type: ignore[operator]
        assert len(list_service_accounts(actor=olu.actor, now=NOW)) == 3
