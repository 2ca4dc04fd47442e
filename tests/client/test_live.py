"""The client against a Leadline that runs."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from leadline.api.limits import forget_limits
from leadline.client import (
    Conflict,
    Invalid,
    Leadline,
    NotAllowed,
    NotFound,
    WrongToken,
)
from leadline.evidence.models import Customer, Feedback
from tests.api.program import key_of
from tests.client.asking import asking
from tests.conftest import Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lead(live_server: LiveServer, ana: Person) -> Leadline:
    forget_limits()
    return asking(live_server, ana)


def test_it_reads_and_writes_as_whoever_its_token_is_of(
    live_server: LiveServer, lead: Leadline, ana: Person, ben: Person, cleo: Person
) -> None:
    me = lead.accounts.get_me()
    assert (me["user_id"], me["role"]) == (str(ana.user.pk), "lead")

    made = lead.evidence.create_customer(name="Harbour", key="import-7")
    again = lead.evidence.create_customer(name="Harbour", key="import-7")
    assert again == made
    assert Customer.objects.count() == 1
    with pytest.raises(Invalid) as used:
        lead.evidence.create_customer(name="Other", key="import-7")
    assert used.value.kind == "urn:leadline:problem:key-used"

    # Somebody else changes it; who saw the version before overwrites nothing.
    newer = lead.evidence.change_customer(made["id"], seen=made, plan="Pro")
    with pytest.raises(Conflict) as stale:
        lead.evidence.change_customer(made["id"], seen=made, plan="Free", owner="Me")
    assert stale.value.status == 412
    assert stale.value.current == newer
    assert Customer.objects.get().plan == "Pro"
    current: Any = stale.value.current
    lead.evidence.change_customer(made["id"], seen=current, owner="Me")
    picked = lead.evidence.get_customer(made["id"], fields="plan,owner")
    assert picked == {"plan": "Pro", "owner": "Me"}

    with pytest.raises(Invalid, match=r"422: .* \(/name\)") as wrong:
        lead.evidence.create_customer(name=" ")
    assert [fault.pointer for fault in wrong.value.faults] == ["/name"]
    contact = lead.evidence.create_contact(made["id"], name="Ida")
    lead.evidence.remove_contact(contact["id"])
    with pytest.raises(NotFound):
        lead.evidence.get_contact(contact["id"])

    with pytest.raises(NotAllowed):
        asking(live_server, ben).evidence.create_customer(name="x")
    with pytest.raises(NotFound):
        asking(live_server, cleo).evidence.get_customer(made["id"])
    workspace = ana.actor.workspace_id
    for key, kind in (("ll_pat_wrong", WrongToken), (key_of(cleo), NotFound)):
        stranger = Leadline(live_server.url, key, workspace=workspace)
        with pytest.raises(kind) as refused:
            stranger.accounts.get_me()
        assert key not in f"{refused.value!r} {refused.value}"


def test_it_reads_a_list_to_its_end(lead: Leadline, ana: Person) -> None:
    Feedback.objects.bulk_create(
        Feedback(
            workspace_id=ana.actor.workspace_id,
            words=f"Piece {number}",
            source="Call",
            said_at=timezone.now(),
            fingerprint=str(number),
        )
        for number in range(120)
    )
    pieces = lead.evidence.list_feedback(limit=50)

    assert [len(page) for page in pieces.pages()] == [50, 50, 20]
    assert pieces.next is None
    found = [piece["words"] for piece in pieces]
    assert found == [f"Piece {number}" for number in range(120)]
    first = lead.evidence.list_feedback(limit=100)
    next(first.pages())
    rest = lead.evidence.list_feedback(limit=100, cursor=first.next or "")
    assert len(list(rest)) == 20
    assert list(lead.evidence.list_feedback(source="Mail")) == []
