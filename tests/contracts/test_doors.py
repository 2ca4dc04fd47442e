"""Every door of the product, tried for real."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from leadline.accounts.models import Workspace
from leadline.accounts.types import Role
from tests.conftest import join
from tests.contracts.areas import all as areas
from tests.contracts.doors import (
    GOLDEN,
    PEOPLE,
    Door,
    addresses,
    knock_everywhere,
    missing,
    table,
)

pytestmark = pytest.mark.django_db  # so that the database is made ready

# Open to everybody: the way in.
PUBLIC = {"account_login", "sign_in_ask", "sign_in_link", "join"} | areas.PUBLIC
# Not in a workspace, open to whoever has signed in.
SIGNED_IN = {"home", "day", "gallery", "account_logout", "assistant_ask"}
# What readers write is their own.
READERS_OWN = {
    "evidence:feedback_add",
    "accounts:profile",
    "accounts:address_add",
    "accounts:password",
    "accounts:sessions_end",
    "accounts:told",
    "accounts:view_save",
    "theme",
} | areas.READERS_OWN


@pytest.fixture(scope="module")
def doors(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[list[Door]]:
    """Every door, knocked at once for all tests of this file."""
    media = tmp_path_factory.mktemp("uploads")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media),
        transaction.atomic(),
    ):
        acme = Workspace.objects.create(name="Acme", currency="EUR")
        other = Workspace.objects.create(name="Other", currency="EUR")
        yield knock_everywhere(
            join("olu", acme, Role.OWNER),
            join("ben", acme, Role.READER),
            join("cleo", other, Role.OWNER),
        )
        transaction.set_rollback(True)


def told(doors: list[Door], who: str) -> str:
    return "\n".join(f"{d.method} /{d.address.route}: {d.answer(who)}" for d in doors)


def test_every_address_has_an_example() -> None:
    assert [line for address in addresses() for line in missing(address)] == []


def test_every_address_has_a_name_of_its_own() -> None:
    names = [address.name for address in addresses()]

    assert [name for name in names if names.count(name) > 1] == []
    assert not [name for name in names if name.endswith("None")]


def test_no_door_is_broken(doors: list[Door]) -> None:
    for who in PEOPLE:
        broken = [d for d in doors if "fault" in d.answer(who)]
        assert told(broken, who) == ""


def test_an_owner_finds_every_door_open(doors: list[Door]) -> None:
    shut = [d for d in doors if not d.answer("owner").startswith("in")]

    assert told(shut, "owner") == ""


def test_a_reader_changes_nothing_but_their_own(doors: list[Door]) -> None:
    let_in = [
        d
        for d in doors
        if d.method == "POST"
        and d.address.is_in_workspace
        and d.address.name not in READERS_OWN
        and d.answer("reader") not in ("refused", "not found")
    ]

    assert told(let_in, "reader") == ""


def test_a_stranger_finds_nothing(doors: list[Door]) -> None:
    found = [
        d
        for d in doors
        if d.address.is_in_workspace and d.answer("stranger") != "not found"
    ]

    assert told(found, "stranger") == ""


def test_things_of_others_cannot_be_reached_through_a_workspace_of_ones_own(
    doors: list[Door],
) -> None:
    found = [d for d in doors if d.answer("intruder") not in ("", "not found")]

    assert told(found, "intruder") == ""


def test_nobody_is_sent_to_the_sign_in(doors: list[Door]) -> None:
    found = [
        d
        for d in doors
        if d.address.name not in PUBLIC and d.answer("nobody") != "sign in"
    ]

    assert told(found, "nobody") == ""


def test_what_lies_outside_workspaces_is_on_a_short_list(doors: list[Door]) -> None:
    outside = {d.address.name for d in doors if not d.address.is_in_workspace}

    assert outside == PUBLIC | SIGNED_IN


def test_the_table_of_doors_is_up_to_date(doors: list[Door]) -> None:
    now = table(doors)
    if os.environ.get("LEADLINE_WRITE_DOORS"):
        GOLDEN.parent.mkdir(parents=True, exist_ok=True)
        Path(GOLDEN).write_text(now)

    assert now == GOLDEN.read_text(), "run: make docs"
