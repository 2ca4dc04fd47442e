"""What is kept of second steps, and who may change which."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator

from leadline.accounts.actions import (
    add_app,
    add_passkey,
    remove_step,
    renew_recovery_codes,
    require_second_step,
    spend_code,
    take_passkey_try,
)
from leadline.accounts.actions.steps import LONGEST_NAME, MOST_PASSKEYS
from leadline.accounts.models import Event
from leadline.accounts.queries import (
    actor_for,
    has_second_step,
    members_with_step,
    recovery_codes,
    second_steps,
)
from leadline.accounts.types import StepKind
from leadline.foundation.errors import (
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    StepNeeded,
)
from tests.conftest import Person

SECRET = "JBSWY3DPEHPK3PXP"
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def passkey(person: Person, name: str = "Laptop") -> None:
    add_passkey(actor=person.actor, name=name, credential={"id": name})


def test_the_first_step_brings_ten_recovery_codes_and_the_last_takes_them(
    ana: Person,
) -> None:
    assert not second_steps(actor=ana.actor).is_on
    add_app(actor=ana.actor, secret=SECRET)
    codes = recovery_codes(actor=ana.actor)
    passkey(ana)
    steps = second_steps(actor=ana.actor)

    assert (steps.has_app, steps.has_passkey, steps.codes_left) == (True, True, 10)
    assert [(row.kind, row.name) for row in steps.rows] == [
        (StepKind.APP, ""),
        (StepKind.PASSKEY, "Laptop"),
    ]
    assert recovery_codes(actor=ana.actor) == codes
    remove_step(actor=ana.actor, step_id=steps.rows[0].id)
    assert recovery_codes(actor=ana.actor) == codes
    remove_step(actor=ana.actor, step_id=steps.rows[1].id)
    assert not Authenticator.objects.exists()
    assert [e.verb for e in Event.objects.order_by("pk")] == [
        "accounts.add_second_step",
        "accounts.add_second_step",
        "accounts.remove_second_step",
        "accounts.remove_second_step",
    ]


def test_one_app_and_ten_passkeys_are_the_most(ana: Person) -> None:
    add_app(actor=ana.actor, secret=SECRET)
    with pytest.raises(Conflict):
        add_app(actor=ana.actor, secret=SECRET)
    for n in range(MOST_PASSKEYS):
        passkey(ana, f"Key {n}")
    with pytest.raises(Conflict):
        passkey(ana, "One more")


@pytest.mark.parametrize("name", ["", "  ", "x" * (LONGEST_NAME + 1)])
def test_a_passkey_has_a_name_that_fits(ana: Person, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        passkey(ana, name)
    assert refused.value.field == "name"
    passkey(ana, "x" * LONGEST_NAME)


def test_nobody_takes_anothers_step_away(ana: Person, ben: Person) -> None:
    add_app(actor=ana.actor, secret=SECRET)
    [row] = second_steps(actor=ana.actor).rows

    with pytest.raises(NotFound):
        remove_step(actor=ben.actor, step_id=row.id)
    with pytest.raises(Conflict):
        renew_recovery_codes(actor=ben.actor)
    assert has_second_step(user_id=ana.user.pk)
    assert not has_second_step(user_id=ben.user.pk)


def test_owners_alone_ask_everybody_and_count(
    olu: Person, ana: Person, ben: Person, cleo: Person
) -> None:
    for person in (ana, ben):
        with pytest.raises(NotAllowed):
            require_second_step(actor=person.actor, is_required=True)
        with pytest.raises(NotAllowed):
            members_with_step(actor=person.actor)
    add_app(actor=cleo.actor, secret=SECRET)
    assert members_with_step(actor=olu.actor) == set()
    add_app(actor=ben.actor, secret=SECRET)
    assert len(members_with_step(actor=olu.actor)) == 1


def test_a_workspace_that_asks_opens_to_who_has_one(olu: Person, ben: Person) -> None:
    add_app(actor=olu.actor, secret=SECRET)
    require_second_step(actor=olu.actor, is_required=True)
    here = {"user_id": ben.user.pk, "workspace_id": ben.actor.workspace_id}

    with pytest.raises(StepNeeded):
        actor_for(**here, surface="web", asks_step=True)
    assert actor_for(**here, surface="job").role == ben.actor.role
    add_app(actor=ben.actor, secret=SECRET)
    assert actor_for(**here, surface="web", asks_step=True).user_id == ben.user.pk


def test_a_code_is_spent_for_its_person_alone(ana: Person, ben: Person) -> None:
    def spend(person: Person) -> bool:
        return spend_code(user_id=person.user.pk, code="123456", now=NOW)

    assert [spend(ana), spend(ana), spend(ben)] == [True, False, True]


def test_sixty_passkeys_a_minute_come_from_one_address(db: None) -> None:
    here = "192.0.2.1"
    waits = [take_passkey_try(address=here, now=NOW) for _ in range(61)]

    assert not any(waits[:60])
    assert waits[60] == timedelta(minutes=1)
    assert not take_passkey_try(address="192.0.2.2", now=NOW)
    assert not take_passkey_try(address=here, now=NOW + timedelta(minutes=1))


def test_the_switch_is_in_the_log_once(olu: Person) -> None:
    add_app(actor=olu.actor, secret=SECRET)
    for is_required in (True, True, False):
        require_second_step(actor=olu.actor, is_required=is_required)

    said = Event.objects.filter(verb="accounts.require_second_step")
    assert [e.detail["is_required"] for e in said.order_by("pk")] == [True, False]
