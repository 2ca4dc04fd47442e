"""A log of an earlier release waits under the key for its first seal."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leadline.accounts.actions import seal_records
from leadline.accounts.models import ChainHead, Event, Membership, User, Workspace
from leadline.accounts.queries import verify_record
from leadline.accounts.queries.chain import event_hash, is_due
from tests.older import begun_at, to, to_newest

BEFORE = [("accounts", "0004_links_of_others_and_tries")]
AFTER = [("accounts", "0005_a_sealed_record")]


@pytest.fixture
def old(transactional_db: None) -> Iterator[Any]:
    with begun_at(BEFORE) as tables:
        yield tables


def fill(apps: Any) -> int:
    space = apps.get_model("accounts", "Workspace").objects.create(name="Acme")
    user = apps.get_model("accounts", "User").objects.create(email="o@example.com")
    apps.get_model("accounts", "Membership").objects.create(
        workspace=space, user=user, role="owner"
    )
    previous = "0" * 64
    for sequence, verb in enumerate(("accounts.set_up", "accounts.add_product"), 1):
        event = Event(
            workspace_id=space.pk, sequence=sequence, user_id=user.pk, surface="cli",
            verb=verb, subject=f"accounts.workspace:{space.pk}", detail={"n": sequence},
            previous_hash=previous,
        )  # fmt: skip
        previous = event_hash(event)
        names = [f.attname for f in Event._meta.concrete_fields]
        said = {n: getattr(event, n) for n in names if n not in ("id", "digests")}
        apps.get_model("accounts", "Event").objects.create(**said | {"hash": previous})
    heads = apps.get_model("accounts", "ChainHead").objects
    heads.create(workspace=space, sequence=2, hash=previous)
    return space.pk


def test_it_holds_before_and_after_it_is_sealed(old: Any) -> None:
    workspace_id = fill(old)

    to_newest(Workspace, User, Membership, ChainHead, Event)

    assert is_due(ChainHead.objects.get())
    before = verify_record(workspace_id=workspace_id)
    assert (before.is_whole, before.old, before.sealed_since) == (True, 2, None)
    assert seal_records() == 1
    after = verify_record(workspace_id=workspace_id)
    assert (after.is_whole, after.old, after.rows) == (True, 2, 1)
    assert after.chain.good == 3


def test_a_key_is_made_for_it_where_none_is_named(
    old: Any, settings: Any, tmp_path: Path
) -> None:
    settings.RECORD_KEY, settings.DATA_DIR = "", tmp_path
    fill(old)

    new = to(AFTER)

    assert stat.S_IMODE((tmp_path / "record.key").stat().st_mode) == 0o600
    head = new.get_model("accounts", "ChainHead").objects.get()
    assert head.seal


def test_nothing_waits_where_there_was_no_log(old: Any) -> None:
    space = old.get_model("accounts", "Workspace").objects.create(name="Acme")
    old.get_model("accounts", "ChainHead").objects.create(
        workspace=space, sequence=0, hash="0" * 64
    )

    new = to(AFTER)

    assert new.get_model("accounts", "ChainHead").objects.get().seal == ""
